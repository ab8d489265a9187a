using System.Transactions;
using Microsoft.EntityFrameworkCore;
using OrderService.Application;
using OrderService.Application.Customers;

namespace OrderService.Infrastructure.Persistence;

internal sealed class CustomerRepository(OrderDbContext db) : ICustomerRepository
{
    public Task<Customer?> FindAsync(Guid customerId, CancellationToken cancellationToken) =>
        db.Customers.AsNoTracking().FirstOrDefaultAsync(customer => customer.Id == customerId, cancellationToken);

    public async Task SaveAsync(Customer profile, CancellationToken cancellationToken)
    {
        if (await db.Customers.FirstOrDefaultAsync(customer => customer.Id == profile.Id, cancellationToken) is { } known)
            db.Entry(known).CurrentValues.SetValues(profile);
        else
            db.Customers.Add(profile);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new OrderRejectedException("Your profile is being saved by another request.", exception);
        }
    }

    public async Task<bool> EraseAsync(Guid customerId, CancellationToken cancellationToken) =>
        await db.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);

                var erased = await db.Customers
                    .Where(customer => customer.Id == customerId)
                    .ExecuteUpdateAsync(
                        customer => customer
                            .SetProperty(c => c.Name, "")
                            .SetProperty(c => c.Email, "")
                            .SetProperty(c => c.PostalCode, ""),
                        token);
                await db.Shipments
                    .Where(shipment => shipment.CustomerId == customerId)
                    .ExecuteUpdateAsync(shipment => shipment.SetProperty(s => s.Recipient, ""), token);

                scope.Complete();
                return erased > 0;
            },
            cancellationToken);
}
