using System.Net.Mail;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderService.Application.Customers;
using OrderService.Application.Orders;
using OrderService.Application.Payments;

namespace OrderService.Infrastructure.Mail;

public sealed class MailOptions
{
    public string Host { get; set; } = "localhost";

    public int Port { get; set; } = 25;

    public string From { get; set; } = "orders@example.com";
}

internal sealed class OrderMail(IOptions<MailOptions> options, ILogger<OrderMail> logger) : IOrderMail
{
    public async Task SendReceiptAsync(Customer customer, Order order, CancellationToken cancellationToken)
    {
        var subject = $"Your order {order.Id}";
        var text = $"Dear {customer.Name},\n\nthank you: we received {order.Payment?.Amount:0.00} for your order {order.Id}.";
        try
        {
            using var smtp = new SmtpClient(options.Value.Host, options.Value.Port);
            using var receipt = new MailMessage(options.Value.From, customer.Email, subject, text);
            await smtp.SendMailAsync(receipt, cancellationToken);
        }
        catch (Exception exception) when (exception is SmtpException or FormatException)
        {
            // The order is paid all the same, and the customer finds the receipt in the shop.
            logger.LogWarning(exception, "The receipt for order {OrderId} could not be sent", order.Id);
        }
    }
}
