using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/customer-pages")]
public sealed class CustomerPagesController : ControllerBase
{
    private const int Rows = 50;

    [HttpGet]
    public async Task<IReadOnlyList<CustomerRow>> PageAsync(string? lastName, Guid lastId, [FromServices] OrderDbContext db, CancellationToken cancellationToken) =>
        await db.Customers
            .Where(customer => lastName == null || customer.Name.CompareTo(lastName) >= 0 && (customer.Name.CompareTo(lastName) > 0 || customer.Id > lastId))
            .OrderBy(customer => customer.Name)
            .ThenBy(customer => customer.Id)
            .Take(Rows)
            .Select(customer => new CustomerRow(customer.Id, customer.Name, customer.Email, customer.Country))
            .ToListAsync(cancellationToken);
}
