using OrderService.Application.Customers;
using OrderService.Application.Orders;

namespace OrderService.Application.Payments;

public interface IPaymentProvider
{
    /// <returns>The provider's reference of the charge.</returns>
    /// <exception cref="OrderRejectedException">The card was declined.</exception>
    Task<string> ChargeAsync(Payment payment, string cardToken, CancellationToken cancellationToken);
}

public interface IOrderMail
{
    Task SendReceiptAsync(Customer customer, Order order, CancellationToken cancellationToken);
}

public sealed class OrderPayment(
    IOrderRepository orders,
    ICustomerRepository customers,
    IPaymentProvider provider,
    IOrderStatusBoard statusBoard,
    IOrderMail mail,
    TimeProvider clock)
{
    /// <returns>False when the customer has no such order.</returns>
    public async Task<bool> PayAsync(Guid orderId, Guid customerId, string cardToken, CancellationToken cancellationToken)
    {
        var order = await orders.FindWithPaymentAsync(orderId, cancellationToken);
        if (order is not { Payment: { } payment } || order.CustomerId != customerId)
            return false;
        if (payment.Status == PaymentStatus.Captured)
            return true;

        payment.Claim(clock.GetUtcNow());
        await orders.SaveAsync(cancellationToken);
        await ChargeAsync(payment, cardToken, cancellationToken);

        // The card has been charged: from here on a client that hangs up must not stop the books from saying so.
        order.MarkPaid();
        await orders.SaveAsync(CancellationToken.None);
        await statusBoard.PostAsync(order.Id, order.CustomerId, order.Status, CancellationToken.None);

        if (await customers.FindAsync(order.CustomerId, CancellationToken.None) is { } customer)
            await mail.SendReceiptAsync(customer, order, CancellationToken.None);
        return true;
    }

    private async Task ChargeAsync(Payment payment, string cardToken, CancellationToken cancellationToken)
    {
        try
        {
            payment.Capture(await provider.ChargeAsync(payment, cardToken, cancellationToken));
        }
        catch (OrderRejectedException)
        {
            payment.Release();
            await orders.SaveAsync(CancellationToken.None);
            throw;
        }
    }
}
