using BackendGuardrails.Evidence.NPlusOne;

namespace BackendGuardrails.Evidence.BG1018;

/// <summary>Jobs that write many rows of the shop alike.</summary>
internal static class WrittenPrograms
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("a loop over a list", """
            foreach (var order in await db.Orders.Where(o => o.Total >= 5).ToListAsync())
                order.Status = OrderStatus.Shipped;
            await db.SaveChangesAsync();
            """),
        Of("two columns, by way of a variable", """
            var none = 0;
            var empty = await db.Products.Where(p => p.Stock < 5).ToListAsync();
            foreach (var product in empty)
            {
                product.Stock = none;
                product.Price = 1;
            }
            await db.SaveChangesAsync();
            """),
        Of("a loop over the query, not awaited", """
            foreach (var line in db.OrderLines.Where(l => l.Quantity == 0))
                line.Quantity = 1;
            db.SaveChanges();
            """),
        Of("a column that becomes nothing", """
            await foreach (var message in db.Messages.Where(m => m.SentAt == null).AsAsyncEnumerable())
            {
                message.SentAt = null;
                message.Payload = "";
            }
            await db.SaveChangesAsync();
            """),
        Of("rows that are removed", """
            var lines = await db.OrderLines.Where(l => l.Quantity < 2).ToListAsync();
            db.OrderLines.RemoveRange(lines);
            await db.SaveChangesAsync();
            """),
        Of("rows that are removed one by one", """
            var sent = db.Messages.Where(m => m.Id % 2 == 0);
            foreach (var message in sent)
                db.Remove(message);
            await db.SaveChangesAsync();
            """),
    ];

    private static Shape Of(string name, string body) => new("BG1018", name, Label.Flat, $$"""
        public sealed class Program(ShopContext db)
        {
            public async Task<int> RunAsync(int items)
            {
                await Task.Yield();
                {{body.ReplaceLineEndings("\n        ")}}
                return items;
            }
        }
        """);
}
