using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using Microsoft.Extensions.Logging;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG3004;

/// <summary>The same answers before and after; only behind the fix the log says what failed.</summary>
public class BG3004EvidenceTests(ITestOutputHelper output)
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddHostedService<Worker>();
        var app = builder.Build();
        app.MapControllers();
        app.MapGet("/status", async () =>
        {
            try { return Results.Ok(await Database.ReadAsync()); }
            catch { return Results.StatusCode(500); }
        });
        app.Run();

        static class Database
        {
            public static async Task<int> ReadAsync(string what = "endpoint") { await Task.Yield(); throw new Exception(what); }
        }

        [ApiController, Route("orders")]
        public class OrdersController(ILogger<OrdersController> logger) : ControllerBase
        {
            [HttpGet("empty")]
            public async Task<IActionResult> SaveAsync()
            {
                logger.LogInformation("Saving");
                try { await Database.ReadAsync("action"); }
                catch (Exception) { }
                return Ok();
            }
        }

        public class Worker(ILogger<Worker> logger) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                logger.LogInformation("Working");
                try { await Database.ReadAsync("worker"); }
                catch (Exception) { }
            }
        }
        """;

    [Fact]
    public async Task What_failed_is_in_the_log()
    {
        var program = await FixedProgram.OfAsync(Program, new BG3004SwallowedAnalyzer(), new BG3004SwallowedCodeFix(), "Log the exception");
        output.WriteLine(program.Text);
        Assert.Equal(3, program.Fixes);
        await using var host = await EndpointHost.StartAsync(program.Before);
        await using var repaired = await EndpointHost.StartAsync(program.After);
        foreach (var path in new[] { "/status", "/orders/empty" })
            Assert.Equal((await host.GetAsync(path)).Status, (await repaired.GetAsync(path)).Status);
        Assert.DoesNotContain(host.Log, line => line.Exception is not null);
        Assert.Equal(["action", "endpoint", "worker"], repaired.Log.Where(line => line.Level == LogLevel.Error).Select(line => line.Exception!.Message).Order());
    }
}
