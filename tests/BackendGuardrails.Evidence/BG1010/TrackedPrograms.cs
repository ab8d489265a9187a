using BackendGuardrails.Evidence.NPlusOne;

namespace BackendGuardrails.Evidence.BG1010;

/// <summary>A service that reads. What it gives is followed by the entities that its context tracks then, and by the bytes that one more time takes.</summary>
internal static class TrackedPrograms
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("a list", """
            var orders = await db.Orders.OrderBy(o => o.Id).ToListAsync();
            return orders.Select(o => $"{o.Id} {o.Total}").ToList();
            """),
        Of("a loop over the query", """
            var rows = new List<string>();
            await foreach (var order in db.Orders.Where(o => o.Total >= 0).OrderBy(o => o.Id).AsAsyncEnumerable())
                rows.Add($"{order.Id} {order.Status}");
            return rows;
            """),
        Of("with its lines", """
            var orders = await db.Orders.Include(o => o.Lines).OrderBy(o => o.Id).ToListAsync();
            return orders.Select(o => $"{o.Id} {o.Lines.Sum(l => l.Quantity)}").ToList();
            """),
        Of("with what several rows lead to", """
            var orders = await db.Orders.Include(o => o.Customer).OrderBy(o => o.Id).ToListAsync();
            return orders.Select(o => $"{o.Id} {o.Customer.Name}").ToList();
            """),
        Of("a condition on some ways", """
            IQueryable<Order> query = db.Orders.OrderBy(o => o.Id);
            if (least > 0)
                query = query.Where(o => o.Total >= least);
            var byId = await query.ToDictionaryAsync(o => o.Id);
            return byId.Values.Select(o => $"{o.Id} {o.Total}").ToList();
            """),
    ];

    private static Shape Of(string name, string body) => new("BG1010", name, Label.Flat, $$"""
        public sealed class Program(ShopContext db)
        {
            public async Task<List<string>> RunAsync(int items)
            {
                var orders = new Orders(db);
                var rows = await orders.ListAsync(items / 100);
                var tracked = db.ChangeTracker.Entries().Count();
                db.ChangeTracker.Clear();
                var before = GC.GetTotalAllocatedBytes(true);
                await orders.ListAsync(items / 100);
                var bytes = GC.GetTotalAllocatedBytes(true) - before;
                return rows.Append(tracked.ToString()).Append(bytes.ToString()).ToList();
            }
        }

        public sealed class Orders(ShopContext db)
        {
            public async Task<List<string>> ListAsync(int least)
            {
                {{body.ReplaceLineEndings("\n        ")}}
            }
        }
        """);
}
