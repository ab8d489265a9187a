using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Violations.BG3003;

public interface ISeats
{
    Task<string> DescribeAsync(int id);
}

public class SeatsController(ISeats seats, ILogger<SeatsController> logger) : ControllerBase // guardrail: BG3015 (off, stays)
{
    [HttpGet("seats/{id}")]
    public async Task<IActionResult> DescribeAsync(int id)
    {
        try
        {
            return Ok(await seats.DescribeAsync(id));
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Seat {Id} could not be read", id);
            return NotFound(); // guardrail: BG3003
        }
    }
}
