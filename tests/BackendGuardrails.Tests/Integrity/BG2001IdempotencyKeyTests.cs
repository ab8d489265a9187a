using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2001IdempotencyKeyAnalyzer, BackendGuardrails.Integrity.BG2001IdempotencyKeyCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2001IdempotencyKeyTests
{
    private const string Adding = "db.Orders.Add(new Order { Number = request.Sku }); await db.SaveChangesAsync(); return Results.Ok();";

    [Theory]
    [InlineData($"app.[|MapPost|](\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.[|MapPost|](\"/basket/submit\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData($"app.MapGroup(\"/v1\").MapGroup(\"orders\").[|MapPost|](\"\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }}).WithName(\"Place\");")]
    [InlineData($"app.MapPost(\"/orders\", PlaceAsync); static async Task<IResult> [|PlaceAsync|](PlaceOrder request, ShopDb db) {{ {Adding} }}")]
    [InlineData($"app.[|MapMethods|](\"/orders\", new[] {{ \"POST\" }}, async (PlaceOrder request, ShopDb db) => {{ {Adding} }});")]
    [InlineData("app.[|MapPost|](\"/orders\", async (PlaceOrder request, ShopDb db) => { db.Add(new Order()); await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.[|MapPost|](\"/orders\", async (PlaceOrder[] requests, ShopDb db) => { var orders = new List<Order>(); db.Orders.AddRange(orders); await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.[|MapPost|](\"/orders\", async (PlaceOrder request, IOrderService service) => Results.Ok(await service.PlaceAsync(request)));")]
    [InlineData("app.[|MapPost|](\"/orders\", async (PlaceOrderCommand request, ISender sender) => Results.Ok(await sender.Send(request)));")]
    [InlineData("app.[|MapPost|](\"/orders\", async (PlaceOrder request, IRepository<Order> orders) => { await orders.AddAsync(new Order()); return Results.Ok(); });")]
    [InlineData("app.[|MapPost|](\"/orders\", async (PlaceOrder request, IPublishEndpoint bus) => { await bus.Publish(new OrderPlaced(1)); return Results.Accepted(); });")]
    [InlineData("app.[|MapPost|](\"/check-out\", async (PlaceOrder request, ShopDb db) => { db.Log.Add(new LogEntry()); await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.[|MapPost|](\"/transfers\", async (TransferRequest request, ShopDb db) => { var from = await db.Accounts.FindAsync(request.From); from!.Balance -= request.Amount; await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.[|MapPost|](\"/accounts/{id}/withdraw\", async (int id, decimal amount, ShopDb db) => { var account = await db.Accounts.SingleAsync(a => a.Id == id); account.Balance = account.Balance - amount; await db.SaveChangesAsync(); return Results.Ok(); });")]
    [InlineData("app.[|MapPost|](\"/anything\", async (PayRequest request, ChargeService charges) => { await charges.CreateAsync(new ChargeCreateOptions { Amount = 1 }); return Results.Ok(); });")]
    [InlineData("app.[|MapPatch|](\"/orders/{id}/cancel\", async (int id, RefundService refunds) => { await refunds.CreateAsync(new RefundCreateOptions()); return Results.Ok(); });")]
    [InlineData("app.[|MapPost|](\"/payments\", async (PayRequest request, ShopDb db) => { await db.Database.ExecuteSqlAsync($\"INSERT INTO payments VALUES ({request.Amount})\"); return Results.Ok(); });")]
    [InlineData("app.[|MapPost|](\"/orders\", async (PlaceOrder request, ShopDb db) => { if (await db.Accounts.AnyAsync(a => a.Id == 1)) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); } return Results.Ok(); });")]
    public Task A_mapped_function_whose_effect_comes_twice(string statements) => CriticalShop.Test(CriticalShop.Minimal(statements)).RunAsync();

    [Theory]
    [InlineData($"[HttpPost] public async Task<IActionResult> [|Place|](PlaceOrder request) {{ db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }}")]
    [InlineData("[HttpPost(\"place\")] public async Task<ActionResult<int>> [|Run|](PlaceOrder request) => await service.PlaceAsync(request);")]
    [InlineData("[HttpPost(\"~/x\")] public async Task<ActionResult<int>> [|CreateOrderAsync|](string sku) => await service.PlaceAsync(new(sku, 1));")]
    [InlineData("[HttpPost(\"~/x\")] public Task<int> [|Go|](string sku) => sender.Send(new PlaceOrderCommand(sku));")]
    [InlineData("[HttpPost] public async Task<IActionResult> [|Place|](PlaceOrder request) { await repository.AddAsync(new Order()); return Ok(); }")]
    [InlineData("[HttpPost] public async Task<IActionResult> [|Place|](PlaceOrder request, [FromServices] IRepositoryWithKey<Order, int> orders) { orders.Add(new Order()); await orders.SaveAsync(); return Ok(); }")]
    [InlineData("[HttpPost] public async Task [|Place|](PlaceOrder request) => await bus.Publish(new OrderPlaced(1));")]
    [InlineData("[HttpPost(\"{id}/payment\")] public async Task<IActionResult> [|Pay|](int id, PayRequest request) { db.Payments.Add(new Payment()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("[HttpPost(\"{id}/refund\")] public async Task<IActionResult> [|Undo|](int id) { db.Log.Add(new LogEntry()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("[HttpPost(\"{id}/ship\")] public async Task<IActionResult> [|Ship|](int id) { await charges.CreateAsync(new ChargeCreateOptions()); return Ok(); }")]
    [InlineData("[AcceptVerbs(\"POST\")] public async Task<IActionResult> [|Place|](PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }")]
    [InlineData("[HttpPost(\"~/transfer\")] public async Task<IActionResult> [|Run|](TransferRequest request) { Take(await db.Accounts.FirstAsync(a => a.Id == request.From), request.Amount); await db.SaveChangesAsync(); return Ok(); } private static void Take(Account account, decimal amount) => account.Balance -= amount;")]
    public Task An_action_whose_effect_comes_twice(string action) => CriticalShop.Test(CriticalShop.Controller(action)).RunAsync();

    [Fact]
    public Task Of_a_generic_base_controller_a_partial_one_and_one_with_a_primary_constructor() => CriticalShop.Test(CriticalShop.Usings + """
        public abstract class Crud<T>(ShopDb db) : ControllerBase where T : class
        {
            [HttpPost("payments")]
            public async Task<IActionResult> [|CreateAsync|](T thing) { db.Set<T>().Add(thing); await db.SaveChangesAsync(); return Ok(); }
        }
        public class PaymentsController(ShopDb db) : Crud<Payment>(db);

        public partial class OrdersController : ControllerBase { private readonly ShopDb _db = null!; }
        [Route("orders")]
        public partial class OrdersController
        {
            [HttpPost]
            public async Task<IActionResult> [|Add|](PlaceOrder request) { _db.Orders.Add(new Order()); await _db.SaveChangesAsync(); return Ok(); }
        }
        """ + CriticalShop.Types).RunAsync();

    [Theory]
    [InlineData("[HttpPost] public async Task<IActionResult> {|#0:Place|}(PlaceOrder request) { await http.PostAsJsonAsync(\"orders\", request); return Ok(); }", "'Place' posts to another service with 'PostAsJsonAsync', once more for each time that a client sends it again; ")]
    [InlineData("[HttpPost] public async Task<IActionResult> {|#0:Place|}(PlaceOrder request, [FromServices] IElsewhere other) { await other.SubmitAsync(request); return Ok(); }", "'Place' calls 'IElsewhere.SubmitAsync' of another project, once more for each time that a client sends it again; ")]
    public Task A_hint_where_the_work_is_not_seen(string action, string message)
    {
        var test = CriticalShop.Test(CriticalShop.Controller(action, declarations: "public interface IElsewhere { Task SubmitAsync(PlaceOrder request); }"));
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithSeverity(DiagnosticSeverity.Info).WithMessage(message + "require an 'Idempotency-Key' header and answer a key that comes again with the first result"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 5 });", "PaymentIntentService.CreateAsync")]
    [InlineData("await intents.ConfirmAsync(\"pi\");", "PaymentIntentService.ConfirmAsync")]
    [InlineData("await charges.CaptureAsync(\"ch\");", "ChargeService.CaptureAsync")]
    [InlineData("db.Log.Add(new LogEntry()); await db.SaveChangesAsync(); await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 5 });", "PaymentIntentService.CreateAsync")]
    public Task A_hint_where_the_second_payment_waits_for_the_customer_or_is_refused(string statements, string call)
    {
        var test = CriticalShop.Test(CriticalShop.Controller($"[HttpPost(\"{{id}}/pay\")] public async Task<IActionResult> {{|#0:Pay|}}(int id, [FromServices] PaymentIntentService intents) {{ {statements} return Ok(); }}"));
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithSeverity(DiagnosticSeverity.Info)
            .WithMessage($"'Pay' asks the payment provider with '{call}', once more for each time that a client sends it again; require an 'Idempotency-Key' header and answer a key that comes again with the first result"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 5, Confirm = true });")]
    [InlineData("await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 5 }); await charges.CreateAsync(new ChargeCreateOptions());")]
    [InlineData("await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 5 }); db.Payments.Add(new Payment()); await db.SaveChangesAsync();")]
    public Task A_warning_where_money_moves_or_a_payment_is_kept_beside_it(string statements) => CriticalShop.Test(CriticalShop.Controller(
        $"[HttpPost(\"{{id}}/pay\")] public async Task<IActionResult> [|Pay|](int id, [FromServices] PaymentIntentService intents) {{ {statements} return Ok(); }}")).RunAsync();

    [Theory]
    [InlineData("await intents.CreateAsync(new PaymentIntentCreateOptions { Amount = 5 }, new RequestOptions { IdempotencyKey = $\"order-{id}\" });")]
    [InlineData("await charges.CreateAsync(new ChargeCreateOptions(), options(id));")]
    [InlineData("await intents.UpdateAsync(\"pi\", new PaymentIntentUpdateOptions());")]
    public Task Quiet_where_the_provider_gets_a_key_or_may_get_one(string statements) => CriticalShop.Test(CriticalShop.Controller(
        $"[HttpPost(\"{{id}}/pay\")] public async Task<IActionResult> Pay(int id, [FromServices] PaymentIntentService intents, [FromServices] Func<int, RequestOptions> options) {{ {statements} return Ok(); }}")).RunAsync();

    [Fact]
    public Task A_hint_on_a_form_that_pays()
    {
        var test = CriticalShop.Test(CriticalShop.Controller("[HttpPost(\"pay\")] public async Task<IActionResult> {|#0:Pay|}(string token) { await charges.CreateAsync(new ChargeCreateOptions { Source = token }); return RedirectToAction(\"Done\"); }"));
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithSeverity(DiagnosticSeverity.Info)
            .WithMessage("'Pay' moves money with 'ChargeService.CreateAsync', once more for each time that the form is sent; put a key into the form that is good for one time only"));
        return test.RunAsync();
    }

    [Fact]
    public Task The_message_names_the_endpoint_the_effect_and_the_way_to_it()
    {
        var test = CriticalShop.Test(CriticalShop.Minimal("app.MapGroup(\"/shop\").{|#0:MapPost|}(\"/orders\", async (PlaceOrder request, IOrderService service) => Results.Ok(await service.PlaceAsync(request)));"));
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithMessage("'POST /shop/orders' adds a row of 'Order' (2 calls away, in OrderRepository.SaveNewAsync), once more for each time that a client sends it again; "
                + "require an 'Idempotency-Key' header and answer a key that comes again with the first result"));
        return test.RunAsync();
    }

    [Fact]
    public async Task The_option_changes_the_words()
    {
        const string Enroll = "app.{0}(\"/enrollments\", async (ShopDb db) => {{ db.Log.Add(new LogEntry()); await db.SaveChangesAsync(); return Results.Ok(); }});";
        await CriticalShop.Test(CriticalShop.Minimal(string.Format(null, Enroll, "MapPost"))).RunAsync();
        await CriticalShop.Test(CriticalShop.Minimal(string.Format(null, Enroll, "[|MapPost|]")), "backend_guardrails.critical_operations = +enrollment").RunAsync();
        await CriticalShop.Test(CriticalShop.Minimal($"app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => {{ {Adding} }});"), "backend_guardrails.critical_operations = -order").RunAsync();
    }

    [Fact]
    public Task A_known_miss_is_an_action_that_answers_every_verb() => CriticalShop.Test(CriticalShop.Controller(
        "public async Task<IActionResult> Place(PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }", "")).RunAsync();

    [Theory]
    [InlineData("app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => { db.Orders. });")]
    [InlineData("app.MapPost(\"/orders\", async (PlaceOrder request, ShopDb db) => { db.Orders.Add(")]
    [InlineData("app.MapPost(\"/orders\", );")]
    [InlineData("app.MapGroup().MapPost(\"/pay\", (Missing request, ) => request.Pay(;")]
    public async Task Half_typed_code_does_not_throw(string statements)
    {
        var test = CriticalShop.Test(CriticalShop.Minimal(statements));
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        await test.RunAsync();
    }
}
