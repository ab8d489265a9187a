using System.Text.Json;
using System.Text.Json.Serialization;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.NPlusOne;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1001;

/// <summary>What the fixes of BG1001 write gives the same as what was there, whatever the rows are, and costs as much with twice the items.</summary>
[Collection(PostgresCollection.Name)]
public class BG1001FixEvidenceTests(ShapeDatabase database, ITestOutputHelper output) : IClassFixture<ShapeDatabase>
{
    private static readonly int[] Seeds = [1, 22, 63];

    private static readonly JsonSerializerOptions Written = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles };

    private static readonly Lazy<Task<FixedWorld>> Programs = new(() => FixedWorld.OfAsync(ShapeWorld.Of("programs", [.. FixShapes.All, .. BatchShapes.All])));

    private static readonly Lazy<Task<FixedWorld>> Portioned = new(() => FixedWorld.OfAsync(ShapeWorld.Of("programs that may run on another database", PortionShapes.All, "Microsoft.EntityFrameworkCore.SqlServer")));

    private static readonly Lazy<Task<FixedWorld>> Shapes = new(() => FixedWorld.OfAsync(ShapeWorld.All[0]));

    public static TheoryData<string> Names => new(FixShapes.All.Concat(BatchShapes.All).Select(shape => shape.Name));

    public static TheoryData<string> PortionedNames => new(PortionShapes.All.Select(shape => shape.Name));

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task A_fixed_program_does_the_same_with_as_many_commands_for_twice_the_items(string name)
    {
        var world = await Programs.Value;
        var shape = FixShapes.All.Concat(BatchShapes.All).Single(candidate => candidate.Name == name);
        output.WriteLine(world.TextOf(shape));
        Assert.True(world.IsFixed(shape), "No fix is offered.");
        foreach (var seed in Seeds)
            await CompareAsync(world, shape, seed);
    }

    [PostgresTheory]
    [MemberData(nameof(PortionedNames))]
    public async Task With_more_keys_than_are_sent_at_once_a_fixed_program_does_the_same(string name)
    {
        var world = await Portioned.Value;
        var shape = PortionShapes.All.Single(candidate => candidate.Name == name);
        output.WriteLine(world.TextOf(shape));
        Assert.Contains(".Chunk(1000)", world.TextOf(shape));
        await CompareAsync(world, shape, Seeds[0]);
    }

    [PostgresFact]
    public async Task Fixed_shapes_of_the_catalogue_do_the_same_with_as_many_commands_for_twice_the_items()
    {
        var world = await Shapes.Value;
        var reported = Catalog.All.Where(shape => shape is { Rule: "BG1001", IsReported: true, NotRun: null }).ToList();
        var shapes = Catalog.All.Where(shape => shape.NotRun is null && world.IsFixed(shape)).ToList();
        output.WriteLine($"{shapes.Count} fixed; {reported.Count} shapes are reported");
        foreach (var shape in shapes)
            output.WriteLine(world.TextOf(shape));
        foreach (var shape in reported.Except(shapes))
            output.WriteLine($"no fix: {shape}");
        Assert.True(shapes.Count >= 10);
        foreach (var shape in shapes)
            await CompareAsync(world, shape, seed: null);
    }

    private async Task CompareAsync(FixedWorld world, Shape shape, int? seed)
    {
        var costs = new List<int>();
        foreach (var items in new[] { ShapeDatabase.Few, ShapeDatabase.Many })
        {
            var before = await database.RunAsync(world.Before, shape, items, seed);
            var after = await database.RunAsync(world.After, shape, items, seed);
            Assert.True(Text(before) == Text(after), $"{shape} with {items} items and seed {seed}: {Text(before)} before, {Text(after)} after\n{world.TextOf(shape)}");
            Assert.True(before.Result is Exception || after.Cost < before.Cost, $"{shape} costs {before.Cost} before and {after.Cost} after");
            costs.Add(after.Cost);
        }

        // The inner of two loops asks once; the outer one still repeats that.
        Assert.True(costs[0] == costs[1] || shape.Name.Contains("nested"), $"{shape} with seed {seed} costs {costs[0]}, and {costs[1]} with twice the items\n{world.TextOf(shape)}");
    }

    /// <summary>A missing row ends both in an exception; a dictionary has another one for it than a query.</summary>
    private static string Text(Outcome outcome) => outcome.Result switch
    {
        KeyNotFoundException or InvalidOperationException { Message: "Sequence contains no elements" or "Sequence contains no elements." or "Nullable object must have a value." } => "a row is missing",
        Exception failure => failure.ToString(),
        var result => JsonSerializer.Serialize(result, Written),
    };
}
