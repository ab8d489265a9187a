using Microsoft.CodeAnalysis;
using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2004UnsafeRetryAnalyzer, BackendGuardrails.Integrity.BG2004UnsafeRetryCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2004UnsafeRetryTests
{
    private static readonly string[] Libraries = ["Microsoft.Extensions.Http.Resilience", "Microsoft.Extensions.Http.Polly"];

    private static string Class(string statements, string members = "") => $$"""
        using Microsoft.Extensions.Http.Resilience;
        using Polly;
        using Polly.Extensions.Http;
        using Polly.Retry;

        public static class Setup
        {
            public static void Register(IServiceCollection services, IConfiguration configuration)
            {
                {{statements}}
            }

            {{members}}
        }
        """;

    private static VerifyCS.Test Test(string statements, string members = "") =>
        new() { TestCode = Class(statements, members), Stubs = Libraries, UseFullReferences = true };

    private static Task Verify(string statements, string members = "") => Test(statements, members).RunAsync();

    [Theory]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|]();")]
    [InlineData("ResilienceHttpClientBuilderExtensions.[|AddStandardResilienceHandler|](services.AddHttpClient(\"x\"));")]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|](o => o.Retry.MaxRetryAttempts = 5);")]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|](o => { o.Retry.MaxRetryAttempts = 5; });")]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|](configuration.GetSection(\"x\"));")]
    [InlineData("var b = services.AddHttpClient(\"x\"); b.[|AddStandardResilienceHandler|]();")]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|]().Configure(o => o.Retry.MaxRetryAttempts = 5);")]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardHedgingHandler|]();")]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardHedgingHandler|](r => { });")]
    [InlineData("void Local() => services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|](); Local();")]
    public Task A_standard_handler_that_retries_everything_is_reported(string statements) => Verify(statements);

    [Theory]
    [InlineData("services.AddHttpClient(\"x\").AddStandardResilienceHandler(o => o.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddHttpClient(\"x\").AddStandardResilienceHandler(o => o.Retry.DisableFor(HttpMethod.Post));")]
    [InlineData("services.AddHttpClient(\"x\").AddStandardResilienceHandler(o => o.Retry.ShouldHandle = _ => ValueTask.FromResult(false));")]
    [InlineData("services.AddHttpClient(\"x\").AddStandardResilienceHandler(o => o.Retry = new HttpRetryStrategyOptions { ShouldHandle = _ => ValueTask.FromResult(false) });")]
    [InlineData("services.AddHttpClient(\"x\").AddStandardResilienceHandler().Configure(o => o.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.AddHttpClient(\"x\").AddStandardResilienceHandler().SelectPipelineByAuthority().Configure((o, _) => o.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("var b = services.AddHttpClient(\"x\").AddStandardResilienceHandler(); b.Configure(o => o.Retry.DisableForUnsafeHttpMethods());")]
    [InlineData("services.Configure<HttpStandardResilienceOptions>(\"x-standard\", o => o.Retry.DisableForUnsafeHttpMethods()); services.AddHttpClient(\"x\").AddStandardResilienceHandler();")]
    [InlineData("services.AddHttpClient(\"x\").AddStandardHedgingHandler().Configure(o => o.Hedging.ShouldHandle = _ => ValueTask.FromResult(false));")]
    [InlineData("void Safe(HttpStandardResilienceOptions o) => o.Retry.DisableForUnsafeHttpMethods(); services.AddHttpClient(\"x\").AddStandardResilienceHandler(Safe);")]
    [InlineData("services.AddHttpClient(\"x\").AddStandardResilienceHandler(o => Restrict(o));")]
    [InlineData("Action<HttpStandardResilienceOptions> given = services.BuildServiceProvider().GetRequiredService<Action<HttpStandardResilienceOptions>>(); services.AddHttpClient(\"x\").AddStandardResilienceHandler(given);")]
    public Task A_standard_handler_that_is_restricted_is_fine(string statements) =>
        Verify(statements, "static void Restrict(HttpStandardResilienceOptions o) => o.Retry.DisableForUnsafeHttpMethods();");

    [Theory]
    [InlineData("services.AddHttpClient(\"x\").[|AddResilienceHandler|](\"p\", b => b.AddRetry(new HttpRetryStrategyOptions()));")]
    [InlineData("services.AddHttpClient(\"x\").[|AddResilienceHandler|](\"p\", (b, c) => { b.AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 5 }).AddTimeout(TimeSpan.FromSeconds(1)); });")]
    [InlineData("services.AddHttpClient(\"x\").[|AddResilienceHandler|](\"p\", b => b.AddRetry(new RetryStrategyOptions<HttpResponseMessage>()));")]
    [InlineData("services.AddHttpClient(\"x\").[|AddResilienceHandler|](\"p\", Build); static void Build(ResiliencePipelineBuilder<HttpResponseMessage> b) => b.AddRetry(new HttpRetryStrategyOptions());")]
    [InlineData("services.AddHttpClient(\"x\").AddResilienceHandler(\"p\", b => b.AddTimeout(TimeSpan.FromSeconds(1)));")]
    [InlineData("services.AddHttpClient(\"x\").AddResilienceHandler(\"p\", b => b.AddRetry(new HttpRetryStrategyOptions { ShouldHandle = _ => ValueTask.FromResult(false) }));")]
    [InlineData("services.AddHttpClient(\"x\").AddResilienceHandler(\"p\", b => { var r = new HttpRetryStrategyOptions(); r.DisableForUnsafeHttpMethods(); b.AddRetry(r); });")]
    [InlineData("services.AddHttpClient(\"x\").AddResilienceHandler(\"p\", (b, c) => b.AddRetry(c.GetOptions<HttpRetryStrategyOptions>(\"r\")));")]
    public Task A_pipeline_is_judged_by_the_options_of_its_retry(string statements) => Verify(statements);

    private const string Policies = """
        static readonly IAsyncPolicy<HttpResponseMessage> Shared = HttpPolicyExtensions.HandleTransientHttpError().RetryAsync(3);
        static IAsyncPolicy<HttpResponseMessage> Retry() => HttpPolicyExtensions.HandleTransientHttpError().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n));
        static IAsyncPolicy<HttpResponseMessage> Breaker() => HttpPolicyExtensions.HandleTransientHttpError().CircuitBreakerAsync(5, TimeSpan.FromSeconds(30));
        """;

    [Theory]
    [InlineData("services.AddHttpClient(\"x\").[|AddTransientHttpErrorPolicy|](p => p.WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(n)));")]
    [InlineData("services.AddHttpClient(\"x\").[|AddTransientHttpErrorPolicy|](p => { return p.RetryAsync(3); });")]
    [InlineData("services.AddHttpClient(\"x\").[|AddPolicyHandler|](Retry());")]
    [InlineData("services.AddHttpClient(\"x\").[|AddPolicyHandler|](Shared);")]
    [InlineData("var retry = Retry(); services.AddHttpClient(\"x\").[|AddPolicyHandler|](retry);")]
    [InlineData("services.AddHttpClient(\"x\").[|AddPolicyHandler|](Policy.HandleResult<HttpResponseMessage>(r => (int)r.StatusCode > 499).RetryAsync(2));")]
    [InlineData("services.AddHttpClient(\"x\").[|AddPolicyHandler|](Policy.WrapAsync(Retry(), Breaker()));")]
    [InlineData("services.AddHttpClient(\"x\").[|AddPolicyHandler|](Breaker().WrapAsync(Shared));")]
    [InlineData("services.AddHttpClient(\"x\").[|AddPolicyHandler|]((sp, _) => Retry());")]
    [InlineData("services.AddHttpClient(\"x\").AddPolicyHandler(Breaker()).[|AddPolicyHandler|](Retry());")]
    [InlineData("services.AddHttpClient(\"x\").AddTransientHttpErrorPolicy(p => p.CircuitBreakerAsync(5, TimeSpan.FromSeconds(30)));")]
    [InlineData("services.AddHttpClient(\"x\").AddPolicyHandler(Policy.TimeoutAsync<HttpResponseMessage>(10));")]
    [InlineData("services.AddHttpClient(\"x\").AddPolicyHandler(r => r.Method == HttpMethod.Get ? Retry() : Policy.NoOpAsync<HttpResponseMessage>());")]
    [InlineData("services.AddHttpClient(\"x\").AddPolicyHandler((sp, r) => r.Method == HttpMethod.Get ? Retry() : Policy.NoOpAsync<HttpResponseMessage>());")]
    [InlineData("services.AddHttpClient(\"x\").AddPolicyHandler(Policy.HandleResult<HttpResponseMessage>(r => r.RequestMessage!.Method == HttpMethod.Get).RetryAsync(2));")]
    [InlineData("services.AddHttpClient(\"x\").AddPolicyHandler(services.BuildServiceProvider().GetRequiredService<IAsyncPolicy<HttpResponseMessage>>());")]
    [InlineData("services.AddHttpClient(\"x\").AddPolicyHandlerFromRegistry(\"retry\");")]
    public Task A_Polly_policy_is_followed_to_its_retry(string statements) => Verify(statements, Policies);

    [Theory]
    [InlineData("AddHttpClient<Reader>()", "class Reader { readonly HttpClient c = null!; Task<string> M() => c.GetStringAsync(\"/\"); Task N() => c.GetFromJsonAsync<int>(\"/\"); }")]
    [InlineData("AddHttpClient<IReader, Reader>()", "interface IReader { } class Reader : IReader { readonly HttpClient _c; public Reader(HttpClient c) => _c = c; async Task M() { await _c.GetAsync(\"/\"); } }")]
    [InlineData("AddHttpClient<Reader>(\"n\")", "class Reader { readonly HttpClient c = null!; Task M() => c.SendAsync(new HttpRequestMessage(HttpMethod.Head, \"/\")); }")]
    [InlineData("AddHttpClient<Reader>()", "class Reader { readonly HttpClient c = null!; Task M() { using var request = new HttpRequestMessage(); request.RequestUri = null; return c.SendAsync(request); } }")]
    [InlineData("AddHttpClient(\"catalog\")", "class Reader { readonly IHttpClientFactory f = null!; Task M() { var c = f.CreateClient(\"catalog\"); return c.GetAsync(\"/\"); } }")]
    public Task A_client_that_only_reads_may_retry(string registration, string client) =>
        Verify($"services.{registration}.AddStandardResilienceHandler();", client);

    [Theory]
    [InlineData("AddHttpClient<Writer>()", "class Writer { readonly HttpClient c = null!; Task M() => c.PostAsync(\"/\", null); Task N() => c.GetAsync(\"/\"); }")]
    [InlineData("AddHttpClient<Writer>()", "class Writer { readonly HttpClient c = null!; Task M() => c.PostAsJsonAsync(\"/\", 1); }")]
    [InlineData("AddHttpClient<Writer>()", "class Writer { readonly HttpClient c = null!; Task M() => c.SendAsync(new HttpRequestMessage(HttpMethod.Post, \"/\")); }")]
    [InlineData("AddHttpClient<Writer>()", "class Writer { readonly HttpClient c = null!; Task M(HttpRequestMessage r) => c.SendAsync(r); Task N() => c.GetAsync(\"/\"); }")]
    [InlineData("AddHttpClient<Writer>()", "class Writer { readonly HttpClient c = null!; Task M() => Helper.Do(c); Task N() => c.GetAsync(\"/\"); } static class Helper { public static Task Do(HttpClient c) => c.DeleteAsync(\"/\"); }")]
    [InlineData("AddHttpClient<Writer>()", "class Writer { readonly HttpClient c = null!; public HttpClient Client => c; }")]
    [InlineData("AddHttpClient<Writer>()", "class Writer { public HttpClient Client { get; } = null!; Task N() => Client.GetAsync(\"/\"); }")]
    [InlineData("AddHttpClient<Writer>()", "class Base { readonly HttpClient c = new(); protected Task P() => c.PostAsync(\"/\", null); } class Writer : Base { Task N(HttpClient d) => d.GetAsync(\"/\"); }")]
    [InlineData("AddHttpClient(\"a\")", "class Reader { readonly IHttpClientFactory f = null!; Task M() { var c = f.CreateClient(\"b\"); return c.GetAsync(\"/\"); } }")]
    public Task A_client_that_writes_or_hands_its_HttpClient_on_is_reported(string registration, string client) =>
        Verify($"services.{registration}.[|AddStandardResilienceHandler|]();", client);

    [ModernFact]
    public Task A_client_with_a_primary_constructor_is_read() => Verify(
        "services.AddHttpClient<Reader>().AddStandardResilienceHandler();",
        "class Reader(HttpClient c) { Task<string> M() => c.GetStringAsync(\"/\"); }");

    [Fact]
    public Task A_client_that_sends_an_idempotency_key_may_retry() => Verify(
        "services.AddHttpClient<Writer>().AddStandardResilienceHandler();",
        "class Writer { readonly HttpClient c = null!; Task M(HttpContent body) { body.Headers.Add(\"Idempotency-Key\", \"1\"); return c.PostAsync(\"/\", body); } }");

    private const string Refit = """
        namespace Refit
        {
            public abstract class HttpMethodAttribute : Attribute { }
            public class GetAttribute : HttpMethodAttribute { public GetAttribute(string path) { } }
            public class PostAttribute : HttpMethodAttribute { public PostAttribute(string path) { } }
            public static class HttpClientFactoryExtensions
            {
                public static IHttpClientBuilder AddRefitClient<T>(this IServiceCollection services) where T : class => throw null!;
            }
        }

        namespace App
        {
            using Refit;

            public interface IReads { [Get("/a")] Task A(); [Get("/b")] Task B(); }
            public interface IWrites { [Get("/a")] Task A(); [Post("/b")] Task B(); }

            class Setup
            {
                void M(IServiceCollection services)
                {
                    services.AddRefitClient<IReads>().AddStandardResilienceHandler();
                    services.AddRefitClient<IWrites>().[|AddStandardResilienceHandler|]();
                }
            }
        }
        """;

    [Fact]
    public Task A_Refit_client_is_judged_by_its_attributes() => new VerifyCS.Test { TestCode = Refit, Stubs = Libraries, UseFullReferences = true }.RunAsync();

    [Fact]
    public Task Defaults_for_all_clients_are_information()
    {
        var test = Test("services.ConfigureHttpClientDefaults(http => { http.{|#0:AddStandardResilienceHandler|](); });".Replace("|]", "|}"));
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithArguments("AddStandardResilienceHandler", "every client"));
        return test.RunAsync();
    }

    [Fact]
    public Task The_message_names_the_client()
    {
        var test = Test("services.AddHttpClient(\"payments\").{|#0:AddStandardResilienceHandler|}();");
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithMessage(
            "'AddStandardResilienceHandler' also sends POST, PUT, PATCH and DELETE requests of 'payments' again, and what the server did the first time is done twice; retry safe methods only"));
        return test.RunAsync();
    }

    [Fact]
    public Task Look_alikes_are_not_resilience_handlers() => VerifyCS.VerifyAnalyzerAsync("""
        public static class Mine
        {
            public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b) => b;
            static void M(IServiceCollection s) => s.AddHttpClient("x").AddStandardResilienceHandler();
        }
        """);

    [Fact]
    public Task An_overload_of_the_library_that_passes_on_to_another_is_not_reported() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Microsoft.Extensions.DependencyInjection;

        public static class ResilienceHttpClientBuilderExtensions
        {
            public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder) => builder;
            public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder, string section) => builder.AddStandardResilienceHandler();
        }
        """);

    [Fact]
    public Task Top_level_statements_are_seen() => new VerifyCS.Test
    {
        TestCode = """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddHttpClient("x").[|AddStandardResilienceHandler|]();
            """,
        Stubs = Libraries,
        UseFullReferences = true,
    }.RunAsync();

    [Theory]
    [InlineData("services.AddHttpClient(\"x\").[|AddStandardResilienceHandler|](o => o.Retry.)")]
    [InlineData("services.AddHttpClient(\"x\").AddPolicyHandler(")]
    [InlineData("services.AddHttpClient(\"x\").AddResilienceHandler(\"p\", b => b.AddRetry(new ")]
    public Task Half_typed_code_does_not_throw(string statements)
    {
        var test = Test(statements.Replace("[|", "").Replace("|]", ""));
        test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None;
        return Record.ExceptionAsync(() => test.RunAsync()).ContinueWith(run => Assert.DoesNotContain("AD0001", run.Result?.Message ?? ""));
    }

    [Fact]
    public Task Known_miss_a_policy_from_a_registry_cannot_be_read() => Verify("""
        services.AddPolicyRegistryOf(Retry());
        services.AddHttpClient("x").AddPolicyHandlerFromRegistry("retry");
        """, Policies + "\n    static void AddPolicyRegistryOf(this IServiceCollection services, IAsyncPolicy<HttpResponseMessage> policy) { }");

    [Theory]
    [InlineData("services.{|CS1061:AddEverything|}(() => services.AddHttpClient(\"x\").{|#0:AddStandardResilienceHandler|}());", "")]
    [InlineData("services.AddHttpClient(\"x\").{|#0:AddStandardResilienceHandler|}().{|CS1061:ForReading|}();", "")]
    [InlineData("var b = services.AddHttpClient(\"x\"); b.{|#0:AddStandardResilienceHandler|}(); b.{|CS1061:OnlyForReading|}();", "")]
    [InlineData("Add(services.AddHttpClient(\"x\"));", "static void Add(IHttpClientBuilder b) { {|CS0103:Restrict|}(b); b.{|#0:AddStandardResilienceHandler|}(); }")]
    [InlineData("services.AddHttpClient(\"x\").{|#0:AddPolicyHandler|}(Retry());", "static IAsyncPolicy<HttpResponseMessage> Retry() { {|CS0103:Prepare|}(); return HttpPolicyExtensions.HandleTransientHttpError().RetryAsync(3); }")]
    [InlineData("services.AddHttpClient<Sender>().{|#0:AddStandardResilienceHandler|}();", "public class Sender(HttpClient http) { public Task ReadAsync() => http.{|CS1061:ReadFromElsewhereAsync|}(\"x\"); }")]
    public Task A_hint_where_the_compiler_cannot_resolve_a_call_on_the_way(string statements, string members)
    {
        var test = Test(statements, members);
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(null).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    [Fact]
    public Task What_the_compiler_cannot_resolve_about_another_client_says_nothing() =>
        Verify("var a = services.AddHttpClient(\"a\"); a.{|CS1061:OnlyForReading|}(); var b = services.AddHttpClient(\"b\"); b.[|AddStandardResilienceHandler|]();");

    [Fact]
    public Task Quiet_where_the_compiler_cannot_resolve_what_configures_the_options() =>
        Verify("services.AddHttpClient(\"x\").AddStandardResilienceHandler(o => { o.Retry.MaxRetryAttempts = 5; o.Retry.{|CS1061:OnlyForReading|}(); });");
}
