namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>Loops with queries that are as they should be: whole batches, pages, another try, until something is there.</summary>
internal static class QuietLoops
{
    private const string Rule = "BG1001";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("composed but not executed", """
            IQueryable<Customer> query = db.Customers;
            foreach (var id in ids)
                query = query.Where(c => c.Id != id + 1000);
            return await query.CountAsync();
            """),
        Of("composed but not executed: a union of queries", """
            IQueryable<int> query = db.Orders.Where(o => o.Id == 0).Select(o => o.Id);
            foreach (var id in ids)
                query = query.Union(db.Orders.Where(o => o.CustomerId == id).Select(o => o.Id));
            return (await query.ToListAsync()).Count;
            """),
        Of("the source itself", """
            var length = 0;
            foreach (var customer in await db.Customers.AsNoTracking().ToListAsync())
                length += customer.Name.Length;
            return length;
            """),
        Of("the source itself: enumerated by the loop", """
            var length = 0;
            foreach (var customer in db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)))
                length += customer.Name.Length;
            await foreach (var product in db.Products.AsNoTracking().AsAsyncEnumerable())
                length += product.Stock;
            return length;
            """),
        Of("the source itself: of a chain in memory", "return db.Customers.AsNoTracking().ToList().Where(c => c.Id > 0).Select(c => c.Name.Length).Sum();"),
        Of("the source itself: first in query syntax", """
            var names =
                from customer in db.Customers.AsNoTracking().ToList()
                let name = customer.Name
                where name.Length > 0
                select name;
            return names.Count();
            """),
        Of("Chunk loop", """
            var found = 0;
            foreach (var chunk in ids.Chunk(500))
                found += await db.Customers.CountAsync(c => chunk.Contains(c.Id));
            return found;
            """),
        Of("Chunk loop: by index", """
            const int Size = 200;
            var found = 0;
            for (var start = 0; start < ids.Length; start += Size)
            {
                var batch = ids.Skip(start).Take(Size).ToList();
                found += (await db.Customers.AsNoTracking().Where(c => batch.Contains(c.Id)).ToListAsync()).Count;
            }

            return found;
            """),
        Of("Contains of the ids", """
            var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            var length = 0;
            foreach (var id in ids)
                length += customers[id].Name.Length;
            return length;
            """),
        Of("offset paging", """
            const int Size = 100;
            var sum = 0;
            for (var page = 0; ; page++)
            {
                var orders = await db.Orders.AsNoTracking().OrderBy(o => o.Id).Skip(page * Size).Take(Size).ToListAsync();
                sum += orders.Count;
                if (orders.Count < Size)
                    return sum;
            }
            """),
        Of("offset paging: until a page is empty", """
            var skip = 0;
            var sum = 0;
            List<Order> page;
            do
            {
                page = await db.Orders.AsNoTracking().OrderBy(o => o.Id).Skip(skip).Take(50).ToListAsync();
                sum += page.Count;
                skip += 50;
            }
            while (page.Count > 0);
            return sum;
            """),
        Of("keyset paging", """
            var last = 0;
            var sum = 0;
            while (true)
            {
                var page = await db.Orders.AsNoTracking().Where(o => o.Id > last).OrderBy(o => o.Id).Take(100).ToListAsync();
                if (page.Count == 0)
                    break;
                sum += page.Count;
                last = page[^1].Id;
            }

            return sum;
            """),
        Of("retry", """
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await db.Customers.CountAsync();
                }
                catch (NpgsqlException) when (attempt < 3)
                {
                    await Task.Delay(10 * attempt);
                }
            }
            """),
        Of("retry: that leaves by break", """
            var count = 0;
            for (var attempt = 0; attempt < 5; attempt++)
            {
                try
                {
                    count = await db.Customers.CountAsync();
                    break;
                }
                catch (TimeoutException)
                {
                    await Task.Delay(10);
                }
            }

            return count;
            """),
        Of("polling", """
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
            var seen = 0;
            while (seen < 3 && await timer.WaitForNextTickAsync())
                seen += await db.Messages.AnyAsync(m => m.SentAt == null) ? 1 : 0;
            return seen;
            """),
        Of("polling: with a delay, until it is done", """
            while (!await db.Messages.AnyAsync(m => m.SentAt == null))
                await Task.Delay(5);
            return 1;
            """),
        new(Rule, "polling: a background service", Label.Flat, """
            public sealed class Watch(IServiceScopeFactory scopes) : BackgroundService
            {
                protected override async Task ExecuteAsync(CancellationToken stoppingToken)
                {
                    while (!stoppingToken.IsCancellationRequested)
                    {
                        await using var scope = scopes.CreateAsyncScope();
                        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
                        if (await db.Messages.AnyAsync(m => m.SentAt == null, stoppingToken))
                            break;
                        await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
                    }
                }

                public async Task RunAsync(CancellationToken token)
                {
                    await StartAsync(token);
                    await ExecuteTask!;
                }
            }
            """),
        Of("search that leaves at the first hit", """
            foreach (var id in ids)
            {
                var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id);
                if (customer is not null)
                    return customer.Id;
            }

            return 0;
            """),
        Of("search that leaves at the first hit: a free name", """
            var name = "Name 1";
            for (var suffix = 2; await db.Suppliers.AnyAsync(s => s.Name == name); suffix++)
                name = "Name 1-" + suffix;
            return name.Length;
            """),
        Of("constants", """
            var sum = 0;
            for (var day = 0; day < 7; day++)
            {
                var from = DateTime.UtcNow.Date.AddDays(-day);
                sum += await db.Orders.CountAsync(o => o.PlacedAt >= from);
            }

            return sum;
            """),
        Of("enum values", """
            var sum = 0;
            foreach (var status in Enum.GetValues<OrderStatus>())
                sum += await db.Orders.CountAsync(o => o.Status == status);
            return sum;
            """),
        Of("literal array", """
            var sum = 0;
            foreach (var name in new[] { "Name 1", "Name 2" })
                sum += await db.Customers.CountAsync(c => c.Name == name);
            return sum;
            """),
        Of("literal array: in a static field", """
            var sum = 0;
            foreach (var status in Open)
                sum += await db.Orders.CountAsync(o => o.Status == status);
            return sum;
            """, "private static readonly OrderStatus[] Open = [OrderStatus.New, OrderStatus.Paid];"),
        Of("Take(1)", """
            var length = 0;
            foreach (var id in ids.Take(1))
                length += (await db.Customers.SingleAsync(c => c.Id == id)).Name.Length;
            return length;
            """),
        Of("tracked Find", """
            await db.Customers.Where(c => ids.Contains(c.Id)).LoadAsync();
            var length = 0;
            foreach (var id in ids)
                length += (await db.Customers.FindAsync(id))!.Name.Length;
            return length;
            """),
        Of("tracked Local lookup", """
            await db.Customers.Where(c => ids.Contains(c.Id)).LoadAsync();
            return ids.Sum(id => db.Customers.Local.First(c => c.Id == id).Name.Length);
            """),
    ];

    public static Shape Of(string name, string body, string members = "") => new(Rule, name, Label.Flat, $$"""
        public sealed class Report(ShopContext db)
        {
            {{members}}

            public async Task<int> RunAsync(int[] ids)
            {
                await Task.Yield();
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """);
}
