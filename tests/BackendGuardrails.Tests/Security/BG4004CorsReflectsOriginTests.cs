using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4004CorsReflectsOriginAnalyzer, BackendGuardrails.Security.BG4004CorsReflectsOriginCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4004CorsReflectsOriginTests
{
    [Theory]
    [InlineData("policy.[|SetIsOriginAllowed(_ => true)|].AllowCredentials()")]
    [InlineData("policy.AllowCredentials().AllowAnyHeader().[|SetIsOriginAllowed(origin => true)|].AllowAnyMethod()")]
    [InlineData("policy.WithOrigins(\"https://shop\").[|SetIsOriginAllowed((host) => { return true; })|].AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed(delegate { return true; })|].AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed(Anyone)|].AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed(isOriginAllowed: static _ => true)|].AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed(origin => !string.IsNullOrEmpty(origin))|].AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed(origin => origin != null && origin.Length > 0)|].AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed(origin => { if (string.IsNullOrWhiteSpace(origin)) return false; return true; })|].AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed(origin => Uri.TryCreate(origin, UriKind.Absolute, out _))|].AllowCredentials()")]
    [InlineData("policy.[|SetIsOriginAllowed(origin => origin.StartsWith(\"https://\") || origin.StartsWith(\"http://\"))|].AllowCredentials()")]
    public Task A_chain_that_reflects_any_origin_with_credentials_is_reported(string chain) => VerifyCS.VerifyAnalyzerAsync($$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(options => options.AddDefaultPolicy(policy => {{chain}}));

        static bool Anyone(string origin)
        {
            Console.WriteLine(origin);
            return true;
        }
        """);

    [Theory]
    [InlineData("origin => origin != null && origin.EndsWith(\".shop\")")]
    [InlineData("origin => origin.StartsWith(\"https://shop\")")]
    [InlineData("origin => { if (string.IsNullOrEmpty(origin)) return false; return new Uri(origin).Host == \"shop\"; }")]
    [InlineData("origin => { if (origin == \"https://shop\") return true; return false; }")]
    [InlineData("origin => { if (!string.IsNullOrEmpty(origin)) { if (origin.Length < 20) return true; } return false; }")]
    [InlineData("origin => Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.IsLoopback")]
    [InlineData("origin => string.IsNullOrEmpty(args[0])")]
    [InlineData("origin => false")]
    public Task A_predicate_that_looks_at_the_origin_is_not(string predicate) => VerifyCS.VerifyAnalyzerAsync($$"""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy.SetIsOriginAllowed({{predicate}}).AllowCredentials()));
        """);

    [Fact]
    public Task The_message_names_both_calls() => VerifyCS.VerifyAnalyzerAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(options => options.AddPolicy("web", policy => {|#1:policy.{|#0:SetIsOriginAllowed(_ => true)|}.AllowCredentials()|}));
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("SetIsOriginAllowed", "AllowCredentials"));

    [Fact]
    public Task Statements_on_the_same_builder_are_seen_in_any_order() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Cors.Infrastructure;

        var app = WebApplication.CreateBuilder(args).Build();
        app.UseCors(policy =>
        {
            policy.AllowCredentials();
            policy.AllowAnyHeader().AllowAnyMethod();
            policy.[|SetIsOriginAllowed(_ => true)|];
        });

        var builder = new CorsPolicyBuilder();
        builder.[|SetIsOriginAllowed(_ => true)|];
        if (args.Length > 0)
            builder.AllowCredentials();

        var chained = new CorsPolicyBuilder().[|SetIsOriginAllowed(_ => true)|].AllowAnyHeader();
        var alias = chained;
        alias.AllowCredentials();

        var policy = new CorsPolicyBuilder().[|SetIsOriginAllowed(_ => true)|].AllowCredentials().Build();
        """);

    [Fact]
    public Task Helpers_one_call_away_are_seen() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Cors.Infrastructure;

        static class CorsSetup
        {
            public static void Use(CorsOptions options)
            {
                options.AddPolicy("one", policy => policy.[|SetIsOriginAllowed(_ => true)|].WithCookies());
                options.AddPolicy("two", policy => policy.FromAnywhere().AllowCredentials());
                options.AddPolicy("three", Configure);
                options.AddPolicy("four", policy => Cookies(policy.[|SetIsOriginAllowed(_ => true)|]));
            }

            private static CorsPolicyBuilder WithCookies(this CorsPolicyBuilder policy) => policy.AllowAnyHeader().AllowCredentials();

            private static CorsPolicyBuilder FromAnywhere(this CorsPolicyBuilder policy) => policy.[|SetIsOriginAllowed(_ => true)|];

            private static void Cookies(CorsPolicyBuilder policy) => policy.AllowCredentials();

            private static void Configure(CorsPolicyBuilder policy)
            {
                policy.[|SetIsOriginAllowed(_ => true)|];
                policy.AllowCredentials();
            }
        }
        """);

    [Fact]
    public Task A_policy_object_is_reported() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Cors.Infrastructure;

        var one = new CorsPolicy { [|IsOriginAllowed = _ => true|], SupportsCredentials = true };
        var two = new CorsPolicy();
        two.SupportsCredentials = true;
        two.[|IsOriginAllowed = _ => true|];
        var three = new CorsPolicy { IsOriginAllowed = _ => true };
        two.SupportsCredentials = false;
        """);

    [Theory]
    [InlineData("policy.SetIsOriginAllowed(_ => true)")]
    [InlineData("policy.SetIsOriginAllowed(_ => true).DisallowCredentials()")]
    [InlineData("policy.SetIsOriginAllowed(_ => true).AllowCredentials().DisallowCredentials()")]
    [InlineData("policy.SetIsOriginAllowed(origin => origin.EndsWith(\".shop.example\")).AllowCredentials()")]
    [InlineData("policy.SetIsOriginAllowed(origin => new Uri(origin).Host == \"localhost\").AllowCredentials()")]
    [InlineData("policy.SetIsOriginAllowed(_ => false).AllowCredentials()")]
    [InlineData("policy.SetIsOriginAllowed(_ => true).WithOrigins(\"https://*.shop.example\").SetIsOriginAllowedToAllowWildcardSubdomains().AllowCredentials()")]
    [InlineData("policy.WithOrigins(\"https://shop.example\").AllowCredentials()")]
    [InlineData("policy.AllowAnyOrigin()")]
    [InlineData("other.SetIsOriginAllowed(_ => true)")]
    public Task A_policy_that_is_narrow_or_without_credentials_is_quiet(string chain) => VerifyCS.VerifyAnalyzerAsync($$"""
        var builder = WebApplication.CreateBuilder(args);
        var other = new Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder();
        builder.Services.AddCors(options => options.AddDefaultPolicy(policy => {{chain}}));
        builder.Services.AddCors(options => options.AddPolicy("unrelated", policy => policy.AllowCredentials()));
        """);

    [Fact]
    public Task Development_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddCors(options => options.AddDefaultPolicy(policy =>
        {
            if (builder.Environment.IsDevelopment())
                policy.SetIsOriginAllowed(_ => true);
            else
                policy.WithOrigins("https://shop.example");
            policy.AllowCredentials();
        }));
        var app = builder.Build();
        if (app.Environment.IsDevelopment())
            app.UseCors(policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials());
        app.UseCors(policy =>
        {
            policy.SetIsOriginAllowed(_ => true);
            if (app.Environment.IsDevelopment())
                policy.AllowCredentials();
        });
        """);

    [Fact]
    public Task Behind_a_setting_it_is_a_hint() => VerifyCS.VerifyAnalyzerAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        if (builder.Configuration.GetValue<bool>("Cors:Open"))
            app.UseCors(policy => {|#1:policy.{|#0:SetIsOriginAllowed(_ => true)|}.AllowCredentials()|});
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithSeverity(DiagnosticSeverity.Info).WithArguments("SetIsOriginAllowed", "AllowCredentials"));

    [Fact]
    public Task A_look_alike_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Shop
        {
            class CorsPolicyBuilder
            {
                public CorsPolicyBuilder SetIsOriginAllowed(Func<string, bool> allowed) => this;
                public CorsPolicyBuilder AllowCredentials() => this;
            }

            class Setup
            {
                void Use(CorsPolicyBuilder policy) => policy.SetIsOriginAllowed(_ => true).AllowCredentials();
            }
        }
        """);

    [Theory]
    [InlineData("[|headers[\"Access-Control-Allow-Origin\"] = context.Request.Headers[\"Origin\"]|]; headers[\"Access-Control-Allow-Credentials\"] = \"true\";")]
    [InlineData("[|headers.AccessControlAllowOrigin = context.Request.Headers.Origin|]; headers.AccessControlAllowCredentials = \"true\";")]
    [InlineData("headers.Append(HeaderNames.AccessControlAllowCredentials, \"true\"); [|headers.Append(HeaderNames.AccessControlAllowOrigin, context.Request.Headers.Origin.ToString())|];")]
    [InlineData("var origin = context.Request.Headers.Origin; if (!string.IsNullOrEmpty(origin)) { [|headers.Append(\"Access-Control-Allow-Origin\", origin)|]; headers.Append(\"Access-Control-Allow-Credentials\", \"true\"); }")]
    [InlineData("[|headers.Add(\"Access-Control-Allow-Origin\", context.Request.Headers[\"Origin\"][0])|]; headers.Add(\"Access-Control-Allow-Credentials\", \"true\");")]
    public Task Headers_written_by_hand_are_reported(string middleware) => VerifyCS.VerifyAnalyzerAsync(ByHand(middleware));

    [Theory]
    [InlineData("headers.AccessControlAllowOrigin = context.Request.Headers.Origin;")]
    [InlineData("headers.AccessControlAllowOrigin = context.Request.Headers.Origin; headers.AccessControlAllowCredentials = \"false\";")]
    [InlineData("headers.AccessControlAllowOrigin = \"https://shop.example\"; headers.AccessControlAllowCredentials = \"true\";")]
    [InlineData("var origin = context.Request.Headers.Origin.ToString(); if (allowed.Contains(origin)) { headers.AccessControlAllowOrigin = origin; headers.AccessControlAllowCredentials = \"true\"; }")]
    [InlineData("var origin = context.Request.Headers.Origin.ToString(); if (origin != \"https://shop.example\") return; headers.AccessControlAllowOrigin = origin; headers.AccessControlAllowCredentials = \"true\";")]
    [InlineData("if (!IsTrusted(context)) return; headers.AccessControlAllowOrigin = context.Request.Headers.Origin; headers.AccessControlAllowCredentials = \"true\";")]
    [InlineData("if (context.Request.Headers.Origin is [\"https://shop.example\"]) { headers.AccessControlAllowOrigin = context.Request.Headers.Origin; headers.AccessControlAllowCredentials = \"true\"; }")]
    [InlineData("if (app.Environment.IsDevelopment()) { headers.AccessControlAllowOrigin = context.Request.Headers.Origin; headers.AccessControlAllowCredentials = \"true\"; }")]
    public Task Headers_written_by_hand_are_quiet_when_something_may_check_or_no_credentials_follow(string middleware) => VerifyCS.VerifyAnalyzerAsync(ByHand(middleware));

    [Fact]
    public Task Half_typed_code_and_self_reference_do_not_throw() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Cors.Infrastructure;
        using Microsoft.Extensions.Primitives;

        class Setup
        {
            void Use(CorsPolicyBuilder policy)
            {
                policy = policy.AllowAnyHeader();
                var again = {|CS0841:again|}.AllowAnyMethod().SetIsOriginAllowed(_ => true);
                policy.{|CS7036:SetIsOriginAllowed|}().AllowCredentials();
                Use(policy.SetIsOriginAllowed(_ => true));
                CorsPolicyBuilder self = {|CS0165:self|}.AllowAnyMethod().SetIsOriginAllowed(_ => true);
            }

            void Answer(HttpContext context)
            {
                StringValues one = {|CS0165:one|}[0];
                string two = {|CS0165:two|}.ToString();
                context.Response.Headers.AccessControlAllowOrigin = one;
                context.Response.Headers.AccessControlAllowOrigin = two;
                context.Response.Headers.AccessControlAllowCredentials = "true";
            }
        }
        """);

    private static string ByHand(string middleware) => $$"""
        using Microsoft.Net.Http.Headers;

        var app = WebApplication.CreateBuilder(args).Build();
        var allowed = new HashSet<string> { "https://shop.example" };
        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            {{middleware}}
            await next(context);
        });

        static bool IsTrusted(HttpContext context) => context.Request.Headers.Origin == "https://shop.example";
        """;
}
