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
            return Problem(detail: "A name has at least two letters.", statusCode: StatusCodes.Status400BadRequest);
        return await db.Customers.CountAsync(customer => customer.Name == name, cancellationToken);
    }
}
