using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3013UncheckedAttributesAnalyzer, BackendGuardrails.Api.BG3013UncheckedAttributesCodeFix>;

namespace BackendGuardrails.Tests.Api;

public partial class BG3013UncheckedAttributesTests
{
    private const string Post = "app.MapPost(\"/orders\", (Order order) => order.Name);";

    [Theory]
    [InlineData("builder.Services.AddValidation();", "")]
    [InlineData("builder.Services.AddOurs();", "public static class Ours { public static void AddOurs(this IServiceCollection services) => services.AddValidation(); }")]
    [InlineData("builder.Services.AddFluentValidationAutoValidation();", "public static class Ours { public static void AddFluentValidationAutoValidation(this IServiceCollection services) { } }")]
    [InlineData("", "public class OrderValidator : AbstractValidator<Order> { }")]
    [InlineData("", "public class OrderRules : IOrderRules<Order> { } public interface IOrderRules<T> { } public class Checker : InlineValidator<Order>, IOrderRules<Order> { } public abstract class Rules : AbstractValidator<Order> { }")]
    [InlineData("", "namespace MediatR { public interface IPipelineBehavior<TRequest, TResponse> { } } public class ValidationBehavior<TRequest, TResponse> : MediatR.IPipelineBehavior<TRequest, TResponse> { }")]
    [InlineData("Behaviors.AddOpenBehavior(typeof(Ours.RequestValidation<>));", "namespace Ours { public class RequestValidation<T> { } } public static class Behaviors { public static void AddOpenBehavior(Type type) { } }")]
    public Task Quiet_where_all_requests_are_validated(string setup, string types) => VerifyAsync(Host(Post, types, setup));

    [Theory]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order.Name).WithParameterValidation();")]
    [InlineData("app.MapGroup(\"/orders\").WithValidation().MapPost(\"/\", (Order order) => order.Name);")]
    [InlineData("var group = app.MapGroup(\"/orders\"); group.AddEndpointFilter<ValidationFilter<Order>>(); group.MapPost(\"/\", (Order order) => order.Name);")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order.Name).AddEndpointFilter<Refusing>();")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order.Name).AddEndpointFilter(new Refusing());")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order.Name).AddEndpointFilter(async (context, next) => Validator.TryValidateObject(context.Arguments[0]!, new ValidationContext(context.Arguments[0]!), null, true) ? await next(context) : Results.BadRequest());")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => order.Name).AddEndpointFilterFactory(Ours.Checked);")]
    [InlineData("app.MapOrders();")]
    [InlineData("app.MapPost(\"/orders\", [Validated] (Order order) => order.Name);")]
    [InlineData("app.UseMiddleware<RequestValidation>(); app.MapPost(\"/orders\", (Order order) => order.Name);")]
    [InlineData("app.MapPost<Order>(\"/orders\", (order, count) => order.Name);")]
    public Task Quiet_where_a_filter_a_convention_or_middleware_validates(string mapped) => VerifyAsync(Host(mapped, """
        public class ValidatedAttribute : Attribute { }
        public class RequestValidation { public RequestValidation(RequestDelegate next) { } public Task InvokeAsync(HttpContext context) => Task.CompletedTask; }
        public class ValidationFilter<T> : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }
        public class Refusing : IEndpointFilter { public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) { Validator.ValidateObject(context.Arguments[0]!, new ValidationContext(context.Arguments[0]!)); return next(context); } }
        public static class Ours
        {
            public static RouteHandlerBuilder WithParameterValidation(this RouteHandlerBuilder builder) => builder;
            public static RouteGroupBuilder WithValidation(this RouteGroupBuilder builder) => builder;
            public static EndpointFilterDelegate Checked(EndpointFilterFactoryContext factory, EndpointFilterDelegate next) => context => { Validator.ValidateObject(context.Arguments[0]!, new ValidationContext(context.Arguments[0]!)); return next(context); };
            public static void MapPost<T>(this IEndpointRouteBuilder routes, string pattern, Func<T, int, string> function) { }
        }
        public static class Orders
        {
            public static void MapOrders(this IEndpointRouteBuilder routes) { var group = routes.MapGroup("/orders").WithOurs(); group.MapPost("/", (Order order) => order.Name); }
            private static RouteGroupBuilder WithOurs(this RouteGroupBuilder group) => group.AddEndpointFilter<RouteGroupBuilder, Refusing>();
        }
        """));

    [Theory]
    [InlineData("app.MapPost(\"/orders\", (Order order) => { Validator.ValidateObject(order, new ValidationContext(order), true); return 1; });")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => { var results = new List<ValidationResult>(); return Validator.TryValidateObject(order, new ValidationContext(order), results, true) ? Results.Ok() : Results.BadRequest(results); });")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => MiniValidator.TryValidate(order, out var errors) ? Results.Ok() : Results.ValidationProblem(errors));")]
    [InlineData("app.MapPost(\"/orders\", async (Order order, IValidator<Order> rules) => { await Task.Yield(); return 1; });")]
    [InlineData("app.MapPost(\"/orders\", (Order order, Desk desk) => desk.Take(order));")]
    [InlineData("app.MapPost(\"/orders\", (Order order, IDesk desk) => desk.Take(order));")]
    [InlineData("app.MapPost(\"/orders\", (Order order) => Checked(order)); static int Checked(Order order) { Validator.ValidateObject(order, new ValidationContext(order)); return 1; }")]
    public Task Quiet_where_the_code_validates_itself(string mapped) => VerifyAsync(Host(mapped, """
        public static class MiniValidator { public static bool TryValidate(object target, out Dictionary<string, string[]> errors) { errors = new(); return true; } }
        public interface IDesk { int Take(Order order); }
        public class Desk : IDesk { public int Take(Order order) => Check(order) ? 1 : 2; private bool Check(Order order) => Validator.TryValidateObject(order, new ValidationContext(order), null); }
        """));

    [Theory]
    [InlineData("public record Request(string Name, int Count);")]
    [InlineData("public class Request { [Required] public int Count { get; set; } }")]
    [InlineData("public class Request { [DataType(DataType.Password)] public string Name { get; set; } = \"\"; [Display(Name = \"x\")] public int Count { get; set; } [Key] public int Id { get; set; } }")]
    [InlineData("public class Request { [Look.Required] public string Name { get; set; } = \"\"; } namespace Look { public class RequiredAttribute : Attribute { } }")]
    [InlineData("public class Request { [System.Text.Json.Serialization.JsonIgnore, Required] public string Name { get; set; } = \"\"; }")]
    [InlineData("public record Request(Dictionary<string, Order> Orders);")]
    [InlineData("public class Request { [Required] internal string? Name { get; set; } [Required] public static string? Last { get; set; } [Required] public string? field; }")]
    [InlineData("public class Request { [Microsoft.AspNetCore.Mvc.ModelBinding.Validation.ValidateNever, Required] public string Name { get; set; } = \"\"; }")]
    [InlineData("public class Request { [Required] public string Name { get; set; } = \"\"; public static ValueTask<Request?> BindAsync(HttpContext context) => new(new Request()); }")]
    public Task Quiet_where_nothing_is_said_or_checked_otherwise(string types) => VerifyAsync(Host("app.MapPost(\"/orders\", (Request request) => 1);", types));

    [ModernFact]
    public Task Quiet_on_attributes_of_a_primary_constructor_which_nobody_reads() => VerifyAsync(Host(
        "app.MapPost(\"/orders\", (Request request) => 1);", "public class Request([StringLength(5)] string name) { public string Name => name; }"));

    [Theory]
    [InlineData("app.MapGet(\"/orders\", ([Required] string search, [Required] int page) => page);")]
    [InlineData("app.MapGet(\"/orders\", ([FromServices] Settings settings, Settings other, HttpContext context) => 1);")]
    [InlineData("app.MapControllers();")]
    [InlineData("app.MapGet(\"/orders\", () => new Order(\"\", 1));")]
    [InlineData("app.Map(\"/branch\", branch => branch.Run(context => Task.CompletedTask)); Take(new Order(\"\", 1)); static void Take(Order order) { }")]
    public Task Quiet_where_nothing_with_attributes_is_bound(string mapped) => VerifyAsync(Host(
        mapped, "public class Settings { [Required] public string Name { get; set; } = \"\"; } [ApiController, Route(\"x\")] public class OrdersController : ControllerBase { [HttpPost] public void Save(Order order) { } }"));

    [Fact]
    public Task Quiet_in_a_library_whose_host_is_not_in_sight() => VerifyAsync(
        "using System.ComponentModel.DataAnnotations; public record Order([Required] string Name); public static class Orders { public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapPost(\"/\", (Order order) => order.Name); }");

    [Fact]
    public Task Quiet_for_a_look_alike_of_routes() => VerifyAsync(
        "using System.ComponentModel.DataAnnotations; var app = new Look(); WebApplication.CreateBuilder(args); app.MapPost(\"/\", order => 1); public record Order([Required] string Name); public class Look { public void MapPost(string pattern, Func<Order, int> function) { } }");

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        Stubs = ["FluentValidation"],
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestCode = Host("app.MapPost(\"/orders\", (Order ) => ); app.MapPost(\"/orders\", ([Required(] Order order", "public record Half([Required string Name"),
    }.RunAsync();
}
