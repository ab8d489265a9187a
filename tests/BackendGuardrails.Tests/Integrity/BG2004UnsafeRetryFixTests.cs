using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2004UnsafeRetryAnalyzer, BackendGuardrails.Integrity.BG2004UnsafeRetryCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2004UnsafeRetryFixTests
{
    private static readonly string[] Libraries = ["Microsoft.Extensions.Http.Resilience", "Microsoft.Extensions.Http.Polly"];

    private static Task Verify(string before, string after) => VerifyFiles(Class(before), Class(after));

    private static Task VerifyFiles(string before, string after) =>
        new VerifyCS.Test { TestCode = before, FixedCode = after, Stubs = Libraries, UseFullReferences = true }.RunAsync();

    private static string Class(string statements) => $$"""
        using Microsoft.Extensions.Http.Resilience;
        using Polly;
        using Polly.Extensions.Http;

        public static class Setup
        {
            public static void Register(IServiceCollection services, IConfiguration configuration)
            {
                {{statements.Replace("\n", "\n        ")}}
            }

            static IAsyncPolicy<HttpResponseMessage> Retry() => HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n));

            static IAsyncPolicy<HttpResponseMessage> Breaker() => HttpPolicyExtensions.HandleTransientHttpError().CircuitBreakerAsync(5, TimeSpan.FromSeconds(30));
        }
        """;

    [Theory]
    [InlineData(
        "services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|](); // all",
        "services.AddHttpClient(\"x\").AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods()); // all")]
    [InlineData(
        "var o = services.AddHttpClient(\"x\"); o.[|AddStandardResilienceHandler|]();",
        "var o = services.AddHttpClient(\"x\"); o.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData(
        "services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|](configuration.GetSection(\"x\"));",
        "services.AddHttpClient(\"x\").AddStandardResilienceHandler(configuration.GetSection(\"x\")).Configure(o => o.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData(
        "services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|](options => options.Retry.MaxRetryAttempts = 5);",
        """
        services.AddHttpClient("x").AddStandardResilienceHandler(options =>
        {
            options.Retry.MaxRetryAttempts = 5;
            options.Retry.DisableForUnsafeHttpMethods();
        });
        """)]
    [InlineData(
        """
        services.AddHttpClient("x").[|AddStandardResilienceHandler|](options =>
        {
            // twice is enough
            options.Retry.MaxRetryAttempts = 2;
        });
        """,
        """
        services.AddHttpClient("x").AddStandardResilienceHandler(options =>
        {
            // twice is enough
            options.Retry.MaxRetryAttempts = 2;
            options.Retry.DisableForUnsafeHttpMethods();
        });
        """)]
    public Task A_standard_handler_is_restricted(string before, string after) => Verify(before, after);

    [Theory]
    [InlineData(
        "services.AddHttpClient(\"x\").[|AddResilienceHandler|](\"p\", builder => builder.AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 2 }));",
        """
        services.AddHttpClient("x").AddResilienceHandler("p", builder =>
        {
            var retry = new HttpRetryStrategyOptions { MaxRetryAttempts = 2 };
            retry.DisableForUnsafeHttpMethods();
            builder.AddRetry(retry);
        });
        """)]
    [InlineData(
        """
        services.AddHttpClient("x").[|AddResilienceHandler|]("p", builder =>
        {
            // first
            builder.AddRetry(new HttpRetryStrategyOptions());
        });
        """,
        """
        services.AddHttpClient("x").AddResilienceHandler("p", builder =>
        {
            // first
            var retry = new HttpRetryStrategyOptions();
            retry.DisableForUnsafeHttpMethods();
            builder.AddRetry(retry);
        });
        """)]
    [InlineData(
        """
        services.AddHttpClient("x").[|AddResilienceHandler|]("p", builder =>
        {
            var options = new HttpRetryStrategyOptions();
            builder.AddRetry(options);
        });
        """,
        """
        services.AddHttpClient("x").AddResilienceHandler("p", builder =>
        {
            var options = new HttpRetryStrategyOptions();
            options.DisableForUnsafeHttpMethods();
            builder.AddRetry(options);
        });
        """)]
    public Task The_options_of_a_pipeline_are_restricted(string before, string after) => Verify(before, after);

    [Theory]
    [InlineData(
        "services.AddHttpClient(\"x\").[|AddPolicyHandler|](Retry());",
        "services.AddHttpClient(\"x\").AddPolicyHandler(request => request.Method == HttpMethod.Get ? Retry() : Policy.NoOpAsync<HttpResponseMessage>());")]
    [InlineData(
        "var retry = Retry();\nservices.AddHttpClient(\"x\").[|AddPolicyHandler|](retry);",
        "var retry = Retry();\nservices.AddHttpClient(\"x\").AddPolicyHandler(request => request.Method == HttpMethod.Get ? retry : Policy.NoOpAsync<HttpResponseMessage>());")]
    [InlineData(
        "services.AddHttpClient(\"x\").[|AddTransientHttpErrorPolicy|](p => p.RetryAsync(3));",
        "services.AddHttpClient(\"x\").AddPolicyHandler(request => request.Method == HttpMethod.Get ? HttpPolicyExtensions.HandleTransientHttpError().RetryAsync(3) : Policy.NoOpAsync<HttpResponseMessage>());")]
    public Task A_policy_is_selected_by_method(string before, string after) => Verify(before, after);

    [Theory]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardHedgingHandler|]();")]
    [InlineData("services.AddHttpClient(\"x\").[|AddPolicyHandler|](Policy.WrapAsync(Retry(), Breaker()));")]
    [InlineData("services.AddHttpClient(\"x\").[|AddPolicyHandler|]((sp, _) => Retry());")]
    public Task No_fix_where_the_remedy_is_not_certain(string statements) =>
        new VerifyCS.Test { TestCode = Class(statements), FixedCode = Class(statements), Stubs = Libraries, UseFullReferences = true }.RunAsync();

    [Fact]
    public Task Fix_All_adds_one_using() => VerifyFiles(
        """
        using System.Text;
        using Polly;

        public static class Setup
        {
            public static void Register(IServiceCollection services)
            {
                services.AddHttpClient("a").[|AddStandardResilienceHandler|]();
                services.AddHttpClient("b").[|AddStandardResilienceHandler|]();
            }
        }
        """,
        """
        using System.Text;
        using Microsoft.Extensions.Http.Resilience;
        using Polly;

        public static class Setup
        {
            public static void Register(IServiceCollection services)
            {
                services.AddHttpClient("a").AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods());
                services.AddHttpClient("b").AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods());
            }
        }
        """);

    [Fact]
    public Task A_file_without_usings_gets_one() => VerifyFiles(
        """
        // Registrations.
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient("a").[|AddStandardResilienceHandler|]();
        """,
        """
        // Registrations.
        using Microsoft.Extensions.Http.Resilience;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient("a").AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods());
        """);

    [Fact]
    public Task An_experimental_method_is_acknowledged() => VerifyExperimental(
        """
        using Microsoft.Extensions.Http.Resilience;

        public static class Setup
        {
            public static void Register(IServiceCollection services)
            {
                services.AddHttpClient("a").[|AddStandardResilienceHandler|]();
                services.AddHttpClient("b")
                    .[|AddStandardResilienceHandler|](); // b
            }
        }
        """,
        """
        using Microsoft.Extensions.Http.Resilience;

        public static class Setup
        {
            public static void Register(IServiceCollection services)
            {
        #pragma warning disable EXTEXP0001
                services.AddHttpClient("a").AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods());
        #pragma warning restore EXTEXP0001
        #pragma warning disable EXTEXP0001
                services.AddHttpClient("b")
                    .AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods()); // b
        #pragma warning restore EXTEXP0001
            }
        }
        """);

    /// <summary>Pragmas of neighbors touch, so Fix All needs a second pass for them.</summary>
    private static Task VerifyExperimental(string before, string after) => new VerifyCS.Test
    {
        TestCode = before,
        FixedCode = after,
        Stubs = Libraries,
        UseFullReferences = true,
        PreprocessorSymbols = ["EXPERIMENTAL"],
        NumberOfFixAllIterations = 2,
    }.RunAsync();
}
