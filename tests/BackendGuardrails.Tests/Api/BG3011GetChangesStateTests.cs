using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3011GetChangesStateAnalyzer, BackendGuardrails.Api.BG3011GetChangesStateCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3011GetChangesStateTests
{
    internal const string Shop = """

        public class Order { public int Id { get; set; } public string? Note { get; set; } public bool IsPaid { get; set; } public DateTime LastSeenAt { get; set; } public int Views { get; set; } }
        public class AuditEntry { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { public DbSet<Order> Orders { get; set; } = null!; public DbSet<AuditEntry> Entries { get; set; } = null!; }
        public interface IOrderDesk { Task PayAsync(int id); Task<int> CountAsync(); Task NoteVisitAsync(int id); Task<Order> GetOrCreateAsync(int id); Task<int> FindAsync(int id); }
        public class OrderDesk(OrderStore store, ShopContext db) : IOrderDesk
        {
            public Task PayAsync(int id) => store.MarkPaidAsync(id);
            public Task<int> CountAsync() => db.Orders.CountAsync();
            public async Task NoteVisitAsync(int id) { db.Add(new Order()); await db.SaveChangesAsync(); }
            public async Task<int> FindAsync(int id) { db.RemoveRange(db.Orders.Where(o => o.IsPaid)); return await db.SaveChangesAsync(); }
            public async Task<Order> GetOrCreateAsync(int id) { var order = new Order(); db.Add(order); await db.SaveChangesAsync(); return order; }
        }
        public class OrderStore(ShopContext db) { public async Task MarkPaidAsync(int id) { var order = await db.Orders.FirstAsync(o => o.Id == id); order.IsPaid = true; await db.SaveChangesAsync(); } }
        """;

    private static string Action(string statements, string marks, string name = "GetAsync", string parameters = "int id") => $$"""
        using Microsoft.AspNetCore.Identity;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        [ApiController, Route("orders")]
        public class OrdersController(ShopContext db, IOrderDesk desk, UserManager<IdentityUser> users) : ControllerBase
        {
            {{marks}}
            public async Task<IActionResult> {{name}}({{parameters}})
            {
                await Task.Yield();
                {{statements}}
                return Ok();
            }
        }
        {{Shop}}
        """;

    private static string Mapped(string mapping) => $$"""
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        {{mapping}}
        {{Shop}}
        """;

    private static Task Verify(string source, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test { TestCode = source, UseFullReferences = true };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("db.Orders.Add(new Order()); await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); order.IsPaid = true; db.SaveChanges();")]
    [InlineData("await db.Orders.Where(o => o.Id == id).ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(set => set.SetProperty(o => o.IsPaid, true));")]
    [InlineData("await db.Database.ExecuteSqlAsync($\"DELETE FROM orders WHERE id = {id}\");")]
    [InlineData("await users.CreateAsync(new IdentityUser());")]
    [InlineData("await users.AddToRoleAsync(new IdentityUser(), \"admin\");")]
    [InlineData("foreach (var order in db.Orders.ToList()) { order.Note = \"x\"; } await db.SaveChangesAsync();")]
    [InlineData("await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => { db.Add(new Order()); await db.SaveChangesAsync(); });")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); order.Views++; order.Note = \"x\"; await db.SaveChangesAsync();")]
    [InlineData("if (await db.Orders.FindAsync(id) is not { } order) return NotFound(); order.IsPaid = true; await db.SaveChangesAsync();")]
    [InlineData("if (!ModelState.IsValid) await db.SaveChangesAsync();")]
    [InlineData("async Task Local() { db.Add(new Order()); await db.SaveChangesAsync(); } if (id > 5) await db.SaveChangesAsync(); await Local();")]
    public async Task A_get_of_a_controller_that_writes(string statements)
    {
        await Verify(Action(statements, "[[|HttpGet|](\"{id}\")]"));
        await Verify(Action(statements, "[[|HttpHead|](\"{id}\")]"));
    }

    [Theory]
    [InlineData("app.[|MapGet|](\"/a/{id}\", async (int id, ShopContext db) => { db.Add(new Order()); await db.SaveChangesAsync(); });")]
    [InlineData("app.[|MapGet|](\"/a/{id}\", async (int id, ShopContext db) => await db.Orders.Where(o => o.Id == id).ExecuteDeleteAsync());")]
    [InlineData("app.MapGroup(\"/g\").[|MapGet|](\"/a/{id}\", async (int id, ShopContext db) => Results.Ok(await db.Orders.ExecuteUpdateAsync(set => set.SetProperty(o => o.IsPaid, true))));")]
    [InlineData("app.[|MapGet|](\"/a/{id}\", Pay); static async Task<IResult> Pay(int id, ShopContext db) { db.Add(new Order()); await db.SaveChangesAsync(); return Results.Ok(); }")]
    [InlineData("app.MapMore(); static class Module { public static void MapMore(this IEndpointRouteBuilder routes) => routes.[|MapGet|](\"/b\", (ShopContext db) => { db.Remove(new Order()); db.SaveChanges(); }); }")]
    [InlineData("app.[|MapMethods|](\"/a\", new[] { \"GET\", \"HEAD\" }, (ShopContext db) => { db.Remove(new Order()); db.SaveChanges(); });")]
    [InlineData("app.[|MapGet|](\"/a\", Handlers.Write); static class Handlers { public static int Write(ShopContext db) { db.Add(new Order()); return db.SaveChanges(); } }")]
    public Task A_get_of_a_minimal_api_that_writes(string mapping) => Verify(Mapped(mapping));

    [Theory]
    [InlineData("[HttpPost(\"{id}\")]")]
    [InlineData("[HttpPut(\"{id}\")]")]
    [InlineData("[HttpDelete(\"{id}\")]")]
    [InlineData("[HttpGet(\"{id}\"), HttpPost(\"{id}\")]")]
    [InlineData("[AcceptVerbs(\"GET\", \"POST\")]")]
    [InlineData("")]
    [InlineData("[NonAction]")]
    public Task Quiet_where_another_verb_answers(string marks) => Verify(Action("db.Add(new Order()); await db.SaveChangesAsync();", marks));

    [Theory]
    [InlineData("var all = await db.Orders.ToListAsync();")]
    [InlineData("var count = await desk.CountAsync();")]
    [InlineData("var user = await users.FindByIdAsync(\"x\"); var token = await users.GeneratePasswordResetTokenAsync(user!);")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); order.LastSeenAt = DateTime.UtcNow; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); order.Views++; await db.SaveChangesAsync();")]
    [InlineData("db.Entries.Add(new AuditEntry { Text = \"x\" }); await db.SaveChangesAsync();")]
    [InlineData("await db.Orders.ExecuteUpdateAsync(set => set.SetProperty(o => o.Views, o => o.Views + 1));")]
    [InlineData("await desk.NoteVisitAsync(id);")]
    [InlineData("var order = await desk.GetOrCreateAsync(id);")]
    [InlineData("var order = await desk.FindAsync(id);")]
    [InlineData("await db.Database.ExecuteSqlRawAsync(\"SET LOCAL statement_timeout = 5\");")]
    [InlineData("Func<Task> later = async () => { db.Add(new Order()); await db.SaveChangesAsync(); }; _ = later;")]
    public Task Quiet_on_reads_and_on_notes_that_somebody_was_there(string statements) => Verify(Action(statements, "[HttpGet(\"{id}\")]"));

    [Theory]
    [InlineData("LoginCallbackAsync", "int id")]
    [InlineData("ConfirmEmailAsync", "int id")]
    [InlineData("UnsubscribeAsync", "int id")]
    [InlineData("FinishAsync", "string code")]
    [InlineData("FinishAsync", "int id, string state")]
    [InlineData("FinishAsync", "int id, [FromQuery] string token")]
    public Task Quiet_where_a_provider_or_a_mail_sends_somebody(string name, string parameters) => Verify(Action("db.Add(new Order()); await db.SaveChangesAsync();", "[HttpGet(\"a\")]", name, parameters));

    [Theory]
    [InlineData("app.MapPost(\"/a\", (ShopContext db) => { db.Add(new Order()); db.SaveChanges(); });")]
    [InlineData("app.Map(\"/a\", (ShopContext db) => { db.Add(new Order()); db.SaveChanges(); });")]
    [InlineData("app.MapGet(\"/a\", (ShopContext db) => db.Orders.CountAsync());")]
    [InlineData("app.MapGet(\"/signin-callback\", (ShopContext db) => { db.Add(new Order()); db.SaveChanges(); });")]
    [InlineData("app.MapGet(\"/pay\", (string state, ShopContext db) => { db.Add(new Order()); db.SaveChanges(); });")]
    [InlineData("app.MapGet(\"/a\", (ShopContext db) => { db.Add(new AuditEntry()); db.SaveChanges(); });")]
    [InlineData("app.MapGroup(\"/confirm\").MapGet(\"/{id}\", (int id, ShopContext db) => { db.Add(new Order()); db.SaveChanges(); });")]
    [InlineData("var write = (ShopContext db) => { db.Add(new Order()); return db.SaveChanges(); }; app.MapPost(\"/a\", write);")]
    public Task Quiet_in_minimal_apis_that_read_or_must_be_get(string mapping) => Verify(Mapped(mapping));

    [Theory]
    [InlineData("await desk.PayAsync(id);", "SaveChangesAsync", " (2 calls away, in OrderStore.MarkPaidAsync)")]
    [InlineData("var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); if (order is null) { db.Add(new Order()); await db.SaveChangesAsync(); }", "SaveChangesAsync", "")]
    [InlineData("var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); if (order != null) return Ok(order); db.Add(new Order()); await db.SaveChangesAsync();", "SaveChangesAsync", "")]
    [InlineData("if (!await db.Orders.AnyAsync()) { db.Add(new Order()); await db.SaveChangesAsync(); }", "SaveChangesAsync", "")]
    public Task A_hint_for_a_change_some_calls_away_and_for_what_is_made_when_it_is_missing(string statements, string change, string away) => Verify(
        Action(statements, "[{|#0:HttpGet|}(\"{id}\")]"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("GET", change, "writes", away, "POST"));

    [Fact]
    public Task Handlers_of_a_mediator_are_looked_at() => new VerifyCS.Test
    {
        UseFullReferences = true,
        Stubs = ["MediatR"],
        TestCode = $$"""
            using MediatR;
            using Microsoft.EntityFrameworkCore;

            var app = WebApplication.CreateBuilder(args).Build();
            app.{|#0:MapGet|}("/orders/{id}/pay", (int id, ISender sender) => sender.Send(new Pay(id)));
            app.MapGet("/orders/count", (ISender sender) => sender.Send(new Count()));

            public record Pay(int Id) : IRequest<int>;
            public record Count() : IRequest<int>;
            public class PayHandler(OrderStore store) : IRequestHandler<Pay, int>
            {
                public async Task<int> Handle(Pay request, CancellationToken cancellationToken) { await store.MarkPaidAsync(request.Id); return 1; }
            }
            public class CountHandler(ShopContext db) : IRequestHandler<Count, int>
            {
                public Task<int> Handle(Count request, CancellationToken cancellationToken) => db.Orders.CountAsync(cancellationToken);
            }
            {{Shop}}
            """,
        ExpectedDiagnostics = { VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("GET", "SaveChangesAsync", "writes", " (2 calls away, in OrderStore.MarkPaidAsync)", "POST") },
    }.RunAsync();

    [ModernFact]
    public Task Bases_partial_classes_and_attributes_of_ones_own() => Verify($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Routing;
        using Microsoft.EntityFrameworkCore;

        public abstract class Crud<T>(ShopContext db) : ControllerBase where T : class, new()
        {
            [[|HttpGet|]("touch")] public virtual int Touch() { db.Add(new T()); return db.SaveChanges(); }
        }
        public partial class OrdersController(ShopContext db) : Crud<Order>(db) { private readonly ShopContext _db = db; }
        public partial class OrdersController { [[|ReadAttribute|]("b")] public void B() { _db.Add(new Order()); _db.SaveChanges(); } }
        public class ReadAttribute(string template) : HttpGetAttribute(template);
        {{Shop}}
        """);

    [Fact]
    public Task Notes_of_ones_own_can_be_named() => new VerifyCS.Test
    {
        UseFullReferences = true,
        TestCode = Action("var order = await db.Orders.FirstAsync(o => o.Id == id); order.Note = \"x\"; await db.SaveChangesAsync();", "[HttpGet(\"{id}\")]"),
        EditorConfig = "backend_guardrails.safe_get_writes = +Note",
    }.RunAsync();

    [Fact]
    public Task Look_alikes_are_left_alone() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;
        public class DbContext { public int SaveChanges() => 1; }
        public class OrdersController(DbContext db) : ControllerBase { [HttpGet] public int Get() => db.SaveChanges(); }
        """);

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.EntityFrameworkCore;
            public class C(DbContext db) : ControllerBase { [HttpGet(] public int Get() => db.SaveCha( ; [HttpGet] public int Put() { db. } }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
