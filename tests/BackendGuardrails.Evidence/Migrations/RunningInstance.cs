using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>A client of the release that runs: does one thing again and again on a connection of its own, until it fails or is told to stop.</summary>
internal sealed class RunningInstance : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly NpgsqlConnection _connection;
    private readonly Func<Shop, Task> _work;
    private readonly Task _loop;
    private volatile bool _isStopped;
    private volatile int _done;
    private volatile string? _failure;

    private RunningInstance(NpgsqlConnection connection, Func<Shop, Task> work)
    {
        (_connection, _work) = (connection, work);
        _loop = Task.Run(LoopAsync);
    }

    public int ProcessId => _connection.ProcessID;

    /// <summary>How often it has done it.</summary>
    public int Done => _done;

    /// <summary>The SQLSTATE it has failed with; the exception, where it is not the database that refused.</summary>
    public string? Failure => _failure;

    public static async Task<RunningInstance> StartAsync(string connectionString, Func<Shop, Task> work)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new(connection, work);
    }

    public async ValueTask DisposeAsync()
    {
        _isStopped = true;
        await _loop;
        await _connection.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        await using var db = new Shop(_connection);
        while (!_isStopped)
        {
            try
            {
                await _work(db);
            }
            catch (Exception failure)
            {
                _failure = SqlState.Of(failure);
                return;
            }

            db.ChangeTracker.Clear();
            _done++;
            await Task.Delay(Pause);
        }
    }
}

internal static class SqlState
{
    public static string Of(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState,
        { InnerException: { } inner } => Of(inner),
        _ => failure.GetType().Name,
    };
}
