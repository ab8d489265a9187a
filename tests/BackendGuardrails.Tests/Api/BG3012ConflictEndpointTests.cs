using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3012ConflictAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3012ConflictEndpointTests
{
    private const string Shop = """

        public class Order { public int Id { get; set; } }
        public record OrderRow(int Id);
        public record SaveOrder(OrderRow Row) : MediatR.IRequest<bool>;
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }
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
            protected Shop Db = null!;

            [HttpPut("{key}")]
            public virtual async Task<ActionResult<T>> PutAsync(TKey key, T row)
            {
                try { Db.Update(row); await Db.SaveChangesAsync(); return row; }
                catch (DbUpdateConcurrencyException) { return [|StatusCode|](StatusCodes.Status500InternalServerError); }
            }

            protected async Task<IActionResult> SavedAsync()
            {
                try { await Db.SaveChangesAsync(); return NoContent(); }
                catch (DbUpdateException) { return [|BadRequest|](); }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(ISender sender) : Crud<int, Order> { private ISender Sender => sender; }

        public partial class OrdersController
        {
            [HttpPost("sent")]
            public async ValueTask<IActionResult> Sent(OrderRow row)
            {
                try { return Ok(await Sender.Send(new SaveOrder(row))); }
                catch (DbUpdateException) { return [|Problem|]("Not saved"); }
            }

            [HttpPost]
            public async Task<IResult> PostAsync(OrderRow row)
            {
                try { Db.Add(new Order { Id = row.Id }); await Db.SaveChangesAsync(); return TypedResults.Ok(); }
                catch (DbUpdateException e) when (e.Entries.Count > 0) { return TypedResults.Conflict(); }
                catch (DbUpdateException) { return TypedResults.[|BadRequest|]("It is taken."); }
            }

            [HttpPatch]
            public IActionResult Patch(OrderRow row)
            {
                return Saved();

                IActionResult Saved()
                {
                    try { return Ok(Db.SaveChanges()); }
                    catch (DbUpdateConcurrencyException) { return [|BadRequest|](row.Id); }
                }
            }

            [HttpDelete("{id}")]
            public Task<IActionResult> Delete(int id)
            {
                try { Db.Remove(new Order { Id = id }); Db.SaveChanges(); return Task.FromResult<IActionResult>(Ok()); }
                catch (DbUpdateException) { return Task.FromResult<IActionResult>([|BadRequest|]()); }
            }
        }
        """);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, ProblemHttpResult>> (OrderRow row, ISender sender) =>
        {
            try { await sender.Send(new SaveOrder(row)); return TypedResults.NoContent(); }
            catch (DbUpdateException) { return TypedResults.[|Problem|]("Not saved"); }
        });
        var save = async (Shop db) => { try { return Results.Ok(await db.SaveChangesAsync()); } catch (DbUpdateConcurrencyException) { return Results.[|StatusCode|](500); } };
        app.MapPut("/b", save);
        app.MapOrders().MapPut("/c", new OrderModule(null!).PutAsync);
        app.MapPatch("/d", Change);
        app.MapPost("/e", ValueTask<IResult> (Shop db) =>
        {
            try { db.SaveChanges(); return new ValueTask<IResult>(Results.Ok()); }
            catch (DbUpdateException) { return new ValueTask<IResult>(Results.[|BadRequest|]()); }
        });
        app.Run();

        static async ValueTask<IResult> Change(OrderRow row, Shop db, ILogger<Order> logger)
        {
            IResult result;
            try { await db.SaveChangesAsync(); result = Results.NoContent(); }
            catch (DbUpdateException e) { logger.LogWarning(e, "{Id}", row.Id); result = Results.[|InternalServerError|](); }
            return result;
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapDelete("/{id}", DeleteAsync<Order>);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<Results<NoContent, BadRequest>> DeleteAsync<T>(int id, Shop db) where T : class
            {
                try { db.Remove((await db.Set<T>().FindAsync(id))!); await db.SaveChangesAsync(); return TypedResults.NoContent(); }
                catch (DbUpdateException) { return TypedResults.[|BadRequest|](); }
            }
        }

        public class OrderModule(Shop db) { public async Task<object> PutAsync(OrderRow row) { try { return new { row, Rows = await db.SaveChangesAsync() }; } catch (DbUpdateException) { return Results.[|BadRequest|](row); } } }
        """);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected Shop Db = null!;

            [HttpPut("{key}")]
            public virtual async Task<ActionResult<T>> PutAsync(TKey key, T row)
            {
                try { Db.Update(row); await Db.SaveChangesAsync(); return row; }
                catch (DbUpdateConcurrencyException) { return StatusCode(StatusCodes.Status412PreconditionFailed); }
            }

            protected async Task<IActionResult> SavedAsync()
            {
                try { await Db.SaveChangesAsync(); return NoContent(); }
                catch (DbUpdateException) { return Problem(statusCode: StatusCodes.Status409Conflict); }
            }
        }

        [ApiController, Route("orders")]
        public partial class OrdersController(ISender sender) : Crud<int, Order> { private ISender Sender => sender; }

        public partial class OrdersController
        {
            [HttpPost("sent")]
            public async ValueTask<IActionResult> Sent(OrderRow row)
            {
                try { return Ok(await Sender.Send(new SaveOrder(row))); }
                catch (DbUpdateException e) when (e.InnerException is System.Data.Common.DbException { SqlState: "23503" }) { return BadRequest(); }
            }

            [HttpPost]
            public async Task<IResult> PostAsync(OrderRow row)
            {
                try { Db.Add(new Order { Id = row.Id }); await Db.SaveChangesAsync(); return TypedResults.Ok(); }
                catch (DbUpdateException) { return TypedResults.Conflict(new ProblemDetails()); }
            }

            [HttpPatch]
            public IActionResult Patch(OrderRow row)
            {
                return Saved();

                IActionResult Saved()
                {
                    try { return Ok(Db.SaveChanges()); }
                    catch (DbUpdateConcurrencyException) { return row.Id > 0 ? Conflict() : NotFound(); }
                }
            }

            [HttpDelete("{id}")]
            public async Task<IActionResult> Delete(int id)
            {
                try { Db.Remove(new Order { Id = id }); await Db.SaveChangesAsync(); return Ok(); }
                catch (DbUpdateConcurrencyException) { if (!await Db.Orders.AnyAsync(o => o.Id == id)) return NotFound(); throw; }
            }

            [HttpPost("other")] public IActionResult Other() { try { return Ok(Db.SaveChanges()); } catch (InvalidOperationException) { return BadRequest(); } }
        }

        public class Importer(Shop db) { public string BadRequest() => "-"; public string Run() { try { return $"{db.SaveChanges()}"; } catch (DbUpdateException) { return BadRequest(); } } }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<NoContent, Conflict>> (OrderRow row, ISender sender) =>
        {
            try { await sender.Send(new SaveOrder(row)); return TypedResults.NoContent(); }
            catch (DbUpdateException) { return TypedResults.Conflict(); }
        });
        var save = async (Shop db) => { try { return Results.Ok(await db.SaveChangesAsync()); } catch (DbUpdateConcurrencyException) { return Results.StatusCode(409); } };
        app.MapPut("/b", save);
        app.MapOrders().MapPut("/c", new OrderModule(null!).PutAsync);
        app.MapPatch("/d", Change);
        app.MapPost("/e", ValueTask<IResult> (Shop db) =>
        {
            try { db.SaveChanges(); return new ValueTask<IResult>(Results.Ok()); }
            catch (DbUpdateException) { return ValueTask.FromResult(Results.Problem(statusCode: 412)); }
        });
        app.MapPost("/f", (Shop db) => { try { return Results.Ok(db.SaveChanges()); } catch (DbUpdateException) { return Results.StatusCode(StatusCodes.Status503ServiceUnavailable); } });
        app.Run();

        static async ValueTask<IResult> Change(OrderRow row, Shop db)
        {
            try { await db.SaveChangesAsync(); return Results.NoContent(); }
            catch (DbUpdateException e) when (IsTaken(e)) { return Results.BadRequest(row); }
        }

        static bool IsTaken(DbUpdateException e) => e.InnerException is System.Data.Common.DbException { SqlState: "23505" };

        public static partial class Routes
        {
            public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/orders");
                group.MapDelete("/{id}", DeleteAsync<Order>);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<Results<NoContent, NotFound>> DeleteAsync<T>(int id, Shop db) where T : class
            {
                try { db.Remove((await db.Set<T>().FindAsync(id))!); await db.SaveChangesAsync(); return TypedResults.NoContent(); }
                catch (DbUpdateConcurrencyException) { return TypedResults.NotFound(); }
            }
        }

        public class OrderModule(Shop db) { public async Task<object> PutAsync(OrderRow row) { try { return new { row, Rows = await db.SaveChangesAsync() }; } catch (DbUpdateException e) { return e.Entries.Count > 0 ? Results.Conflict(row) : throw new InvalidOperationException(); } } }
        """);
}
