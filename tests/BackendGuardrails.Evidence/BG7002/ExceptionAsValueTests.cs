using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Maintainability;
using Xunit;

namespace BackendGuardrails.Evidence.BG7002;

/// <summary>Whether a provider gets an exception or a text, before and behind the fix.</summary>
public class ExceptionAsValueTests
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.MapPost("/end", (ILogger<Program> logger) =>
        {
            try { Carrier.Ask(); }
            catch (Exception e) { logger.LogError("The carrier does not answer: {Error}", e); }
        });
        app.MapPost("/none", (ILogger<Program> logger) =>
        {
            try { Carrier.Ask(); }
            catch (Exception e) { logger.LogError("The carrier does not answer", e); }
        });
        app.Run();

        public static class Carrier { public static void Ask() => throw new TimeoutException("No answer within a second."); }

        [ApiController]
        public class CarrierController(ILogger<CarrierController> logger) : ControllerBase
        {
            [HttpPost("middle")]
            public void Middle()
            {
                try { Carrier.Ask(); }
                catch (TimeoutException e) { logger.LogWarning("{Error} for {Parcels} parcels", e, 7); }
            }
        }
        """;

    private static readonly (string Path, string Name)[] Endpoints =
    [
        ("/end", "`\"… answer: {Error}\", e`"),
        ("/middle", "`\"{Error} for {Parcels} parcels\", e, 7`"),
        ("/none", "`\"… answer\", e`"),
    ];

    [Fact]
    public async Task A_text_before_and_an_exception_behind_the_fix()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG7002ExceptionAsValueAnalyzer(), new BG7002ExceptionAsValueCodeFix(), Endpoints.Length);
        var table = new EvidenceTable("BG7002", "Logged is", "exceptions a provider gets, before", "the text tells of it, before", "exceptions a provider gets, after");
        foreach (var (path, name) in Endpoints)
        {
            var (before, after) = (await EntryAsync(hosts.Before, path), await EntryAsync(hosts.After, path));
            var told = before.Text.Contains("No answer", StringComparison.Ordinal);
            Assert.Null(before.Exception);
            Assert.Equal(path != "/none", told);
            Assert.Contains("Carrier.Ask()", Assert.IsType<TimeoutException>(after.Exception).StackTrace);
            Assert.Equal(before.Level, after.Level);
            table.Add(name, 0, told ? "yes" : "no", 1);
        }

        Assert.Equal("No answer within a second. for 7 parcels", (await EntryAsync(hosts.After, "/middle")).Text);
        table.VerifyPage();
    }

    private static async Task<LogEntry> EntryAsync(EndpointHost host, string path)
    {
        var earlier = host.Log.Count;
        Assert.Equal(200, (await host.PostAsync(path)).Status);
        return Assert.Single(host.Log.Skip(earlier), entry => entry.Category is "Program" or "CarrierController");
    }
}
