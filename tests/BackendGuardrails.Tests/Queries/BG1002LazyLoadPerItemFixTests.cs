using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1002LazyLoadPerItemAnalyzer, BackendGuardrails.Queries.BG1002LazyLoadPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1002LazyLoadPerItemFixTests
{
    private static Task VerifyAsync(string before, string after, bool isLazy = true) => new VerifyCS.Test
    {
        TestCode = NavigationShop.Service(before, isLazy),
        FixedCode = NavigationShop.Service(after, isLazy),
        Stubs = ["Microsoft.EntityFrameworkCore.Proxies"],
    }.RunAsync();

    [Fact]
    public Task The_query_of_the_elements_includes_the_navigation() => VerifyAsync("""
            public int Run()
            {
                var sum = 0;
                foreach (var customer in _db.Customers.OrderBy(c => c.Id).ToList())
                    sum += customer.[|Orders|].Count; // how many
                return sum;
            }
        """, """
            public int Run()
            {
                var sum = 0;
                foreach (var customer in _db.Customers.Include(c => c.Orders).OrderBy(c => c.Id).ToList())
                    sum += customer.Orders.Count; // how many
                return sum;
            }
        """);

    [Fact]
    public Task What_a_method_of_the_entity_reads_is_included_too() => VerifyAsync(
        "    public decimal Run() => _db.Orders.ToList().Sum(order => order.[|Total|]);",
        "    public decimal Run() => _db.Orders.Include(o => o.Lines).ToList().Sum(order => order.Total);");

    [Fact]
    public Task Fix_all_says_a_longer_way_once() => VerifyAsync("""
            public int Run()
            {
                var sum = 0;
                foreach (var order in _db.Orders.ToList())
                {
                    sum += order.[|Agent|].Id;
                    foreach (var line in order.[|Lines|])
                        sum += line.[|Product|].Id;
                }
                return sum;
            }
        """, """
            public int Run()
            {
                var sum = 0;
                foreach (var order in _db.Orders.Include(o => o.Agent).Include(o => o.Lines).ThenInclude(l => l.Product).ToList())
                {
                    sum += order.Agent.Id;
                    foreach (var line in order.Lines)
                        sum += line.Product.Id;
                }
                return sum;
            }
        """);

    [Fact]
    public Task A_load_by_hand_is_not_needed_any_more() => VerifyAsync("""
            public async Task<int> RunAsync()
            {
                var sum = 0;
                foreach (var customer in await _db.Customers.ToListAsync())
                {
                    await _db.Entry(customer).Collection(c => c.Orders).[|LoadAsync|]();
                    sum += customer.Orders.Count;
                }
                return sum;
            }
        """, """
            public async Task<int> RunAsync()
            {
                var sum = 0;
                foreach (var customer in await _db.Customers.Include(c => c.Orders).ToListAsync())
                {
                    sum += customer.Orders.Count;
                }
                return sum;
            }
        """, isLazy: false);

    [Theory]
    [InlineData("foreach (var customer in _db.Customers.ToList()) _db.Entry(customer).Collection(c => c.Orders).[|Load|]();")]
    [InlineData("foreach (var customer in _db.Customers.ToList()) Console.WriteLine(_db.Entry(customer).Collection(c => c.Orders).Query().[|Count|]());")]
    public Task Where_the_load_is_all_there_is_or_is_a_question_there_is_no_fix(string body) => new VerifyCS.Test
    {
        TestCode = NavigationShop.Method(body, isLazy: false),
        FixedCode = NavigationShop.Method(body, isLazy: false),
        Stubs = ["Microsoft.EntityFrameworkCore.Proxies"],
    }.RunAsync();
}
