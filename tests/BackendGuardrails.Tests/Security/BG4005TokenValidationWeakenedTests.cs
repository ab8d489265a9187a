using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4005TokenValidationWeakenedAnalyzer, BackendGuardrails.Security.BG4005TokenValidationWeakenedCodeFix>;

namespace BackendGuardrails.Tests.Security;

public partial class BG4005TokenValidationWeakenedTests
{
    public static readonly string[] Libraries =
    [
        "Microsoft.AspNetCore.Authentication.JwtBearer", "Microsoft.AspNetCore.Authentication.OpenIdConnect", "Microsoft.IdentityModel.Tokens",
    ];

    [Fact]
    public Task Metadata_over_http_is_reported_however_the_options_are_set() => VerifyAsync("""
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.AspNetCore.Authentication.OpenIdConnect;
        using Bearer = Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication()
            .AddJwtBearer(options =>
            {
                options.Authority = "http://identity:8080";
                options.[|RequireHttpsMetadata = false|];
            })
            .AddJwtBearer("internal", o => o.[|RequireHttpsMetadata = false|])
            .AddOpenIdConnect(o => { o.[|RequireHttpsMetadata = false|]; });
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.[|RequireHttpsMetadata = false|]);
        builder.Services.PostConfigure<OpenIdConnectOptions>(Configure);
        builder.Services.AddOptions<Bearer>().Configure(options => options.[|RequireHttpsMetadata = false|]);

        var bearer = new Bearer { [|RequireHttpsMetadata = false|], SaveToken = true };
        Bearer target = new() { [|RequireHttpsMetadata = false|] };

        void Configure(OpenIdConnectOptions options) => options.[|RequireHttpsMetadata = false|];

        class InternalOptions : JwtBearerOptions
        {
            public InternalOptions() => [|RequireHttpsMetadata = false|];
        }
        """);

    [Fact]
    public Task A_signature_that_nobody_checks_is_reported() => VerifyAsync("""
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        using System.IdentityModel.Tokens.Jwt;

        class Tokens
        {
            private static readonly JsonWebTokenHandler Handler = new();

            TokenValidationParameters Unsigned() => new() { [|RequireSignedTokens = false|] };

            TokenValidationParameters[] Unchecked() => new[]
            {
                new TokenValidationParameters { [|SignatureValidator = (token, _) => new JwtSecurityToken(token)|] },
                new TokenValidationParameters { [|SignatureValidator = (token, _) => { return new JsonWebToken(token); }|] },
                new TokenValidationParameters { [|SignatureValidator = delegate (string token, TokenValidationParameters parameters) { var jwt = new JsonWebToken(token); return jwt; }|] },
                new TokenValidationParameters { [|SignatureValidator = (token, _) => Handler.ReadJsonWebToken(token)|] },
                new TokenValidationParameters { [|SignatureValidator = (token, _) => new JwtSecurityTokenHandler().ReadJwtToken(token)|] },
                new TokenValidationParameters { [|SignatureValidator = Read|] },
            };

            static SecurityToken Read(string token, TokenValidationParameters parameters) => Handler.ReadToken(token);
        }
        """);

    [Fact]
    public Task A_validator_that_checks_is_quiet() => VerifyAsync("""
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            TokenValidationParameters[] Checked(SignatureValidator given) => new[]
            {
                new TokenValidationParameters { SignatureValidator = given },
                new TokenValidationParameters { SignatureValidator = null },
                new TokenValidationParameters
                {
                    SignatureValidator = (token, _) =>
                    {
                        if (!Verify(token))
                            throw new InvalidOperationException();
                        return new JsonWebToken(token);
                    },
                },
                new TokenValidationParameters { SignatureValidator = (token, _) => { EnsureSigned(token); return new JsonWebToken(token); } },
                new TokenValidationParameters { SignatureValidator = (token, parameters) => Custom(token) },
                new TokenValidationParameters { RequireSignedTokens = true, ValidateIssuerSigningKey = true },
                new TokenValidationParameters { IssuerSigningKeyValidator = (key, _, _) => key.KeyId == "2026" },
            };

            static bool Verify(string token) => token.Length > 0;
            static void EnsureSigned(string token) { }
            static SecurityToken Custom(string token) => token.Length > 0 ? new JsonWebToken(token) : throw new InvalidOperationException();
        }
        """);

    [Theory]
    [InlineData("ValidateIssuerSigningKey = false")]
    [InlineData("IssuerSigningKeyValidator = (_, _, _) => true")]
    public Task The_default_of_the_key_check_is_a_hint_when_written_out(string setting) => VerifyAsync(
        $$"""
        using Microsoft.IdentityModel.Tokens;

        var parameters = new TokenValidationParameters
        {
            ValidateIssuer = true,
            {|#0:{{setting}}|},
        };
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info)
            .WithArguments(setting.Split(' ')[0], "skips the check of the key that signed the token, such as whether its certificate has expired; let the library check it"));

    [Fact]
    public Task Together_with_other_checks_that_are_off_it_is_a_warning() => VerifyAsync("""
        using Microsoft.IdentityModel.Tokens;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.TokenValidationParameters.ValidateIssuer = false;
            options.TokenValidationParameters.[|ValidateIssuerSigningKey = false|];
        });
        var parameters = new TokenValidationParameters { ValidateLifetime = false, [|ValidateIssuerSigningKey = false|] };
        """);

    [Theory]
    [InlineData("http://localhost:5001")]
    [InlineData("https://localhost:5001")]
    [InlineData("http://127.0.0.1/identity")]
    public Task An_authority_on_this_machine_makes_it_a_hint(string authority) => VerifyAsync(
        $$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = "{{authority}}";
            options.{|#0:RequireHttpsMetadata = false|};
        });
        """,
        Http().WithLocation(0).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Behind_a_setting_it_is_a_hint() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            if (builder.Configuration.GetValue<bool>("Auth:Insecure"))
                options.{|#0:RequireHttpsMetadata = false|};
        });
        """,
        Http().WithLocation(0).WithSeverity(DiagnosticSeverity.Info));

    [Fact]
    public Task Keys_that_are_given_with_no_address_to_fetch_others_from_are_quiet() => VerifyAsync("""
        using Microsoft.AspNetCore.Authentication.JwtBearer;
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            void Given(JwtBearerOptions options, SecurityKey key)
            {
                options.RequireHttpsMetadata = false;
                options.TokenValidationParameters = new TokenValidationParameters { ValidateIssuerSigningKey = true, IssuerSigningKey = key };
            }

            void Fetched(JwtBearerOptions options, SecurityKey key, string authority)
            {
                options.Authority = authority;
                options.[|RequireHttpsMetadata = false|];
                options.TokenValidationParameters = new TokenValidationParameters { IssuerSigningKey = key };
            }

            void Unsaid(JwtBearerOptions options)
            {
                options.[|RequireHttpsMetadata = false|];
                options.TokenValidationParameters = new TokenValidationParameters { ValidateIssuerSigningKey = true };
            }
        }
        """);

    [Fact]
    public Task Development_and_variables_are_quiet() => VerifyAsync("""
        using Microsoft.IdentityModel.JsonWebTokens;

        var builder = WebApplication.CreateBuilder(args);
        var secure = args.Length == 0;
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.RequireHttpsMetadata = !builder.Environment.IsDevelopment();
            options.RequireHttpsMetadata = builder.Environment.IsDevelopment() ? false : true;
            options.RequireHttpsMetadata = builder.Configuration.GetValue<bool>("Auth:RequireHttps");
            options.RequireHttpsMetadata = secure;
            options.RequireHttpsMetadata = true;
            if (builder.Environment.IsDevelopment())
            {
                options.RequireHttpsMetadata = false;
                options.TokenValidationParameters.RequireSignedTokens = false;
                options.TokenValidationParameters.SignatureValidator = (token, _) => new JsonWebToken(token);
            }
        });
        """);

    [Fact]
    public Task What_the_SDK_reports_is_left_to_it() => VerifyAsync("""
        using Microsoft.IdentityModel.Tokens;

        var parameters = new TokenValidationParameters
        {
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
            LifetimeValidator = (_, _, _, _) => true,
        };
        """);

    [Fact]
    public Task A_look_alike_is_quiet() => VerifyAsync("""
        namespace Shop
        {
            class JwtBearerOptions
            {
                public bool RequireHttpsMetadata { get; set; }
                public bool ValidateIssuerSigningKey { get; set; }
            }

            class Setup
            {
                JwtBearerOptions Create() => new() { RequireHttpsMetadata = false, ValidateIssuerSigningKey = false };
            }
        }
        """);

    [Fact]
    public Task Known_miss_a_token_that_is_cloned_by_own_code() => VerifyAsync("""
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            TokenValidationParameters Parameters() => new() { SignatureValidator = (token, _) => Parse(token) };

            static JsonWebToken Parse(string token) => new(token);
        }
        """);

    [Fact]
    public Task Half_typed_code_does_not_throw() => VerifyAsync("""
        using Microsoft.IdentityModel.Tokens;

        class Tokens
        {
            void Use(TokenValidationParameters parameters)
            {
                parameters.SignatureValidator = (token, _) => {|CS0103:Rea|}(token);
                parameters.SignatureValidator = {|CS0103:Missing|};
                parameters.RequireSignedTokens = {|CS1525:;|}
            }
        }
        """);

    private static DiagnosticResult Http() => VerifyCS.Diagnostic().WithArguments(
        "RequireHttpsMetadata", "lets the signing keys come over plain HTTP, where somebody can put their own in place; require HTTPS outside development");

    private static Task VerifyAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test { TestCode = source, Stubs = Libraries };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
