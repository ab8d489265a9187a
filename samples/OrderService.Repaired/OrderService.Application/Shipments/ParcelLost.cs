namespace OrderService.Application.Shipments;

/// <summary>The carrier's message about a parcel that nobody finds.</summary>
public sealed record ParcelLost(Guid Id, string Parcel, decimal Amount);
