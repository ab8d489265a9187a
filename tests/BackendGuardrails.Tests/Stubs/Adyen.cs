#nullable enable
namespace Adyen.Model
{
    public class RequestOptions
    {
        public string? IdempotencyKey { get; set; }
    }
}

namespace Adyen.Model.Checkout
{
    public class PaymentRequest
    {
        public string? Reference { get; set; }
    }

    public class PaymentDetailsRequest
    {
    }

    public class PaymentRefundRequest
    {
    }

    public class PaymentCaptureRequest
    {
    }

    public class PaymentResponse
    {
    }
}

namespace Adyen.Service.Checkout
{
    using System.Threading;
    using System.Threading.Tasks;
    using Adyen.Model;
    using Adyen.Model.Checkout;

    public interface IPaymentsService
    {
        PaymentResponse Payments(PaymentRequest? paymentRequest = default, RequestOptions? requestOptions = default);

        Task<PaymentResponse> PaymentsAsync(PaymentRequest? paymentRequest = default, RequestOptions? requestOptions = default, CancellationToken cancellationToken = default);

        Task<PaymentResponse> PaymentsDetailsAsync(PaymentDetailsRequest? paymentDetailsRequest = default, RequestOptions? requestOptions = default, CancellationToken cancellationToken = default);
    }

    public interface IModificationsService
    {
        Task<PaymentResponse> RefundCapturedPaymentAsync(string paymentPspReference, PaymentRefundRequest? paymentRefundRequest = default, RequestOptions? requestOptions = default, CancellationToken cancellationToken = default);

        Task<PaymentResponse> CaptureAuthorisedPaymentAsync(string paymentPspReference, PaymentCaptureRequest? paymentCaptureRequest = default, RequestOptions? requestOptions = default, CancellationToken cancellationToken = default);
    }
}
