using Npgsql;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>Looks from a connection of its own at who holds what on the table, and who waits for whom.</summary>
internal sealed class Observer : IAsyncDisposable
{
    /// <summary>From the weakest to the strongest, as PostgreSQL's documentation orders them.</summary>
    private static readonly string[] Modes =
    [
        "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock",
    ];

    private readonly NpgsqlConnection _connection;
    private readonly SemaphoreSlim _turn = new(1);

    private Observer(NpgsqlConnection connection) => _connection = connection;

    public uint Table { get; private set; }

    public static async Task<Observer> StartAsync(string connectionString, string table)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var observer = new Observer(connection);
        observer.Table = (uint)(await observer.AskAsync("SELECT to_regclass($1)::oid", $"\"{table}\""))!;
        return observer;
    }

    public async Task<string?> StrongestLockOfAsync(int process) =>
        await AskAsync("SELECT array_agg(mode) FROM pg_locks WHERE granted AND locktype = 'relation' AND pid = $1 AND relation = $2", process, Table) is string[] held ? held.MaxBy(mode => Array.IndexOf(Modes, mode)) : null;

    public async Task<bool> WaitsForAsync(int process, int other) => await AskAsync("SELECT $1 = ANY (pg_blocking_pids($2))", other, process) is true;

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private async Task<object?> AskAsync(string sql, params object[] values)
    {
        await _turn.WaitAsync();
        try
        {
            await using var command = new NpgsqlCommand(sql, _connection);
            foreach (var value in values)
                command.Parameters.Add(value is uint oid ? new() { Value = oid, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } : new() { Value = value });
            return await command.ExecuteScalarAsync();
        }
        finally
        {
            _turn.Release();
        }
    }
}
