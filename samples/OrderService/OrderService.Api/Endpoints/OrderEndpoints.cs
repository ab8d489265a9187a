using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using OrderService.Application.Orders;
using OrderService.Application.Payments;

namespace OrderService.Api.Endpoints;

public sealed record PlaceOrderRequest([Required, MinLength(1), MaxLength(50)] IReadOnlyList<OrderLineRequest> Lines);

public sealed record OrderLineRequest([Required, StringLength(40)] string Sku, [Range(1, 1000)] int Quantity);

public sealed record PlaceOrderResponse(Guid OrderId);

public sealed record PaymentRequest([Required, StringLength(200)] string CardToken);

public sealed record StatusResponse(OrderStatus Status);

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/orders").RequireAuthorization();
        orders.MapPost("/", PlaceAsync);
        orders.MapGet("/", PageAsync);
        orders.MapGet("/{orderId:guid}", DetailsAsync);
        orders.MapGet("/{orderId:guid}/status", StatusAsync);
        orders.MapPut("/{orderId:guid}/payment", PayAsync);
        orders.MapDelete("/{orderId:guid}", CancelAsync);
    }

    private static async Task<IResult> PlaceAsync(
        [FromHeader(Name = "Idempotency-Key"), StringLength(100)] string idempotencyKey, // guardrail: BG3013 (info)
        PlaceOrderRequest request, // guardrail: BG3013
        ClaimsPrincipal caller,
        OrderPlacement placement,
        CancellationToken cancellationToken)
    {
        var quantitiesBySku = request.Lines
            .GroupBy(line => line.Sku)
            .ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Quantity));
        var orderId = await placement.PlaceAsync(caller.CustomerId(), idempotencyKey, quantitiesBySku, cancellationToken);
        return TypedResults.Created($"/orders/{orderId}", new PlaceOrderResponse(orderId));
    }

    private static Task<IReadOnlyList<OrderSummary>> PageAsync(
        Guid? before, int? pageSize, ClaimsPrincipal caller, IOrderRepository orders, CancellationToken cancellationToken) =>
        orders.PageAsync(caller.CustomerId(), before, pageSize ?? 20, cancellationToken);

    private static async Task<IResult> DetailsAsync(
        Guid orderId, ClaimsPrincipal caller, IOrderRepository orders, CancellationToken cancellationToken) =>
        await orders.DetailsAsync(orderId, caller.CustomerId(), cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();

    private static async Task<IResult> StatusAsync(
        Guid orderId, ClaimsPrincipal caller, IOrderStatusBoard statusBoard, IOrderRepository orders, CancellationToken cancellationToken)
    {
        var status = await statusBoard.FindAsync(orderId, caller.CustomerId(), cancellationToken)
            ?? await orders.StatusAsync(orderId, caller.CustomerId(), cancellationToken);
        return status is { } known ? TypedResults.Ok(new StatusResponse(known)) : TypedResults.NotFound();
    }

    private static async Task<IResult> PayAsync(
        Guid orderId, PaymentRequest request, ClaimsPrincipal caller, OrderPayment payment, CancellationToken cancellationToken) => // guardrail: BG3013
        await payment.PayAsync(orderId, caller.CustomerId(), request.CardToken, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    private static async Task<IResult> CancelAsync(
        Guid orderId, ClaimsPrincipal caller, IOrderRepository orders, IOrderStatusBoard statusBoard, CancellationToken cancellationToken)
    {
        if (!await orders.CancelAsync(orderId, caller.CustomerId(), cancellationToken))
            return TypedResults.NotFound();

        await statusBoard.PostAsync(orderId, caller.CustomerId(), OrderStatus.Canceled, cancellationToken);
        return TypedResults.NoContent();
    }
}
