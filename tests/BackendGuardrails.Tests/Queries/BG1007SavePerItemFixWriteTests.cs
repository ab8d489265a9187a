using BackendGuardrails.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1007SavePerItemAnalyzer, BackendGuardrails.Queries.BG1007SavePerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>A loop of commands becomes one command.</summary>
public class BG1007SavePerItemFixWriteTests
{
    private const string Signature = "async Task Run(List<int> ids, List<Order> orders, CancellationToken token)";

    [Fact]
    public Task Rows_of_all_elements_are_written_with_one_command() => VerifyCS.VerifyCodeFixAsync(
        LoopShop.Service(
            """
            // They are gone.
            foreach (var id in ids)
                await db.Lines.Where(l => l.ProductId == id).[|ExecuteDeleteAsync|](token).ConfigureAwait(false); // for good

            foreach (var order in orders)
            {
                db.Orders.Where(o => o.Id == order.Id && !o.IsPaid).[|ExecuteUpdate|](set => set.SetProperty(o => o.IsPaid, true).SetProperty(o => o.Total, 0));
            }
            """, Signature),
        LoopShop.Service(
            """
            // They are gone.
            var lineProductIds = ids.Distinct().ToList();
            await db.Lines.Where(l => lineProductIds.Contains(l.ProductId)).ExecuteDeleteAsync(token).ConfigureAwait(false); // for good

            var orderIds = orders.Select(order => order.Id).Distinct().ToList();
            db.Orders.Where(o => orderIds.Contains(o.Id) && !o.IsPaid).ExecuteUpdate(set => set.SetProperty(o => o.IsPaid, true).SetProperty(o => o.Total, 0));
            """, Signature),
        $"{nameof(BG1007SavePerItemCodeFix)}.Write");

    [Fact]
    public Task Keys_are_sent_in_portions_where_there_is_a_limit() => new VerifyCS.Test
    {
        Stubs = ["Microsoft.EntityFrameworkCore.SqlServer"],
        TestCode = LoopShop.Service("foreach (var id in ids)\n    await db.Lines.Where(l => l.Id == id).[|ExecuteDeleteAsync|](token);", Signature),
        FixedCode = LoopShop.Service(
            """
            var lineIds = ids.Distinct().ToList();
            foreach (var portion in lineIds.Chunk(1000))
                await db.Lines.Where(l => portion.Contains(l.Id)).ExecuteDeleteAsync(token);
            """, Signature),
    }.RunAsync();

    [Theory]
    [InlineData("twice for the same key", "foreach (var id in ids) await db.Lines.Where(l => l.Id == id).[|ExecuteUpdateAsync|](set => set.SetProperty(l => l.Quantity, l => l.Quantity + 1));")]
    [InlineData("another value for each", "foreach (var order in orders) await db.Lines.Where(l => l.OrderId == order.Id).[|ExecuteUpdateAsync|](set => set.SetProperty(l => l.ProductId, order.CustomerId));")]
    [InlineData("the number is used", "var n = 0; foreach (var id in ids) n += await db.Lines.Where(l => l.Id == id).[|ExecuteDeleteAsync|]();")]
    [InlineData("something else happens", "foreach (var id in ids) { Console.WriteLine(id); await db.Lines.Where(l => l.Id == id).[|ExecuteDeleteAsync|](); }")]
    [InlineData("a condition", "foreach (var id in ids) { if (id > 3) await db.Lines.Where(l => l.Id == id).[|ExecuteDeleteAsync|](); }")]
    [InlineData("each of so many", "foreach (var id in ids) await db.Lines.Where(l => l.OrderId == id).Take(1).[|ExecuteDeleteAsync|]();")]
    [InlineData("what another command may have changed", "foreach (var id in ids) await db.Lines.Where(l => l.Id == id && !db.Lines.Any(o => o.OrderId == l.Id)).[|ExecuteDeleteAsync|]();")]
    [InlineData("no key", "foreach (var id in ids) await db.Lines.Where(l => l.Id > id).[|ExecuteDeleteAsync|]();")]
    [InlineData("a comment", "foreach (var id in ids) { /* all */ await db.Lines.Where(l => l.Id == id).[|ExecuteDeleteAsync|](); }")]
    public Task A_command_that_is_for_one_element_stays(string why, string statements) => VerifyCS.VerifyNoCodeFixAsync($"// {why}\n" + LoopShop.Service(statements, Signature));
}
