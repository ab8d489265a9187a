namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>Calls in loops that look like a query per item and are not.</summary>
internal static class QuietWork
{
    private const string Rule = "BG1001";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("memo by a key that does not vary", """
            var length = 0;
            foreach (var id in ids)
                length += id * (await cache.GetOrCreateAsync("customers", _ => db.Customers.CountAsync()));
            return length;
            """, "IMemoryCache cache"),
        Of("memo by a key that does not vary: a dictionary", """
            var counts = new Dictionary<string, int>();
            var sum = 0;
            foreach (var id in ids)
            {
                if (!counts.TryGetValue("all", out var count))
                    counts["all"] = count = await db.Customers.CountAsync();
                sum += count * id;
            }

            return sum;
            """),
        Of("coalesce hoist", """
            List<Region>? regions = null;
            var sum = 0;
            foreach (var id in ids)
            {
                regions ??= await db.Regions.AsNoTracking().ToListAsync();
                sum += regions.Count(r => r.Id == id);
            }

            return sum;
            """),
        Of("coalesce hoist: into a field", """
            var sum = 0;
            foreach (var id in ids)
                sum += Regions().Count(r => r.Id == id);
            return sum;
            """, members: """
            private List<Region>? _regions;

            private List<Region> Regions() => _regions ??= db.Regions.AsNoTracking().ToList();
            """),
        Of("coalesce hoist: a Lazy outside of the loop", """
            var regions = new Lazy<List<Region>>(() => db.Regions.AsNoTracking().ToList());
            return ids.Sum(id => regions.Value.Count(r => r.Id == id));
            """),
        Of("throw-only path", """
            var known = await db.Customers.Select(c => c.Id).ToListAsync();
            foreach (var id in ids)
            {
                if (!known.Contains(id))
                    throw new InvalidOperationException($"No customer {id} among {await db.Customers.CountAsync()}.");
            }

            return known.Count;
            """),
        Of("stored lambda", """
            var loads = new Dictionary<int, Func<Task<Customer>>>();
            foreach (var id in ids)
                loads[id] = () => db.Customers.SingleAsync(c => c.Id == id);
            return (await loads[ids[0]]()).Id;
            """),
        Of("expression tree that is translated", """
            var rows = await db.Customers.Select(c => new { c.Name, Orders = db.Orders.Count(o => o.CustomerId == c.Id) }).ToListAsync();
            return rows.Sum(row => row.Orders);
            """),
        Of("expression tree that is translated: a subquery in Where, and let", """
            var rows =
                from customer in db.Customers
                let total = db.Orders.Where(o => o.CustomerId == customer.Id).Sum(o => o.Total)
                where db.Orders.Any(o => o.CustomerId == customer.Id)
                select total;
            return (await rows.ToListAsync()).Count;
            """),
        Of("expression tree that is translated: handed to a helper", """
            return await CountAsync(c => db.Orders.Any(o => o.CustomerId == c.Id));
            """, members: "private Task<int> CountAsync(System.Linq.Expressions.Expression<Func<Customer, bool>> which) => db.Customers.CountAsync(which);"),
        new(Rule, "batch loader", Label.Flat, """
            public sealed class CustomerLoader(ShopContext db)
            {
                private readonly HashSet<int> _wanted = [];
                private Dictionary<int, Customer>? _loaded;

                public void Want(int id) => _wanted.Add(id);

                public async Task<Customer> GetAsync(int id)
                {
                    _loaded ??= await db.Customers.AsNoTracking().Where(c => _wanted.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
                    return _loaded[id];
                }
            }

            public sealed class Report(CustomerLoader loader)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    foreach (var id in ids)
                        loader.Want(id);
                    var length = 0;
                    foreach (var id in ids)
                        length += (await loader.GetAsync(id)).Name.Length;
                    return length;
                }
            }
            """),
        Of("flush every k items", """
            var buffer = new List<int>();
            var found = 0;
            foreach (var id in ids)
            {
                buffer.Add(id);
                if (buffer.Count == 500)
                {
                    found += await db.Customers.CountAsync(c => buffer.Contains(c.Id));
                    buffer.Clear();
                }
            }

            return found + await db.Customers.CountAsync(c => buffer.Contains(c.Id));
            """),
        Of("work per outbox batch", """
            var sent = 0;
            while (true)
            {
                var batch = await db.Messages.Where(m => m.SentAt == null).OrderBy(m => m.Id).Take(100).ToListAsync();
                if (batch.Count == 0)
                    return sent;
                foreach (var message in batch)
                    message.SentAt = DateTime.UtcNow;
                await db.SaveChangesAsync();
                sent += batch.Count;
            }
            """),
        Of("the source itself: of a loop that calls a method without queries", """
            var length = 0;
            foreach (var customer in await db.Customers.AsNoTracking().ToListAsync())
                length += Format(customer).Length;
            return length;
            """, members: "private static string Format(Customer customer) => customer.Name.ToUpperInvariant();"),
        Of("in memory: sets of rows are no queries", """
            var customers = await db.Customers.AsNoTracking().ToListAsync();
            return ids.Sum(id => customers.First(c => c.Id == id).Name.Length + customers.Count(c => c.Id < id));
            """),
        Of("after the loop", """
            var sum = 0;
            foreach (var id in ids)
                sum += id;
            return await db.Orders.CountAsync(o => o.Id <= sum);
            """),
        Of("look-alike: a method named like a query", """
            var sum = await db.Customers.CountAsync();
            foreach (var id in ids)
                sum += await Find.FirstAsync(id);
            return sum;
            """, members: """
            private static class Find
            {
                public static Task<int> FirstAsync(int id) => Task.FromResult(id);
            }
            """),
    ];

    private static Shape Of(string name, string body, string services = "", string members = "") => new(Rule, name, Label.Flat, $$"""
        public sealed class Report(ShopContext db{{(services == "" ? "" : ", " + services)}})
        {
            {{members.Replace("\n", "\n    ", StringComparison.Ordinal)}}

            public async Task<int> RunAsync(int[] ids)
            {
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }
        """);
}
