using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3011GetChangesStateAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Endpoints of every make, several in one source.</summary>
public class BG3011GetChangesStateEndpointTests
{
    private static Task VerifyAsync(string usings, string source, int hints = 0)
    {
        var test = new VerifyCS.Test { TestCode = $"using Microsoft.EntityFrameworkCore;\n{usings}\n{source}\n{BG3011GetChangesStateTests.Shop}", Stubs = ["MediatR", "MassTransit"], UseFullReferences = true };
        for (var hint = 0; hint < hints; hint++)
            test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(hint).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));
        return test.RunAsync();
    }

    [Fact]
    public Task Controllers_of_every_make() => VerifyAsync(
        "using MassTransit;\nusing MediatR;\nusing Microsoft.AspNetCore.Identity;\nusing Microsoft.AspNetCore.Mvc;",
        """
        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected ShopContext Db = null!;
            [[|HttpGet|]("{key}/delete")] public virtual async Task<IActionResult> RemoveAsync(TKey key) { if (await Db.Set<T>().FindAsync(key) is not { } row) return NotFound(); Db.Remove(row); await Db.SaveChangesAsync(); return NoContent(); }
        }

        public record Pay(int Id) : IRequest<int>;
        public class PayHandler(ShopContext db) : IRequestHandler<Pay, int> { public async Task<int> Handle(Pay request, CancellationToken cancellationToken) { (await db.Orders.FirstAsync(o => o.Id == request.Id)).IsPaid = true; return await db.SaveChangesAsync(cancellationToken); } }
        public record Placed(int Id);

        [Route("orders")]
        public partial class OrdersController(ISender sender, IPublishEndpoint bus, UserManager<IdentityUser> users) : Crud<int, Order> { private ISender Sender => sender; private IPublishEndpoint Bus => bus; private UserManager<IdentityUser> Users => users; }

        public partial class OrdersController
        {
            [[|HttpGet|]("value/{id}")] public async ValueTask<ActionResult<int>> Value(int id) => await Db.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.IsPaid, true));
            [[|HttpGet|]("typed/{id}")] public async Task<IResult> Typed(int id) { Db.Orders.Add(new Order { Id = id }); return TypedResults.Ok(await Db.SaveChangesAsync()); }
            [{|#0:HttpGet|}("sent/{id}")] public Task<int> Sent(int id) => Sender.Send(new Pay(id));
            [[|HttpGet|]("published/{id}")] public async Task<IActionResult> Published(int id) { await Bus.Publish(new Placed(id)); return Accepted(); }
            [[|HttpGet|]("local/{id}")] public IActionResult Local(int id)
            {
                return Ok(Mark());
                int Mark() => Db.Orders.Where(o => o.Id == id).ExecuteDelete();
            }

            [[|HttpHead|]("role/{id}")] public Task<IdentityResult> Role(string id) => Users.AddToRoleAsync(new IdentityUser(id), "buyer");
        }
        """,
        hints: 1);

    [Fact]
    public Task Minimal_apis_of_every_make() => VerifyAsync(
        "using MassTransit;\nusing MediatR;\nusing Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.[|MapGet|]("/a/{id}", async Task<Results<Ok<Order>, NotFound>> (int id, ShopContext db) => { if (await db.Orders.FindAsync(id) is not { } order) return TypedResults.NotFound(); order.IsPaid = true; await db.SaveChangesAsync(); return TypedResults.Ok(order); });
        var clear = async (int id, ShopContext db) => Results.Ok(await db.Orders.Where(o => o.Id == id).ExecuteDeleteAsync());
        app.[|MapGet|]("/b/{id}", clear);
        app.MapCrud<Order>("/orders").[|MapGet|]("/c/{id}", new OrderModule(null!).PayAsync);
        app.[|MapGet|]("/d/{id}", Send);
        app.{|#0:MapGet|}("/e/{id}", ValueTask<int> (int id, ISender sender) => new ValueTask<int>(sender.Send(new Pay(id))));
        app.Run();

        static async ValueTask<IResult> Send(int id, IPublishEndpoint bus)
        {
            await bus.Publish(new Placed(id));
            return Results.Accepted();
        }

        public record Placed(int Id);
        public record Pay(int Id) : IRequest<int>;
        public class PayHandler(ShopContext db) : IRequestHandler<Pay, int> { public async Task<int> Handle(Pay request, CancellationToken cancellationToken) { (await db.Orders.FirstAsync(o => o.Id == request.Id)).IsPaid = true; return await db.SaveChangesAsync(cancellationToken); } }
        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.[|MapGet|]("/{id}/delete", (int id, ShopContext db) => { db.Remove(db.Set<T>().Find(id)!); return db.SaveChanges(); });
                group.[|MapGet|]("/{id}/attach", AttachAsync<T>);
                return group;
            }
        }

        public static partial class Routes { private static async Task<Ok<int>> AttachAsync<T>(int id, ShopContext db) where T : class { db.Attach((await db.Set<T>().FindAsync(id))!); return TypedResults.Ok(await db.SaveChangesAsync()); } }
        public class OrderModule(ShopContext db) { public Task<int> PayAsync(int id) => db.Database.ExecuteSqlAsync($"UPDATE orders SET is_paid = true WHERE id = {id}"); }
        """,
        hints: 1);

    [Fact]
    public Task Quiet_controllers_of_every_make() => VerifyAsync(
        "using MediatR;\nusing Microsoft.AspNetCore.Identity;\nusing Microsoft.AspNetCore.Mvc;",
        """
        [ApiController]
        public abstract class Crud<TKey, T> : ControllerBase where T : class
        {
            protected ShopContext Db = null!;
            [HttpGet("{key}")] public virtual async Task<ActionResult<T>> GetAsync(TKey key) => await Db.Set<T>().FindAsync(key) is { } row ? row : NotFound();
            [HttpDelete("{key}")] public async Task<IActionResult> DeleteAsync(TKey key) { Db.Remove((await Db.Set<T>().FindAsync(key))!); await Db.SaveChangesAsync(); return NoContent(); }
            protected Task<int> SaveAsync() => Db.SaveChangesAsync();
        }

        public record Count : IRequest<int>;
        public class CountHandler(ShopContext db) : IRequestHandler<Count, int> { public Task<int> Handle(Count request, CancellationToken cancellationToken) => db.Orders.CountAsync(cancellationToken); }

        [Route("orders")]
        public partial class OrdersController(ISender sender, UserManager<IdentityUser> users) : Crud<int, Order> { private ISender Sender => sender; private UserManager<IdentityUser> Users => users; }

        public partial class OrdersController
        {
            [HttpGet("count")] public async ValueTask<ActionResult<int>> CountAsync() => await Sender.Send(new Count());
            [HttpGet("seen/{id}")] public async Task<IResult> Seen(int id) { var order = await Db.Orders.FirstAsync(o => o.Id == id); order.LastSeenAt = DateTime.UtcNow; order.Views++; return TypedResults.Ok(await Db.SaveChangesAsync()); }
            [HttpGet("external-login-callback")] public async Task<IActionResult> ExternalLoginCallback(string returnUrl) { await Users.CreateAsync(new IdentityUser("x")); return LocalRedirect(returnUrl); }
            [HttpGet("oauth")] public async Task<IActionResult> Finish([FromQuery] string code, [FromQuery] string state) { Db.Add(new Order { Note = code + state }); await Db.SaveChangesAsync(); return Ok(); }
            [HttpGet("audited/{id}")] public async Task<IActionResult> Audited(int id) { Db.Entries.Add(new AuditEntry { Text = $"{id} read" }); await Db.SaveChangesAsync(); return Ok(); }
            [HttpGet("user/{id}")] public Task<IdentityUser?> UserOf(string id) => Users.FindByIdAsync(id);
            [HttpPost("both/{id}"), HttpGet("both/{id}")] public async Task<int> Both(int id) { Db.Add(new Order { Id = id }); return await SaveAsync(); }
        }
        """);

    [Fact]
    public Task Quiet_minimal_apis_of_every_make() => VerifyAsync(
        "using MediatR;\nusing Microsoft.AspNetCore.Http.HttpResults;",
        """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a/{id}", async Task<Results<Ok<Order>, NotFound>> (int id, ShopContext db) => await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound());
        var clear = async (int id, ShopContext db) => Results.Ok(await db.Orders.Where(o => o.Id == id).ExecuteDeleteAsync());
        app.MapDelete("/b/{id}", clear);
        app.MapCrud<Order>("/orders").MapPut("/c/{id}", new OrderModule(null!).PayAsync);
        app.MapGet("/login/callback", SignIn);
        app.MapGet("/e", ValueTask<int> (ISender sender) => new ValueTask<int>(sender.Send(new Count())));
        app.MapGet("/f/{id}", async (int id, ShopContext db) => { await db.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.LastSeenAt, DateTime.UtcNow)); return await db.Orders.FirstAsync(o => o.Id == id); });
        app.MapGet("/g", (ShopContext db) => { Func<int> later = () => db.SaveChanges(); return later.Method.Name; });
        app.Run();

        static async ValueTask<IResult> SignIn(string name, ShopContext db)
        {
            db.Add(new Order { Note = name });
            await db.SaveChangesAsync();
            return Results.Redirect("/");
        }

        public record Count : IRequest<int>;
        public class CountHandler(ShopContext db) : IRequestHandler<Count, int> { public Task<int> Handle(Count request, CancellationToken cancellationToken) => db.Orders.CountAsync(cancellationToken); }
        public static partial class Routes
        {
            public static RouteGroupBuilder MapCrud<T>(this IEndpointRouteBuilder routes, string prefix) where T : class
            {
                var group = routes.MapGroup(prefix);
                group.MapDelete("/{id}", (int id, ShopContext db) => { db.Remove(db.Set<T>().Find(id)!); return db.SaveChanges(); });
                group.MapGet("/{id}", FindAsync<T>);
                return group;
            }
        }

        public static partial class Routes { private static async Task<Ok<T>> FindAsync<T>(int id, ShopContext db) where T : class => TypedResults.Ok((await db.Set<T>().FindAsync(id))!); }
        public class OrderModule(ShopContext db) { public Task<int> PayAsync(int id) => db.Database.ExecuteSqlAsync($"UPDATE orders SET is_paid = true WHERE id = {id}"); }
        """);
}
