using BackendGuardrails.Tests.Verifiers;
using Reduced = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1006ReducedInMemoryAnalyzer>;
using Unbounded = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1004UnboundedQueryAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>One of the two speaks of the same rows: BG1006 where most are thrown away, BG1004 where all go on.</summary>
public class BG1006ReducedInMemoryBorderTests
{
    private const string Repository = "public class Repository(Shop db) { public Task<List<Order>> GetAllAsync() => db.Orders.ToListAsync(); }";

    [Theory]
    [InlineData("return Ok((await db.Orders.ToListAsync()).Where(o => o.Status == status).ToList());", "Where")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(orders.Count);", "Count")]
    [InlineData("return Ok((await new Repository(db).GetAllAsync()).Where(o => o.Status == status).ToList());", "Where")]
    [InlineData("var all = await new Repository(db).GetAllAsync(); return Ok(all.OrderBy(o => o.Id).Take(10));", "Take")]
    [InlineData("IEnumerable<Order> orders = db.Orders; return Ok(orders.First(o => o.Number == term));", "First")]
    public async Task Rows_that_are_thrown_away(string body, string reported)
    {
        var source = BoundShop.Action(body, body.Contains("Repository", StringComparison.Ordinal) ? Repository : "");
        await Unbounded.VerifyAnalyzerAsync(source);
        await Reduced.VerifyAnalyzerAsync(source.Replace($".{reported}(o =>", $".[|{reported}|](o =>").Replace($".{reported}(10)", $".[|{reported}|](10)").Replace($".{reported})", $".[|{reported}|])"));
    }

    [Theory]
    [InlineData("return Ok(await db.Orders.[|ToListAsync|]());")]
    [InlineData("return Ok((await db.Orders.[|ToListAsync|]()).OrderBy(o => o.Total).ToList());")]
    [InlineData("return Ok((await db.Orders.[|ToListAsync|]()).Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList());")]
    [InlineData("var orders = await db.Orders.[|ToListAsync|](); return Ok(new { orders, Open = orders.Count(o => o.Status == status) });")]
    public async Task Rows_that_all_go_to_the_client(string body)
    {
        await Unbounded.VerifyAnalyzerAsync(BoundShop.Action(body));
        await Reduced.VerifyAnalyzerAsync(BoundShop.Action(body.Replace("[|", "").Replace("|]", "")));
    }
}
