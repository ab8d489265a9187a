using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG2001;

public class Refund
{
    public int Id { get; set; }

    public int OrderId { get; set; }
}

public class RefundContext(DbContextOptions<RefundContext> options) : DbContext(options)
{
    public DbSet<Refund> Refunds => Set<Refund>();
}

[ApiController]
[Microsoft.AspNetCore.Authorization.Authorize]
public class RefundsController(RefundContext db) : ControllerBase
{
    [HttpPost("refunds/{orderId}")]
    public async Task<IActionResult> Grant(int orderId) // guardrail: BG2001 (stays)
    {
        db.Refunds.Add(new Refund { OrderId = orderId });
        await db.SaveChangesAsync();
        return NoContent();
    }

    [HttpPost("refunds/{orderId}/once")]
    public async Task<IActionResult> GrantOnce(int orderId, [FromHeader(Name = "Idempotency-Key")] string key)
    {
        if (key.Length == 0)
            return Problem(statusCode: 400, title: "The Idempotency-Key header is missing.");
        db.Refunds.Add(new Refund { OrderId = orderId });
        await db.SaveChangesAsync();
        return NoContent();
    }
}
