using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Application.Customers;
using OrderService.Application.Orders;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

public sealed record CustomerOrder(Guid Id, OrderStatus Status, DateTimeOffset PlacedAt);

public sealed record CustomerFileRequest(string Name, string Email, string Country, string PostalCode);

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

    [HttpGet("{customerId:guid}")]
    public async Task<IActionResult> FileAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var file = await db.Customers
            .Where(customer => customer.Id == customerId)
            .Select(customer => new CustomerRow(customer.Id, customer.Name, customer.Email, customer.Country))
            .FirstOrDefaultAsync(cancellationToken);
        if (file is null)
            return NotFound();
        return Ok(file);
    }

    [HttpGet("{customerId:guid}/orders/first")]
    public async Task<ActionResult<CustomerOrder>> FirstOrderAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var first = await db.Orders
            .AsNoTracking()
            .Where(order => order.CustomerId == customerId)
            .OrderBy(order => order.Id)
            .Select(order => new CustomerOrder(order.Id, order.Status, order.PlacedAt))
            .FirstOrDefaultAsync(cancellationToken);
        return first is null ? NotFound() : first;
    }

    [HttpPost("{customerId:guid}/closing")]
    public async Task<IActionResult> CloseAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var closed = await db.Customers
            .Where(customer => customer.Id == customerId)
            .ExecuteUpdateAsync(customer => customer.SetProperty(c => c.Name, c => c.Name + " (closed)"), cancellationToken);
        return closed == 1 ? NoContent() : NotFound();
    }

    [HttpPost]
    public async Task<IActionResult> OpenAsync(CustomerFileRequest request, CancellationToken cancellationToken)
    {
        var customer = new Customer { Id = Guid.NewGuid(), Name = request.Name, Email = request.Email, Country = request.Country, PostalCode = request.PostalCode };
        db.Customers.Add(customer);
        await db.SaveChangesAsync(cancellationToken);
        return NoContent();
    }
}
