using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3013UncheckedAttributesAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Minimal APIs of every make, several in one source. Controllers validate what they bind; the rule is not about them.</summary>
public class BG3013UncheckedAttributesEndpointTests
{
    private const string Types = """

        public record Order([Required] string Name, int Count);
        public record struct Window([Range(0, 1000)] int Skip, int Take);
        public partial class Address { [StringLength(5)] public string Zip { get; set; } = ""; }
        public partial class Address { public string City { get; set; } = ""; }
        public abstract class Named { [MinLength(3)] public string Name { get; set; } = ""; }
        public class Product : Named { public decimal Price { get; set; } }
        public record Envelope<T>(T Body, string Sender);
        public record Plain(string Name);
        public interface IOrders { Task SaveAsync(object order); }
        """;

    private static Task VerifyAsync(string source) => new VerifyCS.Test { TestCode = $"using System.ComponentModel.DataAnnotations;\nusing Microsoft.AspNetCore.Http.HttpResults;\nusing Microsoft.AspNetCore.Mvc;\n{source}\n{Types}", Stubs = ["FluentValidation", "MediatR"] }.RunAsync();

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapPost("/a", async Task<Results<Created, Conflict>> ([|Order|] order, IOrders orders) => { await orders.SaveAsync(order); return TypedResults.Created("/a"); });
        var save = async (IOrders orders, [|Address|] address) => await orders.SaveAsync(address);
        app.MapPut("/b", save);
        app.MapCrud<Product>("/products").MapPatch("/c", new OrderModule(null!).ChangeAsync);
        app.MapPost("/d", Save);
        app.MapPost("/e", ValueTask<IResult> ([|Envelope<Order>|] sent) => new ValueTask<IResult>(Results.Ok(sent)));
        app.MapGet("/f", ([AsParameters] [|Window|] window) => window.Take);
        app.MapGroup("/g").RequireAuthorization().WithTags("g").MapPost("/", ([FromForm] [|Product|] product) => Results.Accepted("/", product)).DisableAntiforgery();
        app.MapGet("/h/{code}", ([FromRoute, RegularExpression("[a-z]+")] string [|code|]) => code);
        app.Run();

        static async ValueTask<IResult> Save([|Order|] order, IOrders orders)
        {
            await orders.SaveAsync(order with { Count = 1 });
            return Results.NoContent();
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapPost("/", ([|T|] row, IOrders orders) => orders.SaveAsync(row));
                group.MapPut("/", PutAsync<T>);
                return group;
            }
        }

        public static partial class Routes { private static async Task<IResult> PutAsync<T>([|T|] row, IOrders orders) where T : class { await orders.SaveAsync(row); return Results.NoContent(); } }
        public class OrderModule(IOrders orders) { public Task ChangeAsync([|List<Order>|] all) => orders.SaveAsync(all); }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using FluentValidation;

        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapPost("/a", async Task<Results<Created, ValidationProblem>> (Order order, IOrders orders) =>
        {
            var results = new List<ValidationResult>();
            if (!Validator.TryValidateObject(order, new System.ComponentModel.DataAnnotations.ValidationContext(order), results, true))
                return TypedResults.ValidationProblem(new Dictionary<string, string[]>());
            await orders.SaveAsync(order);
            return TypedResults.Created("/a");
        });
        var save = async (IOrders orders, Address address) => await orders.SaveAsync(address);
        app.MapGroup("/b").AddEndpointFilter<ValidationFilter<Address>>().MapPut("/", save);
        app.MapCrud<Plain>("/plain").MapPatch("/c", new ProductModule(null!).ChangeAsync);
        app.MapPost("/d", Save);
        app.MapPost("/e", ValueTask<IResult> (Envelope<Plain> sent) => new ValueTask<IResult>(Results.Ok(sent)));
        app.MapGet("/f", (IOrders orders, [Required] int take) => take);
        app.MapControllers();
        app.Run();

        static async ValueTask<IResult> Save(Address address, IValidator<Address> rules, IOrders orders)
        {
            if (!(await rules.ValidateAsync(address)).IsValid)
                return Results.BadRequest();
            await orders.SaveAsync(address);
            return Results.NoContent();
        }

        public class ValidationFilter<T> : IEndpointFilter { public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => context.Arguments.OfType<T>().All(one => Validator.TryValidateObject(one!, new System.ComponentModel.DataAnnotations.ValidationContext(one!), null)) ? await next(context) : Results.BadRequest(); }
        public class ProductRules : AbstractValidator<Product> { public ProductRules() => RuleFor(product => product.Name).NotEmpty(); }
        [ApiController, Route("orders")] public class OrdersController : ControllerBase { [HttpPost] public IActionResult Post(Order order) => Ok(order); }
        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapPost("/", (T row, IOrders orders) => orders.SaveAsync(row));
                group.MapPut("/", PutAsync<T>);
                return group;
            }
        }

        public static partial class Routes { private static async Task<IResult> PutAsync<T>(T row, IOrders orders) where T : class { await orders.SaveAsync(row); return Results.NoContent(); } }
        public class ProductModule(IOrders orders) { public Task ChangeAsync(Product product) => orders.SaveAsync(product); }
        """);

    [Fact]
    public Task Quiet_where_a_behavior_of_the_mediator_validates() => VerifyAsync(
        """
        using FluentValidation;
        using MediatR;

        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapPost("/a", (SaveOrder order, ISender sender) => sender.Send(order));
        app.MapOrders();
        app.Run();

        public record SaveOrder([Required] string Name) : IRequest<int>;
        public record ChangeOrder([Required] string Name) : IRequest<int>;
        public class SaveRules : AbstractValidator<SaveOrder> { public SaveRules() => RuleFor(order => order.Name).NotEmpty(); }
        public class ChangeRules : AbstractValidator<ChangeOrder> { public ChangeRules() => RuleFor(order => order.Name).NotEmpty(); }
        public static class Routes { public static void MapOrders(this IEndpointRouteBuilder routes) => routes.MapGroup("/orders").MapPut("/", ChangeAsync); private static Task<int> ChangeAsync(ChangeOrder order, ISender sender) => sender.Send(order); }
        """);
}
