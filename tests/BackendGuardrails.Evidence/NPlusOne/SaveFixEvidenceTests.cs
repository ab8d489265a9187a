using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Xunit;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>"Save once after the loop" leaves the same rows, and costs the same for twice the items.</summary>
[Collection(PostgresCollection.Name)]
public class SaveFixEvidenceTests(ShapeDatabase database) : IClassFixture<ShapeDatabase>
{
    private static readonly Shape[] Own =
    [
        Of("new rows, some left out", """
            foreach (var id in picked)
            {
                if (id % 3 == 0)
                    continue;
                db.Orders.Add(new Order { CustomerId = id, Total = id });
                await db.SaveChangesAsync();
            }
            """),
        Of("rows in memory, changed on a condition", """
            var products = await db.Products.OrderBy(p => p.Id).ToListAsync();
            foreach (var id in picked)
            {
                var product = products.Single(p => p.Id == id);
                if (product.Stock > 90)
                {
                    product.Stock -= random.Next(5);
                    await db.SaveChangesAsync();
                }
            }
            """),
        Of("lines of tracked orders, by index", """
            var orders = await db.Orders.OrderBy(o => o.Id).ToListAsync();
            for (var i = 0; i < orders.Count; i++)
            {
                orders[i].Total += picked[i];
                db.OrderLines.Add(new OrderLine { OrderId = orders[i].Id, ProductId = picked[i], Quantity = random.Next(9), Price = i });
                db.SaveChanges();
            }
            """),
        Of("from a queue, taken away", """
            var open = new Queue<OrderLine>(await db.OrderLines.OrderBy(l => l.Id).ToListAsync());
            while (open.TryDequeue(out var line))
            {
                if (picked.Contains(line.ProductId))
                {
                    db.OrderLines.Remove(line);
                    await db.SaveChangesAsync();
                }
            }
            """),
    ];

    private static readonly Shape[] Commands =
    [
        Of("ExecuteUpdate: the same for all", """
            foreach (var id in picked)
                await db.Products.Where(p => p.Id == id && p.Stock > 90).ExecuteUpdateAsync(set => set.SetProperty(p => p.Stock, 7).SetProperty(p => p.Name, "sold"));
            """),
        Of("ExecuteDelete: the lines of some orders", """
            foreach (var order in await db.Orders.AsNoTracking().Where(o => picked.Contains(o.Id)).ToListAsync())
            {
                db.OrderLines.Where(l => l.OrderId == order.Id).ExecuteDelete();
            }
            """),
    ];

    private static readonly string[] Shown = ["SaveChanges: of new rows", "SaveChanges: of rows that were read", "transaction", "ExecuteUpdate", "ExecuteDelete", "Dapper write: Execute with a list", "flush every k items"];

    public static TheoryData<string> Names => new(Own.Concat(Commands).Select(shape => shape.Name).Concat(["SaveChanges: of new rows", "SaveChanges: of rows that were read", "SaveChanges: in a for", "ExecuteDelete"]));

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task The_fixed_shape_leaves_the_same_rows_at_a_flat_cost(string name)
    {
        var shape = Own.Concat(Commands).Concat(Catalog.All).First(candidate => candidate.Name == name);
        var pair = await FixAsync(shape);
        Assert.Equal(1, pair.Fixes);
        var costs = new List<(int Before, int After)>();
        foreach (var items in new[] { ShapeDatabase.Few, ShapeDatabase.Many })
        {
            var before = await database.RunAsync(pair.Before, shape, items);
            var rows = database.Rows(items);
            var after = await database.RunAsync(pair.After, shape, items);
            Assert.IsNotType<Exception>(before.Result, exactMatch: false);
            Assert.Equal(before.Result, after.Result);
            Assert.Equal(rows, database.Rows(items));
            costs.Add((before.Cost, after.Cost));
        }

        Assert.True(costs[1].Before > costs[0].Before, $"Before: {costs[0].Before}, {costs[1].Before}");
        Assert.Equal(costs[0].After, costs[1].After);
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG1007", "Run on PostgreSQL", $"{ShapeDatabase.Few} items", $"{ShapeDatabase.Many} items");
        foreach (var shape in Shown.Select(name => Catalog.All.First(candidate => candidate.Name == name && candidate.Rule is "BG1007" or "BG1001")))
        {
            var pair = await FixAsync(shape);
            table.Add(shape.Name, await CostAsync(pair.Before, shape, ShapeDatabase.Few), await CostAsync(pair.Before, shape, ShapeDatabase.Many));
            if (pair.Fixes > 0)
                table.Add($"{shape.Name}, fixed", await CostAsync(pair.After, shape, ShapeDatabase.Few), await CostAsync(pair.After, shape, ShapeDatabase.Many));
        }

        table.VerifyPage();
    }

    private async Task<int> CostAsync(System.Reflection.Assembly assembly, Shape shape, int items) => (await database.RunAsync(assembly, shape, items)).Cost;

    private static Task<FixedShape> FixAsync(Shape shape) => FixedShape.OfAsync(shape, new BG1007SavePerItemAnalyzer(), new BG1007SavePerItemCodeFix());

    /// <summary>Ids of rows that are there, some more than once; the same each time.</summary>
    private static Shape Of(string name, string body) => new("BG1007", name, Label.Grows, $$"""
        public sealed class Work(ShopContext db)
        {
            public async Task<int> RunAsync(int[] ids)
            {
                var random = new Random(7);
                var picked = Enumerable.Range(0, ids.Length * 2).Select(_ => ids[random.Next(ids.Length)]).ToList();
                await Task.Yield();
        {{body}}
                return picked.Sum();
            }
        }
        """);
}
