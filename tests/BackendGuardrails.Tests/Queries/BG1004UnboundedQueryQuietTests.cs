using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1004UnboundedQueryAnalyzer, BackendGuardrails.Queries.BG1004UnboundedQueryCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1004UnboundedQueryQuietTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    private static Task VerifySourceAsync(string source) => VerifyCS.VerifyAnalyzerAsync(BoundShop.Usings + source + BoundShop.Model);

    [Theory]
    [InlineData("var orders = await db.Orders.OrderBy(o => o.Id).Take(100).ToListAsync(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.OrderBy(o => o.Id).Skip(id * 20).Take(20).Select(o => o.Number).ToListAsync(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Id == id).ToListAsync(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Number == term).ToListAsync(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => o.Id.Equals(id)).ToListAsync(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => ids.Contains(o.Id)).ToListAsync(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.Where(o => ids.Contains(o.CustomerId)).ToListAsync(); return Ok(orders);")]
    [InlineData("var order = await db.Orders.FirstOrDefaultAsync(); return Ok(order);")]
    [InlineData("var order = await db.Orders.FindAsync(id); return Ok(order);")]
    [InlineData("return Ok(await db.Orders.CountAsync());")]
    [InlineData("return Ok(await db.Orders.SumAsync(o => o.Total));")]
    [InlineData("return Ok(await db.Orders.GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Select(o => o.Status).Distinct().ToListAsync());")]
    [InlineData("var lines = await db.Lines.Where(l => l.OrderId == id).ToListAsync(); return Ok(lines);")]
    [InlineData("var query = newest ? db.Orders.OrderByDescending(o => o.PlacedAt).Take(20) : db.Orders.OrderBy(o => o.PlacedAt).Take(20); return Ok(await query.ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; if (newest) query = query.OrderByDescending(o => o.Id); query = query.Take(limit ?? 20); return Ok(await query.ToListAsync());")]
    [InlineData("var numbers = new List<string> { \"a\" }; return Ok(numbers.Where(n => n != term).ToList());")]
    [InlineData("return Ok(await db.Orders.FromSqlRaw(\"select * from orders limit 10\").ToListAsync());")]
    public Task A_bounded_query_is_fine(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("foreach (var order in await db.Orders.Where(o => !o.IsDeleted).ToListAsync()) order.Status = Status.Shipped; await db.SaveChangesAsync(); return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); orders.ForEach(o => o.IsDeleted = true); await db.SaveChangesAsync(); return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); db.Orders.RemoveRange(orders); await db.SaveChangesAsync(); return Ok();")]
    [InlineData("foreach (var order in db.Orders) await mailer.SendAsync(order); return Ok();")]
    [InlineData("mailer.Send(await db.Orders.ToListAsync()); return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); await Task.WhenAll(orders.Select(o => mailer.SendAsync(o))); return Ok(orders.Count);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); foreach (var order in orders) await mailer.SendAsync(order); return Ok(orders);")]
    [InlineData("await foreach (var order in db.Orders.AsAsyncEnumerable()) await Response.WriteAsync(order.Number); return new EmptyResult();")]
    [InlineData("var customers = await db.Customers.ToListAsync(); var rows = term!.Split(',').Join(customers, n => n, c => c.Email, (n, c) => c.Id).ToList(); return Ok(rows);")]
    public Task Where_every_row_is_needed_there_is_nothing_to_say(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(orders.Where(o => o.Id == id));")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(orders.Count);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return orders.Any(o => o.Id == id) ? Ok() : NotFound();")]
    [InlineData("var orders = (await db.Orders.ToListAsync()).Take(10); return Ok(orders);")]
    [InlineData("var sum = 0m; foreach (var order in await db.Orders.ToListAsync()) sum += order.Total; return Ok(sum);")]
    [InlineData("var found = new List<Order>(); foreach (var order in db.Orders.AsEnumerable()) { if (order.Total > 10) found.Add(order); } return Ok(found);")]
    public Task What_is_reduced_in_memory_is_a_mistake_of_its_own(string body) => VerifyAsync(body);

    [Fact]
    public Task GetAll_that_its_caller_filters_belongs_to_another_rule() => VerifyMembersAsync(
        "    [HttpGet] public async Task<IActionResult> Get(int id, [FromServices] OrderRepository orders) => Ok((await orders.GetAllAsync()).Where(o => o.CustomerId == id));",
        "public class OrderRepository(Shop db) { public async Task<List<Order>> GetAllAsync() => await db.Orders.ToListAsync(); }");

    [Fact]
    public Task A_job_a_consumer_and_a_cache_read_what_they_need() => VerifySourceAsync("""
        public class Reminders(IServiceScopeFactory scopes, IMailer mailer) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                using var scope = scopes.CreateScope();
                var db = scope.ServiceProvider.GetRequiredService<Shop>();
                foreach (var order in await LoadAsync(db, stoppingToken))
                    await mailer.SendAsync(order);
            }
            private static Task<List<Order>> LoadAsync(Shop db, CancellationToken token) => db.Orders.ToListAsync(token);
        }
        public class Prices(Shop db, Microsoft.Extensions.Caching.Memory.IMemoryCache cache)
        {
            private List<Order>? _known;
            public Task<List<Order>?> GetAsync() => Microsoft.Extensions.Caching.Memory.CacheExtensions.GetOrCreateAsync(cache, "orders", _ => db.Orders.ToListAsync())!;
            public async Task LoadAsync() => _known = await db.Orders.ToListAsync();
        }
        """);

    [Fact]
    public Task An_export_of_a_job_that_streams_needs_every_row() => VerifySourceAsync("""
        public class Export(IDbContextFactory<Shop> contexts, ILogger<Export> log) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                await using var db = await contexts.CreateDbContextAsync(stoppingToken);
                await using var file = new StreamWriter("orders.csv");
                await foreach (var row in RowsAsync(db).WithCancellation(stoppingToken))
                    await file.WriteLineAsync($"{row.Id};{row.Number}");
                var count = 0;
                await foreach (var order in db.Orders.AsNoTracking().AsAsyncEnumerable())
                    count += order.Lines.Count;
                log.LogInformation("{Count}", count);
            }
            private static IAsyncEnumerable<OrderRow> RowsAsync(Shop db) => db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).AsAsyncEnumerable();
        }
        """);

    [Fact]
    public Task A_lookup_of_bounded_keys() => VerifyAsync("var byId = await db.Orders.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id); return Ok(byId[id].Total);");

    [Fact]
    public Task Seeding_and_migrations_run_once() => VerifySourceAsync("""
        public class DataSeeder(Shop db) { public async Task<List<Order>> SeedAsync() { var orders = await db.Orders.ToListAsync(); return orders; } }
        public class TenantMigrator(Shop db) { public List<Order> All() => db.Orders.ToList(); }
        """);

    [Fact]
    public Task Rows_that_come_with_the_model_are_few() => VerifyAsync("return Ok(await db.Units.ToListAsync());");

    [Fact]
    public Task Entities_named_in_the_configuration_are_few() => new VerifyCS.Test
    {
        TestCode = BoundShop.Action("return Ok(await db.Orders.ToListAsync());"),
        EditorConfig = "backend_guardrails.small_entities = Order, Currency",
    }.RunAsync();

    [Fact]
    public Task Paging_in_a_helper_by_an_object_or_an_extension_counts() => VerifyMembersAsync(
        """
            [HttpGet] public async Task<IActionResult> Get([FromQuery] PageRequest page) => Ok(await db.Orders.OrderBy(o => o.Id).ToPage(page).ToListAsync());
            [HttpGet("x")] public async Task<IActionResult> More([FromQuery] PageRequest page) { var query = Paged(db.Orders, page); return Ok(await query.ToListAsync()); }
            private static IQueryable<Order> Paged(IQueryable<Order> query, PageRequest page) => query.Skip(page.Skip).Take(page.Size);
        """,
        """
        public record PageRequest(int Skip, int Size);
        public static class Pages { public static IQueryable<T> ToPage<T>(this IQueryable<T> query, PageRequest page) => query.Skip(page.Skip).Take(page.Size); }
        """);

    [Fact]
    public Task A_specification_and_a_handed_condition_say_what_nobody_sees() => VerifyMembersAsync(
        """
            [HttpGet] public async Task<IActionResult> Get([FromServices] Finder<Order> orders, int id) => Ok(await orders.FindAsync(o => o.Id == id));
            [HttpGet("s")] public async Task<IActionResult> Some(Spec<Order> spec) => Ok(await spec.Apply(db.Orders).ToListAsync());
        """,
        """
        public class Finder<T>(Shop db) where T : class { public Task<List<T>> FindAsync(System.Linq.Expressions.Expression<Func<T, bool>> condition) => db.Set<T>().Where(condition).ToListAsync(); }
        public abstract class Spec<T> { public abstract IQueryable<T> Apply(IQueryable<T> query); }
        """);

    [Fact]
    public Task The_inside_of_a_generic_repository_knows_no_entity() => VerifySourceAsync("""
        public class Repository<T>(Shop db) where T : class { public Task<List<T>> GetAllAsync() => db.Set<T>().ToListAsync(); }
        """);

    [Fact]
    public Task Choices_of_what_does_not_grow() => VerifyAsync("return Ok(await db.Tags.Select(t => new { t.Id, t.Name }).ToListAsync());");

    [Fact]
    public Task OData_and_other_filters_compose_the_query_of_their_client() => VerifyCS.VerifyAnalyzerAsync("using Microsoft.AspNetCore.OData.Query;\n" + BoundShop.Controller(
        """
            [HttpGet, EnableQuery] public IQueryable<Order> Get() => db.Orders;
            [HttpGet("own"), ApiQueryable] public IQueryable<Order> Own() => db.Orders;
            [HttpGet("paged"), Paged] public IQueryable<Order> Paged() => db.Orders;
        """,
        """
        public class ApiQueryableAttribute : EnableQueryAttribute { }
        public class PagedAttribute : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute { }
        namespace Microsoft.AspNetCore.OData.Query { public class EnableQueryAttribute : Attribute { } }
        """));

    [Fact]
    public Task An_attribute_that_is_not_resolved_may_be_one_of_them() => new VerifyCS.Test
    {
        TestCode = BoundShop.Controller("    [HttpGet, ApiQueryable] public IQueryable<Order> Get() => db.Orders;", "public class ApiQueryableAttribute : Missing.EnableQueryAttribute { }"),
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task A_dictionary_outside_of_an_endpoint_may_be_kept() => VerifySourceAsync("""
        public class Registry(Shop db)
        {
            private Dictionary<int, Order> Load() => db.Orders.ToDictionary(o => o.Id);
            public string? Name(int id) => Load().TryGetValue(id, out var order) ? order.Number : null;
        }
        """);

    [Fact]
    public Task A_query_per_item_is_a_mistake_of_its_own() => VerifyAsync("var rows = new List<Order>(); foreach (var customer in ids) rows.AddRange(await db.Orders.Where(o => o.CustomerId == customer).ToListAsync()); return Ok(rows);");

    [Fact]
    public Task A_look_alike_of_a_context_is_none() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Mine;
        public class DbSet<T> : List<T> { public Task<List<T>> ToListAsync() => Task.FromResult(this.ToList()); }
        public class Shop { public DbSet<string> Orders { get; } = new(); }
        [Microsoft.AspNetCore.Mvc.ApiController] public class OrdersController(Shop db) : Microsoft.AspNetCore.Mvc.ControllerBase { [Microsoft.AspNetCore.Mvc.HttpGet] public Task<List<string>> Get() => db.Orders.ToListAsync(); }
        """);

    [Fact]
    public Task Half_typed_code_is_left_alone() => new VerifyCS.Test
    {
        TestCode = BoundShop.Action("var orders = await db.Orders.Where(o => ).ToListAsync( return Ok(orders."),
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task Known_miss_a_query_behind_a_compiled_query() => VerifyMembersAsync("""
            private static readonly Func<Shop, IAsyncEnumerable<Order>> All = EF.CompileAsyncQuery((Shop shop) => shop.Orders);
            [HttpGet] public async Task<IActionResult> Get() { var rows = new List<Order>(); await foreach (var order in All(db)) rows.Add(order); return Ok(rows); }
        """);

    [Theory]
    [InlineData("return Ok(await db.Countries.ToListAsync());")]
    [InlineData("var countries = await db.Countries.OrderBy(c => c.Name).ToListAsync(); return Ok(countries);")]
    public Task What_nothing_makes_grow_is_quiet(string body) => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body));
}
