using BackendGuardrails.Evidence.NPlusOne;
using BackendGuardrails.Evidence.NPlusOne.Shapes;

namespace BackendGuardrails.Evidence.BG1002;

/// <summary>Navigations that are loaded one by one, near their query and far from it. What is returned says every row that was read.</summary>
internal static class LazyPrograms
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        Lazy("a collection", """
            foreach (var customer in await db.Customers.OrderBy(c => c.Id).ToListAsync())
                said.Add(customer.Name + Ids(customer.Orders));
            """),
        Lazy("a reference", """
            foreach (var order in db.Orders.Where(o => o.Total > 0).OrderBy(o => o.Id).ToList())
                said.Add($"{order.Id} for {order.Customer.Name}");
            """),
        Lazy("without tracking", """
            var customers = await db.Customers.AsNoTracking().OrderByDescending(c => c.Name).Skip(1).ToListAsync();
            foreach (var customer in customers)
                said.Add(customer.Name + Ids(customer.Orders));
            """),
        Lazy("in a lambda", """
            var customers = await db.Customers.ToListAsync();
            said.AddRange(customers.OrderBy(c => c.Id).Select(c => c.Name + c.Orders.Sum(o => o.Total)));
            """),
        Lazy("two levels", """
            foreach (var order in await db.Orders.OrderBy(o => o.Id).ToListAsync())
                said.Add(order.Customer.Name + Ids(order.Customer.Orders));
            """),
        Lazy("in the constructor of a DTO, in another file", """
            var orders = await db.Orders.OrderBy(o => o.Id).ToListAsync();
            said.AddRange(orders.Select(o => new OrderDto(o)).Select(dto => dto.Text));
            """, elsewhere: """
            public sealed class OrderDto
            {
                public OrderDto(Order order) => Text = order.Id + order.Customer.Name;

                public string Text { get; }
            }
            """),
        Lazy("in a getter of the entity", """
            foreach (var customer in await db.Customers.OrderBy(c => c.Id).ToListAsync())
                said.Add($"{customer.Name} {customer.Turnover}");
            """, entity: "public decimal Turnover => Orders.Sum(order => order.Total);"),
        Lazy("a query that grows on a condition", """
            IQueryable<Customer> query = db.Customers;
            if (items > 3)
                query = query.Where(c => c.Id > 2);
            foreach (var customer in await query.OrderBy(c => c.Id).ToListAsync())
                said.Add(customer.Name + Ids(customer.Orders));
            """),
        Lazy("the query in another method", """
            foreach (var order in await LoadAsync(0))
                said.Add(order.Customer.Name);
            """, members: """
            private async Task<List<Order>> LoadAsync(decimal least)
            {
                var found = await db.Orders.Where(o => o.Total >= least).OrderBy(o => o.Id).ToListAsync();
                return found;
            }
            """),
        Lazy("the query in a repository, in another file", """
            foreach (var customer in await new Customers(db).AllAsync())
                said.Add(customer.Name + Ids(customer.Orders));
            """, elsewhere: """
            public sealed class Customers(LazyShop db)
            {
                public Task<List<Customer>> AllAsync() =>
                    db.Customers
                        .OrderBy(c => c.Id)
                        .ToListAsync();
            }
            """),
        Explicit("loaded by hand, a collection", """
            foreach (var customer in await db.Customers.OrderBy(c => c.Id).ToListAsync())
            {
                await db.Entry(customer).Collection(c => c.Orders).LoadAsync();
                said.Add(customer.Name + Ids(customer.Orders));
            }
            """),
        Explicit("loaded by hand, a reference", """
            foreach (var product in db.Products.Where(p => p.Stock > 0).OrderBy(p => p.Id).ToList())
            {
                db.Entry(product).Reference(p => p.Category).Load();
                said.Add(product.Name + product.Category.Name);
            }
            """),
    ];

    private static Shape Lazy(string name, string body, string entity = "", string members = "", string? elsewhere = null) =>
        new("BG1002", $"fix, {name}", Label.Grows, $"{Lazies.LazyShop.Replace("{members}", entity, StringComparison.Ordinal)}\n\n{Program("LazyShop", body, members)}") { Elsewhere = elsewhere };

    private static Shape Explicit(string name, string body) => new("BG1002", $"fix, {name}", Label.Grows, Program("ShopContext", body, ""));

    private static string Program(string context, string body, string members) => $$"""
        public sealed class Program({{context}} db)
        {
            public async Task<List<string>> RunAsync(int items)
            {
                await Task.Yield();
                var said = new List<string>();
                {{body.ReplaceLineEndings("\n        ")}}
                return said;
            }

            private static string Ids(IEnumerable<Order> orders) => string.Concat(orders.OrderBy(o => o.Id).Select(o => $" {o.Id}:{o.Total}"));

            {{members.ReplaceLineEndings("\n    ")}}
        }
        """;
}
