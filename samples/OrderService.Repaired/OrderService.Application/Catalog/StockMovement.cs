namespace OrderService.Application.Catalog;

/// <summary>A correction of the stock by hand. The client chooses the id, so that a repeated request is recognized.</summary>
public sealed class StockMovement
{
    public required Guid Id { get; init; }

    public required string Sku { get; init; }

    public required int Quantity { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset MovedAt { get; init; }
}
