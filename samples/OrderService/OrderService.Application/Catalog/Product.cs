namespace OrderService.Application.Catalog;

public sealed class Product
{
    public required Guid Id { get; init; }

    public required string Sku { get; init; }

    public required string Name { get; set; }

    public required decimal UnitPrice { get; set; }

    public required int Stock { get; set; }

    public void Reserve(int quantity)
    {
        if (quantity > Stock)
            throw new OrderRejectedException($"Only {Stock} of {Sku} are in stock.");
        Stock -= quantity;
    }

    public void PutBack(int quantity) => Stock += quantity;
}
