using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3007BoundEntityAnalyzer, BackendGuardrails.Api.BG3007BoundEntityCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3007BoundEntityTests
{
    private const string Shop = """

        public class Order { public int Id { get; set; } public string? Note { get; set; } public decimal Total { get; set; } public List<Line> Lines { get; set; } = new(); }
        public class Line { public int Id { get; set; } public int Count { get; set; } }
        public record OrderInput(string? Note);
        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { public DbSet<Order> Orders { get; set; } = null!; public DbSet<Line> Lines => Set<Line>(); }
        public interface IRepository<T> where T : class { Task AddAsync(T entity); Task TouchAsync(T entity); }
        public class Repository<T>(ShopContext db) : IRepository<T> where T : class
        {
            public async Task AddAsync(T entity) { db.Set<T>().Add(entity); await db.SaveChangesAsync(); }
            public Task TouchAsync(T entity) => Task.CompletedTask;
        }
        public static class LogManager { public static void Log(Order order, ShopContext db) => db.Add(order); }
        public class OrderService(IRepository<Order> orders) { public Task PlaceAsync(Order order) => orders.AddAsync(order); }
        """;

    private static string Action(string parameters, string statements, string marks = "[HttpPost]") => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.ModelBinding;
        using Microsoft.EntityFrameworkCore;

        [ApiController, Route("orders")]
        public class OrdersController(ShopContext db, OrderService service, IRepository<Order> repository) : ControllerBase
        {
            {{marks}}
            public async Task<IActionResult> PlaceAsync({{parameters}})
            {
                await Task.Yield();
                {{statements}}
                await db.SaveChangesAsync();
                return Ok();
            }
        }
        {{Shop}}
        """;

    private static string Mapped(string mapping) => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        {{mapping}}
        {{Shop}}
        """;

    [Theory]
    [InlineData("[|Order|] order", "db.Orders.Add(order);")]
    [InlineData("[|Order|] order", "await db.Orders.AddAsync(order);")]
    [InlineData("[|Order|] order", "db.Add(order);")]
    [InlineData("[FromBody] [|Order|] order", "db.Update(order);")]
    [InlineData("[FromForm] [|Order|] order", "db.Attach(order);")]
    [InlineData("[|Order|] order", "db.Entry(order).State = EntityState.Modified;")]
    [InlineData("int id, [|Order|] order", "var known = await db.Orders.FirstAsync(o => o.Id == id); db.Entry(known).CurrentValues.SetValues(order);")]
    [InlineData("[|List<Order>|] orders", "db.Orders.AddRange(orders);")]
    [InlineData("[|Order[]|] orders", "db.AddRange(orders);")]
    [InlineData("int id, [|Line|] line", "var known = await db.Orders.FirstAsync(o => o.Id == id); known.Lines.Add(line);")]
    [InlineData("[|Order|] order", "await repository.AddAsync(order);")]
    [InlineData("[|Order|] order", "await service.PlaceAsync(order);")]
    [InlineData("[|List<Order>|] orders", "foreach (var order in orders) await service.PlaceAsync(order);")]
    [InlineData("[|Order|] order", "var own = order; own.Id = 0; db.Add(own);")]
    [InlineData("[|Order|] order", "LogManager.Log(order, db);")]
    [InlineData("[|Order|] order", "foreach (var line in order.Lines) db.Add(line);")]
    [InlineData("[|Order|] order", "db.Lines.AddRange(order.Lines);")]
    [InlineData("[|Order|] order", "var own = Checked(order); db.Add(own); static Order? Checked(Order sent) => sent.Total > 0 ? sent : null;")]
    [InlineData("[|Order|] order", "db.Add((await CheckedAsync(order).ConfigureAwait(false))!); static async Task<Order?> CheckedAsync(Order sent) { await Task.Yield(); return sent ?? null; }")]
    [InlineData("[|Order|] order", "order = Checked(order); db.Add(order); static Order Checked(Order sent) => sent;")]
    [InlineData("[|Order|] order", "if (order.Id > 0) { order = await db.Orders.FirstAsync(o => o.Id == order.Id); } db.Update(order);")]
    public async Task An_entity_that_a_client_fills_and_a_controller_writes(string parameters, string statements)
    {
        await VerifyCS.VerifyAnalyzerAsync(Action(parameters, statements));
        await VerifyCS.VerifyAnalyzerAsync(Action(parameters, statements, "[HttpPut(\"all\")]"));
    }

    [Theory]
    [InlineData("app.MapPost(\"/a\", ([|Order|] order, ShopContext db) => { db.Add(order); db.SaveChanges(); });")]
    [InlineData("app.MapPut(\"/a/{id}\", async (int id, [|Order|] order, ShopContext db) => { db.Orders.Update(order); await db.SaveChangesAsync(); });")]
    [InlineData("app.MapPatch(\"/a\", ([FromBody] [|Order|] order, ShopContext db) => db.Attach(order).State);")]
    [InlineData("app.MapPost(\"/a\", ([|List<Order>|] orders, ShopContext db) => db.Orders.AddRangeAsync(orders));")]
    [InlineData("app.MapPost(\"/a\", ([|Order|] order, OrderService service) => service.PlaceAsync(order));")]
    [InlineData("app.MapPost(\"/a\", ([|Order|] order, [FromServices] IRepository<Order> orders) => orders.AddAsync(order));")]
    [InlineData("app.MapPost(\"/a\", Place); static int Place([|Order|] order, ShopContext db) { db.Add(order); return db.SaveChanges(); }")]
    [InlineData("app.MapGroup(\"/g\").MapPost(\"/a\", Handlers.Place); static class Handlers { public static object Place([|Order|] order, ShopContext db) => db.Add(order); }")]
    [InlineData("app.MapPost(\"/a\", ([FromForm] [|Order|] order, ShopContext db) => { db.Entry(order).State = EntityState.Added; });")]
    public Task An_entity_that_a_client_fills_and_a_minimal_api_writes(string mapping) => VerifyCS.VerifyAnalyzerAsync(Mapped(mapping));

    [Theory]
    [InlineData("OrderInput input", "db.Add(new Order { Note = input.Note });")]
    [InlineData("[Bind(\"Note\")] Order order", "db.Add(order);")]
    [InlineData("[FromServices] Order order", "db.Add(order);")]
    [InlineData("[ModelBinder] Order order", "db.Add(order);")]
    [InlineData("[BindNever] Order order", "db.Add(order);")]
    [InlineData("[FromHeader] Order order", "db.Add(order);")]
    [InlineData("[Current] Order order", "db.Add(order);")]
    [InlineData("int id", "db.Add(new Order());")]
    [InlineData("[FromQuery] Order filter", "var found = await db.Orders.Where(o => o.Note == filter.Note).ToListAsync();")]
    public Task Quiet_on_types_of_their_own_and_on_what_no_body_binds(string parameters, string statements) => VerifyCS.VerifyAnalyzerAsync(
        Action(parameters, statements) + "public class CurrentAttribute : System.Attribute, Microsoft.AspNetCore.Mvc.ModelBinding.IBindingSourceMetadata { public Microsoft.AspNetCore.Mvc.ModelBinding.BindingSource BindingSource => Microsoft.AspNetCore.Mvc.ModelBinding.BindingSource.Custom; }");

    [Theory]
    [InlineData("[HttpGet]")]
    [InlineData("[HttpDelete]")]
    [InlineData("[NonAction]")]
    public Task Quiet_where_the_verb_takes_nothing(string marks) => VerifyCS.VerifyAnalyzerAsync(Action("Order order", "db.Add(order);", marks));

    [Theory]
    [InlineData("app.MapPost(\"/a\", (OrderInput input, ShopContext db) => db.Add(new Order { Note = input.Note }));")]
    [InlineData("app.MapGet(\"/a\", (ShopContext db) => db.Orders.CountAsync());")]
    [InlineData("app.MapDelete(\"/a\", ([FromBody] Order order, ShopContext db) => db.Remove(order));")]
    [InlineData("app.MapPost(\"/a\", ([FromQuery] Order order, ShopContext db) => db.Add(order));")]
    [InlineData("app.MapPost(\"/a\", ([FromServices] Order order, ShopContext db) => db.Add(order));")]
    [InlineData("app.MapPost(\"/a\", ([FromHeader(Name = \"x\")] Order order) => order);")]
    [InlineData("app.MapPost(\"/a\", (HttpContext context, ShopContext db) => db.Add(new Order()));")]
    [InlineData("var add = (Order order, ShopContext db) => db.Add(order); app.MapPost(\"/a\", (ShopContext db) => add(new Order(), db));")]
    [InlineData("void Add(Order order, ShopContext db) => db.Add(order); app.MapPost(\"/a\", (ShopContext db) => Add(new Order(), db));")]
    public Task Quiet_in_minimal_apis_that_bind_something_else(string mapping) => VerifyCS.VerifyAnalyzerAsync(Mapped(mapping));

    [Theory]
    [InlineData("{|#0:Order|} order", "")]
    [InlineData("{|#0:Order|} order", "var lines = order.Lines;")]
    [InlineData("{|#0:Order|} order", "Kept.Last = order;")]
    [InlineData("{|#0:Order|} order", "await queue.SendAsync(order);")]
    [InlineData("{|#0:List<Order>|} orders", "var notes = orders.Select(order => order.Note).ToList();")]
    [InlineData("{|#0:Order|} order", "Kept.Last = Checked(order); static Order Checked(Order sent) => sent;")]
    [InlineData("{|#0:Order|} order", "Later(order)(); static Func<Order> Later(Order sent) { return () => { return sent; }; }")]
    [InlineData("{|#0:Order|} order", "Fill(order, out var own); static void Fill(Order sent, out Order filled) { filled = sent; }")]
    public Task A_hint_where_it_goes_where_nobody_sees(string parameters, string statements) => VerifyCS.VerifyAnalyzerAsync(
        Action(parameters, statements).Replace("IRepository<Order> repository)", "IRepository<Order> repository, IQueue queue)", System.StringComparison.Ordinal)
            + "public interface IQueue { Task SendAsync(Order order); } public static class Kept { public static Order? Last { get; set; } }",
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithArguments("Order", ""));

    [Theory]
    [InlineData("Order order", "var note = order.Note;")]
    [InlineData("Order order", "db.Add(new Order { Note = order.Note });")]
    [InlineData("Order order", "await repository.TouchAsync(order); logger.LogInformation(\"Touched {Order}\", order);")]
    [InlineData("Order order", "if (order is null || order.Total < 0) return BadRequest($\"{order?.Note}\"); order.Note = \"seen\";")]
    [InlineData("Order order", "order = await db.Orders.FirstAsync(o => o.Id == order.Id); order.Note = \"seen\"; db.Update(order);")]
    [InlineData("List<Order> orders", "foreach (var order in orders) { var note = order.Note; }")]
    [InlineData("Order order", "Note(order); string? Note(Order sent) { var own = sent; return own.Note; }")]
    [InlineData("Order order", "order = Checked(order)!; static Order? Checked(Order sent) { if (sent.Total < 0) sent = null!; return sent; }")]
    [InlineData("Order order", "order = (await CheckedAsync(order).ConfigureAwait(false))!; return Ok(order); static async Task<Order?> CheckedAsync(Order sent) { await Task.Yield(); return sent.Total > 0 ? sent : null; }")]
    [InlineData("Order order", "await CheckedAsync(order); static Task<Order> CheckedAsync(Order sent) { sent.Note = null; return Task.FromResult(new Order { Note = sent.Note }); }")]
    [InlineData("Order order", "var first = First(order); var note = first.Note; static Order First(Order sent) => Second(sent); static Order Second(Order sent) => sent;")]
    [InlineData("Order order", "var count = order.Lines.Count; foreach (var line in order.Lines) { count += line.Count; }")]
    [InlineData("Order order", "return order.Total > 0 ? Ok(order) : BadRequest(order.Note);")]
    [InlineData("Order order", "Walk(order, 3); void Walk(Order sent, int left) { if (left > 0 && sent.Total > left) Walk(sent, left - 1); }")]
    public Task Quiet_where_single_members_are_read_and_it_goes_nowhere(string parameters, string statements) => VerifyCS.VerifyAnalyzerAsync(
        Action(parameters, statements).Replace("IRepository<Order> repository)", "IRepository<Order> repository, ILogger<Order> logger)", System.StringComparison.Ordinal));

    [Fact]
    public Task Quiet_in_controllers_of_OData_whose_model_says_what_a_client_sets() => VerifyCS.VerifyAnalyzerAsync(
        Action("Order order", "db.Add(order);").Replace(": ControllerBase", ": Microsoft.AspNetCore.OData.Routing.Controllers.ODataController", System.StringComparison.Ordinal)
            + "namespace Microsoft.AspNetCore.OData.Routing.Controllers { public abstract class ODataController : ControllerBase { } }");

    [ModernFact]
    public Task Bases_partial_classes_and_configured_entities() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        [ApiController] public abstract class Crud(ShopContext db) : ControllerBase { [HttpPost] public virtual int Add([|Order|] order) { db.Add(order); return db.SaveChanges(); } }
        public partial class OrdersController(ShopContext db) : Crud(db) { private readonly ShopContext _db = db; }
        public partial class OrdersController { [HttpPut] public int Change([|Note|] note) { _db.Update(note); return _db.SaveChanges(); } }
        public record Note { public int Id { get; set; } }
        public class NoteConfiguration : IEntityTypeConfiguration<Note> { public void Configure(EntityTypeBuilder<Note> note) => note.HasKey(n => n.Id); }
        {{Shop}}
        """);

    [Fact]
    public Task Look_alikes_are_left_alone() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        namespace Contracts { public class Order { public string? Note { get; set; } } }
        namespace Api { [ApiController] public class OrdersController : ControllerBase { [HttpPost] public int Add(Contracts.Order order) { new List<Contracts.Order>().Add(order); return 1; } } }
        {{Shop}}
        """);

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = Action("Order order, Ord", "db.Add(order").Replace("[HttpPost]", "[HttpGet]"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public void Fix_all_is_not_offered_because_each_is_another_contract() => Assert.Null(new BackendGuardrails.Api.BG3007BoundEntityCodeFix().GetFixAllProvider());

    [Fact]
    public Task A_record_takes_the_place_of_the_entity_of_an_action() => VerifyCS.VerifyCodeFixAsync(
        Action("[FromBody] [|Order|] order, CancellationToken token", "db.Orders.Add(order); // new"),
        Action("[FromBody] CreateOrderRequest request, CancellationToken token", "db.Orders.Add(order); // new")
            .Replace("await Task.Yield();", "var order = new Order { Note = request.Note, Total = request.Total };\n        await Task.Yield();")
            .Replace("return Ok();\n    }\n}\n", "return Ok();\n    }\n}\n\npublic record CreateOrderRequest(string? Note, decimal Total);\n"));

    [Fact]
    public Task A_record_takes_the_place_of_the_entity_of_a_minimal_api() => VerifyCS.VerifyCodeFixAsync(
        Mapped("app.MapPost(\"/a\", ([|Order|] order, ShopContext db) => { db.Add(order); db.SaveChanges(); });"),
        Mapped("app.MapPost(\"/a\", (CreateOrderRequest request, ShopContext db) => { var order = new Order { Note = request.Note, Total = request.Total }; db.Add(order); db.SaveChanges(); });") + "\n\npublic record CreateOrderRequest(string? Note, decimal Total);");

    [Theory]
    [InlineData("[|Order|] order", "db.Update(order);")]
    [InlineData("[|Order|] order", "await service.PlaceAsync(order);")]
    [InlineData("[|List<Order>|] orders", "db.AddRange(orders);")]
    public Task No_fix_where_the_mapping_is_a_decision(string parameters, string statements) => VerifyCS.VerifyNoCodeFixAsync(Action(parameters, statements));
}
