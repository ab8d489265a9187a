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

namespace HotChocolate
{
    public interface IError
    {
        string Message { get; }
    }

    public interface IErrorBuilder
    {
        IErrorBuilder SetMessage(string message);

        IError Build();
    }

    public class ErrorBuilder : IErrorBuilder
    {
        private ErrorBuilder()
        {
        }

        public static ErrorBuilder New() => new();

        public IErrorBuilder SetMessage(string message) => this;

        public IError Build() => throw new System.NotImplementedException();
    }
}
