using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using Microsoft.Extensions.Logging;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG3003;

/// <summary>Before the fix an order is "not found" while the database is down; behind it only an order that is not there is.</summary>
public class BG3003EvidenceTests(ITestOutputHelper output)
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton<IOrders, Orders>();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapControllers();
        app.MapGet("/minimal/{id}", async (int id, IOrders orders) =>
        {
            try { return Results.Ok(await orders.FindAsync(id)); }
            catch (Exception) { return Results.BadRequest(); }
        });
        app.Run();

        public interface IOrders { Task<string> FindAsync(int id); }
        public class OrderMissingException : Exception { }
        public class Orders : IOrders
        {
            public async Task<string> FindAsync(int id)
            {
                await Task.Yield();
                if (id == 0)
                    throw new OrderMissingException();
                if (id < 0)
                    throw new InvalidOperationException("The database is down.");
                return "mug";
            }
        }

        [ApiController, Route("orders")]
        public class OrdersController(IOrders orders) : ControllerBase
        {
            [HttpGet("{id}")]
            public async Task<IActionResult> GetAsync(int id)
            {
                try { return Ok(await orders.FindAsync(id)); }
                catch (Exception) { return NotFound(); }
            }
        }
        """;

    [Fact]
    public async Task Only_what_is_missing_is_not_found()
    {
        var program = await FixedProgram.OfAsync(Program, new BG3003CatchAllClientErrorAnalyzer(), new BG3003CatchAllClientErrorCodeFix());
        output.WriteLine(program.Text);
        Assert.Equal(2, program.Fixes);
        await using var host = await EndpointHost.StartAsync(program.Before);
        await using var repaired = await EndpointHost.StartAsync(program.After);
        Assert.Equal(await host.GetAsync("/orders/1"), await repaired.GetAsync("/orders/1"));
        Assert.True(await host.GetAsync("/orders/0") is { Status: 404, IsProblem: true });
        Assert.True(await repaired.GetAsync("/orders/0") is { Status: 404, IsProblem: true });
        Assert.True(await host.GetAsync("/orders/-1") is { Status: 404 });
        Assert.True(await repaired.GetAsync("/orders/-1") is { Status: 500, IsProblem: true });
        Assert.True(await host.GetAsync("/minimal/-1") is { Status: 400 });
        Assert.True(await repaired.GetAsync("/minimal/-1") is { Status: 500, IsProblem: true });
        Assert.DoesNotContain(host.Log, line => line.Level == LogLevel.Error);
        Assert.Contains(repaired.Log, line => line is { Level: LogLevel.Error, Exception.Message: "The database is down." });
    }

    [Theory]
    [InlineData("Rethrow, so that the exception handler answers", "Console.WriteLine(\"No order.\"); ")]
    [InlineData("Remove the catch, so that the exception handler answers", "")]
    public async Task The_exception_handler_answers(string title, string before)
    {
        var text = Program.Replace("catch (Exception) { ", "catch (Exception) { " + before);
        var program = await FixedProgram.OfAsync(text, new BG3003CatchAllClientErrorAnalyzer(), new BG3003CatchAllClientErrorCodeFix(), title);
        await using var repaired = await EndpointHost.StartAsync(program.After);
        Assert.True(await repaired.GetAsync("/orders/-1") is { Status: 500, IsProblem: true });
        Assert.True(await repaired.GetAsync("/minimal/-1") is { Status: 500, IsProblem: true });
        Assert.True(await repaired.GetAsync("/orders/1") is { Status: 200, Body: "mug" });
    }
}
