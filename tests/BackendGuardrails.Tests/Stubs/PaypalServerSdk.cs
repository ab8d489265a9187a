#nullable enable
namespace PaypalServerSdk.Standard.Http.Response
{
    public class ApiResponse<T>
    {
    }
}

namespace PaypalServerSdk.Standard.Models
{
    public class Order
    {
    }

    public class Refund
    {
    }

    public class OrderRequest
    {
    }

    public class RefundRequest
    {
    }

    public class CreateOrderInput
    {
        public CreateOrderInput()
        {
        }

        public CreateOrderInput(OrderRequest body, string? paypalMockResponse = null, string? paypalRequestId = null) => (Body, PaypalRequestId) = (body, paypalRequestId);

        public OrderRequest? Body { get; set; }

        public string? PaypalRequestId { get; set; }

        public string? Prefer { get; set; }
    }

    public class CaptureOrderInput
    {
        public string? Id { get; set; }

        public string? PaypalRequestId { get; set; }
    }

    public class RefundCapturedPaymentInput
    {
        public string? CaptureId { get; set; }

        public string? PaypalRequestId { get; set; }

        public RefundRequest? Body { get; set; }
    }

    public class GetOrderInput
    {
        public string? Id { get; set; }
    }
}

namespace PaypalServerSdk.Standard.Controllers
{
    using System;
    using System.Threading;
    using System.Threading.Tasks;
    using PaypalServerSdk.Standard.Http.Response;

    public class OrdersController
    {
        public Task<ApiResponse<Models.Order>> CreateOrderAsync(Models.CreateOrderInput input, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ApiResponse<Models.Order>> CaptureOrderAsync(Models.CaptureOrderInput input, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ApiResponse<Models.Order>> GetOrderAsync(Models.GetOrderInput input, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    public class PaymentsController
    {
        public Task<ApiResponse<Models.Refund>> RefundCapturedPaymentAsync(Models.RefundCapturedPaymentInput input, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
