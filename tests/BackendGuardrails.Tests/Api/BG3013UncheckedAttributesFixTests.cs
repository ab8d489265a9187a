using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3013UncheckedAttributesAnalyzer, BackendGuardrails.Api.BG3013UncheckedAttributesCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3013UncheckedAttributesFixTests
{
    private const string Order = "\n\npublic record Order([System.ComponentModel.DataAnnotations.Required] string Name);\n";

    [Fact]
    public Task Validation_is_switched_on_behind_the_last_registration() => VerifyCS.VerifyCodeFixAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddProblemDetails(); // problems

        // The application.
        var app = builder.Build();
        app.MapPost("/orders", ([|Order|] order) => order.Name);
        app.Run();
        """ + Order,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddProblemDetails(); // problems
        builder.Services.AddValidation();

        // The application.
        var app = builder.Build();
        app.MapPost("/orders", (Order order) => order.Name);
        app.Run();
        """ + Order);

    [Fact]
    public Task Fix_all_switches_it_on_once() => VerifyCS.VerifyCodeFixAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapPost("/orders", ([|Order|] order) => order.Name);
        app.MapPut("/orders", ([|Order|] order) => order.Name);
        app.Run();
        """ + Order,
        """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddValidation();
        var app = builder.Build();
        app.MapPost("/orders", (Order order) => order.Name);
        app.MapPut("/orders", (Order order) => order.Name);
        app.Run();
        """ + Order);

    [Fact]
    public Task The_program_may_be_another_file()
    {
        const string Program = "var builder = WebApplication.CreateBuilder(args);\n{0}var app = builder.Build();\napp.MapOrders();\napp.Run();\n";
        var test = new VerifyCS.Test();
        test.TestState.Sources.Add(Program.Replace("{0}", ""));
        test.TestState.Sources.Add("public static class Orders { public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapPost(\"/\", ([|Order|] order) => order.Name); }" + Order);
        test.FixedState.Sources.Add(Program.Replace("{0}", "builder.Services.AddValidation();\n"));
        test.FixedState.Sources.Add("public static class Orders { public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapPost(\"/\", (Order order) => order.Name); }" + Order);
        return test.RunAsync();
    }

    [Fact]
    public Task The_namespace_is_imported_where_it_is_not() => new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = """
            using Microsoft.AspNetCore.Builder;

            public record Order([System.ComponentModel.DataAnnotations.Required] string Name);

            public static class Server
            {
                public static WebApplication Build(WebApplicationBuilder builder)
                {
                    return builder.Build();
                }

                public static void Main(string[] args)
                {
                    var app = Build(WebApplication.CreateBuilder(args));
                    app.MapPost("/orders", ([|Order|] order) => order.Name);
                    app.Run();
                }
            }
            """,
        FixedCode = """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.Extensions.DependencyInjection;

            public record Order([System.ComponentModel.DataAnnotations.Required] string Name);

            public static class Server
            {
                public static WebApplication Build(WebApplicationBuilder builder)
                {
                    builder.Services.AddValidation();
                    return builder.Build();
                }

                public static void Main(string[] args)
                {
                    var app = Build(WebApplication.CreateBuilder(args));
                    app.MapPost("/orders", (Order order) => order.Name);
                    app.Run();
                }
            }
            """,
    }.RunAsync();

    [Theory]
    [InlineData("        services.AddRouting();\n", "        services.AddRouting();\n        services.AddValidation();\n")]
    [InlineData("", "        services.AddValidation();\n")]
    public Task A_startup_class_registers_it_last(string before, string after)
    {
        string Startup(string services, string order) => $$"""
            public class Startup
            {
                public void ConfigureServices(IServiceCollection services)
                {
            {{services}}    }

                public void Configure(IApplicationBuilder app) => app.UseRouting().UseEndpoints(endpoints => endpoints.MapPost("/orders", ({{order}} order) => order.Name));
            }
            """ + Order;

        return VerifyCS.VerifyCodeFixAsync(Startup(before, "[|Order|]"), Startup(after, "Order"));
    }

    [Theory]
    [InlineData("var app = WebApplication.CreateBuilder(args).Build();", "")]
    [InlineData("var app = WebApplication.Create(args);", "")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); var second = WebApplication.CreateBuilder(args); second.Build();", "")]
    public Task No_fix_without_one_certain_place(string setup, string types) => VerifyCS.VerifyNoCodeFixAsync(
        $"{setup} app.MapPost(\"/orders\", ([|Order|] order) => order.Name); app.Run();{types}{Order}");

    [Fact]
    public Task No_fix_for_what_generated_code_cannot_see() => VerifyCS.VerifyNoCodeFixAsync(
        "var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); app.MapPost(\"/orders\", ([|Order|] order) => order.Name); app.Run(); internal record Order([System.ComponentModel.DataAnnotations.Required] string Name);");
}
