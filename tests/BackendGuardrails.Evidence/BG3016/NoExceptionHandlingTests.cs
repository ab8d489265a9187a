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
        await using var hosts = await StartAsync(Program);
        foreach (var path in new[] { "/mapped", "/orders" })
        {
            var (before, after) = await hosts.AskAsync(host => host.GetAsync($"{path}/12"));
            Assert.Equal(("500", Failed), (before.ToString(), after.ToString()));
            (before, after) = await hosts.AskAsync(host => host.GetAsync($"{path}/7"));
            Assert.Equal(("200 application/json 7", "200 application/json 7"), (before.ToString(), after.ToString()));
        }
    }

    [Fact]
    public async Task A_handler_that_is_only_registered_does_not_run()
    {
        await using var hosts = await StartAsync(Program.Replace("// registration", "builder.Services.AddExceptionHandler<Teapots>();\nbuilder.Services.AddProblemDetails();"));
        var (before, after) = await hosts.AskAsync(host => host.GetAsync("/mapped/12"));
        Assert.Equal(("500", "418  short and stout"), (before.ToString(), after.ToString()));
    }

    private static Task<HostPair> StartAsync(string program) => HostPair.StartAsync(program, new BG3016NoExceptionHandlingAnalyzer(), new BG3016NoExceptionHandlingCodeFix(), 1);
}
