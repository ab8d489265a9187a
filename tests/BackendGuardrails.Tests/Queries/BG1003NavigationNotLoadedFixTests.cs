using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1003NavigationNotLoadedAnalyzer, BackendGuardrails.Queries.BG1003NavigationNotLoadedCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1003NavigationNotLoadedFixTests
{
    private static Task VerifyAsync(string before, string after) =>
        VerifyCS.VerifyCodeFixAsync(NavigationShop.Method(before, isLazy: false), NavigationShop.Method(after, isLazy: false));

    private static Task VerifyMembersAsync(string before, string after, string more = "", string? moreAfter = null) =>
        VerifyCS.VerifyCodeFixAsync(NavigationShop.Service(before, isLazy: false, more), NavigationShop.Service(after, isLazy: false, moreAfter ?? more));

    [Theory]
    [InlineData("var order = await _db.Orders.FirstAsync(); sum += order.[|Customer|].Id;", "var order = await _db.Orders.Include(o => o.Customer).FirstAsync(); sum += order.Customer.Id;")]
    [InlineData("var order = await _db.Orders.AsNoTracking().FirstAsync(); sum += order.[|Customer|].Id;", "var order = await _db.Orders.Include(o => o.Customer).AsNoTracking().FirstAsync(); sum += order.Customer.Id;")]
    [InlineData("var order = await _db.Set<Order>().FirstAsync(); sum += order.[|Customer|].Id;", "var order = await _db.Set<Order>().Include(o => o.Customer).FirstAsync(); sum += order.Customer.Id;")]
    [InlineData("foreach (var order in _db.Orders) sum += order.[|Customer|].Id;", "foreach (var order in _db.Orders.Include(o => o.Customer)) sum += order.Customer.Id;")]
    [InlineData("var orders = await (from o in _db.Orders where o.Id > id select o).ToListAsync(); sum += orders[0].[|Customer|].Id;", "var orders = await (from o in _db.Orders.Include(o => o.Customer) where o.Id > id select o).ToListAsync(); sum += orders[0].Customer.Id;")]
    [InlineData("var order = await _db.Orders.Include(o => o.Customer).FirstAsync(); sum += order.[|Agent|].Id;", "var order = await _db.Orders.Include(o => o.Customer).Include(o => o.Agent).FirstAsync(); sum += order.Agent.Id;")]
    [InlineData("var order = await _db.Orders.Include(o => o.Customer).FirstAsync(); sum += order.Customer.[|Region|]!.Id;", "var order = await _db.Orders.Include(o => o.Customer).ThenInclude(c => c.Region).FirstAsync(); sum += order.Customer.Region!.Id;")]
    [InlineData("var order = await _db.Orders.Include(o => o.Payer).FirstAsync(); sum += order.Payer!.[|Region|]!.Id;", "var order = await _db.Orders.Include(o => o.Payer).ThenInclude(c => c!.Region).FirstAsync(); sum += order.Payer!.Region!.Id;")]
    [InlineData("var order = await _db.Orders.Include(\"Customer\").FirstAsync(); sum += order.Customer.[|Region|]!.Id;", "var order = await _db.Orders.Include(\"Customer\").Include(o => o.Customer).ThenInclude(c => c.Region).FirstAsync(); sum += order.Customer.Region!.Id;")]
    [InlineData("var o = await _db.Orders.FirstAsync(); sum += o.[|Customer|].Id;", "var o = await _db.Orders.Include(order => order.Customer).FirstAsync(); sum += o.Customer.Id;")]
    [InlineData("var order = await _db.Orders.FromSqlRaw(\"select 1\").FirstAsync(); sum += order.[|Customer|].Id;", "var order = await _db.Orders.FromSqlRaw(\"select 1\").Include(o => o.Customer).FirstAsync(); sum += order.Customer.Id;")]
    [InlineData("IQueryable<Order> query = _db.Orders; if (all) query = query.Where(o => o.Id > id); sum += query.First().[|Customer|].Id;", "IQueryable<Order> query = _db.Orders.Include(o => o.Customer); if (all) query = query.Where(o => o.Id > id); sum += query.First().Customer.Id;")]
    [InlineData("var orders = _db.Orders; sum += orders.First().[|Customer|].Id;", "var orders = _db.Orders; sum += orders.Include(o => o.Customer).First().Customer.Id;")]
    [InlineData("var order = all ? _db.Orders.First() : _db.Orders.OrderBy(o => o.Id).Last(); sum += order.[|Customer|].Id;", "var order = all ? _db.Orders.Include(o => o.Customer).First() : _db.Orders.Include(o => o.Customer).OrderBy(o => o.Id).Last(); sum += order.Customer.Id;")]
    public Task The_query_includes_what_is_read(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("var order = await _db.Orders.FindAsync(id); sum += order!.[|Customer|].Id;")]
    [InlineData("var orders = _db.Orders.Where(o => o.Id > 1).Union(_db.Orders).ToList(); sum += orders[0].[|Customer|].Id;")]
    [InlineData("var order = await _db.Orders.OfType<Rush>().FirstAsync(); sum += order.[|Courier|].Id;")]
    public Task Where_an_include_cannot_be_written_there_is_no_fix(string body) => VerifyCS.VerifyNoCodeFixAsync(NavigationShop.Method(body, isLazy: false));

    [Fact]
    public Task A_chain_with_a_call_on_each_line_gets_one_more_line() => VerifyMembersAsync("""
            public int Run(int id)
            {
                var order = _db.Orders // all of them
                    .Where(o => o.Id > id)
                    .First(); // the first
                var next = _db.Orders.AsNoTracking()
                    .Include(o => o.Agent)
                    .First();
                return order.[|Customer|].Id + next.[|Customer|].Id;
            }
        """, """
            public int Run(int id)
            {
                var order = _db.Orders
                    .Include(o => o.Customer) // all of them
                    .Where(o => o.Id > id)
                    .First(); // the first
                var next = _db.Orders.AsNoTracking()
                    .Include(o => o.Agent)
                    .Include(o => o.Customer)
                    .First();
                return order.Customer.Id + next.Customer.Id;
            }
        """);

    [Fact]
    public Task Fix_all_puts_together_what_is_about_one_query() => VerifyMembersAsync("""
            public int Run()
            {
                var order = _db.Orders.First();
                return order.[|Agent|].Id + order.[|Customer|].Id + order.[|Lines|].Count;
            }
            public int Other() => _db.Orders.First().[|Agent|].Id;
        """, """
            public int Run()
            {
                var order = _db.Orders.Include(o => o.Agent).Include(o => o.Customer).Include(o => o.Lines).First();
                return order.Agent.Id + order.Customer.Id + order.Lines.Count;
            }
            public int Other() => _db.Orders.Include(o => o.Agent).First().Agent.Id;
        """);

    [Fact]
    public Task The_query_may_be_in_another_method_and_another_class() => VerifyMembersAsync(
        "    public int Run(OrderRepository orders) => orders.Get(1).[|Customer|].Id;",
        "    public int Run(OrderRepository orders) => orders.Get(1).Customer.Id;",
        """
        public class OrderRepository
        {
            private readonly Shop _shop;
            public OrderRepository(Shop shop) => _shop = shop;
            public Order Get(int id) => _shop.Orders.AsNoTracking().Single(order => order.Id == id);
        }
        """, """
        public class OrderRepository
        {
            private readonly Shop _shop;
            public OrderRepository(Shop shop) => _shop = shop;
            public Order Get(int id) => _shop.Orders.Include(o => o.Customer).AsNoTracking().Single(order => order.Id == id);
        }
        """);

    [Fact]
    public Task A_file_without_the_namespace_gets_it()
    {
        var test = new VerifyCS.Test { TestCode = Read("order.[|Customer|].Id"), FixedCode = Read("order.Customer.Id") };
        test.TestState.Sources.Add(NavigationShop.Usings + NavigationShop.Context(isLazy: false) + NavigationShop.Entities);
        test.TestState.Sources.Add(Repository("", ""));
        test.FixedState.Sources.Add(NavigationShop.Usings + NavigationShop.Context(isLazy: false) + NavigationShop.Entities);
        test.FixedState.Sources.Add(Repository("using Microsoft.EntityFrameworkCore;\n\n", ".Include(o => o.Customer)"));
        return test.RunAsync();

        static string Read(string value) => $"public class Report {{ public int Run(OrderRepository orders) {{ var order = orders.Get(); return {value}; }} }}";

        static string Repository(string import, string include) => $$"""
            {{import}}public class OrderRepository
            {
                private readonly Shop _shop;
                public OrderRepository(Shop shop) => _shop = shop;
                public Order Get() => _shop.Orders{{include}}.First();
            }
            """;
    }

    [ModernFact]
    public Task In_a_class_with_a_primary_constructor() => VerifyMembersAsync("", "",
        "public class Report(Shop db) { public int Run() { var order = db.Orders.First(); return order.[|Customer|].Id; } }",
        "public class Report(Shop db) { public int Run() { var order = db.Orders.Include(o => o.Customer).First(); return order.Customer.Id; } }");
}
