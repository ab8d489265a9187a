namespace BackendGuardrails.Evidence.BG2001;

/// <summary>Two services that take payments, as controllers and as minimal APIs; a payment takes a while, so that a second request can come in between.</summary>
internal static class Programs
{
    private const string Types = """

        public record PayRequest(int OrderId, decimal Amount);
        public class Payment { public int Id { get; set; } public int OrderId { get; set; } public decimal Amount { get; set; } }
        public class ShopDb(DbContextOptions<ShopDb> options) : DbContext(options) { public DbSet<Payment> Payments => Set<Payment>(); }
        public class Till(ShopDb db)
        {
            public async Task<Payment> PayAsync(PayRequest request, CancellationToken cancellationToken)
            {
                var payment = new Payment { OrderId = request.OrderId, Amount = request.Amount };
                db.Payments.Add(payment);
                await Task.Delay(TimeSpan.FromMilliseconds(request.OrderId == 9 ? 1500 : 50), cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return request.OrderId == 13 ? throw new InvalidOperationException("The receipt cannot be printed.") : payment;
            }
        }
        """;

    private const string Start = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<ShopDb>(options => options.UseNpgsql(builder.Configuration["Shop"]));
        builder.Services.AddScoped<Till>();
        builder.Services.AddProblemDetails();
        builder.Services.AddControllers();
        var app = builder.Build();
        app.UseExceptionHandler();
        using (var scope = app.Services.CreateScope())
            scope.ServiceProvider.GetRequiredService<ShopDb>().Database.EnsureCreated();
        app.MapControllers();
        app.MapGet("/count", (ShopDb db) => db.Payments.CountAsync());

        """;

    /// <summary>By name; each has one endpoint, POST /payments.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["a minimal API"] = Start + """
            app.MapPost("/payments", async (PayRequest request, Till till, CancellationToken cancellationToken) =>
            {
                var payment = await till.PayAsync(request, cancellationToken);
                return Results.Created($"/payments/{payment.Id}", payment);
            });
            app.Run();
            """ + Types,
        ["a controller"] = Start + """
            app.Run();

            [ApiController, Route("payments")]
            public class PaymentsController(Till till) : ControllerBase
            {
                [HttpPost]
                public async Task<ActionResult<Payment>> PostAsync(PayRequest request, CancellationToken cancellationToken)
                {
                    var payment = await till.PayAsync(request, cancellationToken);
                    return Created($"/payments/{payment.Id}", payment);
                }
            }
            """ + Types,
    };
}
