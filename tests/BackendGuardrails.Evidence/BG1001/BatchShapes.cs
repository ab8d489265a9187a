using BackendGuardrails.Evidence.NPlusOne;

namespace BackendGuardrails.Evidence.BG1001;

/// <summary>The query is in a method that the loop calls, here or in another file.</summary>
internal static class BatchShapes
{
    private const string Ids = "var ids = Enumerable.Range(0, 2 * items).Select(i => 1 + i * 7 % (items + 3)).ToList();";

    private const string Known = "var ids = Enumerable.Range(0, 2 * items).Select(i => 1 + i * 7 % items).ToList();";

    public static IReadOnlyList<Shape> All { get; } =
    [
        FixShapes.Program("method: of a repository, rows that may be missing, and its rows", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                var customer = await customers.FindAsync(id, CancellationToken.None);
                var orders = await customers.OrdersOfAsync(id, 10, CancellationToken.None);
                said.Add($"{customer?.Name} {string.Join(",", orders.Select(o => $"{o.Id} {o.Total}"))}");
            }
            """, "ShopContext db, ICustomers customers", """
            public interface ICustomers
            {
                Task<Customer?> FindAsync(int id, CancellationToken token);

                Task<List<Order>> OrdersOfAsync(int customerId, decimal least, CancellationToken token);
            }

            public sealed class Customers(ShopContext db) : ICustomers
            {
                public Task<Customer?> FindAsync(int id, CancellationToken token) => db.Customers.AsNoTracking().Include(c => c.Region).FirstOrDefaultAsync(c => c.Id == id, token);

                public async Task<List<Order>> OrdersOfAsync(int customerId, decimal least, CancellationToken token)
                {
                    return await db.Orders
                        .AsNoTracking()
                        .Where(o => o.CustomerId == customerId && o.Total >= least)
                        .OrderByDescending(o => o.Total)
                        .ThenBy(o => o.Id)
                        .ToListAsync(token);
                }
            }
            """),
        FixShapes.Program("method: of a repository, Find and a change", $$"""
            {{Known}}
            foreach (var id in ids)
            {
                var customer = await customers.GetAsync(id);
                customer!.Points++;
                said.Add(customer.Name + customer.Points);
            }
            """, "ShopContext db, Customers customers", """
            public sealed class Customers(ShopContext db)
            {
                public ValueTask<Customer?> GetAsync(int id) => db.Customers.FindAsync(id);
            }
            """),
        FixShapes.Program("method: of a repository, Find of rows that are missing or not yet saved", $$"""
            {{Ids}}
            db.Customers.Add(new Customer { Id = 3 + items, Name = "New", RegionId = 1 });
            foreach (var order in ids.Select(id => new Order { CustomerId = id }).ToList())
                said.Add((await customers.GetAsync(order.CustomerId))?.Name ?? "none");
            """, "ShopContext db, Customers customers", """
            public sealed class Customers(ShopContext db)
            {
                public async Task<Customer?> GetAsync(int id) => await db.Customers.FindAsync(id);
            }
            """),
        FixShapes.Program("method: counts, sums, whether there are any", $$"""
            {{Ids}}
            foreach (var id in ids)
                said.Add($"{Count(id)} {await TotalAsync(id):0.##} {await HasAsync(id)} {await MostAsync(id)} {Only(id)}");
            """, members: """
            private async Task<int> MostAsync(int productId)
            {
                var most = await db.OrderLines.Where(l => l.ProductId == productId).MaxAsync(l => (int?)l.Quantity);
                return most ?? -1;
            }

            private string Only(int id) => db.Products.Where(p => p.Id == id).Select(p => p.Name).FirstOrDefault() ?? "none";

            private int Count(int id) => db.Orders.Count(o => o.CustomerId == id);

            private async Task<decimal> TotalAsync(int customerId)
            {
                var total = await db.Orders.Where(o => o.CustomerId == customerId).SumAsync(o => o.Total);
                return total * 1.2m;
            }

            private Task<bool> HasAsync(int productId) => db.OrderLines.AnyAsync(l => l.ProductId == productId);
            """),
        FixShapes.Program("method: makes something of each row", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                var card = await CardAsync(id);
                said.Add(card.Text + string.Join(",", Lines(id).Select(line => line.Text)));
            }
            """, elsewhere: "public sealed record Card(string Text);", members: """
            private async Task<Card> CardAsync(int id)
            {
                var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id);
                if (customer is null)
                    return new Card("nobody");
                return new Card($"{customer.Name} has {customer.Points}");
            }

            private List<Card> Lines(int orderId)
            {
                var lines = db.OrderLines.AsNoTracking().Where(l => l.OrderId == orderId).OrderBy(l => l.Id).ToList();
                return lines.Select(l => new Card($"{l.Quantity} of {l.ProductId}")).ToList();
            }
            """),
        FixShapes.Program("method: a column that may be null", """
            var categories = await db.Categories.AsNoTracking().OrderBy(c => c.Id).ToListAsync();
            foreach (var category in categories)
                said.Add(string.Join(",", (await ChildrenAsync(category.Id)).Select(c => c.Name)) + CountChildren(category.Id));
            """, members: """
            private Task<List<Category>> ChildrenAsync(int parentId) => db.Categories.AsNoTracking().Where(c => c.ParentId == parentId).OrderBy(c => c.Id).ToListAsync();

            private int CountChildren(int parentId) => db.Categories.Count(c => c.ParentId == parentId);
            """),
        FixShapes.Program("method: fails for a missing row", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                said.Add("before " + id);
                said.Add(Name(id));
            }
            await Task.CompletedTask;
            """, members: "private string Name(int id) => db.Customers.AsNoTracking().Single(c => c.Id == id).Name;"),
        FixShapes.Program("method: called twice, in two loops", $$"""
            {{Known}}
            foreach (var id in ids)
                said.Add(Names.Of(db, id));
            foreach (var id in ids)
                said.Add(Names.Of(db, id) + Names.Of(db, id));
            await Task.CompletedTask;
            """, elsewhere: """
            public static class Names
            {
                public static string Of(ShopContext db, int id) => db.Customers.First(c => c.Id == id).Name;
            }
            """),
        FixShapes.Program("WhenAll: of a method that makes its context", $$"""
            {{Ids}}
            var names = await Task.WhenAll(ids.Select(id => customers.NameAsync(id)));
            var counts = await Task.WhenAll(ids.Select(async id => id + await customers.CountAsync(id)));
            said.AddRange(names);
            said.Add(string.Join(",", counts));
            """, "ShopContext db, Customers customers", """
            public sealed class Customers(IDbContextFactory<ShopContext> contexts)
            {
                public async Task<string> NameAsync(int id)
                {
                    await using var db = await contexts.CreateDbContextAsync();
                    var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id);
                    return customer is null ? "none" : customer.Name;
                }

                public async Task<int> CountAsync(int customerId)
                {
                    await using var db = await contexts.CreateDbContextAsync();
                    return await db.Orders.CountAsync(o => o.CustomerId == customerId);
                }
            }
            """),
    ];
}
