using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

[Authorize(Policy = Policies.Staff)]
[Route("back-office/figures")]
public sealed class FiguresController(OrderDbContext db) : ControllerBase // guardrail: BG3015 (info)
{
    [HttpGet("customers")]
    public async Task<int> CustomersAsync(CancellationToken cancellationToken) // guardrail: BG3017 (info)
    {
        var customers = await db.Customers.AsNoTracking().ToListAsync(cancellationToken);
        return customers.Count; // guardrail: BG1006
    }

    [HttpGet("v2/orders")]
    public Task<int> OrdersAsync(Guid customer, CancellationToken cancellationToken) => db.Orders.CountAsync(order => order.CustomerId == customer, cancellationToken);
}
