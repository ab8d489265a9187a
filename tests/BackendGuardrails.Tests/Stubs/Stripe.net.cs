#nullable enable
namespace Stripe
{
    using System.Threading;
    using System.Threading.Tasks;

    public interface IStripeEntity
    {
    }

    public abstract class BaseOptions
    {
    }

    public class RequestOptions
    {
        public string? ApiKey { get; set; }

        public string? IdempotencyKey { get; set; }

        public string? StripeAccount { get; set; }
    }

    public abstract class Service<TEntity>
        where TEntity : IStripeEntity
    {
    }

    public class Charge : IStripeEntity
    {
        public string Id { get; set; } = "";
    }

    public class ChargeCreateOptions : BaseOptions
    {
        public long? Amount { get; set; }

        public string? Currency { get; set; }

        public string? Source { get; set; }
    }

    public class ChargeCaptureOptions : BaseOptions
    {
    }

    public class ChargeService : Service<Charge>
    {
        public virtual Charge Create(ChargeCreateOptions options, RequestOptions? requestOptions = null) => new();

        public virtual Task<Charge> CreateAsync(ChargeCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new Charge());

        public virtual Task<Charge> CaptureAsync(string id, ChargeCaptureOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new Charge());

        public virtual Task<Charge> GetAsync(string id, BaseOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new Charge());
    }

    public class PaymentIntent : IStripeEntity
    {
        public string Id { get; set; } = "";
    }

    public class PaymentIntentCreateOptions : BaseOptions
    {
        public long? Amount { get; set; }

        public bool? Confirm { get; set; }
    }

    public class PaymentIntentConfirmOptions : BaseOptions
    {
    }

    public class PaymentIntentUpdateOptions : BaseOptions
    {
    }

    public class PaymentIntentService : Service<PaymentIntent>
    {
        public virtual Task<PaymentIntent> CreateAsync(PaymentIntentCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new PaymentIntent());

        public virtual Task<PaymentIntent> ConfirmAsync(string id, PaymentIntentConfirmOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new PaymentIntent());

        public virtual Task<PaymentIntent> UpdateAsync(string id, PaymentIntentUpdateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new PaymentIntent());
    }

    public class Refund : IStripeEntity
    {
        public string Id { get; set; } = "";
    }

    public class RefundCreateOptions : BaseOptions
    {
        public string? Charge { get; set; }

        public long? Amount { get; set; }
    }

    public class RefundService : Service<Refund>
    {
        public virtual Refund Create(RefundCreateOptions options, RequestOptions? requestOptions = null) => new();

        public virtual Task<Refund> CreateAsync(RefundCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new Refund());
    }

    public class Customer : IStripeEntity
    {
    }

    public class CustomerCreateOptions : BaseOptions
    {
    }

    public class CustomerService : Service<Customer>
    {
        public virtual Task<Customer> CreateAsync(CustomerCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new Customer());
    }
}

namespace Stripe.Checkout
{
    using System.Threading;
    using System.Threading.Tasks;

    public class Session : IStripeEntity
    {
    }

    public class SessionCreateOptions : BaseOptions
    {
    }

    public class SessionService : Service<Session>
    {
        public virtual Task<Session> CreateAsync(SessionCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) => Task.FromResult(new Session());
    }
}
