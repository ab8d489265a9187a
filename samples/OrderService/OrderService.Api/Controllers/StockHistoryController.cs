using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OrderService.Infrastructure.Persistence;

namespace OrderService.Api.Controllers;

public sealed record StockMovementRow(DateTimeOffset MovedAt, int Quantity, string Reason);

[ApiController]
[Authorize(Policy = Policies.Staff)]
[Route("back-office/stock-history")]
public sealed class StockHistoryController : ControllerBase
{
    private const int MostRows = 100;

    [HttpGet("{sku}")]
    public async Task<ActionResult<IReadOnlyList<StockMovementRow>>> LatestAsync(string sku, [FromServices] OrderDbContext db, CancellationToken cancellationToken)
    {
        var latest = db.StockMovements
            .Where(movement => movement.Sku == sku)
            .OrderByDescending(movement => movement.MovedAt)
            .ThenBy(movement => movement.Id)
            .Take(MostRows)
            .Select(movement => new StockMovementRow(movement.MovedAt, movement.Quantity, movement.Reason));
        if (!await latest.AnyAsync(cancellationToken))
            return NotFound();
        return Ok(await latest.ToListAsync(cancellationToken)); // guardrail: BG1020 (info)
    }

    [HttpDelete]
    public async Task<int> ForgetAsync(string? sku, [FromServices] OrderDbContext db, CancellationToken cancellationToken)
    {
        var movements = db.StockMovements.AsQueryable();
        if (sku is not null)
            movements = movements.Where(movement => movement.Sku == sku);
        return await movements.ExecuteDeleteAsync(cancellationToken); // guardrail: BG2113
    }
}
