using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Tests.Facts.Http;

/// <summary>Which status and body an expression answers with.</summary>
public class ResponsesTests
{
    [Theory]
    [InlineData("Ok(value)", "Ok 200 value")]
    [InlineData("NoContent()", "NoContent 204")]
    [InlineData("BadRequest(\"bad\")", "BadRequest 400 \"bad\"")]
    [InlineData("NotFound()", "NotFound 404")]
    [InlineData("Conflict(new { value })", "Conflict 409 new { value }")]
    [InlineData("StatusCode(503, value)", "StatusCode 503 value")]
    [InlineData("StatusCode(StatusCodes.Status500InternalServerError)", "StatusCode 500")]
    [InlineData("StatusCode(number)", "StatusCode ?")]
    [InlineData("Problem(\"x\", statusCode: 409)", "Problem 409 \"x\" problem")]
    [InlineData("Problem()", "Problem 500 problem")]
    [InlineData("ValidationProblem(ModelState)", "ValidationProblem 400 ModelState problem")]
    [InlineData("new NotFoundObjectResult(value)", "NotFound 404 value")]
    [InlineData("new ObjectResult(value) { StatusCode = 500 }", "Object 500 value")]
    [InlineData("new ObjectResult(value)", "Object 200 value")]
    [InlineData("new JsonResult(value) { StatusCode = 400 }", "Json 400 value")]
    [InlineData("new StatusCodeResult(500)", "StatusCode 500")]
    [InlineData("new ContentResult { StatusCode = 500, Content = \"x\" }", "Content 500 \"x\"")]
    [InlineData("Results.Ok(value)", "Ok 200 value")]
    [InlineData("Results.Json(value, statusCode: 500)", "Json 500 value")]
    [InlineData("TypedResults.BadRequest(value)", "BadRequest 400 value")]
    [InlineData("TypedResults.InternalServerError(value)", "InternalServerError 500 value")]
    [InlineData("Results.Problem(detail: \"x\", statusCode: number)", "Problem ? \"x\" problem")]
    [InlineData("await Task.FromResult<IActionResult>(Ok(1))", "Ok 200 1")]
    [InlineData("number > 1 ? Ok(value) : NotFound()", "Ok 200 value; NotFound 404")]
    [InlineData("Elsewhere()", "")]
    [InlineData("value", "")]
    public void An_answer_is_read(string expression, string expected)
    {
        var probe = Probe.Of($$"""
            using Microsoft.AspNetCore.Mvc;
            public class C : ControllerBase
            {
                IActionResult Elsewhere() => Ok();
                async Task<object?> M(object value, int number) { await Task.Yield(); return [|{{expression}}|]; }
            }
            """);
        var responses = Responses.In(probe.Operation).Select(response => $"{response.Name} {response.Status?.ToString() ?? "?"} {response.Body?.Syntax}{(response.IsProblem ? " problem" : "")}".Replace("  ", " ").TrimEnd());
        Assert.Equal(expected, string.Join("; ", responses));
    }
}
