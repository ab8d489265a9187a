namespace BackendGuardrails.Tests.Integrity;

/// <summary>A key that the endpoint makes up is another one each time a client sends the same request.</summary>
public class BG2001IdempotencyKeyMadeUpTests
{
    [Theory]
    [InlineData("var idempotencyKey = Guid.NewGuid(); db.Orders.Add(new Order { Number = idempotencyKey.ToString() }); await db.SaveChangesAsync();")]
    [InlineData("var idempotencyKey = Guid.NewGuid().ToString(\"N\"); logger.LogInformation(\"{Key}\", idempotencyKey); db.Orders.Add(new Order { Number = idempotencyKey }); await db.SaveChangesAsync();")]
    [InlineData("var outgoing = new HttpRequestMessage(); outgoing.Headers.Add(\"Idempotency-Key\", Guid.NewGuid().ToString()); db.Orders.Add(new Order()); await db.SaveChangesAsync();")]
    [InlineData("var idempotencyKey = $\"order-{Guid.NewGuid()}\"; var outgoing = new HttpRequestMessage(); outgoing.Headers.TryAddWithoutValidation(\"Idempotency-Key\", idempotencyKey); db.Orders.Add(new Order()); await db.SaveChangesAsync();")]
    public Task It_is_none(string code) => CriticalShop.Test(Mapped("[|MapPost|]", code)).RunAsync();

    [Theory]
    [InlineData("var idempotencyKey = request.Sku; db.Orders.Add(new Order { Number = idempotencyKey }); await db.SaveChangesAsync();")]
    [InlineData("var idempotencyKey = http.Headers[\"X-Key\"].FirstOrDefault() ?? Guid.NewGuid().ToString(); db.Orders.Add(new Order { Number = idempotencyKey }); await db.SaveChangesAsync();")]
    [InlineData("var idempotencyKey = KeyOf(request); db.Orders.Add(new Order { Number = idempotencyKey.ToString() }); await db.SaveChangesAsync(); static Guid KeyOf(PlaceOrder order) => new(order.Sku);")]
    [InlineData("var outgoing = new HttpRequestMessage(); outgoing.Headers.Add(\"Idempotency-Key\", request.Sku); db.Orders.Add(new Order()); await db.SaveChangesAsync();")]
    public Task One_that_is_the_same_again_is(string code) => CriticalShop.Test(Mapped("MapPost", code)).RunAsync();

    private static string Mapped(string map, string code) => CriticalShop.Minimal(
        $"app.{map}(\"/orders\", async (PlaceOrder request, HttpRequest http, ILogger<Order> logger, ShopDb db) => {{ {code} return Results.Ok(); }});");
}
