using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2114UntrackedSaveAnalyzer, BackendGuardrails.Integrity.BG2114UntrackedSaveCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2114UntrackedSaveQuietTests
{
    private const string Load = "var order = await db.Orders.Include(o => o.Lines).AsNoTracking().FirstAsync(o => o.Id == id); ";

    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(UntrackedShop.Method(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(UntrackedShop.Service(members, more));

    [Theory]
    [InlineData("order.Status = Status.Paid; db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("db.Attach(order); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; db.Entry(order).State = EntityState.Modified; await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; db.Orders.UpdateRange(order); await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; db.Orders.AttachRange(new[] { order }); await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; var all = new List<Order>(); all.Add(order); db.UpdateRange(all); await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; if (isPaid) db.Update(order); else db.Entry(order).State = EntityState.Modified; await db.SaveChangesAsync();")]
    [InlineData("order.Id = 0; db.Orders.Add(order); await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; db.Remove(order); await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; await db.SaveChangesAsync(); db.Update(order); await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; var same = order; db.Update(same); await db.SaveChangesAsync();")]
    public Task A_context_that_is_told_of_the_entity_saves_it(string body) => VerifyAsync(Load + body);

    [Theory]
    [InlineData("order.Status = Status.Paid; var customer = await db.Customers.FirstAsync(c => c.Id == id); customer.Orders.Add(order); await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; db.Lines.Add(new Line { Order = order }); await db.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; db.Customers.Add(new Customer { Orders = { order } }); await db.SaveChangesAsync();")]
    public Task An_entity_that_becomes_part_of_a_graph_is_left_alone(string body) => VerifyAsync(Load + body);

    [Theory]
    [InlineData("order.Status = Status.Paid; mailer.Hold(order);")]
    [InlineData("await db.SaveChangesAsync(); order.Status = Status.Paid;")]
    [InlineData("if (isPaid) order.Status = Status.Paid; else await db.SaveChangesAsync();")]
    [InlineData("if (isPaid) { order.Status = Status.Paid; await mailer.SendAsync(order.Number); return; } await db.SaveChangesAsync();")]
    [InlineData("switch (id) { case 1: order.Status = Status.Paid; break; default: await db.SaveChangesAsync(); break; }")]
    [InlineData("using var own = factory.CreateDbContext(); order.Status = Status.Paid; await own.SaveChangesAsync();")]
    [InlineData("order.Status = Status.Paid; await db.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, order.Status));")]
    [InlineData("order.Status = Status.Paid; await db.Orders.Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, order.Status)); db.Audits.Add(new Audit()); await db.SaveChangesAsync();")]
    public Task A_change_without_a_save_behind_it_is_left_alone(string body) => VerifyAsync(Load + body);

    [Theory]
    [InlineData("order.Display = order.Number + \"!\"; await db.SaveChangesAsync();")]
    [InlineData("order.Hint = \"late\"; await db.SaveChangesAsync();")]
    public Task A_member_that_the_model_does_not_map_is_left_alone(string body) => VerifyAsync(Load + body);

    [Fact]
    public Task A_change_for_the_answer_is_left_alone() => VerifyMembersAsync("""
            public async Task<Order> ShowAsync(int id)
            {
                var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id);
                order.Total = Math.Round(order.Total, 2);
                db.Audits.Add(new Audit { Text = "shown" });
                await db.SaveChangesAsync();
                return order;
            }
            public async Task<Customer> LoginAsync(int id)
            {
                var customer = await db.Customers.AsNoTracking().FirstAsync(o => o.Id == id);
                customer.PasswordHash = null;
                await db.SaveChangesAsync();
                return customer;
            }
            public async Task<decimal> RoundAsync(int id)
            {
                var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id);
                order.Total *= 2;
                var known = await db.Orders.FirstAsync(o => o.Id == id);
                known.Total = order.Total;
                await db.SaveChangesAsync();
                return known.Total;
            }
        """);

    [Theory]
    [InlineData("var order = await db.Orders.FirstAsync(o => o.Id == id); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().AsTracking().FirstAsync(o => o.Id == id); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("var order = isPaid ? await db.Orders.FirstAsync() : await db.Orders.AsNoTracking().FirstAsync(); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders; if (isPaid) query = query.AsNoTracking(); var order = await query.FirstAsync(); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order = await db.Orders.FirstAsync(o => o.Id == order.Id); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData("var old = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); var order = await db.Orders.FirstAsync(o => o.Id == id); order.Version = old.Version + 1; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().FirstAsync(); order = new Order(); order.Status = Status.Paid; db.Add(order); await db.SaveChangesAsync();")]
    [InlineData("var row = await db.Orders.AsNoTracking().Select(o => new OrderDto(o.Id, o.Number, o.Total)).FirstAsync(); await db.SaveChangesAsync();")]
    [InlineData("var report = await db.Reports.AsNoTracking().FirstAsync(); report.Sum = 5; await db.SaveChangesAsync();")]
    [InlineData("var order = await db.Orders.AsNoTracking().Include(o => o.Customer).FirstAsync(); order.Customer = await db.Customers.FirstAsync(); order.Customer.Name = \"x\"; await db.SaveChangesAsync();")]
    public Task What_is_tracked_or_may_be_is_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); foreach (var order in orders) { order.Status = Status.Paid; } db.UpdateRange(orders); await db.SaveChangesAsync();")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); foreach (var order in orders) { order.Status = Status.Paid; db.Update(order); } await db.SaveChangesAsync();")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); foreach (var order in orders) { if (order.Total == 0) continue; db.Entry(order).State = EntityState.Modified; order.Status = Status.Paid; } await db.SaveChangesAsync();")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); orders.ForEach(o => o.Status = Status.Paid); db.Orders.UpdateRange(orders); await db.SaveChangesAsync();")]
    [InlineData("var orders = await db.Orders.AsNoTracking().ToListAsync(); orders.ForEach(o => { o.Status = Status.Paid; db.Update(o); }); await db.SaveChangesAsync();")]
    public Task Rows_of_a_list_that_the_context_is_told_of_are_left_alone(string body) => VerifyAsync(body);

    [Fact]
    public Task A_repository_that_attaches_or_chooses_is_left_alone() => VerifyMembersAsync(
        """
            public async Task CloseAsync(int id, Repository orders)
            {
                var order = await orders.GetAsync(id);
                order.Status = Status.Shipped;
                await orders.UpdateAsync(order);
            }
            public async Task PayAsync(int id, Repository orders)
            {
                var order = await orders.GetAsync(id, tracking: true);
                order.Status = Status.Paid;
                await db.SaveChangesAsync();
            }
            public async Task OpenAsync(int id, Repository orders)
            {
                var order = await orders.LoadAsync(id);
                order.Status = Status.Open;
                await db.SaveChangesAsync();
            }
            public async Task KeepAsync(int id, Repository orders)
            {
                var order = orders.Kept();
                order.Status = Status.Open;
                db.Audits.Add(new Audit());
                await db.SaveChangesAsync();
            }
        """,
        """
        public class Repository(Shop db)
        {
            private List<Order>? _kept;
            public async Task<Order> GetAsync(int id) => await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id);
            public async Task<Order> GetAsync(int id, bool tracking) => await (tracking ? db.Orders : db.Orders.AsNoTracking()).FirstAsync(o => o.Id == id);
            public async Task<Order> LoadAsync(int id) { var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); db.Attach(order); return order; }
            public Order Kept() { _kept = db.Orders.AsNoTracking().ToList(); return _kept[0]; }
            public async Task UpdateAsync(Order order) { db.Update(order); await db.SaveChangesAsync(); }
        }
        """);

    [Fact]
    public Task A_context_of_which_only_some_track_nothing_is_left_alone() => VerifyAsync(
        "var order = await db.Orders.FirstAsync(o => o.Id == id); order.Status = Status.Paid; await db.SaveChangesAsync(token);",
        "public class Readers { public void Read(Shop shop) => shop.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking; }");

    [Fact]
    public Task A_context_that_is_another_ones_save_is_left_alone() => VerifyMembersAsync(
        "    public async Task RunAsync(Archive archive, int id) { var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Status = Status.Paid; await archive.KeepAsync(order.Number); }",
        "public class ArchiveContext : DbContext { public DbSet<Audit> Texts => Set<Audit>(); } public class Archive(ArchiveContext texts) { public Task KeepAsync(string text) { texts.Add(new Audit { Text = text }); return texts.SaveChangesAsync(); } }");

    [Fact]
    public Task A_context_of_the_same_name_in_another_namespace_is_none() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Mine
        {
            public class DbContext { public void SaveChanges() { } public List<Order> Orders => AsNoTracking(); public List<Order> AsNoTracking() => new(); }
            public class Order { public int Id { get; set; } public string Note { get; set; } = ""; }
            public class Service { public void Run(DbContext db) { var order = db.AsNoTracking()[0]; order.Note = "x"; db.SaveChanges(); } }
        }
        """);

    [Fact]
    public Task Known_miss_an_entity_that_goes_out_of_sight_may_be_told_there() => VerifyAsync(Load + "order.Status = Status.Paid; mailer.Hold(order); await db.SaveChangesAsync();");

    [Fact]
    public Task Known_miss_a_save_in_the_caller_is_not_seen() => VerifyMembersAsync("""
            public async Task RunAsync(int id) { await ChangeAsync(id); await db.SaveChangesAsync(); }
            private async Task ChangeAsync(int id) { var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Status = Status.Paid; }
        """);
}
