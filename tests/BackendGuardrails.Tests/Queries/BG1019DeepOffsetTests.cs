using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1019DeepOffsetAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

public class BG1019DeepOffsetTests
{
    private const string Sorted = "db.Orders.OrderBy(o => o.Id)";

    private const string Sent = "public class PageRequest { public int Page { get; set; } public int Size { get; set; } public int Offset => (Page - 1) * Size; } public record PageQuery(int Page = 0, int Size = 20);";

    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    private static Task VerifyMessageAsync(string body, string message) => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body), VerifyCS.Diagnostic().WithLocation(0).WithMessage(message));

    [Theory]
    [InlineData("return Ok(await " + Sorted + ".[|Skip|](id * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await " + Sorted + ".[|Skip|]((id - 1) * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(" + Sorted + ".[|Skip|](id).Take(20).ToList());")]
    [InlineData("var size = limit ?? 20; return Ok(await " + Sorted + ".[|Skip|](id * size).Take(size).ToListAsync());")]
    [InlineData("var size = Math.Min(limit ?? 20, 100); var offset = (id - 1) * size; return Ok(await " + Sorted + ".[|Skip|](offset).Take(size).ToListAsync());")]
    [InlineData("if (id < 1) id = 1; return Ok(await " + Sorted + ".[|Skip|]((id - 1) * 20).Take(20).ToListAsync());")]
    [InlineData("id = Math.Max(id, 1); return Ok(await " + Sorted + ".[|Skip|]((id - 1) * 20).Take(20).ToListAsync());")]
    [InlineData("if (id < 0) return BadRequest(); return Ok(await " + Sorted + ".[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("var page = id > 0 ? id : 1; return Ok(await " + Sorted + ".[|Skip|]((page - 1) * 20).Take(20).ToListAsync());")]
    [InlineData("var page = limit.HasValue ? limit.Value : 0; return Ok(await " + Sorted + ".[|Skip|](page * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await " + Sorted + ".[|Skip|](limit.GetValueOrDefault() * 20).Take(20).ToListAsync());")]
    [InlineData("var pages = await db.Orders.CountAsync() / 20; var page = Math.Min(id, pages); return Ok(await " + Sorted + ".[|Skip|](page * 20).Take(20).ToListAsync());")]
    [InlineData("var query = db.Orders.Where(o => o.Status == status); if (term != null) query = query.Where(o => o.Number == term); query = query.OrderBy(o => o.Number); return Ok(new { count = await query.CountAsync(), rows = await query.[|Skip|](id).Take(20).ToListAsync() });")]
    [InlineData("IQueryable<Order> query = db.Orders; if (newest) query = query.OrderByDescending(o => o.PlacedAt); else query = query.OrderBy(o => o.Id); return Ok(await query.[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("var query = newest ? db.Orders.OrderByDescending(o => o.PlacedAt) : db.Orders.OrderBy(o => o.PlacedAt); return Ok(await query.[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await " + Sorted + ".Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|Skip|](id * 20).Take(20).ToListAsync());")]
    [InlineData("var page = id; var count = await db.Orders.CountAsync(); while (page > 1 && (page - 1) * 20 >= count) page--; return Ok(await " + Sorted + ".[|Skip|]((page - 1) * 20).Take(20).ToListAsync());")]
    [InlineData("var found = new OrderPage(); found.Count = await db.Orders.CountAsync(); var page = id; while (page > 1 && page * 20 >= found.Count) page--; return Ok(await " + Sorted + ".[|Skip|](page * 20).Take(20).ToListAsync());")]
    [InlineData("return Ok(await (from o in db.Orders orderby o.PlacedAt descending, o.Id select o).[|Skip|](id).Take(20).ToListAsync());")]
    [InlineData("return Ok(await Queryable.Take(Queryable.[|Skip|](" + Sorted + ", id), 20).ToListAsync());")]
    [InlineData("async Task<List<Order>> PageAsync(int page) => await " + Sorted + ".[|Skip|](page * 20).Take(20).ToListAsync(); return Ok(await PageAsync(id));")]
    [InlineData("return Ok(await db.Orders.AsNoTracking().Include(o => o.Lines).OrderByDescending(o => o.Total).ThenBy(o => o.Id).[|Skip|](id).ToListAsync());")]
    public Task A_page_at_any_depth_that_a_client_asks_for_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] PageRequest request) => Ok(await db.Orders.OrderBy(o => o.Id).[|Skip|]((request.Page - 1) * request.Size).Take(request.Size).ToListAsync());")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] PageRequest request) => Ok(await db.Orders.OrderBy(o => o.Id).[|Skip|](request.Offset).Take(request.Size).ToListAsync());")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] PageRequest? request) => Ok(await db.Orders.OrderBy(o => o.Id).[|Skip|]((request?.Page ?? 0) * 20).Take(20).ToListAsync());")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([FromQuery] PageQuery query) { var (page, size) = (query.Page, 20); return Ok(await db.Orders.OrderBy(o => o.Id).[|Skip|](query.Page * size).Take(size).ToListAsync()); }")]
    [InlineData("[HttpGet] public async Task<IActionResult> List([System.ComponentModel.DataAnnotations.Range(1, int.MaxValue)] int page) => Ok(await db.Orders.OrderBy(o => o.Id).[|Skip|](page * 20).Take(20).ToListAsync());")]
    [InlineData("[NonAction] public async Task<List<Order>> List([FromQuery] int page) => await db.Orders.OrderBy(o => o.Id).[|Skip|](page * 20).Take(20).ToListAsync();")]
    [InlineData("[NonAction] public async Task<List<Order>> List([Microsoft.AspNetCore.Http.AsParameters] PageQuery sent) { var page = sent.Page; return await db.Orders.OrderBy(o => o.Id).[|Skip|](page * 20).Take(20).ToListAsync(); }")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int page) => PageAsync(page, 20); private Task<List<Order>> PageAsync(int page, int size) => db.Orders.OrderBy(o => o.Id).[|Skip|](page * size).Take(size).ToListAsync();")]
    [InlineData("[HttpGet] public Task<List<Order>> List(int page) => db.Orders.OrderBy(o => o.Id).[|Skip|](OffsetOf(page, 20)).Take(20).ToListAsync(); private static int OffsetOf(int number, int size) => Math.Max(0, number - 1) * size;")]
    public Task A_number_is_followed_through_members_and_methods(string members) => VerifyMembersAsync(members, Sent);

    [Theory]
    [InlineData("db.Orders.OrderBy(o => o.PlacedAt).[|Paginate|](page, 20)")]
    [InlineData("Paging.[|Paginate|](db.Orders.OrderBy(o => o.PlacedAt), page, size: 20)")]
    public Task A_helper_that_skips_is_reported_where_a_client_says_how_far(string page) => VerifyMembersAsync(
        $"[HttpGet] public Task<List<Order>> List(int page) => {page}.ToListAsync(); [HttpGet] public Task<List<Order>> Second() => db.Orders.OrderBy(o => o.Id).Paginate(2, 20).ToListAsync();",
        "public static class Paging { public static IQueryable<T> Paginate<T>(this IQueryable<T> query, int page, int size) => query.Skip(page * size).Take(size); }");

    [Fact]
    public Task A_service_behind_an_interface_is_reported() => VerifyMembersAsync(
        "[HttpGet] public Task<List<Order>> List(int page, [FromServices] IOrders orders) => orders.PageAsync(page, 20);",
        """
        public interface IOrders { Task<List<Order>> PageAsync(int page, int size); }
        public class Orders(Shop db) : IOrders
        {
            public async Task<List<Order>> PageAsync(int page, int size)
            {
                var skip = (page - 1) * size;
                return await db.Orders.OrderByDescending(o => o.PlacedAt).[|Skip|](skip).Take(size).ToListAsync();
            }
        }
        """);

    [Fact]
    public Task A_repository_that_gives_its_query_away_and_a_page_that_is_counted_down_are_reported() => VerifyMembersAsync(
        """
        [HttpGet]
        public IActionResult Home(int page, [FromServices] IRepository<Order> orders)
        {
            var query = orders.Query().Where(x => !x.IsDeleted).OrderByDescending(x => x.PlacedAt);
            var total = query.Count();
            var current = page <= 0 ? 1 : page;
            var offset = (size * current) - size;
            while (current > 1 && offset >= total)
            {
                current--;
                offset = (size * current) - size;
            }

            return Ok(query.Include(x => x.Lines).Select(x => new OrderRow(x.Id, x.Number, x.Total)).[|Skip|](offset).Take(size).ToList());
        }

        private readonly int size = 20;
        """,
        """
        public interface IRepository<T> where T : class { IQueryable<T> Query(); }
        public class Repository<T>(Shop db) : IRepository<T> where T : class { public IQueryable<T> Query() => db.Set<T>(); }
        """);

    [Fact]
    public Task A_minimal_api_is_reported() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Routing;
        {{BoundShop.Usings}}
        public static class Endpoints
        {
            public static void Map(IEndpointRouteBuilder app)
            {
                app.MapGet("/orders", async (int page, Shop db) => await db.Orders.OrderBy(o => o.Id).[|Skip|](page * 20).Take(20).ToListAsync());
                app.MapGet("/all", ListAsync);
            }
            private static Task<List<Order>> ListAsync(int offset, Shop db) => db.Orders.OrderBy(o => o.Id).[|Skip|](offset).Take(20).ToListAsync();
        }
        {{BoundShop.Model}}
        """);

    [Theory]
    [InlineData("OrderBy(o => o.Id)", "o => o.Id > lastId")]
    [InlineData("OrderByDescending(x => x.PlacedAt)", "x => x.PlacedAt <= lastPlacedAt && (x.PlacedAt < lastPlacedAt || x.Id < lastId)")]
    [InlineData("OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id)", "o => o.PlacedAt <= lastPlacedAt && (o.PlacedAt < lastPlacedAt || o.Id > lastId)")]
    [InlineData("OrderBy(o => o.Number)", "o => o.Number.CompareTo(lastNumber) > 0")]
    [InlineData("OrderBy(o => o.Status).ThenByDescending(o => o.Total)", "o => o.Status >= lastStatus && (o.Status > lastStatus || o.Total <= lastTotal && (o.Total < lastTotal || o.Id < lastId))")]
    [InlineData("OrderBy(o => o.Customer.Name)", "o => o.Customer.Name.CompareTo(lastCustomerName) >= 0 && (o.Customer.Name.CompareTo(lastCustomerName) > 0 || o.Id > lastId)")]
    public Task The_message_shows_the_condition_for_the_next_rows(string sort, string condition) => VerifyMessageAsync(
        $"return Ok(await db.Orders.{sort}.{{|#0:Skip|}}(id * 20).Take(20).ToListAsync());",
        $"'Skip' reads all rows of 'Orders' in front of the page, and 'id' can ask for any depth; let the client send the last row's values, and ask for what is behind it: .Where({condition})");

    [Theory]
    [InlineData("return Ok(db.Orders.OrderBy(o => o.Id).Skip(")]
    [InlineData("return Ok(db.Orders.OrderBy(o => ).Skip(id).Take(20).ToList());")]
    [InlineData("return Ok(db.Orders.OrderBy().Skip().ToList());")]
    [InlineData("return Ok(db.Orders.OrderBy(o => o.).Skip((id - ) * 20).ToList());")]
    public Task Half_typed_code_does_not_throw(string body) => new VerifyCS.Test { TestCode = BoundShop.Action(body), CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();
}
