using System.Text;
using Dapper;
using Npgsql;

namespace Fleet.Reports;

/// <summary>Composes the statements of the fleet reports.</summary>
public sealed class SelectBuilder
{
    private readonly StringBuilder _sql = new();
    private readonly DynamicParameters _parameters = new();
    private bool _hasWhere;

    public SelectBuilder(string columns, string table) => _sql.Append("SELECT ").Append(columns).Append(" FROM ").Append(table);

    public SelectBuilder Where(string condition)
    {
        _sql.Append(_hasWhere ? " AND " : " WHERE ").Append(condition);
        _hasWhere = true;
        return this;
    }

    public SelectBuilder Where(string condition, string name, object value)
    {
        _parameters.Add(name, value);
        return Where(condition);
    }

    public SelectBuilder OrderBy(string column)
    {
        _sql.Append(" ORDER BY ").Append(column);
        return this;
    }

    public Task<IEnumerable<T>> RunAsync<T>(NpgsqlConnection connection) => connection.QueryAsync<T>(_sql.ToString(), _parameters); // guardrail: BG4001
}

public sealed record TripRow(int Id, string Driver, double Kilometers);

public sealed class TripReports(NpgsqlConnection connection)
{
    public Task<IEnumerable<TripRow>> LongAsync(double kilometers) => new SelectBuilder("id, driver, kilometers", "trips")
        .Where("kilometers > @kilometers", "kilometers", kilometers)
        .OrderBy("kilometers DESC")
        .RunAsync<TripRow>(connection);

    public Task<IEnumerable<TripRow>> OfDriverAsync(string driver) => new SelectBuilder("id, driver, kilometers", "trips")
        .Where("driver = @driver", "driver", driver)
        .OrderBy("id")
        .RunAsync<TripRow>(connection);

    public Task<IEnumerable<TripRow>> SearchAsync(string depot, string? note)
    {
        var select = new SelectBuilder("id, driver, kilometers", "trips").Where("depot = @depot", "depot", depot);
        if (note is not null)
            select.Where($"note LIKE '%{note}%'");
        return select.OrderBy("id").RunAsync<TripRow>(connection);
    }
}

public static class TripEndpoints
{
    public static void MapTrips(this WebApplication app)
    {
        app.MapGet("/trips/long", (double kilometers, TripReports reports) => reports.LongAsync(kilometers));
        app.MapGet("/drivers/{driver}/trips", (string driver, TripReports reports) => reports.OfDriverAsync(driver));
        app.MapGet("/depots/{depot}/trips", (string depot, string? note, TripReports reports) => reports.SearchAsync(depot, note));
    }
}
