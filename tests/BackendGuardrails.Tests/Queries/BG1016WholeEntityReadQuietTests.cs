using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1016WholeEntityReadAnalyzer, BackendGuardrails.Queries.BG1016WholeEntityReadCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1016WholeEntityReadQuietTests
{
    private static Task VerifyAsync(string body, string more = "", string context = ColumnShop.Context) => VerifyCS.VerifyAnalyzerAsync(ColumnShop.Action(body, more, context));

    [Theory]
    [InlineData("return Ok(await db.Orders.ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Select(o => new { o.Id, o.Number }).ToListAsync());")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(orders.Select(o => new { o.Id, o.Number, o.City, o.Total }));")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(orders.Count);")]
    [InlineData("var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); return Ok(order?.Number);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Id == id).ToListAsync(); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.OrderBy(o => o.PlacedAt).Take(5).ToListAsync(); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var counters = await db.Counters.ToListAsync(); return Ok(counters.Sum(c => c.A));")]
    [InlineData("var customers = await db.Customers.ToListAsync(); return Ok(customers.Select(c => c.Name));")]
    [InlineData("var accounts = await db.Accounts.ToListAsync(); return Ok(accounts.Select(a => a.Name));")]
    [InlineData("var letters = await db.Letters.ToListAsync(); return Ok(letters.Select(a => a.Id));")]
    [InlineData("var units = await db.Units.ToListAsync(); return Ok(units.Select(u => u.Name));")]
    [InlineData("var hook = await db.Hooks.FirstAsync(h => h.Id == id); return Ok(hook.Url);")]
    [InlineData("var events = await db.Events.ToListAsync(); return Ok(events.Select(e => e.Kind + e.Data));")]
    [InlineData("var document = await db.Documents.FindAsync(id); return Ok(document!.Name);")]
    public Task What_is_used_or_is_little_is_not_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var orders = await db.Orders.ToListAsync(); foreach (var order in orders) order.Number = \"1\"; await db.SaveChangesAsync(); return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); foreach (var order in orders) if (order.Total > 5) db.Orders.Remove(order); return Ok();")]
    [InlineData("var documents = await db.Documents.ToListAsync(); foreach (var document in documents) document.Name = \"\"; return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); foreach (var order in orders) mailer.Hold(order); return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); cache.Set(\"orders\", orders); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var orders = await cache.GetOrCreateAsync(\"orders\", _ => db.Orders.ToListAsync()); return Ok(orders!.Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); var json = System.Text.Json.JsonSerializer.Serialize(orders); return Content(json + orders.Sum(o => o.Total));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); log.LogInformation(\"{Order}\", orders[0]); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); return Ok(orders.Select(o => $\"{o}\"));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); return Ok(orders.Select(o => o.ToString()));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); return Ok(orders.Where(o => o.IsLate(now)).Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); return Ok(orders.Select(o => o.Place));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); return Ok(orders.Select(o => o.Described));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); return Ok(orders.Select(o => o.Remark));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().Include(o => o.Customer).ToListAsync(); return Ok(orders.Select(o => o.Customer.Name));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().Include(o => o.Customer).ToListAsync(); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.FromSqlRaw(\"select * from orders\").AsNoTracking().ToListAsync(); return Ok(orders.Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); var last = orders.Last(); return Ok(orders.Where(o => o != last).Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); return Ok(orders.Distinct().Select(o => o.Number));")]
    [InlineData("var orders = await db.Orders.AsTracking().ToListAsync(); return Ok(orders.Select(o => o.Number));")]
    [InlineData("Func<Order, string> name = o => o.Number; var orders = await db.Orders.AsNoTracking().ToListAsync(); return Ok(orders.Select(name));")]
    public Task Entities_that_are_changed_or_escape_or_are_used_whole_are_left_alone(string body) => VerifyAsync(body);

    [Fact]
    public Task A_repository_of_which_one_caller_answers_with_the_entities_is_left_alone() => VerifyCS.VerifyAnalyzerAsync(ColumnShop.Controller(
        """
            [HttpGet] public async Task<IActionResult> Get([FromServices] IOrderRepository orders) => Ok((await orders.AllAsync()).Select(o => o.Number));
            [HttpGet("all")] public async Task<IActionResult> All2([FromServices] IOrderRepository orders) => Ok(await orders.AllAsync());
        """,
        """
        public interface IOrderRepository { Task<List<Order>> AllAsync(); }
        public class OrderRepository(Shop db) : IOrderRepository { public Task<List<Order>> AllAsync() => db.Orders.AsNoTracking().ToListAsync(); }
        """));

    [Fact]
    public Task Entities_that_load_what_they_lead_to_are_left_alone() => VerifyAsync(
        "var people = await db.People.AsNoTracking().ToListAsync(); return Ok(people.Select(p => p.Name));",
        "public class Person { public int Id { get; set; } public string Name { get; set; } = \"\"; public byte[] Photo { get; set; } = Array.Empty<byte>(); public virtual Person? Chief { get; set; } }",
        "public class Shop : DbContext { public DbSet<Person> People => Set<Person>(); public DbSet<Order> Orders => Set<Order>(); protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseLazyLoadingProxies(); }\n"
        + "public static class Proxies { public static DbContextOptionsBuilder UseLazyLoadingProxies(this DbContextOptionsBuilder options) => options; }");

    [Fact]
    public Task A_small_table_the_user_names_is_left_alone() => new VerifyCS.Test
    {
        TestCode = ColumnShop.Action("var orders = await db.Orders.ToListAsync(); return Ok(orders.Select(o => o.Number));"),
        EditorConfig = "backend_guardrails.small_entities = Order",
    }.RunAsync();

    [Fact]
    public Task A_look_alike_in_another_namespace_is_none() => VerifyCS.VerifyAnalyzerAsync("""
        using Look;
        public class Document { public int Id { get; set; } public string Name { get; set; } = ""; public byte[] Content { get; set; } = Array.Empty<byte>(); }
        public class Shop : DbContext { public DbSet<Document> Documents => null!; }
        public class Reader(Shop db) { public IEnumerable<string> Names() => db.Documents.ToList().Select(d => d.Name); }
        namespace Look
        {
            public class DbContext { }
            public class DbSet<T> : List<T> { }
        }
        """);
}
