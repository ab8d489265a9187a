namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make that say what went wrong, several in one source.</summary>
public class BG3004SwallowedQuietEndpointTests
{
    private static Task VerifyAsync(string source) => BG3004SwallowedEndpointTests.VerifyAsync(source);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;

        public abstract class Crud<TKey, T>(ILogger logger) : ControllerBase where T : class
        {
            protected abstract Task<T> LoadAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch (Exception e) { return Failed(e); }
            }

            private ObjectResult Failed(Exception e) { logger.LogError(e, "Failed"); return Problem(); }

            [HttpGet("{key}/or-nothing")]
            public async Task<IActionResult> OrNothingAsync(TKey key)
            {
                try { return Ok(await LoadAsync(key)); }
                catch (OperationCanceledException) { return StatusCode(499); }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(IOrders orders, ISender sender, ILogger<OrdersController> logger) : Crud<int, Order>(logger)
        {
            protected override Task<Order> LoadAsync(int key) => orders.FindAsync(key);
            private bool TryLoad(int id, out Order? order) { try { order = orders.FindAsync(id).Result; return true; } catch { order = null; return false; } }
            [HttpGet("try/{id}")] public IActionResult Try(int id) => TryLoad(id, out var order) ? Ok(order) : NotFound();
        }

        public partial class OrdersController : IAsyncDisposable
        {
            [HttpPost]
            public async ValueTask<IActionResult> PostAsync(Order order)
            {
                try { await sender.Send(new SaveOrder(order)); }
                catch (Exception) { throw new BadHttpRequestException("Not saved"); }
                return Accepted();
            }

            [HttpPut]
            public async Task<IResult> PutAsync(Order order)
            {
                try { await orders.SaveAsync(order); }
                catch (Exception)
                {
                    // The night run saves it again.
                }

                return TypedResults.NoContent();
            }

            [HttpGet("check")]
            public async Task<IActionResult> CheckAsync() { try { await orders.FindAsync(1); return Ok(); } catch { return StatusCode(503); } }

            public async ValueTask DisposeAsync() { try { await orders.DeleteAsync(0); } catch { } }
        }

        [ApiController, Route("health")]
        public class StatusController(IOrders orders) : ControllerBase { [HttpGet("database")] public async Task<IActionResult> Get() { try { await orders.FindAsync(1); return Ok(); } catch { return StatusCode(503); } } }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, ProblemHttpResult>> (Order order, ISender sender, ILogger<Order> logger) =>
        {
            try { await sender.Send(new SaveOrder(order)); }
            catch (Exception e) { logger.LogError(e, "Not saved"); return TypedResults.Problem(); }
            return TypedResults.NoContent();
        });
        var read = async (int id, IOrders orders) => { try { await orders.DeleteAsync(id); } catch { /* It may be gone. */ } return Results.NoContent(); };
        app.MapDelete("/b/{id}", read);
        app.MapOrders().MapPut("/c", new OrderModule(null!).PutAsync);
        app.MapPatch("/d", async (Order order, IOrders orders) => { Order? known = null; try { known = await orders.FindAsync(order.Id); } catch (Exception) { } known ??= order; await orders.SaveAsync(known); });
        app.MapGroup("/health").MapGet("/database", async (IOrders orders) => { try { await orders.FindAsync(1); return Results.Ok(); } catch { return Results.StatusCode(503); } });
        app.MapGet("/ready", Ready);
        app.MapGet("/e/{id}", (int id, IOrders orders) => TryFind(id, orders) is { } order ? Results.Ok(order) : Results.NotFound());
        app.Run();

        static async Task<IResult> Ready(IOrders orders) { try { await orders.FindAsync(1); return Results.Ok(); } catch (Exception) { return Results.StatusCode(503); } }
        static Order? TryFind(int id, IOrders orders) { try { return orders.FindAsync(id).Result; } catch { return null; } }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapGet("/{id}", FindAsync);
                return group;
            }

            private static async Task<Results<Ok<Order>, NotFound>> FindAsync(int id, IOrders orders)
            {
                try { return TypedResults.Ok(await orders.FindAsync(id)); }
                catch (KeyNotFoundException) { return TypedResults.NotFound(); }
            }
        }

        public class OrderModule(IOrders orders)
        {
            public async Task PutAsync(Order order)
            {
                using var activity = new System.Diagnostics.Activity("put");
                try { await orders.SaveAsync(order); }
                catch (Exception) { activity.SetStatus(System.Diagnostics.ActivityStatusCode.Error); }
            }
        }
        """);
}
