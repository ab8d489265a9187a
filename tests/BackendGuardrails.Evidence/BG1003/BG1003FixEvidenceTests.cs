using System.Collections.Concurrent;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.NPlusOne;
using BackendGuardrails.Queries;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1003;

/// <summary>What is reported throws or gives nothing; with the Include that the fix writes it gives what is in the database, for as many commands.</summary>
[Collection(PostgresCollection.Name)]
public class BG1003FixEvidenceTests(ShapeDatabase database, ITestOutputHelper output) : IClassFixture<ShapeDatabase>
{
    private static readonly int[] Seeds = [7, 18, 28];

    private static readonly ConcurrentDictionary<string, Task<FixedShape>> Fixed = new();

    public static TheoryData<string> Names => new(UnloadedProgram.All.Select(program => program.Name));

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task A_fixed_program_reads_what_is_in_the_database(string name)
    {
        var program = UnloadedProgram.All.Single(candidate => candidate.Name == name);
        var pair = await FixAsync(program.Shape);
        output.WriteLine(pair.Text);
        Assert.True(pair.Fixes > 0, "No fix is offered.");
        foreach (var seed in Seeds)
        {
            var few = await RunAsync(program, pair, ShapeDatabase.Few, seed);
            var many = await RunAsync(program, pair, ShapeDatabase.Many, seed);
            Assert.Equal(few.After.Cost, many.After.Cost);
        }
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG1003", $"Run on PostgreSQL, {ShapeDatabase.Many} items", "Related rows", "Read before", "Read after", "Commands before", "Commands after");
        foreach (var program in UnloadedProgram.All)
        {
            var (before, after, rows) = await RunAsync(program, await FixAsync(program.Shape), ShapeDatabase.Many, Seeds[0]);
            table.Add(program.Name, rows, before.Result is List<string> read ? read.Count : before.Result!.GetType().Name, ((List<string>)after.Result!).Count, before.Cost, after.Cost);
        }

        table.VerifyPage();
    }

    private async Task<(Outcome Before, Outcome After, int Rows)> RunAsync(UnloadedProgram program, FixedShape pair, int items, int seed)
    {
        var asked = await database.RunAsync((await AskAsync(program)).Before, program.Asked, items, seed);
        var expected = Assert.IsType<List<string>>(asked.Result);
        var before = await database.RunAsync(pair.Before, program.Shape, items, seed);
        var after = await database.RunAsync(pair.After, program.Shape, items, seed);
        Assert.True(before.Result is NullReferenceException or ArgumentNullException or List<string> { Count: 0 }, $"Before: {before.Result}");
        Assert.Equal(expected, Assert.IsType<List<string>>(after.Result));
        Assert.Equal(before.Cost, after.Cost);
        return (before, after, expected.Count);
    }

    private static Task<FixedShape> AskAsync(UnloadedProgram program) => FixAsync(program.Asked);

    private static Task<FixedShape> FixAsync(Shape shape) => Fixed.GetOrAdd(shape.Name, _ => FixedShape.OfAsync(shape, new BG1003NavigationNotLoadedAnalyzer(), new BG1003NavigationNotLoadedCodeFix()));
}
