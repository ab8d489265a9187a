using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Security.BG4010SecretInLogAnalyzer>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Endpoints of every make, several in one source; mappings and their handlers stand in files of their own.</summary>
public class BG4010SecretInLogEndpointTests
{
    private const string Shop = """

        public record Login(string Name, string Password);
        public record Session(int Id, string RefreshToken);
        public class Registration { public string Email { get; set; } = ""; public string Password { get; set; } = ""; public string PasswordHint { get; set; } = ""; }
        public interface ISessions { Task<Session> OpenAsync(Login login); Task<string> IssueAsync(int id); Task SaveAsync(object row); }
        """;

    private static Task VerifyAsync(string source, params string[] files)
    {
        var test = new VerifyCS.Test { TestCode = source + Shop };
        foreach (var file in files)
            test.TestState.Sources.Add(file);
        return test.RunAsync();
    }

    [Fact]
    public Task Endpoints_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        var app = WebApplication.Create(args);
        app.MapSessions();
        app.MapPost("/register", async (Registration registration, ISessions sessions, ILogger<Registration> logger) =>
        {
            try { await sessions.SaveAsync(registration); return Results.Created(); }
            catch (Exception e) { logger.LogError(e, "{@Registration} failed", [|registration|]); return Results.Problem(); }
        });
        var issue = async (int id, ISessions sessions) =>
        {
            var accessToken = await sessions.IssueAsync(id);
            app.Logger.LogInformation("Issued {Token} for {Id}", [|accessToken|], id);
            return TypedResults.Ok(accessToken);
        };
        app.MapPost("/tokens/{id}", issue);
        app.MapPost("/renew", new SessionModule(null!, app.Logger).RenewAsync);
        app.Run();

        public abstract class Opening<TRequest>(ILogger logger) : ControllerBase where TRequest : Registration
        {
            [HttpPost]
            public IActionResult Open(TRequest request)
            {
                var entered = request.Password;
                if (entered.Length < 8)
                    logger.LogWarning($"Too short: {[|entered|]}");
                return NoContent();
            }
        }

        [ApiController, Route("sessions")]
        public partial class SessionsController : Opening<Registration>
        {
            private readonly ISessions _sessions;
            private readonly ILogger<SessionsController> _logger;
            public SessionsController(ISessions sessions, ILogger<SessionsController> logger) : base(logger) => (_sessions, _logger) = (sessions, logger);
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;

        public partial class SessionsController
        {
            [HttpPut]
            public async Task<ActionResult<int>> OpenAsync(Login login)
            {
                var session = await _sessions.OpenAsync(login);
                _logger.LogDebug("Opened {Session}", [|session|]);
                return session.Id;
            }

            [HttpPost("reset")]
            public IActionResult Reset([FromQuery] string resetToken, [FromForm] string? newPassword)
            {
                using var scope = _logger.BeginScope("Reset with {Token}", [|resetToken|]);
                Tell(newPassword ?? "");
                return Ok();

                void Tell(string password) => _logger.LogTrace("New: {Password}", [|password.Trim()|]);
            }
        }
        """,
        """
        public static partial class Routes
        {
            public static void MapSessions(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/sessions");
                group.MapPost("/", OpenAsync);
                group.MapGet("/check", static (IConfiguration configuration, ILoggerFactory loggers) => loggers.CreateLogger("check").LogInformation("Mail with {Password}", [|configuration["Smtp:Password"]|]));
            }
        }

        public static partial class Routes
        {
            private static async Task<IResult> OpenAsync(Login login, ISessions sessions, ILogger<Session> logger)
            {
                var (name, password) = login;
                if (await sessions.OpenAsync(login) is { RefreshToken: var refreshToken })
                    logger.LogInformation("{Name} gets {Token}", name, [|refreshToken|]);
                else
                    logger.LogWarning("{Name} tried {Password}", name, [|password|]);
                return Results.Ok();
            }
        }

        public class SessionModule(ISessions sessions, ILogger logger)
        {
            public async Task<IResult> RenewAsync(HttpRequest request)
            {
                string? apiKey = request.Headers["X-Api-Key"];
                logger.Log(LogLevel.Information, "Renews with {Key}", [|apiKey|]);
                return Results.Ok(await sessions.IssueAsync(apiKey?.Length ?? 0));
            }
        }
        """);

    [Fact]
    public Task Quiet_endpoints_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        var app = WebApplication.Create(args);
        app.MapSessions();
        app.MapPost("/register", async (Registration registration, ISessions sessions, ILogger<Registration> logger) =>
        {
            try { await sessions.SaveAsync(registration); return Results.Created(); }
            catch (Exception e) { logger.LogError(e, "{Email} failed {Registration}", registration.Email, registration); return Results.Problem(); }
        });
        var issue = async (int id, ISessions sessions) =>
        {
            var accessToken = await sessions.IssueAsync(id);
            app.Logger.LogInformation("Issued a token of {Length} for {Id}", accessToken.Length, id);
            return TypedResults.Ok(accessToken);
        };
        app.MapPost("/tokens/{id}", issue);
        app.MapPost("/renew", new SessionModule(null!, app.Logger).RenewAsync);
        app.Run();

        public abstract class Opening<TRequest>(ILogger logger) : ControllerBase where TRequest : Registration
        {
            [HttpPost]
            public IActionResult Open(TRequest request)
            {
                if (request.Password.Length < 8)
                    logger.LogWarning("Too short: {Length}, {Hint}", request.Password.Length, request.PasswordHint);
                return NoContent();
            }
        }

        [ApiController, Route("sessions")]
        public partial class SessionsController : Opening<Registration>
        {
            private readonly ISessions _sessions;
            private readonly ILogger<SessionsController> _logger;
            public SessionsController(ISessions sessions, ILogger<SessionsController> logger) : base(logger) => (_sessions, _logger) = (sessions, logger);
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;

        public partial class SessionsController
        {
            [HttpPut]
            public async Task<ActionResult<int>> OpenAsync(Login login)
            {
                var session = await _sessions.OpenAsync(login);
                _logger.LogDebug("Opened {@Session}", new { session.Id, login.Name });
                return session.Id;
            }

            [HttpPost("reset")]
            public IActionResult Reset([FromQuery] Guid resetTokenId, [FromForm] string? newPassword, [FromQuery] string? continuationToken)
            {
                using var scope = _logger.BeginScope("Reset with {Token}", resetTokenId);
                _logger.LogTrace("{Page}: {Same}", continuationToken, string.Equals(newPassword, "x", StringComparison.Ordinal));
                return Ok();
            }
        }
        """,
        """
        public static partial class Routes
        {
            public static void MapSessions(this IEndpointRouteBuilder routes)
            {
                var group = routes.MapGroup("/sessions");
                group.MapPost("/", OpenAsync);
                group.MapGet("/check", static (IConfiguration configuration, ILoggerFactory loggers) => loggers.CreateLogger("check").LogInformation("Mail over {Host} {Has}", configuration["Smtp:Host"], configuration["Smtp:Password"] is not null));
            }
        }

        public static partial class Routes
        {
            private static async Task<IResult> OpenAsync(Login login, ISessions sessions, ILogger<Session> logger, IHostEnvironment environment)
            {
                var (name, password) = login;
                if (environment.IsDevelopment())
                    logger.LogInformation("{Name} tried {Password}", name, password);
                var session = await sessions.OpenAsync(login);
                logger.LogInformation("{Name} gets {Id}", name, session.Id);
                return Results.Ok(session.RefreshToken);
            }
        }

        public class SessionModule(ISessions sessions, ILogger logger)
        {
            public async Task<IResult> RenewAsync(HttpRequest request)
            {
                string? apiKey = request.Headers["X-Api-Key"];
                logger.Log(LogLevel.Information, "Renews with {Key}", Shortened(apiKey));
                return Results.Ok(await sessions.IssueAsync(apiKey?.Length ?? 0));
            }

            private static string Shortened(string? key) => key is { Length: > 8 } ? key[..4] + "…" : "none";
        }
        """);
}
