using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG3012;

/// <summary>Somebody else was faster: before the fix the client is told that its request is wrong or that the server is broken, behind it that there is a conflict.</summary>
public class BG3012EvidenceTests(ITestOutputHelper output)
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        app.MapControllers();
        app.MapPost("/minimal", async () =>
        {
            try { await Database.SaveAsync(); return Results.Ok(); }
            catch (DbUpdateConcurrencyException) { return Results.StatusCode(500); }
        });
        app.Run();

        static class Database
        {
            public static async Task SaveAsync() { await Task.Yield(); throw new DbUpdateConcurrencyException("Somebody else was faster."); }
        }

        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            [HttpPost("bad")]
            public async Task<IActionResult> BadAsync()
            {
                try { await Database.SaveAsync(); return Ok(); }
                catch (DbUpdateException) { return BadRequest(); }
            }

            [HttpPost("problem")]
            public async Task<IActionResult> ProblemAsync()
            {
                try { await Database.SaveAsync(); return Ok(); }
                catch (DbUpdateException) { return Problem("It is taken."); }
            }
        }
        """;

    [Fact]
    public async Task The_client_learns_that_it_is_a_conflict()
    {
        var program = await FixedProgram.OfAsync(Program, new BG3012ConflictAnalyzer(), new BG3012ConflictCodeFix());
        output.WriteLine(program.Text);
        Assert.Equal(3, program.Fixes);
        await using var host = await EndpointHost.StartAsync(program.Before);
        await using var repaired = await EndpointHost.StartAsync(program.After);
        Assert.True(await host.PostAsync("/orders/bad") is { Status: 400, IsProblem: true });
        Assert.True(await repaired.PostAsync("/orders/bad") is { Status: 409, IsProblem: true });
        Assert.True(await host.PostAsync("/orders/problem") is { Status: 500, IsProblem: true });
        var conflict = await repaired.PostAsync("/orders/problem");
        Assert.True(conflict is { Status: 409, IsProblem: true });
        Assert.Contains("It is taken.", conflict.Body);
        Assert.Equal("500", (await host.PostAsync("/minimal")).ToString());
        Assert.Equal("409", (await repaired.PostAsync("/minimal")).ToString());
    }
}
