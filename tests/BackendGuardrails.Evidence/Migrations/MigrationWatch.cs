using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>
/// Stops a migration where its locks can be seen, and looks. A transaction keeps them to its end, so that is just before it commits.
/// A statement outside of a transaction is stopped by another one, which has added a row and holds the last one: the statement runs until it has to wait for it.
/// </summary>
internal sealed class MigrationWatch(string connectionString, Observer observer, Clients clients) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly List<Moment> _moments = [];
    private Task? _held;
    private volatile bool _isOver;

    public IReadOnlyList<Moment> Moments => _moments;

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        var connection = (NpgsqlConnection)transaction.Connection!;
        if (await observer.StrongestLockOfAsync(connection.ProcessID) is not null)
        {
            await using var rows = new NpgsqlCommand(
                """
                SELECT pg_stat_get_xact_tuples_returned($1), pg_stat_get_xact_tuples_updated($1) + pg_stat_get_xact_tuples_deleted($1), pg_relation_filenode($1) <> $1
                """,
                connection) { Parameters = { new() { Value = observer.Table, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } };
            (long, long) counts;
            await using (var reader = await rows.ExecuteReaderAsync(cancellationToken))
            {
                await reader.ReadAsync(cancellationToken);
                // The file of a new table has the number of the table.
                var isWrittenAnew = !reader.IsDBNull(2) && reader.GetBoolean(2);
                counts = (reader.GetInt64(0), isWrittenAnew ? Shop.OrderCount : reader.GetInt64(1));
            }

            await LookAsync(connection.ProcessID, counts.Item1, counts.Item2);
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

    private async Task<Task> HoldAsync(int migration)
    {
        _isOver = false;
        var holder = new NpgsqlConnection(connectionString);
        await holder.OpenAsync();
        var transaction = await holder.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO "Orders" ("CustomerId", "Code", "Quantity", "Note") VALUES (1, 'held', 1, '');
            SELECT FROM "Orders" WHERE "Id" = $$last$$ FOR UPDATE;
            """.Replace("$$last$$", $"{Shop.OrderCount}", StringComparison.Ordinal),
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
