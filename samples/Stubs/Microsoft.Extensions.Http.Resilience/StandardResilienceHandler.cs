using Polly;

namespace Microsoft.Extensions.Http.Resilience;

internal sealed class StandardResilienceHandler(HttpStandardResilienceOptions options) : DelegatingHandler
{
    public static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("Resilience.Http.RequestMessage");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddTimeout(options.TotalRequestTimeout)
        .AddRetry(options.Retry)
        .AddTimeout(options.AttemptTimeout)
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await _pipeline.ExecuteAsync(async attempt => await base.SendAsync(request, attempt.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
