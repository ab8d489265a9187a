namespace BackendGuardrails.Tests.Integrity;

/// <summary>Critical endpoints in the many forms that controllers, mappings and what they call have.</summary>
public class BG2001IdempotencyKeyFormsTests
{
    private const string Add = "db.Orders.Add(new Order()); await db.SaveChangesAsync();";

    private static Task VerifyAsync(string types, string mapped = "", params string[] files)
    {
        var test = CriticalShop.Test(mapped.Length > 0 ? CriticalShop.Minimal(mapped, types) : CriticalShop.Usings + types + CriticalShop.Types);
        foreach (var file in files)
            test.TestState.Sources.Add(CriticalShop.Usings + file);
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_all_forms_are_reported() => VerifyAsync($$"""
        public abstract class ApiBase : ControllerBase { protected ISender Sender => HttpContext.RequestServices.GetRequiredService<ISender>(); }

        [Route("orders")]
        public class ByCommandController : ApiBase
        {
            [HttpPost] public async Task<ActionResult<int>> [|Create|](PlaceOrderCommand command, CancellationToken cancellationToken) => Ok(await Sender.Send(command, cancellationToken));
        }

        public abstract class CrudBase<TEntity, TRequest> : ApiBase where TEntity : class, new()
        {
            private readonly ShopDb db = null!;
            [HttpPost] public virtual async Task<TEntity> [|PostAsync|](TRequest request) { var made = db.Add(new TEntity()); await db.SaveChangesAsync(); return made.Entity; }
        }
        [Route("payments")] public class PaymentsController : CrudBase<Payment, PayRequest> { }

        public abstract class Abstract : ControllerBase { [HttpPost("checkout")] public abstract Task<IActionResult> Run(PlaceOrder request); }
        public class ConcreteController(ShopDb db) : Abstract { public override async Task<IActionResult> [|Run|](PlaceOrder request) { {{Add}} return Ok(); } }

        [ApiController, Route("invoices")]
        public partial class InvoicesController : ControllerBase { private readonly UnitOfWork _work = null!; private Task CommitAsync() => _work.CompleteAsync(); }
        public partial class InvoicesController
        {
            [HttpPost] public async Task<IActionResult> [|Issue|]([FromBody] PlaceOrder request) { _work.Orders.Add(new Order { Number = request.Sku }); await CommitAsync(); return NoContent(); }
            [HttpPost("parallel")] public Task [|Both|](PlaceOrder request) => Task.WhenAll(_work.Service.PlaceAsync(request), _work.Service.PlaceAsync(request));
            [HttpPost("local")] public async Task<IActionResult> [|Local|](PlaceOrder request) { await AddAsync(); return Ok(); async Task AddAsync() { _work.Orders.Add(new Order()); await _work.CompleteAsync(); } }
        }
        public class UnitOfWork(ShopDb db) { public DbSet<Order> Orders => db.Orders; public IOrderService Service { get; } = null!; public Task<int> CompleteAsync() => db.SaveChangesAsync(); }

        [Controller, Route("refunds")]
        public class Refunds { [HttpPost] public async Task [|Give|]([FromServices] RefundService refunds) => await refunds.CreateAsync(new RefundCreateOptions()); }
        """);

    [Fact]
    public Task Controllers_of_all_forms_with_a_key_are_quiet() => VerifyAsync($$"""
        public class IdempotentAttribute : Attribute { }
        [Idempotent] public abstract class Safe : ControllerBase { }
        public abstract class CrudBase<T> : Safe where T : class, new() { private readonly ShopDb db = null!; [HttpPost] public async Task<T> PostOrder(T request) { db.Add(request); await db.SaveChangesAsync(); return request; } }
        [Route("payments")] public class PaymentsController : CrudBase<Payment> { }

        public abstract class Reading : ControllerBase { protected string? Key => Request.Headers["Idempotency-Key"]; protected string? Asked() => Request.Headers.TryGetValue("Idempotency-Key", out var key) ? key.ToString() : null; }
        [Route("orders")]
        public class OrdersController(ShopDb db) : Reading
        {
            [HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { if (Asked() is null) return BadRequest(); {{Add}} return Ok(); }
            [HttpPost("two")] public async Task<IActionResult> PlaceTwo(PlaceOrder request) { var key = Key; {{Add}} return Ok(key); }
        }

        public abstract class Overridden : ControllerBase { [HttpPost("checkout"), Idempotent] public abstract Task<IActionResult> Run(PlaceOrder request); }
        public class ConcreteController(ShopDb db) : Overridden { public override async Task<IActionResult> Run(PlaceOrder request) { {{Add}} return Ok(); } }

        public abstract record Command { public Guid IdempotencyKey { get; init; } }
        public sealed record PayCommand(decimal Amount) : Command, IRequest<int>;
        public class PayHandler(OrderRepository orders) : IRequestHandler<PayCommand, int> { public Task<int> Handle(PayCommand request, CancellationToken cancellationToken) => orders.SaveNewAsync(new Order()); }
        [Route("pay")] public class PayController(ISender sender) : ControllerBase { [HttpPost] public Task<int> Pay(PayCommand command) => sender.Send(command); }

        public partial class SplitController : ControllerBase { private readonly ShopDb db = null!; [HttpPost("order")] public partial Task<IActionResult> Order([FromHeader(Name = "X-Idempotency-Key")] string key); }
        public partial class SplitController { public partial async Task<IActionResult> Order(string key) { {{Add}} return Ok(); } }

        public record Once(string Number) : IRequest<int>;
        public class OnceHandler(ShopDb db) : IRequestHandler<Once, int>
        {
            public async Task<int> Handle(Once request, CancellationToken cancellationToken)
            {
                if (await db.Orders.SingleOrDefaultAsync(order => order.Number == request.Number, cancellationToken) is { } known) return known.Id;
                {{Add}}
                return 0;
            }
        }
        [Route("once")] public class OnceController(ISender sender) : ControllerBase { [HttpPost("order")] public Task<int> Order(Once command) => sender.Send(command); }
        """);

    [Fact]
    public Task Mappings_of_all_forms_are_reported() => VerifyAsync(
        $$"""
        public class Desk { private readonly ShopDb db; public Desk(ShopDb db) => this.db = db; public async Task<IResult> [|PlaceAsync|](PlaceOrder request) { {{Add}} return Results.Ok(); } }
        public sealed record PlacePayment(decimal Amount, ShopDb Db) { public async Task<int> RunAsync() { Db.Payments.Add(new Payment()); return await Db.SaveChangesAsync(); } }
        public static class Modules
        {
            public static RouteGroupBuilder MapAll<T>(this IEndpointRouteBuilder routes, string name) where T : class, new()
            {
                var group = routes.MapGroup(name);
                group.[|MapPost|]("/purchase", async (ShopDb db) => { db.Set<T>().Add(new T()); await db.SaveChangesAsync(); return Results.Ok(); });
                return group;
            }
        }
        """,
        $$"""
        app.MapPost("/desk/orders", new Desk(null!).PlaceAsync);
        app.MapAll<Payment>("/payments").WithTags("pay");
        app.[|MapPost|]("/payments", ([AsParameters] PlacePayment payment) => payment.RunAsync());
        app.[|MapPost|]("/orders/command", (PlaceOrderCommand command, IMediator mediator, CancellationToken token) => mediator.Send(command, token));
        app.[|MapPost|]("/orders/context", async (HttpContext context) => { var db = context.RequestServices.GetRequiredService<ShopDb>(); {{Add}} });
        app.[|MapPost|]("/orders/static", static async (PlaceOrder request, OrderRepository orders) => TypedResults.Ok(await orders.SaveNewAsync(new() { Number = request.Sku })));
        var v2 = app.MapGroup("/v2").WithTags("v2");
        v2.[|MapPatch|]("/orders/{id}/refund", async (int id, ShopDb db) => { await using var transaction = await db.Database.BeginTransactionAsync(); db.Log.Add(new LogEntry()); await db.SaveChangesAsync(); await transaction.CommitAsync(); });
        MapLocal(v2);
        app.MapFromElsewhere();

        void MapLocal(RouteGroupBuilder group) { group.MapPost("/transfer", Run); async Task [|Run|](TransferRequest request, ShopDb db) { var account = await db.Accounts.FirstAsync(a => a.Id == request.To); account.Balance += request.Amount; await db.SaveChangesAsync(); } }
        """,
        "public static class Elsewhere { public static void MapFromElsewhere(this WebApplication application) => application.MapGroup(\"/credit\").[|MapPost|](\"/\", async (IOrderService service, PlaceOrder request) => await service.PlaceAsync(request)); }");

    [Fact]
    public Task Mappings_of_all_forms_with_a_key_are_quiet() => VerifyAsync(
        $$"""
        public class IdempotentAttribute : Attribute { }
        public class IdempotencyFilter : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }
        public class Desk { private readonly ShopDb db; public Desk(ShopDb db) => this.db = db; [Idempotent] public async Task<IResult> PlaceAsync(PlaceOrder request) { {{Add}} return Results.Ok(); } }
        public record struct Keyed([FromHeader(Name = "Idempotency-Key")] string Key, [FromBody] PlaceOrder Order);
        public static class Groups { public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api").AddEndpointFilter<IdempotencyFilter>(); }
        """,
        $$"""
        app.MapPost("/desk/orders", new Desk(null!).PlaceAsync);
        app.MapApi().MapPost("/orders", async (PlaceOrder request, ShopDb db) => { {{Add}} });
        app.MapPost("/keyed/orders", async ([AsParameters] Keyed request, ShopDb db) => { {{Add}} });
        app.MapPost("/bound/orders", async (HttpContext context, ShopDb db) => { if (!context.Request.Headers.TryGetValue("Idempotency-Key", out _)) return; {{Add}} });
        app.MapGroup("/files").AddEndpointFilter<IdempotencyFilter>().MapFirst();
        var group = app.MapGroup("/late");
        group.MapPost("/orders", async (PlaceOrder request, ShopDb db) => { {{Add}} });
        group.AddEndpointFilter(new IdempotencyFilter());
        app.MapGroup("/factory").AddEndpointFilterFactory((context, next) => invocation => new IdempotencyFilter().InvokeAsync(invocation, next)).MapPost("/orders", async (PlaceOrder request, ShopDb db) => { {{Add}} });
        app.MapPost("/orders/{requestId:guid}", async (Guid requestId, PlaceOrder request, ShopDb db) => { {{Add}} });
        app.MapPut("/orders/{id}", async (int id, ShopDb db) => { {{Add}} });
        app.MapMethods("/orders", new[] { HttpMethods.Put }, async (PlaceOrder request, ShopDb db) => { {{Add}} });
        app.MapPost("/orders/quote", (PlaceOrder request, ShopDb db) => db.Orders.Where(order => order.Number == request.Sku).ToListAsync());
        MapLocal(app.MapGroup("/local"));

        void MapLocal(RouteGroupBuilder routes) { routes.MapPost("/orders", Place); async Task Place(PlaceOrder request, [FromHeader(Name = "x-requestid")] Guid key, ShopDb db) { {{Add}} } }
        """,
        "public static class First { public static void MapFirst(this RouteGroupBuilder routes) => Second.Map(routes.MapGroup(\"/deeper\")); }",
        $"public static class Second {{ public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Add} }}); }}");

    [Theory]
    [InlineData("s => s.SetProperty(a => a.Balance, a => a.Balance + amount)", "[|MapPost|]")]
    [InlineData("s => s.SetProperty(a => a.Name, \"x\").SetProperty(a => a.Balance, a => a.Balance - amount)", "[|MapPost|]")]
    [InlineData("s => s.SetProperty(a => a.Balance, amount)", "MapPost")]
    [InlineData("s => s.SetProperty(a => a.Name, a => a.Name + \"x\")", "MapPost")]
    [InlineData("s => s.SetProperty(a => a.Balance, a => a.Id + amount)", "MapPost")]
    public Task Set_based_changes_by_an_amount_count(string setters, string map) => VerifyAsync(
        "", $"app.{map}(\"/accounts/{{id}}/deposit\", async (int id, decimal amount, ShopDb db) => await db.Accounts.Where(a => a.Id == id).ExecuteUpdateAsync({setters}));");
}
