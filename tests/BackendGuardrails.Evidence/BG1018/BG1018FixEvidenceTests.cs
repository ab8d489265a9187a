using System.Collections.Concurrent;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.NPlusOne;
using BackendGuardrails.Queries;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1018;

/// <summary>Before the fix the rows travel to the service, more of them the more there are; behind it one command does it, and the same is in the tables afterwards.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BG1018FixEvidenceTests : IClassFixture<ShapeDatabase>
{
    private const int Some = 300;
    private const int More = 2 * Some;
    private const int Seed = 7;

    private static readonly ConcurrentDictionary<string, Task<FixedShape>> Fixed = new();

    private readonly ShapeDatabase _database;
    private readonly ITestOutputHelper _output;

    public BG1018FixEvidenceTests(ShapeDatabase database, ITestOutputHelper output)
    {
        (_database, _output) = (database, output);
        database.Open(Some);
        database.Open(More);
    }

    public static TheoryData<string> Names => new(WrittenPrograms.All.Select(program => program.Name));

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task One_command_writes_the_same_rows_and_reads_none(string name)
    {
        var program = WrittenPrograms.All.Single(candidate => candidate.Name == name);
        var some = await RunAsync(program, Some);
        var more = await RunAsync(program, More);
        Assert.InRange((double)more.Before.Read / some.Before.Read, 1.5, 2.5);
        Assert.Equal(0, more.After.Read);
        Assert.Equal(1, more.After.Cost);
        Assert.True(more.Before.Cost > 1);
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG1018", "Rows read, and round trips", $"{Some} orders, before", $"{More} orders, before", $"{Some} orders, after", $"{More} orders, after");
        foreach (var program in WrittenPrograms.All)
        {
            var some = await RunAsync(program, Some);
            var more = await RunAsync(program, More);
            table.Add(program.Name, some.Before, more.Before, some.After, more.After);
        }

        table.VerifyPage();
    }

    private async Task<(Written Before, Written After)> RunAsync(Shape program, int items)
    {
        var pair = await Fixed.GetOrAdd(program.Name, _ => FixedShape.OfAsync(program, new BG1018LoadedToBeWrittenAnalyzer(), new BG1018LoadedToBeWrittenCodeFix()));
        _output.WriteLine(pair.Text);
        Assert.Equal(1, pair.Fixes);
        var before = await WriteAsync(pair.Before, program, items);
        var rows = _database.Rows(items);
        var after = await WriteAsync(pair.After, program, items);
        Assert.Equal(rows, _database.Rows(items));
        return (before, after);
    }

    private async Task<Written> WriteAsync(System.Reflection.Assembly assembly, Shape program, int items)
    {
        using var read = ReadRows.Start();
        var outcome = await _database.RunAsync(assembly, program, items, Seed);
        Assert.Equal(items, outcome.Result);
        return new(read.Count, outcome.Cost);
    }

    private sealed record Written(int Read, int Cost)
    {
        public override string ToString() => $"{Read} in {Cost}";
    }
}
