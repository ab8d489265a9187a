using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4010SecretInLogAnalyzer, BackendGuardrails.Security.BG4010SecretInLogCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Log entries in the many forms that endpoints, classes and loggers have.</summary>
public class BG4010SecretInLogFormsTests
{
    private static Task VerifyAsync(string types, string mapped = "") => new VerifyCS.Test
    {
        Stubs = ["MediatR", "NLog"],
        TestCode = $$"""
            using Microsoft.AspNetCore.Mvc;

            {{mapped}}

            public record Login(string Name, string Password);
            public class Account { public int Id { get; set; } public string ApiKey { get; set; } = ""; public string Name { get; set; } = ""; }
            {{types}}
            """,
    }.RunAsync();

    [Fact]
    public Task Controllers_and_classes_of_all_forms_are_reported() => VerifyAsync("""
        [ApiController, Route("session")]
        public class SessionController(ILogger<SessionController> logger) : ControllerBase
        {
            [HttpPost] public IActionResult Expression(Login login) { logger.LogInformation("{Name} with {Password}", login.Name, [|login.Password|]); return Ok(); }
            [HttpPost("local")] public void Local(Login login) { Say(); void Say() => logger.LogWarning($"Refused {[|login.Password|]}"); }
            [HttpPost("header")] public void Header([FromHeader] string apiKey) => logger.LogDebug("Key {Key}", [|apiKey|]);
            [HttpPost("pattern")] public void Pattern(object sent) { if (sent is Login { Password: var password }) logger.LogInformation("{Password}", [|password|]); }
        }

        public abstract class Base<T> : ControllerBase where T : Account
        {
            protected ILogger Log { get; } = null!;
            [HttpPost] public virtual void Change(T account) => Log.LogInformation("Changed {Key}", [|account.ApiKey|]);
        }
        public class AccountsController : Base<Account> { public override void Change(Account account) { base.Change(account); Log.LogTrace("{@Account}", [|account|]); } }

        public partial class Split { private readonly ILogger _logger = null!; private string? _clientSecret; }
        public partial class Split { public void Run() { _clientSecret ??= "x"; _logger.LogError("Secret {Secret}", [|_clientSecret|]); } }

        public record SignIn(string Name, string Password) : MediatR.IRequest<bool>;
        public class SignInHandler(ILogger<SignInHandler> logger) : MediatR.IRequestHandler<SignIn, bool>
        {
            public Task<bool> Handle(SignIn request, CancellationToken cancellationToken)
            {
                logger.LogInformation("Handling {Request}", [|request|]);
                try { return Task.FromResult(true); }
                catch (Exception e) { logger.LogError(e, "Failed for {Name}/{Password}", request.Name, [|request.Password|]); throw; }
            }
        }

        public static partial class Messages { [LoggerMessage(1, LogLevel.Information, "Token {AccessToken}")] public static partial void Issued(this ILogger logger, string accessToken); public static partial void Issued(this ILogger logger, string accessToken) { } }
        public class Issuer(ILogger<Issuer> logger) { public void Issue(string accessToken) => logger.Issued([|accessToken|]); }
        public class Old { private static readonly NLog.Logger Log = null!; public void Run(Account account) => Log.Error("Key {0}", [|account.ApiKey|]); }
        """);

    [Fact]
    public Task Controllers_and_classes_of_all_forms_that_log_no_secret_are_quiet() => VerifyAsync("""
        [ApiController, Route("session")]
        public class SessionController(ILogger<SessionController> logger) : ControllerBase
        {
            [HttpPost] public IActionResult Expression(Login login) { logger.LogInformation("{Name} with {Length}", login.Name, login.Password.Length); return Ok(); }
            [HttpPost("local")] public void Local(Login login) { logger.LogWarning("Refused {Password}", Masked(login.Password)); string Masked(string text) => new('*', text.Length); }
            [HttpPost("header")] public void Header([FromHeader] string apiKey) => logger.LogDebug("Key {Key}", string.IsNullOrEmpty(apiKey) ? "missing" : "there");
            [HttpPost("pattern")] public void Pattern(object sent) { if (sent is Login { Password.Length: var size }) logger.LogInformation("{Size}", size); }
            [HttpPost("hash")] public void Hash(Login login) { var passwordHash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(login.Password))); logger.LogInformation("{Hash}", passwordHash); }
        }

        public abstract class Base<T> : ControllerBase where T : Account
        {
            protected ILogger Log { get; } = null!;
            [HttpPost] public virtual void Change(T account) => Log.LogInformation("Changed {Id} {HasKey}", account.Id, account.ApiKey is { Length: > 0 });
        }
        public class AccountsController : Base<Account> { public override void Change(Account account) { base.Change(account); Log.LogTrace("{Account}", account); } }

        public sealed record Hidden(string Name, string Password) { private bool PrintMembers(System.Text.StringBuilder builder) { builder.Append(Name); return true; } }
        public class Printing(ILogger<Printing> logger) { public void Run(Hidden hidden) => logger.LogInformation("{Hidden}", hidden); }
        public enum TokenKind { Access, Refresh }
        public class Kinds(ILogger<Kinds> logger) { public void Run(TokenKind token, Guid tokenId, CancellationToken stoppingToken, SyntaxToken secret) => logger.LogInformation("{A} {B} {C} {D}", token, tokenId, stoppingToken, secret); }
        public readonly struct SyntaxToken { }
        public partial class Split { private readonly Writer _logger = null!; private string _clientSecret = ""; }
        public partial class Split { public void Run() => _logger.LogInformation(_clientSecret); }
        public class Writer { public void LogInformation(string text) => Console.WriteLine(text.Length); }
        public static class Resets { public static void Run(ILogger logger, string passwordResetUrl, string secretName, string apiKeyHeader) => logger.LogInformation("{A} {B} {C}", passwordResetUrl.Length, secretName, apiKeyHeader); }
        """);

    [Fact]
    public Task Mappings_of_all_forms_are_reported() => VerifyAsync(
        """
        internal static class Handlers
        {
            public static IResult SignIn([FromBody] Login login, ILogger<Program> logger) { logger.LogInformation("Signs in: {Login}", [|login|]); return Results.Ok(); }
            public static void MapAll(this IEndpointRouteBuilder routes) => routes.MapGroup("/x").MapPost("/", static (Login login, ILoggerFactory loggers) => loggers.CreateLogger("x").LogInformation("{Password}", [|login.Password|]));
        }
        public class Filter(ILogger<Filter> logger) : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) { var login = context.GetArgument<Login>(0); logger.LogDebug("Filtering {@Login}", [|login|]); return next(context); } }
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.Logger.LogInformation("Database {Database}", [|builder.Configuration.GetConnectionString("Shop")|]);
        app.MapPost("/a", (Login login, ILogger<Program> logger) => logger.LogInformation("{Password}", [|login.Password|]));
        app.MapPost("/b", Handlers.SignIn);
        app.MapAll();
        app.MapPost("/c", async (HttpContext context) => { var form = await context.Request.ReadFormAsync(); string password = form["password"]!; app.Logger.LogWarning("Tried " + [|password|]); });
        app.Use(async (context, next) => { string password = context.Request.Headers["X-Password"]!; using (app.Logger.BeginScope("for {Password}", [|password|])) await next(); });
        app.Run();
        """);

    [Fact]
    public Task Mappings_of_all_forms_that_log_no_secret_are_quiet() => VerifyAsync(
        """
        internal static class Handlers
        {
            public static IResult SignIn([FromBody] Login login, ILogger<Program> logger) { var (name, _) = login; logger.LogInformation("Signs in: {Name}", name); return Results.Ok(); }
            public static void MapAll(this IEndpointRouteBuilder routes) => routes.MapGroup("/x").MapPost("/", static (Login login, ILoggerFactory loggers) => loggers.CreateLogger("x").LogInformation("{Known}", login.Password == "x"));
        }
        """,
        """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.Logger.LogInformation("Database {Database}", builder.Configuration["Database:Name"]);
        app.MapPost("/a", (Login login, ILogger<Program> logger) => logger.LogInformation("{Name}", login.Name));
        app.MapPost("/b", Handlers.SignIn);
        app.MapAll();
        app.MapPost("/c", async (HttpContext context) => { var form = await context.Request.ReadFormAsync(); string password = form["password"]!; app.Logger.LogWarning("Tried {Count} letters", password.Count(char.IsLetter)); });
        app.MapPost("/d", (Login login, ILogger<Program> logger) => logger.LogInformation("{Password}", "[redacted]"));
        app.MapPost("/e", (Login login) => Results.Ok(login.Password));
        app.MapPost("/f", (string pageToken, string? nextPageToken, ILogger<Program> logger) => logger.LogInformation("{Page} {Next}", pageToken, nextPageToken));
        if (app.Environment.IsDevelopment()) app.MapPost("/g", (Login login, ILogger<Program> logger) => logger.LogInformation("{Password}", login.Password));
        app.Run();
        """);

    [Theory]
    [InlineData("Sensitive")]
    [InlineData("LogMasked")]
    [InlineData("NotLogged")]
    [InlineData("PrivateData")]
    public Task Members_that_are_marked_as_secret_are_quiet(string attribute) => VerifyAsync($$"""
        public class {{attribute}}Attribute : Attribute { }
        public class Guarded { public string Name { get; set; } = ""; [{{attribute}}] public string Password { get; set; } = ""; }
        public class Writer(ILogger<Writer> logger) { public void Write(Guarded guarded) => logger.LogInformation("{@Guarded}", guarded); }
        """);

    [Fact]
    public Task Log4net_is_read_as_well() => VerifyAsync("""
        public class Writer(log4net.ILog log) { public void Write(Account account) { log.Info("Key " + [|account.ApiKey|]); log.Warn($"Key {[|account.ApiKey|]}"); log.Error(account.Name); } }
        namespace log4net { public interface ILog { void Info(object message); void Warn(object message); void Error(object message); } }
        """);

    [Theory]
    [InlineData("login = login with { Password = \"[redacted]\" }; logger.LogInformation(\"{@Login}\", login);")]
    [InlineData("var shown = login with { Password = \"[redacted]\" }; logger.LogInformation(\"{@Login}\", shown);")]
    [InlineData("logger.LogInformation(\"{Login}\", login with { Password = \"***\" });")]
    [InlineData("var shown = login with { Name = \"***\" }; logger.LogInformation(\"{@Login}\", [|shown|]);")]
    [InlineData("logger.LogInformation(\"{@Login}\", new Login(\"a\", \"b\") { Password = \"\" });")]
    [InlineData("account.ApiKey = \"(hidden)\"; logger.LogInformation(\"{@Account} {Key}\", account, account.ApiKey);")]
    [InlineData("account.ApiKey = \"hunter2\"; logger.LogInformation(\"{@Account}\", [|account|]);")]
    [InlineData("other.ApiKey = \"(hidden)\"; logger.LogInformation(\"{@Account}\", [|account|]);")]
    [InlineData("if (other.Id > 0) account.ApiKey = \"\"; logger.LogInformation(\"{@Account}\", [|account|]);")]
    [InlineData("if (other.Id > 0) { account.ApiKey = \"\"; logger.LogInformation(\"{@Account}\", account); }")]
    [InlineData("account.ApiKey = null!; account.ApiKey = other.ApiKey; logger.LogInformation(\"{@Account}\", [|account|]);")]
    [InlineData("var password = login.Password; password = \"<removed>\"; logger.LogInformation(\"{Password}\", password);")]
    [InlineData("logger.LogInformation(\"{@Account}\", [|account|]); account.ApiKey = \"\";")]
    public Task A_secret_that_was_replaced_before_is_none(string code) => VerifyAsync(
        $"class Audit {{ void Write(ILogger logger, Login login, Account account, Account other) {{ {code} }} }}");
}
