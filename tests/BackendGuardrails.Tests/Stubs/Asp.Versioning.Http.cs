#nullable enable
namespace Asp.Versioning
{
    using System;
    using System.Collections.Generic;

    public class ApiVersion
    {
        public ApiVersion(double version)
        {
        }
    }

    public interface IApiVersionNeutral
    {
    }

    public interface IApiVersionProvider
    {
        IReadOnlyList<ApiVersion> Versions { get; }
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
    public class ApiVersionAttribute : Attribute, IApiVersionProvider
    {
        public ApiVersionAttribute(string version)
        {
        }

        public ApiVersionAttribute(double version)
        {
        }

        public IReadOnlyList<ApiVersion> Versions => Array.Empty<ApiVersion>();
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
    public class MapToApiVersionAttribute : ApiVersionAttribute
    {
        public MapToApiVersionAttribute(string version)
            : base(version)
        {
        }
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
    public sealed class ApiVersionNeutralAttribute : Attribute, IApiVersionNeutral
    {
    }
}

namespace Asp.Versioning.Builder
{
    public class ApiVersionSetBuilder
    {
        public ApiVersionSetBuilder HasApiVersion(ApiVersion version) => this;

        public ApiVersionSet Build() => new();
    }

    public class ApiVersionSet
    {
    }
}

namespace Microsoft.AspNetCore.Builder
{
    using Asp.Versioning.Builder;
    using Microsoft.AspNetCore.Routing;

    public static class IEndpointConventionBuilderExtensions
    {
        public static ApiVersionSetBuilder NewApiVersionSet(this IEndpointRouteBuilder endpoints, string? name = null) => new();

        public static TBuilder WithApiVersionSet<TBuilder>(this TBuilder builder, ApiVersionSet versions)
            where TBuilder : IEndpointConventionBuilder => builder;

        public static TBuilder HasApiVersion<TBuilder>(this TBuilder builder, double version)
            where TBuilder : IEndpointConventionBuilder => builder;

        public static TBuilder IsApiVersionNeutral<TBuilder>(this TBuilder builder)
            where TBuilder : IEndpointConventionBuilder => builder;
    }
}
