using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3017UnversionedEndpointAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace BackendGuardrails.Tests.Api;

public class BG3017UnversionedEndpointTests
{
    private const string Versioned = "[ApiController, Route(\"v1/customers\")] public class CustomersController : ControllerBase { [HttpGet] public int Get() => 1; }";

    private static Task VerifyAsync(string mapped, string types) => new VerifyCS.Test
    {
        Stubs = ["Asp.Versioning.Http"],
        TestCode = $$"""
            using Asp.Versioning;
            using Microsoft.AspNetCore.Mvc;

            var builder = WebApplication.CreateBuilder(args);
            var app = builder.Build();
            {{mapped}}
            app.Run();

            {{types}}
            """,
    }.RunAsync();

    [Theory]
    [InlineData("[ApiController, Route(\"api/orders\")] public class OrdersController : ControllerBase { [HttpGet] public int [|Get|]() => 1; }")]
    [InlineData("[ApiController] public class OrdersController : ControllerBase { [HttpPost(\"orders\")] public int [|Post|]() => 1; [HttpPost(\"v1/orders\")] public int PostFirst() => 1; }")]
    [InlineData("[ApiController, Route(\"api/[controller]\")] public class OrdersController : ControllerBase { [HttpGet(\"{id}\")] public int [|Get|](int id) => 1; [HttpDelete(\"{id}\")] public void [|Delete|](int id) { } }")]
    [InlineData("[ApiController, Route(\"api/vendors\")] public class VendorsController : ControllerBase { [HttpGet] public int [|Get|]() => 1; }")]
    [InlineData("[ApiController, Route(\"v1/orders\")] public class OrdersController : ControllerBase { [HttpGet(\"/orders\")] public int [|Get|]() => 1; }")]
    public Task An_action_without_a_version(string types) => VerifyAsync("app.MapControllers();", $"{types} {Versioned}");

    [Theory]
    [InlineData("app.[|MapGet|](\"/orders\", () => 1);")]
    [InlineData("app.[|MapPost|](\"/orders\", () => 1); app.MapGet(\"/v2/orders\", () => 1);")]
    [InlineData("var api = app.MapGroup(\"/api\"); api.[|MapGet|](\"/orders\", () => 1); api.MapGroup(\"/v1\").MapGet(\"/orders\", () => 1);")]
    [InlineData("app.MapGet(\"/orders\", All); static int [|All|]() => 1;")]
    [InlineData("app.MapOrders();", "public static class Orders { public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapGroup(\"/orders\").[|MapGet|](\"/{id}\", (int id) => id); }")]
    [InlineData("app.[|MapDelete|](\"/orders/{version}\", (string version) => version);")]
    public Task A_mapping_without_a_version(string mapped, string types = "") => VerifyAsync(mapped, $"{types} {Versioned}");

    [Fact]
    public Task The_version_of_something_else_in_a_route_is_none_of_the_api() =>
        VerifyAsync("app.MapGet(\"/plugins/{id}/{version}/image\", (int id, string version) => version); app.MapGet(\"/plugins/{id}\", (int id) => id);", "");

    [Theory]
    [InlineData("[ApiVersion(\"1.0\")] [ApiController, Route(\"customers\")] public class CustomersController : ControllerBase { [HttpGet] public int Get() => 1; } [ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public int [|Get|]() => 1; }")]
    [InlineData("[ApiController, Route(\"v{version:apiVersion}/customers\")] public class CustomersController : ControllerBase { [HttpGet] public int Get() => 1; } [ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public int [|Get|]() => 1; }")]
    public Task Each_way_to_give_others_a_version(string types) => VerifyAsync("app.MapControllers();", types);

    [Fact]
    public Task A_mapping_that_others_have_versions_beside() => VerifyAsync("app.MapGet(\"/customers\", () => 1).HasApiVersion(1.0); app.[|MapGet|](\"/orders\", () => 1);", "");

    [Fact]
    public async Task The_message_shows_a_version_of_another()
    {
        var test = new VerifyCS.Test { TestCode = "var app = WebApplication.Create(args); app.MapGet(\"/v1/customers\", () => 1); app.{|#0:MapGet|}(\"/orders\", () => 1); app.Run();" };
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithLocation(0).WithMessage("'/orders' is of no version of this API, where others are (v1/customers); give it one, or say that it is of all"));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("[ApiVersionNeutral, ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public int Get() => 1; }")]
    [InlineData("[ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [ApiVersionNeutral, HttpGet] public int Get() => 1; [MapToApiVersion(\"2.0\"), HttpPost] public int Post() => 1; }")]
    [InlineData("[ApiVersion(\"1.0\")] public abstract class Base : ControllerBase { } [ApiController, Route(\"orders\")] public class OrdersController : Base { [HttpGet] public int Get() => 1; }")]
    [InlineData("public class OurApiVersionAttribute : Attribute { } [OurApiVersion, ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public int Get() => 1; }")]
    [InlineData("[ApiController, Route(\"api/v{v:int}/orders\"), ApiVersion(\"2.0\")] public class OrdersController : ControllerBase { [HttpGet] public int Get() => 1; }")]
    [InlineData("[ApiController, Route(\"health\")] public class HealthController : ControllerBase { [HttpGet] public int Get() => 1; }")]
    [InlineData("[ApiController, Route(\"api/webhooks/stripe\")] public class StripeController : ControllerBase { [HttpPost] public void Post() { } }")]
    [InlineData("[ApiController, Route(\".well-known/jwks\")] public class KeysController : ControllerBase { [HttpGet] public int Get() => 1; }")]
    [InlineData("[ApiController, Route(\"orders\"), ApiExplorerSettings(IgnoreApi = true)] public class OrdersController : ControllerBase { [HttpGet] public int Get() => 1; }")]
    [InlineData("[Route(\"orders\")] public class OrdersController : Controller { [HttpGet] public IActionResult Get() => View(); }")]
    [InlineData("public class OrdersController : ControllerBase { public int Get() => 1; }")]
    [InlineData("[ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public int Get() => 1; } public static class Ours { public static object Add(Conventions conventions) => conventions.Controller<OrdersController>(); } public class Conventions { public T? Controller<T>() => default; }")]
    public Task Quiet_for_actions_with_a_version_or_apart_from_the_API(string types) => VerifyAsync("app.MapControllers();", $"{types} {Versioned}");

    [Theory]
    [InlineData("app.MapGet(\"/v1/orders\", () => 1); app.MapGet(\"/api/v2.1/orders\", () => 1);")]
    [InlineData("app.MapGroup(\"/api/v1\").MapGroup(\"/orders\").MapGet(\"/\", () => 1);")]
    [InlineData("var versions = app.NewApiVersionSet().HasApiVersion(new ApiVersion(1.0)).Build(); app.MapGroup(\"/orders\").WithApiVersionSet(versions).MapGet(\"/\", () => 1);")]
    [InlineData("app.MapGet(\"/orders\", () => 1).HasApiVersion(1.0); app.MapGet(\"/all\", () => 1).IsApiVersionNeutral();")]
    [InlineData("app.MapGet(\"/\", () => 1); app.MapGet(\"/health/live\", () => 1); app.MapGet(\"/metrics\", () => 1); app.MapPost(\"/connect/token\", () => 1); app.MapFallback(() => 1);")]
    [InlineData("app.MapGet(\"/orders\", () => 1).ExcludeFromDescription();")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.MapGet(\"/seed\", () => 1); }")]
    [InlineData("foreach (var routes in app.Services.GetServices<IEndpointRouteBuilder>()) routes.MapGet(\"/orders\", () => 1);")]
    public Task Quiet_for_mappings_with_a_version_or_apart_from_the_API(string mapped) => VerifyAsync(mapped, Versioned);

    [Theory]
    [InlineData("app.MapGet(\"/orders\", () => 1);", "[ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public int Get() => 1; }")]
    [InlineData("app.MapGet(\"/api/v1/customers\", () => 1); app.MapGet(\"/admin/orders\", () => 1);", "")]
    [InlineData("app.MapGroup(\"/api\").MapGroup(\"/v1\").MapGet(\"/customers\", () => 1); app.MapGet(\"/admin/orders\", () => 1);", "")]
    [InlineData("app.MapGet(\"/admin/orders\", () => 1);", "[ApiController, Route(\"figures\")] public class FiguresController : ControllerBase { [HttpGet(\"v2/orders\")] public int Orders() => 1; }")]
    [InlineData("app.MapGet(\"/vinyl\", () => 1); app.MapGet(\"/v\", () => 1);", "")]
    public Task Quiet_where_nothing_beside_it_has_a_version(string mapped, string types) => VerifyAsync(mapped, types);

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestCode = "var app = WebApplication.Create(args); app.MapGet(\"/v1/customers\", () => ; app.MapGet(\"/orders",
    }.RunAsync();
}
