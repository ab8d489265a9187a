using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1007SavePerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Commits, transactions and commands per item; and those that are many at once, or meant.</summary>
public class BG1007SavePerItemTests
{
    private const string Once = "do it once after the loop, or once for every few hundred items";
    private const string Many = "write many of them with one command";

    [Theory]
    [InlineData("db.Orders.Add(new Order { CustomerId = id }); await db.{|#0:SaveChangesAsync|}(token);", "'SaveChangesAsync'", "writes to the database", Once)]
    [InlineData("await using var _ = await db.Database.{|#0:BeginTransactionAsync|}(token);", "'BeginTransactionAsync'", "begins a transaction", Once)]
    [InlineData("using var _ = connection.{|#0:BeginTransaction|}();", "'BeginTransaction'", "begins a transaction", Once)]
    [InlineData("await db.Orders.Where(o => o.Id == id).{|#0:ExecuteDeleteAsync|}(token);", "'ExecuteDeleteAsync'", "sends a command of its own", Many)]
    [InlineData("await db.Database.{|#0:ExecuteSqlAsync|}($\"DELETE FROM orders WHERE id = {id}\", token);", "'ExecuteSqlAsync'", "sends a command of its own", Many)]
    [InlineData("await connection.{|#0:ExecuteAsync|}(\"DELETE FROM orders WHERE id = @id\", new { id });", "'ExecuteAsync'", "sends a command of its own", Many)]
    public Task The_message_says_what_is_done_for_each_and_what_to_do(string code, string name, string what, string advice) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method($"foreach (var id in {{|#1:ids|}}) {{ {code} }}"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments(name, what, "for each element of 'ids'", advice));

    [Fact]
    public Task The_whole_message() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method("foreach (var id in {|#1:ids|}) { db.Remove(new Order { Id = id }); db.{|#0:SaveChanges|}(); }"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1)
            .WithMessage("'SaveChanges' writes to the database for each element of 'ids'; do it once after the loop, or once for every few hundred items"));

    [Fact]
    public Task The_way_through_a_repository_and_a_unit_of_work_is_told() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{TripShop.Usings}}
        public interface IOrderRepository { Task AddAsync(Order order); }
        public interface IUnitOfWork { Task CommitAsync(); }
        public class UnitOfWork : IUnitOfWork
        {
            private readonly ShopContext db;
            public UnitOfWork(ShopContext db) => this.db = db;
            public Task CommitAsync() => db.{|#3:SaveChangesAsync|}();
        }

        public class OrderRepository : IOrderRepository
        {
            private readonly IUnitOfWork unit;
            public OrderRepository(IUnitOfWork unit) => this.unit = unit;
            public Task AddAsync(Order order) => unit.{|#2:CommitAsync|}();
        }

        public class Import
        {
            public async Task RunAsync(IOrderRepository orders, IEnumerable<Order> rows)
            {
                foreach (var row in {|#1:rows|})
                    await orders.{|#0:AddAsync|}(row);
            }
        }
        {{TripShop.Model}}
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithLocation(3)
            .WithArguments("'AddAsync' (OrderRepository.AddAsync → UnitOfWork.CommitAsync → SaveChangesAsync)", "writes to the database", "for each element of 'rows'", Once));

    [Theory]
    [InlineData("a mail that was sent", "var order = db.Orders.Local.First(o => o.Id == id); await http.PostAsJsonAsync(\"mail\", order); order.Status = Status.Sent; await db.{|#0:SaveChangesAsync|}(token);")]
    [InlineData("a message that was published", "await PublishAsync(id); db.Orders.Local.First().Status = Status.Sent; db.{|#0:SaveChanges|}(); static Task PublishAsync(int id) => Task.CompletedTask;")]
    public Task What_was_sent_is_marked_at_once(string why, string code) => VerifyCS.VerifyAnalyzerAsync(TripShop.Method($"foreach (var id in ids) {{ {code} }} /* {why} */"));

    [Theory]
    [InlineData("a key for the next row", "var order = new Order { ParentId = parent }; db.Add(order); await db.{|#0:SaveChangesAsync|}(); parent = order.Id;", "the next item needs the key that is made here; set the navigation instead, and save once after the loop")]
    public Task A_key_for_the_next_row_is_information(string why, string code, string advice) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method($"int? parent = null; foreach (var id in {{|#1:ids|}}) {{ {code} }} /* {why} */"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithLocation(1)
            .WithArguments(code.Contains("Async|}") ? "'SaveChangesAsync'" : "'SaveChanges'", "writes to the database", "for each element of 'ids'", advice));

    [Theory]
    [InlineData("namespace Shop.Migrations { public class Fill", "Run", true)]
    [InlineData("namespace Shop.Data { public class CustomerSeeder", "Run", true)]
    [InlineData("namespace Shop.Data { public class Orders", "SeedAll", true)]
    [InlineData("namespace Shop.Plans { public class UpgradeOfPlan", "UpgradeSubscriptions", false)]
    public Task What_is_done_once_is_quiet(string type, string method, bool isQuiet) => VerifyCS.VerifyAnalyzerAsync($$"""
        {{TripShop.Usings}}
        {{type}}
        {
            public void {{method}}(ShopContext db, int[] ids)
            {
                foreach (var id in ids)
                {
                    db.Add(new Order { CustomerId = id });
                    {{(isQuiet ? "db.SaveChanges();" : "db.[|SaveChanges|]();")}}
                }
            }
        }
        }
        {{TripShop.Model}}
        """);

    [Theory]
    [InlineData("job.CompletedAt = DateTime.UtcNow;", true)]
    [InlineData("job.IsProcessed = true;", true)]
    [InlineData("job.IsProcessed = false;", false)]
    [InlineData("job.Name = \"x\";", false)]
    public Task A_job_that_has_run_may_be_marked_by_itself(string mark, bool isMark)
    {
        var code = TripShop.Service($$"""
                public async Task RunAsync(List<Job> jobs)
                {
                    foreach (var job in {|#1:jobs|})
                    {
                        await ExecuteAsync(job);
                        {{mark}}
                        await db.{|#0:SaveChangesAsync|}();
                    }
                }

                private Task ExecuteAsync(Job job) => Task.CompletedTask;
            }

            public class Job
            {
                public string Name { get; set; } = "";
                public bool IsProcessed { get; set; }
                public DateTime? CompletedAt { get; set; }
            """);
        return VerifyCS.VerifyAnalyzerAsync(code, isMark ? [] : [VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("'SaveChangesAsync'", "writes to the database", "for each element of 'jobs'", Once)]);
    }

    [Theory]
    [InlineData("for", "for (var i = 0; i < ids.Count; i++) { db.Add(new Order { CustomerId = ids[i] }); db.[|SaveChanges|](); }")]
    [InlineData("a lambda", "ids.ForEach(id => { db.Add(new Order { CustomerId = id }); db.[|SaveChanges|](); });")]
    [InlineData("a condition", "foreach (var id in ids) { if (id > 3) { db.Add(new Order { CustomerId = id }); db.[|SaveChanges|](); } }")]
    [InlineData("a try around each", "foreach (var id in ids) { try { db.Add(new Order { CustomerId = id }); await db.[|SaveChangesAsync|](); } catch (DbUpdateException) { } }")]
    [InlineData("a local function", "foreach (var id in ids) await [|SaveAsync|](id); Task<int> SaveAsync(int id) { db.Add(new Order { CustomerId = id }); return db.SaveChangesAsync(); }")]
    [InlineData("an overload", "foreach (var id in ids) { db.Add(new Order { CustomerId = id }); await db.[|SaveChangesAsync|](acceptAllChangesOnSuccess: false, token); }")]
    [InlineData("ADO.NET", "foreach (var id in ids) { using var command = connection.CreateCommand(); command.CommandText = \"DELETE FROM orders WHERE id = 3\"; command.[|ExecuteNonQuery|](); }")]
    [InlineData("a list of parameters", "await connection.[|ExecuteAsync|](\"DELETE FROM orders WHERE id = @Id\", ids.Select(id => new { Id = id }));")]
    [InlineData("a list of parameters in a local", "var rows = ids.Select(id => new { Id = id }).ToList(); connection.[|Execute|](\"DELETE FROM orders WHERE id = @Id\", rows);")]
    [InlineData("tasks", "await Task.WhenAll(ids.Select(id => connection.[|ExecuteAsync|](\"DELETE FROM orders WHERE id = @id\", new { id })));")]
    [InlineData("a save for each page of one, told for the inner loop", "foreach (var chunk in ids.Chunk(100)) foreach (var id in chunk) { db.Add(new Order { CustomerId = id }); db.[|SaveChanges|](); }")]
    public Task A_save_for_each_is_reported(string way, string body) => VerifyCS.VerifyAnalyzerAsync($"// {way}\n{TripShop.Method(body)}");

    [Theory]
    [InlineData("after the loop", "foreach (var id in ids) db.Add(new Order { CustomerId = id }); await db.SaveChangesAsync(token);")]
    [InlineData("a pager of ours", "while (await ReadNextPageAsync() is { Length: > 0 }) await db.SaveChangesAsync(token); Task<int[]> ReadNextPageAsync() => Task.FromResult(ids.ToArray());")]
    [InlineData("a number of batches", "var maxBatches = ids.Count; for (var i = 0; i < maxBatches; i++) await db.Orders.Where(o => o.CustomerId == 0).ExecuteDeleteAsync();")]
    [InlineData("for each chunk", "foreach (var chunk in ids.Chunk(500)) { db.AddRange(chunk.Select(id => new Order { CustomerId = id })); await db.SaveChangesAsync(token); }")]
    [InlineData("every so many", "var n = 0; foreach (var id in ids) { db.Add(new Order { CustomerId = id }); if (++n % 500 == 0) await db.SaveChangesAsync(token); }")]
    [InlineData("every so many, by the index", "for (var i = 0; i < ids.Count; i++) { db.Add(new Order()); if (i % 500 == 499) db.SaveChanges(); }")]
    [InlineData("every so many, by a sum", "var done = 0; foreach (var id in ids) { db.Add(new Order()); done += 1; if (done % 500 == 0) db.SaveChanges(); }")]
    [InlineData("every so many, by the position", "foreach (var (id, index) in ids.Select((id, index) => (id, index))) { db.Add(new Order { CustomerId = id }); if (index % 500 == 0) db.SaveChanges(); }")]
    [InlineData("when the buffer is full", "var buffer = new List<Order>(); foreach (var id in ids) { buffer.Add(new Order { CustomerId = id }); if (buffer.Count >= 500) { db.AddRange(buffer); await db.SaveChangesAsync(token); buffer.Clear(); } }")]
    [InlineData("unless the buffer is not full", "var buffer = new List<Order>(); foreach (var id in ids) { buffer.Add(new Order { CustomerId = id }); if (buffer.Count < 500) continue; db.AddRange(buffer); await db.SaveChangesAsync(token); buffer.Clear(); }")]
    [InlineData("when the counter is full", "var waiting = 0; foreach (var id in ids) { db.Add(new Order()); waiting++; if (waiting == 500) { db.SaveChanges(); waiting = 0; } }")]
    [InlineData("at the last", "for (var i = 0; i < ids.Count; i++) { db.Add(new Order()); if (i == ids.Count - 1) db.SaveChanges(); }")]
    [InlineData("on the way out", "foreach (var id in ids) { if (id < 0) { db.Add(new Order()); await db.SaveChangesAsync(token); return null; } }")]
    [InlineData("another try", "for (var attempt = 0; attempt < 3; attempt++) { try { await db.SaveChangesAsync(token); break; } catch (DbUpdateConcurrencyException) { db.ChangeTracker.Clear(); } }")]
    [InlineData("another try without an end", "var saved = false; while (!saved) { try { await db.SaveChangesAsync(token); saved = true; } catch (DbUpdateConcurrencyException) { db.ChangeTracker.Clear(); } }")]
    [InlineData("a message at a time", "while (!token.IsCancellationRequested) { db.Add(new Order()); await db.SaveChangesAsync(token); await Task.Delay(100, token); }")]
    [InlineData("pages", "List<Order> page; do { page = await db.Orders.Where(o => o.Status == Status.New).Take(500).ToListAsync(token); page.ForEach(o => o.Status = Status.Paid); await db.SaveChangesAsync(token); } while (page.Count > 0);")]
    [InlineData("a context for each", "foreach (var id in ids) { await using var own = new ShopContext(new()); own.Add(new Order { CustomerId = id }); await own.SaveChangesAsync(token); }")]
    [InlineData("constants", "foreach (var status in Enum.GetValues<Status>()) { db.Add(new Order { Status = status }); db.SaveChanges(); }")]
    [InlineData("one command with one object", "await connection.ExecuteAsync(\"DELETE FROM orders WHERE id = @id\", new { id = ids[0] });")]
    [InlineData("one command with a dictionary", "await connection.ExecuteAsync(\"DELETE FROM orders WHERE id = @id\", new Dictionary<string, object> { [\"id\"] = 1 });")]
    [InlineData("statements of a script", "foreach (var sql in new List<string>(new string[3])) await connection.ExecuteAsync(sql);")]
    [InlineData("changes alone", "foreach (var order in db.Orders.ToList()) { order.Status = Status.Paid; db.Update(order); db.Entry(order).State = EntityState.Modified; }")]
    [InlineData("AcceptAllChanges", "foreach (var id in ids) db.ChangeTracker.AcceptAllChanges();")]
    public Task Many_at_once_are_quiet(string way, string body) => VerifyCS.VerifyAnalyzerAsync($"// {way}\n{TripShop.Method(body)}");

    [Theory]
    [InlineData("a scope", "foreach (var id in ids) { using var scope = services.CreateScope(); var own = scope.ServiceProvider.GetRequiredService<ShopContext>(); own.Add(new Order()); await own.SaveChangesAsync(); }")]
    [InlineData("an asynchronous scope", "foreach (var id in ids) { await using var scope = services.CreateAsyncScope(); await scope.ServiceProvider.GetRequiredService<ShopContext>().SaveChangesAsync(); }")]
    [InlineData("a factory", "foreach (var id in ids) { await using var own = await factory.CreateDbContextAsync(); own.Add(new Order()); await own.SaveChangesAsync(); }")]
    public Task A_unit_of_work_for_each_is_quiet(string way, string body) => VerifyCS.VerifyAnalyzerAsync(
        $"// {way}\n" + TripShop.Service($"public async Task RunAsync(IServiceProvider services, IDbContextFactory<ShopContext> factory, int[] ids) {{ {body} }}"));

    [Fact]
    public Task Contexts_of_other_namespaces_are_something_else() => VerifyCS.VerifyAnalyzerAsync(
        """
        namespace Lookalike
        {
            public class DbContext { public void Add(object row) { } public int SaveChanges() => 0; public void BeginTransaction() { } }

            public class Import
            {
                public void Run(DbContext db, int[] ids)
                {
                    foreach (var id in ids)
                    {
                        db.BeginTransaction();
                        db.Add(id);
                        db.SaveChanges();
                    }
                }
            }
        }
        """);
}
