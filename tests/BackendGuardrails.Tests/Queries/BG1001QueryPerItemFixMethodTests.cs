using BackendGuardrails.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>The query is in a method that the loop calls: one for many keys is written beside it.</summary>
public class BG1001QueryPerItemFixMethodTests
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
    public Task What_the_method_makes_of_a_row_is_made_for_each_key() => Fixed(
        """
        public async Task Run(List<int> ids)
        {
            foreach (var id in ids)
                Console.WriteLine(await [|NameAsync|](id) + [|Email|](id));
        }

        // Who is it?
        private async Task<string> NameAsync(int id)
        {
            var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id);
            return customer is null ? "nobody" : customer.Name;
        }

        private string Email(int id) => db.Customers.Single(c => c.Id == id).Email;
        """,
        """
        public async Task Run(List<int> ids)
        {
            var customerIds = ids.Distinct().ToList();
            var namesById = await NameByIdsAsync(customerIds);
            var emailsById = EmailByIds(customerIds);
            foreach (var id in ids)
                Console.WriteLine(namesById[id] + emailsById[id]);
        }

        // Who is it?
        private async Task<string> NameAsync(int id)
        {
            var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id);
            return customer is null ? "nobody" : customer.Name;
        }

        private async Task<Dictionary<int, string>> NameByIdsAsync(IReadOnlyCollection<int> ids)
        {
            var customersById = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            return ids.Distinct().ToDictionary(id => id, id =>
            {
                var customer = customersById.GetValueOrDefault(id);
                return customer is null ? "nobody" : customer.Name;
            });
        }

        private string Email(int id) => db.Customers.Single(c => c.Id == id).Email;

        private Dictionary<int, string> EmailByIds(IReadOnlyCollection<int> ids)
        {
            var customersById = db.Customers.Where(c => ids.Contains(c.Id)).ToDictionary(c => c.Id);
            return customersById.Keys.ToDictionary(id => id, id => customersById[id].Email);
        }
        """);

    [Fact]
    public Task What_is_found_by_its_key_is_loaded_and_taken_from_the_context() => Fixed(
        """
        public async Task Run(List<Order> orders, CancellationToken token)
        {
            foreach (var order in orders)
                Console.WriteLine((await [|GetAsync|](order.CustomerId, token))?.Name);
        }

        private async Task<Customer?> GetAsync(int customerId, CancellationToken token) => await db.Customers.FindAsync(new object[] { customerId }, token);
        """,
        """
        public async Task Run(List<Order> orders, CancellationToken token)
        {
            var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
            var customersById = await GetByIdsAsync(customerIds, token);
            foreach (var order in orders)
                Console.WriteLine(customersById.GetValueOrDefault(order.CustomerId)?.Name);
        }

        private async Task<Customer?> GetAsync(int customerId, CancellationToken token) => await db.Customers.FindAsync(new object[] { customerId }, token);

        private async Task<Dictionary<int, Customer>> GetByIdsAsync(IReadOnlyCollection<int> customerIds, CancellationToken token)
        {
            await db.Customers.Where(customer => customerIds.Contains(customer.Id)).LoadAsync(token);
            return db.Customers.Local.Where(customer => customerIds.Contains(customer.Id)).ToDictionary(customer => customer.Id);
        }
        """);

    [Fact]
    public Task A_method_that_is_there_already_is_used_again() => Fixed(
        """
        public void Run(List<int> ids)
        {
            foreach (var id in ids)
                Console.WriteLine([|CountByCustomer|](db, id));
            foreach (var id in ids)
                Console.WriteLine([|CountByCustomer|](db, id));
        }

        private static int CountByCustomer(ShopContext shop, int customer) => shop.Orders.Count(o => o.CustomerId == customer);
        """,
        """
        public void Run(List<int> ids)
        {
            var orderCustomerIds = ids.Distinct().ToList();
            var orderCountsByCustomerId = CountByCustomers(db, orderCustomerIds);
            foreach (var id in ids)
                Console.WriteLine(orderCountsByCustomerId.GetValueOrDefault(id));
            var distinctOrderCustomerIds = ids.Distinct().ToList();
            var orderCountsByCustomerId2 = CountByCustomers(db, distinctOrderCustomerIds);
            foreach (var id in ids)
                Console.WriteLine(orderCountsByCustomerId2.GetValueOrDefault(id));
        }

        private static int CountByCustomer(ShopContext shop, int customer) => shop.Orders.Count(o => o.CustomerId == customer);

        private static Dictionary<int, int> CountByCustomers(ShopContext shop, IReadOnlyCollection<int> customers)
        {
            return shop.Orders.Where(o => customers.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(rows => new { rows.Key, Count = rows.Count() }).ToDictionary(counted => counted.Key, counted => counted.Count);
        }
        """);

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

    [Fact]
    public Task What_does_not_depend_on_the_key_is_done_once() => Fixed(
        """
        public async Task<List<string>> Run(List<int> ids, IDbContextFactory<ShopContext> contexts, CancellationToken token)
        {
            var names = await Task.WhenAll(ids.Select(id => [|NameAsync|](contexts, id, token)));
            return names.ToList();
        }

        private static async Task<string> NameAsync(IDbContextFactory<ShopContext> contexts, int id, CancellationToken token)
        {
            // of its own
            await using var shop = await contexts.CreateDbContextAsync(token);
            return await shop.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync(token);
        }
        """,
        """
        public async Task<List<string>> Run(List<int> ids, IDbContextFactory<ShopContext> contexts, CancellationToken token)
        {
            var customerIds = ids.Distinct().ToList();
            var customersById = await NameByIdsAsync(contexts, customerIds, token);
            var names = ids.Select(id => customersById[id]).ToArray();
            return names.ToList();
        }

        private static async Task<string> NameAsync(IDbContextFactory<ShopContext> contexts, int id, CancellationToken token)
        {
            // of its own
            await using var shop = await contexts.CreateDbContextAsync(token);
            return await shop.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync(token);
        }

        private static async Task<Dictionary<int, string>> NameByIdsAsync(IDbContextFactory<ShopContext> contexts, IReadOnlyCollection<int> ids, CancellationToken token)
        {
            await using var shop = await contexts.CreateDbContextAsync(token);
            return await shop.Customers.Where(c => ids.Contains(c.Id)).Select(c => new { Key = c.Id, Value = c.Name }).ToDictionaryAsync(row => row.Key, row => row.Value, token);
        }
        """);

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

    private static Task Fixed(string before, string after) => FixedFiles(LoopShop.Members(before), LoopShop.Members(after));

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
