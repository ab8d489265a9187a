using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

public sealed record NewLabel(string Recipient);

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/shipment-labels")]
public sealed class ShipmentLabelsController : ControllerBase
{
    [HttpPut("{id:guid}")]
    public async Task<IActionResult> ReaddressAsync(Guid id, NewLabel label, [FromServices] OrderDbContext db, CancellationToken cancellationToken)
    {
        var shipment = await db.Shipments.FirstOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (shipment is null)
            return NotFound();
        shipment.Recipient = label.Recipient;
        await db.SaveChangesAsync(cancellationToken);
        return NoContent();
    }
}
