using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using Xunit;

namespace BackendGuardrails.Evidence.BG3016;

/// <summary>What clients get for an exception that nobody thought of, before and behind the fix. The rows of the page are these.</summary>
public class NoExceptionHandlingTests
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        // registration
        var app = builder.Build();
        app.MapControllers();
        app.MapGet("/mapped/{id}", (int id) => Orders.Find(id));
        app.Run();

        public static class Orders { public static int Find(int id) => id < 10 ? id : throw new InvalidOperationException("secret"); }

        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            [HttpGet("{id}")]
            public int Get(int id) => Orders.Find(id);
        }

        public class Teapots : Microsoft.AspNetCore.Diagnostics.IExceptionHandler
        {
            public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken token)
            {
                context.Response.StatusCode = 418;
                await context.Response.WriteAsync("short and stout", token);
                return true;
            }
        }
        """;

    private const string Failed = """500 application/problem+json {"type":"https://tools.ietf.org/html/rfc9110#section-15.6.1","title":"An error occurred while processing your request.","status":500,"traceId":"…"}""";

    [Fact]
    public async Task An_exception_becomes_a_problem()
    {
        var program = await FixedProgram.OfAsync(Program, new BG3016NoExceptionHandlingAnalyzer(), new BG3016NoExceptionHandlingCodeFix());
        Assert.Equal(1, program.Fixes);
        await using var before = await EndpointHost.StartAsync(program.Before);
        await using var after = await EndpointHost.StartAsync(program.After);
        foreach (var path in new[] { "/mapped", "/orders" })
        {
            Assert.Equal("500", (await before.GetAsync($"{path}/12")).ToString());
            Assert.Equal(Failed, (await after.GetAsync($"{path}/12")).ToString());
            Assert.Equal("200 application/json 7", (await before.GetAsync($"{path}/7")).ToString());
            Assert.Equal("200 application/json 7", (await after.GetAsync($"{path}/7")).ToString());
        }
    }

    [Fact]
    public async Task A_handler_that_is_only_registered_does_not_run()
    {
        var program = await FixedProgram.OfAsync(
            Program.Replace("// registration", "builder.Services.AddExceptionHandler<Teapots>();\nbuilder.Services.AddProblemDetails();"), new BG3016NoExceptionHandlingAnalyzer(), new BG3016NoExceptionHandlingCodeFix());
        Assert.Equal(1, program.Fixes);
        await using var before = await EndpointHost.StartAsync(program.Before);
        await using var after = await EndpointHost.StartAsync(program.After);
        Assert.Equal("500", (await before.GetAsync("/mapped/12")).ToString());
        Assert.Equal("418  short and stout", (await after.GetAsync("/mapped/12")).ToString());
    }
}
