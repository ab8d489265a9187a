using OrderService.Application.Payments;
using Stripe;
using Refund = OrderService.Application.Payments.Refund;

namespace OrderService.Infrastructure.Remote;

/// <summary>Gives what was granted back to the card.</summary>
internal sealed class CardRefunds(RefundService refunds) : ICardRefunds
{
    public async Task<string> PayBackAsync(Refund refund, string charge, CancellationToken cancellationToken)
    {
        var options = new RefundCreateOptions { Charge = charge, Amount = decimal.ToInt64(refund.Amount * 100) };
        var made = await refunds.CreateAsync(options, cancellationToken: cancellationToken); // guardrail: BG2002
        return made.Id;
    }
}
