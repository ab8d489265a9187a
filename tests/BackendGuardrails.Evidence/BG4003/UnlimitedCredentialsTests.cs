using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Security;
using Xunit;

namespace BackendGuardrails.Evidence.BG4003;

/// <summary>How many guesses of a password are looked at, before and behind the fix.</summary>
public class UnlimitedCredentialsTests
{
    private const int Guesses = 200;
    private const int Permitted = 5;

    private const string Program = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.RateLimiting;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = 429;
            limits.AddPolicy("credentials", context => System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(
                context.Request.Path.Value, _ => new() { PermitLimit = 5, Window = TimeSpan.FromHours(1) }));
        });
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapControllers();
        app.MapPost("/login", (Credentials credentials) => Accounts.Check(credentials) ? Results.Ok() : Results.Unauthorized());
        app.MapGroup("/account").MapPost("/two-factor", Verify);
        app.Run();

        static IResult Verify(string code) => code == "314159" ? Results.Ok() : Results.Unauthorized();

        public record Credentials(string Name, string Password);

        public static class Accounts { public static bool Check(Credentials credentials) => credentials is { Name: "grace", Password: "correct horse" }; }

        [ApiController, Route("session")]
        public class SessionController : ControllerBase
        {
            [HttpPost("sign-in")]
            public IActionResult SignIn(Credentials credentials) => Accounts.Check(credentials) ? Ok() : Unauthorized();
        }
        """;

    private static readonly (string Name, Func<EndpointHost, int, Task<Answer>> Guess)[] Endpoints =
    [
        ("the password, at an action", (host, guess) => host.PostAsync("/session/sign-in", new { name = "grace", password = $"guess {guess}" })),
        ("the password, at a lambda of `MapPost`", (host, guess) => host.PostAsync("/login", new { name = "grace", password = $"guess {guess}" })),
        ("a code of six digits, at a function of a group", (host, guess) => host.PostAsync($"/account/two-factor?code={guess:000000}")),
    ];

    [Fact]
    public async Task Behind_the_limit_nobody_looks_at_a_guess()
    {
        await using var hosts = await HostPair.StartAsync(Program, new BG4003UnlimitedCredentialsAnalyzer(), new BG4003UnlimitedCredentialsCodeFix(), Endpoints.Length);
        var table = new EvidenceTable("BG4003", $"{Guesses} guesses of", "looked at (401), before", "looked at (401), after", "turned away (429), after");
        foreach (var (name, guess) in Endpoints)
        {
            var (before, after) = (new List<int>(), new List<int>());
            for (var number = 0; number < Guesses; number++)
            {
                var (first, then) = await hosts.AskAsync(host => guess(host, number));
                before.Add(first.Status);
                after.Add(then.Status);
            }

            Assert.All(before, status => Assert.Equal(401, status));
            Assert.All(after.Take(Permitted), status => Assert.Equal(401, status));
            Assert.All(after.Skip(Permitted), status => Assert.Equal(429, status));
            table.Add(name, before.Count, after.Count(status => status == 401), after.Count(status => status == 429));
        }

        table.VerifyPage();
    }
}
