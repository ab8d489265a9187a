namespace OrderService.Application.Customers;

public interface ICustomerRepository
{
    Task<Customer?> FindAsync(Guid customerId, CancellationToken cancellationToken);

    Task SaveAsync(Customer profile, CancellationToken cancellationToken);

    /// <summary>Removes what identifies the customer; the orders stay, because accounting needs them.</summary>
    Task<bool> EraseAsync(Guid customerId, CancellationToken cancellationToken);
}
