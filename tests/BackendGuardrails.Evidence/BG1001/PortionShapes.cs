using BackendGuardrails.Evidence.NPlusOne;

namespace BackendGuardrails.Evidence.BG1001;

/// <summary>More keys than are sent at once.</summary>
internal static class PortionShapes
{
    private const string Ids = "var ids = Enumerable.Range(1, 1200 + items).Reverse().ToList();";

    public static IReadOnlyList<Shape> All { get; } =
    [
        FixShapes.Program("portions: rows and columns", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id);
                var stock = await db.Products.Where(p => p.Id == id).Select(p => p.Stock).FirstOrDefaultAsync();
                said.Add($"{customer?.Name} {stock}");
            }
            """),
        FixShapes.Program("portions: lists, counts, sums and whether there are any", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                var orders = await db.Orders.AsNoTracking().Where(o => o.CustomerId == id).OrderBy(o => o.Id).ToListAsync();
                var count = await db.OrderLines.CountAsync(l => l.OrderId == id);
                var sum = await db.OrderLines.Where(l => l.ProductId == id).SumAsync(l => l.Quantity);
                said.Add($"{string.Join(",", orders.Select(o => o.Total))} {count} {sum} {await db.Products.AnyAsync(p => p.SupplierId == id)}");
            }
            """),
        FixShapes.Program("portions: in a method", $$"""
            {{Ids}}
            foreach (var id in ids)
                said.Add(await NameAsync(id));
            """, members: """
            private async Task<string> NameAsync(int id)
            {
                var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id);
                return customer == null ? "nobody" : customer.Name;
            }
            """),
    ];
}
