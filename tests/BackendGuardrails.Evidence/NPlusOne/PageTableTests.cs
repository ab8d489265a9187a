using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Xunit;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>The numbers of the pages: a few shapes of the catalogue, at N and 2N.</summary>
[Collection(PostgresCollection.Name)]
public class PageTableTests(ShapeDatabase database) : IClassFixture<ShapeDatabase>
{
    [PostgresTheory]
    [InlineData("BG1001", "Run on PostgreSQL", "foreach: over the ids of a request|Select|EF Core: an aggregate|while: over a queue|private method: with a local and a block|WhenAll over a projection|interface implementation|three calls deep|cache with distinct keys|foreach: a query that does not depend on the item|Contains of the ids|Chunk loop|keyset paging|search that leaves at the first hit")]
    [InlineData("BG1021", "Run", "HttpClient|gRPC|Redis|Redis: many keys at once, quiet")]
    public async Task The_page_shows_what_was_measured(string rule, string column, string names)
    {
        var table = new EvidenceTable(rule, column, $"{ShapeDatabase.Few} items", $"{ShapeDatabase.Many} items");
        foreach (var shape in names.Split('|').Select(name => Catalog.All.First(candidate => candidate.Rule == rule && (candidate.Name == name || candidate.Phrase == name))))
        {
            var few = await database.RunAsync(ShapeWorld.All[0], shape, ShapeDatabase.Few);
            var many = await database.RunAsync(ShapeWorld.All[0], shape, ShapeDatabase.Many);
            table.Add(shape.Name.Replace(", quiet", ""), few.Cost, many.Cost);
            if (rule == "BG1001" && await FixedShape.OfAsync(shape, new BG1001QueryPerItemAnalyzer(), new BG1001QueryPerItemCodeFix()) is { Fixes: > 0 } pair)
                table.Add($"{shape.Name}, fixed", (await database.RunAsync(pair.After, shape, ShapeDatabase.Few)).Cost, (await database.RunAsync(pair.After, shape, ShapeDatabase.Many)).Cost);
        }

        table.VerifyPage();
    }
}
