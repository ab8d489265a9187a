using BackendGuardrails.Evidence.NPlusOne;

namespace BackendGuardrails.Evidence.BG1006;

/// <summary>Code that reads many rows and needs few, or one number. What it gives does not depend on the order of rows that have none.</summary>
internal static class InMemoryPrograms
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("rows that are filtered", "return (await db.Orders.ToListAsync()).Where(o => o.Id <= 5).OrderBy(o => o.Id).ToList().ConvertAll(o => $\"{o.Id} {o.Total}\");"),
        Of("rows that are counted", "return [(await db.Orders.ToListAsync()).Count.ToString()];"),
        Of("rows that are counted by a condition", "return [(await db.Orders.ToListAsync()).Count(o => o.Status == OrderStatus.Paid).ToString()];"),
        Of("are there any", "return [db.Orders.ToList().Any(o => o.Total > 1000000).ToString()];"),
        Of("the newest three", "return db.Orders.AsEnumerable().OrderByDescending(o => o.Id).Take(3).Select(o => $\"{o.Id}\").ToList();"),
        Of("one row", "return [(await db.Orders.ToListAsync()).Find(o => o.Id == 3)?.Total.ToString() ?? \"none\"];"),
        Of("a sum", """
            var orders = await db.Orders.ToListAsync();
            return [orders.Sum(o => o.Total).ToString("0.00"), orders.Max(o => o.Id).ToString()];
            """),
        Of("groups", "return (await db.Orders.ToListAsync()).GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count(), Total = g.Sum(o => o.Total) }).ToList().Select(g => $\"{g.Key} {g.Count} {g.Total:0.00}\").Order().ToList();"),
        Of("different values of a column", "return (await db.Orders.ToListAsync()).Select(o => o.CustomerId).Distinct().ToList().Order().Take(3).Select(id => id.ToString()).ToList();"),
        Of("behind a plain sequence", """
            IEnumerable<Order> orders = db.Orders;
            return orders.Where(o => o.Id <= 5).ToList().OrderBy(o => o.Id).Select(o => $"{o.Id}").ToList();
            """),
        Of("keys that are sent back", """
            var keys = await db.Customers.Where(c => c.Points >= 0).Select(c => c.Id).ToListAsync();
            return [(await db.Orders.CountAsync(o => keys.Contains(o.CustomerId))).ToString()];
            """),
    ];

    private static Shape Of(string name, string body) => new("BG1006", name, Label.Grows, $$"""
        public sealed class Program(ShopContext db)
        {
            public async Task<List<string>> RunAsync(int items)
            {
                await Task.Yield();
                {{body.ReplaceLineEndings("\n        ")}}
            }
        }
        """);
}
