using System.Text;
using Dapper;
using Npgsql;

namespace Fleet.Vehicles;

/// <summary>Composes a SELECT; values only ever travel as parameters.</summary>
internal sealed class SqlBuilder
{
    private readonly string _table;
    private readonly List<string> _columns = [];
    private readonly List<string> _joins = [];
    private readonly List<string> _conditions = [];
    private readonly DynamicParameters _parameters = new();
    private string? _orderBy;
    private int? _limit;

    private SqlBuilder(string table) => _table = table;

    public DynamicParameters Parameters => _parameters;

    public static SqlBuilder From(string table) => new(table);

    public SqlBuilder Select(params string[] columns)
    {
        _columns.AddRange(columns);
        return this;
    }

    public SqlBuilder Join(string table, string on)
    {
        _joins.Add($"JOIN {table} ON {on}");
        return this;
    }

    public SqlBuilder Where(string condition, object? value)
    {
        var name = "p" + _conditions.Count;
        _conditions.Add(condition.Replace("?", "@" + name));
        _parameters.Add(name, value);
        return this;
    }

    public SqlBuilder OrderBy(string column)
    {
        _orderBy = column;
        return this;
    }

    public SqlBuilder Take(int count)
    {
        _limit = count;
        return this;
    }

    public string Build()
    {
        var sql = new StringBuilder("SELECT ").AppendJoin(", ", _columns).Append(" FROM ").Append(_table);
        foreach (var join in _joins)
            sql.Append(' ').Append(join);
        if (_conditions.Count > 0)
            sql.Append(" WHERE ").AppendJoin(" AND ", _conditions);
        if (_orderBy is not null)
            sql.Append(" ORDER BY ").Append(_orderBy);
        if (_limit is { } limit)
            sql.Append(" LIMIT ").Append(limit);
        return sql.ToString();
    }
}

public sealed record Vehicle(int Id, string Plate, string Depot);

public sealed class VehicleQueries(NpgsqlConnection connection)
{
    public Task<IEnumerable<Vehicle>> InDepotAsync(string depot)
    {
        var query = SqlBuilder.From("vehicles v").Select("v.id", "v.plate", "d.name AS depot").Join("depots d", "d.id = v.depot_id").Where("d.name = ?", depot);
        return connection.QueryAsync<Vehicle>(query.Build(), query.Parameters);
    }

    public async Task<Vehicle?> ByPlateAsync(string plate)
    {
        var query = SqlBuilder.From("vehicles v")
            .Select("v.id", "v.plate", "'' AS depot")
            .Where("upper(v.plate) = upper(?)", plate)
            .Take(1);
        return await connection.QueryFirstOrDefaultAsync<Vehicle>(query.Build(), query.Parameters);
    }

    public async Task<IReadOnlyList<Vehicle>> DueForInspectionAsync(DateTime before, string? plateStartsWith)
    {
        var query = SqlBuilder.From("vehicles v").Select("v.id", "v.plate", "'' AS depot").Where("v.inspection_due < ?", before);
        if (plateStartsWith is not null)
            query = query.Where("v.plate LIKE ?", plateStartsWith + "%");
        query.OrderBy("v.inspection_due");
        return (await connection.QueryAsync<Vehicle>(query.Build(), query.Parameters)).AsList();
    }
}

public static class VehicleEndpoints
{
    public static void MapVehicles(this WebApplication app)
    {
        app.MapGet("/depots/{depot}/vehicles", (string depot, VehicleQueries queries) => queries.InDepotAsync(depot));
        app.MapGet("/vehicles/{plate}", (string plate, VehicleQueries queries) => queries.ByPlateAsync(plate));
        app.MapGet("/inspections", (DateTime before, string? prefix, VehicleQueries queries) => queries.DueForInspectionAsync(before, prefix));
    }
}
