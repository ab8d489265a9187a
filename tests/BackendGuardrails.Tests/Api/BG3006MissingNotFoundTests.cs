using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3006MissingNotFoundAnalyzer, BackendGuardrails.Api.BG3006MissingNotFoundCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3006MissingNotFoundTests
{
    internal const string Shop = """

        public class Order { public int Id { get; set; } public string? Note { get; set; } public decimal Total { get; set; } public string Owner { get; set; } = ""; public OrderRow ToRow() => new(Id); }
        public record OrderRow(int Id);
        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { public DbSet<Order> Orders { get; set; } = null!; }
        public interface IOrders { Task<Order?> FindAsync(int id); Task<OrderRow?> RowAsync(int id); Task<Order> MustAsync(int id); Task<string?> Forecast(string city); }
        public class OrderService(OrderRepository repository) : IOrders
        {
            public async Task<Order?> FindAsync(int id) => await repository.ByIdAsync(id);
            public async Task<OrderRow?> RowAsync(int id) { var order = await repository.ByIdAsync(id); return order?.ToRow(); }
            public async Task<Order> MustAsync(int id) => await repository.ByIdAsync(id) ?? throw new KeyNotFoundException();
            public Task<string?> Forecast(string city) => Task.FromResult<string?>(city);
        }
        public class OrderRepository(ShopContext db) { public Task<Order?> ByIdAsync(int id) => db.Orders.AsNoTracking().FirstOrDefaultAsync(order => order.Id == id); }
        public interface IForecasts { Task<string?> GetAsync(string city); Task<string?> CurrentAsync(); Task<string?> GetFor(Order order, bool brief); }
        public static class Guard { public static void Found([System.Diagnostics.CodeAnalysis.NotNull] object? value) { if (value is null) throw new KeyNotFoundException(); } }
        """;

    private static string Action(string statements, string type = "IActionResult", string marks = "[HttpGet(\"{id}\")]") => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        [ApiController, Route("orders")]
        public class OrdersController(ShopContext db, IOrders orders, IForecasts forecasts) : ControllerBase
        {
            {{marks}}
            public async Task<{{type}}> GetAsync(int id, string name)
            {
                await Task.Yield();
                {{statements}}
            }

            private Task<string?> Outside(string city) => forecasts.GetAsync(city);
        }
        {{Shop}}
        """;

    private static string Mapped(string mapping) => $$"""
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        {{mapping}}
        {{Shop}}
        """;

    [Theory]
    [InlineData("return Ok([|await db.Orders.FirstOrDefaultAsync(order => order.Id == id)|]);")]
    [InlineData("return Ok([|await db.Orders.Where(order => order.Id == id).FirstOrDefaultAsync()|]);")]
    [InlineData("return Ok([|await db.Orders.FindAsync(id)|]);")]
    [InlineData("return Ok([|db.Orders.Find(id)|]);")]
    [InlineData("return Ok([|db.Orders.SingleOrDefault(order => order.Id == id)|]);")]
    [InlineData("return Ok([|await db.FindAsync<Order>(id)|]);")]
    [InlineData("return Ok([|await db.Orders.Where(order => order.Id == id).Select(order => order.ToRow()).SingleOrDefaultAsync()|]);")]
    [InlineData("return Ok([|await db.Orders.Where(order => order.Id == id).Select(order => (int?)order.Id).SingleOrDefaultAsync()|]);")]
    [InlineData("var order = await db.Orders.FindAsync(id); return Ok([|order|]);")]
    [InlineData("Order? order; order = await db.Orders.FindAsync(id); return Ok([|order|]);")]
    [InlineData("Order? order = null; if (id > 0) order = await db.Orders.FindAsync(id); return Ok([|order|]);")]
    [InlineData("var all = db.Orders.Where(order => order.Id == id); var one = await all.FirstOrDefaultAsync(); return Ok([|one|]);")]
    [InlineData("var order = await db.Orders.FindAsync(id); return new OkObjectResult([|order|]);")]
    [InlineData("var order = await db.Orders.FindAsync(id); return Ok([|order?.ToRow()|]);")]
    [InlineData("var order = await db.Orders.FindAsync(id); return name is \"\" ? BadRequest() : Ok([|order|]);")]
    [InlineData("return Ok([|await orders.FindAsync(id)|]);")]
    [InlineData("var order = await orders.FindAsync(id).ConfigureAwait(false); return Ok([|order|]);")]
    [InlineData("return Ok([|await orders.RowAsync(id)|]);")]
    [InlineData("return [|await db.Orders.FindAsync(id)|];", "ActionResult<Order?>")]
    [InlineData("var order = await orders.FindAsync(id); return [|order|];", "ActionResult<Order?>")]
    [InlineData("return [|await db.Orders.FindAsync(id)|];", "Order?")]
    public Task A_row_that_is_not_found_becomes_an_empty_success_of_an_action(string statements, string type = "IActionResult") => VerifyCS.VerifyAnalyzerAsync(Action(statements, type));

    [Theory]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => Results.Ok([|await db.Orders.FindAsync(id)|]));")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => TypedResults.Ok([|await db.Orders.FindAsync(id)|]));")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => [|await db.Orders.FindAsync(id)|]);")]
    [InlineData("app.MapGet(\"/a/{id}\", (int id, ShopContext db) => [|db.Orders.FirstOrDefaultAsync(order => order.Id == id)|]);")]
    [InlineData("app.MapGet(\"/a/{id}\", (int id, ShopContext db) => [|db.Orders.Find(id)|]);")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => { var order = await db.Orders.FindAsync(id); return [|order|]; });")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => { var order = await db.Orders.FindAsync(id); return Results.Ok([|order|]); });")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, IOrders orders) => Results.Ok([|await orders.FindAsync(id)|]));")]
    [InlineData("app.MapGet(\"/a/{id}\", (int id, IOrders orders) => [|orders.RowAsync(id)|]);")]
    [InlineData("app.MapGroup(\"/g\").MapGet(\"/a/{id}\", Get); static async Task<IResult> Get(int id, ShopContext db) => Results.Ok([|await db.Orders.FindAsync(id)|]);")]
    [InlineData("app.MapGet(\"/a/{id}\", Handlers.Get); static class Handlers { public static async Task<Ok<Order>> Get(int id, ShopContext db) => TypedResults.Ok([|await db.Orders.FindAsync(id)|]); }")]
    [InlineData("app.MapGet(\"/a/{id}\", async Task<Results<Ok<Order>, NotFound>> (int id, ShopContext db) => TypedResults.Ok([|await db.Orders.FindAsync(id)|]));")]
    [InlineData("app.MapPut(\"/a/{id}\", async (int id, ShopContext db) => { var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); await db.SaveChangesAsync(); return TypedResults.Ok([|order|]); });")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => id switch { < 0 => Results.BadRequest(), _ => Results.Ok([|await db.Orders.FindAsync(id)|]) });")]
    public Task A_row_that_is_not_found_becomes_an_empty_success_of_a_minimal_api(string mapping) => VerifyCS.VerifyAnalyzerAsync(Mapped(mapping));

    [Theory]
    [InlineData("var order = await db.Orders.FindAsync(id); if (order is null) return NotFound(); return Ok(order);")]
    [InlineData("var order = await db.Orders.FindAsync(id); if (order == null) return NotFound(); return Ok(order);")]
    [InlineData("var order = await db.Orders.FindAsync(id); return order is null ? NotFound() : Ok(order);")]
    [InlineData("var order = await db.Orders.FindAsync(id); return order is not null ? Ok(order) : NotFound();")]
    [InlineData("return await db.Orders.FindAsync(id) is { } order ? Ok(order) : NotFound();")]
    [InlineData("return await db.Orders.FindAsync(id) switch { null => NotFound(), var order => Ok(order) };")]
    [InlineData("switch (await db.Orders.FindAsync(id)) { case null: return NotFound(); case { } order: return Ok(order); }")]
    [InlineData("var order = await db.Orders.FindAsync(id) ?? throw new KeyNotFoundException(); return Ok(order);")]
    [InlineData("return Ok(await db.Orders.FindAsync(id) ?? new Order());")]
    [InlineData("var order = await db.Orders.FindAsync(id); Guard.Found(order); return Ok(order);")]
    [InlineData("var order = await db.Orders.FindAsync(id); ArgumentNullException.ThrowIfNull(order); return Ok(order);")]
    [InlineData("var order = await db.Orders.FindAsync(id); order ??= new Order(); return Ok(order);")]
    [InlineData("return Ok(await db.Orders.FirstAsync(order => order.Id == id));")]
    [InlineData("return Ok(await orders.MustAsync(id));")]
    [InlineData("return Ok(new List<Order>().Find(order => order.Id == id));")]
    [InlineData("return Ok(new List<Order>().FirstOrDefault(order => order.Id == id));")]
    [InlineData("return Ok(await db.Orders.FirstOrDefaultAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(order => order.Id).FirstOrDefaultAsync());")]
    [InlineData("return Ok(await db.Orders.Where(order => order.Id == id).Select(order => order.Total).FirstOrDefaultAsync());")]
    [InlineData("return Ok(await orders.Forecast(name));")]
    [InlineData("return Ok(await forecasts.CurrentAsync());")]
    [InlineData("return Ok(await forecasts.GetFor(new Order(), true));")]
    [InlineData("return Ok(await db.Orders.Where(order => order.Id == id).ToListAsync());")]
    [InlineData("var order = await db.Orders.FindAsync(id); return Ok(new { found = order is not null });")]
    [InlineData("var order = await db.Orders.FindAsync(id); return Ok(new { order });")]
    [InlineData("return Ok();")]
    public Task Quiet_where_somebody_looks_or_nothing_is_looked_for(string statements) => VerifyCS.VerifyAnalyzerAsync(Action(statements));

    [Theory]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => await db.Orders.FindAsync(id) is { } order ? Results.Ok(order) : Results.NotFound());")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => { var order = await db.Orders.FindAsync(id); if (order is null) return Results.NotFound(); return Results.Ok(order); });")]
    [InlineData("app.MapGet(\"/a/{id}\", async Task<Results<Ok<Order>, NoContent>> (int id, ShopContext db) => TypedResults.Ok(await db.Orders.FindAsync(id)));")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => Results.Ok(await db.Orders.FindAsync(id))).Produces(204);")]
    [InlineData("app.MapGroup(\"/g\").AddEndpointFilter<NullIsNotFound>().MapGet(\"/a/{id}\", async (int id, ShopContext db) => Results.Ok(await db.Orders.FindAsync(id))); class NullIsNotFound : IEndpointFilter { public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => await next(context) ?? Results.NotFound(); }")]
    [InlineData("app.MapGet(\"/a\", async (ShopContext db) => Results.Ok(await db.Orders.CountAsync()));")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => (await db.Orders.FindAsync(id))!.ToRow());")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, IOrders orders) => await orders.MustAsync(id));")]
    [InlineData("var find = async (int id, ShopContext db) => await db.Orders.FindAsync(id);")]
    [InlineData("app.MapGet(\"/a\", () => TypedResults.Ok((string?)null));")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => await db.Orders.AnyAsync(order => order.Id == id) ? Results.Ok() : Results.NotFound());")]
    [InlineData("app.MapDelete(\"/a/{id}\", async (int id, ShopContext db) => { var order = await db.Orders.FindAsync(id); if (order is { }) db.Remove(order); await db.SaveChangesAsync(); return Results.NoContent(); });")]
    public Task Quiet_in_minimal_apis_where_404_is_answered_or_nothing_is_meant(string mapping) => VerifyCS.VerifyAnalyzerAsync(Mapped(mapping));

    [Theory]
    [InlineData("[HttpGet(\"{id}\"), ProducesResponseType(204)]")]
    [InlineData("[HttpGet(\"{id}\"), ProducesResponseType(StatusCodes.Status204NoContent)]")]
    [InlineData("[HttpGet(\"{id}\"), NullIsNotFound]")]
    [InlineData("[NonAction]")]
    public Task Quiet_where_nothing_is_documented_or_a_filter_answers(string marks) => VerifyCS.VerifyAnalyzerAsync(
        Action("return Ok(await db.Orders.FindAsync(id));", marks: marks)
        + "public class NullIsNotFoundAttribute : Microsoft.AspNetCore.Mvc.Filters.ResultFilterAttribute { public override void OnResultExecuting(Microsoft.AspNetCore.Mvc.Filters.ResultExecutingContext context) { if (context.Result is Microsoft.AspNetCore.Mvc.ObjectResult { Value: null }) context.Result = new Microsoft.AspNetCore.Mvc.NotFoundResult(); } }");

    [Theory]
    [InlineData("var me = User.Identity!.Name; return Ok({|#0:await db.Orders.FirstOrDefaultAsync(order => order.Owner == User.Identity.Name)|});", "FirstOrDefaultAsync")]
    [InlineData("var currentUserId = name; var order = await db.Orders.FirstOrDefaultAsync(o => o.Owner == currentUserId); return Ok({|#0:order|});", "order")]
    [InlineData("return Ok({|#0:await forecasts.GetAsync(name)|});", "GetAsync")]
    [InlineData("return Ok({|#0:await Outside(name)|});", "Outside")]
    public Task A_hint_for_the_row_of_the_caller_and_for_a_promise(string statements, string what) => VerifyCS.VerifyAnalyzerAsync(
        Action(statements),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(what, "204 No Content"));

    [Fact]
    public Task The_handler_of_a_mediator_is_looked_at() => new VerifyCS.Test
    {
        Stubs = ["MediatR"],
        TestCode = $$"""
            using MediatR;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.EntityFrameworkCore;

            var app = WebApplication.CreateBuilder(args).Build();
            app.MapGet("/orders/{id}", async (int id, ISender sender) => Results.Ok([|await sender.Send(new GetOrder(id))|]));
            app.MapGet("/orders/{id}/note", async (int id, ISender sender) => Results.Ok(await sender.Send(new GetNote(id))));

            public record GetOrder(int Id) : IRequest<OrderRow?>;
            public record GetNote(int Id) : IRequest<string>;
            public class GetOrderHandler(OrderRepository repository) : IRequestHandler<GetOrder, OrderRow?>
            {
                public async Task<OrderRow?> Handle(GetOrder request, CancellationToken cancellationToken)
                {
                    var order = await repository.ByIdAsync(request.Id);
                    return order is null ? null : order?.ToRow();
                }
            }
            public class GetNoteHandler(OrderRepository repository) : IRequestHandler<GetNote, string>
            {
                public async Task<string> Handle(GetNote request, CancellationToken cancellationToken) => (await repository.ByIdAsync(request.Id))?.Note ?? "";
            }
            public class OrdersController(IMediator mediator) : ControllerBase
            {
                [HttpGet] public async Task<ActionResult<OrderRow>> Get(int id) => Ok([|await mediator.Send(new GetOrder(id))|]);
            }
            {{Shop}}
            """,
    }.RunAsync();

    [Fact]
    public Task Without_nullable_only_what_nobody_can_have_looked_at() => VerifyCS.VerifyAnalyzerAsync($$"""
        #nullable disable
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public abstract class Crud<T> : ControllerBase where T : class
        {
            protected ShopContext Db;
            [HttpGet("{id}")] public virtual async Task<ActionResult<T>> Get(int id) => Ok([|await Db.Set<T>().FindAsync(id)|]);
        }

        public class OrdersController : Crud<Order>
        {
            [HttpGet("a")] public async Task<IActionResult> A(int id) { var order = await Db.Orders.FindAsync(id); return Ok([|order|]); }
            [HttpGet("b")] public async Task<IActionResult> B(int id) { var order = await Db.Orders.FindAsync(id); if (order == null) return NotFound(); return Ok(order); }
            [HttpGet("c")] public async Task<IActionResult> C(int id) { var order = await Db.Orders.FindAsync(id); Check(order); return Ok(order); }
            private void Check(Order order) { }
        }
        {{Shop}}
        """);

    [Fact]
    public Task Look_alikes_are_left_alone() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;
        namespace Ours
        {
            public class DbSet<T> where T : class { public T? Find(int id) => null; }
            public class OrdersController(DbSet<string> orders) : ControllerBase { [HttpGet] public IActionResult Get(int id) => Ok(orders.Find(id)); }
            public class Service(DbSet<string> orders) { public object? Ok(object? value) => value; public object? Get(int id) => Ok(orders.Find(id)); }
        }
        """);

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.AspNetCore.Mvc;
            public class C : ControllerBase { [HttpGet] public IActionResult Get(int id) { var a = a; a = a; return Ok(a.); } [HttpGet] public IActionResult Put() => Ok(db.Find( }
            """,
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
    }.RunAsync();
}
