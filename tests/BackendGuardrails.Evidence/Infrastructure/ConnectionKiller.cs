using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace BackendGuardrails.Evidence.Infrastructure;

/// <summary>Ends the server's side of the connection, once, just before a command that contains the text: a failover at the worst moment.</summary>
public sealed class ConnectionKiller(string connectionString, string beforeCommandWith) : DbCommandInterceptor
{
    public int Kills { get; private set; }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Kills == 0 && command.CommandText.Contains(beforeCommandWith, StringComparison.Ordinal))
        {
            Kills++;
            await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Database = "postgres" }.ConnectionString);
            await other.OpenAsync(cancellationToken);
            await using var kill = new NpgsqlCommand("SELECT pg_terminate_backend($1, 5000)", other) { Parameters = { new() { Value = ((NpgsqlConnection)command.Connection!).ProcessID } } };
            await kill.ExecuteNonQueryAsync(cancellationToken);
        }

        return result;
    }
}
