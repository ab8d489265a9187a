using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1007SavePerItemAnalyzer, BackendGuardrails.Queries.BG1007SavePerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Saves that move behind the loop.</summary>
public class BG1007SavePerItemFixTests
{
    [Fact]
    public Task The_save_moves_behind_the_loop_with_its_comments() => VerifyCS.VerifyCodeFixAsync(
        TripShop.Service("""
            public async Task RunAsync(int[] ids, CancellationToken token)
            {
                // Place them.
                foreach (var id in ids)
                {
                    db.Orders.Add(new Order { CustomerId = id });

                    // Keep it.
                    await db.[|SaveChangesAsync|](token).ConfigureAwait(false); // with the token
                }

                Console.WriteLine("done");
            }
            """),
        TripShop.Service("""
            public async Task RunAsync(int[] ids, CancellationToken token)
            {
                // Place them.
                foreach (var id in ids)
                {
                    db.Orders.Add(new Order { CustomerId = id });
                }

                // Keep it.
                await db.SaveChangesAsync(token).ConfigureAwait(false); // with the token

                Console.WriteLine("done");
            }
            """));

    [Fact]
    public Task Rows_that_are_found_by_their_key_and_changed_are_saved_once() => VerifyCS.VerifyCodeFixAsync(
        TripShop.Service("""
            public void Run(List<int> ids)
            {
                for (var i = 0; i < ids.Count; i++)
                {
                    var order = db.Orders.Find(ids[i]);
                    if (order is null)
                        continue;
                    var customer = db.Customers.First(c => c.Id == order.CustomerId);
                    customer.Points += 10;
                    order.Status = Status.Paid;
                    db.[|SaveChanges|]();
                }
            }
            """),
        TripShop.Service("""
            public void Run(List<int> ids)
            {
                for (var i = 0; i < ids.Count; i++)
                {
                    var order = db.Orders.Find(ids[i]);
                    if (order is null)
                        continue;
                    var customer = db.Customers.First(c => c.Id == order.CustomerId);
                    customer.Points += 10;
                    order.Status = Status.Paid;
                }

                db.SaveChanges();
            }
            """));

    [Fact]
    public Task A_save_inside_of_a_condition_moves_and_so_does_one_before_a_counter() => VerifyCS.VerifyCodeFixAsync(
        TripShop.Service("""
            public async Task<int> RunAsync(List<Order> orders)
            {
                var saved = 0;
                foreach (var order in orders)
                {
                    if (order.Total > 100)
                    {
                        order.Status = Status.Paid;
                        await db.[|SaveChangesAsync|]();
                        saved++;
                    }
                }

                return saved;
            }
            """),
        TripShop.Service("""
            public async Task<int> RunAsync(List<Order> orders)
            {
                var saved = 0;
                foreach (var order in orders)
                {
                    if (order.Total > 100)
                    {
                        order.Status = Status.Paid;
                        saved++;
                    }
                }

                await db.SaveChangesAsync();

                return saved;
            }
            """));

    [Fact]
    public Task Where_the_same_save_follows_it_is_enough() => VerifyCS.VerifyCodeFixAsync(
        TripShop.Service("""
            public async Task RunAsync(List<Order> orders)
            {
                foreach (var order in orders)
                {
                    order.Status = Status.Paid;
                    await db.[|SaveChangesAsync|]();
                }
                await db.SaveChangesAsync();
            }
            """),
        TripShop.Service("""
            public async Task RunAsync(List<Order> orders)
            {
                foreach (var order in orders)
                {
                    order.Status = Status.Paid;
                }
                await db.SaveChangesAsync();
            }
            """));

    [Fact]
    public Task Fix_All_moves_the_saves_of_two_loops() => VerifyCS.VerifyCodeFixAsync(
        TripShop.Service("""
            public async Task RunAsync(List<Order> orders, Queue<int> queue)
            {
                foreach (var order in orders)
                {
                    order.Status = Status.Paid;
                    await db.[|SaveChangesAsync|]();
                }

                while (queue.TryDequeue(out var id))
                {
                    db.Remove(new Line { Id = id });
                    await this.db.[|SaveChangesAsync|]();
                }
            }
            """),
        TripShop.Service("""
            public async Task RunAsync(List<Order> orders, Queue<int> queue)
            {
                foreach (var order in orders)
                {
                    order.Status = Status.Paid;
                }

                await db.SaveChangesAsync();

                while (queue.TryDequeue(out var id))
                {
                    db.Remove(new Line { Id = id });
                }

                await this.db.SaveChangesAsync();
            }
            """));

    [Fact]
    public Task Top_level_statements_get_statements() => VerifyCS.VerifyCodeFixAsync(
        $$"""
        {{TripShop.Usings}}
        await using var db = new ShopContext(new DbContextOptions<ShopContext>());
        foreach (var name in args)
        {
            db.Customers.Add(new Customer { Name = name });
            db.[|SaveChanges|]();
        }
        {{TripShop.Model}}
        """,
        $$"""
        {{TripShop.Usings}}
        await using var db = new ShopContext(new DbContextOptions<ShopContext>());
        foreach (var name in args)
        {
            db.Customers.Add(new Customer { Name = name });
        }

        db.SaveChanges();
        {{TripShop.Model}}
        """);

    [Fact]
    public Task A_context_saves_itself_and_streams_are_loops() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        public class Row { public int Id { get; set; } public int Mark { get; set; } }

        public class Marks : DbContext
        {
            public DbSet<Row> Rows => Set<Row>();

            public async Task MarkAsync(IAsyncEnumerable<int> marks)
            {
                await foreach (var mark in marks)
                {
                    Rows.Add(new Row { Mark = mark });
                    await [|SaveChangesAsync|]();
                }
            }
        }
        """,
        """
        using Microsoft.EntityFrameworkCore;

        public class Row { public int Id { get; set; } public int Mark { get; set; } }

        public class Marks : DbContext
        {
            public DbSet<Row> Rows => Set<Row>();

            public async Task MarkAsync(IAsyncEnumerable<int> marks)
            {
                await foreach (var mark in marks)
                {
                    Rows.Add(new Row { Mark = mark });
                }

                await SaveChangesAsync();
            }
        }
        """);

    [Theory]
    [InlineData("the result is used", "var n = 0; foreach (var id in ids) { db.Add(new Order()); n += await db.[|SaveChangesAsync|](); } return n;")]
    [InlineData("the key is read", "foreach (var id in ids) { var order = new Order(); db.Add(order); await db.[|SaveChangesAsync|](); Console.WriteLine(order.Id); }")]
    [InlineData("the row is handed on", "Order? last = null; foreach (var id in ids) { var order = new Order { ParentId = last?.Id }; db.Add(order); last = order; await db.[|SaveChangesAsync|](); }")]
    [InlineData("rows are kept and read", "var made = new List<Order>(); foreach (var id in ids) { var order = new Order { ParentId = made.Count > 0 ? made[made.Count - 1].Id : null }; db.Add(order); made.Add(order); await db.[|SaveChangesAsync|](); }")]
    [InlineData("the next item counts the rows", "foreach (var id in ids) { if (await db.Orders.CountAsync(o => o.CustomerId == id) > 3) continue; db.Add(new Order { CustomerId = id }); await db.[|SaveChangesAsync|](); }")]
    [InlineData("the next item finds what was added", "foreach (var id in ids) { var order = await db.Orders.FindAsync(id); if (order is null) { order = new Order { Id = id }; db.Add(order); } await db.[|SaveChangesAsync|](); }")]
    [InlineData("a query by what is changed", "foreach (var id in ids) { var order = await db.Orders.FirstAsync(o => o.Status == Status.New); order.Status = Status.Paid; await db.[|SaveChangesAsync|](); }")]
    [InlineData("rows that are not tracked", "foreach (var id in ids) { var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Total++; db.Update(order); await db.[|SaveChangesAsync|](); }")]
    [InlineData("a try for each", "foreach (var id in ids) { try { db.Add(new Order()); await db.[|SaveChangesAsync|](); } catch (DbUpdateException) { } }")]
    [InlineData("a transaction for each", "foreach (var id in ids) { using var scope = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled); db.Add(new Order()); await db.[|SaveChangesAsync|](); scope.Complete(); }")]
    [InlineData("a return", "foreach (var id in ids) { if (id < 0) return id; db.Add(new Order()); await db.[|SaveChangesAsync|](); }")]
    [InlineData("a throw", "foreach (var id in ids) { var order = await db.Orders.FindAsync(id) ?? throw new InvalidOperationException(); order.Total++; await db.[|SaveChangesAsync|](); }")]
    [InlineData("a change before a continue", "foreach (var order in db.Orders.ToList()) { order.Total++; if (order.Total < 3) continue; await db.[|SaveChangesAsync|](); }")]
    [InlineData("changes beside the condition", "foreach (var order in db.Orders.ToList()) { order.Total++; if (order.Total > 3) { order.Status = Status.Paid; await db.[|SaveChangesAsync|](); } }")]
    [InlineData("the tracker is cleared", "foreach (var id in ids) { db.Add(new Order()); await db.[|SaveChangesAsync|](); db.ChangeTracker.Clear(); }")]
    [InlineData("the tracker is cleared before", "foreach (var id in ids) { db.ChangeTracker.Clear(); db.Add(new Order()); await db.[|SaveChangesAsync|](); }")]
    [InlineData("two saves", "foreach (var id in ids) { db.Add(new Order()); await db.[|SaveChangesAsync|](); db.Add(new Line()); await db.[|SaveChangesAsync|](); }")]
    [InlineData("a service is called", "foreach (var order in db.Orders.ToList()) { order.Total = await PriceAsync(order.Id); await db.[|SaveChangesAsync|](); } static Task<decimal> PriceAsync(int id) => Task.FromResult(1m);")]
    [InlineData("something waits before", "db.Add(new Customer()); foreach (var id in ids) { db.Add(new Order()); await db.[|SaveChangesAsync|](); }")]
    [InlineData("the condition asks", "while (db.Orders.Any(o => o.Status == Status.New && o.Id > ids[0])) { db.Orders.Find(ids[0])!.Status = Status.Paid; db.[|SaveChanges|](); }")]
    [InlineData("a lambda", "ids.ForEach(id => { db.Add(new Order()); db.[|SaveChanges|](); });")]
    [InlineData("an argument that varies", "foreach (var id in ids) { db.Add(new Order()); db.[|SaveChanges|](id > 3); }")]
    [InlineData("no braces", "foreach (var order in db.Orders.ToList()) db.[|SaveChanges|]();")]
    [InlineData("a loop without braces around", "if (ids.Count > 1) foreach (var id in ids) { db.Add(new Order()); db.[|SaveChanges|](); }")]
    [InlineData("a yield", "await foreach (var _ in All()) { } async IAsyncEnumerable<int> All() { foreach (var id in ids) { db.Add(new Order()); yield return id; await db.[|SaveChangesAsync|](); } }")]
    [InlineData("a delegate", "Action<int> then = _ => { }; foreach (var id in ids) { db.Add(new Order()); then(id); await db.[|SaveChangesAsync|](); }")]
    [InlineData("a write that is not through the context", "foreach (var id in ids) { db.Add(new Order()); connection.[|Execute|](\"DELETE FROM lines WHERE id = @id\", new { id }); await db.[|SaveChangesAsync|](); }")]
    public Task A_save_that_something_depends_on_stays(string why, string body) =>
        VerifyCS.VerifyNoCodeFixAsync($"// {why}\n{TripShop.Method(body)}");
}
