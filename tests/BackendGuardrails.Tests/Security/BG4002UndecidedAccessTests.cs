using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4002UndecidedAccessAnalyzer, BackendGuardrails.Security.BG4002UndecidedAccessCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4002UndecidedAccessTests
{
    internal const string Usings = "using Microsoft.AspNetCore.Authorization; using Microsoft.AspNetCore.Mvc; using Microsoft.EntityFrameworkCore;\n";

    private const string Shop = """

        public class Order { public int Id { get; set; } public string? Note { get; set; } }
        public class Shop : DbContext { public Shop(DbContextOptions<Shop> options) : base(options) { } public DbSet<Order> Orders => Set<Order>(); }
        public class AdminAttribute : AuthorizeAttribute { }
        public class OpenAttribute : Attribute, IAllowAnonymous { }
        """;

    /// <summary>An application that asks its callers who they are, and what else is in it.</summary>
    internal static string Host(string types, string setup = "builder.Services.AddAuthentication();", string mapped = "app.MapControllers();") => $"""
        {Usings}
        var builder = WebApplication.CreateBuilder(args);
        {setup}
        builder.Services.AddControllers();
        var app = builder.Build();
        {mapped}
        app.Run();

        {types}
        {Shop}
        """;

    private static Task ActionsAsync(string types, string setup = "builder.Services.AddAuthentication();", string mapped = "app.MapControllers();") => VerifyCS.VerifyAnalyzerAsync(Host(types, setup, mapped));

    private static Task MappedAsync(string mapped, string types) => VerifyCS.VerifyAnalyzerAsync(Host(types, mapped: mapped));

    [Theory]
    [InlineData("[ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpPost] public IActionResult [|Place|](Order order) => Ok(order); }")]
    [InlineData("[ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpPut(\"{id}\")] public void [|Change|](int id) { } }")]
    [InlineData("[ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpPatch(\"{id}\")] public Task [|ChangeAsync|](int id) => Task.CompletedTask; }")]
    [InlineData("[ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpDelete(\"{id}\")] public void [|Remove|](int id) { } }")]
    [InlineData("[Route(\"orders\")] public class OrdersController(Shop shop) : ControllerBase { [HttpPost] public async Task<int> [|Place|](Order order) { shop.Add(order); return await shop.SaveChangesAsync(); } }")]
    [InlineData("public class OrdersController : Controller { [HttpPost] public IActionResult [|Place|](Order order) => View(order); }")]
    [InlineData("public class OrdersController : Controller { [AcceptVerbs(\"PUT\", \"POST\")] public IActionResult [|Place|](Order order) => View(order); }")]
    [InlineData("public class OrdersController : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult [|Place|](Order order) => View(order); }")]
    [InlineData("public abstract class Crud<T> : ControllerBase { [HttpPost] public T [|Add|](T one) => one; } public class OrdersController : Crud<Order> { }")]
    [InlineData("public partial class OrdersController : ControllerBase { [HttpPost] public partial void Add(int id); } public partial class OrdersController { public partial void [|Add|](int id) { } }")]
    [InlineData("public class OrdersController : Controller { [HttpPost, RequireHttps] public void [|Add|](int id) { } }")]
    [InlineData("[Controller] public class Orders { [HttpPost] public void [|Add|](int id) { } }")]
    [InlineData("public class OrdersController : ControllerBase { [Authorize, HttpPost] public void Add(int id) { } [HttpDelete] public void [|Remove|](int id) { } }")]
    [InlineData("[Route(\"orders\")] public class OrdersController(Shop shop) : ControllerBase { [HttpPost(\"search\")] public Task<int> [|Search|](Order order) { shop.Add(order); return shop.SaveChangesAsync(); } }")]
    public Task An_action_about_which_nobody_said_anything(string types) => ActionsAsync(types);

    [Theory]
    [InlineData("builder.Services.AddAuthorization();")]
    [InlineData("builder.Services.AddAuthorizationBuilder().AddPolicy(\"staff\", policy => policy.RequireRole(\"staff\"));")]
    [InlineData("builder.Services.AddAuthorization(options => options.FallbackPolicy = null);")]
    [InlineData("builder.Services.AddAuthentication(); builder.Services.AddControllers(options => options.Filters.Add(new ResponseCacheAttribute()));")]
    public Task However_the_application_asks(string setup) =>
        ActionsAsync("public class OrdersController : ControllerBase { [HttpPost] public void [|Add|](int id) { } }", setup);

    [Theory]
    [InlineData("[Authorize] public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }")]
    [InlineData("public class OrdersController : ControllerBase { [Authorize(Roles = \"staff\"), HttpPost] public void Add(int id) { } }")]
    [InlineData("public class OrdersController : ControllerBase { [AllowAnonymous, HttpPost] public void Add(int id) { } }")]
    [InlineData("public class OrdersController : ControllerBase { [Admin, HttpPost] public void Add(int id) { } }")]
    [InlineData("public class OrdersController : ControllerBase { [Open, HttpPost] public void Add(int id) { } }")]
    [InlineData("[Authorize] public class Base : ControllerBase { } public class OrdersController : Base { [HttpPost] public void Add(int id) { } }")]
    [InlineData("public abstract class Crud<T> : ControllerBase { [HttpPost] public T Add(T one) => one; } [Authorize] public class OrdersController : Crud<Order> { }")]
    [InlineData("public abstract class Base : ControllerBase { [Authorize, HttpPost] public virtual void Add(int id) { } } public class OrdersController : Base { public override void Add(int id) { } }")]
    [InlineData("[Authorize] public partial class OrdersController : ControllerBase { } public partial class OrdersController { [HttpPost] public void Add(int id) { } }")]
    [InlineData("public class HasPermissionAttribute : Attribute { } public class OrdersController : ControllerBase { [HasPermission, HttpPost] public void Add(int id) { } }")]
    [InlineData("public class RequireScopeAttribute : Attribute { } [RequireScope] public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }")]
    [InlineData("public class PolicyFilter : Attribute, Microsoft.AspNetCore.Mvc.Filters.IFilterMetadata { } public class OrdersController : ControllerBase { [ServiceFilter(typeof(PolicyFilter)), HttpPost] public void Add(int id) { } }")]
    [InlineData("public class Gate : Attribute, Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter { public void OnAuthorization(Microsoft.AspNetCore.Mvc.Filters.AuthorizationFilterContext context) { } } [Gate] public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }")]
    [InlineData("public class Gate : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute { public override void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context) => context.Result = new StatusCodeResult(403); } [Gate] public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpPost] public IActionResult Add(int id) { if (!User.IsInRole(\"staff\")) return Forbid(); return Ok(); } }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpPost] public IActionResult Add(int id, [FromHeader] string key) => key == \"x\" ? Ok() : StatusCode(401); }")]
    [InlineData("public class OrdersController(IAuthorizationService guard) : ControllerBase { [HttpPost] public async Task<IActionResult> Add(int id) => (await guard.AuthorizeAsync(User, \"p\")).Succeeded ? Ok() : NotFound(); }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpGet] public void Read(int id) { } [NonAction] public void Add(int id) { } public void All() { } }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpPost(\"search\")] public int Search(Order order) => 1; [HttpPost] public int FindOrders(Order order) => 1; }")]
    [InlineData("public class AccountController : ControllerBase { [HttpPost(\"log-out\")] public void Leave() { } [HttpPost] public void SignOutEverywhere() { } }")]
    [InlineData("public class AccountController : ControllerBase { [HttpPost(\"login\")] public void Enter(string name) { } [HttpPost] public void SignUp(string name) { } [HttpPost] public void ForgotPassword(string name) { } }")]
    [InlineData("public class HooksController : ControllerBase { [HttpPost(\"webhook\")] public IActionResult Take(byte[] key) => System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(key, new byte[1]) ? Ok() : BadRequest(); }")]
    [InlineData("public class RequireTestStageAttribute : Attribute { } public class JobsController : ControllerBase { [RequireTestStage, HttpPost] public void Run(string name) { } }")]
    [InlineData("public class OrdersController { public void Add(int id) { } }")]
    [InlineData("public class OrdersController : Look.ControllerBase { [Look.HttpPost] public void Add(int id) { } } namespace Look { public class ControllerBase { } public class HttpPostAttribute : Attribute { } }")]
    public Task Quiet_where_it_is_decided_for_the_action(string types) => ActionsAsync(types);

    [Theory]
    [InlineData("builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);", "app.MapControllers();")]
    [InlineData("builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());", "app.MapControllers();")]
    [InlineData("builder.Services.AddAuthentication();", "app.MapControllers().RequireAuthorization();")]
    [InlineData("builder.Services.AddAuthentication();", "app.MapDefaultControllerRoute().RequireAuthorization(\"staff\");")]
    [InlineData("builder.Services.AddAuthentication(); builder.Services.AddMvc(options => options.Filters.Add(new Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter()));", "app.MapControllers();")]
    [InlineData("builder.Services.AddAuthentication(); builder.Services.AddMvc(options => options.Filters.Add<PermissionFilter>());", "app.MapControllers();")]
    [InlineData("builder.Services.AddAuthentication();", "app.UseMiddleware<Keys>(); app.MapControllers();")]
    [InlineData("", "app.MapControllers();")]
    [InlineData("builder.Services.AddAuthenticationLogs();", "app.MapControllers();")]
    public Task Quiet_where_it_is_decided_for_all_or_nobody_is_asked(string setup, string mapped) => ActionsAsync(
        """
        public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }
        public class PermissionFilter : Microsoft.AspNetCore.Mvc.Filters.IFilterMetadata { }
        public class Keys { public Keys(RequestDelegate next) { } public Task InvokeAsync(HttpContext context) { context.Response.StatusCode = 401; return Task.CompletedTask; } }
        public static class Logs { public static void AddAuthenticationLogs(this IServiceCollection services) { } }
        """,
        setup,
        mapped);

    [Fact]
    public Task Quiet_where_a_convention_of_the_team_reads_who_may_be_anonymous() => ActionsAsync("""
        public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }
        public class Gate { public bool IsOpen(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null; }
        """);

    [Fact]
    public Task Quiet_in_a_library_of_which_the_application_is_not_seen() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{Usings}}
        public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }
        public static class Setup { public static void Add(IServiceCollection services) => services.AddAuthentication(); }
        """);

    [Theory]
    [InlineData("public class WebhooksController : ControllerBase { [HttpPost] public void {|#0:Take|}(string name) { } }", "Take")]
    [InlineData("public class PaymentsController : ControllerBase { [HttpPost(\"call-back\")] public void {|#0:Paid|}(string name) { } }", "Paid")]
    [InlineData("public class EditModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet() { } public void {|#0:OnPost|}(string name) { } public void OnPostDelete() { } }", "OnPost")]
    public async Task Information_where_another_service_calls_and_once_for_a_page(string types, string name)
    {
        var test = new VerifyCS.Test { TestCode = Host(types), UseFullReferences = true };
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(name, "POST"));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("app.[|MapPost|](\"/orders\", (Order order) => order);")]
    [InlineData("app.[|MapPut|](\"/orders/{id}\", (int id, Order order) => order).WithName(\"put\");")]
    [InlineData("app.[|MapDelete|](\"/orders/{id}\", (int id) => Results.NoContent());")]
    [InlineData("app.[|MapPatch|](\"/orders/{id}\", async (int id, Shop shop) => await shop.SaveChangesAsync());")]
    [InlineData("app.[|MapMethods|](\"/orders\", new[] { \"PUT\", \"POST\" }, (Order order) => order);")]
    [InlineData("var orders = app.MapGroup(\"/orders\"); orders.[|MapPost|](\"/\", (Order order) => order);")]
    [InlineData("var orders = app.MapGroup(\"/orders\").WithTags(\"x\"); orders.MapPost(\"/a\", (Order order) => order).RequireAuthorization(); orders.[|MapPost|](\"/b\", (Order order) => order);")]
    [InlineData("app.MapPost(\"/orders\", Place); int [|Place|](Order order) => 1;")]
    [InlineData("app.MapPost(\"/orders\", Place); async Task<IResult> [|Place|](Order order, Shop shop) { await shop.SaveChangesAsync(); return Results.Ok(); }")]
    [InlineData("app.MapOrders();", "public static class Module { public static void MapOrders(this IEndpointRouteBuilder routes) { routes.[|MapPost|](\"/orders\", (Order order) => order); } }")]
    [InlineData("Module.MapOrders(app.MapGroup(\"/x\"));", "public static class Module { public static void MapOrders(IEndpointRouteBuilder routes) { routes.MapPost(\"/orders\", Place); } private static int [|Place|](Order order) => 1; }")]
    [InlineData("var handler = (Order order) => order; app.[|MapPost|](\"/orders\", handler);")]
    [InlineData("app.[|MapPost|](\"/orders\", (Order order) => order).AddEndpointFilter(async (context, next) => await next(context));")]
    public Task A_mapped_function_about_which_nobody_said_anything(string mapped, string types = "") => MappedAsync(mapped, types);

    [Theory]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order).AllowAnonymous();")]
    [InlineData("app.MapPost(\"/orders\", [Authorize] (Order order) => order);")]
    [InlineData("app.MapPost(\"/orders\", [Admin] (Order order) => order);")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order).WithMetadata(new AuthorizeAttribute());")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order).Add(endpoint => endpoint.Metadata.Add(new AuthorizeAttribute()));")]
    [InlineData("var orders = app.MapGroup(\"/orders\").RequireAuthorization(); orders.MapPost(\"/\", (Order order) => order);")]
    [InlineData("var orders = app.MapGroup(\"/orders\"); orders.MapPost(\"/\", (Order order) => order); orders.RequireAuthorization();")]
    [InlineData("app.MapGroup(\"/v1\").RequireAuthorization().MapGroup(\"/orders\").MapDelete(\"/\", (int id) => id);")]
    [InlineData("app.MapGroup(\"/v1\").RequireAuthorization().MapOrders();", "public static class Module { public static void MapOrders(this IEndpointRouteBuilder routes) { routes.MapPost(\"/orders\", (Order order) => order); } }")]
    [InlineData("", "public static class Module { public static void MapOrders(this IEndpointRouteBuilder routes) { routes.MapPost(\"/orders\", (Order order) => order); } }")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order).WithOurs();", "public static class Ours { public static RouteHandlerBuilder WithOurs(this RouteHandlerBuilder builder) => builder.RequireAuthorization(); }")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order).MustHavePermission();", "public static class Ours { public static RouteHandlerBuilder MustHavePermission(this RouteHandlerBuilder builder) => builder; }")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order).AddEndpointFilter<Gate>();", "public class Gate : IEndpointFilter { public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => Results.Unauthorized(); }")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order).AddEndpointFilter(async (context, next) => context.HttpContext.User.IsInRole(\"a\") ? await next(context) : Results.NotFound());")]
    [InlineData("app.MapPost(\"/orders\", (Order order, HttpContext context) => context.User.Identity!.IsAuthenticated ? Results.Ok() : Results.Unauthorized());")]
    [InlineData("app.MapPost(\"/orders\", Place); [Authorize] int Place(Order order) => 1;")]
    [InlineData("app.MapGet(\"/orders\", () => 1); app.MapPost(\"/orders/search\", (Order order) => order);")]
    [InlineData("if (app.Environment.IsDevelopment()) app.MapPost(\"/seed\", (Order order) => order);")]
    public Task Quiet_where_it_is_decided_where_it_is_mapped(string mapped, string types = "") => MappedAsync(mapped, types);

    [Fact]
    public async Task Attributes_that_the_team_names_decide()
    {
        var test = new VerifyCS.Test
        {
            EditorConfig = "backend_guardrails.additional_authorize_attributes = Ours",
            TestCode = Host("public class OursAttribute : Attribute { } [Ours] public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }"),
        };
        await test.RunAsync();
    }

    [Fact]
    public async Task Groups_that_another_file_configures_decide()
    {
        var test = new VerifyCS.Test { TestCode = Host("", mapped: "var api = app.MapGroup(\"/api\").RequireAuthorization(); api.MapOrders();") };
        test.TestState.Sources.Add("public static class Module { public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapPost(\"/orders\", () => 1); }");
        await test.RunAsync();
    }

    [Fact]
    public Task The_message_names_the_route_of_a_lambda() => VerifyCS.VerifyAnalyzerAsync(
        Host("", mapped: "app.MapGroup(\"/shop\").{|#0:MapPost|}(\"/orders\", () => 1);"),
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage("'/shop/orders' answers POST, and nothing says who may call it; require authorization, or say that everybody may"));

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestCode = Host("public class OrdersController : ControllerBase { [HttpPost] public void ( } ", mapped: "app.MapPost(\"/orders\", ); app.MapPost(, (Order order) => ); app.MapGroup(\"/x\").MapPost"),
    }.RunAsync();
}
