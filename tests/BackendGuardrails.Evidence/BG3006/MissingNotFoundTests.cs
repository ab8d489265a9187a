using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.BG3006;

/// <summary>What clients get for an id that no row has, before and behind the fix. The rows of the page are these.</summary>
[Collection(PostgresCollection.Name)]
public class MissingNotFoundTests(PostgresCluster cluster)
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql(builder.Configuration["Shop"]));
        var app = builder.Build();
        app.MapControllers();
        app.MapGet("/ok/{id}", async (int id, ShopContext db) => Results.Ok(await db.Orders.FindAsync(id)));
        app.MapGet("/value/{id}", async (int id, ShopContext db) => await db.Orders.FindAsync(id));
        app.MapGet("/local/{id}", async (int id, ShopContext db) =>
        {
            var order = await db.Orders.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id);
            return order;
        });
        app.MapPost("/seed", async (ShopContext db) =>
        {
            await db.Database.EnsureCreatedAsync();
            db.Add(new Order { Id = 7 });
            await db.SaveChangesAsync();
        });
        app.Run();

        public class Order { public int Id { get; set; } }

        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { public DbSet<Order> Orders => Set<Order>(); }

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
        """;

    [PostgresFact]
    public async Task An_id_that_no_row_has_is_answered_with_404()
    {
        var program = await FixedProgram.OfAsync(Program, new BG3006MissingNotFoundAnalyzer(), new BG3006MissingNotFoundCodeFix());
        Assert.Equal(5, program.Fixes);
        var database = cluster.CreateDatabase();
        await using var before = await EndpointHost.StartAsync(program.Before, $"--Shop={database}");
        await using var after = await EndpointHost.StartAsync(program.After, $"--Shop={database}");
        Assert.Equal("200", (await before.PostAsync("/seed")).ToString());

        const string Missing = """404 application/problem+json {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404,"traceId":"…"}""";
        await AnswersAsync("/orders/ok", "204", Missing);
        await AnswersAsync("/orders/desk", "204", Missing);
        await AnswersAsync("/ok", "200", "404");
        await AnswersAsync("/value", "200 application/json null", "404");
        await AnswersAsync("/local", "200 application/json null", "404");

        async Task AnswersAsync(string path, string first, string then)
        {
            Assert.Equal(first, (await before.GetAsync($"{path}/8")).ToString());
            Assert.Equal(then, (await after.GetAsync($"{path}/8")).ToString());
            Assert.Equal("""200 application/json {"id":7}""", (await before.GetAsync($"{path}/7")).ToString());
            Assert.Equal("""200 application/json {"id":7}""", (await after.GetAsync($"{path}/7")).ToString());
        }
    }
}
