using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>The catalogue is worth what its labels are worth, so the shapes are run: on so many items, and on twice as many.</summary>
[Collection(PostgresCollection.Name)]
public class ShapeEvidenceTests(ShapeDatabase database) : IClassFixture<ShapeDatabase>
{
    public static TheoryData<string> Names => new(Catalog.All.Where(shape => shape.NotRun is null).Select(shape => shape.ToString()));

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task A_shape_costs_what_its_label_says(string name)
    {
        var shape = Catalog.All.Single(candidate => candidate.ToString() == name);
        foreach (var world in ShapeWorld.Executed)
        {
            var few = await database.RunAsync(world, shape, ShapeDatabase.Few);
            var many = await database.RunAsync(world, shape, ShapeDatabase.Many);
            Assert.True(IsAsLabelled(shape.Label, few, many), $"{shape} is not '{shape.Label}' {world}: {few}, and with twice the items {many}");
        }
    }

    private static bool IsAsLabelled(Label label, Outcome few, Outcome many) => label switch
    {
        Label.Missing => IsMissing(few) && IsMissing(many),
        Label.Present => few.Result is > 0 && many.Result is > 0,
        _ when few.Result is Exception || many.Result is Exception || few.Cost == 0 => false,
        Label.Flat => few.Cost == many.Cost,
        _ => many.Cost - few.Cost >= ShapeDatabase.Few / 2,
    };

    private static bool IsMissing(Outcome outcome) => outcome.Result is 0 or NullReferenceException or ArgumentNullException;
}
