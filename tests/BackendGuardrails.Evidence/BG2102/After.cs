using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2102.After;

public class Checkout(ShopContext db)
{
    public async Task<int> PlaceAsync(string customer, CancellationToken cancellationToken)
    {
        var strategy = db.Database.CreateExecutionStrategy();
        return await strategy.ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var order = new Order { Customer = customer };
            db.Orders.Add(order);
            await db.SaveChangesAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"INSERT INTO audit (order_id) VALUES ({order.Id})", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return order.Id;
        });
    }
}
