using System.ComponentModel.DataAnnotations;
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
    public async Task<IReadOnlyList<CustomerRow>> PageAsync([Range(0, int.MaxValue)] int page, [FromServices] OrderDbContext db, CancellationToken cancellationToken) =>
        await db.Customers
            .OrderBy(customer => customer.Name)
            .ThenBy(customer => customer.Id)
            .Skip(page * Rows) // guardrail: BG1019 (info)
            .Take(Rows)
            .Select(customer => new CustomerRow(customer.Id, customer.Name, customer.Email, customer.Country))
            .ToListAsync(cancellationToken);
}
