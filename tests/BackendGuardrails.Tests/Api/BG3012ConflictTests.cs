using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3012ConflictAnalyzer>;

namespace BackendGuardrails.Tests.Api;

public class BG3012ConflictTests
{
    private const string Shop = """

        public class Order { public int Id { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        """;

    private static string Action(string clause) => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Concurrent = Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException;

        [ApiController, Route("orders")]
        public class OrdersController(Shop db, ILogger<OrdersController> logger) : ControllerBase
        {
            [HttpPut("{id}")]
            public async Task<IActionResult> PutAsync(int id)
            {
                try { await db.SaveChangesAsync(); return NoContent(); }
                {{clause}}
            }

            private static bool IsDuplicate(Exception e) => e.InnerException is System.Data.Common.DbException { SqlState: "23505" };
        }
        {{Shop}}
        """;

    [Theory]
    [InlineData("catch (DbUpdateConcurrencyException) { return [|BadRequest|](); }")]
    [InlineData("catch (DbUpdateException) { return [|BadRequest|](\"It is taken.\"); }")]
    [InlineData("catch (Concurrent e) { logger.LogWarning(e, \"x\"); return [|StatusCode|](500); }")]
    [InlineData("catch (DbUpdateException) { return [|StatusCode|](StatusCodes.Status500InternalServerError, \"x\"); }")]
    [InlineData("catch (DbUpdateException) { return [|Problem|](); }")]
    [InlineData("catch (DbUpdateException) { return [|Problem|](\"It is taken.\", statusCode: 400); }")]
    [InlineData("catch (DbUpdateException) { return [|new BadRequestResult()|]; }")]
    [InlineData("catch (DbUpdateException) { return [|new BadRequestObjectResult(\"x\")|]; }")]
    [InlineData("catch (DbUpdateException) { return [|new ObjectResult(\"x\") { StatusCode = 500 }|]; }")]
    [InlineData("catch (DbUpdateException) { ModelState.AddModelError(\"\", \"x\"); return [|BadRequest|](ModelState); }")]
    [InlineData("catch (DbUpdateException) { IActionResult result; result = [|BadRequest|](); return result; }")]
    [InlineData("catch (ArgumentException) { return BadRequest(); } catch (DbUpdateConcurrencyException) { return [|BadRequest|](); }")]
    public Task What_an_action_answers_to_a_conflict(string clause) => VerifyCS.VerifyAnalyzerAsync(Action(clause));

    [Fact]
    public Task What_minimal_apis_answer_to_a_conflict() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (DbUpdateException) { return Results.[|BadRequest|](); } });
        app.MapPost("/b", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (DbUpdateConcurrencyException) { return Results.[|Problem|](); } });
        app.MapPost("/c", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (DbUpdateException) { return Results.[|StatusCode|](500); } });
        app.MapPost("/d", async Task<Results<Ok, BadRequest<string>>> (Shop db) => { try { await db.SaveChangesAsync(); return TypedResults.Ok(); } catch (DbUpdateException) { return TypedResults.[|BadRequest|]("x"); } });
        app.MapPost("/e", SaveAsync);
        app.MapPost("/f", Endpoints.Save);
        app.MapPost("/g", (Shop db) => { IResult result = Results.Ok(); try { db.SaveChanges(); } catch (DbUpdateException) { result = Results.[|BadRequest|](); } return result; });
        app.Run();

        static async Task<IResult> SaveAsync(Shop db)
        {
            try { await db.SaveChangesAsync(); return Results.Ok(); }
            catch (DbUpdateException) { return Results.[|BadRequest|](); }
        }

        static class Endpoints
        {
            public static Task<IResult> Save(Shop db)
            {
                try { db.SaveChanges(); return Task.FromResult(Results.Ok()); }
                catch (DbUpdateException) { return Task.FromResult(Results.[|BadRequest|]()); }
            }
        }
        {{Shop}}
        """);

    [Theory]
    [InlineData("catch (DbUpdateConcurrencyException) { return Conflict(); }")]
    [InlineData("catch (DbUpdateException) { return Conflict(\"x\"); }")]
    [InlineData("catch (DbUpdateException) { return StatusCode(409); }")]
    [InlineData("catch (DbUpdateException) { return StatusCode(412); }")]
    [InlineData("catch (DbUpdateException) { return Problem(statusCode: StatusCodes.Status409Conflict); }")]
    [InlineData("catch (DbUpdateConcurrencyException) { if (!await db.Orders.AnyAsync(o => o.Id == id)) return NotFound(); throw; }")]
    [InlineData("catch (DbUpdateConcurrencyException) { return NotFound(); }")]
    [InlineData("catch (DbUpdateException) { return UnprocessableEntity(); }")]
    [InlineData("catch (DbUpdateException e) when (IsDuplicate(e)) { return BadRequest(); }")]
    [InlineData("catch (DbUpdateException e) when (e.InnerException is System.Data.Common.DbException { SqlState: \"23503\" }) { return BadRequest(); }")]
    [InlineData("catch (DbUpdateException e) { if (IsDuplicate(e)) return Conflict(); return StatusCode(500); }")]
    [InlineData("catch (DbUpdateException e) { return IsDuplicate(e) ? Conflict() : Problem(); }")]
    [InlineData("catch (DbUpdateException) { throw; }")]
    [InlineData("catch (DbUpdateException) { return StatusCode(503); }")]
    [InlineData("catch (InvalidOperationException) { return BadRequest(); }")]
    [InlineData("catch (Exception) { return StatusCode(500); }")]
    public Task Quiet_where_the_status_says_it_or_it_is_not_known(string clause) => VerifyCS.VerifyAnalyzerAsync(Action(clause));

    [Fact]
    public Task Quiet_minimal_apis_and_look_alikes() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.Create(args);
        app.MapPost("/a", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (DbUpdateException) { return Results.Conflict(); } });
        app.MapPost("/b", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (DbUpdateException) { return Results.Problem(statusCode: 409); } });
        app.MapPost("/c", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (DbUpdateException e) when (e.InnerException is null) { return Results.BadRequest(); } });
        app.MapPost("/d", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (Mine.DbUpdateException) { return Results.BadRequest(); } });
        app.MapPost("/e", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (DbUpdateConcurrencyException) { return Results.NotFound(); } });
        app.MapPost("/f", async (Shop db) => { try { await db.SaveChangesAsync(); return Results.Ok(); } catch (DbUpdateConcurrencyException) { return Results.StatusCode(412); } });
        app.Run();
        {{Shop}}
        namespace Mine { public class DbUpdateException : System.Exception { } }
        """);

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = Action("catch (DbUpdateException e) { return StatusCode(e. }"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
