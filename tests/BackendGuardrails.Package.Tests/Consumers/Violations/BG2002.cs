// stub: Stripe.net
using System.Threading.Tasks;
using Stripe;

namespace Violations.BG2002;

public class Purchase
{
    public int Id { get; set; }
}

public class Cashier(ChargeService charges, RefundService refunds)
{
    public Task<Charge> PayAsync(Purchase purchase) =>
        charges.CreateAsync(new ChargeCreateOptions { Amount = 100 }, new RequestOptions { IdempotencyKey = $"charge-{purchase.Id}" });

    public Task<Refund> PayBackAsync(Purchase purchase) =>
        refunds.CreateAsync(new RefundCreateOptions { Charge = "ch" }); // guardrail: BG2002
}
