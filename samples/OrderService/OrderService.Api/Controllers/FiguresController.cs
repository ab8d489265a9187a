using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/figures")]
public sealed class FiguresController(OrderDbContext db) : ControllerBase
{
    [HttpGet("customers")]
    public async Task<int> CustomersAsync(CancellationToken cancellationToken)
    {
        var customers = await db.Customers.AsNoTracking().ToListAsync(cancellationToken);
        return customers.Count; // guardrail: BG1006
    }
}
