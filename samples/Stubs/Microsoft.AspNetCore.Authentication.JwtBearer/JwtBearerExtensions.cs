using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Extensions.DependencyInjection
{
    public static class JwtBearerExtensions
    {
        public static AuthenticationBuilder AddJwtBearer(this AuthenticationBuilder builder) =>
            builder.AddJwtBearer(_ => { });

        public static AuthenticationBuilder AddJwtBearer(this AuthenticationBuilder builder, Action<JwtBearerOptions> configureOptions) =>
            builder.AddJwtBearer(JwtBearerDefaults.AuthenticationScheme, configureOptions);

        public static AuthenticationBuilder AddJwtBearer(
            this AuthenticationBuilder builder, string authenticationScheme, Action<JwtBearerOptions> configureOptions) =>
            builder.AddScheme<JwtBearerOptions, JwtBearerHandler>(authenticationScheme, configureOptions);
    }
}

namespace Microsoft.AspNetCore.Authentication.JwtBearer
{
    public static class JwtBearerDefaults
    {
        public const string AuthenticationScheme = "Bearer";
    }

    public class JwtBearerOptions : AuthenticationSchemeOptions
    {
        public bool RequireHttpsMetadata { get; set; } = true;

        public string? Authority { get; set; }

        public string? Audience { get; set; }

        public bool IncludeErrorDetails { get; set; } = true;

        public bool MapInboundClaims { get; set; } = true;

        public TokenValidationParameters TokenValidationParameters { get; set; } = new();

        public override void Validate()
        {
            base.Validate();
            if (RequireHttpsMetadata && Authority is not null && !Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException("The Authority must use HTTPS unless RequireHttpsMetadata is false.");
        }
    }
}
