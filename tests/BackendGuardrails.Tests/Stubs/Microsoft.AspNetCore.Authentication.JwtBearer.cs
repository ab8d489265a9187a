#nullable enable
namespace Microsoft.AspNetCore.Authentication.JwtBearer
{
    using Microsoft.AspNetCore.Authentication;
    using Microsoft.IdentityModel.Tokens;

    public static class JwtBearerDefaults
    {
        public const string AuthenticationScheme = "Bearer";
    }

    public class JwtBearerOptions : AuthenticationSchemeOptions
    {
        public string? Audience { get; set; }

        public string? Authority { get; set; }

        public bool IncludeErrorDetails { get; set; } = true;

        public string MetadataAddress { get; set; } = null!;

        public bool RequireHttpsMetadata { get; set; } = true;

        public bool SaveToken { get; set; } = true;

        public TokenValidationParameters TokenValidationParameters { get; set; } = new();
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    using System;
    using Microsoft.AspNetCore.Authentication;
    using Microsoft.AspNetCore.Authentication.JwtBearer;

    public static class JwtBearerExtensions
    {
        public static AuthenticationBuilder AddJwtBearer(this AuthenticationBuilder builder, Action<JwtBearerOptions> configureOptions) => builder;

        public static AuthenticationBuilder AddJwtBearer(this AuthenticationBuilder builder, string authenticationScheme, Action<JwtBearerOptions> configureOptions) => builder;
    }
}
