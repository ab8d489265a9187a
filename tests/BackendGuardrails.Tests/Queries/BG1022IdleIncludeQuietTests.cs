using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1022IdleIncludeAnalyzer, BackendGuardrails.Queries.BG1022IdleIncludeCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1022IdleIncludeQuietTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(IdleShop.Method(body, more));

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Customer).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).FirstOrDefaultAsync(o => o.Id == id);")]
    [InlineData("foreach (var order in db.Orders.Include(o => o.Lines)) Use(order); return null;")]
    [InlineData("return await db.Orders.Include(o => o.Customer).ToDictionaryAsync(o => o.Id, o => o.Number);")]
    [InlineData("return db.Orders.Include(o => o.Customer).AsEnumerable().Select(o => o.Number).ToList();")]
    [InlineData("return db.Orders.Include(o => o.Customer).ToList().Count();")]
    [InlineData("return db.Orders.Include(o => o.Customer).ToQueryString();")]
    [InlineData("await db.Orders.Include(o => o.Customer).LoadAsync(); return null;")]
    public Task Entities_are_loaded(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => o).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => new { o, o.Lines.Count }).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => new Dto { Order = o }).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(ToDto).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).ThenInclude(c => c.Region).Select(o => o.Customer).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => new { o.Customer }).ToListAsync();")]
    [InlineData("return await db.Orders.Include(\"Customer.Region\").Select(o => o.Customer).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).Select(o => new { o.Id, Lines = o.Lines.ToList() }).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).Select(o => o.Lines.Where(l => l.Price > 0)).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).Select(o => o.Lines.Select(l => l)).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).SelectMany(o => o.Lines).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Select(o => all ? o : null).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).GroupBy(o => o.CustomerId).Select(g => g.OrderBy(o => o.Id).First()).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Orders = g.ToList() }).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).GroupBy(o => o.CustomerId).ToListAsync();")]
    [InlineData("return await (from o in db.Orders.Include(o => o.Customer) join c in db.Customers on o.CustomerId equals c.Id select new { o, c.Name }).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => new object[] { o }).ToListAsync();")]
    public Task Entities_are_in_what_is_selected(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => Show(o)).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => o.Describe()).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => o.Title).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Select(o => o.Sum).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Select(o => o.Ignored).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Select(o => o.FirstLine.Price).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Select(o => $\"{o}\").ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Select(o => o.Lines.Select(l => l.ToString()).ToList()).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Select(o => o.Equals(null)).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Select(o => o.Lines.ToList().Count).ToListAsync();")]
    public Task Code_of_ours_runs_on_the_entities(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var query = db.Orders.Include(o => o.Customer).Where(o => o.Total > 0); var count = await query.CountAsync(); return (count, await query.ToListAsync());")]
    [InlineData("var query = db.Orders.Include(o => o.Customer); return all ? await query.ToListAsync() : await query.Select(o => o.Id).ToListAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders.Include(o => o.Customer); var other = query; Use(await other.CountAsync()); return other;")]
    [InlineData("return db.Orders.Include(o => o.Customer);")]
    [InlineData("var query = db.Orders.Include(o => o.Customer); Use(query); return await query.CountAsync();")]
    [InlineData("var query = Full(); return await query.CountAsync(); IQueryable<Order> Full() => db.Orders.Include(o => o.Customer);")]
    [InlineData("var query = db.Orders.Include(o => o.Lines); return await query.ThenInclude(l => l.Product).Select(o => o.Id).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Concat(db.Orders.Include(o => o.Customer)).CountAsync();")]
    [InlineData("return await db.Customers.Where(c => db.Orders.Include(o => o.Customer).Any(o => o.CustomerId == c.Id)).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Where(o => o.Id == id).ExecuteDeleteAsync();")]
    public Task It_is_needed_elsewhere_or_may_be(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).Include(o => o.Lines).ThenInclude(l => l.Discounts).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Customer).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines.Where(l => l.Price > 0)).Include(o => o.Lines).ThenInclude(l => l.Product).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Lines.OrderBy(l => l.Id)).ToListAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders; if (all) query = query.Include(o => o.Customer); query = query.Include(o => o.Customer); return await query.ToListAsync();")]
    [InlineData("IQueryable<Order> query = all ? db.Orders.Include(o => o.Customer) : db.Orders.Include(o => o.Customer).Include(o => o.Lines); return await query.ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => ((WebOrder)o).Referrer).Include(o => o.Customer).ToListAsync();")]
    [InlineData("var one = await db.Orders.Include(o => o.Customer).FirstAsync(o => o.Id == id); var two = await db.Orders.Include(o => o.Customer).ToListAsync(); return (one, two);")]
    [InlineData("return await db.Orders.Include(name).Include(name).ToListAsync();")]
    public Task No_other_include_loads_it(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.IgnoreAutoIncludes().Include(o => o.Shipment).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Shipment).IgnoreAutoIncludes().ToListAsync();")]
    [InlineData("var query = db.Orders.Include(o => o.Shipment); return await query.IgnoreAutoIncludes().ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Shipment).ThenInclude(s => s!.Region).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Shipment!.Region).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Address).ThenInclude(a => a.Region).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Address.Region).ToListAsync();")]
    public Task The_model_does_not_load_it(string body) => VerifyAsync(body);

    [Fact]
    public Task Includes_of_other_libraries() => VerifyAsync(
        "var orders = new Other.Source(); return orders.Include(o => o.Customer).Select(o => o.Number).Count();",
        """
        namespace Other { public class Source { public IQueryable<Order> Include(Func<Order, object> what) => null!; } }
        """);

    [Fact]
    public Task A_specification_does_not_say_what_becomes_of_the_query() => VerifyAsync(
        "return await new ByCustomer().Apply(db.Orders).CountAsync();",
        """
        public class ByCustomer { public IQueryable<Order> Apply(IQueryable<Order> orders) => orders.Include(o => o.Customer).Where(o => o.CustomerId > 0); }
        """);

    [Theory]
    [InlineData("var query = db.Orders.Include(o => ); return null;")]
    [InlineData("return db.Orders.Include(o => o.Customer).Select(o => o.).ToList();")]
    [InlineData("var query = query.Include(o => o.Customer).Select(")]
    [InlineData("db.Orders.Include().ThenInclude")]
    public Task Half_typed_code_is_left_alone(string body) => new VerifyCS.Test { TestCode = IdleShop.Method(body), CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();

    [Fact]
    public Task Known_miss_a_helper_whose_only_caller_counts() => VerifyAsync("return await Full().CountAsync(); IQueryable<Order> Full() => db.Orders.Include(o => o.Customer);");

    [Fact]
    public Task Known_miss_a_join_that_takes_columns() => VerifyAsync("return await (from o in db.Orders.Include(o => o.Lines) join c in db.Customers on o.CustomerId equals c.Id select new { o.Id, c.Name }).ToListAsync();");
}
