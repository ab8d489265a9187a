using BackendGuardrails.Api;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3012ConflictAnalyzer, BackendGuardrails.Api.BG3012ConflictCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3012ConflictFixTests
{
    private static string Action(params string[] answers) => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public class OrdersController : ControllerBase
        {
            private readonly DbContext _db = null!;
        {{string.Concat(answers.Select((answer, index) => $$"""

                public async Task<IActionResult> Put{{index}}Async(int id)
                {
                    try
                    {
                        await _db.SaveChangesAsync();
                        return NoContent();
                    }
                    catch (DbUpdateException)
                    {
                        return {{answer}}; // It is taken.
                    }
                }

            """))}}
        }
        """;

    [Theory]
    [InlineData("[|BadRequest|]()", "Conflict()")]
    [InlineData("[|BadRequest|](\"It is taken.\")", "Conflict(\"It is taken.\")")]
    [InlineData("this.[|BadRequest|](ModelState)", "this.Conflict(ModelState)")]
    [InlineData("[|StatusCode|](500)", "StatusCode(409)")]
    [InlineData("[|StatusCode|](StatusCodes.Status500InternalServerError, new { id })", "StatusCode(StatusCodes.Status409Conflict, new { id })")]
    [InlineData("[|Problem|]()", "Problem(statusCode: StatusCodes.Status409Conflict)")]
    [InlineData("[|Problem|](\"It is taken.\")", "Problem(\"It is taken.\", statusCode: StatusCodes.Status409Conflict)")]
    [InlineData("[|Problem|](statusCode: 400, title: \"x\")", "Problem(statusCode: 409, title: \"x\")")]
    [InlineData("[|Problem|](\"It is taken.\", null, 500)", "Problem(\"It is taken.\", null, 409)")]
    [InlineData("[|new BadRequestResult()|]", "new ConflictResult()")]
    [InlineData("[|new BadRequestObjectResult(\"x\")|]", "new ConflictObjectResult(\"x\")")]
    [InlineData("[|new StatusCodeResult(500)|]", "new StatusCodeResult(409)")]
    [InlineData("[|new ObjectResult(\"x\") { StatusCode = 500 }|]", "new ObjectResult(\"x\") { StatusCode = 409 }")]
    public Task The_status_says_what_happened_and_by_Fix_all(string before, string after) =>
        VerifyCS.VerifyCodeFixAsync(Action(before, before), Action(after, after), nameof(BG3012ConflictCodeFix));

    [Fact]
    public Task Minimal_apis() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async (DbContext db) =>
        {
            try { await db.SaveChangesAsync(); return Results.Ok(); }
            catch (DbUpdateException) { return Results.[|BadRequest|]("x"); }
        });
        app.MapPost("/b", async Task<IResult> (DbContext db) =>
        {
            try { await db.SaveChangesAsync(); return TypedResults.Ok(); }
            catch (DbUpdateException) { return TypedResults.[|BadRequest|]("x"); }
        });
        """,
        """
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async (DbContext db) =>
        {
            try { await db.SaveChangesAsync(); return Results.Ok(); }
            catch (DbUpdateException) { return Results.Conflict("x"); }
        });
        app.MapPost("/b", async Task<IResult> (DbContext db) =>
        {
            try { await db.SaveChangesAsync(); return TypedResults.Ok(); }
            catch (DbUpdateException) { return TypedResults.Conflict("x"); }
        });
        """);

    [Fact]
    public Task A_union_that_has_no_conflict_is_left_to_the_reader() => VerifyCS.VerifyNoCodeFixAsync(
        """
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async Task<Results<Ok, BadRequest<string>>> (DbContext db) =>
        {
            try { await db.SaveChangesAsync(); return TypedResults.Ok(); }
            catch (DbUpdateException) { return TypedResults.[|BadRequest|]("x"); }
        });
        """);
}
