using System.Diagnostics;

namespace BackendGuardrails.Performance;

/// <summary>What bounds the look through calls: programs that grow where a search without a bound would grow faster.</summary>
internal static class Budgets
{
    private static readonly string[] Rules = ["BG1001", "BG1002", "BG1003", "BG1007", "BG1021"];

    public static async Task MeasureAsync()
    {
        await ShowAsync("every method calls every other (methods)", [50, 100, 200, 400, 800], Cycle);
        await ShowAsync("a ring of methods, each with a loop (methods)", [200, 400, 800, 1600], Ring);
        await ShowAsync("an interface called in a loop (implementations)", [10, 24, 25, 50, 100, 200], Interface);
        await ShowAsync("one method with loops (lines)", [500, 1000, 2000, 4000], LongMethod);
        await ShowAsync("loops in loops (levels)", [10, 20, 40, 80], Nested);
    }

    private static async Task ShowAsync(string what, int[] sizes, Func<int, string> program)
    {
        Console.WriteLine(what);
        foreach (var size in sizes)
        {
            var compilation = Analysis.Compile([("Program.cs", Head + program(size))]);
            var (plain, ours, reports) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round < 6; round++)
            {
                var fresh = compilation.Clone();
                var spent = Stopwatch.StartNew();
                _ = fresh.GetDiagnostics();
                plain.Add(spent.Elapsed.TotalMilliseconds);
                fresh = compilation.Clone();
                spent.Restart();
                reports = (await Analysis.With(fresh, Analysis.Rules(Rules)).GetAnalyzerDiagnosticsAsync()).Length;
                ours.Add(spent.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine($"  {size,5}: compile {Analysis.Median(plain.Skip(1)),7:F1} ms, rules {Analysis.Median(ours.Skip(1)),7:F1} ms, {reports} reports");
        }
    }

    private const string Head = """
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        public class Order { public int Id { get; set; } public int Total { get; set; } public List<Order> Parts { get; set; } = new(); }
        public class Shop : DbContext
        {
            public DbSet<Order> Orders => Set<Order>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
        }

        """;

    private static string Lines(int count, Func<int, string> line) => string.Join("\n", Enumerable.Range(0, count).Select(line));

    private static string Cycle(int size) => $$"""
        public class Knot(Shop shop)
        {
        {{Lines(size, number => $$"""    public void M{{number}}(List<int> ids) { foreach (var id in ids) M{{(number + 1) % size}}(ids); {{string.Concat(Enumerable.Range(1, 20).Select(step => $"M{(number + step * step) % size}(ids); "))}} }""")}}
            public int Last(int id) => shop.Orders.Count(order => order.Id == id);
        }
        """;

    private static string Ring(int size) => $$"""
        public class Ring(Shop shop)
        {
        {{Lines(size, number => $$"""    public void M{{number}}(List<int> ids) { foreach (var id in ids) M{{(number + 1) % size}}({{(number % 9 == 8 ? "shop.Orders.Where(order => order.Id == id).Select(order => order.Id).ToList()" : "ids")}}); }""")}}
        }
        """;

    private static string Interface(int size) => $$"""
        public interface ITax { int Of(int id); }
        {{Lines(size, number => $$"""public class Tax{{number}}(Shop shop) : ITax { public int Of(int id) => {{(number == size - 1 ? "shop.Orders.Count(order => order.Id == id)" : "id + " + number)}}; }""")}}
        public class Till { public int Run(List<int> ids, ITax tax, Shop shop) { var sum = 0; foreach (var id in ids) sum += tax.Of(id); return sum; } }
        """;

    private static string LongMethod(int size) => $$"""
        public class Long
        {
            public int Run(List<int> ids, Shop shop)
            {
                var sum = 0;
        {{Lines(size / 5, number => $$"""
                foreach (var id{{number}} in ids)
                {
                    var order{{number}} = shop.Orders.First(order => order.Id == id{{number}});
                    sum += order{{number}}.Total;
                }
        """)}}
                return sum;
            }
        }
        """;

    private static string Nested(int size) => $$"""
        public class Nested
        {
            public int Run(List<int> ids, Shop shop)
            {
                var sum = 0;
                {{string.Concat(Enumerable.Range(0, size).Select(number => $"foreach (var id{number} in ids) "))}} sum += shop.Orders.Count(order => order.Id == id{{size - 1}});
                return sum;
            }
        }
        """;
}
