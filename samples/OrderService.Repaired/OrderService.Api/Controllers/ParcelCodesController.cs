using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace OrderService.Api.Controllers;

/// <summary>Whoever takes a parcel shows the driver the code that is printed on the letter about it.</summary>
[ApiController]
[AllowAnonymous]
[Route("parcels")]
public sealed class ParcelCodesController(ILogger<ParcelCodesController> logger) : ControllerBase
{
    private const int Length = 6;

    [HttpPost("{orderId:guid}/verify-code")]
    [EnableRateLimiting("codes")]
    public IActionResult VerifyCode(Guid orderId, [FromQuery] string otp)
    {
        if (otp == orderId.ToString("N")[..Length])
            return NoContent();
        logger.LogInformation("A wrong code was entered for order {OrderId}", orderId);
        return NotFound();
    }
}
