using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Api.BackOffice;
using OrderService.Application.Catalog;
using OrderService.Application.Customers;
using OrderService.Application.Orders;
using OrderService.Application.Shipments;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

public sealed record StockMovementRequest(Guid Id, [Range(-10_000, 10_000)] int Quantity, [Required, StringLength(200)] string Reason);

public sealed record ShipmentRow(Guid Id, string Recipient, ShipmentStatus Status);

public sealed record CustomerRow(Guid Id, string Name, string Email, string Country);

public sealed record CustomerDirectory(DateTimeOffset AsOf, IReadOnlyList<CustomerRow> Customers);

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office")]
public sealed class BackOfficeController : ControllerBase
{
    [HttpPut("orders/{orderId:guid}/shipment")]
    public async Task<IActionResult> ShipAsync(
        Guid orderId, [FromServices] OrderShipping shipping, CancellationToken cancellationToken) =>
        await shipping.ShipAsync(orderId, cancellationToken) ? NoContent() : NotFound();

    [HttpPost("stock/{sku}/movements")]
    public async Task<IActionResult> MoveStockAsync(
        string sku,
        StockMovementRequest request,
        [FromServices] IStockLedger ledger,
        [FromServices] TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var movement = new StockMovement
        {
            Id = request.Id,
            Sku = sku,
            Quantity = request.Quantity,
            Reason = request.Reason,
            MovedAt = clock.GetUtcNow(),
        };
        return await ledger.RecordAsync(movement, cancellationToken)
            ? NoContent()
            : Problem(detail: "There is no such product, or not enough of it.", statusCode: StatusCodes.Status409Conflict);
    }

    [HttpGet("stock/{sku}/movements")]
    public Task<IReadOnlyList<string>> StockReasonsAsync(
        string sku, [FromServices] IStockLedger ledger, CancellationToken cancellationToken) =>
        ledger.ReasonsAsync(sku, cancellationToken);

    [HttpGet("orders")]
    public Task<IReadOnlyList<OrderRow>> OrdersAsync(
        [FromQuery] OrderSearch search, [FromServices] OrderDesk desk, CancellationToken cancellationToken) =>
        desk.FindAsync(search, cancellationToken);

    [HttpGet("orders/to-pack")]
    public Task<IReadOnlyList<PackingSlip>> ToPackAsync([FromServices] IOpenOrders orders, CancellationToken cancellationToken) => orders.ToPackAsync(cancellationToken);

    [HttpGet("orders/unpaid")]
    public Task<IReadOnlyList<UnpaidOrder>> UnpaidAsync([FromServices] IOpenOrders orders, CancellationToken cancellationToken) => orders.UnpaidAsync(cancellationToken);

    [HttpGet("orders/outstanding")]
    public Task<decimal> OutstandingAsync([FromServices] IOpenOrders orders, CancellationToken cancellationToken) => orders.OutstandingAsync(cancellationToken);

    [HttpGet("orders/leaving")]
    public Task<decimal> LeavingAsync([FromServices] IOpenOrders orders, CancellationToken cancellationToken) => orders.LeavingAsync(cancellationToken);

    [HttpGet("orders/reviews")]
    public Task<IReadOnlyList<OrderReview>> ReviewsAsync(Guid? after, [FromServices] IOrderReviews reviews, CancellationToken cancellationToken) =>
        reviews.AfterAsync(after, cancellationToken);

    [HttpGet("orders/reviews/waiting")]
    public Task<int> WaitingAsync([FromServices] IOrderReviews reviews, CancellationToken cancellationToken) => reviews.WaitingAsync(cancellationToken);

    [HttpPost("orders/{orderId:guid}/notes")]
    public async Task<IActionResult> NoteAsync(
        Guid orderId, [FromBody, StringLength(2000)] string text, [FromServices] IOrderReviews reviews, CancellationToken cancellationToken) =>
        await reviews.NoteAsync(orderId, text, cancellationToken) ? NoContent() : NotFound();

    [HttpPut("stock")]
    public Task<int> CountStockAsync(
        Dictionary<string, int> countsBySku, [FromServices] IStocktaking stocktaking, CancellationToken cancellationToken) =>
        stocktaking.RecordAsync(countsBySku, cancellationToken);

    [HttpGet("reports/sales")]
    public Task<SalesFigures> SalesAsync(
        DateTimeOffset from, DateTimeOffset until, [FromServices] ISalesReport report, CancellationToken cancellationToken) =>
        report.BetweenAsync(from.ToUniversalTime(), until.ToUniversalTime(), cancellationToken);

    [HttpGet("headcount")]
    public Task<Headcount> HeadcountAsync([FromServices] IDashboard dashboard, CancellationToken cancellationToken) => dashboard.HeadcountAsync(cancellationToken);

    [HttpGet("stock")]
    public Task<int> StockAsync([FromServices] IDashboard dashboard, CancellationToken cancellationToken) => dashboard.StockAsync(cancellationToken);

    [HttpGet("customers")]
    public async Task<IReadOnlyList<CustomerRow>> CustomersAsync([FromServices] OrderDbContext db, CancellationToken cancellationToken) =>
        await db.Customers
            .OrderBy(customer => customer.Name)
            .ThenBy(customer => customer.Id)
            .Select(customer => new CustomerRow(customer.Id, customer.Name, customer.Email, customer.Country))
            .ToListAsync(cancellationToken); // guardrail: BG3009

    [HttpGet("customers/directory")]
    public async Task<CustomerDirectory> DirectoryAsync([FromServices] OrderDbContext db, [FromServices] TimeProvider clock, CancellationToken cancellationToken)
    {
        var customers = await db.Customers
            .OrderBy(customer => customer.Name)
            .ThenBy(customer => customer.Id)
            .Select(customer => new CustomerRow(customer.Id, customer.Name, customer.Email, customer.Country))
            .ToListAsync(cancellationToken); // guardrail: BG1004
        return new CustomerDirectory(clock.GetUtcNow(), customers);
    }

    [HttpGet("shipments")]
    public async Task<IReadOnlyList<ShipmentRow>> ShipmentsAsync(
        [Range(0, 10_000)] int page, [FromServices] OrderDbContext db, CancellationToken cancellationToken) =>
        await db.Shipments
            .Skip(page * 50) // guardrail: BG1005
            .Take(50)
            .Select(shipment => new ShipmentRow(shipment.Id, shipment.Recipient, shipment.Status))
            .ToListAsync(cancellationToken);

    [HttpGet("shipments/latest")]
    public async Task<IReadOnlyList<ShipmentRow>> LatestShipmentsAsync(int count, [FromServices] OrderDbContext db, CancellationToken cancellationToken) =>
        await db.Shipments
            .OrderByDescending(shipment => shipment.Id)
            .Take(count) // guardrail: BG3010 (info)
            .Select(shipment => new ShipmentRow(shipment.Id, shipment.Recipient, shipment.Status))
            .ToListAsync(cancellationToken);

    [HttpGet("shipments/waiting")]
    public Task<IReadOnlyList<WaitingShipment>> WaitingShipmentsAsync([FromServices] IShipmentBoard shipments, CancellationToken cancellationToken) => shipments.WaitingAsync(cancellationToken);

    [HttpDelete("shipments/recipients")]
    public async Task<IActionResult> ForgetRecipientsAsync(DateTimeOffset deliveredBefore, [FromServices] IShipmentBoard shipments, CancellationToken cancellationToken)
    {
        await shipments.ForgetRecipientsAsync(deliveredBefore.ToUniversalTime(), cancellationToken);
        return NoContent();
    }

    [HttpDelete("customers/{customerId:guid}")]
    public async Task<IActionResult> EraseCustomerAsync(
        Guid customerId, [FromServices] ICustomerRepository customers, CancellationToken cancellationToken) =>
        await customers.EraseAsync(customerId, cancellationToken) ? NoContent() : NotFound();
}
