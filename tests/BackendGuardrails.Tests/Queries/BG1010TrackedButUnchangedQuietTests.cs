using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1010TrackedButUnchangedAnalyzer, BackendGuardrails.Queries.BG1010TrackedButUnchangedCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1010TrackedButUnchangedQuietTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(TrackingShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(TrackingShop.Controller(members, more));

    [Theory]
    [InlineData("return all;")]
    [InlineData("return Take(all); static List<Category> Take(List<Category> taken) => taken;")]
    public Task A_method_that_only_calls_itself_gives_its_rows_to_callers_that_are_not_seen(string end) => VerifyMembersAsync("", $$"""
        public class Tree
        {
            private readonly Shop db;
            public Tree(Shop db) => this.db = db;
            public async Task<List<Category>> BelowAsync(int id)
            {
                var children = await db.Categories.Where(c => c.ParentId == id).ToListAsync();
                var all = new List<Category>(children);
                foreach (var child in children)
                    all.AddRange(await BelowAsync(child.Id));
                {{end}}
            }
        }
        """);

    [Theory]
    [InlineData("return Ok(await db.Orders.AsNoTracking().ToListAsync());")]
    [InlineData("return Ok(await db.Orders.AsNoTrackingWithIdentityResolution().ToListAsync());")]
    [InlineData("var query = db.Orders.AsNoTracking(); var order = await query.FirstAsync(); return Ok(order);")]
    [InlineData("return Ok(await db.Orders.AsTracking().ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.Select(o => new { o.Id, o.Customer }).ToListAsync());")]
    [InlineData("return Ok(await db.Orders.CountAsync());")]
    [InlineData("return Ok(await db.Totals.ToListAsync());")]
    [InlineData("return Ok(id > 5 ? await db.Orders.FirstAsync() : await db.Orders.AsNoTracking().FirstAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; if (term != null) query = query.AsNoTracking(); return Ok(await query.ToListAsync());")]
    public Task Rows_that_are_not_tracked_or_shall_be_are_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); order.Number = term!; return Ok();")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); order.Close(); return Ok();")]
    [InlineData("foreach (var order in db.Orders) order.Total += 1; return Ok();")]
    [InlineData("var order = await db.Orders.Include(o => o.Lines).FirstAsync(); order.Lines[0].Quantity++; return Ok();")]
    [InlineData("var order = await db.Orders.Include(o => o.Lines).FirstAsync(); order.Lines.Add(new Line()); return Ok();")]
    [InlineData("var order = await db.Orders.Include(o => o.Lines).FirstAsync(); order.Lines.Clear(); return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); orders.ForEach(o => o.Notes = null); return Ok();")]
    [InlineData("var order = (await db.Orders.ToListAsync()).FirstOrDefault(o => o.Total > 3); if (order is { } found) found.Notes = term; return Ok();")]
    [InlineData("void Stamp(Order o) => o.ArchivedAt = now; var order = await db.Orders.FirstAsync(); Stamp(order); return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); db.RemoveRange(orders); return Ok();")]
    [InlineData("var order = await db.Orders.FirstAsync(); db.Entry(order).State = EntityState.Modified; return Ok();")]
    [InlineData("var order = await db.Orders.FirstAsync(); await db.Entry(order).Collection(o => o.Lines).LoadAsync(); return Ok(order.Id);")]
    [InlineData("var customer = await db.Customers.FirstAsync(); var order = new Order { Customer = customer }; return Ok(order.Number);")]
    [InlineData("var order = await db.Orders.FirstAsync(); var customer = new Customer(); customer.Orders.Add(order); return Ok();")]
    [InlineData("var byId = await db.Orders.ToDictionaryAsync(o => o.Id); if (byId.TryGetValue(id, out var order)) order.Notes = term; return Ok();")]
    [InlineData("var (a, b) = (await db.Orders.FirstAsync(), 1); a.Notes = term; return Ok(b);")]
    public Task Rows_that_are_changed_or_attached_are_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); await db.SaveChangesAsync(); return Ok(order.Id);")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); db.Add(new Line { OrderId = order.Id }); await SaveAsync(); return Ok(); Task SaveAsync() => db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); UnitOfWork.Current.Commit(); return Ok(order.Id);", "public abstract class UnitOfWork { public static UnitOfWork Current => throw new Exception(); public abstract void Commit(); }")]
    public Task Where_something_is_saved_in_the_method_rows_are_left_alone(string body, string more = "") => VerifyAsync(body, more);

    [Theory]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); mailer.Hold(order); return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); cache.Set(\"orders\", orders); return Ok();")]
    [InlineData("var order = await db.Orders.FirstAsync(); Action<Order> act = o => o.Notes = null; act(order); return Ok();")]
    [InlineData("var order = await db.Orders.FirstAsync(); typeof(Order).GetProperty(\"Notes\")!.SetValue(order, term); return Ok();")]
    [InlineData("var order = await db.Orders.FirstAsync(); await TryUpdateModelAsync(order); return Ok();")]
    [InlineData("dynamic order = await db.Orders.FirstAsync(); order.Notes = term; return Ok();")]
    [InlineData("var orders = await cache.GetOrCreateAsync(\"orders\", entry => db.Orders.ToListAsync()); return Ok(orders);")]
    public Task Rows_that_code_out_of_sight_gets_are_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var categories = await db.Categories.ToListAsync(); return Ok(categories.Where(c => c.Parent == null).Select(c => new { c.Name, Children = c.Children.Count }));")]
    [InlineData("var categories = await db.Categories.ToListAsync(); return Ok(categories);")]
    [InlineData("var customers = await db.Customers.ToListAsync(); var orders = await db.Orders.ToListAsync(); return Ok(orders.Select(o => o.Customer.Name).Concat(customers.Select(c => c.Name)));")]
    [InlineData("var customers = await db.Customers.ToListAsync(); var orders = await db.Orders.ToListAsync(); return Ok(new { customers, orders });")]
    [InlineData("var orders = await db.Orders.ToListAsync(); var mine = await db.Orders.FindAsync(id); return Ok(mine?.Number + orders.Count);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(db.Orders.Local.Count + orders.Count);")]
    [InlineData("var customer = await db.Customers.FirstAsync(); await db.Orders.Where(o => o.CustomerId == customer.Id).LoadAsync(); return Ok(customer.Name);")]
    [InlineData("var order = await db.Orders.FirstAsync(); return Ok(order.Customer.Name);")]
    public Task Where_entities_are_tied_together_by_tracking_they_are_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var orders = await db.Orders.Include(o => o.Customer).ToListAsync(); return Ok(orders.Select(o => o.Customer).Distinct().Count());")]
    [InlineData("var orders = await db.Orders.Include(o => o.Customer).ToListAsync(); return Ok(orders.GroupBy(o => o.Customer).Count());")]
    [InlineData("var first = await db.Orders.FirstAsync(); var last = await db.Orders.OrderBy(o => o.Id).LastAsync(); return Ok(first == last);")]
    [InlineData("return Ok(await db.Lines.Include(l => l.Order).ToListAsync());")]
    [InlineData("var lines = await db.Lines.Include(l => l.Order).ToListAsync(); return Ok(lines.Sum(l => l.Order.Lines.Count));")]
    [InlineData("var order = await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Order).FirstAsync(); return Ok(order.Id);")]
    public Task Where_it_matters_which_object_it_is_they_are_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("public interface IOrders { Task<List<Order>> ListAsync(); } public class Orders(Shop db) : IOrders { public Task<List<Order>> ListAsync() => db.Orders.ToListAsync(); }")]
    [InlineData("public class Orders(Shop db) { public List<Order> Kept { get; private set; } = new(); public async Task LoadAsync() => Kept = await db.Orders.ToListAsync(); }")]
    [InlineData("public class Orders(Shop db) { public IQueryable<Order> Open() => db.Orders.Where(o => o.Status == Status.Open); public Task<List<T>> All<T>() where T : class => db.Set<T>().ToListAsync(); }")]
    [InlineData("public class Orders { public static Task<List<Order>> ListAsync(IQueryable<Order> orders) => orders.ToListAsync(); }")]
    [InlineData("public class OrderSeeder(Shop db) { public async Task SeedAsync() { if ((await db.Orders.ToListAsync()).Count == 0) await Task.Yield(); } }")]
    public Task Rows_of_which_the_end_is_not_seen_are_left_alone(string more) => VerifyMembersAsync("", more);

    [Theory]
    [InlineData("options.UseNpgsql(\"Host=x\").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)", "")]
    [InlineData("options.UseNpgsql(\"Host=x\").UseLazyLoadingProxies()", "virtual ")]
    public Task A_context_that_tracks_nothing_or_loads_lazily_is_left_alone(string configured, string modifier) => new VerifyCS.Test
    {
        Stubs = ["Microsoft.EntityFrameworkCore.Proxies"],
        TestCode = $$"""
            {{TrackingShop.Usings}}
            public class Post { public int Id { get; set; } public {{modifier}}List<Post> Answers { get; set; } = new(); }
            public class Blog : DbContext
            {
                public DbSet<Post> Posts => Set<Post>();
                protected override void OnConfiguring(DbContextOptionsBuilder options) => {{configured}};
            }
            public class PostsController(Blog db) : ControllerBase
            {
                [HttpGet] public async Task<int> Count() => (await db.Posts.ToListAsync()).Count(p => p.Id > 5);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task A_look_alike_context_is_left_alone() => VerifyCS.VerifyAnalyzerAsync("""
        using Mine;
        namespace Mine { public class DbContext { public DbSet<string> Set() => new(); } public class DbSet<T> : List<T> { } public static class More { public static Task<List<T>> ToListAsync<T>(this DbSet<T> set) => Task.FromResult<List<T>>(set); } }
        public class Service(DbContext db) { public async Task<int> Count() => (await db.Set().ToListAsync()).Count; }
        """);
}
