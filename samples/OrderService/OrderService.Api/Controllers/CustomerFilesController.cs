using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/customer-files")]
public sealed class CustomerFilesController(OrderDbContext db) : ControllerBase
{
    [HttpGet("names/{name}/count")]
    public async Task<ActionResult<int>> CountAsync(string name, CancellationToken cancellationToken)
    {
        if (name.Length < 2)
            return BadRequest("A name has at least two letters."); // guardrail: BG3005 (info)
        return await db.Customers.CountAsync(customer => customer.Name == name, cancellationToken);
    }
}
