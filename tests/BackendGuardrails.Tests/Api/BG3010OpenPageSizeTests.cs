using BackendGuardrails.Tests.Queries;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3010OpenPageSizeAnalyzer, BackendGuardrails.Api.BG3010OpenPageSizeCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3010OpenPageSizeTests
{
    private const string Types = """
        public class Filter { public int Page { get; set; } public int Size { get; set; } public int? Top { get; set; } [System.ComponentModel.DataAnnotations.Range(1, 100)] public int Few { get; set; } [System.ComponentModel.DataAnnotations.Range(1, int.MaxValue)] public int Many { get; set; } }
        public record Pages(int Number, int Size);
        public class Bounded { private int _size; public int Size { get => _size; set => _size = value > 50 ? 50 : value; } }
        public class PagingOptions { public int PageSize { get; set; } = 20; }
        public static class Paging
        {
            public static Task<List<T>> PageAsync<T>(this IQueryable<T> query, int page, int size) => query.Skip((page - 1) * size).Take(size).ToListAsync();
            public static Task<List<T>> FirstAsync<T>(IQueryable<T> query, int size) { if (size <= 0) throw new System.ArgumentException(); return query.Take(size).ToListAsync(); }
            public static Task<List<T>> SomeAsync<T>(this IQueryable<T> query, int size) => query.Take(System.Math.Min(size, 50)).ToListAsync();
            public static Task<List<T>> FewAsync<T>(this IQueryable<T> query, int size) { if (size > 50) size = 50; return query.Take(size).ToListAsync(); }
        }
        """;

    private static string Action(string action) => BoundShop.Controller("    [HttpGet] public " + action, Types);

    private static string Mapped(string mapping) => $$"""
        {{BoundShop.Usings}}
        var app = WebApplication.CreateBuilder(args).Build();
        {{mapping}}
        app.Run();
        {{BoundShop.Model}}
        {{Types}}
        """;

    [Theory]
    [InlineData("Task<List<Order>> Get(int take) => db.Orders.OrderBy(o => o.Id).Take([|take|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int page, int pageSize) => db.Orders.OrderBy(o => o.Id).Skip((page - 1) * pageSize).Take([|pageSize|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int? limit) => db.Orders.OrderBy(o => o.Id).Take([|limit ?? 20|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int? limit) => db.Orders.OrderBy(o => o.Id).Take([|limit.GetValueOrDefault(20)|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int size) => db.Orders.OrderBy(o => o.Id).Take([|size > 0 ? size : 20|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int size) { if (size <= 0) size = 20; return db.Orders.OrderBy(o => o.Id).Take([|size|]).ToListAsync(); }")]
    [InlineData("Task<List<Order>> Get([FromQuery] Filter filter) => db.Orders.OrderBy(o => o.Id).Skip((filter.Page - 1) * filter.Size).Take([|filter.Size|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get([FromQuery] Filter filter) => db.Orders.OrderBy(o => o.Id).Take([|filter.Top ?? 10|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get([FromQuery] Filter filter) => db.Orders.OrderBy(o => o.Id).Take([|filter.Many|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get([FromQuery] Pages pages) { var size = pages.Size; return db.Orders.OrderBy(o => o.Id).Take([|size|]).ToListAsync(); }")]
    [InlineData("Task<List<Order>> Get(int size) => db.Orders.OrderBy(o => o.Id).Take([|Math.Max(size, 1)|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int size) { IQueryable<Order> query = db.Orders.OrderBy(o => o.Id); query = query.Take([|size|]); return query.ToListAsync(); }")]
    [InlineData("Task<List<Order>> Get(int customer, int size) => db.Orders.Where(o => o.CustomerId == customer).OrderBy(o => o.Id).Take([|size|]).ToListAsync();")]
    [InlineData("async Task<IActionResult> Get(int size) { var page = new OrderPage(); page.Orders = await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).Take([|size|]).ToListAsync(); return Ok(page); }")]
    [InlineData("Task<List<Order>> Get([FromQuery] Pages pages) { var (page, size) = (pages.Number, pages.Size); return db.Orders.OrderBy(o => o.Id).Skip(page * size).Take([|size|]).ToListAsync(); }")]
    [InlineData("Task<List<OrderRow>> Get(int size) => (from o in db.Orders orderby o.Id select new OrderRow(o.Id, o.Number, o.Total)).Take([|size|]).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int page, int size) => db.Orders.OrderBy(o => o.Id).PageAsync(page, [|size|]);")]
    [InlineData("Task<List<Order>> Get(int size) => Paging.FirstAsync(db.Orders.OrderBy(o => o.Id), [|size|]);")]
    public Task An_action_that_takes_what_a_client_says(string action) => VerifyCS.VerifyAnalyzerAsync(Action(action));

    [Theory]
    [InlineData("app.MapGet(\"/orders\", (int take, Shop db) => db.Orders.OrderBy(o => o.Id).Take([|take|]).ToListAsync());")]
    [InlineData("app.MapGet(\"/orders\", async (int? page, int? size, Shop db) => { var orders = await db.Orders.OrderBy(o => o.Id).Skip((page ?? 0) * (size ?? 10)).Take([|size ?? 10|]).ToListAsync(); return Results.Ok(orders); });")]
    [InlineData("app.MapGet(\"/orders\", ([AsParameters] Pages pages, Shop db) => db.Orders.OrderBy(o => o.Id).Skip(pages.Number * pages.Size).Take([|pages.Size|]).ToListAsync());")]
    [InlineData("app.MapPost(\"/orders/search\", (Filter filter, Shop db) => db.Orders.OrderBy(o => o.Id).Take([|filter.Size|]).ToListAsync());")]
    [InlineData("app.MapGroup(\"/shop\").MapGet(\"/orders\", Local); static Task<List<Order>> Local(int size, Shop db) => db.Orders.OrderBy(o => o.Id).Take([|size|]).ToListAsync();")]
    public Task A_minimal_api_that_takes_what_a_client_says(string mapping) => VerifyCS.VerifyAnalyzerAsync(Mapped(mapping));

    [Fact]
    public Task The_message_names_the_number_and_the_rows() => VerifyCS.VerifyAnalyzerAsync(
        Action("Task<List<Order>> Get([FromQuery] Filter filter) => db.Orders.OrderBy(o => o.Id).Take({|#0:filter.Size|}).ToListAsync();"),
        VerifyCS.Diagnostic().WithLocation(0).WithArguments("filter.Size", " of Orders"));

    [Theory]
    [InlineData("Task<List<Order>> Get() => db.Orders.OrderBy(o => o.Id).Take(20).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int size) => db.Orders.OrderBy(o => o.Id).Take(Math.Clamp(size, 1, 100)).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int size) => db.Orders.OrderBy(o => o.Id).Take(Math.Min(size, 100)).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int size) { size = Math.Clamp(size, 1, 100); return db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync(); }")]
    [InlineData("Task<List<Order>> Get(int size) { const int Most = 100; if (size > Most) size = Most; return db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync(); }")]
    [InlineData("async Task<ActionResult<List<Order>>> Get(int size) { if (size is < 1 or > 100) return BadRequest(); return await db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync(); }")]
    [InlineData("Task<List<Order>> Get([System.ComponentModel.DataAnnotations.Range(1, 100)] int size) => db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync();")]
    [InlineData("Task<List<Order>> Get([FromQuery] Filter filter) => db.Orders.OrderBy(o => o.Id).Take(filter.Few).ToListAsync();")]
    [InlineData("Task<List<Order>> Get([FromQuery] Bounded filter) => db.Orders.OrderBy(o => o.Id).Take(filter.Size).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(byte size) => db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync();")]
    [InlineData("Task<List<Order>> Get([FromServices] PagingOptions options) => db.Orders.OrderBy(o => o.Id).Take(options.PageSize).ToListAsync();")]
    [InlineData("Task<int> Get(int size) => db.Orders.OrderBy(o => o.Id).Take(size).CountAsync();")]
    [InlineData("List<int> Get(int size) => new List<int>().Take(size).ToList();")]
    [InlineData("async Task<int> Get(int batchSize) { foreach (var order in await db.Orders.OrderBy(o => o.Id).Take(batchSize).ToListAsync()) await mailer.SendAsync(order); return batchSize; }")]
    [InlineData("async Task<List<Order>> Get(int size) => (await db.Orders.Take(100).ToListAsync()).Take(size).ToList();")]
    [InlineData("Task<List<Line>> Get(int order, int size) => db.Lines.Where(l => l.OrderId == order).OrderBy(l => l.Id).Take(size).ToListAsync();")]
    [InlineData("Task<List<Country>> Get(int size) => db.Countries.OrderBy(c => c.Id).Take(size).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int size) => db.Orders.OrderBy(o => o.Id).SomeAsync(size);")]
    [InlineData("Task<List<Order>> Get(int size) => db.Orders.OrderBy(o => o.Id).FewAsync(size);")]
    [InlineData("Task<List<Order>> Get(Status status) { var size = status == Status.Open ? 20 : 50; return db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync(); }")]
    public Task Quiet_where_something_limits_it(string action) => VerifyCS.VerifyAnalyzerAsync(Action(action));

    [Fact]
    public Task Quiet_in_services_and_handlers_whose_endpoint_may_have_limited_it() => new VerifyCS.Test
    {
        Stubs = ["MediatR"],
        TestCode = BoundShop.Controller(
            "    [HttpGet] public Task<List<Order>> Get(int size, [FromServices] Service orders) => orders.TakeAsync(Math.Min(size, 100));",
            """
            public class Service(Shop db) { public Task<List<Order>> TakeAsync(int size) => db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync(); }
            public record ListOrders(int Size) : MediatR.IRequest<List<Order>>;
            public class ListOrdersHandler(Shop db) : MediatR.IRequestHandler<ListOrders, List<Order>>
            {
                public Task<List<Order>> Handle(ListOrders request, CancellationToken cancellationToken) => db.Orders.OrderBy(o => o.Id).Take(request.Size).ToListAsync(cancellationToken);
            }
            """),
    }.RunAsync();

    [Fact]
    public Task Quiet_where_a_validator_limits_it() => new VerifyCS.Test
    {
        TestCode = Action("Task<List<Order>> Get([FromQuery] Filter filter) => db.Orders.OrderBy(o => o.Id).Take(filter.Size).ToListAsync();") + """
            public class AbstractValidator<T> { protected Rule<T> RuleFor(System.Linq.Expressions.Expression<Func<T, int>> member) => new(); }
            public class Rule<T> { public Rule<T> InclusiveBetween(int from, int to) => this; }
            public class FilterValidator : AbstractValidator<Filter> { public FilterValidator() => RuleFor(filter => filter.Size).InclusiveBetween(1, 100); }
            """,
    }.RunAsync();

    [Fact]
    public Task Quiet_for_entities_that_stay_few() => new VerifyCS.Test
    {
        TestCode = Action("Task<List<Customer>> Get(int size) => db.Customers.OrderBy(c => c.Id).Take(size).ToListAsync();"),
        EditorConfig = "backend_guardrails.small_entities = Customer",
    }.RunAsync();

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = Action("Task<List<Order>> Get(int size) => db.Orders.Take(siz"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Theory]
    [InlineData("Task<List<Order>> Get(int take) => db.Orders.OrderBy(o => o.Id).Take([|take|]).ToListAsync();", "Task<List<Order>> Get(int take) => db.Orders.OrderBy(o => o.Id).Take(Math.Clamp(take, 1, 100)).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int page, int size) => db.Orders.OrderBy(o => o.Id).Skip((page - 1) * size).Take([|size|] /* all of it */).ToListAsync();", "Task<List<Order>> Get(int page, int size) => db.Orders.OrderBy(o => o.Id).Skip((page - 1) * Math.Clamp(size, 1, 100)).Take(Math.Clamp(size, 1, 100) /* all of it */).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int? size) => db.Orders.OrderBy(o => o.Id).Skip(5 * (size ?? 20)).Take([|size ?? 20|]).ToListAsync();", "Task<List<Order>> Get(int? size) => db.Orders.OrderBy(o => o.Id).Skip(5 * (Math.Clamp(size ?? 20, 1, 100))).Take(Math.Clamp(size ?? 20, 1, 100)).ToListAsync();")]
    [InlineData("Task<List<Order>> Get([FromQuery] Filter filter) => db.Orders.OrderBy(o => o.Id).Skip((filter.Page - 1) * filter.Size).Take([|filter.Size|]).ToListAsync();", "Task<List<Order>> Get([FromQuery] Filter filter) => db.Orders.OrderBy(o => o.Id).Skip((filter.Page - 1) * Math.Clamp(filter.Size, 1, 100)).Take(Math.Clamp(filter.Size, 1, 100)).ToListAsync();")]
    [InlineData("Task<List<Order>> Get(int page, int size) => db.Orders.OrderBy(o => o.Id).PageAsync(page, [|size|]);", "Task<List<Order>> Get(int page, int size) => db.Orders.OrderBy(o => o.Id).PageAsync(page, Math.Clamp(size, 1, 100));")]
    public Task It_is_limited_where_it_is_taken_and_skipped(string before, string after) => VerifyCS.VerifyCodeFixAsync(Action(before), Action(after));

    [Theory]
    [InlineData("async Task<IActionResult> Get(int size) { var orders = await db.Orders.OrderBy(o => o.Id).Take([|size|]).ToListAsync(); return Ok(new { size, orders }); }", "async Task<IActionResult> Get(int size) { size = Math.Clamp(size, 1, 100); var orders = await db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync(); return Ok(new { size, orders }); }")]
    [InlineData("async Task<IActionResult> Get([FromQuery] Filter filter) { var orders = await db.Orders.OrderBy(o => o.Id).Take([|filter.Size|]).ToListAsync(); return Ok(new { filter.Size, orders }); }", "async Task<IActionResult> Get([FromQuery] Filter filter) { filter.Size = Math.Clamp(filter.Size, 1, 100); var orders = await db.Orders.OrderBy(o => o.Id).Take(filter.Size).ToListAsync(); return Ok(new { filter.Size, orders }); }")]
    [InlineData("async Task<IActionResult> Get(int? limit) { var size = limit ?? 20; var orders = await db.Orders.OrderBy(o => o.Id).Take([|size|]).ToListAsync(); return Ok(new { size, orders }); }", "async Task<IActionResult> Get(int? limit) { var size = Math.Clamp(limit ?? 20, 1, 100); var orders = await db.Orders.OrderBy(o => o.Id).Take(size).ToListAsync(); return Ok(new { size, orders }); }")]
    public Task It_is_limited_once_where_more_depends_on_it(string before, string after) => VerifyCS.VerifyCodeFixAsync(Action(before), Action(after));

    [Theory]
    [InlineData("async Task<IActionResult> Get([FromQuery] Pages pages) { var orders = await db.Orders.OrderBy(o => o.Id).Take([|pages.Size|]).ToListAsync(); return Ok(new { pages.Size, orders }); }")]
    public Task No_fix_where_more_depends_on_what_cannot_be_set(string action) => VerifyCS.VerifyNoCodeFixAsync(Action(action));

    [Fact]
    public Task Fix_all_limits_every_page() => VerifyCS.VerifyCodeFixAsync(
        Mapped("app.MapGet(\"/a\", (int take, Shop db) => db.Orders.OrderBy(o => o.Id).Take([|take|]).ToListAsync());\napp.MapGet(\"/b\", (int size, Shop db) => db.Customers.OrderBy(c => c.Id).Skip(size).Take([|size|]).ToListAsync());"),
        Mapped("app.MapGet(\"/a\", (int take, Shop db) => db.Orders.OrderBy(o => o.Id).Take(Math.Clamp(take, 1, 100)).ToListAsync());\napp.MapGet(\"/b\", (int size, Shop db) => db.Customers.OrderBy(c => c.Id).Skip(Math.Clamp(size, 1, 100)).Take(Math.Clamp(size, 1, 100)).ToListAsync());"));

    [Fact]
    public Task The_largest_page_is_an_option() => new VerifyCS.Test
    {
        TestCode = Action("Task<List<Order>> Get(int take) => db.Orders.OrderBy(o => o.Id).Take([|take|]).ToListAsync();"),
        FixedCode = Action("Task<List<Order>> Get(int take) => db.Orders.OrderBy(o => o.Id).Take(Math.Clamp(take, 1, 25)).ToListAsync();"),
        EditorConfig = "backend_guardrails.default_page_size = 25",
    }.RunAsync();

    /// <summary>What is sent is declared in a project that this one references.</summary>
    [Theory]
    [InlineData("public class Paging { public int Size { get; set; } = 20; }", "[|paging.Size|]")]
    [InlineData("public record Paging(int Size);", "[|paging.Size|]")]
    [InlineData("public class Paging { private int _size; public int Size { get => _size; set => _size = value > 50 ? 50 : value; } }", "paging.Size")]
    [InlineData("public class Paging { private int _size; public int Size { get { return _size; } set { _size = System.Math.Min(value, 50); } } }", "paging.Size")]
    [InlineData("public class Paging { public int Size { get; set; } = 20; } public class PagingValidator : FluentValidation.AbstractValidator<Paging> { }", "paging.Size")]
    [InlineData("public class Paging { public int Size { get; set; } = 20; } public class Other { } public class OtherValidator : FluentValidation.AbstractValidator<Other> { }", "[|paging.Size|]")]
    public Task Types_of_another_project(string types, string taken)
    {
        var test = new VerifyCS.Test { TestCode = Action($"Task<List<Order>> Get([FromQuery] Contracts.Paging paging) => db.Orders.OrderBy(o => o.Id).Take({taken}).ToListAsync();") };
        test.TestState.AdditionalProjects["FluentValidation"].Sources.Add(Stub.Load("FluentValidation"));
        test.TestState.AdditionalProjects["Contracts"].AdditionalProjectReferences.Add("FluentValidation");
        test.TestState.AdditionalProjects["Contracts"].Sources.Add($"namespace Contracts {{ {types} }}");
        test.TestState.AdditionalProjectReferences.Add("FluentValidation");
        test.TestState.AdditionalProjectReferences.Add("Contracts");
        return test.RunAsync();
    }
}
