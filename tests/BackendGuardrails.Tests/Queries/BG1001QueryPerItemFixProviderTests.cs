using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Databases that take only so many keys at once, what the file imports, and Fix All.</summary>
public class BG1001QueryPerItemFixProviderTests
{
    private const string Loop = """
        foreach (var order in orders)
        {
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == order.CustomerId, token);
            var lines = await db.Lines.Where(l => l.OrderId == order.Id).[|ToListAsync|](token);
            var percent = db.Coupons.Where(c => c.Id == order.Id).Select(c => c.Percent).[|FirstOrDefault|]();
            var has = await db.Lines.[|AnyAsync|](l => l.OrderId == order.Id, token);
            var count = await db.Lines.[|CountAsync|](l => l.OrderId == order.Id, token);
        }
        """;

    [Fact]
    public Task Keys_are_sent_in_portions_where_there_is_a_limit() => new VerifyCS.Test
    {
        Stubs = ["Microsoft.EntityFrameworkCore.SqlServer"],
        TestCode = LoopShop.Service(Loop),
        FixedCode = LoopShop.Service("x"),
    }.RunAsync();

    [Fact]
    public Task What_the_file_does_not_import_is_imported() => new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = Importing("using Microsoft.EntityFrameworkCore;", "\n            System.Console.WriteLine((await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == id))?.Id);"),
        FixedCode = Importing("x", "x"),
    }.RunAsync();

    [Fact]
    public Task Fix_All_does_both_kinds_in_nested_loops_and_in_top_level_statements() => new VerifyCS.Test
    {
        TestCode = $$"""
            using Microsoft.EntityFrameworkCore;

            var db = new ShopContext(null!);
            var orders = db.Orders.ToList();
            foreach (var order in orders)
            {
                var name = db.Customers.[|First|](c => c.Id == order.CustomerId).Name;
                var count = db.Coupons.[|Count|]();
                foreach (var line in order.Lines)
                {
                    var again = db.Orders.[|First|](o => o.Id == line.OrderId);
                    Console.WriteLine(name + count + again.Total);
                }
            }
            {{LoopShop.Model}}
            """,
        FixedCode = "x",
    }.RunAsync();

    [Fact]
    public Task Code_that_is_half_typed_is_left_alone() => VerifyCS.VerifyNoCodeFixAsync(LoopShop.Service(
        """
        foreach (var id in ids)
        {
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == {|CS1525:)|}{|CS1026:{|CS1002:|}|}
        }
        """));

    private static string Importing(string usings, string statement) => $$"""
        {{usings}}

        public class Service(ShopContext db)
        {
            public async System.Threading.Tasks.Task Run(int[] ids)
            {
                foreach (var id in ids){{statement}}
            }
        }

        public class Customer { public int Id { get; set; } }
        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
        {
            public DbSet<Customer> Customers => Set<Customer>();
        }
        """;
}
