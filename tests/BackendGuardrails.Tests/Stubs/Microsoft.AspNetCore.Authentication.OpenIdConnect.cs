#nullable enable
namespace Microsoft.AspNetCore.Authentication.OpenIdConnect
{
    using Microsoft.AspNetCore.Authentication;
    using Microsoft.IdentityModel.Tokens;

    public class OpenIdConnectOptions : RemoteAuthenticationOptions
    {
        public string? Authority { get; set; }

        public string? ClientId { get; set; }

        public string? MetadataAddress { get; set; }

        public bool RequireHttpsMetadata { get; set; } = true;

        public TokenValidationParameters TokenValidationParameters { get; set; } = new();
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    using System;
    using Microsoft.AspNetCore.Authentication;
    using Microsoft.AspNetCore.Authentication.OpenIdConnect;

    public static class OpenIdConnectExtensions
    {
        public static AuthenticationBuilder AddOpenIdConnect(this AuthenticationBuilder builder, Action<OpenIdConnectOptions> configureOptions) => builder;
    }
}
