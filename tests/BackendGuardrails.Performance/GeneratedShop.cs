namespace BackendGuardrails.Performance;

/// <summary>A service of 200 files in layers: entities, a context, repositories behind interfaces, services that loop over them, and one large document.</summary>
internal static class GeneratedShop
{
    public const string OpenDocument = "Desk.cs";

    private const int Entities = 49;
    private const int Services = 51;
    private const int MethodsOfTheDesk = 52;
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing Microsoft.EntityFrameworkCore;\n\n";
    private const string Mark = "\"note ";

    public static IEnumerable<(string Path, string Text)> Files()
    {
        yield return ("Shop.cs", Usings + Context());
        for (var number = 0; number < Entities; number++)
        {
            yield return ($"Entity{number}.cs", Usings + Entity(number));
            yield return ($"IEntity{number}Repository.cs", Usings + Interface(number));
            yield return ($"Entity{number}Repository.cs", Usings + Repository(number));
        }

        for (var number = 0; number < Services; number++)
            yield return ($"Service{number}.cs", Usings + Service(number));
        yield return (OpenDocument, Usings + Desk());
    }

    /// <summary>The service once and again, each time in a namespace of its own.</summary>
    public static IEnumerable<(string Path, string Text)> Copies(int count) =>
        from copy in Enumerable.Range(0, count)
        from file in Files()
        select ($"Copy{copy}/{file.Path}", file.Text.Insert(Usings.Length, $"namespace Copy{copy};\n\n"));

    /// <summary>Inside the texts of the methods of the large document.</summary>
    public static List<int> TypingMarks(string document)
    {
        var marks = new List<int>();
        for (var at = document.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = document.IndexOf(Mark, at + 1, StringComparison.Ordinal))
            marks.Add(at + Mark.Length);
        return marks;
    }

    private static int Next(int number) => (number + 1) % Entities;

    private static string Context() => $$"""
        public class Shop : DbContext
        {
        {{string.Join("\n", Enumerable.Range(0, Entities).Select(number => $"    public DbSet<Entity{number}> Set{number} => Set<Entity{number}>();"))}}

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");

            protected override void OnModelCreating(ModelBuilder model)
            {
        {{string.Join("\n", Enumerable.Range(0, Entities).Select(number => $"        model.Entity<Entity{number}>().HasIndex(entity => entity.Name).IsUnique();"))}}
            }
        }

        """;

    private static string Entity(int number) => $$"""
        public class Entity{{number}}
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            public decimal Price { get; set; }
            public DateTime Created { get; set; }
            public int ParentId { get; set; }
            public Entity{{Next(number)}} Parent { get; set; } = null!;
            public List<Entity{{Next(Next(number))}}> Children { get; set; } = new();
            public decimal Total => Children.Sum(child => child.Price) + Price;
        }

        """;

    private static string Interface(int number) => $$"""
        public interface IEntity{{number}}Repository
        {
            Task<Entity{{number}}?> GetAsync(int id, CancellationToken cancellationToken);
            Task<List<Entity{{number}}>> ListAsync(string name, CancellationToken cancellationToken);
            Task<int> CountAsync(int parent);
            Task SaveAsync(Entity{{number}} entity);
        }

        """;

    private static string Repository(int number) => $$"""
        public class Entity{{number}}Repository(Shop shop) : IEntity{{number}}Repository
        {
            public Task<Entity{{number}}?> GetAsync(int id, CancellationToken cancellationToken) =>
                shop.Set{{number}}.Include(entity => entity.Parent).FirstOrDefaultAsync(entity => entity.Id == id, cancellationToken);

            public async Task<List<Entity{{number}}>> ListAsync(string name, CancellationToken cancellationToken)
            {
                var query = shop.Set{{number}}.AsNoTracking();
                if (name.Length > 0)
                    query = query.Where(entity => entity.Name == name);
                return await query.OrderBy(entity => entity.Id).Take(100).ToListAsync(cancellationToken);
            }

            public Task<int> CountAsync(int parent) => shop.Set{{number}}.CountAsync(entity => entity.ParentId == parent);

            public Task SaveAsync(Entity{{number}} entity)
            {
                shop.Set{{number}}.Add(entity);
                return shop.SaveChangesAsync();
            }
        }

        """;

    private static string Service(int number) => $$"""
        public class Service{{number}}(IEntity{{number % Entities}}Repository first, IEntity{{Next(number % Entities)}}Repository second)
        {
            public async Task<decimal> PriceAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
            {
                var sum = 0m;
                foreach (var id in ids)
                    sum += await OneAsync(id, cancellationToken);
                return sum;
            }

            public async Task<string> DescribeAsync(string name, CancellationToken cancellationToken)
            {
                var all = await first.ListAsync(name, cancellationToken);
                return string.Join(", ", all.Where(entity => entity.Price > 0).Select(entity => entity.Name.Trim()).Distinct().OrderBy(text => text.Length));
            }

            public int Score(IEnumerable<string> words)
            {
                var score = 0;
                foreach (var word in words)
                {
                    for (var index = 0; index < word.Length; index++)
                        score += char.IsUpper(word[index]) ? 2 : 1;
                }

                return score;
            }

            private async Task<decimal> OneAsync(int id, CancellationToken cancellationToken)
            {
                var entity = await first.GetAsync(id, cancellationToken);
                return entity is null ? await second.CountAsync(id) : entity.Price;
            }
        }

        """;

    /// <summary>Every fourth method asks a service or the database for each element; the others work on what they are given.</summary>
    private static string Desk() => $$"""
        public class Desk(Shop shop, {{string.Join(", ", Enumerable.Range(0, 20).Select(number => $"Service{number} service{number}"))}})
        {
        {{string.Join("\n", Enumerable.Range(0, MethodsOfTheDesk).Select(Method))}}
        }

        """;

    private static string Method(int number) => (number % 4) switch
    {
        0 => $$"""
                public async Task<List<string>> Report{{number}}Async(IReadOnlyList<int> ids, CancellationToken cancellationToken)
                {
                    var lines = new List<string>();
                    foreach (var id in ids)
                    {
                        var entity = await shop.Set{{number % Entities}}.FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
                        if (entity is null)
                        {
                            lines.Add("note missing");
                            continue;
                        }

                        var price = await service{{number % 20}}.PriceAsync(new[] { entity.Id, entity.ParentId }, cancellationToken);
                        lines.Add($"{entity.Name}: {price:F2} of {entity.Created:d}");
                    }

                    return lines;
                }
            """,
        1 => $$"""
                public async Task<decimal> Sum{{number}}Async(string name, CancellationToken cancellationToken)
                {
                    var orders = await shop.Set{{number % Entities}}.Include(order => order.Parent).Include(order => order.Children)
                        .Where(order => order.Name == name && order.Price > 10)
                        .OrderByDescending(order => order.Created)
                        .Take(50)
                        .ToListAsync(cancellationToken);
                    var best = orders.Where(order => order.Children.Count > 2).OrderBy(order => order.Total).FirstOrDefault();
                    var title = best is null ? "note nothing" : best.Name;
                    var byParent = orders.GroupBy(order => order.ParentId).ToDictionary(group => group.Key, group => group.Sum(order => order.Total));
                    foreach (var (parent, total) in byParent)
                    {
                        if (total > 1000 && parent > 0)
                            title += $" {parent}";
                    }

                    for (var index = 0; index < orders.Count; index++)
                        orders[index].Price = Math.Round(orders[index].Price, 2);
                    return orders.Sum(order => order.Price) + title.Length;
                }
            """,
        2 => $$"""
                public string Text{{number}}(IReadOnlyCollection<Entity{{number % Entities}}> entities, bool isLong)
                {
                    var text = "note list";
                    var seen = new HashSet<string>();
                    foreach (var entity in entities.Where(entity => entity.Price > 0 || isLong))
                    {
                        if (!seen.Add(entity.Name))
                            continue;
                        text += entity.Name switch
                        {
                            "" => "-",
                            { Length: > 20 } name => name.Substring(0, 20),
                            var name => name,
                        };
                        text += string.Join(",", entity.Children.Select(child => child.Name).OrderBy(name => name.Length).Take(3));
                    }

                    while (text.Length < 10)
                        text += " ";
                    return isLong ? text : text.Substring(0, Math.Min(80, text.Length));
                }
            """,
        _ => $$"""
                public async Task<int> Change{{number}}Async(int id, decimal price, CancellationToken cancellationToken)
                {
                    var entity = await shop.Set{{number % Entities}}.SingleAsync(one => one.Id == id, cancellationToken);
                    var before = entity.Price;
                    try
                    {
                        entity.Price = price < 0 ? throw new ArgumentOutOfRangeException(nameof(price), "note below zero") : price;
                        entity.Name = entity.Name.Trim().ToUpperInvariant();
                        await shop.SaveChangesAsync(cancellationToken);
                    }
                    catch (DbUpdateException) when (before == price)
                    {
                        return 0;
                    }

                    var others = await shop.Set{{number % Entities}}.AsNoTracking().Where(one => one.ParentId == entity.ParentId).Select(one => new { one.Id, one.Price }).Take(20).ToListAsync(cancellationToken);
                    return others.Count(other => other.Price > before);
                }
            """,
    };
}
