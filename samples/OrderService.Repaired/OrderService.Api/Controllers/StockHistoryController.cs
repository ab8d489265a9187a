using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/stock-history")]
public sealed class StockHistoryController : ControllerBase
{
    [HttpDelete]
    public async Task<int> ForgetAsync([FromQuery] string sku, [FromServices] OrderDbContext db, CancellationToken cancellationToken) =>
        await db.StockMovements.Where(movement => movement.Sku == sku).ExecuteDeleteAsync(cancellationToken);
}
