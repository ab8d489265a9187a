using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Application.Shipments;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

/// <summary>What the back office does with the parcels that customers send back.</summary>
[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/pickups")]
public sealed class PickupsController(ICarrier carrier, IWarehouse warehouse, ILogger<PickupsController> logger) : ControllerBase
{
    [HttpGet("{trackingCode}/arrival")]
    public async Task<IActionResult> ArrivalAsync(string trackingCode, CancellationToken cancellationToken)
    {
        try
        {
            var arrived = await carrier.DeliveredAsync([trackingCode], cancellationToken);
            return Ok(arrived.Contains(trackingCode));
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The carrier could not be asked for {TrackingCode}", trackingCode);
            return Problem("The carrier does not answer; try again later.", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    [HttpPost("{shipmentId:guid}/pickup")]
    public async Task<IActionResult> PickUpAsync(Guid shipmentId, CancellationToken cancellationToken)
    {
        try
        {
            await warehouse.HandOverAsync([shipmentId], cancellationToken);
            return Accepted();
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The pickup of {ShipmentId} could not be asked for", shipmentId);
            throw;
        }
    }

    [HttpGet("{shipmentId:guid}/tracking-code")]
    public async Task<IActionResult> TrackingCodeAsync(Guid shipmentId, CancellationToken cancellationToken)
    {
        var codes = await warehouse.HandOverAsync([shipmentId], cancellationToken);
        return codes.TryGetValue(shipmentId, out var code) ? Ok(code) : NotFound();
    }

    [HttpPost("{trackingCode}/announcement")]
    public async Task<IActionResult> AnnounceAsync(string trackingCode, CancellationToken cancellationToken)
    {
        var isHere = false;
        try
        {
            isHere = (await carrier.DeliveredAsync([trackingCode], cancellationToken)).Contains(trackingCode);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The request failed");
        }

        return isHere ? NoContent() : Accepted();
    }

    [HttpPut("products/{sku}/stock")]
    public async Task<IActionResult> PutBackAsync(string sku, int quantity, [FromServices] OrderDbContext db, CancellationToken cancellationToken)
    {
        var product = await db.Products.SingleOrDefaultAsync(found => found.Sku == sku, cancellationToken);
        if (product is null)
            return NotFound();
        product.PutBack(quantity);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return NoContent();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Conflict();
        }
    }
}
