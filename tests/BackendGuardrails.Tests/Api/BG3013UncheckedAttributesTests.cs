using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3013UncheckedAttributesAnalyzer, BackendGuardrails.Api.BG3013UncheckedAttributesCodeFix>;

namespace BackendGuardrails.Tests.Api;

public partial class BG3013UncheckedAttributesTests
{
    private const string Usings = "using System.ComponentModel.DataAnnotations;\nusing Microsoft.AspNetCore.Mvc;\nusing FluentValidation;";

    /// <summary>A program with an order that has a rule for its values.</summary>
    private static string Host(string mapped, string types = "", string setup = "", string usings = Usings) => $$"""
        {{usings}}

        var builder = WebApplication.CreateBuilder(args);
        {{setup}}
        var app = builder.Build();
        {{mapped}}
        app.Run();

        public record Order([Required] string Name, int Count);
        public class Shop { public void Keep(object order) { } }
        {{types}}
        """;

    private static Task VerifyAsync(string source) => new VerifyCS.Test { TestCode = source, Stubs = ["FluentValidation"] }.RunAsync();

    private static async Task ReportsAsync(string source, DiagnosticSeverity severity, string? message = null)
    {
        var test = new VerifyCS.Test { TestCode = source, Stubs = ["FluentValidation"] };
        var expected = VerifyCS.Diagnostic().WithLocation(0).WithSeverity(severity).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
        test.ExpectedDiagnostics.Add(expected.WithMessage(message));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("app.MapPost(\"/orders\", ([|Order|] order) => order.Name);")]
    [InlineData("app.MapPut(\"/orders/{id}\", (int id, [|Order|] order, Shop shop) => shop.Keep(order));")]
    [InlineData("app.MapMethods(\"/orders\", new[] { \"PATCH\" }, ([|Order|] order) => order.Name);")]
    [InlineData("app.MapPost(\"/orders\", Save); static string Save([|Order|] order) => order.Name;")]
    [InlineData("app.MapPost(\"/orders\", async ([|Order|] order) => { await Task.Yield(); return order.Name; });")]
    [InlineData("var orders = app.MapGroup(\"/orders\").RequireAuthorization(); orders.MapPost(\"/\", ([|Order|] order) => order.Name).Produces(201).ProducesValidationProblem();")]
    [InlineData("app.MapPost(\"/orders\", ([|List<Order>|] orders) => orders.Count); app.MapPost(\"/more\", ([|Order[]|] orders) => orders.Length);")]
    [InlineData("app.MapPost(\"/orders\", ([FromForm] [|Order|] order) => order.Name);")]
    [InlineData("app.MapPost(\"/orders\", ([|Order?|] order) => \"\");")]
    [InlineData("app.MapGet(\"/orders\", ([Range(1, 100)] int [|page|]) => page);")]
    [InlineData("app.MapGet(\"/orders/{id}\", ([Range(1, 100)] int [|id|]) => id);")]
    [InlineData("app.MapGet(\"/orders\", ([FromHeader(Name = \"x-shop\"), StringLength(5)] string [|shop|]) => shop);")]
    [InlineData("app.MapGet(\"/orders\", ([Required] string? [|search|]) => search);")]
    [InlineData("app.UseEndpoints(endpoints => endpoints.MapPost(\"/orders\", ([|Order|] order) => order.Name));")]
    [InlineData("app.MapPost(\"/a\", ([|Order|] order) => order.Name); app.MapPost(\"/b\", ([|Order|] order) => order.Count);")]
    [InlineData("app.MapPost(\"/orders\", ([|Order|] order, Shop shop) => { shop.Keep(new { order.Name }); throw new InvalidOperationException(\"Invalid\"); });")]
    public Task A_request_with_attributes_in_a_minimal_API(string mapped) => VerifyAsync(Host(mapped));

    [Theory]
    [InlineData("public class Request { [StringLength(5)] public string Name { get; set; } = \"\"; }")]
    [InlineData("public class Request { [EmailAddress] public string Name { get; set; } = \"\"; }")]
    [InlineData("public record Request([property: MaxLength(5)] string Name);")]
    [InlineData("public record struct Request([Range(1, 9)] int Count);")]
    [InlineData("public record Request { [Required] public required string Name { get; init; } }")]
    [InlineData("public class Base { [MinLength(1)] public string Name { get; set; } = \"\"; } public class Request : Base { public int Count { get; set; } }")]
    [InlineData("public record Request(List<Line> Lines); public record Line([Range(1, 9)] int Count);")]
    [InlineData("public record Request(Line? First); public class Line { [RegularExpression(\"a\")] public string Text { get; set; } = \"\"; public Line? Next { get; set; } }")]
    [InlineData("public class Request : IValidatableObject { public int Count { get; set; } public IEnumerable<ValidationResult> Validate(ValidationContext context) { yield break; } }")]
    [InlineData("public class EvenAttribute : ValidationAttribute { } public record Request([Even] int Count);")]
    [InlineData("public class OneOfAttribute : ValidationAttribute { } [OneOf] public record Request(int? First, int? Second);")]
    [InlineData("public class Request { [Required] public int? Count { get; set; } }")]
    [InlineData("public class Page<T> { public T? Item { get; set; } } public class Request : Page<Order> { public int Count { get; set; } }")]
    [InlineData("public partial class Request { [Required] public string? Name { get; set; } } public partial class Request { public int Count { get; set; } }")]
    public Task Each_way_to_say_what_is_valid(string types) => VerifyAsync(Host("app.MapPost(\"/orders\", ([|Request|] request) => 1);", types));

    [Theory]
    [InlineData("public record Search([Range(1, 100)] int Page, Shop Shop);")]
    [InlineData("public class Search { [StringLength(20)] public string? Text { get; set; } [FromServices] public Shop Shop { get; set; } = null!; }")]
    [InlineData("public record struct Search([property: Range(1, 100)] int Page);")]
    [InlineData("public record Search([FromBody] Order Order);")]
    public Task Members_that_are_bound_one_by_one(string types) => VerifyAsync(Host("app.MapGet(\"/orders\", ([AsParameters] [|Search|] search) => 1);", types));

    [Theory]
    [InlineData("app.MapOrders();", "public static class Orders { public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapGroup(\"/orders\").MapPost(\"/\", ([|Order|] order) => order.Name); }")]
    [InlineData("app.MapOrders();", "public static class Orders { public static WebApplication MapOrders(this WebApplication app) { app.MapPost(\"/\", SaveAsync); return app; } private static async Task<IResult> SaveAsync([|Order|] order, Shop shop) { await Task.Yield(); shop.Keep(order); return Results.Ok(); } }")]
    [InlineData("new OrderModule().Map(app);", "public interface IModule { void Map(IEndpointRouteBuilder routes); } public class OrderModule : IModule { public void Map(IEndpointRouteBuilder routes) => routes.MapPost(\"/\", Save); public string Save([|Order|] order) => order.Name; }")]
    [InlineData("app.MapPost(\"/\", Desk.Save<Order>);", "public static class Desk { public static string Save<T>([|T|] order) where T : Order => order.Name; }")]
    public Task Endpoints_that_are_mapped_elsewhere(string mapped, string types) => VerifyAsync(Host(mapped, types));

    [Fact]
    public Task The_message_names_the_attribute_and_says_what_to_do() => ReportsAsync(
        Host("app.MapPost(\"/orders\", ({|#0:Order|} order) => order.Name);"),
        DiagnosticSeverity.Warning,
        "Nothing runs [Required] of 'Order.Name' in this minimal API, and requests that break it reach the handler; call 'AddValidation()' on the services");

    [Fact]
    public Task What_generated_code_cannot_see_must_be_public() => ReportsAsync(
        Host("app.MapPost(\"/orders\", ({|#0:Hidden|} order) => order.Name);", "internal record Hidden([Required] string Name);"),
        DiagnosticSeverity.Warning,
        "Nothing runs [Required] of 'Hidden.Name' in this minimal API, and requests that break it reach the handler; make 'Hidden' public, and call 'AddValidation()' on the services");

    [Fact]
    public Task A_parameter_is_named_itself() => ReportsAsync(
        Host("app.MapGet(\"/orders\", ([Range(1, 5)] int {|#0:page|}) => page);"),
        DiagnosticSeverity.Warning,
        "Nothing runs [Range] of 'page' in this minimal API, and requests that break it reach the handler; call 'AddValidation()' on the services");

    [Theory]
    [InlineData("app.MapPost(\"/orders\", ({|#0:Order|} order) => { if (order.Name.Length > 5) return Results.BadRequest(); return Results.Ok(); });")]
    [InlineData("app.MapPost(\"/orders\", ({|#0:Order|} order) => string.IsNullOrWhiteSpace(order.Name) ? Results.BadRequest() : Results.Ok());")]
    [InlineData("app.MapPost(\"/orders\", ({|#0:Order|} order) => { ArgumentException.ThrowIfNullOrEmpty(order.Name); return 1; });")]
    [InlineData("app.MapPost(\"/orders\", ({|#0:Order|} order) => order is { Name.Length: > 5 } ? 1 : 2);")]
    [InlineData("app.MapPost(\"/orders\", ({|#0:Order|} order) => order.Name).AddEndpointFilter(async (context, next) => { Console.WriteLine(1); return await next(context); });")]
    [InlineData("app.MapGroup(\"/orders\").AddEndpointFilter<Timing>().MapPost(\"/\", ({|#0:Order|} order) => order.Name);", "public class Timing : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }")]
    [InlineData("app.MapPost(\"/orders\", ({|#0:Order|} order, Bus.ISender sender) => sender.Send(order));", "namespace Bus { public interface ISender { void Send(object message); } }")]
    [InlineData("foreach (var module in app.Services.GetServices<IModule>()) module.Map(Routes.Of(module, app));", "public interface IModule { void Map(IEndpointRouteBuilder routes); } public static class Routes { public static IEndpointRouteBuilder Of(IModule module, IEndpointRouteBuilder routes) => module as IEndpointRouteBuilder ?? routes; } public class Orders : IModule { private IEndpointRouteBuilder? _routes; public void Map(IEndpointRouteBuilder routes) { _routes = routes; _routes.MapPost(\"/\", ({|#0:Order|} order) => order.Name); } }")]
    [InlineData("app.MapPost(\"/rows\", ({|#0:Row|} row) => row.Name);", "public class Row { public int Id { get; set; } [StringLength(5)] public string Name { get; set; } = \"\"; } public class Context : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Row> Rows { get; set; } }")]
    public Task Information_where_something_may_look(string mapped, string types = "") => ReportsAsync(Host(mapped, types), DiagnosticSeverity.Info);
}
