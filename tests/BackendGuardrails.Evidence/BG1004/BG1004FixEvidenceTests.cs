using System.Collections.Concurrent;
using System.Globalization;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.NPlusOne;
using BackendGuardrails.Queries;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1004;

/// <summary>Before the fix the rows that are read grow with the table; behind it a page of them is read, and it is the first.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BG1004FixEvidenceTests : IClassFixture<ShapeDatabase>
{
    private const int Some = 300;
    private const int More = 2 * Some;
    private const int Page = 100;
    private const int Seed = 7;

    private static readonly ConcurrentDictionary<string, Task<FixedShape>> Fixed = new();

    private readonly ShapeDatabase _database;
    private readonly ITestOutputHelper _output;

    public BG1004FixEvidenceTests(ShapeDatabase database, ITestOutputHelper output)
    {
        (_database, _output) = (database, output);
        database.Open(Some);
        database.Open(More);
    }

    public static TheoryData<string> Names => new(UnboundedPrograms.All.Select(program => program.Name));

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task A_fixed_endpoint_reads_the_first_page_whatever_the_table_holds(string name)
    {
        var program = UnboundedPrograms.All.Single(candidate => candidate.Name == name);
        var some = await RunAsync(program, Some);
        var more = await RunAsync(program, More);
        Assert.InRange((double)more.Before / some.Before, 1.8, 2.2);
        Assert.InRange((double)more.After / some.After, 0.8, 1.2);
        Assert.True(more.After < more.Before / 2);
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG1004", "Rows read, on PostgreSQL", $"{Some} orders, before", $"{More} orders, before", $"{Some} orders, after", $"{More} orders, after");
        foreach (var program in UnboundedPrograms.All)
        {
            var some = await RunAsync(program, Some);
            var more = await RunAsync(program, More);
            table.Add(program.Name, some.Before, more.Before, some.After, more.After);
        }

        table.VerifyPage();
    }

    private async Task<(int Before, int After)> RunAsync(Shape program, int items)
    {
        var pair = await Fixed.GetOrAdd(program.Name, _ => FixedShape.OfAsync(program, new BG1004UnboundedQueryAnalyzer(), new BG1004UnboundedQueryCodeFix()));
        _output.WriteLine(pair.Text);
        Assert.Equal(1, pair.Fixes);
        var before = await CountAsync(pair.Before, program, items);
        var after = await CountAsync(pair.After, program, items);
        Assert.Equal(before.Rows.OrderBy(NumberOf).Take(Page), after.Rows);
        return (before.Read, after.Read);
    }

    private async Task<(List<string> Rows, int Read)> CountAsync(System.Reflection.Assembly assembly, Shape program, int items)
    {
        using var read = ReadRows.Start();
        var outcome = await _database.RunAsync(assembly, program, items, Seed);
        return (Assert.IsType<List<string>>(outcome.Result), read.Count);
    }

    private static int NumberOf(string row) => int.Parse(row.Split(' ')[0], CultureInfo.InvariantCulture);
}
