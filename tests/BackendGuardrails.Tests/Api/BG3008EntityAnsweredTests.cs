using BackendGuardrails.Tests.Queries;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3008EntityAnsweredAnalyzer>;

namespace BackendGuardrails.Tests.Api;

public class BG3008EntityAnsweredTests
{
    private const string Types = """
        public class Account { public int Id { get; set; } public string Login { get; set; } = ""; public string PasswordHash { get; set; } = ""; [System.Text.Json.Serialization.JsonIgnore] public string PasswordSalt { get; set; } = ""; }
        public class Note { public int Id { get; set; } public string Text { get; set; } = ""; [System.Text.Json.Serialization.JsonIgnore] public Order? Order { get; set; } [System.Text.Json.Serialization.JsonIgnore] public string? ApiKey { get; set; } }
        public class Envelope { public List<Order> Orders { get; set; } = new(); public int Count { get; set; } }
        public record Page<T>(List<T> Items, int Total);
        public class More : DbContext { public DbSet<Account> Accounts => Set<Account>(); public DbSet<Note> Notes => Set<Note>(); public DbSet<Shelf> Shelves => Set<Shelf>(); }
        public class Shelf { public int Id { get; set; } public bool StoresCardNumber { get; set; } [System.ComponentModel.DataAnnotations.Schema.NotMapped] public string? Password { get; set; } public string Place { get; set; } = ""; }
        """;

    private static string Action(string action) => BoundShop.Controller("    " + action, Types);

    private static string Mapped(string mapping) => $$"""
        {{BoundShop.Usings}}
        var app = WebApplication.CreateBuilder(args).Build();
        {{mapping}}
        app.Run();
        {{BoundShop.Model}}
        {{Types}}
        """;

    [Theory]
    [InlineData("[HttpGet] public Task<List<[|Order|]>> Get() => db.Orders.ToListAsync();")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<ActionResult<[|Order|]>> Get(int id) => await db.Orders.FirstAsync(o => o.Id == id);")]
    [InlineData("[HttpGet] public [|Order|][] Get() => db.Orders.ToArray();")]
    [InlineData("[HttpGet] public IQueryable<[|Customer|]> Get() => db.Customers;")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() => Ok([|await db.Orders.ToListAsync()|]);")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var order = await db.Orders.FindAsync(id); return order is null ? NotFound() : Ok([|order|]); }")]
    [InlineData("[HttpGet] public IActionResult Get() => new JsonResult([|db.Orders.First()|]);")]
    [InlineData("[HttpPost] public IActionResult Post() => CreatedAtAction(\"Get\", new { id = 1 }, [|new Order()|]);")]
    [InlineData("[HttpGet] public IActionResult Get() => Ok([|new { Order = db.Orders.First(), At = DateTime.UtcNow }|]);")]
    [InlineData("[HttpGet] public [|Envelope|] Get() => new();")]
    [InlineData("[HttpGet] public Page<[|Order|]> Get() => new(new(), 0);")]
    [InlineData("[HttpGet, [|ProducesResponseType(typeof(Order), 200)|]] public IActionResult Get() => StatusCode(200);")]
    [InlineData("[HttpGet] public async Task<IEnumerable<[|Account|]>> Get([FromServices] More more) => await more.Accounts.ToListAsync();")]
    public Task An_action_that_answers_with_an_entity(string action) => VerifyCS.VerifyAnalyzerAsync(Action(action));

    [Theory]
    [InlineData("app.MapGet(\"/a\", async (Shop db) => [|await db.Orders.ToListAsync()|]);")]
    [InlineData("app.MapGet(\"/a\", (Shop db) => [|db.Orders.First()|]);")]
    [InlineData("app.MapGet(\"/a\", (Shop db) => Results.Ok([|db.Orders.First()|]));")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, Shop db) => await db.Orders.FindAsync(id) is { } order ? TypedResults.Ok([|order|]) : Results.NotFound());")]
    [InlineData("app.MapPost(\"/a\", (Shop db) => { var order = new Order(); db.Add(order); db.SaveChanges(); return Results.Created(\"/a/1\", [|order|]); });")]
    [InlineData("app.MapGroup(\"/g\").MapGet(\"/a\", Local); static Task<List<[|Order|]>> Local(Shop db) => db.Orders.ToListAsync();")]
    public Task A_minimal_api_that_answers_with_an_entity(string mapping) => VerifyCS.VerifyAnalyzerAsync(Mapped(mapping));

    [Fact]
    public Task The_message_says_what_goes_out() => VerifyCS.VerifyAnalyzerAsync(
        Action("""
            [HttpGet] public List<{|#0:Account|}> Get([FromServices] More more) => more.Accounts.ToList();
            [HttpGet("o")] public List<{|#1:Order|}> Orders() => db.Orders.ToList();
            """),
        VerifyCS.Diagnostic().WithLocation(0).WithArguments("Account", "with 'PasswordHash'"),
        VerifyCS.Diagnostic().WithLocation(1).WithArguments("Order", "and with it whatever was loaded of 'Customer', 'Lines'"));

    [Theory]
    [InlineData("[HttpGet] public Task<List<OrderRow>> Get() => db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToListAsync();")]
    [InlineData("[HttpGet] public IActionResult Get() => Ok(db.Orders.Select(o => new { o.Id, o.Total }).ToList());")]
    [InlineData("[HttpGet] public OrderPage Get() => new();")]
    [InlineData("[HttpGet] public List<Country> Get() => db.Countries.ToList();")]
    [InlineData("[HttpGet] public List<Unit> Get() => db.Units.ToList();")]
    [InlineData("[HttpGet] public List<Note> Get([FromServices] More more) => more.Notes.ToList();")]
    [InlineData("[HttpGet] public List<Shelf> Get([FromServices] More more) => more.Shelves.ToList();")]
    [InlineData("[HttpGet] public ActionResult<IEnumerable<Order>> Get() => Ok(db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList());")]
    [InlineData("[HttpGet] public int Get() => db.Orders.Count();")]
    [InlineData("[HttpGet] public IActionResult Get() { var order = db.Orders.First(); return Ok(order.Total); }")]
    [InlineData("[HttpGet] public IActionResult Get() => BadRequest(db.Orders.First());")]
    [InlineData("[HttpPost] public IActionResult Post(Order order) => NoContent();")]
    [InlineData("[NonAction] public Order Get() => db.Orders.First();")]
    [InlineData("[HttpGet] public Task Get() { Order order = db.Orders.First(); return Task.CompletedTask; }")]
    [InlineData("[HttpGet, ProducesResponseType(typeof(OrderRow), 200), ProducesResponseType(404)] public IActionResult Get() => StatusCode(200);")]
    public Task Quiet_on_types_of_their_own_and_on_entities_with_nothing_behind_them(string action) => VerifyCS.VerifyAnalyzerAsync(Action(action));

    [Theory]
    [InlineData("app.MapGet(\"/a\", (Shop db) => db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList());")]
    [InlineData("app.MapGet(\"/a\", (Shop db) => db.Countries.ToList());")]
    [InlineData("app.MapGet(\"/a\", (Shop db) => Results.NotFound(db.Orders.First()));")]
    [InlineData("var first = (Shop db) => db.Orders.First(); app.MapGet(\"/a\", (Shop db) => first(db).Total);")]
    public Task Quiet_in_minimal_apis_that_answer_with_something_else(string mapping) => VerifyCS.VerifyAnalyzerAsync(Mapped(mapping));

    [Fact]
    public Task Quiet_in_views_pages_and_where_the_client_composes() => new VerifyCS.Test
    {
        UseFullReferences = true,
        TestCode = $$"""
            {{BoundShop.Usings}}
            public class OrdersController(Shop db) : Controller { public IActionResult Index() => View(db.Orders.First()); }
            public class IndexModel(Shop db) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel { public Order? Order { get; set; } public void OnGet() => Order = db.Orders.First(); }
            public class Service(Shop db) { public Order First() => db.Orders.First(); }
            public class QueriesController(Shop db) : ControllerBase { [HttpGet, Microsoft.AspNetCore.OData.Query.EnableQuery] public IQueryable<Order> Get() => db.Orders; }
            namespace Microsoft.AspNetCore.OData.Query { public class EnableQueryAttribute : System.Attribute { } }
            {{BoundShop.Model}}
            """.Replace("namespace Microsoft.AspNetCore.OData.Query { public class EnableQueryAttribute : System.Attribute { } }", ""),
        TestState = { Sources = { "namespace Microsoft.AspNetCore.OData.Query { public class EnableQueryAttribute : System.Attribute { } }" } },
    }.RunAsync();

    [Fact]
    public Task Quiet_on_look_alikes() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{BoundShop.Usings}}
        namespace Contracts { public class Order { public int Id { get; set; } public List<Line> Lines { get; set; } = new(); } public class Line { public int Id { get; set; } } }
        namespace Api { [ApiController] public class OrdersController : ControllerBase { [HttpGet] public List<Contracts.Order> Get() => new(); } }
        {{BoundShop.Model}}
        """);

    [Fact]
    public Task Entities_may_be_allowed() => new VerifyCS.Test
    {
        TestCode = Action("[HttpGet] public Task<List<Order>> Get() => db.Orders.ToListAsync();"),
        EditorConfig = "backend_guardrails.allow_entity_responses = true",
    }.RunAsync();

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = Action("[HttpGet] public Task<List<Ord>> Get( => Ok(db.Orders.Fir"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("public class Screen : Microsoft.AspNetCore.Components.ComponentBase { public Shared.Folder? Shown; }", "Folder", "[|Tenant|]")]
    [InlineData("public class Screen { public Shared.Folder? Shown; }", "[|Folder|]", "[|Tenant|]")]
    public Task What_a_client_of_the_solution_is_built_on_is_its_contract_but_for_secrets(string client, string folder, string tenant)
    {
        var test = new VerifyCS.Test
        {
            UseFullReferences = true,
            TestCode = $$"""
                using Microsoft.AspNetCore.Mvc;
                using Microsoft.EntityFrameworkCore;
                using Shared;

                public class Files : DbContext { public DbSet<Folder> Folders => Set<Folder>(); public DbSet<Tenant> Tenants => Set<Tenant>(); }

                [ApiController]
                public class FilesController(Files db) : ControllerBase
                {
                    [HttpGet("folder")] public {{folder}} Folder(int id) => db.Folders.First(f => f.Id == id);
                    [HttpGet("tenant")] public {{tenant}} Tenant(int id) => db.Tenants.First(t => t.Id == id);
                }
                """,
        };
        test.TestState.AdditionalProjects["Shared"].Sources.Add("""
            namespace Shared
            {
                public class Folder { public int Id { get; set; } public System.Collections.Generic.List<Document> Documents { get; set; } = new(); }
                public class Document { public int Id { get; set; } public Folder? Folder { get; set; } }
                public class Tenant { public int Id { get; set; } public string ConnectionString { get; set; } = ""; }
            }
            """);
        test.TestState.AdditionalProjects["Client"].Sources.Add(client);
        test.TestState.AdditionalProjects["Client"].AdditionalProjectReferences.Add("Shared");
        test.TestState.AdditionalProjectReferences.Add("Shared");
        test.TestState.AdditionalProjectReferences.Add("Client");
        return test.RunAsync();
    }
}
