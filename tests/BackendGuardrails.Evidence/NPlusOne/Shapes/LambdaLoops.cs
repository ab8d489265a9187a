namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>Operators of LINQ to Objects that call what they are given once per element.</summary>
internal static class LambdaLoops
{
    private const string Rule = "BG1001";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("Select", "ids.Select(id => db.Customers.First(c => c.Id == id).Name).ToList().Count"),
        Of("Select: with the index", "ids.Select((id, index) => index + db.Customers.Count(c => c.Id == id)).Sum()"),
        Of("Where", "ids.Where(id => db.Orders.Any(o => o.CustomerId == id)).Count()"),
        Of("ToDictionary", "ids.ToDictionary(id => id, id => db.Customers.Single(c => c.Id == id)).Count"),
        Of("OrderBy", "ids.OrderBy(id => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First()).First()"),
        Of("Sum", "ids.Sum(id => db.Orders.Count(o => o.CustomerId == id))"),
        Of("GroupBy", "ids.GroupBy(id => db.Customers.Single(c => c.Id == id).RegionId).Count()"),
        Of("Aggregate", "ids.Aggregate(0, (sum, id) => sum + db.Products.Single(p => p.Id == id).Stock)"),
        Of("All", "ids.All(id => db.Customers.Any(c => c.Id == id)) ? 1 : 0"),
        Of("Zip", "ids.Zip(ids, (left, right) => db.Orders.Count(o => o.Id == left && o.CustomerId == right)).Sum()"),
        Of("SelectMany", "ids.SelectMany(id => db.Orders.Where(o => o.CustomerId == id).ToList()).Count()"),
        Of("SelectMany: of queries that it enumerates", "ids.SelectMany(id => db.Orders.Where(o => o.CustomerId == id)).Count()"),
        Of("List.ForEach", "Each(ids)", """
            private int Each(int[] ids)
            {
                var stock = 0;
                ids.ToList().ForEach(id => stock += db.Products.First(p => p.Id == id).Stock); // BG1001
                return stock;
            }
            """),
        Of("List.ForEach: Array.ConvertAll", "Array.ConvertAll(ids, id => db.Products.First(p => p.Id == id).Stock).Sum()"),
        Of("Select: a method group", "ids.Select(Load).Count(customer => customer is not null)", """
            private Customer? Load(int id) => db.Customers.FirstOrDefault(c => c.Id == id);
            """, isMarked: true),
        Of("Select: a method group of another object", "ids.Select(new Names(db).Of).ToList().Count", """
            private sealed class Names(ShopContext db)
            {
                public string Of(int id) => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First();
            }
            """, isMarked: true),
        Of("Select: a local function", "Total(ids)", """
            private int Total(int[] ids)
            {
                return ids.Select(Points).Sum(); // BG1001

                int Points(int id) => db.Customers.Single(c => c.Id == id).Points;
            }
            """),
        new(Rule, "let in query syntax", Label.Grows, """
            public sealed class Report(ShopContext db)
            {
                public int Run(int[] ids)
                {
                    var rows =
                        from id in ids
                        let customer = db.Customers.AsNoTracking().First(c => c.Id == id) // BG1001
                        where customer.Points >= 0
                        select customer.Name;
                    return rows.ToList().Count;
                }
            }
            """),
        new(Rule, "let in query syntax: a where beside it", Label.Grows, """
            public sealed class Report(ShopContext db)
            {
                public int Run(int[] ids)
                {
                    var known =
                        from id in ids
                        where db.Customers.Any(c => c.Id == id) // BG1001
                        select id;
                    return known.Count();
                }
            }
            """),
        new(Rule, "Select: executed by a loop behind it", Label.Grows, """
            public sealed class Report(ShopContext db)
            {
                public int Run(int[] ids)
                {
                    var customers = ids.Select(id => db.Customers.AsNoTracking().Single(c => c.Id == id)); // BG1001
                    var length = 0;
                    foreach (var customer in customers)
                        length += customer.Name.Length;
                    return length;
                }
            }
            """),
        new(Rule, "Parallel.For", Label.Grows, """
            public sealed class Warmup(IDbContextFactory<ShopContext> contexts)
            {
                public int Run(int[] ids)
                {
                    var found = 0;
                    Parallel.For(0, ids.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
                    {
                        using var db = contexts.CreateDbContext();
                        if (db.Customers.Any(c => c.Id == ids[i])) // BG1001
                            Interlocked.Increment(ref found);
                    });
                    return found;
                }
            }
            """),
        new(Rule, "Parallel.ForEach", Label.Grows, """
            public sealed class Warmup(IDbContextFactory<ShopContext> contexts)
            {
                public int Run(int[] ids)
                {
                    var found = 0;
                    Parallel.ForEach(ids, id =>
                    {
                        using var db = contexts.CreateDbContext();
                        if (db.Customers.Any(c => c.Id == id)) // BG1001
                            Interlocked.Increment(ref found);
                    });
                    return found;
                }
            }
            """),
        new(Rule, "Parallel.ForEachAsync", Label.Grows, """
            public sealed class Warmup(IDbContextFactory<ShopContext> contexts)
            {
                public async Task<int> RunAsync(int[] ids, CancellationToken token)
                {
                    var stock = 0;
                    await Parallel.ForEachAsync(ids, token, async (id, cancelled) =>
                    {
                        await using var db = await contexts.CreateDbContextAsync(cancelled);
                        var product = await db.Products.AsNoTracking().SingleAsync(p => p.Id == id, cancelled); // BG1001
                        Interlocked.Add(ref stock, product.Stock);
                    });
                    return stock;
                }
            }
            """),
        new(Rule, "PLINQ", Label.Grows, """
            public sealed class Warmup(IDbContextFactory<ShopContext> contexts)
            {
                public int Run(int[] ids) => ids.AsParallel().WithDegreeOfParallelism(2).Select(Stock).Sum(); // BG1001

                private int Stock(int id)
                {
                    using var db = contexts.CreateDbContext();
                    return db.Products.Single(p => p.Id == id).Stock;
                }
            }
            """),
        new(Rule, "WhenAll over a projection", Label.Grows, """
            public sealed class Names(IDbContextFactory<ShopContext> contexts)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var names = await Task.WhenAll(ids.Select(async id =>
                    {
                        await using var db = await contexts.CreateDbContextAsync();
                        return await db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync(); // BG1001
                    }));
                    return names.Length;
                }
            }
            """),
        new(Rule, "WhenAll over a projection: of calls", Label.Grows, """
            public sealed class Names(IDbContextFactory<ShopContext> contexts)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var tasks = ids.Select(id => NameAsync(id)).ToList(); // BG1001
                    await Task.WhenAll(tasks);
                    return tasks.Count;
                }

                private async Task<string> NameAsync(int id)
                {
                    await using var db = await contexts.CreateDbContextAsync();
                    return await db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync();
                }
            }
            """),
    ];

    /// <summary>An expression over ids; the line it is on is the marked one, unless members have a mark of their own.</summary>
    private static Shape Of(string name, string expression, string members = "", bool isMarked = false) => new(Rule, name, Label.Grows, $$"""
        public sealed class Report(ShopContext db)
        {
            public int Run(int[] ids)
            {
                return {{expression}};{{(members == "" || isMarked ? " // BG1001" : "")}}
            }
        {{(members == "" ? "" : "\n    " + members.Replace("\n", "\n    "))}}
        }
        """);
}
