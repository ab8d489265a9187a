using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.BG3006;

/// <summary>What clients get for an id that no row has, before and behind the fix. The rows of the page are these.</summary>
[Collection(PostgresCollection.Name)]
public class MissingNotFoundTests(PostgresCluster cluster)
{
    private static readonly string Program = ShopProgram.Of(
        """
        app.MapGet("/ok/{id}", async (int id, ShopContext db) => Results.Ok(await db.Orders.FindAsync(id)));
        app.MapGet("/value/{id}", async (int id, ShopContext db) => await db.Orders.FindAsync(id));
        app.MapGet("/local/{id}", async (int id, ShopContext db) =>
        {
            var order = await db.Orders.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id);
            return order;
        });
        """,
        """
        public class OrderDesk(ShopContext db) { public Task<Order?> FindAsync(int id) => db.Orders.SingleOrDefaultAsync(order => order.Id == id); }

        [ApiController, Route("orders")]
        public class OrdersController(ShopContext db) : ControllerBase
        {
            [HttpGet("ok/{id}")]
            public async Task<IActionResult> Ok(int id) => Ok(await db.Orders.FindAsync(id));

            [HttpGet("desk/{id}")]
            public async Task<ActionResult<Order?>> Desk(int id)
            {
                var order = await new OrderDesk(db).FindAsync(id);
                return order;
            }
        }
        """);

    [PostgresFact]
    public async Task An_id_that_no_row_has_is_answered_with_404()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG3006MissingNotFoundAnalyzer(), new BG3006MissingNotFoundCodeFix(), 5, $"--Shop={cluster.CreateDatabase()}");
        Assert.Equal("200", (await hosts.Before.PostAsync("/seed?rows=7")).ToString());

        const string Missing = """404 application/problem+json {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404,"traceId":"…"}""";
        await AnswersAsync("/orders/ok", "204", Missing);
        await AnswersAsync("/orders/desk", "204", Missing);
        await AnswersAsync("/ok", "200", "404");
        await AnswersAsync("/value", "200 application/json null", "404");
        await AnswersAsync("/local", "200 application/json null", "404");

        async Task AnswersAsync(string path, string first, string then)
        {
            const string Found = """200 application/json {"id":7,""";
            var (before, after) = await hosts.AskAsync(host => host.GetAsync($"{path}/8"));
            Assert.Equal((first, then), (before.ToString(), after.ToString()));
            (before, after) = await hosts.AskAsync(host => host.GetAsync($"{path}/7"));
            Assert.StartsWith(Found, before.ToString());
            Assert.Equal(before.ToString(), after.ToString());
        }
    }
}
