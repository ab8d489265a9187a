namespace BackendGuardrails.Tests.Facts.Http;

/// <summary>Which functions are endpoints, with verbs and route.</summary>
public class EndpointModelTests
{
    private const string Usings = "using System.Threading; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Routing;\n";

    [Theory]
    [InlineData("[ApiController, Route(\"api/[controller]\")] public class OrdersController : ControllerBase { [HttpGet(\"{id}\")] public int Get(int id) => id; [HttpPost] public void Place() { } }", "GET api/Orders/{id}; POST api/Orders")]
    [InlineData("[Route(\"a/[action]\")] public class C : ControllerBase { [HttpPut, HttpPatch] public void ChangeAsync() { } }", "PUT|PATCH a/Change")]
    [InlineData("[Route(\"a\")] public class C : ControllerBase { [HttpDelete(\"/all\")] public void Drop() { } }", "DELETE all")]
    [InlineData("public class C : Controller { public void Index() { } }", "")]
    [InlineData("public class C : ControllerBase { [AcceptVerbs(\"get\", \"HEAD\", Route = \"x\")] public void Index() { } }", "GET|HEAD x")]
    [InlineData("public class C : ControllerBase { [NonAction] public void Helper() { } private void Own() { } public static void Shared() { } public void Generic<T>() { } }", null)]
    [InlineData("public abstract class Crud<T> : ControllerBase { [HttpPost(\"things\")] public T Add(T thing) => thing; } public class C : Crud<int> { }", "POST things")]
    [InlineData("public class Plain { [HttpGet] public void Get() { } }", null)]
    [InlineData("public class PlainController { [HttpGet(\"p\")] public void Get() { } }", "GET p")]
    [InlineData("[NonController] public class C : ControllerBase { [HttpGet] public void Get() { } }", null)]
    [InlineData("public class C : ControllerBase, IDisposable { public void Dispose() { } }", null)]
    [InlineData("public class Base : ControllerBase { [HttpGet(\"b\")] public virtual int Get() => 1; } public class C : Base { public override int Get() => 2; }", "GET b; GET b")]
    [InlineData("public class Page : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public void OnGet() { } public void OnPostRemoveAsync() { } public void OnlyHelper() { } } namespace Microsoft.AspNetCore.Mvc.RazorPages { public abstract class PageModel { } }", "GET; POST")]
    public void Members_are_found(string source, string? expected)
    {
        if (expected is null)
            Assert.Empty(EndpointProbe.Of(Usings + source).Endpoints);
        else
            Assert.Equal(expected, EndpointProbe.Routes(Usings + source));
    }

    [Theory]
    [InlineData("app.MapGet(\"/a\", () => 1);", "GET a")]
    [InlineData("app.MapPost(\"/a\", Add); static int Add(int id) => id;", "POST a")]
    [InlineData("app.MapPut(\"/a\", Handlers.Change);", "PUT a")]
    [InlineData("app.MapDelete(\"/a\", new Handlers().Drop);", "DELETE a")]
    [InlineData("app.MapMethods(\"/a\", new[] { \"GET\", \"post\" }, () => 1);", "GET|POST a")]
    [InlineData("app.Map(\"/a\", () => 1);", "a")]
    [InlineData("app.MapFallback(() => 1);", "")]
    [InlineData("app.MapGet(\"/a\", async context => await context.Response.WriteAsync(\"a\"));", "GET a")]
    [InlineData("var group = app.MapGroup(\"/api\").WithTags(\"x\"); group.MapGroup(\"orders\").MapGet(\"{id}\", (int id) => id);", "GET api/orders/{id}")]
    [InlineData("var handler = (int id) => id; app.MapGet(\"/a\", handler); app.MapPost(\"/b\", handler);", "GET|POST a")]
    [InlineData("EndpointRouteBuilderExtensions.MapGet(app, \"/a\", () => 1);", "GET a")]
    [InlineData("app.UseEndpoints(endpoints => endpoints.MapGet(\"/a\", () => 1));", "GET a")]
    [InlineData("app.MapGroup(\"/api\").MapOrders();", "POST api/orders")]
    [InlineData("app.MapControllers(); app.MapHealthChecks(\"/h\"); app.Map(\"/x\", branch => branch.Run(context => Task.CompletedTask));", null)]
    public void Mapped_functions_are_found(string statements, string? expected)
    {
        const string Declarations = """

            class Handlers { public static int Change(int id) => id; public int Drop(int id) => id; }
            static class Modules { public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder routes) { MODULE return routes; } }
            """;
        var source = $"{Usings}var app = WebApplication.Create(); {statements}{Declarations.Replace("MODULE", statements.Contains("MapOrders") ? "routes.MapPost(\"orders\", () => 1);" : "")}";
        var (_, endpoints) = EndpointProbe.Of(source);
        if (expected is null)
            Assert.Empty(endpoints);
        else
            Assert.Equal(expected, EndpointProbe.Routes(source));
    }

    [Theory]
    [InlineData("int id, string? q, CancellationToken token, [FromHeader] string key, [FromServices] Thing service, Thing thing", "id:Route, q:Query, token:Request, key:Header, service:Services, thing:Body")]
    [InlineData("[FromQuery] Thing filter, IFormFile file, System.Security.Claims.ClaimsPrincipal user", "filter:Query, file:Form, user:Request")]
    [InlineData("[AsParameters] Thing all, IService service, Service other, Record record, List<Record> records", "all:Members, service:Services, other:Services, record:Body, records:Body")]
    [InlineData("int[] ids, System.IO.Stream stream, DayOfWeek day, Guid? guid, DateOnly date", "ids:Query, stream:Body, day:Query, guid:Query, date:Query")]
    public void Parameters_of_mapped_functions_are_bound(string parameters, string expected) =>
        Assert.Equal(expected, EndpointProbe.Bindings($"{Usings}var app = WebApplication.Create(); app.MapPost(\"/a/{{id}}\", ({parameters}) => 1); {Types}"));

    [Theory]
    [InlineData("[ApiController]", "int id, string? q, Thing thing, IService service, [FromForm] Thing form, CancellationToken token", "id:Route, q:Query, thing:Body, service:Services, form:Form, token:Request")]
    [InlineData("", "int id, Thing thing, [FromBody] Record record, [ModelBinder] Thing bound", "id:Route, thing:Form, record:Body, bound:Custom")]
    public void Parameters_of_actions_are_bound(string mark, string parameters, string expected) =>
        Assert.Equal(expected, EndpointProbe.Bindings($"{Usings}{mark} public class C : ControllerBase {{ [HttpPost(\"a/{{id:int}}\")] public void Post({parameters}) {{ }} }} {Types}"));

    [Theory]
    [InlineData("app.MapPost(\"/a\", () => 1);", "open")]
    [InlineData("app.MapPost(\"/a\", () => 1).WithName(\"a\").RequireAuthorization();", "said")]
    [InlineData("app.MapPost(\"/a\", () => 1).AllowAnonymous();", "anonymous")]
    [InlineData("app.MapPost(\"/a\", [Authorize] () => 1);", "said")]
    [InlineData("app.MapPost(\"/a\", () => 1).WithMetadata(new AuthorizeAttribute());", "said")]
    [InlineData("var post = app.MapPost(\"/a\", () => 1); post.RequireAuthorization();", "said")]
    [InlineData("var group = app.MapGroup(\"/g\").RequireAuthorization(); group.MapPost(\"/a\", () => 1);", "said")]
    [InlineData("var group = app.MapGroup(\"/g\"); group.MapPost(\"/a\", () => 1); group.RequireAuthorization();", "said")]
    [InlineData("var group = app.MapGroup(\"/g\"); group.MapPost(\"/a\", () => 1); group.MapPost(\"/b\", () => 2).RequireAuthorization();", "open; said")]
    [InlineData("app.MapGroup(\"/g\").RequireAuthorization().MapThings();", "said")]
    [InlineData("app.MapThings();", "open")]
    [InlineData("Modules.MapThings(app.MapGroup(\"/g\").RequireAuthorization());", "said")]
    [InlineData("", "open?")]
    [InlineData("app.MapPost(\"/a\", () => 1).WithOurs();", "said")]
    [InlineData("foreach (var module in new IModule[] { new Module() }) module.Map(app);", "open")]
    [InlineData("foreach (var module in new IModule[] { new Module() }) module.Map(app.MapGroup(\"/m\").RequireAuthorization());", "said")]
    public void What_is_said_where_a_function_is_mapped_is_read(string statements, string expected)
    {
        var module = statements is "" || statements.Contains("MapThings") ? "routes.MapPost(\"/t\", () => 1);" : "";
        var ofInterface = statements.Contains("module.Map") ? "routes.MapPost(\"/t\", () => 1);" : "";
        Assert.Equal(expected, EndpointProbe.Authorization($$"""
            {{Usings}}using Microsoft.AspNetCore.Authorization;
            var app = WebApplication.Create();
            {{statements}}
            static class Modules
            {
                public static void MapThings(this IEndpointRouteBuilder routes) { {{module}} }
                public static TBuilder WithOurs<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization().WithDisplayName("x");
            }
            interface IModule { void Map(IEndpointRouteBuilder routes); }
            class Module : IModule { public void Map(IEndpointRouteBuilder routes) { {{ofInterface}} } }
            """));
    }

    [Theory]
    [InlineData("[Authorize] public class C : ControllerBase { [HttpPost] public void Post() { } [AllowAnonymous, HttpPost] public void Login() { } }", "said; said")]
    [InlineData("[Authorize] public class Base : ControllerBase { } public class C : Base { [HttpPost] public void Post() { } }", "said")]
    [InlineData("public class AdminAttribute : AuthorizeAttribute { } public class C : ControllerBase { [Admin, HttpPost] public void Post() { } }", "said")]
    [InlineData("public class C : ControllerBase { [HttpPost] public void Post() { } } class Startup { void Configure(IEndpointRouteBuilder app) { app.MapControllers().RequireAuthorization(); } }", "said")]
    [InlineData("public class C : ControllerBase { [HttpPost] public void Post() { } } class Startup { void Configure(MvcOptions options) { options.Filters.Add(new Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter()); } }", "said")]
    [InlineData("public class C : ControllerBase { [HttpPost] public void Post() { } } class Startup { void Configure(AuthorizationOptions options) { options.FallbackPolicy = options.DefaultPolicy; } }", "said")]
    [InlineData("public class C : ControllerBase { [HttpPost] public void Post() { } } class Startup { void Configure(AuthorizationOptions options) { options.FallbackPolicy = null; } }", "open")]
    [InlineData("public abstract class Crud : ControllerBase { [HttpPost] public void Post() { } } [Authorize] public class C : Crud { }", "said")]
    public void What_is_said_about_actions_is_read(string source, string expected) =>
        Assert.Equal(expected, EndpointProbe.Authorization($"{Usings}using Microsoft.AspNetCore.Authorization;\n{source}"));

    private const string Types = "public class Thing { public int Id { get; set; } } public record Record(int Id); public interface IService { } public class Service { public Service(IService inner) { } public void Work() { } }";
}
