using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>A method that calls itself goes from row to row, from level to level, or only to the same row in another form.</summary>
public class BG1001QueryPerItemRecursionTests
{
    [Theory]
    [InlineData("a whole level", "int[] ids", "var below = db.Orders.Where(o => ids.Contains(o.ParentId!.Value)).Select(o => o.Id).ToArray(); if (below.Length > 0) Load(below);")]
    [InlineData("a whole level as a list", "List<int> ids", "var below = db.Orders.Where(o => o.ParentId != null && ids.Contains(o.ParentId.Value)).ToList(); if (below.Count > 0) Load(below.Select(o => o.Id).ToList());")]
    [InlineData("the same row, found by its key", "Order order", "var other = Find(order.Id); if (other != null) { Load(other); return; } _ = db.Lines.Count(l => l.OrderId == order.Id); static Order? Find(int id) => null;")]
    public Task One_query_for_a_level_or_a_row_is_quiet(string rows, string parameter, string code) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($"public void Load({parameter}) {{ {code} }} // {rows}"));

    [Theory]
    [InlineData("a child each time", "int id", "foreach (var below in db.Orders.Where(o => o.ParentId == id).Select(o => o.Id).ToArray()) [|Load|](below);")]
    [InlineData("a level, one by one", "int[] ids", "foreach (var id in ids) [|Load|](db.Orders.Where(o => o.ParentId == id).Select(o => o.Id).[|ToArray|]());")]
    [InlineData("a list for one of them", "int[] ids", "var first = ids[0]; var below = db.Orders.Where(o => o.ParentId == first).Select(o => o.Id).[|ToArray|](); if (below.Length > 0) Load(below);")]
    [InlineData("the parent of a row", "Order order", "var above = db.Orders.[|FirstOrDefault|](o => o.Id == order.ParentId); if (above != null) Load(above);")]
    public Task A_query_for_each_row_is_reported(string rows, string parameter, string code) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($"public void Load({parameter}) {{ {code} }} // {rows}"));
}
