using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1022IdleIncludeAnalyzer, BackendGuardrails.Queries.BG1022IdleIncludeCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1022IdleIncludeFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(IdleShop.Method(before), IdleShop.Method(after));

    [Theory]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).Select(o => o.Number).ToListAsync();", "return await db.Orders.Select(o => o.Number).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).ThenInclude(l => l.Product).CountAsync();", "return await db.Orders.CountAsync();")]
    [InlineData("return await db.Orders.Where(o => o.Id > id).[|Include|](o => o.Lines).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync();", "return await db.Orders.Where(o => o.Id > id).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).[|Include|](o => o.Lines).ToListAsync();", "return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).ToListAsync();")]
    [InlineData("return await db.Customers.Include(c => c.Orders).[|ThenInclude|](o => o.Shipment).ToListAsync();", "return await db.Customers.Include(c => c.Orders).ToListAsync();")]
    [InlineData("foreach (var order in db.Orders.[|Include|](o => o.Address)) Use(order); return null;", "foreach (var order in db.Orders) Use(order); return null;")]
    [InlineData("return await (from o in db.Orders.[|Include|](o => o.Lines) select o.Id).ToListAsync();", "return await (from o in db.Orders select o.Id).ToListAsync();")]
    [InlineData("var query = db.Orders.[|Include|](o => o.Lines); return await query.CountAsync();", "var query = db.Orders; return await query.CountAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders.[|Include|](o => o.Lines); if (all) query = query.Where(o => o.Id > id); return await query.CountAsync();", "IQueryable<Order> query = db.Orders; if (all) query = query.Where(o => o.Id > id); return await query.CountAsync();")]
    [InlineData("var query = db.Orders.[|Include|](o => o.Lines).Where(o => o.Id > id); if (all) query = query.Where(o => o.Total > 0); return await query.CountAsync();", "var query = db.Orders.Where(o => o.Id > id); if (all) query = query.Where(o => o.Total > 0); return await query.CountAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders; query = query.[|Include|](o => o.Lines).Where(o => o.Id > id); return await query.CountAsync();", "IQueryable<Order> query = db.Orders; query = query.Where(o => o.Id > id); return await query.CountAsync();")]
    public Task The_include_goes(string before, string after) => VerifyAsync(before, after);

    [Fact]
    public Task A_variable_that_is_composed_further_stays_a_query() => VerifyAsync(
        "var query = db.Orders.[|Include|](o => o.Lines); query = query.[|Include|](o => o.Lines); return await query.CountAsync();",
        "var query = db.Orders.AsQueryable(); return await query.CountAsync();");

    [Fact]
    public Task A_statement_that_did_nothing_else_goes() => VerifyAsync("""
        IQueryable<Order> query = db.Orders.Where(o => o.Id > id);
                query = query.[|Include|](o => o.Lines);
                return await query.Select(o => o.Number).ToListAsync();
        """, """
        IQueryable<Order> query = db.Orders.Where(o => o.Id > id);
                return await query.Select(o => o.Number).ToListAsync();
        """);

    [Fact]
    public Task Lines_and_comments_of_the_chain_stay() => VerifyAsync("""
        return await db.Orders // all of them
                    .Where(o => o.Id > id) // the new ones
                    // for the list
                    .[|Include|](o => o.Lines)
                        .ThenInclude(l => l.Product)
                    .OrderBy(o => o.Id)
                    .[|Include|](o => o.Customer) // who
                    .Select(o => new Row(o.Id, o.Customer.Name))
                    .ToListAsync();
        """, """
        return await db.Orders // all of them
                    .Where(o => o.Id > id) // the new ones
                    // for the list
                    .OrderBy(o => o.Id) // who
                    .Select(o => new Row(o.Id, o.Customer.Name))
                    .ToListAsync();
        """);

    [Theory]
    [InlineData("return await EntityFrameworkQueryableExtensions.[|Include|](db.Orders, o => o.Customer).Select(o => o.Id).ToListAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders; if (all) query = query.[|Include|](o => o.Lines); return await query.CountAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders; if (all) { query = query.[|Include|](o => o.Lines); } return await query.CountAsync();")]
    [InlineData("IQueryable<Order> query = all ? db.Orders.[|Include|](o => o.Customer) : db.Orders; return await query.CountAsync();")]
    [InlineData("Microsoft.EntityFrameworkCore.Query.IIncludableQueryable<Order, Customer> query = db.Orders.[|Include|](o => o.Customer); return await query.CountAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines) /* what */ .ThenInclude(l => l.Product).CountAsync();")]
    public Task No_fix_where_more_than_the_call_would_have_to_change(string body) => VerifyCS.VerifyNoCodeFixAsync(IdleShop.Method(body));

    [Fact]
    public Task Fix_all_removes_each() => VerifyAsync(
        "var one = await db.Orders.[|Include|](o => o.Lines).[|Include|](o => o.Customer).CountAsync(); var two = await db.Orders.Include(o => o.Customer).[|Include|](o => o.Customer).ToListAsync(); return (one, two);",
        "var one = await db.Orders.CountAsync(); var two = await db.Orders.Include(o => o.Customer).ToListAsync(); return (one, two);");
}
