using BackendGuardrails.Evidence.NPlusOne;

namespace BackendGuardrails.Evidence.BG1004;

/// <summary>An endpoint that gives its client all there is. What it gives begins with a number that orders it.</summary>
internal static class UnboundedPrograms
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("a list", "return await db.Orders.Select(o => o.Id + \" \" + o.Total).ToListAsync();"),
        Of("an ordered list", "return await db.Orders.OrderBy(o => o.Id).Select(o => o.Id + \" \" + o.Status).ToListAsync();"),
        Of("entities that become rows", """
            var orders = await db.Orders.AsNoTracking().ToListAsync();
            return orders.Select(o => $"{o.Id} {o.Total}").ToList();
            """),
        Of("a condition that all rows fulfill", "return await db.Orders.Where(o => o.Total >= 0).Select(o => o.Id + \" \" + o.Total).ToListAsync();"),
        Of("with related rows", """
            var rows = new List<string>();
            foreach (var order in await db.Orders.Include(o => o.Lines).ToListAsync())
                rows.Add($"{order.Id} {order.Lines.Count}");
            return rows;
            """),
        Of("a condition on some ways", """
            IQueryable<Order> query = db.Orders;
            if (items < 0)
                query = query.Where(o => o.Total > items);
            return await query.Select(o => o.Id + " " + o.Total).ToListAsync();
            """),
        Of("a service in another file", "return await new Orders(db).ListAsync();", """
            public sealed class Orders(ShopContext db)
            {
                public async Task<List<string>> ListAsync()
                {
                    return await db.Orders
                        .AsNoTracking()
                        .Select(o => o.Id + " of " + o.CustomerId)
                        .ToListAsync();
                }
            }
            """),
    ];

    private static Shape Of(string name, string body, string? elsewhere = null) => new("BG1004", name, Label.Grows, $$"""
        public sealed class Program(ShopContext db) : ControllerBase
        {
            [HttpPost]
            public async Task<List<string>> RunAsync(int items)
            {
                {{body.ReplaceLineEndings("\n        ")}}
            }
        }
        """) { Elsewhere = elsewhere };
}
