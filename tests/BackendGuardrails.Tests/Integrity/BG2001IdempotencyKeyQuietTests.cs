namespace BackendGuardrails.Tests.Integrity;

public class BG2001IdempotencyKeyQuietTests
{
    private const string Adding = "db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Results.Ok();";

    private static Task QuietAsync(string source) => CriticalShop.Test(source).RunAsync();

    [Theory]
    [InlineData("IShopContext CreateContext();", "using var context = other.CreateContext(); await context.CloseAsync(request);")]
    [InlineData("Task<IShopContext> OpenAsync();", "using var context = await other.OpenAsync(); await context.CloseAsync(request);")]
    public Task What_is_made_to_work_with_is_no_effect(string declaration, string code) => QuietAsync(CriticalShop.Controller(
        $"[HttpPost] public async Task<IActionResult> Place(PlaceOrder request, [FromServices] IElsewhere other) {{ {code} return Ok(); }}",
        declarations: $"public interface IShopContext : System.IDisposable {{ Task CloseAsync(PlaceOrder request); }} public interface IElsewhere {{ {declaration} }}"));

    [Theory]
    [InlineData($"app.MapPost(\"/orders\", async ([FromHeader(Name = \"Idempotency-Key\")] string key, PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async ([FromHeader(Name = \"x-requestid\")] Guid id, PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async ([FromHeader] string idempotencyKey, PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async (Guid requestId, PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async (HttpRequest http, ShopDb db) => {{ var key = http.Headers[\"X-Idempotency-Key\"]; {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async (HttpRequest http, ShopDb db) => {{ var key = http.Headers[Names.Key]; {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async (HttpRequest http, ShopDb db) => {{ var key = KeyOf(http); {Adding} }}); static string? KeyOf(HttpRequest http) => http.Headers[\"Idempotency-Key\"];")]
    [InlineData($"app.MapPost(\"/orders\", async (KeyedOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async (Wrapped request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async (PlaceOrder request, IIdempotency guard, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }}).WithIdempotency();")]
    [InlineData($"app.MapGroup(\"/shop\").WithIdempotency().MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }}).AddEndpointFilter<IdempotencyFilter>();")]
    [InlineData($"app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }}).AddEndpointFilter(async (context, next) => context.HttpContext.Request.Headers.ContainsKey(\"Idempotency-Key\") ? await next(context) : Results.BadRequest());")]
    [InlineData($"app.MapPost(\"/orders\", [Idempotent] async (PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.UseIdempotency(); app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.UseMiddleware<IdempotencyMiddleware>(); app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData("app.MapPost(\"/orders\", async (PlaceOrder request, ISender sender) => Results.Ok(await sender.Send(new Once(request.Sku))));")]
    public Task A_key_of_any_kind_on_a_mapped_function(string statements) => QuietAsync(CriticalShop.Minimal(statements, """
        static class Names { public const string Key = "Idempotency-Key"; }
        public record KeyedOrder(string Sku, string IdempotencyKey);
        public record Wrapped(PlaceOrder Order, Header Header);
        public record Header(Guid ClientRequestId);
        public interface IIdempotency { }
        public interface IIdempotentCommand { }
        public record Once(string Sku) : IRequest<int>, IIdempotentCommand;
        public class OnceHandler(OrderRepository orders) : IRequestHandler<Once, int> { public Task<int> Handle(Once request, CancellationToken cancellationToken) => orders.SaveNewAsync(new Order()); }
        public class IdempotentAttribute : Attribute { }
        public class IdempotencyFilter : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }
        public class IdempotencyMiddleware { public IdempotencyMiddleware(RequestDelegate next) { } public Task InvokeAsync(HttpContext http) => Task.CompletedTask; }
        static class Conventions
        {
            public static T WithIdempotency<T>(this T builder) where T : IEndpointConventionBuilder => builder;
            public static void UseIdempotency(this IApplicationBuilder app) { }
        }
        """));

    [Theory]
    [InlineData("", "[HttpPost] public async Task<IActionResult> Place(PlaceOrder request, [FromHeader(Name = \"Idempotency-Key\")] string? key) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("", "[HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { var key = Request.Headers[\"Idempotency-Key\"]; db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("", "[HttpPost, Idempotent] public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("[Idempotent]", "[HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("", "[HttpPost, ServiceFilter(typeof(IdempotencyFilter))] public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("[TypeFilter(typeof(IdempotencyFilter))]", "[HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("[PreventDuplicateRequest]", "[HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }")]
    public Task A_key_of_any_kind_on_an_action(string attribute, string action) => QuietAsync(CriticalShop.Controller(action, attribute + "[ApiController, Route(\"orders\")]", """
        public class IdempotentAttribute : Attribute { }
        public class PreventDuplicateRequestAttribute : Attribute { }
        public class IdempotencyFilter : Microsoft.AspNetCore.Mvc.Filters.IFilterMetadata { }
        """));

    [Theory]
    [InlineData("builder.Services.AddControllers(options => options.Filters.Add<IdempotencyFilter>());")]
    [InlineData("builder.Services.AddMediatR(options => options.AddOpenBehavior(typeof(IdempotencyBehavior<>)));")]
    public Task A_filter_or_behavior_for_all(string statement) => QuietAsync(CriticalShop.Minimal(
        $"{statement} app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }});".Replace("builder.Services", "new ServiceCollection()"), """
        public class IdempotencyFilter : Microsoft.AspNetCore.Mvc.Filters.IFilterMetadata { }
        public class IdempotencyBehavior<T> { }
        static class Mediation { public static void AddMediatR(this IServiceCollection services, Action<MediatorOptions> configure) { } }
        public class MediatorOptions { public void AddOpenBehavior(Type type) { } }
        """));

    [Theory]
    [InlineData("app.MapPost(\"/orders/preview\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/orders/search\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/payments/token\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/orders/validate\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/orders/calculate-total\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/login\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/orders/estimates\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/webhooks/payment\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/payments/callback\", async (PayRequest request, ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/payments\", async (HttpRequest http, ShopDb db) => { var signature = http.Headers[\"Stripe-Signature\"]; ADD });")]
    [InlineData("app.MapPut(\"/orders\", async (PlaceOrder request, ShopDb db) => { ADD });")]
    [InlineData("app.MapDelete(\"/orders/{id}\", async (int id, ShopDb db) => { ADD });")]
    [InlineData("app.MapGet(\"/orders\", async (ShopDb db) => { ADD });")]
    [InlineData("app.MapPost(\"/orders/{id}/notes\", async (int id, string text, ShopDb db) => { db.Notes.Add(new OrderNote { Text = text }); await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.MapPost(\"/accounts\", async (ShopDb db) => { db.Accounts.Add(new Account()); await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.MapPost(\"/orders/{id}/cancel\", async (int id, ShopDb db) => { var order = await db.Orders.FindAsync(id); order!.Total = 0; db.Log.Add(new LogEntry()); await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.MapPost(\"/orders/{id}/payment\", async (int id, ShopDb db) => { var order = await db.Orders.FindAsync(id); order!.Total = 0; await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.MapPost(\"/orders\", (PlaceOrder request) => Results.Ok(request.Quantity * 2));")]
    [InlineData("app.MapPost(\"/orders\", (PlaceOrder request) => { var order = new Order(); order.Total += request.Quantity; return Results.Ok(order); });")]
    [InlineData("app.MapPost(\"/customers\", async (CustomerService customers) => { await customers.CreateAsync(new CustomerCreateOptions()); return Results.Ok(); });")]
    [InlineData("app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => { if (await db.Orders.AnyAsync(o => o.Number == request.Sku)) return Results.Conflict(); ADD });")]
    [InlineData("app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => { if (await db.Orders.FirstOrDefaultAsync(o => o.Number == request.Sku) is { } known) return Results.Ok(known); ADD });")]
    [InlineData("app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => { try { ADD } catch (DbUpdateException) { return Results.Conflict(); } });")]
    [InlineData("app.MapPost(\"/payments\", async (KeyedPayment request, ShopDb db) => { db.Payments.Add(new Payment { Id = request.Id, Amount = request.Amount }); await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.MapPost(\"/payments\", async (PayRequest request, ShopDb db) => { await db.Database.ExecuteSqlAsync($\"INSERT INTO payments VALUES ({request.Amount}) ON CONFLICT DO NOTHING\"); return Results.Ok(); });")]
    public Task A_mapped_function_that_only_asks_sets_or_notices(string statements) =>
        QuietAsync(CriticalShop.Minimal(statements.Replace("ADD", Adding), "public record KeyedPayment(Guid Id, decimal Amount);"));

    [Theory]
    [InlineData("[HttpPost(\"preview\")] public async Task<IActionResult> Preview(PlaceOrder request) { ADD }")]
    [InlineData("[HttpPost(\"search\")] public async Task<IActionResult> SearchOrders(PlaceOrder request) { ADD }")]
    [InlineData("[HttpPost(\"notify\")] public async Task<IActionResult> PaymentWebhook(PlaceOrder request) { ADD }")]
    [InlineData("[HttpPut] public async Task<IActionResult> Place(PlaceOrder request) { ADD }")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() { ADD }")]
    [InlineData("[HttpPost(\"{id}/notes\")] public async Task<IActionResult> AddOrderNote(int id) { db.Notes.Add(new OrderNote()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("[HttpPost(\"{id}\")] public async Task<IActionResult> UpdateOrder(int id) { ADD }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { if (await db.Orders.AnyAsync(o => o.Number == request.Sku)) return Conflict(); ADD }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { ADD } protected IActionResult Page2() => RedirectToAction(\"x\");", true)]
    [InlineData("[HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return RedirectToAction(\"Done\"); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return RedirectToOrder(1); } private IActionResult RedirectToOrder(int id) => LocalRedirect($\"~/orders/{id}\");")]
    [InlineData("[NonAction] public async Task<IActionResult> Place(PlaceOrder request) { ADD }")]
    [InlineData("private async Task<IActionResult> Place(PlaceOrder request) { ADD }")]
    [InlineData("[HttpPost] public IActionResult Place(PlaceOrder request) => Ok(request.Quantity);")]
    public Task An_action_that_only_asks_sets_or_notices(string action, bool isReported = false)
    {
        var source = CriticalShop.Controller(action.Replace("ADD", "db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok();"));
        return QuietAsync(isReported ? source.Replace("IActionResult> Place(", "IActionResult> [|Place|](") : source);
    }

    [Fact]
    public Task Look_alikes_of_another_namespace() => QuietAsync(CriticalShop.Usings + """
        namespace Mine
        {
            public class ControllerBase { }
            public class ChargeService { public Task CreateAsync() => Task.CompletedTask; }
            public class Plain : ControllerBase { public Task Pay(ChargeService charges) => charges.CreateAsync(); }
            public class PayController : Microsoft.AspNetCore.Mvc.ControllerBase { [HttpPost("x")] public Task Run(ChargeService charges) => charges.CreateAsync(); }
        }
        """ + CriticalShop.Types);

    [Fact]
    public Task An_action_of_a_form_with_an_antiforgery_token() => QuietAsync(CriticalShop.Controller(
        "[HttpPost, ValidateAntiForgeryToken] public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }", "[Route(\"orders\")]"));
}
