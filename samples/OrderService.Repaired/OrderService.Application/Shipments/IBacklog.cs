namespace OrderService.Application.Shipments;

/// <summary>How much waits in the house.</summary>
public interface IBacklog
{
    Task<int> ShipmentsAsync(CancellationToken cancellationToken);
}
