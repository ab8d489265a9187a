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
    [HttpGet("v2/customers")]
    public async Task<int> CustomersAsync(CancellationToken cancellationToken)
    {
        var customers = db.Customers.AsNoTracking();
        return await customers.CountAsync(cancellationToken);
    }

    [HttpGet("v2/orders")]
    public Task<int> OrdersAsync(Guid customer, CancellationToken cancellationToken) => db.Orders.CountAsync(order => order.CustomerId == customer, cancellationToken);
}
