using OrderService.Application.Catalog;
using OrderService.Application.Customers;
using OrderService.Application.Shipments;

namespace OrderService.Application.Orders;

public sealed class OrderPlacement(
    ICustomerRepository customers, IProductRepository products, IOrderRepository orders, IShippingRates shippingRates, TimeProvider clock)
{
    public async Task<Guid> PlaceAsync(
        Guid customerId, string idempotencyKey, IReadOnlyDictionary<string, int> quantitiesBySku, CancellationToken cancellationToken)
    {
        if (await orders.FindIdByKeyAsync(customerId, idempotencyKey, cancellationToken) is { } earlierOrderId)
            return earlierOrderId;

        var customer = await customers.FindAsync(customerId, cancellationToken)
            ?? throw new OrderRejectedException("Complete your profile before you order.");

        var basket = await FillBasketAsync(quantitiesBySku, cancellationToken);
        var shippingCost = shippingRates.CostTo(customer.Country, customer.PostalCode);
        var order = Order.Place(customer, idempotencyKey, basket, shippingCost, clock.GetUtcNow());
        return await orders.AddAsync(order, cancellationToken);
    }

    private async Task<List<(Product Product, int Quantity)>> FillBasketAsync(
        IReadOnlyDictionary<string, int> quantitiesBySku, CancellationToken cancellationToken)
    {
        var found = await products.WithSkusAsync([.. quantitiesBySku.Keys], cancellationToken);
        if (quantitiesBySku.Keys.Except(found.Select(product => product.Sku)).FirstOrDefault() is { } unknownSku)
            throw new OrderRejectedException($"There is no product {unknownSku}.");

        return [.. found.Select(product => (product, quantitiesBySku[product.Sku]))];
    }
}
