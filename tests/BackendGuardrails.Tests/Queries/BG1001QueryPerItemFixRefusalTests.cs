using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>What is reported and not fixed, because the code might not go on doing the same.</summary>
public class BG1001QueryPerItemFixRefusalTests
{
    private const string Lookup = "var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == order.CustomerId, token);";

    [Theory]
    [InlineData(Lookup + " await db.SaveChangesAsync(token);")]
    [InlineData(Lookup + " await SaveAsync();")] // two calls away
    [InlineData("await db.Customers.Where(c => c.Id == order.Id).ExecuteDeleteAsync(token); " + Lookup)]
    public Task The_loop_writes_what_it_reads(string statements) => Refused(
        statements,
        "async Task SaveAsync() => await InnerAsync(); private Task InnerAsync() => db.SaveChangesAsync();");

    [Theory]
    [InlineData("order.CustomerId = 3; " + Lookup)]
    [InlineData("Change(order); " + Lookup)]
    [InlineData("if (order != null) { " + Lookup + " }")] // an element may be null
    [InlineData("var key = order.CustomerId; key++; var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == key, token);")]
    [InlineData("var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == Key(order), token);")]
    [InlineData("var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == order.CustomerId + 1, token);")]
    [InlineData("var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == order.Computed, token);")]
    [InlineData("var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id > order.CustomerId, token);")]
    [InlineData("var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == order.Gift!.CustomerId, token);")] // not each has one
    [InlineData("var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == order.CustomerId || c.Name == \"x\", token);")]
    [InlineData("var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == order.CustomerId && c.Name == order.Note, token);")]
    public Task The_key_is_not_one_that_all_elements_have(string statements) => Refused(statements, "static void Change(Order order) { } private static int Key(Order order) => order.Id;");

    [Theory]
    [InlineData("var order1 = await db.Orders.[|FirstOrDefaultAsync|](o => o.CustomerId == order.CustomerId, token);")] // any of several
    [InlineData("var order1 = await db.Orders.Where(o => o.CustomerId == order.CustomerId).OrderBy(o => o.Total).[|FirstAsync|](token);")] // all of them would be read
    [InlineData("var orders1 = await db.Orders.Where(o => o.CustomerId == order.CustomerId).Take(3).[|ToListAsync|](token);")]
    [InlineData("var orders1 = await db.Orders.Where(o => o.CustomerId == order.CustomerId).Select(o => o.Total).Distinct().[|ToListAsync|](token);")]
    [InlineData("var total = await db.Orders.Where(o => o.CustomerId == order.CustomerId).[|SumAsync|](o => o.Gift!.Total, token);")] // of another row
    [InlineData("var most = await db.Orders.Where(o => o.CustomerId == order.CustomerId).[|MaxAsync|](o => o.Total - order.Total, token);")]
    [InlineData("var count = await db.Orders.Where(o => o.CustomerId == order.CustomerId).Select(o => o.Total).[|CountAsync|](token);")]
    [InlineData("var customer = await db.Customers.[|FirstOrDefaultAsync|](c => c.Name == order.Note, token);")] // no key
    public Task The_rows_of_one_are_not_among_those_of_all(string statements) => Refused(statements);

    [Theory]
    [InlineData("try { " + Lookup + " } catch (Exception) { }")]
    [InlineData("var customer = await db.Customers.AsNoTracking().[|FirstOrDefaultAsync|](c => c.Id == order.CustomerId, token); customer!.Name = order.Note;")] // two orders of one customer would share it
    [InlineData("await db.Customers.[|FirstAsync|](c => c.Id == order.CustomerId, token);")]
    [InlineData("var task = db.Customers.[|FirstAsync|](c => c.Id == order.CustomerId, token); await task;")]
    [InlineData("using var other = new ShopContext(null!); var customer = await other.Customers.[|FirstOrDefaultAsync|](c => c.Id == order.CustomerId, token);")]
    [InlineData("var customer = await db.Customers /* who */ .[|FirstOrDefaultAsync|](c => c.Id == order.CustomerId, token);")]
    [InlineData("var customer = await EntityFrameworkQueryableExtensions.[|FirstOrDefaultAsync|](db.Customers, c => c.Id == order.CustomerId, token);")]
    public Task It_would_not_be_the_same_in_front_of_the_loop(string statements) => Refused(statements);

    [Fact]
    public Task Somebody_waits_for_the_exception_of_a_query() => VerifyCS.VerifyNoCodeFixAsync(LoopShop.Service(
        """
        try
        {
            foreach (var id in ids)
                Console.WriteLine((await db.Customers.[|FirstAsync|](c => c.Id == id, token)).Name);
        }
        catch (InvalidOperationException)
        {
        }
        """));

    [Fact]
    public Task A_sequence_that_is_left_early_is_not_read_to_its_end() => VerifyCS.VerifyNoCodeFixAsync(LoopShop.Service(
        """
        foreach (var id in ids.Where(id => id > 0))
        {
            if (id == 7)
                break;
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == id, token);
            Console.WriteLine(customer.Name);
        }
        """));

    [Fact]
    public Task Statements_that_are_not_in_a_block_and_lambdas_that_run_later_stay() => VerifyCS.VerifyNoCodeFixAsync(LoopShop.Service(
        """
        if (ids.Count > 0)
            foreach (var id in ids)
                Console.WriteLine((await db.Customers.[|FirstAsync|](c => c.Id == id, token)).Name);
        var later = ids.Select(id => db.Customers.[|First|](c => c.Id == id).Name);
        var tasks = ids.Select(async id => await db.Customers.[|FirstAsync|](c => c.Id == id, token)).ToList();
        """));

    [Fact]
    public Task The_elements_change_while_the_loop_counts() => VerifyCS.VerifyNoCodeFixAsync(LoopShop.Service(
        """
        for (var i = 0; i < ids.Count; i++)
        {
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == ids[i], token);
            ids[i] = customer.Orders.Count;
        }
        """));

    private static Task Refused(string statements, string more = "void Nothing() { }") => VerifyCS.VerifyNoCodeFixAsync($$"""
        using Microsoft.EntityFrameworkCore;

        public class Service
        {
            private readonly ShopContext db;

            public Service(ShopContext db) => this.db = db;

            public async Task Run(List<Order> orders, CancellationToken token)
            {
                foreach (var order in orders)
                {
                    {{statements}}
                }
            }

            private {{more}}
        }

        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; }
        public class Order { public int Id { get; set; } public int CustomerId { get; set; } public string Note { get; set; } = ""; public decimal Total { get; set; } public int Computed => CustomerId * 2; public Order? Gift { get; set; } }
        public class ShopContext : DbContext
        {
            public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }
            public DbSet<Customer> Customers => Set<Customer>();
            public DbSet<Order> Orders => Set<Order>();
        }
        """);
}
