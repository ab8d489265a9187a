using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Maintainability;
using Xunit;

namespace BackendGuardrails.Evidence.BG7001;

/// <summary>What a provider learns of an exception, before and behind the fix.</summary>
public class ExceptionNotLoggedTests
{
    private const string Program = """
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        var app = builder.Build();
        app.MapControllers();
        app.MapPost("/value", (ILogger<Program> logger) =>
        {
            try { Carrier.Ask(); }
            catch (Exception e) { logger.LogError("The carrier does not answer: {Error}", e.Message); }
        });
        app.MapPost("/inner", (ILogger<Program> logger) =>
        {
            try { Carrier.Ask(); }
            catch (Exception e)
            {
                var reason = e.InnerException?.Message;
                logger.LogError("The carrier does not answer because of {Reason}", reason);
            }
        });
        app.Run();

        public static class Carrier
        {
            public static void Ask()
            {
                try { Connect(); }
                catch (TimeoutException e) { throw new InvalidOperationException("Nobody is there.", e); }
            }

            private static void Connect() => throw new TimeoutException("No answer within a second.");
        }

        [ApiController]
        public class CarrierController(ILogger<CarrierController> logger) : ControllerBase
        {
            [HttpPost("interpolated")]
            public void Interpolated()
            {
                try { Carrier.Ask(); }
                catch (InvalidOperationException e) { logger.LogError($"The carrier does not answer: {e.Message}"); }
            }

            [HttpPost("nothing")]
            public void Nothing()
            {
                try { Carrier.Ask(); }
                catch (Exception) { logger.LogError("The carrier does not answer"); }
            }
        }
        """;

    private static readonly (string Path, string Name)[] Endpoints =
    [
        ("/value", "`e.Message`, a value of the template"),
        ("/interpolated", "`e.Message`, in an interpolated text"),
        ("/inner", "`e.InnerException?.Message`, by a local"),
        ("/nothing", "nothing of it"),
    ];

    /// <summary>What somebody looks for first: the type, the method that threw, what was behind it, and where that came from.</summary>
    private static readonly string[] Facts = ["System.InvalidOperationException", "Carrier.Ask()", "System.TimeoutException", "Carrier.Connect()"];

    [Fact]
    public async Task The_place_and_the_cause_are_missing_and_behind_the_fix_they_are_there()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG7001ExceptionNotLoggedAnalyzer(), new BG7001ExceptionNotLoggedCodeFix(), Endpoints.Length);
        var table = new EvidenceTable("BG7001", $"Of the {Facts.Length} facts: type, method, inner type, inner method; logged is", "known, before", "known, after", "frames of the stack, before", "frames of the stack, after");
        foreach (var (path, name) in Endpoints)
        {
            var (before, after) = (await EntryAsync(hosts.Before, path), await EntryAsync(hosts.After, path));
            Assert.Equal((0, Facts.Length), (Known(before), Known(after)));
            // Each throw unwinds to its own catch: two methods for the inner exception, and two for the one that was made of it.
            Assert.True(Frames(before) == 0 && Frames(after) >= 3, $"{name}: {after}");
            table.Add(name, Known(before), Known(after), Frames(before), Frames(after));
        }

        table.VerifyPage();
    }

    private static string Told(LogEntry entry) => $"{entry.Text}\n{entry.Exception}";

    private static int Known(LogEntry entry) => Facts.Count(fact => Told(entry).Contains(fact, StringComparison.Ordinal));

    /// <summary>Of the program; what the framework called it by changes with its version.</summary>
    private static int Frames(LogEntry entry) =>
        Told(entry).Split('\n').Count(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal) && (line.Contains("Carrier", StringComparison.Ordinal) || line.Contains("at Program.", StringComparison.Ordinal)));

    private static async Task<LogEntry> EntryAsync(EndpointHost host, string path)
    {
        var earlier = host.Log.Count;
        Assert.Equal(200, (await host.PostAsync(path)).Status);
        return Assert.Single(host.Log.Skip(earlier), entry => entry.Category is "Program" or "CarrierController");
    }
}
