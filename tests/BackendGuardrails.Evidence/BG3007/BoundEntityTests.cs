using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.BG3007;

/// <summary>What a client that names more than the form does gets written, before the fix and behind it, with the record as a team would leave it.</summary>
[Collection(PostgresCollection.Name)]
public class BoundEntityTests(PostgresCluster cluster)
{
    private const string Program = """
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql(builder.Configuration["Shop"]));
        var app = builder.Build();
        app.MapPost("/orders", async (Order order, ShopContext db) =>
        {
            db.Add(order);
            await db.SaveChangesAsync();
            return order.Id;
        });
        app.MapGet("/orders/{id}", async (int id, ShopContext db) => await db.Orders.FirstAsync(order => order.Id == id));
        app.MapPut("/seed", (ShopContext db) => db.Database.EnsureCreatedAsync());
        app.Run();

        public class Order
        {
            public int Id { get; set; }
            public string? Note { get; set; }
            public decimal Total { get; set; }
            public bool IsPaid { get; set; }
        }

        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { public DbSet<Order> Orders => Set<Order>(); }
        """;

    [PostgresFact]
    public async Task A_client_cannot_choose_the_key_and_no_more_what_the_team_takes_out()
    {
        var program = await FixedProgram.OfAsync(Program, new BG3007BoundEntityAnalyzer(), new BG3007BoundEntityCodeFix());
        Assert.Equal(1, program.Fixes);
        var taken = program.Text.Replace(", bool IsPaid)", ")").Replace(", IsPaid = request.IsPaid", "");
        Assert.NotEqual(program.Text, taken);
        var database = cluster.CreateDatabase();
        await using var before = await EndpointHost.StartAsync(program.Before, $"--Shop={database}");
        await using var after = await EndpointHost.StartAsync(program.After, $"--Shop={database}");
        await using var left = await EndpointHost.StartAsync(await FixedProgram.CompileAsync(taken), $"--Shop={database}");
        await before.SendAsync(HttpMethod.Put, "/seed");
        var order = new { id = 4711, note = "x", total = 5, isPaid = true };

        Assert.Equal("4711", (await before.PostAsync("/orders", order)).Body);
        Assert.Equal("""{"id":4711,"note":"x","total":5,"isPaid":true}""", (await before.GetAsync("/orders/4711")).Body);
        Assert.Equal("1", (await after.PostAsync("/orders", order)).Body);
        Assert.Equal("""{"id":1,"note":"x","total":5,"isPaid":true}""", (await before.GetAsync("/orders/1")).Body);
        Assert.Equal("2", (await left.PostAsync("/orders", order)).Body);
        Assert.Equal("""{"id":2,"note":"x","total":5,"isPaid":false}""", (await before.GetAsync("/orders/2")).Body);
    }
}
