using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Security;

/// <summary>Where the keys come from, and what the surroundings say.</summary>
public partial class BG4005TokenValidationWeakenedTests
{
    [Fact]
    public Task Keys_are_given_in_other_ways_too() => VerifyAsync("""
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            void InLocal(WebApplicationBuilder builder, SecurityKey key)
            {
                var parameters = new TokenValidationParameters { IssuerSigningKey = key, ValidateIssuer = false };
                builder.Services.AddAuthentication().AddJwtBearer("Bearer", options =>
                {
                    options.RequireHttpsMetadata = false;
                    options.TokenValidationParameters = parameters;
                });
            }

            void OfTheDefault(JwtBearerOptions options, SecurityKey key)
            {
                options.RequireHttpsMetadata = false;
                options.TokenValidationParameters.IssuerSigningKey = key;
            }

            void OfOthers(JwtBearerOptions options, JwtBearerOptions others, SecurityKey key)
            {
                options.[|RequireHttpsMetadata = false|];
                others.TokenValidationParameters.IssuerSigningKey = key;
            }

            void WithoutKey(JwtBearerOptions options)
            {
                var parameters = new TokenValidationParameters { ValidateIssuer = true };
                options.[|RequireHttpsMetadata = false|];
                options.TokenValidationParameters = parameters;
            }
        }
        """);

    [Fact]
    public Task Parameters_that_cannot_be_seen_may_hold_the_keys() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            void Given(JwtBearerOptions options, TokenValidationParameters parameters)
            {
                options.{|#0:RequireHttpsMetadata = false|};
                options.TokenValidationParameters = parameters;
            }

            void Fetched(JwtBearerOptions options, TokenValidationParameters parameters, string authority)
            {
                options.Authority = authority;
                options.{|#1:RequireHttpsMetadata = false|};
                options.TokenValidationParameters = parameters;
            }
        }
        """,
        Http().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Http().WithLocation(1));

    [Fact]
    public Task Surroundings_of_tests_make_it_a_hint() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Authentication.JwtBearer;

        namespace Bank.Testing
        {
            class Servers
            {
                void Configure(JwtBearerOptions options) => options.{|#0:RequireHttpsMetadata = false|};
            }
        }

        namespace Bank.Contests
        {
            class Attestation
            {
                void Configure(JwtBearerOptions options) => options.{|#1:RequireHttpsMetadata = false|};
            }
        }
        """,
        Http().WithLocation(0).WithSeverity(DiagnosticSeverity.Info),
        Http().WithLocation(1));
}
