using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2114UntrackedSaveAnalyzer, BackendGuardrails.Integrity.BG2114UntrackedSaveCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2114UntrackedSaveTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(UntrackedShop.Method(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(UntrackedShop.Service(members, more));

    [Theory]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.[|Status|] = Status.Paid; await db.SaveChangesAsync(token);")]
    [InlineData("Order order = db.Orders.AsNoTracking().Single(o => o.Id == id); order.[|Total|] += 5; db.SaveChanges();")]
    [InlineData("var order = await db.Orders.AsNoTrackingWithIdentityResolution().FirstOrDefaultAsync(o => o.Id == id); if (order == null) return; order.[|Version|]++; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.Include(o => o.Lines).AsNoTracking().FirstAsync(o => o.Id == id); order.Lines.[|Add|](new Line { Quantity = 1 }); await db.SaveChangesAsync();")]
    [InlineData("var orders = await db.Orders.Where(o => o.Status == Status.Open).AsNoTracking().ToListAsync(); foreach (var order in orders) { order.[|Status|] = Status.Paid; } await db.SaveChangesAsync();")]
    [InlineData("foreach (var order in db.Orders.AsNoTracking().Where(o => o.Total > 5)) order.[|Note|] = \"much\"; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(); order.[|Close|](); await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(); order.Note ??= \"\"; await Task.Yield(); order.[|Status|] = Status.Paid; await db.SaveChangesAsync(); await mailer.SendAsync(order.Note);")]
    [InlineData("var query = db.Orders.AsNoTracking(); if (isPaid) query = query.Where(o => o.Status == Status.Paid); var order = await query.FirstAsync(); order.[|Status|] = Status.Shipped; order.Version = 2; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(); if (isPaid) { order.[|Status|] = Status.Paid; await db.SaveChangesAsync(); }")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(); if (isPaid) order.[|Status|] = Status.Paid; else order.Status = Status.Open; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.Include(o => o.Customer).AsNoTracking().FirstAsync(); order.Customer.[|Name|] = \"x\"; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(); order.[|Total|] -= 1; db.Audits.Add(new Audit { Text = order.Number }); await db.SaveChangesAsync();")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); orders.[|ForEach|](o => o.Status = Status.Paid); await db.SaveChangesAsync();")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); orders[0].[|Status|] = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.Select(o => new Order { Id = o.Id, Status = o.Status }).FirstAsync(o => o.Id == id); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("var order = await EntityFrameworkQueryableExtensions.AsNoTracking(db.Orders).FirstAsync(); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("Order? order = null; order = await (from o in db.Orders.AsNoTracking() where o.Id == id select o).FirstAsync(); try { order.[|Status|] = Status.Paid; await db.SaveChangesAsync(); } catch (DbUpdateException) { throw; }")]
    [InlineData("async Task CloseAsync() { var order = await db.Orders.AsNoTracking().FirstAsync(); order.[|Status|] = Status.Paid; await db.SaveChangesAsync(); } await CloseAsync();")]
    [InlineData("Func<Task> close = async () => { var order = await db.Orders.AsNoTracking().FirstAsync(); order.[|Status|] = Status.Paid; await db.SaveChangesAsync(); }; await close();")]
    [InlineData("await using var own = factory.CreateDbContext(); var order = await own.Orders.AsNoTracking().FirstAsync(); order.[|Status|] = Status.Paid; await own.SaveChangesAsync();")]
    [InlineData("var tracked = await db.Orders.FirstAsync(o => o.Id == id); var old = await db.Orders.AsNoTracking().FirstAsync(o => o.Total > 9); old.[|Status|] = Status.Paid; tracked.Status = Status.Open; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id); if (order is null) { order = new Order(); db.Orders.Add(order); } order.[|Status|] = Status.Paid; await db.SaveChangesAsync();")]
    public Task A_change_of_what_was_read_without_tracking_is_reported(string body) => VerifyAsync(body);

    [Fact]
    public Task The_message_says_how_it_was_read_and_what_does_not_write_it() => VerifyCS.VerifyAnalyzerAsync(
        UntrackedShop.Method("var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.{|#0:Status|} = Status.Paid; await db.SaveChangesAsync(token);"),
        Expected(0).WithMessage("'order' was read without tracking, so 'SaveChangesAsync' does not write this change; read it with tracking, or call Update before it is saved"));

    [Fact]
    public Task What_is_made_in_the_query_is_said_so() => VerifyCS.VerifyAnalyzerAsync(
        UntrackedShop.Method("var order = await db.Orders.Select(o => new Order { Id = o.Id }).FirstAsync(o => o.Id == id); order.{|#0:Status|} = Status.Paid; await db.SaveChangesAsync(token);"),
        Expected(0).WithMessage("'order' is made in the query and not tracked, so 'SaveChangesAsync' does not write this change; load the entity itself and change that"));

    [Theory]
    [InlineData("var known = await db.Orders.FirstAsync(o => o.Id == id); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Status = known.Status; db.[|Update|](order); await db.SaveChangesAsync();")]
    [InlineData("var known = await db.Orders.FindAsync(dto.Id); var order = db.Orders.AsNoTracking().Single(o => o.Id == dto.Id); db.Orders.[|Remove|](order); await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); var known = await db.Orders.FirstAsync(o => o.Id == order.Id); db.Orders.[|Update|](order); await db.SaveChangesAsync();")]
    public Task A_second_copy_of_what_is_tracked_is_reported(string body) => VerifyAsync(body);

    [Fact]
    public Task The_message_about_a_second_copy_names_both() => VerifyCS.VerifyAnalyzerAsync(
        UntrackedShop.Method("var known = await db.Orders.FirstAsync(o => o.Id == id); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Status = known.Status; db.{|#0:Update|}(order); await db.SaveChangesAsync();"),
        Expected(0).WithMessage("'order' was read without tracking, while the context tracks 'known' with the same key, so 'Update' throws; read it with tracking, which gives the same object"));

    [Theory]
    [InlineData("var known = await db.Orders.FirstAsync(o => o.Id == id); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == dto.Id); db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("var known = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); if (known == null) db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("var known = await db.Orders.FirstAsync(o => o.Id == id); db.ChangeTracker.Clear(); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("var known = await db.Orders.FirstAsync(o => o.Id == id); db.Entry(known).State = EntityState.Detached; var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("var known = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Status = known.Status; db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("var known = await db.Customers.FirstAsync(o => o.Id == id); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Note = known.Name; db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("using var own = factory.CreateDbContext(); var known = await own.Orders.FirstAsync(o => o.Id == id); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Note = known.Note; db.Update(order); await db.SaveChangesAsync();")]
    public Task Two_copies_that_are_not_provably_the_same_row_of_one_context_are_left_alone(string body) => VerifyAsync(body);

    [Fact]
    public Task A_repository_that_reads_without_tracking_is_followed() => VerifyMembersAsync(
        """
            public async Task CloseAsync(int id, IOrderRepository orders, IUnitOfWork work)
            {
                var order = await orders.GetAsync(id);
                if (order == null)
                    throw new InvalidOperationException();
                order.[|Status|] = Status.Shipped;
                await work.CommitAsync();
            }
            public async Task PayAsync(int id, IOrderRepository orders)
            {
                var order = await orders.GetAsync(id);
                order!.[|Status|] = Status.Paid;
                await db.SaveChangesAsync();
            }
        """,
        """
        public interface IOrderRepository { Task<Order?> GetAsync(int id); }
        public class OrderRepository(Shop db) : IOrderRepository
        {
            public async Task<Order?> GetAsync(int id) => await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id);
        }
        public interface IUnitOfWork { Task CommitAsync(); }
        public class UnitOfWork : IUnitOfWork
        {
            private readonly Shop _shop;
            public UnitOfWork(Shop shop) => _shop = shop;
            public Task CommitAsync() => _shop.SaveChangesAsync();
        }
        """);

    [Fact]
    public Task A_generic_repository_over_a_set_is_followed() => VerifyMembersAsync(
        """
            public async Task CloseAsync(int id, Repository<Order> orders)
            {
                var order = await orders.GetAsync(o => o.Id == id);
                order.[|Status|] = Status.Shipped;
                orders.Save();
            }
        """,
        """
        public class Repository<T> where T : class
        {
            private readonly Shop _context;
            private readonly DbSet<T> _set;
            public Repository(Shop context) { _context = context; _set = context.Set<T>(); }
            public Task<T> GetAsync(System.Linq.Expressions.Expression<Func<T, bool>> which) => _set.AsNoTracking().FirstAsync(which);
            public void Save() => _context.SaveChanges();
        }
        """);

    [Fact]
    public Task A_helper_that_gets_the_context_and_one_that_changes_the_entity_are_followed() => VerifyMembersAsync(
        """
            public async Task RenameAsync(int id, OrderDto dto)
            {
                using var own = factory.CreateDbContext();
                var order = await Queries.OrderAsync(own, id);
                [|Apply|](order, dto);
                await own.SaveChangesAsync();
            }
            private static void Apply(Order order, OrderDto dto) => order.Number = dto.Number;
        """,
        "public static class Queries { public static Task<Order> OrderAsync(this Shop shop, int id) => shop.Orders.AsNoTracking().FirstAsync(o => o.Id == id); }");

    [Theory]
    [InlineData("protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(\"Host=x\").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);")]
    [InlineData("public Shop() => ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;")]
    public Task A_context_that_tracks_nothing_is_known(string setting) => VerifyCS.VerifyAnalyzerAsync(
        UntrackedShop.Method("var order = await db.Orders.FirstAsync(o => o.Id == id); order.[|Status|] = Status.Paid; await db.SaveChangesAsync(token);", context: UntrackedShop.Context.Replace("public Shop(DbContextOptions<Shop> options) : base(options) { }", setting)));

    [Fact]
    public Task A_registration_says_that_a_context_tracks_nothing() => VerifyCS.VerifyAnalyzerAsync(
        UntrackedShop.Method(
            "var order = await db.Orders.FirstAsync(o => o.Id == id); order.{|#0:Status|} = Status.Paid; await db.SaveChangesAsync(token);",
            """
            public static class Startup
            {
                public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
                    Microsoft.Extensions.DependencyInjection.EntityFrameworkServiceCollectionExtensions.AddDbContext<Shop>(services, options => options.UseNpgsql("Host=x").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
            }
            """),
        Expected(0).WithMessage("'order' comes from a context that tracks nothing, so 'SaveChangesAsync' does not write this change; read it with tracking, or call Update before it is saved"));

    [Fact]
    public Task A_context_that_is_told_on_some_ways_only_is_a_suggestion() => VerifyCS.VerifyAnalyzerAsync(
        UntrackedShop.Method("var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.{|#0:Status|} = Status.Paid; if (isPaid) db.Update(order); await db.SaveChangesAsync(token);"),
        Expected(0, DiagnosticSeverity.Info).WithMessage("'order' was read without tracking, so 'SaveChangesAsync' may not write this change; read it with tracking, or call Update before it is saved"));

    [Fact]
    public Task Top_level_statements_are_read_endpoint_by_endpoint() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;
        using Untracked = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions;
        var app = Microsoft.AspNetCore.Builder.WebApplication.Create();
        Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, "/close", async (Shop db) =>
        {
            var order = await Untracked.AsNoTracking(db.Orders).FirstAsync();
            order.[|Status|] = Status.Shipped;
            await db.SaveChangesAsync();
        });
        Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/orders", async (Shop db) =>
        {
            var order = await db.Orders.AsNoTracking().FirstAsync();
            order.Display = "x";
            await db.SaveChangesAsync();
            return order;
        });
        {{UntrackedShop.Types}}
        {{UntrackedShop.Context}}
        """);

    private static DiagnosticResult Expected(int mark, DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new DiagnosticResult("BG2114", severity).WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
}
