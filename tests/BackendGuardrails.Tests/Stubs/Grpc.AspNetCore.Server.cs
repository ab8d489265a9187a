#nullable enable
namespace Grpc.AspNetCore.Server
{
    public class GrpcServiceOptions
    {
        public bool? EnableDetailedErrors { get; set; }

        public int? MaxReceiveMessageSize { get; set; }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    using System;
    using Grpc.AspNetCore.Server;

    public interface IGrpcServerBuilder
    {
        IServiceCollection Services { get; }
    }

    public static class GrpcServicesExtensions
    {
        public static IGrpcServerBuilder AddGrpc(this IServiceCollection services, Action<GrpcServiceOptions> configureOptions) => throw new NotImplementedException();
    }
}
