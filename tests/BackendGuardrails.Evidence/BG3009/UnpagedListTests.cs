using System.Text.Json;
using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.BG3009;

/// <summary>How many rows a client gets of a table and of one twice as long, before and behind the fix.</summary>
[Collection(PostgresCollection.Name)]
public class UnpagedListTests(PostgresCluster cluster)
{
    private const int Some = 300;
    private const int Usual = 50;
    private const int Most = 100;

    private static readonly string Program = ShopProgram.Of(
        """
        app.MapGet("/lambda", async (ShopContext db) => await db.Orders.AsNoTracking().ToListAsync());
        app.MapGet("/function", List);
        static IResult List(ShopContext db) => Results.Ok(db.Orders.OrderBy(order => order.Total).Select(order => new Row(order.Id, order.Total)).ToList());
        """,
        """
        public record Row(int Id, decimal Total);

        [ApiController]
        public class OrdersController(ShopContext db) : ControllerBase
        {
            [HttpGet("action")]
            public async Task<ActionResult<List<Order>>> ListAsync(CancellationToken cancellationToken) => await db.Orders.AsNoTracking().ToListAsync(cancellationToken);

            [HttpGet("query")]
            public IQueryable<Row> Query() => db.Orders.Where(order => order.Total >= 0).Select(order => new Row(order.Id, order.Total));
        }
        """);

    private static readonly (string Path, string Name)[] Paths = [("/action", "an action"), ("/query", "an action that returns its query"), ("/lambda", "a lambda of `MapGet`"), ("/function", "a function of `MapGet`, sorted by a total")];

    [PostgresFact]
    public async Task A_list_grows_with_the_table_and_a_page_does_not()
    {
        await using var hosts = await StartAsync();
        var (before, after) = (hosts.Before, hosts.After);

        await before.PostAsync($"/seed?rows={Some}");
        var some = await AskAsync(before, after);
        await before.PostAsync($"/seed?rows={Some}");
        var more = await AskAsync(before, after);

        var table = new EvidenceTable("BG3009", "Rows read and answered, on PostgreSQL", $"{Some} orders, before", $"{2 * Some} orders, before", $"{Some} orders, after", $"{2 * Some} orders, after", "`?pageSize=1000000`, after");
        foreach (var (path, name) in Paths)
        {
            Assert.Equal((Some, Usual), some[path]);
            Assert.Equal((2 * Some, Usual), more[path]);
            var (largest, _) = await RowsAsync(after, $"{path}?pageSize=1000000");
            Assert.Equal(Most, largest.Count);
            table.Add(name, some[path].Before, more[path].Before, some[path].After, more[path].After, largest.Count);
        }

        table.VerifyPage();
    }

    [PostgresFact]
    public async Task The_pages_together_are_the_list_and_no_number_fails()
    {
        await using var hosts = await StartAsync();
        var (before, after) = (hosts.Before, hosts.After);
        await before.PostAsync($"/seed?rows={Some}");

        foreach (var (path, _) in Paths)
        {
            var all = (await RowsAsync(before, path)).Rows;
            var paged = new List<int>();
            for (var page = 1; page <= 11; page++)
                paged.AddRange((await RowsAsync(after, $"{path}?page={page}&pageSize=30")).Rows);
            Assert.Equal(all.Order(), paged.Order());
            Assert.Equal(Some, paged.Distinct().Count());
            foreach (var query in new[] { "?page=0", "?page=-5&pageSize=-5", "?page=2147483647&pageSize=2147483647", "?pageSize=0" })
                Assert.Equal(200, (await after.GetAsync(path + query)).Status);
            Assert.Empty((await RowsAsync(after, $"{path}?page=2147483647")).Rows);
        }
    }

    private Task<HostPair> StartAsync() => HostPair.StartAsync(Program, new BG3009UnpagedListAnalyzer(), new BG3009UnpagedListCodeFix(), Paths.Length, $"--Shop={cluster.CreateDatabase()}");

    private static async Task<Dictionary<string, (int Before, int After)>> AskAsync(EndpointHost before, EndpointHost after)
    {
        var counts = new Dictionary<string, (int, int)>();
        foreach (var (path, _) in Paths)
        {
            var (whole, read) = await RowsAsync(before, path);
            var (page, readOfPage) = await RowsAsync(after, path);
            // The reader is asked once more to learn that there is no further row.
            Assert.Equal((whole.Count + 1, page.Count + 1), (read, readOfPage));
            counts[path] = (whole.Count, page.Count);
        }

        return counts;
    }

    private static async Task<(List<int> Rows, int Read)> RowsAsync(EndpointHost host, string path)
    {
        using var read = ReadRows.Start();
        var answer = await host.GetAsync(path);
        Assert.Equal(200, answer.Status);
        return (JsonDocument.Parse(answer.Body).RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetInt32()).ToList(), read.Count);
    }
}
