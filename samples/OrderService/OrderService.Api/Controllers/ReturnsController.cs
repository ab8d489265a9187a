using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace OrderService.Api.Controllers;

/// <summary>What the warehouse notes when a parcel comes back.</summary>
[ApiController]
[Route("back-office/returns")]
public sealed class ReturnsController(ILogger<ReturnsController> logger) : ControllerBase
{
    [HttpPut("{orderId:guid}")]
    public IActionResult CameBack(Guid orderId) // guardrail: BG4002
    {
        logger.LogInformation("The parcel of order {OrderId} came back", orderId);
        return NoContent();
    }

    [HttpPost("{orderId:guid}/photo")]
    [Authorize(Policy = Policies.Staff)]
    public async Task<IActionResult> PhotoAsync(Guid orderId, IFormFile photo, [FromServices] IHostEnvironment environment, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(environment.ContentRootPath, "returns", orderId.ToString("N"));
        Directory.CreateDirectory(folder);
        await using var stream = System.IO.File.Create(Path.Combine(folder, photo.FileName)); // guardrail: BG4014
        await photo.CopyToAsync(stream, cancellationToken);
        return NoContent();
    }
}
