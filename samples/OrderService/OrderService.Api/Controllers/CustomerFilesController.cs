using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Application.Customers;
using OrderService.Application.Orders;
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

    [HttpGet("{customerId:guid}")]
    public async Task<IActionResult> FileAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var file = await db.Customers
            .Where(customer => customer.Id == customerId)
            .Select(customer => new CustomerRow(customer.Id, customer.Name, customer.Email, customer.Country))
            .FirstOrDefaultAsync(cancellationToken);
        return Ok(file); // guardrail: BG3006
    }

    [HttpGet("{customerId:guid}/orders/first")]
    public async Task<ActionResult<Order>> FirstOrderAsync(Guid customerId, CancellationToken cancellationToken) // guardrail: BG3008 (info)
    {
        var first = await db.Orders
            .AsNoTracking()
            .Where(order => order.CustomerId == customerId)
            .OrderBy(order => order.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return first is null ? NotFound() : first;
    }

    [HttpGet("{customerId:guid}/closing")] // guardrail: BG3011
    public async Task<IActionResult> CloseAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var closed = await db.Customers
            .Where(customer => customer.Id == customerId)
            .ExecuteUpdateAsync(customer => customer.SetProperty(c => c.Name, c => c.Name + " (closed)"), cancellationToken);
        return closed == 1 ? NoContent() : NotFound();
    }

    [HttpPost]
    public async Task<IActionResult> OpenAsync(Customer customer, CancellationToken cancellationToken) // guardrail: BG3007
    {
        db.Customers.Add(customer);
        await db.SaveChangesAsync(cancellationToken);
        return NoContent();
    }
}
