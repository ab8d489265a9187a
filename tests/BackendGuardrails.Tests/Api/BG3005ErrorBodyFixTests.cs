using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3005ErrorBodyAnalyzer, BackendGuardrails.Api.BG3005ErrorBodyCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3005ErrorBodyFixTests
{
    private static string Action(string statements, string type = "IActionResult") => $$"""
        using Microsoft.AspNetCore.Mvc;

        [ApiController]
        public class OrdersController : ControllerBase
        {
            public {{type}} Get(int id, string name)
            {
                {{statements}}
            }
        }
        """;

    private static string Mapped(string statements) => $$"""
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.CreateBuilder(args).Build();
        {{statements}}
        """;

    [Theory]
    [InlineData("return [|BadRequest(\"bad\")|]; // why", "return Problem(detail: \"bad\", statusCode: StatusCodes.Status400BadRequest); // why")]
    [InlineData("return [|NotFound($\"no {id}\")|];", "return Problem(detail: $\"no {id}\", statusCode: StatusCodes.Status404NotFound);")]
    [InlineData("return [|NotFound(new { error = \"x\" })|];", "return Problem(detail: \"x\", statusCode: StatusCodes.Status404NotFound);")]
    [InlineData("return [|Conflict(new { name })|];", "return Problem(detail: name, statusCode: StatusCodes.Status409Conflict);")]
    [InlineData("return [|StatusCode(403, \"x\")|];", "return Problem(detail: \"x\", statusCode: 403);")]
    [InlineData("return [|StatusCode(StatusCodes.Status410Gone, \"x\" + name)|];", "return Problem(detail: \"x\" + name, statusCode: StatusCodes.Status410Gone);")]
    [InlineData("return [|new BadRequestObjectResult(\"x\")|];", "return Problem(detail: \"x\", statusCode: StatusCodes.Status400BadRequest);")]
    [InlineData("return [|new ObjectResult(\"x\") { StatusCode = 503 }|];", "return Problem(detail: \"x\", statusCode: 503);")]
    [InlineData("return id > 0 ? Ok(id) : [|NotFound(\"x\")|];", "return id > 0 ? Ok(id) : Problem(detail: \"x\", statusCode: StatusCodes.Status404NotFound);")]
    [InlineData("return id switch { 0 => [|BadRequest(\"x\")|], _ => NoContent() };", "return id switch { 0 => Problem(detail: \"x\", statusCode: StatusCodes.Status400BadRequest), _ => NoContent() };")]
    public async Task An_action_answers_with_a_problem(string before, string after)
    {
        await VerifyCS.VerifyCodeFixAsync(Action(before), Action(after));
        await VerifyCS.VerifyCodeFixAsync(Action(before, "ActionResult<int>"), Action(after, "ActionResult<int>"));
    }

    [Theory]
    [InlineData("app.MapGet(\"/a\", () => [|Results.BadRequest(\"x\")|]);", "app.MapGet(\"/a\", () => Results.Problem(detail: \"x\", statusCode: StatusCodes.Status400BadRequest));")]
    [InlineData("app.MapGet(\"/a\", () => [|TypedResults.BadRequest(\"x\")|]);", "app.MapGet(\"/a\", () => TypedResults.Problem(detail: \"x\", statusCode: StatusCodes.Status400BadRequest));")]
    [InlineData("app.MapGet(\"/a\", IResult (int id) => id > 0 ? TypedResults.Ok(id) : [|TypedResults.NotFound(new { message = \"x\" })|]);", "app.MapGet(\"/a\", IResult (int id) => id > 0 ? TypedResults.Ok(id) : TypedResults.Problem(detail: \"x\", statusCode: StatusCodes.Status404NotFound));")]
    [InlineData("app.MapGet(\"/a\", Results<Ok<int>, BadRequest<string>, ProblemHttpResult> (int id) => id > 0 ? TypedResults.Ok(id) : [|TypedResults.BadRequest(\"x\")|]);", "app.MapGet(\"/a\", Results<Ok<int>, BadRequest<string>, ProblemHttpResult> (int id) => id > 0 ? TypedResults.Ok(id) : TypedResults.Problem(detail: \"x\", statusCode: StatusCodes.Status400BadRequest));")]
    [InlineData("app.MapGet(\"/a\", () => [|Results.Json(new { error = \"x\" }, statusCode: 502)|]);", "app.MapGet(\"/a\", () => Results.Problem(detail: \"x\", statusCode: 502));")]
    [InlineData("app.MapGet(\"/a\", Get); static IResult Get() => [|Results.Text(\"x\", statusCode: StatusCodes.Status500InternalServerError)|];", "app.MapGet(\"/a\", Get); static IResult Get() => Results.Problem(detail: \"x\", statusCode: StatusCodes.Status500InternalServerError);")]
    public Task A_minimal_api_answers_with_a_problem(string before, string after) => VerifyCS.VerifyCodeFixAsync(Mapped(before), Mapped(after));

    [Fact]
    public Task Fix_all_errors_of_an_action() => VerifyCS.VerifyCodeFixAsync(
        Action("""
            if (id < 0)
                        return [|BadRequest("The number is too small.")|];
                    return [|NotFound($"No order {id}.")|];
            """),
        Action("""
            if (id < 0)
                        return Problem(detail: "The number is too small.", statusCode: StatusCodes.Status400BadRequest);
                    return Problem(detail: $"No order {id}.", statusCode: StatusCodes.Status404NotFound);
            """));

    [Theory]
    [InlineData("return [|BadRequest(new { error = \"x\", id })|];", "IActionResult")]
    [InlineData("return [|BadRequest(id)|];", "IActionResult")]
    [InlineData("return [|BadRequest(new[] { name })|];", "IActionResult")]
    [InlineData("return [|BadRequest(name)|];", "BadRequestObjectResult")]
    [InlineData("return [|BadRequest(/* the name */ new { error = /* of the order */ name })|];", "IActionResult")]
    public Task No_fix_where_a_problem_would_not_fit_or_say_less(string statements, string type) => VerifyCS.VerifyNoCodeFixAsync(Action(statements, type));

    [Theory]
    [InlineData("app.MapGet(\"/a\", Results<Ok<int>, BadRequest<string>> (int id) => id > 0 ? TypedResults.Ok(id) : [|TypedResults.BadRequest(\"x\")|]);")]
    [InlineData("app.MapGet(\"/a\", BadRequest<string> () => [|TypedResults.BadRequest(\"x\")|]);")]
    [InlineData("app.MapGet(\"/a\", (int id) => { if (id > 0) return [|TypedResults.BadRequest(\"x\")|]; return [|TypedResults.BadRequest(\"y\")|]; });")]
    public Task No_fix_where_the_results_are_declared(string statements) => VerifyCS.VerifyNoCodeFixAsync(Mapped(statements));
}
