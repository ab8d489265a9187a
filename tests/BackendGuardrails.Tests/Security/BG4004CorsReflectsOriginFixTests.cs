using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4004CorsReflectsOriginAnalyzer, BackendGuardrails.Security.BG4004CorsReflectsOriginCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4004CorsReflectsOriginFixTests
{
    [Fact]
    public Task Configured_origins_are_allowed_instead_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(options =>
        {
            options.AddDefaultPolicy(policy => policy
                .[|SetIsOriginAllowed(_ => true)|] // any
                .AllowAnyHeader()
                .AllowCredentials());
            options.AddPolicy("other", policy => policy.AllowCredentials().[|SetIsOriginAllowed(_ => true)|]);
        });
        """,
        Modern("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(options =>
        {
            options.AddDefaultPolicy(policy => policy
                .WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? []) // any
                .AllowAnyHeader()
                .AllowCredentials());
            options.AddPolicy("other", policy => policy.AllowCredentials().WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? []));
        });
        """));

    [ModernFact]
    public Task Configuration_may_be_a_parameter_or_a_field_and_bring_its_namespace() => VerifyCS.VerifyCodeFixAsync(
        """
        namespace Shop
        {
            using Microsoft.AspNetCore.Cors.Infrastructure;

            class Parameter
            {
                static void Use(IServiceCollection services, IConfiguration settings) =>
                    services.AddCors(options => options.AddDefaultPolicy(policy => policy.[|SetIsOriginAllowed(_ => true)|].AllowCredentials()));
            }

            class Field
            {
                private readonly IConfiguration _configuration;

                public Field(IConfiguration configuration) => _configuration = configuration;

                void Use(CorsPolicyBuilder policy) => policy.[|SetIsOriginAllowed(_ => true)|].AllowCredentials();
            }

            class Primary(IConfiguration configuration)
            {
                void Use(CorsPolicyBuilder policy) => policy.[|SetIsOriginAllowed(_ => true)|].AllowCredentials();
            }
        }
        """,
        Modern("""
        namespace Shop
        {
            using Microsoft.AspNetCore.Cors.Infrastructure;

            class Parameter
            {
                static void Use(IServiceCollection services, IConfiguration settings) =>
                    services.AddCors(options => options.AddDefaultPolicy(policy => policy.WithOrigins(settings.GetSection("Cors:Origins").Get<string[]>() ?? []).AllowCredentials()));
            }

            class Field
            {
                private readonly IConfiguration _configuration;

                public Field(IConfiguration configuration) => _configuration = configuration;

                void Use(CorsPolicyBuilder policy) => policy.WithOrigins(_configuration.GetSection("Cors:Origins").Get<string[]>() ?? []).AllowCredentials();
            }

            class Primary(IConfiguration configuration)
            {
                void Use(CorsPolicyBuilder policy) => policy.WithOrigins(configuration.GetSection("Cors:Origins").Get<string[]>() ?? []).AllowCredentials();
            }
        }
        """));

    [Fact]
    public Task No_fix_without_configuration_in_reach_or_for_a_policy_object() => VerifyCS.VerifyNoCodeFixAsync("""
        using Microsoft.AspNetCore.Cors.Infrastructure;

        class Setup
        {
            private readonly IConfiguration _configuration = null!;

            static void Use(CorsPolicyBuilder policy) => policy.[|SetIsOriginAllowed(_ => true)|].AllowCredentials();

            void Own() => Console.WriteLine(new CorsPolicy { [|IsOriginAllowed = _ => true|], SupportsCredentials = true });
        }
        """);

    [ModernFact]
    public Task The_namespace_is_imported_where_it_is_missing() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.AspNetCore.Cors.Infrastructure;
            using Microsoft.Extensions.Primitives;
            using Settings = Microsoft.Extensions.Configuration.IConfiguration;

            class Setup(Settings settings)
            {
                StringValues Use(CorsPolicyBuilder policy) => policy.[|SetIsOriginAllowed(_ => true)|].AllowCredentials().ToString();

                void Again(CorsPolicyBuilder policy) => policy.AllowCredentials().[|SetIsOriginAllowed(_ => true)|];
            }
            """,
        FixedCode = Modern("""
            using Microsoft.AspNetCore.Cors.Infrastructure;
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.Primitives;
            using Settings = Microsoft.Extensions.Configuration.IConfiguration;

            class Setup(Settings settings)
            {
                StringValues Use(CorsPolicyBuilder policy) => policy.WithOrigins(settings.GetSection("Cors:Origins").Get<string[]>() ?? []).AllowCredentials().ToString();

                void Again(CorsPolicyBuilder policy) => policy.AllowCredentials().WithOrigins(settings.GetSection("Cors:Origins").Get<string[]>() ?? []);
            }
            """).Replace("Array.Empty", "System.Array.Empty", StringComparison.Ordinal),
        ImplicitUsings = "",
    }.RunAsync();

    [Fact]
    public Task Before_CSharp_12_the_empty_array_has_its_old_name()
    {
        var test = new VerifyCS.Test
        {
            TestCode = """
                class Setup
                {
                    void Use(IApplicationBuilder app, IConfiguration settings) => app.UseCors(policy => policy.AllowCredentials().[|SetIsOriginAllowed(_ => true)|]);
                }
                """,
            FixedCode = """
                class Setup
                {
                    void Use(IApplicationBuilder app, IConfiguration settings) => app.UseCors(policy => policy.AllowCredentials().WithOrigins(settings.GetSection("Cors:Origins").Get<string[]>() ?? Array.Empty<string>()));
                }
                """,
        };
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion.CSharp11)));
        return test.RunAsync();
    }

    // The empty array is spelled as the compiler under test allows it.
    private static string Modern(string source) =>
        ModernFactAttribute.IsModern ? source : source.Replace("[]>() ?? []", "[]>() ?? Array.Empty<string>()", StringComparison.Ordinal);
}
