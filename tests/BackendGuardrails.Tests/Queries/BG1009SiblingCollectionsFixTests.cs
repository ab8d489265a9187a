using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1009SiblingCollectionsAnalyzer, BackendGuardrails.Queries.BG1009SiblingCollectionsCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1009SiblingCollectionsFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(SiblingShop.Method(before), SiblingShop.Method(after));

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|ToListAsync|]();", "return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Notes).Include(o => o.Tags).[|SingleAsync|](o => o.Id == id);", "return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Notes).Include(o => o.Tags).AsSplitQuery().SingleAsync(o => o.Id == id);")]
    [InlineData("foreach (var order in [|db.Orders.Include(o => o.Lines).Include(o => o.Payments)|]) order.Number = number; return null;", "foreach (var order in db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery()) order.Number = number; return null;")]
    [InlineData("await foreach (var order in [|db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsAsyncEnumerable()|]) order.Number = number; return null;", "await foreach (var order in db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().AsAsyncEnumerable()) order.Number = number; return null;")]
    [InlineData("return await (from o in db.Orders.Include(o => o.Lines).Include(o => o.Payments) where o.Id > id select o).[|ToListAsync|]();", "return await (from o in db.Orders.Include(o => o.Lines).Include(o => o.Payments) where o.Id > id select o).AsSplitQuery().ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).Take(20).[|ToListAsync|]();", "return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).Take(20).AsSplitQuery().ToListAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders.Include(o => o.Lines).Include(o => o.Payments); if (all) query = query.Where(o => o.Id > id); return await query.[|ToListAsync|]();", "IQueryable<Order> query = db.Orders.Include(o => o.Lines).Include(o => o.Payments); if (all) query = query.Where(o => o.Id > id); return await query.AsSplitQuery().ToListAsync();")]
    public Task The_query_is_split(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).OrderBy(o => o.PlacedAt).Take(20).[|ToListAsync|]();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Skip(id).[|ToListAsync|]();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|FirstAsync|](o => o.PlacedAt < DateTime.UtcNow);")]
    public Task A_page_that_each_part_may_see_differently_is_not_split(string body) => VerifyCS.VerifyNoCodeFixAsync(SiblingShop.Method(body));

    [Fact]
    public Task A_chain_with_a_call_on_each_line_gets_one_more_line_and_keeps_its_comments() => VerifyAsync("""
        return await db.Orders
                    .Include(o => o.Lines) // what was bought
                    .Include(o => o.Payments) // what was paid
                    .[|ToListAsync|]();
        """, """
        return await db.Orders
                    .Include(o => o.Lines) // what was bought
                    .Include(o => o.Payments)
                    .AsSplitQuery() // what was paid
                    .ToListAsync();
        """);

    [Fact]
    public Task A_file_without_the_namespace_gets_it()
    {
        var test = new VerifyCS.Test { TestCode = Read("", "repository.Full()", "[|ToList|]"), FixedCode = Read("using Microsoft.EntityFrameworkCore;\n\n", "repository.Full().AsSplitQuery()", "ToList") };
        var shop = SiblingShop.Service("    public IQueryable<Order> Full() => db.Orders.Include(o => o.Lines).Include(o => o.Payments);");
        test.TestState.Sources.Add(shop);
        test.FixedState.Sources.Add(shop);
        return test.RunAsync();

        static string Read(string import, string query, string call) => $$"""{{import}}public class Report { public List<Order> Run(Orders repository) => {{query}}.{{call}}(); }""";
    }

    [Fact]
    public Task Fix_all_splits_each_query() => VerifyAsync(
        "var one = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|ToListAsync|](); var two = await db.Orders.Include(o => o.Lines).Include(o => o.Notes).[|ToListAsync|](); return (one, two);",
        "var one = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToListAsync(); var two = await db.Orders.Include(o => o.Lines).Include(o => o.Notes).AsSplitQuery().ToListAsync(); return (one, two);");
}
