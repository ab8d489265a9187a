using BackendGuardrails.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>The query is in a method that the loop calls: one for many keys is written beside it.</summary>
public class BG1001QueryPerItemFixMethodTests
{
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

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(LoopShop.Members(before), LoopShop.Members(after), $"{nameof(BG1001QueryPerItemCodeFix)}.Batch");
}
