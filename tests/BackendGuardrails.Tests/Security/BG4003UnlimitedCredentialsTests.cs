using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4003UnlimitedCredentialsAnalyzer, BackendGuardrails.Security.BG4003UnlimitedCredentialsCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4003UnlimitedCredentialsTests
{
    private static string Host(string mapped, string types = "", string setup = "builder.Services.AddAuthentication();", string usings = "using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;\nusing Microsoft.AspNetCore.RateLimiting;\nusing System.Threading.RateLimiting;") => $$"""
        {{usings}}

        var builder = WebApplication.CreateBuilder(args);
        {{setup}}
        var app = builder.Build();
        {{mapped}}
        app.Run();

        public record Credentials(string Name, string Password);
        public class Forgotten { public string Email { get; set; } = ""; }
        public class Order { public int Id { get; set; } }
        public class SignIn { public async Task<bool> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure) { await Task.Yield(); return lockoutOnFailure; } }
        {{types}}
        """;

    private static Task ActionAsync(string types, string setup = "builder.Services.AddAuthentication();", string mapped = "app.MapControllers();") => VerifyCS.VerifyAnalyzerAsync(Host(mapped, types, setup));

    [Theory]
    [InlineData("public class AccountController : ControllerBase { [HttpPost] public void [|Login|](Credentials credentials) { } }")]
    [InlineData("[AllowAnonymous] public class AccountController : ControllerBase { [HttpPost] public void [|SignIn|](string name, string password) { } }")]
    [InlineData("[Authorize] public class AccountController : ControllerBase { [AllowAnonymous, HttpPost(\"log-in\")] public Task [|EnterAsync|](Credentials credentials) => Task.CompletedTask; }")]
    [InlineData("[ApiController, Route(\"accounts\")] public class AccountController : ControllerBase { [HttpPost(\"token\")] public string [|Issue|]([FromForm] string password) => password; }")]
    [InlineData("public class AccountController : ControllerBase { [HttpPost] public void [|Register|](Credentials credentials) { } }")]
    [InlineData("public class AccountController : ControllerBase { [HttpPost] public void [|ForgotPassword|](Forgotten forgotten) { } [HttpPost] public void [|ResetPassword|](Credentials credentials) { } }")]
    [InlineData("public class AccountController : ControllerBase { [HttpPost] public void [|VerifyCode|](string code) { } }")]
    [InlineData("public class AccountController : ControllerBase { [HttpPost] public void [|LoginWith2fa|](string code) { } }")]
    [InlineData("public abstract class Accounts<T> : ControllerBase { [HttpPost] public T [|Login|](T one, string password) => one; } public class AccountController : Accounts<Order> { }")]
    [InlineData("public partial class AccountController : ControllerBase { [HttpPost] public partial void Login(string password); } public partial class AccountController { public partial void [|Login|](string password) { } }")]
    [InlineData("public class AccountController : Controller { [HttpPost] public async Task [|Login|](Credentials credentials, [FromServices] SignIn signIn) => await signIn.PasswordSignInAsync(credentials.Name, credentials.Password, false, lockoutOnFailure: false); }")]
    public Task An_action_that_takes_credentials(string types) => ActionAsync(types);

    [Theory]
    [InlineData("app.[|MapPost|](\"/login\", (Credentials credentials) => credentials.Name);")]
    [InlineData("app.[|MapPost|](\"/login\", (Credentials credentials) => credentials.Name).AllowAnonymous();")]
    [InlineData("var account = app.MapGroup(\"/account\"); account.[|MapPost|](\"/sign-in\", (Credentials credentials) => credentials.Name);")]
    [InlineData("app.[|MapPost|](\"/connect/token\", (Credentials credentials) => credentials.Name);")]
    [InlineData("app.MapPost(\"/in\", Authenticate); string [|Authenticate|](Credentials credentials) => credentials.Name;")]
    [InlineData("app.MapPost(\"/in\", Accounts.RegisterUserAsync);", "public static class Accounts { public static Task [|RegisterUserAsync|](Credentials credentials) => Task.CompletedTask; }")]
    [InlineData("app.MapAccounts();", "public static class Accounts { public static void MapAccounts(this IEndpointRouteBuilder routes) => routes.[|MapPost|](\"/otp\", (string phone) => phone); }")]
    [InlineData("app.[|MapPost|](\"/verify-email\", (string token) => token);")]
    [InlineData("app.[|MapPost|](\"/refresh-token\", (string token) => token);")]
    public Task A_mapped_function_that_takes_credentials(string mapped, string types = "") => VerifyCS.VerifyAnalyzerAsync(Host(mapped, types));

    [Theory]
    [InlineData("public class AccountController : ControllerBase { [EnableRateLimiting(\"login\"), HttpPost] public void Login(Credentials credentials) { } }")]
    [InlineData("[EnableRateLimiting(\"login\")] public class AccountController : ControllerBase { [HttpPost] public void Login(Credentials credentials) { } }")]
    [InlineData("public class AccountController : ControllerBase { [DisableRateLimiting, HttpPost] public void Login(Credentials credentials) { } }")]
    [InlineData("public class ThrottleAttribute : Attribute { } public class AccountController : ControllerBase { [Throttle, HttpPost] public void Login(Credentials credentials) { } }")]
    [InlineData("public class ValidateRecaptchaAttribute : Attribute { } public class AccountController : ControllerBase { [ValidateRecaptcha, HttpPost] public void Login(Credentials credentials) { } }")]
    [InlineData("[Authorize] public class AccountController : ControllerBase { [HttpPost] public void ResetPassword(Credentials credentials) { } }")]
    [InlineData("public class AccountController : ControllerBase { [HttpGet] public void Login(string password) { } }")]
    [InlineData("public class AccountController : ControllerBase { [HttpPost] public void ExternalLogin(string provider) { } [HttpPost] public void Logout(string token) { } }")]
    [InlineData("public class AccountController : ControllerBase { [HttpPost] public void Login(int provider) { } }")]
    [InlineData("public class CartController : ControllerBase { [HttpPost] public void ResetCart(string code) { } [HttpPost] public void RegisterWebhook(string token) { } [HttpPost] public void Register(Order order) { } }")]
    [InlineData("public class AccountController : Controller { [HttpPost] public async Task Login(Credentials credentials, [FromServices] SignIn signIn) => await signIn.PasswordSignInAsync(credentials.Name, credentials.Password, false, lockoutOnFailure: true); }")]
    [InlineData("public class AccountController : Controller { private int failedAttempts; [HttpPost] public void Login(Credentials credentials) { if (failedAttempts++ > 5) throw new InvalidOperationException(); } }")]
    [InlineData("public class AccountController { public void Login(Credentials credentials) { } }")]
    public Task Quiet_where_it_is_limited_or_takes_no_credentials(string types) => ActionAsync(types);

    [Theory]
    [InlineData("builder.Services.AddRateLimiter(options => options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetNoLimiter(\"x\")));", "app.MapControllers();")]
    [InlineData("", "app.MapControllers().RequireRateLimiting(\"all\");")]
    [InlineData("", "app.UseMiddleware<LoginThrottling>(); app.MapControllers();")]
    public Task Quiet_where_all_is_limited(string setup, string mapped) => ActionAsync(
        "public class AccountController : ControllerBase { [HttpPost] public void Login(Credentials credentials) { } } public class LoginThrottling { public LoginThrottling(RequestDelegate next) { } public Task InvokeAsync(HttpContext context) => Task.CompletedTask; }",
        setup,
        mapped);

    [Theory]
    [InlineData("app.MapPost(\"/login\", (Credentials credentials) => credentials.Name).RequireRateLimiting(\"login\");")]
    [InlineData("app.MapGroup(\"/account\").RequireRateLimiting(\"login\").MapPost(\"/login\", (Credentials credentials) => credentials.Name);")]
    [InlineData("app.MapPost(\"/login\", (Credentials credentials) => credentials.Name).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/login\", [EnableRateLimiting(\"login\")] (Credentials credentials) => credentials.Name);")]
    [InlineData("app.MapPost(\"/login\", (Credentials credentials) => credentials.Name).WithLoginThrottling();", "public static class Ours { public static RouteHandlerBuilder WithLoginThrottling(this RouteHandlerBuilder builder) => builder; }")]
    [InlineData("app.MapGet(\"/login\", (string password) => password); app.MapPut(\"/login\", (Credentials credentials) => credentials.Name);")]
    [InlineData("app.MapPost(\"/orders\", (Credentials credentials) => credentials.Name);")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.MapPost(\"/login\", (Credentials credentials) => credentials.Name); }")]
    [InlineData("", "public static class Accounts { public static void MapAccounts(this IEndpointRouteBuilder routes) => routes.MapPost(\"/login\", (Credentials credentials) => credentials.Name); }")]
    [InlineData("app.MapPost(\"/login\", (Look.Anything anything) => 1);", "namespace Look { public class Anything { public int Id { get; set; } } }")]
    public Task Quiet_where_a_mapping_is_limited(string mapped, string types = "") => VerifyCS.VerifyAnalyzerAsync(Host(mapped, types));

    [Theory]
    [InlineData("rate_limited_by_gateway = true", "")]
    [InlineData("", "namespace AspNetCoreRateLimit { public interface IRateLimitConfiguration { } }")]
    public Task Quiet_where_something_in_front_or_another_library_limits(string option, string types) => new VerifyCS.Test
    {
        EditorConfig = option.Length > 0 ? "backend_guardrails." + option : "",
        TestCode = Host("app.MapPost(\"/login\", (Credentials credentials) => credentials.Name);", types),
    }.RunAsync();

    [Fact]
    public Task Quiet_in_a_library() => VerifyCS.VerifyAnalyzerAsync("using Microsoft.AspNetCore.Mvc; public class AccountController : ControllerBase { [HttpPost] public void Login(string password) { } }");

    [Fact]
    public async Task The_page_of_a_login_is_information_at_its_handler()
    {
        var test = new VerifyCS.Test
        {
            UseFullReferences = true,
            TestCode = Host("app.MapRazorPages();", "public class LoginModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { [BindProperty] public Credentials? Input { get; set; } public void {|#0:OnPost|}() { } } public class EditModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnPost(string password) { } }"),
        };
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage("'OnPost' takes credentials from anybody as often as somebody likes to guess; limit how often it can be called"));
        await test.RunAsync();
    }

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestCode = Host("app.MapPost(\"/login\", (Credentials ) => ); app.MapPost(\"/login\"", "public class AccountController : ControllerBase { [HttpPost] public void Login(string ) "),
    }.RunAsync();

    private const string OnePolicy = "builder.Services.AddRateLimiter(limits => limits.AddPolicy(\"credentials\", context => System.Threading.RateLimiting.RateLimitPartition.GetNoLimiter(\"all\")));";

    [Fact]
    public Task The_only_policy_is_put_on_actions_and_mappings_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        Host("app.[|MapPost|](\"/sign-in\", (Credentials credentials) => credentials.Name).AllowAnonymous();", """
            public class AccountController : ControllerBase
            {
                [HttpPost]
                public void [|Login|](Credentials credentials) { }

                // Ten a day.
                [HttpPost]
                public void [|Register|](Credentials credentials) { }
            }
            """, OnePolicy, "using Microsoft.AspNetCore.Mvc;"),
        Host("app.MapPost(\"/sign-in\", (Credentials credentials) => credentials.Name).RequireRateLimiting(\"credentials\").AllowAnonymous();", """
            public class AccountController : ControllerBase
            {
                [HttpPost]
                [EnableRateLimiting("credentials")]
                public void Login(Credentials credentials) { }

                // Ten a day.
                [HttpPost]
                [EnableRateLimiting("credentials")]
                public void Register(Credentials credentials) { }
            }
            """, OnePolicy, "using Microsoft.AspNetCore.Mvc;\nusing Microsoft.AspNetCore.RateLimiting;"));

    [Theory]
    [InlineData("")]
    [InlineData("builder.Services.AddRateLimiter(limits => limits.AddFixedWindowLimiter(\"one\", window => { }).AddConcurrencyLimiter(\"two\", window => { }));")]
    [InlineData("var name = args[0]; builder.Services.AddRateLimiter(limits => limits.AddFixedWindowLimiter(name, window => { }));")]
    public Task No_fix_without_exactly_one_policy(string setup) => VerifyCS.VerifyNoCodeFixAsync(Host("app.[|MapPost|](\"/login\", (Credentials credentials) => credentials.Name);", "", setup));
}
