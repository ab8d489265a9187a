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
    public async Task<int> ForgetAsync(string? sku, [FromServices] OrderDbContext db, CancellationToken cancellationToken)
    {
        var movements = db.StockMovements.AsQueryable();
        if (sku is not null)
            movements = movements.Where(movement => movement.Sku == sku);
        return await movements.ExecuteDeleteAsync(cancellationToken); // guardrail: BG2113
    }
}
