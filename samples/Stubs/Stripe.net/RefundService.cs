using System.Globalization;

namespace Stripe;

public class Refund : StripeEntity
{
    public string? Status { get; set; }
}

public class RefundCreateOptions : BaseOptions
{
    public long? Amount { get; set; }

    public string? Charge { get; set; }
}

public abstract class Service<TEntity>(IStripeClient client)
    where TEntity : IStripeEntity
{
    protected IStripeClient Client => client;
}

public class RefundService(IStripeClient client) : Service<Refund>(client)
{
    public virtual Task<Refund> CreateAsync(RefundCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
    {
        var form = new Dictionary<string, string>();
        if (options.Charge is { } charge)
            form.Add("charge", charge);
        if (options.Amount is { } amount)
            form.Add("amount", amount.ToString(CultureInfo.InvariantCulture));
        return Client.PostAsync<Refund>("refunds", form, requestOptions, cancellationToken);
    }
}
