using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3016NoExceptionHandlingAnalyzer, BackendGuardrails.Api.BG3016NoExceptionHandlingCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3016NoExceptionHandlingFixTests
{
    [Fact]
    public Task The_handler_comes_first_and_problems_are_registered() => VerifyCS.VerifyCodeFixAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers(); // ours

        // What requests go through.
        var app = builder.[|Build|]();

        app.UseHttpsRedirection();
        app.MapControllers();
        app.Run();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers(); // ours
        builder.Services.AddProblemDetails();

        // What requests go through.
        var app = builder.Build();
        app.UseExceptionHandler();

        app.UseHttpsRedirection();
        app.MapControllers();
        app.Run();
        """);

    [Fact]
    public Task What_is_registered_is_not_registered_again() => VerifyCS.VerifyCodeFixAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddProblemDetails();
        var app = builder.[|Build|]();
        if (app.Environment.IsDevelopment())
            app.UseDeveloperExceptionPage();
        app.MapControllers();
        app.Run();
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        app.UseExceptionHandler();
        if (app.Environment.IsDevelopment())
            app.UseDeveloperExceptionPage();
        app.MapControllers();
        app.Run();
        """);

    [Fact]
    public Task A_startup_class_gets_both() => VerifyCS.VerifyCodeFixAsync(
        """
        Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddControllers();
            }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                if (env.IsDevelopment())
                    app.UseDeveloperExceptionPage();
                app.UseRouting();
                app.[|UseEndpoints|](endpoints => endpoints.MapControllers());
            }
        }
        """,
        """
        Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run();

        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddControllers();
                services.AddProblemDetails();
            }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                app.UseExceptionHandler();

                if (env.IsDevelopment())
                    app.UseDeveloperExceptionPage();
                app.UseRouting();
                app.UseEndpoints(endpoints => endpoints.MapControllers());
            }
        }
        """);

    [Fact]
    public async Task Fix_all_with_two_pipelines_mends_the_first()
    {
        // The first handler speaks for the program: whether the second pipeline is meant to go without cannot be told.
        const string Source = """
            public static class Servers
            {
                public static WebApplication One(WebApplicationBuilder builder)
                {
                    var one = builder.{0}();
                    one.MapControllers();
                    return one;
                }

                public static WebApplication Two(WebApplicationBuilder builder)
                {
                    var two = builder.{0}();
                    two.MapControllers();
                    return two;
                }
            }
            """;
        await VerifyCS.VerifyCodeFixAsync(
            Source.Replace("{0}", "[|Build|]"),
            Source.Replace("var one = builder.{0}();", "builder.Services.AddProblemDetails();\n        var one = builder.Build();\n        one.UseExceptionHandler();").Replace("{0}", "Build"));
    }

    [Fact]
    public Task Namespaces_are_imported_where_they_are_not() => new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = """
            using Microsoft.AspNetCore.Builder;

            var builder = WebApplication.CreateBuilder(args);
            var app = builder.[|Build|]();
            app.MapControllers();
            app.Run();
            """,
        FixedCode = """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.DependencyInjection;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddProblemDetails();
            var app = builder.Build();
            app.UseExceptionHandler();
            app.MapControllers();
            app.Run();
            """,
    }.RunAsync();

    [Theory]
    [InlineData("var app = WebApplication.CreateBuilder(args).[|Build|](); app.MapControllers(); app.Run();")]
    [InlineData("var app = WebApplication.[|Create|](args); app.MapControllers(); app.Run();")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); Start(builder.[|Build|]()); static void Start(WebApplication app) => app.MapControllers();")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); var app = builder.[|Build|](); app.MapControllerRoute(\"default\", \"{controller}/{action}\"); app.Run();")]
    [InlineData("Microsoft.Extensions.Hosting.Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseStartup<Startup>()).Build().Run(); public class Startup { public void Configure(IApplicationBuilder app) => app.UseRouting().[|UseEndpoints|](endpoints => endpoints.MapControllers()); public void ConfigureServices(IServiceCollection services) { } }")]
    public Task No_fix_without_a_certain_place_or_for_pages(string source) => VerifyCS.VerifyNoCodeFixAsync(source);
}
