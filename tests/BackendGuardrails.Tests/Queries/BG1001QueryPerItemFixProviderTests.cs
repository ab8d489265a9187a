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
        FixedCode = LoopShop.Service(
            """
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = new Dictionary<int, Customer>();
            foreach (var portion in customerIds.Chunk(1000))
            {
                foreach (var found in await db.Customers.Where(c => portion.Contains(c.Id)).ToListAsync(token))
                    customersById.Add(found.Id, found);
            }
            var orderIds = orders.Select(order => order.Id).Distinct().ToList();
            var allLines = new List<Line>();
            foreach (var someKeys in orderIds.Chunk(1000))
                allLines.AddRange(await db.Lines.Where(l => someKeys.Contains(l.OrderId)).ToListAsync(token));
            var linesByOrderId = allLines.ToLookup(l => l.OrderId);
            var couponsById = new Dictionary<int, int>();
            foreach (var portion2 in orderIds.Chunk(1000))
            {
                foreach (var found2 in db.Coupons.Where(c => portion2.Contains(c.Id)).Select(c => new { Key = c.Id, Value = c.Percent }).ToList())
                    couponsById.Add(found2.Key, found2.Value);
            }
            var orderIdsWithLines = new HashSet<int>();
            foreach (var portion3 in orderIds.Chunk(1000))
                orderIdsWithLines.UnionWith(await db.Lines.Where(l => portion3.Contains(l.OrderId)).Select(l => l.OrderId).Distinct().ToListAsync(token));
            var lineCountsByOrderId = new Dictionary<int, int>();
            foreach (var portion4 in orderIds.Chunk(1000))
            {
                foreach (var row in await db.Lines.Where(l => portion4.Contains(l.OrderId)).GroupBy(l => l.OrderId).Select(rows => new { rows.Key, Count = rows.Count() }).ToListAsync(token))
                    lineCountsByOrderId.Add(row.Key, row.Count);
            }
            foreach (var order in orders)
            {
                var customer = customersById[order.CustomerId];
                var lines = linesByOrderId[order.Id].ToList();
                var percent = couponsById.GetValueOrDefault(order.Id);
                var has = orderIdsWithLines.Contains(order.Id);
                var count = lineCountsByOrderId.GetValueOrDefault(order.Id);
            }
            """),
    }.RunAsync();

    [Fact]
    public Task What_the_file_does_not_import_is_imported() => new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = Importing("using Microsoft.EntityFrameworkCore;", "\n            System.Console.WriteLine((await db.Customers.[|FirstOrDefaultAsync|](c => c.Id == id))?.Id);"),
        FixedCode = Importing("using System.Collections.Generic;\nusing System.Linq;\nusing Microsoft.EntityFrameworkCore;", "\n            System.Console.WriteLine(customersById.GetValueOrDefault(id)?.Id);", """
            var customerIds = ids.Distinct().ToList();
                    var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
                    
            """),
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
        FixedState = { MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow },
        FixedCode = $$"""
            using Microsoft.EntityFrameworkCore;

            var db = new ShopContext(null!);
            var orders = db.Orders.ToList();
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionary(c => c.Id);
            var count = db.Coupons.Count();
            foreach (var order in orders)
            {
                var name = customersById[order.CustomerId].Name;
                var orderIds = order.Lines.Select(line => line.OrderId).Distinct().ToList();
                var ordersById = db.Orders.Where(o => orderIds.Contains(o.Id)).[|ToDictionary|](o => o.Id);
                foreach (var line in order.Lines)
                {
                    var again = ordersById[line.OrderId];
                    Console.WriteLine(name + count + again.Total);
                }
            }
            {{LoopShop.Model}}
            """,
    }.RunAsync();

    [Fact]
    public Task Code_that_is_half_typed_is_left_alone() => VerifyCS.VerifyNoCodeFixAsync(LoopShop.Service(
        """
        foreach (var id in ids)
        {
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == {|CS1525:)|}{|CS1002:|}
        }
        """));

    private static string Importing(string usings, string statement, string before = "") => $$"""
        {{usings}}

        public class Service
        {
            private readonly ShopContext db;

            public Service(ShopContext db) => this.db = db;

            public async System.Threading.Tasks.Task Run(int[] ids)
            {
                {{before}}foreach (var id in ids){{statement}}
            }
        }

        public class Customer { public int Id { get; set; } }
        public class ShopContext : DbContext
        {
            public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }
            public DbSet<Customer> Customers => Set<Customer>();
        }
        """;
}
