using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1019DeepOffsetAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

public class BG1019DeepOffsetQuietTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    [Theory]
    [InlineData("id = Math.Min(id, 50); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Skip(Math.Clamp(id, 0, 50) * 20).Take(20).ToListAsync());")]
    [InlineData("var page = int.Clamp(id, 1, 50); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync());")]
    [InlineData("if (id > 50) return BadRequest(); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("const int most = 50; if (id < 0 || id >= most) throw new ArgumentOutOfRangeException(nameof(id)); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("if (id is < 0 or > 50) return BadRequest(); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("ArgumentOutOfRangeException.ThrowIfGreaterThan(id, 50); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("var offset = id * 20; if (offset > 10_000) return BadRequest(); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(offset).Take(20).ToListAsync());")]
    [InlineData("if (id * 20 > 10_000) return BadRequest(); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("if (id > Settings.MaxPage) return BadRequest(); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());", "public static class Settings { public static int MaxPage { get; set; } }")]
    public Task A_limit_above_is_quiet(string body, string more = "") => VerifyAsync(body, more);

    [Theory]
    [InlineData("[HttpGet] public async Task<IActionResult> List([System.ComponentModel.DataAnnotations.Range(1, 50)] int page) => Ok(await db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync());", "")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] Paged request) => Ok(await db.Orders.OrderBy(o => o.Id).Skip(request.Page * 20).Take(20).ToListAsync());", "public class Paged { [System.ComponentModel.DataAnnotations.Range(1, 50)] public int Page { get; set; } }")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] Paged request) => Ok(await db.Orders.OrderBy(o => o.Id).Skip(request.Page * 20).Take(20).ToListAsync());", "public record Paged([System.ComponentModel.DataAnnotations.Range(1, 50)] int Page);")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] Paged request) => Ok(await db.Orders.OrderBy(o => o.Id).Skip(request.Page * 20).Take(20).ToListAsync());", "public class Paged { private int page; public int Page { get => page; set => page = value > 50 ? 50 : value; } }")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] Paged request) => Ok(await db.Orders.OrderBy(o => o.Id).Skip(request.Page * 20).Take(20).ToListAsync());", "public class Paged { public Paged(int page) => Page = Math.Min(page, 50); public int Page { get; } }")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] Paged request) => Ok(await db.Orders.OrderBy(o => o.Id).Skip(request.Page * 20).Take(20).ToListAsync());", "public class Paged { public int Page { get; set; } } public class PagedRules { public PagedRules() => RuleFor(x => x.Page).InclusiveBetween(1, 50); private Rules RuleFor(Func<Paged, int> member) => new(); } public class Rules { public void InclusiveBetween(int from, int to) { } }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int page) => PageAsync(Math.Min(page, 50)); private Task<List<Order>> PageAsync(int page) => db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync();", "")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int page) => db.Orders.OrderBy(o => o.Id).Paginate(page).ToListAsync();", "public static class Paging { public static IQueryable<T> Paginate<T>(this IQueryable<T> query, int page) => page > 50 ? throw new ArgumentException() : query.Skip(page * 20).Take(20); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int page) => db.Orders.OrderBy(o => o.Id).Skip(OffsetOf(page)).Take(20).ToListAsync(); private static int OffsetOf(int page) => Math.Clamp(page, 0, 50) * 20;", "")]
    public Task A_limit_elsewhere_is_quiet(string members, string more) => VerifyMembersAsync(members, more);

    [Theory]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Skip(1).ToListAsync());")]
    [InlineData("const int first = 100; return Ok(await db.Orders.OrderBy(o => o.Id).Skip(first * 2).Take(20).ToListAsync());")]
    [InlineData("var keep = 100; return Ok(await db.Orders.OrderByDescending(o => o.Id).Skip(keep).ToListAsync());")]
    [InlineData("for (var page = 0; page < id; page++) { mailer.Send(await db.Orders.OrderBy(o => o.Id).Skip(page * 100).Take(100).ToListAsync()); } return Ok();")]
    [InlineData("var offset = id; while (true) { var rows = await db.Orders.OrderBy(o => o.Id).Skip(offset).Take(100).ToListAsync(); if (rows.Count == 0) return Ok(); mailer.Send(rows); offset += 100; }")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Take(id).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id).AnyAsync());")]
    public Task What_no_client_says_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var all = await db.Orders.OrderBy(o => o.Id).ToListAsync(); return Ok(all.Skip(id * 20).Take(20));")]
    [InlineData("return Ok(db.Orders.OrderBy(o => o.Id).AsEnumerable().Skip(id * 20).Take(20));")]
    [InlineData("return Ok(new List<Order>().AsQueryable().OrderBy(o => o.Id).Skip(id * 20).Take(20).ToList());")]
    [InlineData("return Ok(ids.Skip(id).Take(20));")]
    public Task A_list_in_memory_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Ok(await db.Units.OrderBy(u => u.Name).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Countries.OrderBy(c => c.Name).Skip(id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Lines.Where(l => l.OrderId == id).OrderBy(l => l.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Where(o => o.Id == id).OrderBy(o => o.Id).Skip(id).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Where(o => ids.Contains(o.Id)).OrderBy(o => o.Id).Skip(id).ToListAsync());")]
    public Task Few_rows_are_quiet(string body) => VerifyAsync(body);

    [Fact]
    public Task Entities_that_are_said_to_be_small_are_quiet() => new VerifyCS.Test
    {
        TestCode = BoundShop.Action("return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());"),
        EditorConfig = "backend_guardrails.small_entities = Order",
    }.RunAsync();

    [Theory]
    [InlineData("return Ok(await db.Orders.Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Lines.Count).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Number.ToLower()).ThenBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Notes).ThenBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.GroupBy(o => o.CustomerId).OrderBy(g => g.Key).Select(g => g.Key).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; if (newest) query = query.OrderByDescending(o => o.Id); return Ok(await query.Skip(id).Take(20).ToListAsync());")]
    public Task Where_no_condition_can_be_shown_it_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("public class Reports(Shop db) { public Task<List<Order>> PageAsync(int page) => db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync(); }")]
    [InlineData("public class Export(Shop db, IMailer mailer) { public async Task RunAsync() { for (var page = 0; page < 100; page++) mailer.Send(await PageAsync(page)); } private Task<List<Order>> PageAsync(int page) => db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync(); }")]
    [InlineData("public class OrderSeeder(Shop db) { public Task<List<Order>> SeedAsync(int page) => db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync(); }")]
    public Task Code_that_answers_no_request_is_quiet(string more) => VerifyMembersAsync("", more);

    [Fact]
    public Task Seeding_that_a_client_starts_is_quiet() => VerifyMembersAsync("[HttpPost] public Task<List<Order>> SeedAsync(int page) => db.Orders.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync();");

    [Fact]
    public Task Another_Skip_is_quiet() => VerifyMembersAsync(
        "[HttpGet] public Rows List(int page) => new Rows().OrderBy(1).Skip(page * 20);", "public class Rows { public Rows OrderBy(int column) => this; public Rows Skip(int count) => this; }");

    /// <summary>What its query is made of cannot be seen.</summary>
    [Fact]
    public Task A_repository_of_another_project_is_missed() => new VerifyCS.Test
    {
        TestCode = BoundShop.Controller("[HttpGet] public IActionResult List(int page, [FromServices] IRepository<Order> orders) => Ok(orders.Query().OrderBy(o => o.Id).Include(o => o.Lines).Skip(page * 20).Take(20).ToList());"),
        DataProjectCode = "public interface IRepository<T> where T : class { IQueryable<T> Query(); }",
    }.RunAsync();

    [Theory]
    [InlineData("var options = settings.Paging; if (id > options.LastPage) return BadRequest(); return Ok(await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.OrderBy(o => o.Id).Skip(Math.Min(id, settings.Paging.LastPage) * 20).Take(20).ToListAsync());")]
    public Task A_limit_of_the_settings_is_quiet(string body) => VerifyMembersAsync(
        $"[HttpGet(\"{{id}}\")] public async Task<IActionResult> List(int id) {{ {body} }} private readonly Settings settings = new();", "public class Settings { public Paging Paging { get; set; } = new(); } public class Paging { public int LastPage { get; set; } }");
}
