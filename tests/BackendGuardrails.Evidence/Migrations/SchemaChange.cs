using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using BackendGuardrails.Evidence.Infrastructure;
using Npgsql;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>Applies migrations with EF Core to a database of its own, while the running release reads and writes one of its tables.</summary>
/// <param name="Result">"done", or the SQLSTATE that EF Core was refused with.</param>
/// <param name="Moments">What others felt, in order; nothing of a transaction that failed, because it has given its locks back.</param>
/// <param name="Connection">The database, as the migration left it.</param>
public sealed record SchemaChange(string Result, IReadOnlyList<Moment> Moments, string ReadsAfter, string InsertsAfter, string UpdatesAfter, string Connection)
{
    public const string Done = "done";

    /// <param name="prepare">SQL that makes the data what the case is about.</param>
    public static async Task<SchemaChange> ApplyAsync(PostgresCluster postgres, Type[] migrations, string table = nameof(Shop.Orders), string? prepare = null)
    {
        // Workers would count the rows they read for themselves.
        var connection = postgres.CopyDatabase(nameof(Shop), Shop.Fill) + ";Options=-c max_parallel_maintenance_workers=0 -c max_parallel_workers_per_gather=0";
        if (prepare is not null)
            await ExecuteAsync(connection, prepare);
        await using var observer = await Observer.StartAsync(connection, table);
        await using var clients = await Clients.StartAsync(connection, table);
        var watch = new MigrationWatch(connection, observer, clients);
        var result = await MigrateAsync(connection, migrations, watch);
        var (reads, inserts, updates) = await clients.SeeAsync(observer);
        return new(result, watch.Moments, reads, inserts, updates, connection);
    }

    /// <summary>Goes back behind all of them.</summary>
    public async Task<Exception?> RevertAsync(params Type[] migrations)
    {
        await using var db = new MigratedContext(Connection, migrations);
        try
        {
            await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
            return null;
        }
        catch (Exception refused)
        {
            return refused;
        }
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var session = new NpgsqlConnection(Connection);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand(sql, session);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task ExecuteAsync(string connection, string sql)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<string> MigrateAsync(string connection, Type[] migrations, params Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor[] interceptors)
    {
        await using var db = new MigratedContext(connection, migrations, interceptors);
        try
        {
            await db.Database.MigrateAsync();
            return Done;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
