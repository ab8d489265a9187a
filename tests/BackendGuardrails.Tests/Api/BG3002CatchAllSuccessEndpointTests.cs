using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3002CatchAllSuccessAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3002CatchAllSuccessEndpointTests
{
    private const string Shop = """

        public record Order(int Id, string Name);
        public record SaveOrder(Order Order) : MediatR.IRequest<bool>;
        public class OrderException : Exception { }
        public interface IOrders { Task<Order> FindAsync(int id); Task<List<Order>> ListAsync(); Task SaveAsync(Order order); }
        """;

    private static Task VerifyAsync(string source, int hints = 0)
    {
        var test = new VerifyCS.Test { TestCode = source + Shop, Stubs = ["MediatR"] };
        for (var hint = 0; hint < hints; hint++)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("BG3002", DiagnosticSeverity.Info).WithLocation(hint));
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract Task<T> LoadAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T?>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch { return {|#0:null|}; }
            }

            [HttpDelete("{key}")]
            public async Task<IActionResult> DeleteAsync(TKey key)
            {
                try { await LoadAsync(key); }
                catch (Exception) { return [|NoContent|](); }
                return NoContent();
            }

            protected async Task<IActionResult> RunAsync(Func<Task> work)
            {
                try { await work(); return Ok(); }
                catch (Exception e) when (e is not TaskCanceledException) { return [|Ok|](); }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(IOrders orders, ISender sender) : Crud<int, Order>
        {
            protected override Task<Order> LoadAsync(int key) => orders.FindAsync(key);
        }

        public partial class OrdersController
        {
            [HttpPost("mediated")]
            public async ValueTask<IActionResult> Mediated(Order order)
            {
                try { await sender.Send(new SaveOrder(order)); return Accepted(); }
                catch (OrderException) { return Conflict(); }
                catch (Exception) { return [|Accepted|](); }
            }

            [HttpPost]
            public async Task<ActionResult<Order>> PostAsync(Order order)
            {
                try { await orders.SaveAsync(order); return CreatedAtAction("Get", new { key = order.Id }, order); }
                catch (Exception) { return [|CreatedAtAction|]("Get", null); }
            }

            [HttpPut]
            public async Task<IResult> PutAsync(Order order)
            {
                try { await orders.SaveAsync(order); return TypedResults.NoContent(); }
                catch (Exception) { return TypedResults.[|NoContent|](); }
            }

            [HttpGet]
            public ValueTask<IActionResult> ListAsync()
            {
                return new ValueTask<IActionResult>(Read());

                IActionResult Read()
                {
                    try { return Ok(orders.ListAsync().Result); }
                    catch (Exception) { return [|Ok|](Enumerable.Empty<Order>()); }
                }
            }

            [HttpPatch]
            public async Task<bool> PatchAsync(Order order)
            {
                var isSaved = false;
                try { await orders.SaveAsync(order); isSaved = true; }
                catch { return {|#1:false|}; }
                return isSaved;
            }
        }
        """,
        hints: 2);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, Conflict>> (Order order, ISender sender) =>
        {
            try { await sender.Send(new SaveOrder(order)); return TypedResults.NoContent(); }
            catch (OrderException) { return TypedResults.Conflict(); }
            catch (Exception) { return TypedResults.[|NoContent|](); }
        });
        var count = async (IOrders orders) => { try { return (await orders.ListAsync()).Count; } catch (Exception) { return {|#0:-1|}; } };
        app.MapGet("/b", count);
        app.MapOrders().MapPut("/c", new OrderModule(null!).PutAsync);
        app.MapPatch("/d", Change);
        app.MapPost("/e", ValueTask<IResult> (Order order, IOrders orders) =>
        {
            try { orders.SaveAsync(order).Wait(); return new ValueTask<IResult>(Results.Ok()); }
            catch (Exception) { return new ValueTask<IResult>(Results.[|Ok|]()); }
        });
        app.MapPost("/f", (Order order, IOrders orders) => { try { orders.SaveAsync(order).Wait(); return Results.Created("/f", order); } catch (Exception) { return Results.[|Created|]("/f", null); } });
        app.Run();

        static async ValueTask<IResult> Change(Order order, IOrders orders, ILogger<Order> logger)
        {
            IResult result;
            try { await orders.SaveAsync(order); result = Results.NoContent(); }
            catch (Exception e) { logger.LogError(e, "Not saved"); result = Results.[|NoContent|](); }
            return result;
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapGet("/", ListAsync);
                group.MapGet("/first", async (IOrders orders) => { try { return (await orders.ListAsync()).First(); } catch { return {|#1:null|}; } });
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<Ok<List<Order>>> ListAsync(IOrders orders)
            {
                try { return TypedResults.Ok(await orders.ListAsync()); }
                catch (Exception) { return TypedResults.[|Ok|](new List<Order>()); }
            }
        }

        public class OrderModule(IOrders orders)
        {
            public async Task<IResult> PutAsync(Order order)
            {
                try { await orders.SaveAsync(order); return Results.Accepted(); }
                catch (SystemException) { return Results.[|Accepted|](); }
            }
        }
        """,
        hints: 2);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract Task<T> LoadAsync(TKey key);
            protected abstract Task<T> CachedAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch (Exception) { return await CachedAsync(key); }
            }

            [HttpGet("{key}/strict")]
            public virtual async Task<ActionResult<T>> StrictAsync(TKey key, CancellationToken token)
            {
                try { return Ok(await LoadAsync(key)); }
                catch (Exception) when (token.IsCancellationRequested) { return NoContent(); }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(IOrders orders, ISender sender) : Crud<int, Order>
        {
            protected override Task<Order> LoadAsync(int key) => orders.FindAsync(key);
            protected override Task<Order> CachedAsync(int key) => orders.FindAsync(-key);
        }

        public partial class OrdersController
        {
            [HttpPost]
            public async ValueTask<IActionResult> PostAsync(Order order)
            {
                try { await sender.Send(new SaveOrder(order)); return Ok(); }
                catch (OrderException) { return Ok(); }
                catch (Exception e) when (e.InnerException is OrderException) { return NoContent(); }
            }

            [HttpPut]
            public async Task<IResult> PutAsync(Order order)
            {
                try { await orders.SaveAsync(order); }
                catch (Exception) { return TypedResults.StatusCode(StatusCodes.Status502BadGateway); }
                return TypedResults.NoContent();
            }

            [HttpGet("connection")]
            public async Task<bool> TestConnectionAsync() { try { await orders.ListAsync(); return true; } catch (Exception) { return false; } }

            [HttpPatch]
            public async Task<IActionResult> PatchAsync(Order order)
            {
                try { await orders.SaveAsync(order); return Ok(); }
                catch (Exception) { return await SaveLaterAsync(order) ? Accepted() : StatusCode(500); }
            }

            private async Task<bool> SaveLaterAsync(Order order)
            {
                try { await orders.SaveAsync(order); return true; }
                catch (Exception) { return false; }
            }
        }

        [NonController]
        public class OrderDeskController(IOrders orders) { public async Task<bool> SaveAsync(Order order) { try { await orders.SaveAsync(order); return true; } catch { return false; } } }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, ProblemHttpResult>> (Order order, ISender sender) =>
        {
            try { await sender.Send(new SaveOrder(order)); return TypedResults.NoContent(); }
            catch (Exception) { return TypedResults.Problem(statusCode: 500); }
        });
        app.MapGet("/health", Health);
        app.MapGet("/ready", new OrderModule(null!).Database);
        app.MapOrders();
        app.MapPost("/b", async ValueTask<IResult> (Order order, IOrders orders) => { try { await orders.SaveAsync(order); return Results.Ok(); } catch (OrderException) { return Results.Ok(); } });
        app.MapPost("/c", (Order order, IOrders orders) => TrySave(order, orders) ? Results.Ok() : Results.StatusCode(503));
        app.Run();

        static bool Health(IOrders orders) { try { return orders.ListAsync().Result.Count >= 0; } catch (Exception) { return false; } }
        static bool TrySave(Order order, IOrders orders) { try { orders.SaveAsync(order).Wait(); return true; } catch (Exception) { return false; } }

        public static partial class Routes
        {
            public static void MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapGet("/", ListAsync);
                group.MapPost("/test-connection", async (IOrders orders) => { try { await orders.ListAsync(); return true; } catch { return false; } });
                group.MapPut("/", async (Order order, IOrders orders) => { try { await orders.SaveAsync(order); return Results.Ok(); } catch (Exception e) { return e switch { OrderException => Results.Ok(), _ => Results.Problem() }; } });
            }
        }

        public static partial class Routes
        {
            private static async Task<Ok<List<Order>>> ListAsync(IOrders orders, IOrders copies)
            {
                try { return TypedResults.Ok(await orders.ListAsync()); }
                catch (Exception) { return TypedResults.Ok(await copies.ListAsync()); }
            }
        }

        public class OrderModule(IOrders orders) { public async Task<bool> Database() { try { await orders.ListAsync(); return true; } catch (Exception) { return false; } } }
        """);
}
