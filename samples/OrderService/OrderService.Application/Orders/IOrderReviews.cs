namespace OrderService.Application.Orders;

public sealed record OrderReview(Guid OrderId, decimal Total, IReadOnlyList<string> Notes);

public interface IOrderReviews
{
    /// <summary>The orders after this one, or the first ones, in the order they were placed.</summary>
    Task<IReadOnlyList<OrderReview>> AfterAsync(Guid? lastOrderId, CancellationToken cancellationToken);

    /// <summary>How many orders nobody has written a note about.</summary>
    Task<int> WaitingAsync(CancellationToken cancellationToken);

    /// <returns>False when there is no such order.</returns>
    Task<bool> NoteAsync(Guid orderId, string text, CancellationToken cancellationToken);
}
