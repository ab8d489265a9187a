using BackendGuardrails.Evidence.NPlusOne;

namespace BackendGuardrails.Evidence.BG1003;

/// <summary>A program that reads what nobody has loaded, and what the database answers when it is asked directly.</summary>
internal sealed record UnloadedProgram(Shape Shape, Shape Asked)
{
    public string Name => Shape.Name["fix, ".Length..];

    public static IReadOnlyList<UnloadedProgram> All { get; } =
    [
        Of("a reference", """
            foreach (var order in await db.Orders.AsNoTracking().OrderBy(o => o.Id).ToListAsync())
                said.Add($"{order.Id} for {order.Customer.Name}");
            """, "db.Orders.OrderBy(o => o.Id).Select(o => o.Id + \" for \" + o.Customer.Name)"),
        Of("a reference of one row", """
            var order = await db.Orders.SingleAsync(o => o.Id == items);
            said.Add($"{order.Id} for {order.Customer.Name}");
            """, "db.Orders.Where(o => o.Id == items).Select(o => o.Id + \" for \" + o.Customer.Name)"),
        Of("a collection", """
            foreach (var customer in await db.Customers.OrderBy(c => c.Id).ToListAsync())
                said.AddRange(customer.Orders.OrderBy(o => o.Id).Select(o => $"{o.Id} of {customer.Name}"));
            """, "db.Customers.OrderBy(c => c.Id).SelectMany(c => c.Orders.OrderBy(o => o.Id), (c, o) => o.Id + \" of \" + c.Name)", isOrdered: false),
        Of("one level below what is included", """
            var customers = await db.Customers.AsNoTracking().Include(c => c.Orders).ToListAsync();
            foreach (var order in customers.SelectMany(c => c.Orders))
                said.AddRange(order.Lines.Select(l => l.Id.ToString()));
            """, "db.OrderLines.Select(l => l.Id.ToString())", isOrdered: false),
        Of("beside what is included", """
            foreach (var line in await db.OrderLines.Include(l => l.Order).OrderBy(l => l.Id).ToListAsync())
                said.Add($"{line.Order.Total} {line.Product.Name}");
            """, "db.OrderLines.OrderBy(l => l.Id).Select(l => l.Order.Total + \" \" + l.Product.Name)"),
        Of("two levels", """
            foreach (var line in await db.OrderLines.AsNoTracking().Where(l => l.Quantity > 0).OrderBy(l => l.Id).ToListAsync())
                said.Add(line.Order.Customer.Name);
            """, "db.OrderLines.Where(l => l.Quantity > 0).OrderBy(l => l.Id).Select(l => l.Order.Customer.Name)"),
        Of("the query in another method", """
            foreach (var order in await LoadAsync())
                said.Add(order.Customer.Name);
            """, "db.Orders.OrderBy(o => o.Id).Select(o => o.Customer.Name)",
            "private Task<List<Order>> LoadAsync() => db.Orders.AsNoTracking().OrderBy(o => o.Id).ToListAsync();"),
        Of("the query in a repository, in another file", """
            var customer = await new Customers(db).GetAsync(2);
            said.AddRange(customer.Orders.Select(o => o.Id.ToString()));
            """, "db.Orders.Where(o => o.CustomerId == 2).Select(o => o.Id.ToString())", isOrdered: false, elsewhere: """
            public sealed class Customers(ShopContext db)
            {
                public async Task<Customer> GetAsync(int id)
                {
                    var customer = await db.Customers
                        .AsNoTracking()
                        .FirstAsync(c => c.Id == id);
                    return customer;
                }
            }
            """),
        Of("read in a method in another file", """
            foreach (var order in await db.Orders.AsNoTracking().OrderBy(o => o.Id).ToListAsync())
                said.Add(Labels.Of(order));
            """, "db.Orders.OrderBy(o => o.Id).Select(o => o.Id + o.Customer.Name)", elsewhere: """
            public static class Labels
            {
                public static string Of(Order order) => order.Id + order.Customer.Name;
            }
            """),
    ];

    private static UnloadedProgram Of(string name, string body, string asked, string members = "", string? elsewhere = null, bool isOrdered = true) => new(
        Source($"fix, {name}", isOrdered ? body : body + "\nsaid.Sort(StringComparer.Ordinal);", members, elsewhere),
        Source($"asked, {name}", $"said.AddRange(await ({asked}).ToListAsync());{(isOrdered ? "" : "\nsaid.Sort(StringComparer.Ordinal);")}", "", null));

    private static Shape Source(string name, string body, string members, string? elsewhere) => new("BG1003", name, Label.Missing, $$"""
        public sealed class Program(ShopContext db)
        {
            public async Task<List<string>> RunAsync(int items)
            {
                var said = new List<string>();
                {{body.ReplaceLineEndings("\n        ")}}
                return said;
            }

            {{members}}
        }
        """) { Elsewhere = elsewhere };
}
