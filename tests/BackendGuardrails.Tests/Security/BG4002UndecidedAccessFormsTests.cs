using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4002UndecidedAccessAnalyzer, BackendGuardrails.Security.BG4002UndecidedAccessCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>The same question in the many forms that controllers and mappings have.</summary>
public class BG4002UndecidedAccessFormsTests
{
    private const string Mediation = """
        public record PlaceOrder(int Id) : MediatR.IRequest<int>;
        public class PlaceOrderHandler : MediatR.IRequestHandler<PlaceOrder, int> { public Task<int> Handle(PlaceOrder request, CancellationToken cancellationToken) => Task.FromResult(request.Id); }
        """;

    private static Task VerifyAsync(string types, string mapped = "app.MapControllers();", params string[] files)
    {
        var test = new VerifyCS.Test { TestCode = BG4002UndecidedAccessTests.Host(types + "\n" + Mediation, mapped: mapped), Stubs = ["MediatR"] };
        foreach (var file in files)
            test.TestState.Sources.Add(BG4002UndecidedAccessTests.Usings + file);
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_all_forms_are_reported() => VerifyAsync("""
        [ApiController, Route("by-command")]
        public class CommandController(MediatR.ISender sender) : ControllerBase
        {
            [HttpPost] public Task<int> [|Place|](PlaceOrder command) => sender.Send(command);
        }

        public abstract class ApiBase : ControllerBase { protected IActionResult Done() => NoContent(); }

        public abstract class CrudBase<TEntity, TKey> : ApiBase where TEntity : class
        {
            [HttpPut("{id}")] public virtual IActionResult [|Change|](TKey id, TEntity entity) => Done();
            [HttpDelete("{id}")] public abstract IActionResult Remove(TKey id);
        }

        [Route("orders")]
        public class OrdersController : CrudBase<Order, int>
        {
            public override IActionResult [|Remove|](int id) => Done();
        }

        [ApiController, Route("plain")]
        public class PlainController { [HttpPatch("{id}")] public int [|Change|](int id) => id; }

        public sealed partial class SplitController : ControllerBase { private readonly Shop _shop = null!; }

        public sealed partial class SplitController
        {
            [HttpPost("import"), RequestSizeLimit(1000), Consumes("text/csv")]
            public async Task<ActionResult<int>> [|ImportAsync|]([FromBody] IReadOnlyList<Order> orders, CancellationToken cancellationToken)
            {
                _shop.AddRange(orders);
                return await _shop.SaveChangesAsync(cancellationToken);
            }
        }

        namespace Areas.Admin
        {
            [Area("admin"), Route("[area]/[controller]/[action]")]
            public class PricesController : Controller
            {
                [HttpPost, ActionName("raise")] public ValueTask<IActionResult> [|Raise|](decimal by) => new(View(by));
                [HttpGet, HttpPost] public IActionResult [|Edit|](int id) => View(id);
            }
        }
        """);

    [Fact]
    public Task Controllers_that_a_provider_of_the_team_may_find_are_reported_and_what_ASP_NET_calls_no_action_is_quiet() => VerifyAsync("""
        public static class Outer { public class NestedController : ControllerBase { [HttpPost] public void [|Add|](int id) { } } }
        internal class HiddenController : ControllerBase { [HttpPost] public void [|Add|](int id) { } }
        public class OpenController<T> : ControllerBase { [HttpPost] public void [|Add|](T one) { } }
        [NonController] public class RetiredController : ControllerBase { [HttpPost] public void Add(int id) { } }
        public class OddsController : ControllerBase
        {
            [HttpPost] public static void Shared(int id) { }
            [HttpPost] public void Generic<T>(T one) { }
            [HttpPost] protected void Guarded(int id) { }
            [HttpPost] internal void Within(int id) { }
            [NonAction, HttpPost] public void Not(int id) { }
        }
        """);

    [Fact]
    public Task Controllers_of_all_forms_that_decide_are_quiet() => VerifyAsync("""
        [Authorize] public abstract class SignedInBase : ControllerBase { }
        public abstract class CrudBase<TEntity> : SignedInBase { [HttpPost] public TEntity Add(TEntity one) => one; }
        public class OrdersController : CrudBase<Order> { [HttpDelete("{id}")] public void Remove(int id) { } }

        public abstract class Keyed<T> : ControllerBase { [HttpPut("{id}"), Authorize("staff")] public abstract T Change(T id); }
        public class PricesController : Keyed<int> { public override int Change(int id) => id; }

        public partial class SplitController : ControllerBase { [HttpPost] public partial void Add(int id); }
        public partial class SplitController { [Authorize] public partial void Add(int id) { } }

        public class FilteredController : ControllerBase { [TypeFilter(typeof(AccessFilter)), HttpPost] public void Add(int id) { } }
        public class AccessFilter : Microsoft.AspNetCore.Mvc.Filters.IAsyncAuthorizationFilter { public Task OnAuthorizationAsync(Microsoft.AspNetCore.Mvc.Filters.AuthorizationFilterContext context) => Task.CompletedTask; }

        public class GuardController(IAuthorizationService guard) : ControllerBase
        {
            [HttpPost] public async Task<IActionResult> Add(int id) { if (await MayAsync(id)) return Ok(); return NotFound(); }
            private async Task<bool> MayAsync(int id) => (await guard.AuthorizeAsync(User, id, "edit")).Succeeded;
        }
        """);

    [Fact]
    public Task Mappings_of_all_forms_are_reported() => VerifyAsync(
        """
        public class Desk { public int Place(Order order) => order.Id; public static Task<IResult> PlaceAsync(Order order, MediatR.ISender sender) => Task.FromResult(Results.Ok()); }
        public record Line(int Id) { public static IResult [|Take|](Line line) => Results.Ok(line); }

        public static class Modules
        {
            public static IEndpointRouteBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string name) where T : class
            {
                var group = routes.MapGroup(name).WithTags(name);
                group.[|MapPost|]("/", (T one) => one).Produces<T>();
                group.[|MapPut|]("/{id:int}", static (int id, T one) => TypedResults.Ok(one)).WithName(name + "Put");
                return routes;
            }
        }
        """,
        """
        app.[|MapPost|]("/command", (PlaceOrder command, MediatR.ISender sender) => sender.Send(command));
        app.MapPatch("/record", Line.Take);
        app.[|MapPost|]("/delegate", async context => { await context.Response.WriteAsync("done"); });
        app.MapCrud<Order>("orders").MapCrud<Line>("lines");
        MapDeletes(app.MapGroup("/v2").MapGroup("/deletes"));
        app.MapFromElsewhere();
        RouteGroupBuilder late = app.MapGroup("/late");
        late.WithDescription("late");
        late.[|MapMethods|]("/x", new[] { HttpMethods.Delete }, ([FromServices] Shop shop, int id) => shop.SaveChanges());

        static void MapDeletes(RouteGroupBuilder group) => group.[|MapDelete|]("/{id}", (int id) => { return Results.NoContent(); });
        """,
        """
        internal static class Elsewhere
        {
            internal static void MapFromElsewhere(this WebApplication application)
            {
                application.MapPost("/elsewhere", HandleAsync).WithName("elsewhere");
                application.MapPut("/elsewhere/{id}", (int id) => Change(id));
            }

            private static async Task<IResult> HandleAsync(Order order) { await Task.Yield(); return Results.Ok(order); }
            private static int Change(int id) => id;
        }
        """.Replace("HandleAsync(Order", "[|HandleAsync|](Order").Replace(".MapPut(", ".[|MapPut|]("));

    [Fact]
    public Task Mappings_of_all_forms_that_decide_are_quiet() => VerifyAsync(
        """
        public class Desk { [Authorize] public static int Place(Order order) => order.Id; }
        public static class Groups
        {
            public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api").RequireAuthorization();
            public static RouteGroupBuilder Secured(this RouteGroupBuilder group) { group.RequireAuthorization("staff"); return group; }
        }
        """,
        """
        app.MapPost("/method", Desk.Place);
        app.MapApi().MapPost("/made", (Order order) => order);
        app.MapGroup("/secured").Secured().MapPut("/x", (Order order) => order);
        var api = app.MapGroup("/reassigned");
        api = api.RequireAuthorization();
        api.MapPost("/x", (Order order) => order);
        MapOrders(app.MapGroup("/local").RequireAuthorization());
        app.MapGroup("/files").RequireAuthorization().MapFirst();
        var one = app.MapPost("/one", (Order order) => order);
        one.WithName("one");
        one.RequireAuthorization();
        app.MapGroup("/filtered").AddEndpointFilter<KeyFilter>().MapDelete("/{id}", (int id) => id);
        app.MapGroup("/factory").AddEndpointFilterFactory((context, next) => async invocation => invocation.HttpContext.Request.Headers["X-Key"] == "7" ? await next(invocation) : Results.Unauthorized()).MapDelete("/{id}", (int id) => id);
        app.MapPost("/policy", (Order order) => order).RequireAuthorization(policy => policy.RequireRole("staff"));
        app.MapPost("/attribute", [AllowAnonymous] static (Order order) => order);
        foreach (var endpoint in new[] { app.MapPost("/a", (Order order) => order), app.MapPost("/b", (Order order) => order) })
            endpoint.RequireAuthorization();

        void MapOrders(RouteGroupBuilder orders) { orders.MapPost("/x", (Order order) => order); orders.MapDelete("/{id}", (int id) => id); }
        """,
        "public static class First { public static void MapFirst(this RouteGroupBuilder routes) => routes.MapGroup(\"/deeper\").MapSecond(); }",
        "public static class Second { public static void MapSecond(this RouteGroupBuilder routes) => routes.MapPost(\"/deep\", (Order order) => order); }",
        "public class KeyFilter : IEndpointFilter { public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => Knows(context) ? await next(context) : TypedResults.Unauthorized(); private static bool Knows(EndpointFilterInvocationContext context) => context.HttpContext.Request.Headers[\"X-Key\"] == \"7\"; }");

    [Fact]
    public Task Modules_behind_an_interface_whose_callers_are_not_all_seen_are_quiet() => VerifyAsync(
        """
        public interface IModule { void Map(IEndpointRouteBuilder routes); }
        public class Orders : IModule { public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/orders", (Order order) => order); }
        """,
        "foreach (var module in app.Services.GetServices<IModule>()) module.Map(app.MapGroup(\"/api\").RequireAuthorization());");

    [Fact]
    public Task Endpoints_of_a_library_that_lets_nobody_in_are_quiet() => VerifyAsync("""
        public class Place : FastEndpoints.Endpoint<Order> { public override void Configure() => Post("/orders"); public override Task HandleAsync(Order order, CancellationToken cancellationToken) => Task.CompletedTask; }
        namespace FastEndpoints
        {
            public abstract class BaseEndpoint { public virtual void Configure() { } }
            public abstract class Endpoint<TRequest> : BaseEndpoint { protected void Post(params string[] routes) { } public virtual Task HandleAsync(TRequest request, CancellationToken cancellationToken) => Task.CompletedTask; }
        }
        """);

    [Fact]
    public Task An_attribute_of_the_assembly_decides() => VerifyAsync(
        "public class OrdersController : ControllerBase { [HttpPost] public void Add(int id) { } }", "app.MapControllers();", "[assembly: EverybodyIsStaff] public class EverybodyIsStaffAttribute : Attribute, IAuthorizeData { public string? Policy { get; set; } public string? Roles { get; set; } public string? AuthenticationSchemes { get; set; } }");

    [Theory]
    [InlineData("AuthorizeFolder(\"/\")")]
    [InlineData("AuthorizePage(\"/Edit\")")]
    [InlineData("AuthorizeAreaFolder(\"Admin\", \"/\")")]
    public Task Conventions_of_pages_decide(string convention) => new VerifyCS.Test
    {
        UseFullReferences = true,
        TestCode = BG4002UndecidedAccessTests.Host("public class EditModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnPost(int id) { } }", $"builder.Services.AddAuthentication(); builder.Services.AddRazorPages(options => options.Conventions.{convention});", "app.MapRazorPages();"),
    }.RunAsync();

    [Fact]
    public Task What_everybody_may_do_by_what_it_is_for_is_quiet() => VerifyAsync(
        """
        public class NewsletterController : ControllerBase { [HttpPost] public void Join(string mail) { } }
        public class SettingsController : Controller { [HttpPost("language")] public IActionResult Choose(string code) => LocalRedirect("~/"); [HttpPost] public void SetCulture(string code) { } }
        """,
        """
        app.MapPost("/health/report", (Order order) => 1);
        app.MapPost("/contact", (Order order) => 1);
        app.MapPost("/cookie-consent", () => Results.Ok());
        app.MapPost("/orders/search", (Order order) => order.Id);
        """);

    [Fact]
    public Task A_caller_who_is_turned_away_two_calls_away_is_quiet_and_a_word_in_a_service_decides_nothing() => VerifyAsync(
        """
        public interface IOrders { Task RemoveAsync(int id); Task RenameAsync(int id); }
        public class Orders : IOrders
        {
            private readonly Guard _guard = new();
            public Task RemoveAsync(int id) { _guard.Ask(id); return Task.CompletedTask; }
            public Task RenameAsync(int id) { var permissions = id; return Task.FromResult(permissions); }
        }
        public class Guard { public void Ask(int id) { if (id > 3) throw new UnauthorizedAccessException(); } }
        public class OrdersController(IOrders orders) : ControllerBase { [HttpDelete] public Task Remove(int id) => orders.RemoveAsync(id); [HttpPatch] public Task [|Rename|](int id) => orders.RenameAsync(id); }
        """,
        """
        app.MapDelete("/orders/{id}", (int id, IOrders orders) => orders.RemoveAsync(id));
        app.[|MapPatch|]("/orders/{id}", (int id, IOrders orders) => orders.RenameAsync(id));
        """);

    [Theory]
    [InlineData("admin/reset", true)]
    [InlineData("account/reset", false)]
    [InlineData("admin/login", false)]
    public Task Resetting_as_an_administrator_is_nothing_for_everybody(string route, bool isReported)
    {
        var test = new VerifyCS.Test { TestCode = BG4002UndecidedAccessTests.Host("", mapped: $"app.{(isReported ? "{|#0:MapPost|}" : "MapPost")}(\"/{route}\", (Shop shop) => shop.SaveChanges());") };
        if (isReported)
            test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithArguments("/admin/reset", "POST"));
        return test.RunAsync();
    }
}
