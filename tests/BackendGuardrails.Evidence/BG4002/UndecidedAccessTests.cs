using System.Net.Http.Headers;
using System.Net.Http.Json;
using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Security;
using Xunit;

namespace BackendGuardrails.Evidence.BG4002;

/// <summary>What somebody without a badge may do, before and behind the fix.</summary>
public class UndecidedAccessTests
{
    private const string Program = """
        using System.Security.Claims;
        using System.Text.Encodings.Web;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Options;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddSingleton<Ledger>();
        builder.Services.AddAuthentication("Badge").AddScheme<AuthenticationSchemeOptions, BadgeHandler>("Badge", null);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.MapControllers();
        app.MapPost("/lambda", (Line line, Ledger ledger) => ledger.Write(line.Text));
        app.MapGroup("/group").MapPut("/{id}", (int id, Ledger ledger) => ledger.Write($"price {id}"));
        app.MapPatch("/function/{id}", Change);
        app.MapGet("/written", (Ledger ledger) => ledger.Lines);
        app.Run();

        static int Change(int id, Ledger ledger) => ledger.Write($"change {id}");

        public record Line(string Text);

        public class Ledger
        {
            private int _lines;

            public int Lines => _lines;

            public int Write(string line) => Interlocked.Increment(ref _lines);
        }

        public abstract class Crud(Ledger ledger) : ControllerBase
        {
            [HttpDelete("{id}")]
            public int Remove(int id) => ledger.Write($"without {id}");
        }

        [ApiController, Route("action")]
        public class LinesController(Ledger ledger) : ControllerBase
        {
            [HttpPost]
            public int Add(Line line) => ledger.Write(line.Text);
        }

        [ApiController, Route("inherited")]
        public class PricesController(Ledger ledger) : Crud(ledger);

        public class BadgeHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
        {
            protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers.Authorization == "Badge 7"
                ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new(ClaimTypes.Name, "Grace")], "Badge")), "Badge"))
                : AuthenticateResult.NoResult());
        }
        """;

    private static readonly (string Name, HttpMethod Method, string Path)[] Endpoints =
    [
        ("an action", HttpMethod.Post, "/action"),
        ("an action of a base class", HttpMethod.Delete, "/inherited/7"),
        ("a lambda of `MapPost`", HttpMethod.Post, "/lambda"),
        ("a lambda of a group", HttpMethod.Put, "/group/7"),
        ("a function of `MapPatch`", HttpMethod.Patch, "/function/7"),
    ];

    [Fact]
    public async Task Whoever_has_no_badge_is_turned_away_behind_the_fix()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG4002UndecidedAccessAnalyzer(), new BG4002UndecidedAccessCodeFix(), Endpoints.Length);
        var table = new EvidenceTable("BG4002", "What a caller is answered", "without a badge, before", "without a badge, after", "with a badge, after");
        foreach (var (name, method, path) in Endpoints)
        {
            var (before, after) = await hosts.AskAsync(host => host.SendAsync(Request(method, path)));
            var signedIn = Request(method, path);
            signedIn.Headers.Authorization = new AuthenticationHeaderValue("Badge", "7");
            var allowed = await hosts.After.SendAsync(signedIn);
            Assert.Equal((200, 401, 200), (before.Status, after.Status, allowed.Status));
            table.Add(name, before.Status, after.Status, allowed.Status);
        }

        // What is answered 401 is not done.
        Assert.Equal($"{Endpoints.Length}", (await hosts.Before.GetAsync("/written")).Body);
        Assert.Equal($"{Endpoints.Length}", (await hosts.After.GetAsync("/written")).Body);
        table.VerifyPage();
    }

    private static HttpRequestMessage Request(HttpMethod method, string path) => new(method, path) { Content = JsonContent.Create(new { text = "mine" }) };
}
