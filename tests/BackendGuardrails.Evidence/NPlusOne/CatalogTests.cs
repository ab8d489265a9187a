using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>That the catalogue is whole: it compiles, it is large enough, and every phrase of the specification is in it.</summary>
public class CatalogTests(ITestOutputHelper output)
{
    [Fact]
    public void It_compiles_wherever_the_shop_is() => Assert.All(ShapeWorld.All, world => Assert.Empty(world.Errors.Take(5)));

    [Fact]
    public void Names_are_unique() => Assert.Equal(Catalog.All.Count, Catalog.All.Select(shape => shape.Namespace).Distinct().Count());

    [Fact]
    public void There_are_enough()
    {
        foreach (var group in Catalog.All.GroupBy(shape => (shape.Rule, shape.Label)).OrderBy(group => group.Key))
            output.WriteLine($"{group.Key.Rule} {group.Key.Label}: {group.Count()}, of which not executed: {group.Count(shape => shape.NotRun is not null)}");
        Assert.True(Catalog.All.Count(shape => shape.IsReported) >= 90);
        Assert.True(Catalog.All.Count(shape => !shape.IsReported) >= 50);
    }

    [Fact]
    public void Labels_and_marks_say_the_same() =>
        Assert.All(Catalog.All, shape => Assert.True(shape.IsReported == shape.Label is Label.Grows or Label.Missing, $"{shape}: {shape.Label}, and {(shape.IsReported ? "marked" : "not marked")}"));

    [Theory]
    [InlineData("BG1001", "for|foreach|await foreach|while|do|goto|Select|Where|ToDictionary|OrderBy|Sum|GroupBy|Aggregate|All|Zip|SelectMany|let in query syntax|List.ForEach")]
    [InlineData("BG1001", "Parallel.For|Parallel.ForEach|Parallel.ForEachAsync|PLINQ|WhenAll over a projection|equality comparer|recursion|condition of a loop|event per element")]
    [InlineData("BG1001", "iterator|async stream|Lazy forced per element|delegate that the callee invokes|validator per element|mediator Send per element|cache with distinct keys")]
    [InlineData("BG1001", "local function|private method|public method|static method|extension method|generic method|constructor|getter|indexer|delegate in a local|delegate in a field")]
    [InlineData("BG1001", "compiled query|virtual override|default interface method|interface implementation|helper that returns a query|two calls deep|three calls deep")]
    [InlineData("BG1001", "EF Core|EF6|Dapper|ADO.NET|Identity|configured method")]
    [InlineData("BG1001", "composed but not executed|the source itself|Chunk loop|Contains of the ids|offset paging|keyset paging|retry|polling|search that leaves at the first hit")]
    [InlineData("BG1001", "constants|enum values|literal array|Take(1)|tracked Find|tracked Local lookup|memo by a key that does not vary|coalesce hoist|throw-only path|stored lambda")]
    [InlineData("BG1001", "expression tree that is translated|batch loader|flush every k items|work per outbox batch")]
    [InlineData("BG1002", "UseLazyLoadingProxies|ILazyLoader|Entry().Collection().Load|Entry().Reference().Load|Entry().Collection().Query()|in a lambda|in a DTO constructor|in an entity method")]
    [InlineData("BG1002", "in an entity getter|in interpolation|in ToString|Include|ThenInclude|string Include|filtered Include|AutoInclude|projection|owned")]
    [InlineData("BG1002", "already loaded by the same context|IsLoaded guard|foreign key instead")]
    [InlineData("BG1003", "a reference|a collection|in a private method|in a public method|by the caller of a method that returns it|AutoInclude|entity created in memory|Attach|Add|explicit Load")]
    [InlineData("BG1003", "fix-up by another query on the same tracked context|null-checked access|lazy loading is on")]
    [InlineData("BG1007", "SaveChanges|transaction|ExecuteUpdate|ExecuteDelete|ExecuteSql|Dapper write|ADO write|through a repository|through a unit of work|per chunk|threshold flush")]
    [InlineData("BG1007", "fresh scope per message|outbox dispatch|retry|generated key needed by the next iteration")]
    [InlineData("BG1021", "HttpClient|gRPC|Redis|retry")]
    public void Every_phrase_of_the_specification_is_a_shape(string rule, string phrases) =>
        Assert.Empty(phrases.Split('|').Except(Catalog.All.Where(shape => shape.Rule == rule).Select(shape => shape.Phrase)));
}
