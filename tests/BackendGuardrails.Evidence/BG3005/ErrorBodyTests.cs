using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using Xunit;

namespace BackendGuardrails.Evidence.BG3005;

/// <summary>What clients get of errors with a shape of their own, before and behind the fix. The rows of the page are these.</summary>
public class ErrorBodyTests
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.MapGet("/text", () => Results.BadRequest("No such country."));
        app.MapGet("/object", (int id) => Results.Json(new { message = $"No order {id}." }, statusCode: 404));
        app.MapGet("/typed", () => TypedResults.Conflict("Already paid."));
        app.Run();

        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            [HttpGet("text")]
            public IActionResult Text() => BadRequest("No such country.");

            [HttpGet("object/{id}")]
            public ActionResult<int> Object(int id) => id < 10 ? NotFound(new { error = $"No order {id}." }) : Ok(id);

            [HttpGet("status")]
            public IActionResult Status() => StatusCode(503, "Come back later.");

            [HttpGet("missing")]
            public IActionResult Missing() => NotFound();
        }
        """;

    [Fact]
    public async Task Each_error_becomes_a_problem_with_its_status_and_text()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG3005ErrorBodyAnalyzer(), new BG3005ErrorBodyCodeFix(), 6);

        await AnswersAsync("/orders/text", "400 text/plain No such country.", Problem("15.5.1", "Bad Request", 400, "No such country.", true));
        await AnswersAsync("/orders/object/7", """404 application/json {"error":"No order 7."}""", Problem("15.5.5", "Not Found", 404, "No order 7.", true));
        await AnswersAsync("/orders/object/12", "200 application/json 12", "200 application/json 12");
        await AnswersAsync("/orders/status", "503 text/plain Come back later.", Problem("15.6.4", "Service Unavailable", 503, "Come back later.", true));
        await AnswersAsync("/text", "400 application/json \"No such country.\"", Problem("15.5.1", "Bad Request", 400, "No such country.", false));
        await AnswersAsync("/object?id=7", """404 application/json {"message":"No order 7."}""", Problem("15.5.5", "Not Found", 404, "No order 7.", false));
        await AnswersAsync("/typed", "409 application/json \"Already paid.\"", Problem("15.5.10", "Conflict", 409, "Already paid.", false));
        Assert.True((await hosts.Before.GetAsync("/orders/missing")).IsProblem);

        async Task AnswersAsync(string path, string first, string then)
        {
            var (before, after) = await hosts.AskAsync(host => host.GetAsync(path));
            Assert.Equal((first, then), (before.ToString(), after.ToString()));
        }
    }

    private static string Problem(string section, string title, int status, string detail, bool isTraced) =>
        $$"""{{status}} application/problem+json {"type":"https://tools.ietf.org/html/rfc9110#section-{{section}}","title":"{{title}}","status":{{status}},"detail":"{{detail}}"{{(isTraced ? ",\"traceId\":\"…\"" : "")}}}""";
}
