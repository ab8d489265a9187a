using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3016NoExceptionHandlingAnalyzer, BackendGuardrails.Api.BG3016NoExceptionHandlingCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3016NoExceptionHandlingTests
{
    private const string Handled = "using Microsoft.AspNetCore.Mvc;\nusing Microsoft.AspNetCore.Diagnostics;\n";

    private static string Host(string pipeline, string types = "", string setup = "") => $$"""
        {{Handled}}
        var builder = WebApplication.CreateBuilder(args);
        {{setup}}
        var app = builder.[|Build|]();
        {{pipeline}}
        app.Run();

        public class Shop { public int Count(string name) => name.Length; }
        [ApiController, Route("orders")] public class OrdersController : ControllerBase { [HttpGet] public int Count(Shop shop) => shop.Count("a"); }
        {{types}}
        """;

    private static string Quiet(string source) => source.Replace("[|", "").Replace("|]", "");

    [Theory]
    [InlineData("app.MapControllers();")]
    [InlineData("app.UseRouting(); app.UseAuthorization(); app.MapControllers().RequireAuthorization();")]
    [InlineData("app.MapControllerRoute(\"default\", \"{controller}/{action}\");")]
    [InlineData("app.MapRazorPages();")]
    [InlineData("app.MapGet(\"/count\", (Shop shop) => shop.Count(\"a\"));")]
    [InlineData("app.MapGroup(\"/shop\").MapGet(\"/count\", async (Shop shop) => { await Task.Yield(); return 1; });")]
    [InlineData("app.MapPost(\"/count\", Count); static int Count(Shop shop) => shop.Count(\"a\");")]
    [InlineData("app.UseEndpoints(endpoints => endpoints.MapControllers());")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.UseDeveloperExceptionPage(); } app.MapControllers();")]
    [InlineData("if (!app.Environment.IsDevelopment()) { app.UseHsts(); } app.UseHttpsRedirection(); app.MapControllers();")]
    [InlineData("app.UseMiddleware<Timing>(); app.MapControllers();")]
    [InlineData("app.Use(async (context, next) => { context.Response.Headers[\"x\"] = \"y\"; await next(context); }); app.MapControllers();")]
    [InlineData("app.Use(async (context, next) => { try { await next(context); } catch (Exception exception) { Console.WriteLine(exception); throw; } }); app.MapControllers();")]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseExceptionHandler(); app.MapControllers();")]
    [InlineData("app.UseWhen(context => context.Request.Path.StartsWithSegments(\"/a\"), branch => branch.UseAuthorization()); app.MapControllers();")]
    public Task A_pipeline_without_a_handler(string pipeline) => new VerifyCS.Test
    {
        UseFullReferences = true,
        TestCode = Host(pipeline, "public class Timing { public Timing(RequestDelegate next) { } public async Task InvokeAsync(HttpContext context) { try { await Task.Yield(); } finally { Console.WriteLine(1); } } }"),
    }.RunAsync();

    [Theory]
    [InlineData("app.MapShop();", "public static class Endpoints { public static void MapShop(this IEndpointRouteBuilder routes) => routes.MapGet(\"/count\", (Shop shop) => shop.Count(\"a\")); }")]
    [InlineData("app.UseOurs().MapShop();", "public static class Endpoints { public static WebApplication UseOurs(this WebApplication app) { app.UseAuthorization(); return app; } public static WebApplication MapShop(this WebApplication app) { var shop = app.MapGroup(\"/shop\"); shop.MapGet(\"/count\", Count); return app; } private static int Count(Shop shop) => 1; }")]
    [InlineData("new Module().Map(app);", "public interface IModule { void Map(IEndpointRouteBuilder routes); } public class Module : IModule { public void Map(IEndpointRouteBuilder routes) => routes.MapControllers(); }")]
    [InlineData("IModule module = new Module(); module.Map(app);", "public interface IModule { void Map(IEndpointRouteBuilder routes); } public class Module : IModule { public void Map(IEndpointRouteBuilder routes) => routes.MapControllers(); }")]
    public Task Endpoints_that_are_mapped_by_methods(string pipeline, string types) => VerifyCS.VerifyAnalyzerAsync(Host(pipeline, types));

    [Fact]
    public Task An_application_that_a_method_returns() => VerifyCS.VerifyAnalyzerAsync(
        """
        var app = WebApplication.CreateBuilder(args).ConfigureServices().ConfigurePipeline();
        app.Run();

        internal static class Hosting
        {
            public static WebApplication ConfigureServices(this WebApplicationBuilder builder)
            {
                builder.Services.AddControllers();
                return builder.[|Build|]();
            }

            public static WebApplication ConfigurePipeline(this WebApplication app)
            {
                app.UseRouting();
                app.MapControllers();
                return app;
            }
        }
        """);

    [Theory]
    [InlineData("WebApplication.CreateBuilder(args).[|Build|]()")]
    [InlineData("WebApplication.[|Create|](args)")]
    public Task An_application_without_a_builder_of_its_own(string made) => VerifyCS.VerifyAnalyzerAsync($"var app = {made}; app.MapGet(\"/\", () => Environment.GetEnvironmentVariable(\"x\")); app.Run();");

    [Theory]
    [InlineData("app.UseRouting(); app.[|UseEndpoints|](endpoints => { endpoints.MapControllers(); });")]
    [InlineData("if (env.IsDevelopment()) { app.UseDeveloperExceptionPage(); } else { app.UseHsts(); } app.UseRouting().UseAuthorization().[|UseEndpoints|](endpoints => endpoints.MapControllers());")]
    [InlineData("if (env.IsDevelopment()) { app.UseFileServer(); app.UseRouting().UseEndpoints(endpoints => endpoints.MapGet(\"/alive\", () => 1)); } else { app.UseRouting(); app.[|UseEndpoints|](endpoints => endpoints.MapShop()); }")]
    [InlineData("app.UseRouting(); app.[|UseEndpoints|](endpoints => { endpoints.MapHealthChecks(\"/health\"); endpoints.MapShop(); });")]
    public Task A_startup_class(string pipeline) => VerifyCS.VerifyAnalyzerAsync($$"""
        Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddControllers();

            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                {{pipeline}}
            }
        }

        public static class Endpoints { public static void MapShop(this IEndpointRouteBuilder routes) => routes.MapGet("/count", (IConfiguration configuration) => configuration["a"]); }
        """);

    [Theory]
    [InlineData("", "Nothing in this pipeline handles exceptions, so an exception that an endpoint does not catch becomes a 500 without a body; call 'UseExceptionHandler()' first in the pipeline")]
    [InlineData("builder.Services.AddExceptionHandler<ConflictHandler>();", "Nothing in this pipeline runs 'ConflictHandler', so an exception that an endpoint does not catch becomes a 500 without a body; call 'UseExceptionHandler()' first in the pipeline")]
    public async Task It_is_information_and_names_a_handler_that_nothing_runs(string setup, string message)
    {
        var test = new VerifyCS.Test { TestCode = Host("app.MapControllers();", "public class ConflictHandler : IExceptionHandler { public ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken token) => new(true); }", setup).Replace("[|Build|]", "{|#0:Build|}") };
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage(message).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("app.UseExceptionHandler();")]
    [InlineData("app.UseExceptionHandler(\"/error\");")]
    [InlineData("if (!app.Environment.IsDevelopment()) { app.UseExceptionHandler(\"/error\"); }")]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseDeveloperExceptionPage(); else app.UseExceptionHandler(failed => failed.Run(context => Task.CompletedTask));")]
    [InlineData("app.UseStatusCodePages();")]
    [InlineData("app.UseStatusCodePagesWithReExecute(\"/error\");")]
    [InlineData("app.UseDeveloperExceptionPage();")]
    [InlineData("app.UseMiddleware<Failures>();")]
    [InlineData("app.UseMiddleware(typeof(Failures));")]
    [InlineData("app.UseMiddleware<ErrorMiddleware>();")]
    [InlineData("app.UseOurs();")]
    [InlineData("app.UseErrors();")]
    [InlineData("app.Use(async (context, next) => { try { await next(context); } catch (Exception) { context.Response.StatusCode = 500; } });")]
    [InlineData("app.UseProblemDetails();")]
    public Task Quiet_where_something_handles_exceptions(string handler) => VerifyCS.VerifyAnalyzerAsync(Quiet(Host($"{handler} app.MapControllers();", """
        public class ErrorMiddleware { public ErrorMiddleware(RequestDelegate next) { } public Task InvokeAsync(HttpContext context) => Task.CompletedTask; }
        public class Failures(RequestDelegate next)
        {
            public async Task InvokeAsync(HttpContext context)
            {
                try { await next(context); }
                catch (Exception exception) { await AnswerAsync(context, exception); }
            }

            private static Task AnswerAsync(HttpContext context, Exception exception) => context.Response.WriteAsync(exception.GetType().Name);
        }
        public static class Ours
        {
            public static IApplicationBuilder UseOurs(this IApplicationBuilder app) => app.UseExceptionHandler("/error");
            public static IApplicationBuilder UseErrors(this IApplicationBuilder app) => app;
            public static IApplicationBuilder UseProblemDetails(this IApplicationBuilder app) => app;
        }
        """)));

    [Theory]
    [InlineData("builder.Services.AddControllers(options => options.Filters.Add<Failed>());", "public class Failed : Microsoft.AspNetCore.Mvc.Filters.IExceptionFilter { public void OnException(Microsoft.AspNetCore.Mvc.Filters.ExceptionContext context) { } }")]
    [InlineData("builder.Services.AddControllers(options => options.Filters.Add(typeof(Other.ApiExceptions)));", "namespace Other { public class ApiExceptions : Attribute { } }")]
    [InlineData("builder.Services.AddTransient<IStartupFilter, First>();", "public class First : IStartupFilter { public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => { app.UseExceptionHandler(\"/error\"); next(app); }; }")]
    public Task Quiet_where_a_filter_handles_them(string setup, string types) => VerifyCS.VerifyAnalyzerAsync(Quiet(Host("app.MapControllers();", types, setup)));

    [Fact]
    public async Task Quiet_where_another_project_puts_the_pipeline_together()
    {
        var test = new VerifyCS.Test
        {
            TestCode = "using Shared; var app = WebApplication.CreateBuilder(args).Build(); app.UseShared(); app.MapGet(\"/\", (IConfiguration configuration) => configuration[\"a\"]); app.Run();",
            DataProjectCode = "namespace Shared; public static class Pipeline { public static IApplicationBuilder UseShared(this IApplicationBuilder app) => app; }",
        };
        await test.RunAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("app.UseStaticFiles(); app.MapFallbackToFile(\"index.html\");")]
    [InlineData("app.MapHealthChecks(\"/health\");")]
    [InlineData("app.MapGrpcService(1); app.MapGet(\"/\", () => \"Use a gRPC client.\");")]
    [InlineData("app.MapGet(\"/\", () => Results.Redirect(\"/swagger\"));")]
    [InlineData("app.MapGet(\"/health/live\", (Shop shop) => shop.Count(\"a\"));")]
    [InlineData("app.MapGet(\"/version\", () => typeof(Shop).Assembly.GetName().ToString());")]
    public Task Quiet_where_no_endpoint_does_anything(string pipeline) => VerifyCS.VerifyAnalyzerAsync(Quiet(Host(pipeline, "public static class Grpc { public static void MapGrpcService(this IEndpointRouteBuilder routes, int service) { } }")));

    [Theory]
    [InlineData("var app = builder.Build(); Use(app); static void Use(WebApplication app) { }")]
    [InlineData("builder.WebHost.UseTestServer(); var app = builder.Build(); app.MapControllers();")]
    [InlineData("var host = Host.CreateApplicationBuilder(args).Build(); host.Run();")]
    [InlineData("var look = new Look(); look.Build().MapControllers();")]
    public Task Quiet_for_test_servers_other_hosts_and_look_alikes(string program) => VerifyCS.VerifyAnalyzerAsync(
        $"var builder = WebApplication.CreateBuilder(args); {program} public class Look {{ public Look Build() => this; public void MapControllers() {{ }} }} public static class Servers {{ public static void UseTestServer(this IWebHostBuilder builder) {{ }} }}");

    [Fact]
    public Task Quiet_in_a_library() => VerifyCS.VerifyAnalyzerAsync("public static class Endpoints { public static void MapShop(this IEndpointRouteBuilder routes) => routes.MapControllers(); public static void UseShop(this IApplicationBuilder app) => app.UseRouting().UseEndpoints(endpoints => endpoints.MapShop()); }");

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        CompilerDiagnostics = CompilerDiagnostics.None,
        TestCode = "var builder = WebApplication.CreateBuilder(args); var app = builder.Build(; app.MapGet(\"/\", () => ; app.Use(async (context, next) => { try { await next( } catch",
    }.RunAsync();
}
