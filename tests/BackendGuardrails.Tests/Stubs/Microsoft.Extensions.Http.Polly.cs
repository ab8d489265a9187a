#nullable enable
using System;
using System.Net.Http;
using Polly;

namespace Polly.Extensions.Http
{
    public static class HttpPolicyExtensions
    {
        public static PolicyBuilder<HttpResponseMessage> HandleTransientHttpError() => throw new NotImplementedException();
        public static PolicyBuilder<HttpResponseMessage> OrTransientHttpError(this PolicyBuilder<HttpResponseMessage> policyBuilder) => policyBuilder;
        public static PolicyBuilder<HttpResponseMessage> OrTransientHttpStatusCode(this PolicyBuilder<HttpResponseMessage> policyBuilder) => policyBuilder;
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class PollyHttpClientBuilderExtensions
    {
        public static IHttpClientBuilder AddPolicyHandler(this IHttpClientBuilder builder, IAsyncPolicy<HttpResponseMessage> policy) => builder;
        public static IHttpClientBuilder AddPolicyHandler(this IHttpClientBuilder builder, Func<HttpRequestMessage, IAsyncPolicy<HttpResponseMessage>> policySelector) => builder;
        public static IHttpClientBuilder AddPolicyHandler(
            this IHttpClientBuilder builder, Func<IServiceProvider, HttpRequestMessage, IAsyncPolicy<HttpResponseMessage>> policySelector) => builder;
        public static IHttpClientBuilder AddPolicyHandlerFromRegistry(this IHttpClientBuilder builder, string policyKey) => builder;
        public static IHttpClientBuilder AddTransientHttpErrorPolicy(
            this IHttpClientBuilder builder, Func<PolicyBuilder<HttpResponseMessage>, IAsyncPolicy<HttpResponseMessage>> configurePolicy) => builder;
    }
}
