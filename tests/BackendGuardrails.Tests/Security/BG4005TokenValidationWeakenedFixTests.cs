using BackendGuardrails.Security;
using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4005TokenValidationWeakenedAnalyzer, BackendGuardrails.Security.BG4005TokenValidationWeakenedCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4005TokenValidationWeakenedFixTests
{
    private const string Weak = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication()
            .AddJwtBearer(options =>
            {
                options.Audience = "orders";
                // Inside the cluster.
                options.[|RequireHttpsMetadata = false|]; // no TLS there
            })
            .AddJwtBearer("partners", options => options.[|RequireHttpsMetadata = false|]);
        """;

    [Fact]
    public Task The_assignment_goes() => VerifyAsync(
        Weak,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication()
            .AddJwtBearer(options =>
            {
                options.Audience = "orders";
                // Inside the cluster.
                // no TLS there
            })
            .AddJwtBearer("partners", options => { });
        """);

    [Fact]
    public Task Https_is_required_outside_development_and_by_Fix_all() => VerifyAsync(
        Weak,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication()
            .AddJwtBearer(options =>
            {
                options.Audience = "orders";
                // Inside the cluster.
                options.RequireHttpsMetadata = !builder.Environment.IsDevelopment(); // no TLS there
            })
            .AddJwtBearer("partners", options => options.RequireHttpsMetadata = !builder.Environment.IsDevelopment());
        """,
        "OutsideDevelopment");

    [ModernFact]
    public Task The_namespace_of_the_environment_is_imported() => VerifyAsync(
        """
        namespace Shop;

        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.IdentityModel.Tokens;

        class Setup(Microsoft.Extensions.Hosting.IHostEnvironment environment)
        {
            void Configure(JwtBearerOptions options) => options.[|RequireHttpsMetadata = false|];
        }
        """,
        """
        namespace Shop;

        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.Extensions.Hosting;
        using Microsoft.IdentityModel.Tokens;

        class Setup(Microsoft.Extensions.Hosting.IHostEnvironment environment)
        {
            void Configure(JwtBearerOptions options) => options.RequireHttpsMetadata = !environment.IsDevelopment();
        }
        """,
        "OutsideDevelopment",
        implicitUsings: "");

    [Fact]
    public Task A_signature_is_checked_again() => VerifyAsync(
        """
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            TokenValidationParameters Parameters() => new()
            {
                ValidAudience = "orders",
                [|RequireSignedTokens = false|],
                [|SignatureValidator|] = (token, _) =>
                {
                    return new JsonWebToken(token);
                },
            };
        }
        """,
        """
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            TokenValidationParameters Parameters() => new()
            {
                ValidAudience = "orders",
            };
        }
        """);

    [Fact]
    public Task The_key_is_checked() => VerifyAsync(
        """
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            TokenValidationParameters One() => new() { ValidateLifetime = false, [|ValidateIssuerSigningKey = false /* self-signed */|] };
            TokenValidationParameters Two() => new() { [|ValidateIssuerSigningKey = false|], ValidateLifetime = false };
        }
        """.Replace("false /* self-signed */|]", "false|] /* self-signed */", StringComparison.Ordinal),
        """
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            TokenValidationParameters One() => new() { ValidateLifetime = false, ValidateIssuerSigningKey = true /* self-signed */ };
            TokenValidationParameters Two() => new() { ValidateIssuerSigningKey = true, ValidateLifetime = false };
        }
        """,
        "CheckKey");

    [Fact]
    public Task No_fix_where_the_value_of_the_assignment_is_used() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.IdentityModel.Tokens;

            class Tokens
            {
                bool Loosen(TokenValidationParameters parameters) => parameters.[|RequireSignedTokens = false|];
            }
            """,
        FixedCode = """
            using Microsoft.IdentityModel.Tokens;

            class Tokens
            {
                bool Loosen(TokenValidationParameters parameters) => parameters.[|RequireSignedTokens = false|];
            }
            """,
        Stubs = BG4005TokenValidationWeakenedTests.Libraries,
    }.RunAsync();

    private static Task VerifyAsync(string before, string after, string? variant = null, string? implicitUsings = null)
    {
        var test = new VerifyCS.Test
        {
            TestCode = before,
            FixedCode = after,
            Stubs = BG4005TokenValidationWeakenedTests.Libraries,
            CodeActionEquivalenceKey = nameof(BG4005TokenValidationWeakenedCodeFix) + (variant is null ? "" : $".{variant}"),
        };
        test.ImplicitUsings = implicitUsings ?? test.ImplicitUsings;
        return test.RunAsync();
    }
}
