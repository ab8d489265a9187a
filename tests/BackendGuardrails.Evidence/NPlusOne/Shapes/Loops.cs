namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>Statements that repeat a query.</summary>
internal static class Loops
{
    private const string Rule = "BG1001";

    public static IReadOnlyList<Shape> All { get; } =
    [
        new(Rule, "for: over an index", Label.Grows, """
            public sealed class CustomerReport(ShopContext db)
            {
                public async Task<List<string>> RunAsync(int[] ids)
                {
                    var names = new List<string>();
                    for (var i = 0; i < ids.Length; i++)
                    {
                        var customer = await db.Customers.SingleAsync(c => c.Id == ids[i]); // BG1001
                        names.Add(customer.Name);
                    }

                    return names;
                }
            }
            """),
        new(Rule, "for: backwards, with the key in a local", Label.Grows, """
            public sealed class CustomerReport(ShopContext db)
            {
                public int Run(List<int> ids)
                {
                    var length = 0;
                    for (var i = ids.Count - 1; i >= 0; i--)
                    {
                        var id = ids[i];
                        length += db.Customers.AsNoTracking().First(c => c.Id == id).Name.Length; // BG1001
                    }

                    return length;
                }
            }
            """),
        new(Rule, "foreach: over the ids of a request", Label.Grows, """
            public sealed class CartPricing(ShopContext db)
            {
                public async Task<decimal> RunAsync(IReadOnlyList<int> productIds, CancellationToken token)
                {
                    var total = 0m;
                    foreach (var id in productIds)
                    {
                        var product = await db.Products.FirstOrDefaultAsync(p => p.Id == id, token); // BG1001
                        total += product?.Price ?? 0;
                    }

                    return total;
                }
            }
            """),
        new(Rule, "foreach: over rows that were read", Label.Grows, """
            public sealed class OrderExport(ShopContext db)
            {
                public async Task<int> RunAsync()
                {
                    var lines = 0;
                    var orders = await db.Orders.AsNoTracking().ToListAsync();
                    foreach (var order in orders)
                        lines += await db.OrderLines.CountAsync(line => line.OrderId == order.Id); // BG1001
                    return lines;
                }
            }
            """),
        new(Rule, "foreach: nested in another", Label.Grows, """
            public sealed class Matrix(ShopContext db)
            {
                private static readonly OrderStatus[] Open = [OrderStatus.New, OrderStatus.Paid];

                public async Task<int> RunAsync(int[] customerIds)
                {
                    var count = 0;
                    foreach (var id in customerIds)
                    {
                        foreach (var status in Open)
                            count += await db.Orders.CountAsync(o => o.CustomerId == id && o.Status == status); // BG1001
                    }

                    return count;
                }
            }
            """),
        new(Rule, "foreach: a query that does not depend on the item", Label.Grows, """
            public sealed class Discounts(ShopContext db)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var sum = 0;
                    foreach (var id in ids)
                    {
                        var best = await db.Customers.AsNoTracking().OrderBy(c => c.Id).Select(c => c.Id).FirstAsync(); // BG1001
                        sum += best == id ? 1 : 0;
                    }

                    return sum;
                }
            }
            """),
        new(Rule, "await foreach", Label.Grows, """
            public sealed class Feed(ShopContext db, IDbContextFactory<ShopContext> contexts)
            {
                public async Task<int> RunAsync(CancellationToken token)
                {
                    var length = 0;
                    await using var other = await contexts.CreateDbContextAsync(token);
                    await foreach (var order in db.Orders.AsNoTracking().AsAsyncEnumerable().WithCancellation(token))
                    {
                        var customer = await other.Customers.AsNoTracking().SingleAsync(c => c.Id == order.CustomerId, token); // BG1001
                        length += customer.Name.Length;
                    }

                    return length;
                }
            }
            """),
        new(Rule, "while: over a queue", Label.Grows, """
            public sealed class Restock(ShopContext db)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var stock = 0;
                    var waiting = new Queue<int>(ids);
                    while (waiting.Count > 0)
                    {
                        var id = waiting.Dequeue();
                        stock += await db.Products.Where(p => p.Id == id).Select(p => p.Stock).SingleAsync(); // BG1001
                    }

                    return stock;
                }
            }
            """),
        new(Rule, "while: over an enumerator", Label.Grows, """
            public sealed class Restock(ShopContext db)
            {
                public int Run(IEnumerable<int> ids)
                {
                    var stock = 0;
                    using var each = ids.GetEnumerator();
                    while (each.MoveNext())
                    {
                        var id = each.Current;
                        stock += db.Products.Single(p => p.Id == id).Stock; // BG1001
                    }

                    return stock;
                }
            }
            """),
        new(Rule, "do", Label.Grows, """
            public sealed class Walk(ShopContext db)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var found = 0;
                    var index = 0;
                    do
                    {
                        var id = ids[index++];
                        if (await db.Orders.AnyAsync(o => o.CustomerId == id)) // BG1001
                            found++;
                    }
                    while (index < ids.Length);
                    return found;
                }
            }
            """),
        new(Rule, "goto", Label.Grows, """
            public sealed class Walk(ShopContext db)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var length = 0;
                    var index = 0;
                again:
                    var id = ids[index];
                    var name = await db.Customers.Where(c => c.Id == id).Select(c => c.Name).FirstAsync(); // BG1001
                    length += name.Length;
                    if (++index < ids.Length)
                        goto again;
                    return length;
                }
            }
            """),
        new(Rule, "condition of a loop: for", Label.Grows, """
            public sealed class Pages(ShopContext db)
            {
                public int Run()
                {
                    var sum = 0;
                    for (var i = 0; i < db.Orders.Count(); i++) // BG1001
                        sum += i;
                    return sum;
                }
            }
            """),
        new(Rule, "condition of a loop: while", Label.Grows, """
            public sealed class Numbers(ShopContext db)
            {
                public async Task<int> RunAsync()
                {
                    var next = 1;
                    while (await db.Customers.AnyAsync(c => c.Id == next)) // BG1001
                        next++;
                    return next;
                }
            }
            """),
        new(Rule, "recursion: over children, queried and then each descended into", Label.Grows, """
            public sealed class CategoryTree(ShopContext db)
            {
                public Task<int> RunAsync() => CountAsync(null);

                private async Task<int> CountAsync(int? parentId)
                {
                    var children = await db.Categories.AsNoTracking().Where(c => c.ParentId == parentId).ToListAsync();
                    var count = children.Count;
                    foreach (var child in children)
                        count += await CountAsync(child.Id); // BG1001
                    return count;
                }
            }
            """),
        new(Rule, "recursion: over children, in a lambda", Label.Grows, """
            public sealed record Node(string Name, List<Node> Children);

            public sealed class CategoryTree(ShopContext db)
            {
                public List<Node> Run() => Children(null);

                private List<Node> Children(int? parentId)
                {
                    var rows = db.Categories.AsNoTracking().Where(c => c.ParentId == parentId).ToList();
                    return rows.Select(row => new Node(row.Name, Children(row.Id))).ToList(); // BG1001
                }
            }
            """),
        new(Rule, "recursion: over parents", Label.Grows, """
            public sealed class Breadcrumbs(ShopContext db)
            {
                public Task<string> RunAsync(int id) => PathAsync(id);

                private async Task<string> PathAsync(int id)
                {
                    var category = await db.Categories.AsNoTracking().SingleAsync(c => c.Id == id); // BG1001
                    return category.ParentId is { } parent ? await PathAsync(parent) + " / " + category.Name : category.Name;
                }
            }
            """),
        new(Rule, "recursion: parents in a loop of its own", Label.Grows, """
            public sealed class Breadcrumbs(ShopContext db)
            {
                public async Task<List<string>> RunAsync(int id)
                {
                    var names = new List<string>();
                    int? current = id;
                    while (current is not null)
                    {
                        var category = await db.Categories.AsNoTracking().SingleAsync(c => c.Id == current); // BG1001
                        names.Insert(0, category.Name);
                        current = category.ParentId;
                    }

                    return names;
                }
            }
            """),
        new(Rule, "recursion: of a local function", Label.Grows, """
            public sealed class Breadcrumbs(ShopContext db)
            {
                public int Run(int id)
                {
                    return Depth(id);

                    int Depth(int? at)
                    {
                        if (at is null)
                            return 0;
                        var parent = db.Categories.Where(c => c.Id == at).Select(c => c.ParentId).Single(); // BG1001
                        return 1 + Depth(parent);
                    }
                }
            }
            """),
    ];
}
