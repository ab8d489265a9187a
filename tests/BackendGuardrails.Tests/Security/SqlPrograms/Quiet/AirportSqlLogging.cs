using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Airport.Observability;

public sealed class SlowCommandInterceptor(ILogger<SlowCommandInterceptor> logger) : DbCommandInterceptor
{
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        if (eventData.Duration > TimeSpan.FromSeconds(1))
            logger.LogWarning("Slow ({Duration}): {Sql}", eventData.Duration, command.CommandText);
        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        using var activity = new Activity("sql");
        activity.SetTag("db.statement", command.CommandText);
        return result;
    }
}

public sealed class TimedSql(NpgsqlDataSource dataSource, ILogger<TimedSql> logger)
{
    public Task<int> DepartAsync(string flight, string gate) => RunAsync(
        "UPDATE flights SET departed_at = now(), gate = @gate WHERE number = @flight", ("flight", flight), ("gate", gate));

    public Task<int> DelayAsync(string flight, int minutes) => RunAsync(
        $"UPDATE flights SET planned_at = planned_at + interval '{minutes} minutes' WHERE number = @flight", ("flight", flight));

    public Task<int> PurgeAsync() => RunAsync("DELETE FROM flights WHERE planned_at < now() - interval '1 year'");

    private async Task<int> RunAsync(string sql, params (string Name, object Value)[] parameters)
    {
        var watch = Stopwatch.StartNew();
        var described = $"{sql} [{string.Join(", ", parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"))}]";
        await using var command = dataSource.CreateCommand(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        try
        {
            return await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException exception)
        {
            logger.LogError(exception, "Failed: {Sql}", described);
            throw new InvalidOperationException("Failed: " + described, exception);
        }
        finally
        {
            logger.LogDebug("{Sql} took {Elapsed}", described, watch.Elapsed);
        }
    }
}

public static class FlightEndpoints
{
    public static void MapFlights(this WebApplication app)
    {
        app.MapPost("/flights/{flight}/depart", (string flight, string gate, TimedSql sql) => sql.DepartAsync(flight, gate));
        app.MapPost("/flights/{flight}/delay", (string flight, int minutes, TimedSql sql) => sql.DelayAsync(flight, minutes));
        app.MapDelete("/flights/old", (TimedSql sql) => sql.PurgeAsync());
    }
}
