using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Violations.BG3002;

public interface ITickets
{
    Task BookAsync(int id);
}

[Microsoft.AspNetCore.Authorization.Authorize]
public class TicketsController(ITickets tickets, ILogger<TicketsController> logger) : ControllerBase // guardrail: BG3015 (off, stays)
{
    [HttpPost("tickets/{id}")]
    public async Task<IActionResult> BookAsync(int id)
    {
        try
        {
            await tickets.BookAsync(id);
            return NoContent();
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Ticket {Id} could not be booked", id);
            return NoContent(); // guardrail: BG3002
        }
    }
}
