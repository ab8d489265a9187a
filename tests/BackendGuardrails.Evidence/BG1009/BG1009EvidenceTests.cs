using System.Data.Common;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG1009;

/// <summary>In one statement the rows grow with the product of the collections, in several with their sum; what is loaded is the same.</summary>
[Collection(PostgresCollection.Name)]
public class BG1009EvidenceTests(PostgresCluster postgres)
{
    private const int Voyages = 5;
    private const int Few = 10;

    private static readonly EvidenceCase Case = new("BG1009", new BG1009SiblingCollectionsAnalyzer(), new BG1009SiblingCollectionsCodeFix());

    private static readonly (string Name, Func<Before.VoyageQueries, Task<List<Before.Voyage>>> Before, Func<After.VoyageQueries, Task<List<After.Voyage>>> After)[] Queries =
    [
        ("two collections", q => q.TwoAsync(), q => q.TwoAsync()),
        ("three collections", q => q.ThreeAsync(), q => q.ThreeAsync()),
        ("two collections, a page of 3", q => q.PageAsync(), q => q.PageAsync()),
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_fix_turns_Before_into_After() => Case.VerifyFixAsync();

    [PostgresFact]
    public async Task Before_reads_the_product_and_After_the_sum()
    {
        var table = new EvidenceTable("BG1009", "Rows that PostgreSQL sends, 5 voyages", "In each collection", "Rows, before", "Statements, before", "Rows, after", "Statements, after");
        foreach (var (name, before, after) in Queries)
        {
            var few = await MeasureAsync(Few, before, after);
            var many = await MeasureAsync(2 * Few, before, after);
            Assert.InRange((double)many.Before.Rows / few.Before.Rows, 3.5, 8.5);
            Assert.InRange((double)many.After.Rows / few.After.Rows, 1.5, 2.1);
            table.Add(name, Few, few.Before.Rows, few.Before.Statements, few.After.Rows, few.After.Statements);
            table.Add(name, 2 * Few, many.Before.Rows, many.Before.Statements, many.After.Rows, many.After.Statements);
        }

        table.VerifyPage();
    }

    private async Task<((int Rows, int Statements) Before, (int Rows, int Statements) After)> MeasureAsync(
        int size, Func<Before.VoyageQueries, Task<List<Before.Voyage>>> before, Func<After.VoyageQueries, Task<List<After.Voyage>>> after)
    {
        var connection = await FillAsync(size);
        var sent = new Commands();
        var expected = (await before(new(new(connection, sent)))).Select(v => Text(v.Id, v.Ports.Select(p => p.Id), v.Guests.Select(g => g.Id), v.Invoices.Select(i => i.Id))).ToList();
        var old = await sent.CountAsync(connection);
        var result = (await after(new(new(connection, sent)))).Select(v => Text(v.Id, v.Ports.Select(p => p.Id), v.Guests.Select(g => g.Id), v.Invoices.Select(i => i.Id))).ToList();
        Assert.Equal(expected, result);
        return (old, await sent.CountAsync(connection));
    }

    private static string Text(int id, params IEnumerable<int>[] collections) => $"{id}: {string.Join(" | ", collections.Select(ids => string.Join(",", ids.Order())))}";

    private async Task<string> FillAsync(int size)
    {
        var connection = postgres.CreateDatabase();
        await using var db = new Before.VoyageContext(connection);
        await db.Database.EnsureCreatedAsync();
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO "Voyages" ("Name") SELECT 'voyage ' || n FROM generate_series(1, {Voyages}) AS n;
            INSERT INTO "Port" ("VoyageId", "Name") SELECT v, 'port ' || n FROM generate_series(1, {Voyages}) AS v, generate_series(1, {size}) AS n;
            INSERT INTO "Guest" ("VoyageId") SELECT v FROM generate_series(1, {Voyages}) AS v, generate_series(1, {size}) AS n;
            INSERT INTO "Invoice" ("VoyageId") SELECT v FROM generate_series(1, {Voyages}) AS v, generate_series(1, {size}) AS n;
            """,
            session);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>What EF Core sends. The rows are counted by sending it again: EF Core itself does not count those of the parts of a split query.</summary>
    private sealed class Commands : DbCommandInterceptor
    {
        private readonly List<(string Text, List<(string Name, object? Value)> Parameters)> _sent = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            _sent.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]));
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        /// <summary>Of all that was sent since the last time.</summary>
        public async Task<(int Rows, int Statements)> CountAsync(string connection)
        {
            await using var session = new NpgsqlConnection(connection);
            await session.OpenAsync();
            var rows = 0;
            foreach (var (text, parameters) in _sent)
            {
                await using var command = new NpgsqlCommand(text, session);
                command.Parameters.AddRange(parameters.Select(parameter => new NpgsqlParameter(parameter.Name, parameter.Value)).ToArray());
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    rows++;
            }

            var statements = _sent.Count;
            _sent.Clear();
            return (rows, statements);
        }
    }
}
