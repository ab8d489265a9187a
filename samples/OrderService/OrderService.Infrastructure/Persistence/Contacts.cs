using Microsoft.EntityFrameworkCore;

namespace OrderService.Infrastructure.Persistence;

internal interface IContacts
{
    Task<string> EmailAsync(Guid customerId, CancellationToken cancellationToken);
}

internal sealed class Contacts(OrderDbContext db) : IContacts
{
    public Task<string> EmailAsync(Guid customerId, CancellationToken cancellationToken) =>
        db.Customers.Where(customer => customer.Id == customerId).Select(customer => customer.Email).SingleAsync(cancellationToken);
}
