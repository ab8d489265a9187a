using BackendGuardrails.Tests.Queries;
using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3009UnpagedListAnalyzer, BackendGuardrails.Api.BG3009UnpagedListCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3009UnpagedListFixTests
{
    private const string Page = ".Skip((Math.Clamp(page, 1, int.MaxValue / 100) - 1) * Math.Clamp(pageSize, 1, 100)).Take(Math.Clamp(pageSize, 1, 100))";
    private const string Parameters = "int page = 1, int pageSize = 50";
    private const string Older = ".Skip((Math.Clamp(page ?? 1, 1, int.MaxValue / 100) - 1) * Math.Clamp(pageSize ?? 50, 1, 100)).Take(Math.Clamp(pageSize ?? 50, 1, 100))";

    private static string Action(string action) => BoundShop.Controller("    [HttpGet] public " + action);

    private static string Mapped(string mapping) => $$"""
        {{BoundShop.Usings}}
        var app = WebApplication.CreateBuilder(args).Build();
        {{mapping}}
        app.Run();
        {{BoundShop.Model}}
        """;

    [Theory]
    [InlineData("Task<List<Order>> Get() => db.Orders.[|ToListAsync|]();", "Task<List<Order>> Get(PARAMETERS) => db.Orders.OrderBy(o => o.Id)PAGE.ToListAsync();")]
    [InlineData("async Task<IActionResult> Get(string? term, CancellationToken token) => Ok(await db.Orders.Where(o => o.Number == term || term == null).[|ToListAsync|](token));", "async Task<IActionResult> Get(string? term, CancellationToken token, PARAMETERS) => Ok(await db.Orders.Where(o => o.Number == term || term == null).OrderBy(o => o.Id)PAGE.ToListAsync(token));")]
    [InlineData("Task<List<Order>> Get(CancellationToken token = default) => db.Orders.[|ToListAsync|](token);", "Task<List<Order>> Get(PARAMETERS, CancellationToken token = default) => db.Orders.OrderBy(o => o.Id)PAGE.ToListAsync(token);")]
    [InlineData("Task<List<OrderRow>> Get() => db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|]();", "Task<List<OrderRow>> Get(PARAMETERS) => db.Orders.OrderBy(o => o.Id).Select(o => new OrderRow(o.Id, o.Number, o.Total))PAGE.ToListAsync();")]
    [InlineData("Task<List<Order>> Get() => db.Orders.OrderBy(o => o.PlacedAt).[|ToListAsync|]();", "Task<List<Order>> Get(PARAMETERS) => db.Orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Id)PAGE.ToListAsync();")]
    [InlineData("Task<List<Order>> Get() => db.Orders.OrderByDescending(x => x.Id).[|ToListAsync|]();", "Task<List<Order>> Get(PARAMETERS) => db.Orders.OrderByDescending(x => x.Id)PAGE.ToListAsync();")]
    [InlineData("Task<List<OrderRow>> Get() => db.Orders.OrderBy(o => o.PlacedAt).Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|ToListAsync|]();", "Task<List<OrderRow>> Get(PARAMETERS) => db.Orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Id).Select(o => new OrderRow(o.Id, o.Number, o.Total))PAGE.ToListAsync();")]
    [InlineData("Task<List<Order>> Get() => (from o in db.Orders orderby o.Total descending select o).[|ToListAsync|]();", "Task<List<Order>> Get(PARAMETERS) => (from o in db.Orders orderby o.Total descending, o.Id select o)PAGE.ToListAsync();")]
    [InlineData("IQueryable<Order> Get() => [|db.Orders|];", "IQueryable<Order> Get(PARAMETERS) => db.Orders.OrderBy(o => o.Id)PAGE;")]
    [InlineData("List<OrderRow> Get() { var rows = new List<OrderRow>(); foreach (var o in [|db.Orders|]) rows.Add(new OrderRow(o.Id, o.Number, o.Total)); return rows; }", "List<OrderRow> Get(PARAMETERS) { var rows = new List<OrderRow>(); foreach (var o in db.Orders.OrderBy(order => order.Id)PAGE) rows.Add(new OrderRow(o.Id, o.Number, o.Total)); return rows; }")]
    public Task An_action_takes_a_page(string before, string after) => VerifyCS.VerifyCodeFixAsync(Action(before), Action(after.Replace("PARAMETERS", Parameters).Replace("PAGE", Page)));

    [Fact]
    public Task Parameters_and_calls_on_lines_of_their_own_get_more_lines() => VerifyCS.VerifyCodeFixAsync(BoundShop.Controller("""
            [HttpGet]
            public async Task<ActionResult<List<Order>>> Get(
                Status status, // one of them
                CancellationToken cancellationToken)
            {
                // what is left to do
                return await db.Orders
                    .AsNoTracking()
                    .Where(o => o.Status == status) // not yet paid
                    .[|ToListAsync|](cancellationToken);
            }
        """), BoundShop.Controller("""
            [HttpGet]
            public async Task<ActionResult<List<Order>>> Get(
                Status status, // one of them
                CancellationToken cancellationToken,
                int page = 1, int pageSize = 50)
            {
                // what is left to do
                return await db.Orders
                    .AsNoTracking()
                    .Where(o => o.Status == status)
                    .OrderBy(o => o.Id)
                    .Skip((Math.Clamp(page, 1, int.MaxValue / 100) - 1) * Math.Clamp(pageSize, 1, 100))
                    .Take(Math.Clamp(pageSize, 1, 100)) // not yet paid
                    .ToListAsync(cancellationToken);
            }
        """));

    [Theory]
    [InlineData("app.MapGet(\"/orders\", async (Shop db) => await db.Orders.[|ToListAsync|]());", "app.MapGet(\"/orders\", async (Shop db, int? page, int? pageSize) => await db.Orders.OrderBy(o => o.Id)PAGE.ToListAsync());")]
    [InlineData("app.MapGet(\"/orders\", (Shop db) => { return Results.Ok(db.Orders.[|ToList|]()); });", "app.MapGet(\"/orders\", (Shop db, int? page, int? pageSize) => { return Results.Ok(db.Orders.OrderBy(o => o.Id)PAGE.ToList()); });")]
    public Task A_lambda_of_an_older_language_takes_numbers_that_may_be_missing(string before, string after) => new VerifyCS.Test
    {
        TestCode = Mapped(before),
        FixedCode = Mapped(after.Replace("PAGE", Older)),
        SolutionTransforms = { (solution, project) => solution.WithProjectParseOptions(project, ((Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)solution.GetProject(project)!.ParseOptions!).WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11)) },
    }.RunAsync();

    [ModernFact]
    public async Task A_lambda_takes_a_page()
    {
        await VerifyCS.VerifyCodeFixAsync(
            Mapped("app.MapGet(\"/orders\", async (Shop db) => await db.Orders.[|ToListAsync|]());"),
            Mapped($"app.MapGet(\"/orders\", async (Shop db, {Parameters}) => await db.Orders.OrderBy(o => o.Id){Page}.ToListAsync());"));
        await VerifyCS.VerifyCodeFixAsync(
            Mapped("app.MapGet(\"/orders\", (Shop db, CancellationToken token) => TypedResults.Ok(db.Orders.OrderBy(o => o.Total).[|ToList|]()));"),
            Mapped($"app.MapGet(\"/orders\", (Shop db, CancellationToken token, {Parameters}) => TypedResults.Ok(db.Orders.OrderBy(o => o.Total).ThenBy(o => o.Id){Page}.ToList()));"));
    }

    [Fact]
    public Task A_function_that_is_mapped_by_its_name_takes_a_page() => VerifyCS.VerifyCodeFixAsync(
        Mapped("app.MapGet(\"/orders\", Local); static async Task<List<Order>> Local(Shop db) => await db.Orders.[|ToListAsync|]();"),
        Mapped($"app.MapGet(\"/orders\", Local); static async Task<List<Order>> Local(Shop db, {Parameters}) => await db.Orders.OrderBy(o => o.Id){Page}.ToListAsync();"));

    [Theory]
    [InlineData(25, 25)]
    [InlineData(200, 50)]
    public Task The_largest_page_is_an_option(int most, int usual) => new VerifyCS.Test
    {
        TestCode = Action("Task<List<Order>> Get() => db.Orders.[|ToListAsync|]();"),
        FixedCode = Action($"Task<List<Order>> Get(int page = 1, int pageSize = {usual}) => db.Orders.OrderBy(o => o.Id).Skip((Math.Clamp(page, 1, int.MaxValue / {most}) - 1) * Math.Clamp(pageSize, 1, {most})).Take(Math.Clamp(pageSize, 1, {most})).ToListAsync();"),
        EditorConfig = $"backend_guardrails.default_page_size = {most}",
    }.RunAsync();

    [Theory]
    [InlineData("async Task<List<Order>> Get(bool newest) { IQueryable<Order> query = db.Orders; if (newest) query = query.OrderByDescending(o => o.PlacedAt); return await query.[|ToListAsync|](); }")]
    [InlineData("async Task<List<Order>> Get(bool newest) => await (newest ? db.Orders.Where(o => !o.IsDeleted) : db.Orders).[|ToListAsync|]();")]
    [InlineData("DbSet<Order> Get() => [|db.Orders|];")]
    [InlineData("virtual Task<List<Order>> Get() => db.Orders.[|ToListAsync|]();")]
    [InlineData("Task<List<Order>> Get(params int[] kinds) => db.Orders.[|ToListAsync|]();")]
    [InlineData("Task<List<Order>> Get() { var page = db.Orders; return page.[|ToListAsync|](); }")]
    public Task No_fix_where_it_is_not_certain(string action) => VerifyCS.VerifyNoCodeFixAsync(Action(action));

    [Fact]
    public Task No_fix_for_what_a_service_reads() => VerifyCS.VerifyNoCodeFixAsync(BoundShop.Controller(
        "    [HttpGet] public Task<List<Order>> Get([FromServices] Service orders) => orders.AllAsync();",
        "public class Service(Shop db) { public Task<List<Order>> AllAsync() => db.Orders.[|ToListAsync|](); }"));

    [Fact]
    public Task What_the_page_needs_is_imported() => new VerifyCS.Test
    {
        ImplicitUsings = "global using System.Collections.Generic; global using System.Threading.Tasks;",
        TestCode = Unimported("", "_db.Orders.[|ToListAsync|]()", ""),
        FixedCode = Unimported("using System;\nusing System.Linq;\n", $"_db.Orders.OrderBy(o => o.Id){Page}.ToListAsync()", Parameters),
    }.RunAsync();

    [Fact]
    public void Fix_all_is_not_offered_because_each_is_another_contract() => Assert.Null(new BackendGuardrails.Api.BG3009UnpagedListCodeFix().GetFixAllProvider());

    private static string Unimported(string imports, string query, string parameters) => $$"""
        {{imports}}using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        [ApiController]
        public class OrdersController : ControllerBase
        {
            private readonly Shop _db = new();
            [HttpGet] public Task<List<Order>> Get({{parameters}}) => {{query}};
        }
        public class Order { public int Id { get; set; } public decimal Total { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }
        """;
}
