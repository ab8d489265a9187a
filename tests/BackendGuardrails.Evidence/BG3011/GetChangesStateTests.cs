using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.BG3011;

/// <summary>What is in the table after a client has sent the same GET again, before and behind the fix.</summary>
[Collection(PostgresCollection.Name)]
public class GetChangesStateTests(PostgresCluster cluster)
{
    private static readonly string Program = ShopProgram.Of(
        """
        app.MapGet("/orders", async (ShopContext db) =>
        {
            db.Add(new Order());
            return await db.SaveChangesAsync();
        });
        app.MapGet("/orders/old", (ShopContext db) => db.Orders.ExecuteDeleteAsync());
        app.MapGet("/count", (ShopContext db) => db.Orders.CountAsync());
        """,
        """
        [ApiController, Route("desk")]
        public class DeskController(ShopContext db) : ControllerBase
        {
            [HttpGet]
            public async Task<int> PlaceAsync()
            {
                db.Add(new Order());
                return await db.SaveChangesAsync();
            }
        }
        """);

    [PostgresFact]
    public async Task A_get_that_comes_twice_changes_twice_and_no_more_behind_the_fix()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG3011GetChangesStateAnalyzer(), new BG3011GetChangesStateCodeFix(), 3, $"--Shop={cluster.CreateDatabase()}");
        var (before, after) = (hosts.Before, hosts.After);
        await before.PostAsync("/seed?rows=0");

        await before.GetAsync("/orders");
        await before.GetAsync("/orders");
        await before.GetAsync("/desk");
        Assert.Equal("3", (await before.GetAsync("/count")).Body);
        Assert.Equal("3", (await before.GetAsync("/orders/old")).Body);

        foreach (var path in new[] { "/orders", "/desk", "/orders/old" })
            Assert.Equal(405, (await after.GetAsync(path)).Status);
        Assert.Equal("0", (await after.GetAsync("/count")).Body);
        await after.PostAsync("/orders");
        await after.PostAsync("/desk");
        Assert.Equal("2", (await after.GetAsync("/count")).Body);
        Assert.Equal("2", (await after.SendAsync(HttpMethod.Delete, "/orders/old")).Body);
    }
}
