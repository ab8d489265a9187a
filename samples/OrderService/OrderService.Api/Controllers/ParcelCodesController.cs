using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace OrderService.Api.Controllers;

/// <summary>Whoever takes a parcel shows the driver the code that is printed on the letter about it.</summary>
[ApiController]
[AllowAnonymous]
[Route("parcels")]
public sealed class ParcelCodesController(ILogger<ParcelCodesController> logger) : ControllerBase
{
    private const int Length = 6;

    [HttpPost("{orderId:guid}/verify-code")]
    public IActionResult VerifyCode(Guid orderId, [FromQuery] string otp) // guardrail: BG4003 (info)
    {
        if (otp == orderId.ToString("N")[..Length])
            return NoContent();
        logger.LogInformation("{Otp} was entered for order {OrderId}", otp, orderId); // guardrail: BG4010
        return NotFound();
    }
}
