using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4003UnlimitedCredentialsAnalyzer, BackendGuardrails.Security.BG4003UnlimitedCredentialsCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Sign-ins in the many forms that controllers and mappings have.</summary>
public class BG4003UnlimitedCredentialsFormsTests
{
    private const string Usings = "using Microsoft.AspNetCore.Authorization; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.RateLimiting;\n";

    private static Task VerifyAsync(string types, string mapped = "app.MapControllers();", params string[] files)
    {
        var test = new VerifyCS.Test
        {
            Stubs = ["MediatR"],
            TestCode = $$"""
                {{Usings}}
                var builder = WebApplication.CreateBuilder(args);
                builder.Services.AddAuthentication();
                builder.Services.AddControllers();
                var app = builder.Build();
                {{mapped}}
                app.Run();

                public record Credentials(string Name, string Password);
                public record SignInCommand(string UserName, string Password) : MediatR.IRequest<string>;
                public readonly record struct Code(string Value);
                public class Envelope<T> { public T Body { get; set; } = default!; }
                {{types}}
                """,
        };
        foreach (var file in files)
            test.TestState.Sources.Add(Usings + file);
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_all_forms_are_reported() => VerifyAsync("""
        [ApiController, Route("session")]
        public class SessionController(MediatR.ISender sender) : ControllerBase
        {
            [HttpPost("login")] public Task<string> [|Start|](SignInCommand command) => sender.Send(command);
            [HttpPost("two-factor")] public ActionResult<string> [|Second|]([FromQuery] string code) => code;
        }

        public abstract class AccountBase<TUser> : ControllerBase where TUser : class
        {
            [HttpPost("register")] public virtual TUser [|Register|](TUser user, string password) => user;
            [HttpPost("password/reset")] public abstract Task Reset(string token, string password);
        }

        [Route("accounts")]
        public class AccountsController : AccountBase<Credentials> { public override Task [|Reset|](string token, string password) => Task.CompletedTask; }

        [Authorize, Route("me")]
        public partial class MeController : Controller { [AllowAnonymous, HttpPost("token")] public partial Task<IActionResult> TokenAsync([FromForm] Credentials credentials); }
        public partial class MeController { public partial async Task<IActionResult> [|TokenAsync|](Credentials credentials) { await Task.Yield(); return View(credentials); } }

        [Controller]
        public class Accounts { [HttpPost("sign-in")] public string [|Enter|](Credentials credentials) => credentials.Name; }

        public class OtpController : ControllerBase
        {
            [AcceptVerbs("POST")] public void [|VerifyOtp|]([FromHeader] string code) { }
            [HttpPost] public async Task<IActionResult> [|ForgotPassword|]([FromBody] Credentials credentials) { await MailAsync(credentials); return Accepted(); }
            private static Task MailAsync(Credentials credentials) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Controllers_of_all_forms_that_are_limited_are_quiet() => VerifyAsync("""
        [EnableRateLimiting("login")] public abstract class LimitedBase : ControllerBase { }
        public abstract class AccountBase<TUser> : LimitedBase { [HttpPost] public TUser Login(TUser user, string password) => user; }
        public class AccountsController : AccountBase<Credentials> { [HttpPost] public void ResetPassword(string token, string password) { } }

        public partial class SplitController : ControllerBase { [HttpPost, EnableRateLimiting("login")] public partial void Login(Credentials credentials); }
        public partial class SplitController { public partial void Login(Credentials credentials) { } }

        public abstract class Signing : ControllerBase { [HttpPost, EnableRateLimiting("login")] public abstract void SignIn(string password); }
        public class SigningController : Signing { public override void SignIn(string password) { } }

        [ServiceFilter(typeof(LoginThrottle))] public class FilteredController : ControllerBase { [HttpPost] public void Login(Credentials credentials) { } }
        public class LoginThrottle : Microsoft.AspNetCore.Mvc.Filters.IFilterMetadata { }

        [Authorize] public class PasswordController : ControllerBase { [HttpPost("change")] public void ChangePassword(string password) { } [HttpPost("token")] public void Token(string code) { } }
        public class OddsController : ControllerBase { [NonAction] public void Login(Credentials credentials) { } [HttpPost] public static void SignIn(Credentials credentials) { } private void Register(Credentials credentials) { } }

        public class LockingController(Users users) : ControllerBase { [HttpPost] public Task<bool> Login(Credentials credentials) => users.EnterAsync(credentials); }
        public class Users { public async Task<bool> EnterAsync(Credentials credentials) { await Task.Yield(); return await AccessFailedAsync(credentials.Name); } private Task<bool> AccessFailedAsync(string name) => Task.FromResult(false); }
        """);

    [Fact]
    public Task To_forget_the_failures_is_no_limit() => VerifyAsync("""
        public class RegisteringController(Users users) : ControllerBase
        {
            [HttpPost] public async Task<bool> [|Register|](Credentials credentials) => await EnterAsync(credentials);
            [HttpPost("enter")] public async Task<bool> Login(Credentials credentials) => await users.AccessFailedAsync(credentials.Name) || await EnterAsync(credentials);
            private async Task<bool> EnterAsync(Credentials credentials) { await users.ResetAccessFailedCountAsync(credentials.Name); return true; }
        }

        public class Users
        {
            public Task<bool> AccessFailedAsync(string name) => Task.FromResult(name.Length == 0);
            public Task ResetAccessFailedCountAsync(string name) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task Mappings_of_all_forms_are_reported() => VerifyAsync(
        """
        public static class Handlers { public static async Task<IResult> [|LoginAsync|]([AsParameters] Credentials credentials) { await Task.Yield(); return Results.Ok(credentials.Name); } }
        public class Desk { public string [|SignIn|](string user, string password) => user; }
        public static class Modules
        {
            public static void MapAccounts<TUser>(this IEndpointRouteBuilder routes) where TUser : class
            {
                var group = routes.MapGroup("/accounts").WithTags("accounts");
                group.[|MapPost|]("/register", (TUser user, string password) => user);
                group.[|MapPost|]("/password/forgot", static (string email) => TypedResults.Accepted("/"));
            }
        }
        """,
        """
        app.MapPost("/a", Handlers.LoginAsync);
        app.MapPost("/b", new Desk().SignIn);
        app.MapAccounts<Credentials>();
        app.[|MapPost|]("/session/login", (SignInCommand command, MediatR.ISender sender) => sender.Send(command));
        app.[|MapMethods|]("/connect/token", new[] { "POST" }, ([FromForm] string password) => password);
        app.MapGroup("/v1").MapGroup("/auth").[|MapPost|]("/otp/verify", (string code) => code).WithName("otp").AllowAnonymous();
        var signIn = app.[|MapPost|]("/signin", (Credentials credentials) => { return Results.Ok(credentials.Name); });
        signIn.Produces<string>();
        MapLocal(app);
        app.MapFromElsewhere();

        static void MapLocal(IEndpointRouteBuilder routes) { routes.MapPost("/c", Register); string [|Register|](Credentials credentials) => credentials.Name; }
        """,
        "public static class Elsewhere { public static RouteHandlerBuilder MapFromElsewhere(this WebApplication application) => application.[|MapPost|](\"/account/2fa\", async (string code) => { await Task.Yield(); return code; }); }");

    [Fact]
    public Task Mappings_of_all_forms_that_are_limited_are_quiet() => VerifyAsync(
        """
        public static class Handlers { [EnableRateLimiting("login")] public static string Login(Credentials credentials) => credentials.Name; }
        public static class Groups
        {
            public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api").RequireRateLimiting("all");
            public static TBuilder Limited<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.RequireRateLimiting("login");
        }
        """,
        """
        app.MapPost("/a", Handlers.Login);
        app.MapApi().MapPost("/login", (Credentials credentials) => credentials.Name);
        app.MapPost("/login", (Credentials credentials) => credentials.Name).Limited();
        var group = app.MapGroup("/auth");
        group.MapPost("/login", (Credentials credentials) => credentials.Name);
        group.RequireRateLimiting("login");
        app.MapGroup("/files").RequireRateLimiting("login").MapFirst();
        app.MapPost("/token", (Credentials credentials) => credentials.Name).RequireRateLimiting("login").RequireAuthorization();
        app.MapPost("/signin", (Credentials credentials) => credentials.Name).WithMetadata(new EnableRateLimitingAttribute("login"));
        app.MapPost("/register", [DisableRateLimiting] (Credentials credentials) => credentials.Name);
        app.MapPost("/otp", (string code) => code).AddEndpointFilter<RateLimitFilter>();
        app.MapGroup("/staff").RequireAuthorization().MapPost("/password/reset", (string password) => password);
        app.MapPost("/logout", (string token) => token);
        app.MapPost("/webhooks/register", (Code code) => 1);
        """,
        "public static class First { public static void MapFirst(this RouteGroupBuilder routes) => Second.Map(routes.MapGroup(\"/deeper\")); }",
        "public static class Second { public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(\"/login\", (Credentials credentials) => credentials.Name); }",
        "public class RateLimitFilter : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }");
}
