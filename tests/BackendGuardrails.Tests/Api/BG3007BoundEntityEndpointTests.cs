using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3007BoundEntityAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3007BoundEntityEndpointTests
{
    private const string Shop = """

        public class Order { public int Id { get; set; } public string? Note { get; set; } public List<Line> Lines { get; set; } = new(); }
        public class Line { public int Id { get; set; } public int Count { get; set; } }
        public record Voucher { public int Id { get; set; } public string Code { get; set; } = ""; }
        public record OrderInput(string? Note);
        public class ShopContext : DbContext { public DbSet<Order> Orders { get; set; } = null!; public DbSet<Line> Lines => Set<Line>(); protected override void OnModelCreating(ModelBuilder builder) => builder.Entity<Voucher>(); }
        """;

    private static Task VerifyAsync(string source, params string[] arguments)
    {
        var test = new VerifyCS.Test { TestCode = source + Shop, Stubs = ["MediatR"] };
        for (var hint = 0; hint < arguments.Length; hint++)
            test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(hint).WithArguments(arguments[hint], ""));
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        """
        using MediatR;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected ShopContext Db = null!;
            [HttpPost] public virtual async Task<ActionResult<T>> PostAsync([|T|] row) { Db.Set<T>().Add(row); await Db.SaveChangesAsync(); return row; }
            [HttpPut("{key}")] public async Task<IActionResult> PutAsync(TKey key, [FromBody] [|T|] row) { Db.Update(row); return Ok(await Db.SaveChangesAsync()); }
        }

        public class Middle<T> : Crud<int, T> where T : class { }

        [Route("orders")]
        public partial class OrdersController(ISender sender) : Middle<Order> { private ISender Sender => sender; }

        public record SaveVoucher(Voucher Voucher) : IRequest<int>;
        public partial class OrdersController
        {
            [HttpPost("vouchers")] public ValueTask<int> Vouchers([|Voucher|] voucher) { Db.Add(voucher); return new ValueTask<int>(Db.SaveChangesAsync()); }
            [HttpPatch("lines")] public IResult Lines([|IEnumerable<Line>|] lines) { Db.Lines.UpdateRange(lines); return TypedResults.Ok(Db.SaveChanges()); }
            [HttpPost("sent")] public Task<int> Sent({|#0:Voucher|} voucher) => Sender.Send(new SaveVoucher(voucher));
            [HttpPut("local")] public IActionResult Local([|Order|] order)
            {
                Keep();
                return NoContent();
                void Keep() => Db.Attach(order).State = EntityState.Modified;
            }
        }
        """,
        "Voucher");

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/a", async Task<Results<Created<Order>, Conflict>> ([|Order|] order, ShopContext db) => { db.Orders.Add(order); await db.SaveChangesAsync(); return TypedResults.Created("/a", order); });
        var save = async ([|Line|] line, ShopContext db) => { db.Update(line); return await db.SaveChangesAsync(); };
        app.MapPut("/b", save);
        app.MapCrud<Voucher>("/vouchers").MapPatch("/c", new OrderModule(null!).Change);
        app.MapMethods("/d", new[] { "PUT", "PATCH" }, Change);
        app.Run();

        static async ValueTask<IResult> Change([|Order|] order, ShopContext db)
        {
            if (await db.Orders.FindAsync(order.Id) is not { } known)
                return Results.NotFound();
            db.Entry(known).CurrentValues.SetValues(order);
            await db.SaveChangesAsync();
            return Results.NoContent();
        }

        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapPost("/", ([|T|] row, ShopContext db) => { db.Set<T>().Add(row); return db.SaveChanges(); });
                group.MapPut("/", PutAsync<T>);
                return group;
            }
        }

        public static partial class Routes
        {
            private static async Task<IResult> PutAsync<T>([|T|] row, ShopContext db) where T : class
            {
                db.Set<T>().Update(row);
                await db.SaveChangesAsync();
                return Results.NoContent();
            }
        }

        public class OrderModule(ShopContext db) { public async Task Change([|Order|] order) { db.Attach(order); await db.SaveChangesAsync(); } }
        """);

    [Fact]
    public async Task Quiet_controllers_of_every_make()
    {
        await VerifyAsync(
            """
            using MediatR;
            using Microsoft.AspNetCore.JsonPatch;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.ModelBinding;
            using Microsoft.AspNetCore.OData.Deltas;
            using Microsoft.EntityFrameworkCore;

            [ApiController]
            public abstract class Crud<TKey, TInput, T> : ControllerBase where T : class
            {
                protected ShopContext Db = null!;
                protected abstract T Of(TInput input);
                [HttpPost] public virtual async Task<ActionResult<T>> PostAsync(TInput input) { var row = Of(input); Db.Set<T>().Add(row); await Db.SaveChangesAsync(); return row; }
                [HttpGet] public async Task<IActionResult> SearchAsync([FromQuery] T filter) => Ok(await Db.Set<T>().ContainsAsync(filter));
            }

            [Route("orders")]
            public partial class OrdersController(ISender sender) : Crud<int, OrderInput, Order> { private ISender Sender => sender; protected override Order Of(OrderInput input) => new() { Note = input.Note }; }

            public record SaveOrder(string? Note) : IRequest<int>;
            public partial class OrdersController
            {
                [HttpPatch("{id}")] public async ValueTask<IActionResult> Patch(int id, JsonPatchDocument<Order> patch) { var order = await Db.Orders.FirstAsync(o => o.Id == id); patch.ApplyTo(order); return Ok(await Db.SaveChangesAsync()); }
                [HttpPatch("delta/{id}")] public IActionResult Delta(int id, Delta<Order> delta) { var order = Db.Orders.First(o => o.Id == id); delta.Patch(order); return Ok(Db.SaveChanges()); }
                [HttpPost("sent")] public Task<int> Sent(SaveOrder order) => Sender.Send(order);
                [HttpPut("bound")] public int Bound([ModelBinder(typeof(OrderBinder))] Order order) { Db.Update(order); return Db.SaveChanges(); }
                [HttpDelete] public int Delete([FromBody] Order order) { Db.Remove(order); return Db.SaveChanges(); }
                [HttpPost("some")] public int Some([Bind("Note")] Order order) { Db.Add(order); return Db.SaveChanges(); }
                [NonAction] public void Keep(Order order) => Db.Add(order);
            }

            public class OrderBinder : IModelBinder { public Task BindModelAsync(ModelBindingContext context) => Task.CompletedTask; }
            namespace Microsoft.AspNetCore.JsonPatch { public class JsonPatchDocument<T> where T : class { public void ApplyTo(T target) { } } }
            namespace Microsoft.AspNetCore.OData.Deltas { public class Delta<T> where T : class { public void Patch(T target) { } } }
            """);
    }

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        """
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/a", async Task<Results<Created<Order>, Conflict>> (OrderInput input, ShopContext db) => { var order = new Order { Note = input.Note }; db.Orders.Add(order); await db.SaveChangesAsync(); return TypedResults.Created("/a", order); });
        var find = async (int id, ShopContext db) => await db.Orders.FindAsync(id);
        app.MapGet("/b/{id}", find);
        app.MapCrud<OrderInput, Order>("/orders", input => new Order { Note = input.Note }).MapPatch("/c", new OrderModule(null!).Change);
        app.MapDelete("/d", ([Microsoft.AspNetCore.Mvc.FromBody] Order order, ShopContext db) => { db.Remove(order); return db.SaveChanges(); });
        app.MapPost("/e", (Bound bound, ShopContext db) => { db.Add(bound.Order); return db.SaveChanges(); });
        app.Run();

        public record Bound(Order Order) { public static ValueTask<Bound?> BindAsync(HttpContext context) => new(new Bound(new Order { Note = context.Request.Query["note"] })); }
        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<TInput, T>(this IEndpointRouteBuilder routes, string prefix, Func<TInput, T> of) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapPost("/", (TInput input, ShopContext db) => { db.Set<T>().Add(of(input)); return db.SaveChanges(); });
                group.MapGet("/{id}", FindAsync<T>);
                return group;
            }
        }

        public static partial class Routes { private static async Task<IResult> FindAsync<T>(int id, ShopContext db) where T : class => await db.Set<T>().FindAsync(id) is { } row ? Results.Ok(row) : Results.NotFound(); }
        public class OrderModule(ShopContext db)
        {
            public async Task Change(int id, OrderInput input)
            {
                var order = await db.Orders.FirstAsync(o => o.Id == id);
                db.Entry(order).CurrentValues.SetValues(new { input.Note });
                await db.SaveChangesAsync();
            }
        }
        """);

    [Theory]
    [InlineData("[BindProperty] public Order Order { get; set; } = new();", "db.Orders.Add([|Order|]); await db.SaveChangesAsync();")]
    [InlineData("[BindProperty] public Order Order { get; set; } = new();", "db.Attach([|Order|]).State = EntityState.Modified; await db.SaveChangesAsync();")]
    [InlineData("[BindProperty] public Order Order { get; set; } = new();", "var order = [|Order|]; db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("[BindProperty] public List<Line> Lines { get; set; } = new();", "db.Lines.AddRange([|Lines|]); await db.SaveChangesAsync();")]
    [InlineData("[BindProperty, BindRequired] public Order Order { get; set; } = new();", "db.Add([|Order|]); await db.SaveChangesAsync();")]
    [InlineData("[BindProperty] public Order? Order { get; set; }", "if (!ModelState.IsValid) return Page(); Save([|Order|]!); await db.SaveChangesAsync(); void Save(Order order) => db.Add(order);")]
    [InlineData("[BindProperty] public Order Order { get; set; } = new();", "db.Orders.Add(new Order { Note = Order.Note }); await db.SaveChangesAsync();")]
    [InlineData("[BindProperty] public Order Order { get; set; } = new();", "Order = await db.Orders.FirstAsync(); db.Update(Order); await db.SaveChangesAsync();")]
    [InlineData("[BindProperty, BindNever] public Order Order { get; set; } = new();", "db.Orders.Add(Order); await db.SaveChangesAsync();")]
    [InlineData("[BindProperty] public OrderInput Order { get; set; } = new(null);", "db.Orders.Add(new Order { Note = Order.Note }); await db.SaveChangesAsync();")]
    [InlineData("public Order Order { get; set; } = new();", "db.Orders.Add(Order); await db.SaveChangesAsync();")]
    public Task A_page_whose_property_is_bound(string property, string code) => new VerifyCS.Test
    {
        UseFullReferences = true,
        TestCode = $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.ModelBinding;
        using Microsoft.AspNetCore.Mvc.RazorPages;
        using Microsoft.EntityFrameworkCore;

        public class OrderModel : PageModel
        {
            private readonly ShopContext db = null!;
            {{property}}
            public void OnGet() { }
            public async Task<IActionResult> OnPostAsync() { {{code}} return RedirectToPage("Index"); }
        }
        """ + Shop,
    }.RunAsync();
}
