using System;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Violations.BG3001;

public class OrdersController(ILogger<OrdersController> logger) : ControllerBase // guardrail: BG3015 (off, stays)
{
    [HttpGet("orders/{id}")]
    public IActionResult Get(int id)
    {
        try
        {
            return Ok(100 / id);
        }
        catch (Exception exception)
        {
            return BadRequest(exception.Message); // guardrail: BG3001
        }
    }

    [HttpGet("orders/{id}/lines")]
    public IActionResult Lines(int id)
    {
        try
        {
            return Ok(100 / id);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Order {Id} could not be read", id);
            return Problem(statusCode: StatusCodes.Status500InternalServerError);
        }
    }
}
