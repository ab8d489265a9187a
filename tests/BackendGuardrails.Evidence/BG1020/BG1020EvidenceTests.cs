using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG1020;

/// <summary>What is reported sends its query again; behind the fix one command gives the same result.</summary>
[Collection(PostgresCollection.Name)]
public class BG1020EvidenceTests(PostgresCluster postgres)
{
    private const int Some = 300;
    private const int One = 7;

    private static readonly EvidenceCase Case = new("BG1020", new BG1020QueryRunsTwiceAnalyzer(), new BG1020QueryRunsTwiceCodeFix());

    private static readonly (string Name, Func<Before.LoanDesk, Task<decimal>> Before, Func<After.LoanDesk, Task<decimal>> After)[] Runs =
    [
        ("counted, then read", desk => desk.AverageAsync(), desk => desk.AverageAsync()),
        ("a sequence asked three times", desk => desk.HighestAsync(default), desk => desk.HighestAsync(default)),
        ("two loops", desk => Task.FromResult(desk.Sum()), desk => Task.FromResult(desk.Sum())),
        ("one row read twice", desk => desk.FeeAsync(One, default), desk => desk.FeeAsync(One, default)),
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_fix_turns_Before_into_After() => Case.VerifyFixAsync();

    [PostgresFact]
    public async Task Before_sends_the_query_again_and_After_once()
    {
        var table = new EvidenceTable("BG1020", "On PostgreSQL", "Rows of the table", "Commands before", "Rows read before", "Commands after", "Rows read after");
        foreach (var rows in new[] { Some, 2 * Some })
        {
            var connection = postgres.CreateDatabase();
            await using (var db = Old(connection))
            {
                await db.Database.EnsureCreatedAsync();
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "Loans" ("ReaderId", "IsReturned", "Fee") SELECT n % 10, n % 2 = 0, n FROM generate_series(1, {rows}) AS n""");
            }

            foreach (var run in Runs)
            {
                var before = await CountAsync(() => Old(connection), db => run.Before(new(db)));
                var after = await CountAsync(() => New(connection), db => run.After(new(db)));
                Assert.Equal(before.Result, after.Result);
                Assert.Equal(1, after.Commands);
                Assert.InRange(before.Commands, 2, 3);
                table.Add(run.Name, rows, before.Commands, before.Rows, after.Commands, after.Rows);
            }
        }

        table.VerifyPage();
    }

    private static Before.LoanContext Old(string connection) => new(new DbContextOptionsBuilder<Before.LoanContext>().UseNpgsql(connection).Options);

    private static After.LoanContext New(string connection) => new(new DbContextOptionsBuilder<After.LoanContext>().UseNpgsql(connection).Options);

    private static async Task<(decimal Result, int Commands, int Rows)> CountAsync<T>(Func<T> open, Func<T, Task<decimal>> run)
        where T : DbContext
    {
        await using var db = open();
        using var commands = DriverCounters.Start();
        using var read = ReadRows.Start();
        var result = await run(db);
        return (result, commands.Commands, read.Count);
    }
}
