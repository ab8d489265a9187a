using BackendGuardrails.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>The method that the loop calls is in another file, or its interface is.</summary>
public class BG1001QueryPerItemFixMethodFilesTests
{
    [Fact]
    public Task A_repository_and_its_interface_in_other_files_get_a_method() => FixedFiles(
        Report("""
            foreach (var order in orders)
            {
                var customer = await customers.[|FindAsync|](order.CustomerId, token);
                var lines = await customers.[|LinesAsync|](order.Id, 2, token).ConfigureAwait(false); // the large ones
                Console.WriteLine($"{customer?.Name} {lines.Count}");
            }
            """),
        Report("""
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await customers.FindByIdsAsync(customerIds, token);
            var orderIds = orders.Select(order => order.Id).Distinct().ToList();
            var linesByOrderId = await customers.LinesByOrderIdsAsync(orderIds, 2, token).ConfigureAwait(false);
            foreach (var order in orders)
            {
                var customer = customersById.GetValueOrDefault(order.CustomerId);
                var lines = linesByOrderId[order.Id].ToList(); // the large ones
                Console.WriteLine($"{customer?.Name} {lines.Count}");
            }
            """),
        ("""
        public interface ICustomers
        {
            /// <summary>One of them.</summary>
            Task<Customer?> FindAsync(int id, CancellationToken token);

            Task<List<Line>> LinesAsync(int orderId, int least, CancellationToken token);
        }
        """,
        """
        public interface ICustomers
        {
            /// <summary>One of them.</summary>
            Task<Customer?> FindAsync(int id, CancellationToken token);

            /// <summary>The same as <see cref="FindAsync"/>, for many at once.</summary>
            Task<Dictionary<int, Customer>> FindByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token);

            Task<List<Line>> LinesAsync(int orderId, int least, CancellationToken token);

            Task<ILookup<int, Line>> LinesByOrderIdsAsync(IReadOnlyCollection<int> orderIds, int least, CancellationToken token);
        }
        """),
        (Repository(""), Repository(
            """


                public async Task<Dictionary<int, Customer>> FindByIdsAsync(IReadOnlyCollection<int> ids, CancellationToken token)
                {
                    return await _db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
                }
            """,
            """


                public async Task<ILookup<int, Line>> LinesByOrderIdsAsync(IReadOnlyCollection<int> orderIds, int least, CancellationToken token)
                {
                    return (await _db.Lines
                        .Where(l => orderIds.Contains(l.OrderId) && l.Quantity >= least)
                        .OrderBy(l => l.Id)
                        .ToListAsync(token)).ToLookup(l => l.OrderId);
                }
            """)));

    [Fact]
    public Task What_the_files_do_not_import_is_imported()
    {
        const string Names = "using System.Threading.Tasks;\n\npublic class Names\n{\n    private readonly ShopContext _db;\n    public Names(ShopContext db) => _db = db;\n\n    public ValueTask<Customer?> GetAsync(int id) => _db.Customers.FindAsync(id);{0}\n}\n";
        const string Loop = "using System.Threading.Tasks;\n\npublic class Report\n{\n    public async Task Run(Names names, int[] ids)\n    {\n        {0}\n    }\n}\n";
        var test = new VerifyCS.Test
        {
            ImplicitUsings = "",
            TestCode = Loop.Replace("{0}", "foreach (var id in ids)\n            System.Console.WriteLine((await names.[|GetAsync|](id))?.Name);"),
            FixedCode = "using System.Collections.Generic;\nusing System.Linq;\n" + Loop.Replace("{0}", "var customerIds = ids.Distinct().ToList();\n        var customersById = await names.GetByIdsAsync(customerIds);\n        foreach (var id in ids)\n            System.Console.WriteLine(customersById.GetValueOrDefault(id)?.Name);"),
        };
        var model = "using System;\nusing System.Collections.Generic;\n" + LoopShop.Usings + LoopShop.Model;
        test.TestState.Sources.Add(Names.Replace("{0}", ""));
        test.FixedState.Sources.Add("using System.Collections.Generic;\nusing System.Linq;\n" + Names.Replace("System.Threading.Tasks;\n", "System.Threading.Tasks;\nusing Microsoft.EntityFrameworkCore;\n").Replace("{0}",
            "\n\n    public async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> ids)\n    {\n        await _db.Customers.Where(customer => ids.Contains(customer.Id)).LoadAsync();\n        return _db.Customers.Local.Where(customer => ids.Contains(customer.Id)).ToDictionary(customer => customer.Id);\n    }"));
        test.TestState.Sources.Add(model);
        test.FixedState.Sources.Add(model);
        return test.RunAsync();
    }

    [Fact]
    public Task Fix_all_writes_one_method_for_the_loops_of_several_files() => FixedFiles(
        LoopShop.Service("foreach (var id in ids)\n    Console.WriteLine(Totals.[|Of|](db, id));"),
        LoopShop.Service("var orderCustomerIds = ids.Distinct().ToList();\nvar sumTotalByCustomerId = Totals.OfByCustomerIds(db, orderCustomerIds);\nforeach (var id in ids)\n    Console.WriteLine(sumTotalByCustomerId.GetValueOrDefault(id));"),
        ("""
        public static class Totals
        {
            public static decimal Of(ShopContext db, int id) => db.Orders.Where(o => o.CustomerId == id).Sum(o => o.Total);
        }
        """,
        """
        public static class Totals
        {
            public static decimal Of(ShopContext db, int id) => db.Orders.Where(o => o.CustomerId == id).Sum(o => o.Total);

            public static Dictionary<int, decimal> OfByCustomerIds(ShopContext db, IReadOnlyCollection<int> ids)
            {
                return db.Orders.Where(o => ids.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(rows => new { rows.Key, Value = rows.Sum(o => o.Total) }).ToDictionary(counted => counted.Key, counted => counted.Value);
            }
        }
        """),
        ("public class Other { public decimal Sum(ShopContext db, int[] customerIds) { return customerIds.Sum(customerId => Totals.[|Of|](db, customerId)); } }",
        "public class Other { public decimal Sum(ShopContext db, int[] customerIds) { var distinctCustomerIds = customerIds.Distinct().ToList(); var sumTotalByCustomerId = Totals.OfByCustomerIds(db, distinctCustomerIds); return customerIds.Sum(customerId => sumTotalByCustomerId.GetValueOrDefault(customerId)); } }"));

    private static string Report(string statements) => LoopShop.Service(statements, "async Task Run(List<Order> orders, ICustomers customers, CancellationToken token)");

    private static string Repository(string find, string lines = "") => $$"""
        using Microsoft.EntityFrameworkCore;

        public class CustomerRepository : ICustomers
        {
            private readonly ShopContext _db;

            public CustomerRepository(ShopContext db) => _db = db;

            public Task<Customer?> FindAsync(int id, CancellationToken token) => _db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, token);{{find}}

            public async Task<List<Line>> LinesAsync(int orderId, int least, CancellationToken token)
            {
                return await _db.Lines
                    .Where(l => l.OrderId == orderId && l.Quantity >= least)
                    .OrderBy(l => l.Id)
                    .ToListAsync(token);
            }{{lines}}
        }
        """;

    private static Task FixedFiles(string before, string after, params (string Before, string After)[] others)
    {
        var test = new VerifyCS.Test { TestCode = before, FixedCode = after, CodeActionEquivalenceKey = $"{nameof(BG1001QueryPerItemCodeFix)}.Batch" };
        foreach (var (was, becomes) in others)
        {
            test.TestState.Sources.Add(was);
            test.FixedState.Sources.Add(becomes);
        }

        return test.RunAsync();
    }
}
