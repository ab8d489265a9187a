using Microsoft.EntityFrameworkCore;

namespace OrderService.Infrastructure.Persistence;

internal interface IContacts
{
    Task<Dictionary<Guid, string>> EmailsAsync(IReadOnlyCollection<Guid> customerIds, CancellationToken cancellationToken);
}

internal sealed class Contacts(OrderDbContext db) : IContacts
{
    public Task<Dictionary<Guid, string>> EmailsAsync(IReadOnlyCollection<Guid> customerIds, CancellationToken cancellationToken) =>
        db.Customers.AsNoTracking().Where(customer => customerIds.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, customer => customer.Email, cancellationToken);
}
