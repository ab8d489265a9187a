using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG3002;

/// <summary>The database is down: before the fix the client is told that all is well, behind it that it is not.</summary>
public class BG3002EvidenceTests(ITestOutputHelper output)
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapControllers();
        app.MapGet("/minimal", async () =>
        {
            try { return Results.Ok(await Database.ReadAsync()); }
            catch (Exception) { return Results.Ok(new List<int>()); }
        });
        app.Run();

        static class Database
        {
            public static async Task<List<int>> ReadAsync() { await Task.Yield(); throw new Exception("down"); }
        }

        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            [HttpPost("save")]
            public async Task<IActionResult> SaveAsync()
            {
                try { await Database.ReadAsync(); return Ok(); }
                catch (Exception) { return Ok(); }
            }

            [HttpPost("list")]
            public async Task<ActionResult<List<int>>> ListAsync()
            {
                try { return await Database.ReadAsync(); }
                catch (Exception) { return Ok(new List<int>()); }
            }
        }
        """;

    [Theory]
    [InlineData(null)]
    [InlineData("Answer with a problem")]
    public async Task The_status_says_that_it_failed(string? title)
    {
        var program = await FixedProgram.OfAsync(Program, new BG3002CatchAllSuccessAnalyzer(), new BG3002CatchAllSuccessCodeFix(), title);
        output.WriteLine(program.Text);
        Assert.Equal(3, program.Fixes);
        await using var host = await EndpointHost.StartAsync(program.Before);
        await using var repaired = await EndpointHost.StartAsync(program.After);
        Assert.Equal("200", (await host.PostAsync("/orders/save")).ToString());
        Assert.Equal("200 application/json []", (await host.PostAsync("/orders/list")).ToString());
        Assert.Equal("200 application/json []", (await host.GetAsync("/minimal")).ToString());
        Assert.True(await repaired.PostAsync("/orders/save") is { Status: 500, IsProblem: true });
        Assert.True(await repaired.PostAsync("/orders/list") is { Status: 500, IsProblem: true });
        Assert.True(await repaired.GetAsync("/minimal") is { Status: 500, IsProblem: true });
    }
}
