using System.Text.Json;
using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.BG3010;

/// <summary>How many rows a client gets that asks for a million, before and behind the fix.</summary>
[Collection(PostgresCollection.Name)]
public class OpenPageSizeTests(PostgresCluster cluster)
{
    private const int Some = 300;
    private const int Most = 100;

    private static readonly string Program = ShopProgram.Of(
        """
        app.MapGet("/lambda", async (int page, int pageSize, ShopContext db) => await db.Orders.OrderBy(order => order.Id).Skip(page * pageSize).Take(pageSize).ToListAsync());
        """,
        """
        public class Filter { public int Page { get; set; } public int PageSize { get; set; } = 20; }

        public static class Paging
        {
            public static Task<List<T>> PageAsync<T>(this IQueryable<T> query, int page, int size) => query.Skip(page * size).Take(size).ToListAsync();
        }

        [ApiController]
        public class OrdersController(ShopContext db) : ControllerBase
        {
            [HttpGet("parameter")]
            public async Task<List<Order>> Parameter(int page, int? pageSize)
            {
                var size = pageSize ?? 20;
                return await db.Orders.OrderBy(order => order.Id).Skip(page * size).Take(size).ToListAsync();
            }

            [HttpGet("model")]
            public async Task<List<Order>> Model([FromQuery] Filter filter) =>
                await db.Orders.OrderBy(order => order.Id).Skip(filter.Page * filter.PageSize).Take(filter.PageSize).ToListAsync();

            [HttpGet("helper")]
            public Task<List<Order>> Helper(int page, int pageSize) => db.Orders.OrderBy(order => order.Id).PageAsync(page, pageSize);
        }
        """);

    private static readonly (string Path, string Name)[] Paths = [("/parameter", "a parameter"), ("/model", "a member of a bound model"), ("/lambda", "a parameter of a lambda"), ("/helper", "a parameter that a helper takes")];

    [PostgresFact]
    public async Task A_million_rows_are_a_page_behind_the_fix()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG3010OpenPageSizeAnalyzer(), new BG3010OpenPageSizeCodeFix(), Paths.Length, $"--Shop={cluster.CreateDatabase()}");
        var (before, after) = (hosts.Before, hosts.After);
        await before.PostAsync($"/seed?rows={Some}");

        var table = new EvidenceTable("BG3010", "Rows answered to `?pageSize=1000000`, on PostgreSQL", $"{Some} orders, before", $"{2 * Some} orders, before", $"{Some} orders, after", $"{2 * Some} orders, after");
        var some = await AskAsync(before, after);
        await SameOtherwiseAsync(before, after);
        await before.PostAsync($"/seed?rows={Some}");
        var more = await AskAsync(before, after);
        foreach (var (path, name) in Paths)
        {
            Assert.Equal((Some, Most), some[path]);
            Assert.Equal((2 * Some, Most), more[path]);
            table.Add(name, some[path].Before, more[path].Before, some[path].After, more[path].After);
        }

        table.VerifyPage();
    }

    private static async Task<Dictionary<string, (int Before, int After)>> AskAsync(EndpointHost before, EndpointHost after)
    {
        var counts = new Dictionary<string, (int, int)>();
        foreach (var (path, _) in Paths)
            counts[path] = ((await RowsAsync(before, $"{path}?page=0&pageSize=1000000")).Count, (await RowsAsync(after, $"{path}?page=0&pageSize=1000000")).Count);
        return counts;
    }

    /// <summary>A page that is not too long is the same as before; a page too long is followed by the one behind it.</summary>
    private static async Task SameOtherwiseAsync(EndpointHost before, EndpointHost after)
    {
        foreach (var (path, _) in Paths)
        {
            Assert.Equal(await RowsAsync(before, $"{path}?page=3&pageSize=30"), await RowsAsync(after, $"{path}?page=3&pageSize=30"));
            Assert.Equal(await RowsAsync(before, $"{path}?page=1&pageSize=100"), await RowsAsync(after, $"{path}?page=1&pageSize=5000"));
        }
    }

    private static async Task<List<int>> RowsAsync(EndpointHost host, string path)
    {
        var answer = await host.GetAsync(path);
        Assert.Equal(200, answer.Status);
        return JsonDocument.Parse(answer.Body).RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetInt32()).ToList();
    }
}
