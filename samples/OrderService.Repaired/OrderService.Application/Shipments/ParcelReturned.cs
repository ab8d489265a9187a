namespace OrderService.Application.Shipments;

/// <summary>The carrier's message about a parcel that nobody took.</summary>
public sealed record ParcelReturned(Guid OrderId, string Parcel, decimal Amount);

public interface IIntegrationEventHandler<in T>
{
    Task HandleAsync(T message, CancellationToken cancellationToken);
}
