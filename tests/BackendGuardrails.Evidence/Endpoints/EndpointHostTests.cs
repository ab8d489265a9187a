using Microsoft.Extensions.Logging;
using Xunit;

namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>That the host runs programs as they would run alone: what the framework answers (adoption's table) is what a client gets here.</summary>
public class EndpointHostTests
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.MapGet("/missing", () => Results.NotFound());
        app.MapGet("/null", () => (string?)null);
        app.MapPost("/echo", (Order order, ILogger<Program> logger, IConfiguration configuration) =>
        {
            logger.LogWarning("Echoed {Id}", order.Id);
            return Results.Ok(order with { Shop = configuration["Shop"] });
        });
        app.Run();

        record Order(int Id, string? Shop);

        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            [HttpGet("missing")]
            public IActionResult Missing() => NotFound();

            [HttpGet("text")]
            public IActionResult Text() => BadRequest("No such order.");

            [HttpGet("nothing")]
            public ActionResult<string?> Nothing() => Ok(null);

            [HttpGet("broken")]
            public IActionResult Broken() => throw new InvalidOperationException("secret");
        }
        """;

    [Fact]
    public async Task A_program_answers_as_it_would_alone()
    {
        await using var host = await EndpointHost.StartAsync(await FixedProgram.CompileAsync(Program), "--Shop=Here");

        Assert.Equal("""404 application/problem+json {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404,"traceId":"…"}""", (await host.GetAsync("/orders/missing")).ToString());
        Assert.Equal("400 text/plain No such order.", (await host.GetAsync("/orders/text")).ToString());
        Assert.Equal("204", (await host.GetAsync("/orders/nothing")).ToString());
        Assert.Equal("500", (await host.GetAsync("/orders/broken")).ToString());
        Assert.Equal("404", (await host.GetAsync("/missing")).ToString());
        Assert.Equal("""200 application/json {"id":7,"shop":"Here"}""", (await host.PostAsync("/echo", new { id = 7 })).ToString());
        Assert.Contains(host.Log, line => line is { Level: LogLevel.Warning, Text: "Echoed 7" });
        Assert.Contains(host.Log, line => line is { Level: LogLevel.Error, Exception.Message: "secret" });
    }

    [Fact]
    public async Task Several_programs_run_at_once()
    {
        var program = await FixedProgram.CompileAsync(Program);
        await using var first = await EndpointHost.StartAsync(program, "--Shop=One");
        await using var second = await EndpointHost.StartAsync(program, "--Shop=Two");
        Assert.Contains("One", (await first.PostAsync("/echo", new { id = 1 })).Body);
        Assert.Contains("Two", (await second.PostAsync("/echo", new { id = 1 })).Body);
    }

    [Fact]
    public async Task A_program_that_does_not_start_says_why()
    {
        var program = await FixedProgram.CompileAsync("""throw new InvalidOperationException("no database");""");
        Assert.Equal("no database", (await Assert.ThrowsAsync<InvalidOperationException>(() => EndpointHost.StartAsync(program))).Message);
    }
}
