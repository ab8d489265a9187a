using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2102.Before;

public class Checkout(ShopContext db)
{
    public async Task<int> PlaceAsync(string customer, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken); // BG2102
        var order = new Order { Customer = customer };
        db.Orders.Add(order);
        await db.SaveChangesAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"INSERT INTO audit (order_id) VALUES ({order.Id})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return order.Id;
    }
}
