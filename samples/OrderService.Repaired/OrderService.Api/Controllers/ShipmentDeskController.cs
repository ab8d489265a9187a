using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using OrderService.Application.Shipments;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/shipments")]
public sealed class ShipmentDeskController : ControllerBase
{
    [HttpGet("unheard-of")]
    public Task<int> UnheardOfAsync([Range(1, 240)] int hours, [FromServices] IShipmentDesk desk, CancellationToken cancellationToken) => desk.CountUnheardOfAsync(hours, cancellationToken);

    [HttpGet("{orderId:guid}/{trackingCode}")]
    public Task<bool> IsOnItsWayAsync(Guid orderId, string trackingCode, [FromServices] IShipmentDesk desk, CancellationToken cancellationToken) => desk.IsOnItsWayAsync(orderId, trackingCode, cancellationToken);

    [HttpGet("backlog")]
    public Task<int> BacklogAsync([FromServices] IBacklog backlog, CancellationToken cancellationToken) => backlog.ShipmentsAsync(cancellationToken);

    [HttpGet("on-the-way")]
    public Task<IReadOnlyList<Guid>> OrdersOnTheWayAsync([FromServices] IShipmentDesk desk, CancellationToken cancellationToken) => desk.OldestOrdersOnTheWayAsync(cancellationToken);
}
