using System.Collections.Concurrent;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.NPlusOne;
using BackendGuardrails.Queries;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1002;

/// <summary>With the Include that the fix writes the same rows are read, whoever belongs to whom, and as many commands are sent for twice the items.</summary>
[Collection(PostgresCollection.Name)]
public class BG1002FixEvidenceTests(ShapeDatabase database, ITestOutputHelper output) : IClassFixture<ShapeDatabase>
{
    private static readonly int[] Seeds = [4, 15, 92];

    private static readonly ConcurrentDictionary<string, Task<FixedShape>> Fixed = new();

    public static TheoryData<string> Names => new(LazyPrograms.All.Select(shape => shape.Name));

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task A_fixed_program_reads_the_same_with_as_many_commands_for_twice_the_items(string name)
    {
        var shape = LazyPrograms.All.Single(candidate => candidate.Name == name);
        var pair = await FixAsync(shape);
        output.WriteLine(pair.Text);
        Assert.Contains("Include(", pair.Text);
        foreach (var seed in Seeds)
        {
            var few = await CompareAsync(pair, shape, ShapeDatabase.Few, seed);
            var many = await CompareAsync(pair, shape, ShapeDatabase.Many, seed);
            Assert.True(many.Before > few.Before, $"{shape} with seed {seed} costs {few.Before} before, and {many.Before} with twice the items");
            Assert.Equal(few.After, many.After);
        }
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG1002", "Run on PostgreSQL", $"{ShapeDatabase.Few} items", $"{ShapeDatabase.Many} items", $"{ShapeDatabase.Few} items, fixed", $"{ShapeDatabase.Many} items, fixed");
        foreach (var shape in LazyPrograms.All)
        {
            var pair = await FixAsync(shape);
            var few = await CompareAsync(pair, shape, ShapeDatabase.Few, Seeds[0]);
            var many = await CompareAsync(pair, shape, ShapeDatabase.Many, Seeds[0]);
            table.Add(shape.Name["fix, ".Length..], few.Before, many.Before, few.After, many.After);
        }

        table.VerifyPage();
    }

    private async Task<(int Before, int After)> CompareAsync(FixedShape pair, Shape shape, int items, int seed)
    {
        var before = await database.RunAsync(pair.Before, shape, items, seed);
        var after = await database.RunAsync(pair.After, shape, items, seed);
        Assert.NotEmpty(Assert.IsType<List<string>>(before.Result));
        Assert.Equal(before.Result, after.Result);
        return (before.Cost, after.Cost);
    }

    private static Task<FixedShape> FixAsync(Shape shape) => Fixed.GetOrAdd(shape.Name, _ => FixedShape.OfAsync(shape, new BG1002LazyLoadPerItemAnalyzer(), new BG1002LazyLoadPerItemCodeFix()));
}
