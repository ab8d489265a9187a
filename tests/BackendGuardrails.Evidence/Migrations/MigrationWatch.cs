using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>
/// Stops a migration where its locks can be seen, and looks. A transaction keeps them to its end, so that is just before it commits.
/// A statement outside of a transaction is stopped by another one, which has added a row and holds another one: the statement runs until it has to wait for it.
/// </summary>
internal sealed class MigrationWatch(string connectionString, Observer observer, Clients clients) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly List<Moment> _moments = [];
    private (long Read, long Written, bool) _before;
    private Task? _held;
    private volatile bool _isOver;

    public IReadOnlyList<Moment> Moments => _moments;

    /// <summary>PostgreSQL's counters of a transaction still have what it has not yet told others of the one before.</summary>
    public async ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        _before = await CountAsync((NpgsqlConnection)connection);
        return result;
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        var connection = (NpgsqlConnection)transaction.Connection!;
        if (await observer.StrongestLockOfAsync(connection.ProcessID) is not null)
        {
            var (read, written, isWrittenAnew) = await CountAsync(connection);
            await LookAsync(connection.ProcessID, read - _before.Read, isWrittenAnew ? Shop.OrderCount : written - _before.Written);
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null && !command.CommandText.Contains("__EFMigrationsHistory", StringComparison.Ordinal))
            _held = await HoldAsync(((NpgsqlConnection)command.Connection!).ProcessID);
        return result;
    }

    public override async ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await ReleaseAsync();
        return result;
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) => ReleaseAsync();

    /// <summary>Asks in the session of the migration, which alone can see it before it commits.</summary>
    private async Task<(long Read, long Written, bool IsWrittenAnew)> CountAsync(NpgsqlConnection connection)
    {
        // The file of a new table has the number of the table.
        const string Counters = """
            SELECT pg_stat_get_xact_tuples_returned($1), pg_stat_get_xact_tuples_updated($1) + pg_stat_get_xact_tuples_deleted($1), coalesce(pg_relation_filenode($1) <> $1, false)
            """;
        await using var command = new NpgsqlCommand(Counters, connection) { Parameters = { new() { Value = observer.Table, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } };
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2));
    }

    private async Task<Task> HoldAsync(int migration)
    {
        _isOver = false;
        var holder = new NpgsqlConnection(connectionString);
        await holder.OpenAsync();
        var transaction = await holder.BeginTransactionAsync();
        // In the middle: what others have updated is behind the last one, and would be in its batch.
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO "Orders" ("CustomerId", "Code", "Quantity", "Note") VALUES (1, 'held', 1, '');
            SELECT FROM "Orders" WHERE "Id" = {Shop.OrderCount / 2} FOR UPDATE;
            """,
            holder);
        await command.ExecuteNonQueryAsync();
        return LookWhileHeldAsync();

        async Task LookWhileHeldAsync()
        {
            await using (holder)
            await using (transaction)
            {
                await Patience.UntilAsync(async () => _isOver || await observer.WaitsForAsync(migration, holder.ProcessID));
                if (!_isOver)
                    await LookAsync(migration, null, null);
            }
        }
    }

    private async Task ReleaseAsync()
    {
        _isOver = true;
        if (_held is { } held)
        {
            _held = null;
            await held;
        }
    }

    private async Task LookAsync(int migration, long? rowsRead, long? rowsWritten)
    {
        var strongest = await observer.StrongestLockOfAsync(migration);
        var (reads, inserts, updates) = await clients.SeeAsync(observer, migration);
        _moments.Add(new(strongest!, rowsRead, rowsWritten, reads, inserts, updates));
    }
}
