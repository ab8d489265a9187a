using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class ResilienceHttpClientBuilderExtensions
    {
        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder)
        {
            var pipelineName = $"{builder.Name}-standard";
            builder.AddHttpMessageHandler(services => new StandardResilienceHandler(
                services.GetRequiredService<IOptionsMonitor<HttpStandardResilienceOptions>>().Get(pipelineName)));
            return new HttpStandardResiliencePipelineBuilder(pipelineName, builder.Services);
        }

        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
            this IHttpClientBuilder builder, IConfigurationSection section)
        {
            var pipeline = builder.AddStandardResilienceHandler();
            pipeline.Services.Configure<HttpStandardResilienceOptions>(pipeline.PipelineName, section);
            return pipeline;
        }

        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
            this IHttpClientBuilder builder, Action<HttpStandardResilienceOptions> configure)
        {
            var pipeline = builder.AddStandardResilienceHandler();
            pipeline.Services.Configure(pipeline.PipelineName, configure);
            return pipeline;
        }
    }
}

namespace Microsoft.Extensions.Http.Resilience
{
    public interface IHttpStandardResiliencePipelineBuilder
    {
        string PipelineName { get; }

        IServiceCollection Services { get; }
    }

    internal sealed record HttpStandardResiliencePipelineBuilder(string PipelineName, IServiceCollection Services)
        : IHttpStandardResiliencePipelineBuilder;
}
