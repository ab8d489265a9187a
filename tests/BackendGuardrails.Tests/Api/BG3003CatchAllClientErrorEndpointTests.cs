using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3003CatchAllClientErrorAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3003CatchAllClientErrorEndpointTests
{
    private const string Shop = """

        public record Order(int Id, string Name);
        public record SaveOrder(Order Order) : MediatR.IRequest<bool>;
        public class OrderMissingException : Exception { }
        public interface IOrders { Task<Order> FindAsync(int id); Order Find(int id); Task SaveAsync(Order order); }
        """;

    private static Task VerifyAsync(string source) => new VerifyCS.Test { TestCode = source + Shop, Stubs = ["MediatR"] }.RunAsync();

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract Task<T> LoadAsync(TKey key);
            protected DbContext Db = null!;

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch { return [|NotFound|](); }
            }

            [HttpDelete("{key}")]
            public async Task<IActionResult> DeleteAsync(TKey key)
            {
                try { Db.Remove(await LoadAsync(key)); await Db.SaveChangesAsync(); }
                catch (Exception e) when (e is not OperationCanceledException) { return [|Conflict|](); }
                return NoContent();
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
                try { return await sender.Send(new SaveOrder(order)) ? Accepted() : NotFound(); }
                catch (Exception) { return [|BadRequest|](new ProblemDetails { Title = "Not saved" }); }
            }

            [HttpPut]
            public async Task<IResult> PutAsync(Order order)
            {
                try { await orders.SaveAsync(order); return TypedResults.NoContent(); }
                catch (Exception) { return TypedResults.[|UnprocessableEntity|](); }
            }

            [HttpGet("file")]
            public IActionResult File(int id)
            {
                try { return PhysicalFile(System.IO.File.ReadAllText($"{id}.txt"), "text/plain"); }
                catch (SystemException) { return [|NotFound|](); }
            }

            [HttpPatch]
            public IActionResult Patch(Order order)
            {
                return Tried(() => orders.Find(order.Id));

                IActionResult Tried(Func<Order> work)
                {
                    try { return Ok(orders.Find(order.Id)); }
                    catch (Exception e)
                    {
                        switch (e)
                        {
                            case OrderMissingException: return NotFound();
                            default: return [|BadRequest|]();
                        }
                    }
                }
            }
        }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, BadRequest>> (Order order, ISender sender) =>
        {
            try { await sender.Send(new SaveOrder(order)); return TypedResults.NoContent(); }
            catch (Exception) { return TypedResults.[|BadRequest|](); }
        });
        var read = async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch (Exception) { return Results.[|NotFound|](); } };
        app.MapGet("/b/{id}", read);
        app.MapOrders().MapPut("/c", new OrderModule(null!).PutAsync);
        app.MapPatch("/d", Change);
        app.MapPost("/e", ValueTask<IResult> (Order order, IOrders orders) =>
        {
            try { orders.SaveAsync(order).Wait(); return new ValueTask<IResult>(Results.Ok()); }
            catch (Exception) { return new ValueTask<IResult>(Results.[|BadRequest|]()); }
        });
        app.Run();

        static async ValueTask<IResult> Change(Order order, IOrders orders, ILogger<Order> logger)
        {
            try { await orders.SaveAsync(order); }
            catch (Exception e) { logger.LogError(e, "Not saved"); return e is OrderMissingException ? Results.NotFound() : Results.[|ValidationProblem|](new Dictionary<string, string[]>()); }
            return Results.NoContent();
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapGet("/{id}", FindAsync);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<Results<Ok<Order>, NotFound>> FindAsync(int id, IOrders orders)
            {
                try { return TypedResults.Ok(await orders.FindAsync(id)); }
                catch (Exception) { return TypedResults.[|NotFound|](); }
            }
        }

        public class OrderModule(IOrders orders)
        {
            public async Task PutAsync(Order order, HttpContext context)
            {
                try { await orders.SaveAsync(order); }
                catch (Exception) { [|context.Response.StatusCode = StatusCodes.Status400BadRequest|]; }
            }
        }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;
        using System.Security.Cryptography;
        using System.Text.Json;

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected abstract Task<T> LoadAsync(TKey key);

            [HttpGet("{key}")]
            public virtual async Task<ActionResult<T>> GetAsync(TKey key)
            {
                try { return await LoadAsync(key); }
                catch (OrderMissingException) { return NotFound(); }
                catch (Exception e) when (e.InnerException is OrderMissingException) { return NotFound(); }
            }

            [HttpPost]
            public async Task<IActionResult> PostAsync([FromBody] JsonElement body)
            {
                T? row;
                try { row = body.Deserialize<T>(); }
                catch (Exception) { return BadRequest(); }
                return row is null ? BadRequest() : Ok(await Task.FromResult(row));
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
                catch (Exception e) { return e switch { OrderMissingException => NotFound(), TimeoutException => StatusCode(504), _ => StatusCode(500) }; }
            }

            [HttpPut("key")]
            public IActionResult Key(string pem, string text)
            {
                using var key = RSA.Create();
                byte[] bytes;
                try { key.ImportFromPem(pem); bytes = Convert.FromBase64String(text); }
                catch { return BadRequest("No key."); }
                return Ok(key.Encrypt(bytes, RSAEncryptionPadding.OaepSHA256));
            }

            [HttpPut]
            public async Task<IResult> PutAsync(Order order)
            {
                try { await orders.SaveAsync(order); return TypedResults.NoContent(); }
                catch (Exception) { return TypedResults.InternalServerError(); }
            }

            [HttpPatch]
            public async Task<IActionResult> PatchAsync(Order order)
            {
                try { await orders.SaveAsync(order); return Ok(); }
                catch (Exception e) { if (e is not OrderMissingException) throw; return Conflict(); }
            }
        }

        public class Desk(IOrders orders)
        {
            public string NotFound() => "-";
            public async Task<string> FindAsync(int id) { try { return (await orders.FindAsync(id)).Name; } catch (Exception) { return NotFound(); } }
        }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;
        using System.Text.Json;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, BadRequest, ProblemHttpResult>> (Order order, ISender sender) =>
        {
            try { await sender.Send(new SaveOrder(order)); return TypedResults.NoContent(); }
            catch (ArgumentException) { return TypedResults.BadRequest(); }
            catch (Exception) { return TypedResults.Problem(); }
        });
        app.MapGet("/b", (string? after, IOrders orders) => { int start; try { start = int.Parse(after ?? "0"); } catch { return Results.BadRequest("after"); } return Results.Ok(orders.Find(start)); });
        app.MapOrders().MapPut("/c", new OrderModule(null!).PutAsync);
        app.MapPost("/d", async (HttpRequest request) => { try { return Results.Ok(await request.ReadFromJsonAsync<Order>()); } catch (Exception) { return Results.BadRequest(); } });
        app.MapPatch("/e", Change);
        app.Run();

        static async ValueTask<IResult> Change(Order order, IOrders orders)
        {
            try { await orders.SaveAsync(order); return Results.NoContent(); }
            catch (Exception e) when (e is OrderMissingException { HResult: not 0 }) { return Results.NotFound(); }
        }

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
            public async Task PutAsync(Order order, HttpContext context)
            {
                try { await orders.SaveAsync(order); }
                catch (Exception) { context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable; }
            }
        }
        """);
}
