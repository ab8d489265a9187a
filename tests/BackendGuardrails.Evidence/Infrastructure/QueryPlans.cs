using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.Infrastructure;

/// <summary>How PostgreSQL runs what EF Core sends.</summary>
public sealed partial class QueryPlans(ITestOutputHelper output)
{
    /// <summary>So that the planner knows how many rows there are.</summary>
    public static async Task AnalyzeAsync(string connection, string table)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        await using var analyze = new NpgsqlCommand($"VACUUM ANALYZE \"{table}\"", session);
        await analyze.ExecuteNonQueryAsync();
    }

    /// <summary>The node that reads the table, how many of its rows, and what the query returned.</summary>
    public async Task<((string Node, int Rows) Scan, List<int> Result)> ExplainAsync(string connection, Func<CommandRecorder, Task<List<int>>> run)
    {
        var recorder = new CommandRecorder();
        var result = await run(recorder);
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        await using var explain = new NpgsqlCommand("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " + recorder.Text, session);
        explain.Parameters.AddRange(recorder.Parameters.Select(parameter => new NpgsqlParameter(parameter.ParameterName, parameter.Value)).ToArray());
        var plan = new List<string>();
        await using (var reader = await explain.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                plan.Add(reader.GetString(0));
        }

        output.WriteLine(string.Join("\n", plan));
        var at = plan.FindLastIndex(line => Node().IsMatch(line));
        var removed = plan.Skip(at).Select(line => Removed().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "0";
        var returned = Returned().Match(plan[at]).Groups[1].Value;
        return ((Node().Match(plan[at]).Value, (int)decimal.Parse(returned, CultureInfo.InvariantCulture) + int.Parse(removed, CultureInfo.InvariantCulture)), result);
    }

    [GeneratedRegex(@"\w+ Scan")]
    private static partial Regex Node();

    [GeneratedRegex(@"Rows Removed by Filter: (\d+)")]
    private static partial Regex Removed();

    [GeneratedRegex(@"actual rows=([\d.]+)")]
    private static partial Regex Returned();
}

/// <summary>What EF Core sends.</summary>
public sealed class CommandRecorder : DbCommandInterceptor
{
    public string Text { get; private set; } = "";

    public IReadOnlyList<DbParameter> Parameters { get; private set; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        (Text, Parameters) = (command.CommandText, [.. command.Parameters.Cast<DbParameter>()]);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
