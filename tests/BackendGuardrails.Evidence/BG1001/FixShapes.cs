using BackendGuardrails.Evidence.NPlusOne;

namespace BackendGuardrails.Evidence.BG1001;

/// <summary>One program for each thing the fixes write. Keys come twice, are missing, are null; what is returned says everything that was read, in order.</summary>
internal static class FixShapes
{
    private const string Ids = "var ids = Enumerable.Range(0, 2 * items).Select(i => 1 + i * 7 % (items + 3)).ToList();";

    private const string Known = "var ids = Enumerable.Range(0, 2 * items).Select(i => 1 + i * 7 % items).ToList();";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Program("FirstOrDefault: some are missing", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                var customer = await db.Customers.Include(c => c.Region).FirstOrDefaultAsync(c => c.Id == id && c.Points > 1);
                said.Add(customer is null ? "none" : customer.Name + customer.Region.Name);
            }
            """),
        Program("First: all are there, without tracking", $$"""
            {{Known}}
            foreach (var id in ids)
                said.Add((await db.Customers.AsNoTracking().FirstAsync(c => c.Id == id)).Name);
            """),
        Program("First: tracked, and changed on the way", $$"""
            {{Known}}
            foreach (var id in ids)
            {
                var customer = await db.Customers.FirstAsync(c => c.Id == id);
                customer.Points += 3;
                said.Add(customer.Name + customer.Points);
            }
            """),
        Program("Single: one is missing, and the loop fails there", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                try
                {
                    said.Add("before " + id);
                }
                finally
                {
                    said.Add("after");
                }

                var name = db.Customers.Single(c => c.Id == id).Name;
                said.Add(name);
            }
            """),
        Program("ToList: in the order of the query", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                var lines = await db.OrderLines.AsNoTracking().Where(l => l.OrderId == id && l.Quantity > 0).OrderByDescending(l => l.Quantity).ThenBy(l => l.Id).ToListAsync();
                said.Add(string.Join(",", lines.Select(l => $"{l.Id}:{l.Quantity}")));
            }
            """),
        Program("ToArray: with a projection", $$"""
            {{Ids}}
            for (var i = 0; i < ids.Count; i++)
            {
                var names = db.Products.Where(p => p.CategoryId == ids[i]).OrderBy(p => p.Id).Select(p => p.Name + p.Category.Name).ToArray();
                said.Add(string.Join(",", names));
            }
            """),
        Program("enumeration: of the rows of each", """
            var orders = await db.Orders.OrderBy(o => o.Id).ToListAsync();
            foreach (var order in orders)
            {
                foreach (var line in db.OrderLines.Where(l => l.OrderId == order.Id).OrderBy(l => l.Id))
                    said.Add($"{order.Id} {line.Id}");
            }
            """),
        Program("Count: and LongCount", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                var count = await db.Orders.CountAsync(o => o.CustomerId == id && o.Status != OrderStatus.New);
                var all = db.OrderLines.Where(l => l.ProductId == id).LongCount();
                said.Add($"{id} has {count} and {all}");
            }
            """),
        Program("Any: and not any", $$"""
            {{Ids}}
            foreach (var id in ids)
                said.Add(await db.Orders.AnyAsync(o => o.CustomerId == id) ? "yes" : db.Products.Any(p => p.SupplierId == id) ? "other" : "no");
            """),
        Program("nullable column: children of each", """
            var categories = await db.Categories.AsNoTracking().OrderBy(c => c.Id).ToListAsync();
            foreach (var category in categories)
            {
                var children = await db.Categories.AsNoTracking().Where(c => c.ParentId == category.Id).OrderBy(c => c.Id).ToListAsync();
                var count = await db.Categories.CountAsync(c => c.ParentId == category.Id);
                var siblings = await db.Categories.AsNoTracking().Where(c => c.ParentId == category.ParentId).OrderBy(c => c.Id).ToListAsync();
                said.Add($"{count}: {string.Join(",", children.Select(c => c.Name))}; {string.Join(",", siblings.Select(c => c.Name))}; {await db.Categories.AnyAsync(c => c.ParentId == category.ParentId)}");
            }
            """),
        Program("nullable key: parents of each", """
            var categories = await db.Categories.AsNoTracking().OrderBy(c => c.Id).ToListAsync();
            foreach (var category in categories)
            {
                var parent = await db.Categories.AsNoTracking().FirstOrDefaultAsync(c => c.Id == category.ParentId);
                var name = db.Categories.Where(c => c.Id == category.ParentId).Select(c => c.Name).SingleOrDefault();
                var total = db.Orders.Where(o => o.Id == category.ParentId).Select(o => o.Total).FirstOrDefault();
                said.Add($"{parent?.Name} {name} {total} {await db.Products.AnyAsync(p => p.CategoryId == category.ParentId)} {await db.Products.CountAsync(p => p.CategoryId == category.ParentId)} {db.Products.Where(p => p.CategoryId == category.ParentId).ToList().Count}");
                if (category.ParentId != null)
                    said.Add((await db.Categories.AsNoTracking().FirstAsync(c => c.Id == category.ParentId)).Name + (await db.Categories.AsNoTracking().FirstAsync(c => c.Id == category.ParentId.Value)).Name);
            }
            """),
        Program("Single: of a column that only happens to be unique", """
            var names = Enumerable.Range(1, items).Select(i => "Name " + i).ToList();
            foreach (var name in names)
                said.Add((await db.Customers.SingleAsync(c => c.Name == name)).Email + (await db.Customers.SingleOrDefaultAsync(c => c.Email == name))?.Name);
            """),
        Program("Find: changed on the way", $$"""
            {{Known}}
            foreach (var id in ids)
            {
                var customer = await db.Customers.FindAsync(id);
                customer!.Points++;
                said.Add(customer.Name + customer.Points);
            }
            """),
        Program("lambda: of LINQ over a list", $$"""
            {{Known}}
            said.AddRange(ids.Select(id => db.Customers.First(c => c.Id == id).Name + db.Orders.Count(o => o.CustomerId == id)).ToList());
            await Task.CompletedTask;
            """),
        Program("source: a sequence", """
            foreach (var id in Enumerable.Range(1, items).Reverse())
                said.Add(db.Customers.First(c => c.Id == id).Name);
            await Task.CompletedTask;
            """),
        Program("same: counted, listed, first of all", """
            var orders = await db.Orders.OrderBy(o => o.Id).ToListAsync();
            foreach (var order in orders)
            {
                var best = await db.Products.OrderByDescending(p => p.Price).FirstOrDefaultAsync();
                said.Add($"{await db.Customers.CountAsync()} {best!.Name}");
                foreach (var region in db.Regions.OrderBy(r => r.Id))
                    said.Add(order.Id + region.Name);
            }
            """),
        Program("aggregates: sums, the largest, the average of each", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                var sum = await db.Orders.Where(o => o.CustomerId == id && o.Status != OrderStatus.New).SumAsync(o => o.Total);
                var most = db.OrderLines.Where(l => l.ProductId == id).Select(l => (int?)l.Quantity).Max();
                var least = await db.OrderLines.Where(l => l.ProductId == id).MinAsync(l => (decimal?)l.Price * l.Quantity);
                var average = db.Orders.Where(o => o.CustomerId == id).Average(o => (decimal?)o.Total);
                var all = db.OrderLines.Where(l => l.OrderId == id).Select(l => (int?)l.Quantity).Sum();
                said.Add($"{id} has {sum:0.##} {most} {least} {average} {all}");
            }
            """),
        Program("aggregates: one of nothing fails", $$"""
            {{Ids}}
            foreach (var id in ids)
            {
                said.Add("before " + id);
                said.Add((await db.Products.Where(p => p.Id == id).MaxAsync(p => p.Stock)).ToString());
            }
            """),
        Program("aggregates: of parents that may be null", """
            foreach (var category in await db.Categories.AsNoTracking().OrderBy(c => c.Id).ToListAsync())
            {
                var stock = await db.Products.Where(p => p.CategoryId == category.ParentId).SumAsync(p => p.Stock);
                var price = await db.Products.Where(p => p.CategoryId == category.ParentId).MaxAsync(p => (decimal?)p.Price);
                var deepest = await db.Categories.Where(c => c.ParentId == category.Id).MaxAsync(c => (int?)c.Id);
                said.Add($"{stock} {price} {deepest}");
            }
            """),
        Program("while: over a queue", $$"""
            {{Ids}}
            var waiting = new Queue<int>(ids);
            while (waiting.Count > 0)
            {
                var id = waiting.Dequeue();
                said.Add((await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id))?.Name ?? "none");
            }
            """),
        Program("while: over a stack, as long as there is one", $$"""
            {{Ids}}
            var waiting = new Stack<int>(ids);
            while (waiting.TryPop(out var id))
            {
                if (id % 4 == 0)
                    continue;
                said.Add(id + " has " + db.Orders.Count(o => o.CustomerId == id));
            }
            await Task.CompletedTask;
            """),
        Program("do: by an index", $$"""
            {{Ids}}
            var index = 0;
            do
            {
                var id = ids[index++];
                said.Add(await db.Orders.AnyAsync(o => o.CustomerId == id) ? "yes" : "no");
            }
            while (index < ids.Count);
            """),
    ];

    internal static Shape Program(string name, string statements, string services = "ShopContext db", string? elsewhere = null, string members = "") => new("BG1001", $"fix, {name}", Label.Grows, $$"""
        public sealed class Program({{services}})
        {
            public async Task<List<string>> RunAsync(int items)
            {
                var said = new List<string>();
                {{statements.ReplaceLineEndings("\n        ")}}
                said.Add((await db.Customers.OrderBy(c => c.Id).ToListAsync()).Sum(c => c.Points).ToString());
                return said;
            }

            {{members.ReplaceLineEndings("\n    ")}}
        }
        """) { Elsewhere = elsewhere };
}
