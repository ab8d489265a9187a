using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2003MadeUpKeyAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Endpoints of every make, several in one source; mappings and their handlers stand in files of their own.</summary>
public class BG2003MadeUpKeyEndpointTests
{
    private const string Bills = """

        public class Bill { public int Id { get; set; } public bool IsPaid { get; set; } public string PaymentKey { get; set; } = ""; }
        public class BillDb(DbContextOptions<BillDb> options) : DbContext(options) { public DbSet<Bill> Bills => Set<Bill>(); }
        public record PayRequest(int Amount) { public string IdempotencyKey { get; init; } = ""; }
        public interface IGateway { Task PayAsync(PayRequest request); Task PayAsync(int amount, string idempotencyKey); }
        """;

    private static Task VerifyAsync(string source, params string[] files)
    {
        var test = new VerifyCS.Test { UseFullReferences = true, TestCode = "using Microsoft.AspNetCore.Mvc;\nusing Microsoft.EntityFrameworkCore;\nusing Polly;\n" + source + Bills };
        foreach (var file in files)
            test.TestState.Sources.Add("using Microsoft.EntityFrameworkCore;\nusing Polly;\n" + file);
        return test.RunAsync();
    }

    [Fact]
    public Task Endpoints_of_every_make() => VerifyAsync(
        """
        var app = WebApplication.Create(args);
        app.MapBills();
        app.MapPost("/a", async (PayRequest request, BillDb db, IGateway gateway) =>
        {
            await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await gateway.PayAsync(request with { IdempotencyKey = [|Guid.NewGuid().ToString()|] });
                await db.SaveChangesAsync();
            });
            return TypedResults.NoContent();
        });
        var again = (IGateway gateway, ResiliencePipeline pipeline, CancellationToken token) => pipeline.ExecuteAsync(async _ => await gateway.PayAsync(1, $"run-{[|Guid.NewGuid()|]}"), token);
        app.MapPost("/b", again);
        app.MapPut("/c", new BillModule(null!, null!).PayAllAsync);
        app.Run();

        [ApiController, Route("bills")]
        public partial class BillsController(IGateway gateway) : ControllerBase
        {
            [HttpPost("pay")]
            public async Task<IActionResult> PayAsync(PayRequest request)
            {
                var tries = 0;
                while (true)
                {
                    try { await gateway.PayAsync(request.Amount, idempotencyKey: [|Guid.NewGuid().ToString("D")|]); return NoContent(); }
                    catch (TimeoutException) when (++tries < 3) { await Task.Delay(100); }
                }
            }
        }
        """,
        """
        public static class Routes
        {
            public static void MapBills(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/bills").RequireAuthorization();
                group.MapPost("/{id}/pay", PayAsync);
                group.MapPost("/due", static async (BillDb db, IGateway gateway) =>
                {
                    foreach (var bill in await db.Bills.Where(bill => !bill.IsPaid).ToListAsync())
                        await gateway.PayAsync(bill.Id, [|Guid.NewGuid().ToString()|]);
                });
            }

            private static async Task<IResult> PayAsync(int id, HttpClient http, IAsyncPolicy<HttpResponseMessage> retry)
            {
                var answer = await retry.ExecuteAsync(() =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Post, $"bills/{id}");
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", [|Guid.NewGuid().ToString()|]);
                    return http.SendAsync(request);
                });
                return Results.StatusCode((int)answer.StatusCode);
            }
        }

        public class BillModule(IGateway gateway, IAsyncPolicy retry)
        {
            public async Task<IResult> PayAllAsync(Bill[] bills)
            {
                foreach (var bill in bills)
                    await PayAsync(bill);
                await retry.ExecuteAsync(LastAsync);
                return Results.Ok();
            }

            private Task PayAsync(Bill bill) => gateway.PayAsync(bill.Id, bill.PaymentKey);

            private Task LastAsync() => gateway.PayAsync(new PayRequest(5) { IdempotencyKey = [|Guid.NewGuid().ToString()|] });
        }
        """);

    [Fact]
    public Task Quiet_endpoints_of_every_make() => VerifyAsync(
        """
        var app = WebApplication.Create(args);
        app.MapBills();
        app.MapPost("/a", async (PayRequest request, [FromHeader(Name = "Idempotency-Key")] string key, BillDb db, IGateway gateway) =>
        {
            await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await gateway.PayAsync(request with { IdempotencyKey = key });
                await db.SaveChangesAsync();
            });
            return TypedResults.NoContent();
        });
        var once = (IGateway gateway, CancellationToken token) => Policy.TimeoutAsync(5).ExecuteAsync(() => gateway.PayAsync(1, $"run-{Guid.NewGuid()}"));
        app.MapPost("/b", once);
        app.MapPut("/c", new BillModule(null!).PayAllAsync);
        app.Run();

        [ApiController, Route("bills")]
        public partial class BillsController(IGateway gateway, ILogger<BillsController> logger) : ControllerBase
        {
            [HttpPost("pay")]
            public async Task<IActionResult> PayAsync(PayRequest request)
            {
                var (tries, key) = (0, Guid.NewGuid().ToString("D"));
                while (true)
                {
                    var trace = Guid.NewGuid().ToString();
                    try { await gateway.PayAsync(request.Amount, idempotencyKey: key); return NoContent(); }
                    catch (TimeoutException e) when (++tries < 3) { logger.LogWarning(e, "{Trace}", trace); }
                }
            }
        }
        """,
        """
        public static class Routes
        {
            public static void MapBills(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/bills").RequireAuthorization();
                group.MapPost("/{id}/pay", PayAsync);
                group.MapPost("/due", static async (BillDb db, IGateway gateway) =>
                {
                    foreach (var bill in await db.Bills.Where(bill => !bill.IsPaid).ToListAsync())
                    {
                        if (bill.PaymentKey.Length == 0)
                            bill.PaymentKey = Guid.NewGuid().ToString();
                        await db.SaveChangesAsync();
                        await gateway.PayAsync(bill.Id, bill.PaymentKey);
                    }
                });
            }

            private static async Task<IResult> PayAsync(int id, HttpClient http, IAsyncPolicy<HttpResponseMessage> retry)
            {
                var key = Guid.NewGuid().ToString();
                var answer = await retry.ExecuteAsync(() =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Post, $"bills/{id}");
                    request.Headers.Add("Idempotency-Key", key);
                    request.Headers.Add("X-Correlation-Id", Guid.NewGuid().ToString());
                    return http.SendAsync(request);
                });
                return Results.StatusCode((int)answer.StatusCode);
            }
        }

        public class BillModule(IGateway gateway)
        {
            public async Task<IResult> PayAllAsync(Bill[] bills)
            {
                foreach (var bill in bills)
                    await gateway.PayAsync(new PayRequest(bill.Id) { IdempotencyKey = $"bill-{bill.Id}" });
                return Results.Ok();
            }
        }
        """);
}
