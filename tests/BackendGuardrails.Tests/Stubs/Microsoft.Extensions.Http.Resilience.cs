#nullable enable
#pragma warning disable EXTEXP0001
using System;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Microsoft.Extensions.Http.Resilience
{
    public class HttpRetryStrategyOptions : RetryStrategyOptions<HttpResponseMessage>
    {
        public bool ShouldRetryAfterHeader { get; set; }
    }

    public class HttpTimeoutStrategyOptions : TimeoutStrategyOptions { }

    public class HttpCircuitBreakerStrategyOptions : CircuitBreakerStrategyOptions<HttpResponseMessage> { }

    public class HttpHedgingStrategyOptions : HedgingStrategyOptions<HttpResponseMessage> { }

#if EXPERIMENTAL
    [System.Diagnostics.CodeAnalysis.Experimental("EXTEXP0001")]
#endif
    public static class HttpRetryStrategyOptionsExtensions
    {
        public static void DisableForUnsafeHttpMethods(this HttpRetryStrategyOptions options) { }
        public static void DisableFor(this HttpRetryStrategyOptions options, params HttpMethod[] methods) { }
    }

    public class HttpStandardResilienceOptions
    {
        public HttpTimeoutStrategyOptions TotalRequestTimeout { get; set; } = new();
        public HttpRetryStrategyOptions Retry { get; set; } = new();
        public HttpCircuitBreakerStrategyOptions CircuitBreaker { get; set; } = new();
        public HttpTimeoutStrategyOptions AttemptTimeout { get; set; } = new();
    }

    public class HttpStandardHedgingResilienceOptions
    {
        public HttpTimeoutStrategyOptions TotalRequestTimeout { get; set; } = new();
        public HttpHedgingStrategyOptions Hedging { get; set; } = new();
    }

    public interface IHttpStandardResiliencePipelineBuilder
    {
        string PipelineName { get; }
    }

    public interface IHttpResiliencePipelineBuilder
    {
        string PipelineName { get; }
    }

    public interface IRoutingStrategyBuilder
    {
        string Name { get; }
    }

    public interface IStandardHedgingHandlerBuilder
    {
        string Name { get; }
    }

    public class ResilienceHandlerContext
    {
        public IServiceProvider ServiceProvider => throw new NotImplementedException();
        public TOptions GetOptions<TOptions>(string name) => throw new NotImplementedException();
    }

    public static class HttpStandardResiliencePipelineBuilderExtensions
    {
        public static IHttpStandardResiliencePipelineBuilder Configure(this IHttpStandardResiliencePipelineBuilder builder, IConfigurationSection section) => builder;
        public static IHttpStandardResiliencePipelineBuilder Configure(this IHttpStandardResiliencePipelineBuilder builder, Action<HttpStandardResilienceOptions> configure) => builder;
        public static IHttpStandardResiliencePipelineBuilder Configure(
            this IHttpStandardResiliencePipelineBuilder builder, Action<HttpStandardResilienceOptions, IServiceProvider> configure) => builder;
        public static IHttpStandardResiliencePipelineBuilder SelectPipelineByAuthority(this IHttpStandardResiliencePipelineBuilder builder) => builder;
    }

    public static class StandardHedgingHandlerBuilderExtensions
    {
        public static IStandardHedgingHandlerBuilder Configure(this IStandardHedgingHandlerBuilder builder, IConfigurationSection section) => builder;
        public static IStandardHedgingHandlerBuilder Configure(this IStandardHedgingHandlerBuilder builder, Action<HttpStandardHedgingResilienceOptions> configure) => builder;
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class ResilienceHttpClientBuilderExtensions
    {
        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder) => throw new NotImplementedException();
        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder, IConfigurationSection section) =>
            throw new NotImplementedException();
        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder, Action<HttpStandardResilienceOptions> configure) =>
            throw new NotImplementedException();
        public static IStandardHedgingHandlerBuilder AddStandardHedgingHandler(this IHttpClientBuilder builder) => throw new NotImplementedException();
        public static IStandardHedgingHandlerBuilder AddStandardHedgingHandler(this IHttpClientBuilder builder, Action<IRoutingStrategyBuilder> configure) =>
            throw new NotImplementedException();
        public static IHttpResiliencePipelineBuilder AddResilienceHandler(
            this IHttpClientBuilder builder, string pipelineName, Action<ResiliencePipelineBuilder<HttpResponseMessage>> configure) => throw new NotImplementedException();
        public static IHttpResiliencePipelineBuilder AddResilienceHandler(
            this IHttpClientBuilder builder, string pipelineName, Action<ResiliencePipelineBuilder<HttpResponseMessage>, ResilienceHandlerContext> configure) =>
            throw new NotImplementedException();
    }
}
