using Dapper;
using Microsoft.Data.SqlClient;

namespace Court.Cases;

public sealed record CaseFile(int Id, string Number, string Chamber, DateTime FiledAt);

/// <summary>What cases are asked for; the texts are in the other part.</summary>
public sealed partial class CaseQueries
{
    private readonly Func<SqlConnection> _connect;

    public CaseQueries(Func<SqlConnection> connect) => _connect = connect;

    public async Task<CaseFile?> ByNumberAsync(string number)
    {
        await using var connection = _connect();
        return await connection.QuerySingleOrDefaultAsync<CaseFile>(SelectByNumber, new { number });
    }

    public async Task<IReadOnlyList<CaseFile>> PendingAsync(string? chamber, bool oldestFirst)
    {
        await using var connection = _connect();
        var sql = chamber is null ? SelectPending : SelectPending + InChamber;
        sql += oldestFirst ? OldestFirst : NewestFirst;
        return (await connection.QueryAsync<CaseFile>(sql, new { chamber })).AsList();
    }

    public async Task<int> AssignAsync(int id, string judge)
    {
        await using var connection = _connect();
        await using var command = new SqlCommand(Assign, connection);
        command.Parameters.AddWithValue("@judge", judge);
        command.Parameters.AddWithValue("@id", id);
        await connection.OpenAsync();
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<string>> ChambersAsync()
    {
        await using var connection = _connect();
        return (await connection.QueryAsync<string>(SelectChambers)).AsList();
    }
}

public sealed partial class CaseQueries
{
    private const string Columns = "c.Id, c.Number, c.Chamber, c.FiledAt";
    private const string Source = " FROM dbo.Cases c WITH (NOLOCK) ";
    private const string SelectByNumber = "SELECT " + Columns + Source + "WHERE c.Number = @number";
    private const string SelectPending = $"SELECT {Columns}{Source}WHERE c.ClosedAt IS NULL";
    private const string InChamber = " AND c.Chamber = @chamber";
    private const string OldestFirst = " ORDER BY c.FiledAt";
    private const string NewestFirst = OldestFirst + " DESC";

    private static readonly string SelectChambers = string.Concat("SELECT DISTINCT c.Chamber", Source, OrderByChamber);

    private static string OrderByChamber => "ORDER BY c.Chamber";

    private static string Assign { get; } =
        """
        UPDATE dbo.Cases
        SET Judge = @judge, AssignedAt = SYSUTCDATETIME()
        WHERE Id = @id
        """;
}

public static class CaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{number}", (string number, CaseQueries queries) => queries.ByNumberAsync(number));
        app.MapGet("/cases", (string? chamber, bool? oldest, CaseQueries queries) => queries.PendingAsync(chamber, oldest ?? false));
        app.MapPut("/cases/{id:int}/judge", (int id, string judge, CaseQueries queries) => queries.AssignAsync(id, judge));
        app.MapGet("/chambers", (CaseQueries queries) => queries.ChambersAsync());
    }
}
