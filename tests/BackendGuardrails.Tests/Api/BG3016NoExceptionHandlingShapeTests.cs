using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3016NoExceptionHandlingAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Programs of every make. One pipeline is one report, whatever endpoints are in it.</summary>
public class BG3016NoExceptionHandlingShapeTests
{
    private const string Orders = """

        public record Order(int Id);
        public interface IOrders { Task<Order> FindAsync(int id); }
        """;

    private const string Handling = """

        public partial class Failures(RequestDelegate next, ILogger<Failures> logger) { private RequestDelegate Next => next; private ILogger Logger => logger; }
        public partial class Failures
        {
            public async Task InvokeAsync(HttpContext context)
            {
                try { await Next(context); }
                catch (Exception e) when (!context.Response.HasStarted) { Logger.LogError(e, "Failed"); await Results.Problem().ExecuteAsync(context); }
            }
        }
        """;

    [Theory]
    [InlineData("var app = WebApplication.CreateBuilder(args).[|Build|](); app.MapModule<OrderModule>(); app.Run();")]
    [InlineData("await using var app = WebApplication.CreateBuilder(args).[|Build|](); var find = async (int id, IOrders orders) => await orders.FindAsync(id); app.MapGet(\"/{id}\", find); await app.RunAsync();")]
    [InlineData("WebApplication app; app = WebApplication.CreateBuilder(args).[|Build|](); app.MapPost(\"/\", new OrderModule().SaveAsync); app.Run();")]
    [InlineData("await new Program<OrderModule>().RunAsync(args);", "public class Program<T> where T : IModule, new() { public async Task RunAsync(string[] args) { var app = WebApplication.CreateBuilder(args).[|Build|](); new T().Map(app); app.MapControllers(); await app.RunAsync(); } }")]
    [InlineData("Hosting.Create(args).Run();", "public static partial class Hosting { public static WebApplication Create(string[] args) => Map(WebApplication.CreateBuilder(args).[|Build|]()); } public static partial class Hosting { private static WebApplication Map(WebApplication app) { app.MapGroup(\"/orders\").MapGet(\"/{id}\", (int id, IOrders orders) => orders.FindAsync(id)); return app; } }")]
    public Task Programs_of_every_make(string program, string types = "") => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{program}}
        {{types}}
        public interface IModule { void Map(IEndpointRouteBuilder routes); }
        public class OrderModule : IModule { public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/orders", SaveAsync); public async Task<IResult> SaveAsync(Order order, IOrders orders) => TypedResults.Ok(await orders.FindAsync(order.Id)); }
        public static class Routes { public static void MapModule<T>(this IEndpointRouteBuilder routes) where T : IModule, new() => routes.MapGet("/module/{id}", (int id, IOrders orders) => orders.FindAsync(id)); }
        {{Orders}}
        """);

    [Theory]
    [InlineData("var app = WebApplication.CreateBuilder(args).Build(); app.UseMiddleware<Failures>(); app.MapGet(\"/{id}\", (int id, IOrders orders) => orders.FindAsync(id)); app.Run();")]
    [InlineData("var app = WebApplication.CreateBuilder(args).Build(); app.MapDefaults().MapGet(\"/{id}\", (int id, IOrders orders) => orders.FindAsync(id)); app.Run();", "public static class ServiceDefaults { public static WebApplication MapDefaults(this WebApplication app) { app.UseExceptionHandler(); app.MapHealthChecks(\"/health\"); return app; } }")]
    [InlineData("await new Program<Failures>().RunAsync(args);", "public class Program<T> { public async Task RunAsync(string[] args) { var app = WebApplication.CreateBuilder(args).Build(); app.UseMiddleware<T>(); app.MapGet(\"/{id}\", (int id, IOrders orders) => orders.FindAsync(id)); await app.RunAsync(); } }")]
    [InlineData("Hosting.Create(args).Run();", "public static partial class Hosting { public static WebApplication Create(string[] args) => Map(WebApplication.CreateBuilder(args).Build()); } public static partial class Hosting { private static WebApplication Map(WebApplication app) { app.UseStatusCodePages(); app.MapControllers(); return app; } }")]
    public Task Quiet_programs_of_every_make(string program, string types = "") => VerifyCS.VerifyAnalyzerAsync($"{program}\n{types}\n{Orders}\n{Handling}");
}
