#nullable enable
namespace HotChocolate.Execution.Options
{
    using System;

    public class RequestExecutorOptions
    {
        public TimeSpan ExecutionTimeout { get; set; }

        public bool IncludeExceptionDetails { get; set; }
    }
}

namespace HotChocolate.Execution.Configuration
{
    using Microsoft.Extensions.DependencyInjection;

    public interface IRequestExecutorBuilder
    {
        IServiceCollection Services { get; }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    using System;
    using HotChocolate.Execution.Configuration;
    using HotChocolate.Execution.Options;

    public static class RequestExecutorBuilderExtensions
    {
        public static IRequestExecutorBuilder AddGraphQLServer(this IServiceCollection services) => throw new NotImplementedException();

        public static IRequestExecutorBuilder ModifyRequestOptions(this IRequestExecutorBuilder builder, Action<RequestExecutorOptions> modify) => builder;
    }
}
