using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using Microsoft.Extensions.Logging;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG3001;

/// <summary>Before the fix the client reads where the database is; behind it a problem says that something failed, and the log says what.</summary>
public class BG3001EvidenceTests(ITestOutputHelper output)
{
    private const string Secret = "could not connect to db-7.internal:5432";

    private const string Neutral = """{"type":"https://tools.ietf.org/html/rfc9110#section-15.6.1","title":"An error occurred while processing your request.","status":500,"traceId":"…"}""";

    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        app.MapControllers();
        app.MapGet("/minimal", () =>
        {
            try { return Results.Ok(Database.Read()); }
            catch (Exception e) { return Results.BadRequest(e.Message); }
        });
        app.MapGet("/detail", () =>
        {
            try { return Results.Ok(Database.Read()); }
            catch (Exception e) { return Results.Problem(detail: e.ToString(), statusCode: 503); }
        });
        app.Run();

        static class Database { public static int Read() => throw new Exception("could not connect to db-7.internal:5432"); }

        [ApiController, Route("orders")]
        public class OrdersController(ILogger<OrdersController> logger) : ControllerBase
        {
            [HttpGet("text")]
            public IActionResult Text()
            {
                try { return Ok(Database.Read()); }
                catch (Exception e) { return BadRequest(e.Message); }
            }

            [HttpGet("object")]
            public IActionResult Object()
            {
                try { return Ok(Database.Read()); }
                catch (Exception e) { logger.LogWarning("Failed"); return StatusCode(503, new { error = e.Message }); }
            }
        }
        """;

    [Theory]
    [InlineData("/orders/text", $"400 text/plain {Secret}", $"500 application/problem+json {Neutral}")]
    [InlineData("/orders/object", $$"""503 application/json {"error":"{{Secret}}"}""", """503 application/problem+json {"type":"https://tools.ietf.org/html/rfc9110#section-15.6.4","title":"Service Unavailable","status":503,"traceId":"…"}""")]
    [InlineData("/minimal", $"400 application/json \"{Secret}\"", $"500 application/problem+json {Neutral}")]
    public async Task The_client_gets_a_problem_and_the_log_gets_the_rest(string path, string before, string after)
    {
        var program = await FixedProgram.OfAsync(Program, new BG3001ExceptionDetailAnalyzer(), new BG3001ExceptionDetailCodeFix());
        output.WriteLine(program.Text);
        Assert.Equal(4, program.Fixes);
        await using (var host = await EndpointHost.StartAsync(program.Before))
            Assert.Equal(before, (await host.GetAsync(path)).ToString());
        await using var repaired = await EndpointHost.StartAsync(program.After);
        Assert.Equal(after, (await repaired.GetAsync(path)).ToString());
        Assert.Contains(repaired.Log, line => line.Level >= LogLevel.Warning && (line.Exception?.Message == Secret || path == "/orders/object"));
    }

    [Fact]
    public async Task A_detail_becomes_a_text_that_says_nothing_of_the_inside()
    {
        var program = await FixedProgram.OfAsync(Program, new BG3001ExceptionDetailAnalyzer(), new BG3001ExceptionDetailCodeFix());
        await using (var host = await EndpointHost.StartAsync(program.Before))
            Assert.Contains(Secret, (await host.GetAsync("/detail")).Body);
        await using var repaired = await EndpointHost.StartAsync(program.After);
        var answer = await repaired.GetAsync("/detail");
        Assert.True(answer is { Status: 503, IsProblem: true });
        Assert.DoesNotContain("db-7", answer.Body);
    }
}
