using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Api.Idempotency;
using OrderService.Application.Payments;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

public sealed record RefundRequest([Range(0.01, 100_000)] decimal Amount, [Required, StringLength(200)] string Reason);

public sealed record RefundReceipt(Guid RefundId);

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/orders/{orderId:guid}/refunds")]
public sealed class RefundDeskController(OrderDbContext db, TimeProvider clock) : ControllerBase
{
    [HttpPost]
    [Idempotent]
    public async Task<ActionResult<RefundReceipt>> RefundAsync(Guid orderId, RefundRequest request, CancellationToken cancellationToken)
    {
        if (!await db.Orders.AnyAsync(order => order.Id == orderId, cancellationToken))
            return NotFound();

        var refund = Refund.Granted(orderId, request.Amount, request.Reason, clock.GetUtcNow());
        db.Refunds.Add(refund);
        await db.SaveChangesAsync(cancellationToken);
        return new RefundReceipt(refund.Id);
    }
}
