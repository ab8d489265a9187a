namespace OrderService.Application.Customers;

public sealed class Customer
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required string Email { get; set; }

    public required string Country { get; set; }

    public required string PostalCode { get; set; }
}
