using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace OrderService.Api.Controllers;

/// <summary>What the warehouse notes when a parcel comes back.</summary>
[ApiController]
[Route("back-office/returns")]
public sealed class ReturnsController(ILogger<ReturnsController> logger) : ControllerBase
{
    [HttpPut("{orderId:guid}")]
    [Authorize(Policy = Policies.Staff)]
    public IActionResult CameBack(Guid orderId)
    {
        logger.LogInformation("The parcel of order {OrderId} came back", orderId);
        return NoContent();
    }
}
