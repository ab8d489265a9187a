using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2102TransactionUnderRetryAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2102TransactionUnderRetryTests
{
    private static Task VerifyAsync(string source) => new VerifyCS.Test { TestCode = source, Stubs = ["Aspire.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.SqlServer"] }.RunAsync();

    [Theory]
    [InlineData("await using var tx = await _db.Database.[|BeginTransactionAsync|](token); await _db.SaveChangesAsync(token); await tx.CommitAsync(token);")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); _db.SaveChanges(); tx.Commit();")]
    [InlineData("using (var tx = _db.Database.[|BeginTransaction|]()) { _db.SaveChanges(); tx.Commit(); }")]
    [InlineData("await using (await _db.Database.[|BeginTransactionAsync|]()) { await _db.SaveChangesAsync(); await _db.Database.CommitTransactionAsync(); }")]
    [InlineData("await using var tx = await _db.Database.[|BeginTransactionAsync|](System.Data.IsolationLevel.Serializable, token); await _db.SaveChangesAsync(token);")]
    [InlineData("await using var tx = await _db.Database.[|BeginTransactionAsync|](token).ConfigureAwait(false); await _db.SaveChangesAsync(token).ConfigureAwait(false);")]
    [InlineData("var tx = _db.Database.[|BeginTransaction|](); try { _db.SaveChanges(); tx.Commit(); } catch { tx.Rollback(); throw; } finally { tx.Dispose(); }")]
    [InlineData("IDbContextTransaction? tx = null; try { tx = _db.Database.[|BeginTransaction|](); _db.SaveChanges(); tx.Commit(); } finally { tx?.Dispose(); }")]
    [InlineData("await _db.Database.[|BeginTransactionAsync|](); await _db.SaveChangesAsync(); await _db.Database.CommitTransactionAsync();")]
    [InlineData("_transaction = await _db.Database.[|BeginTransactionAsync|](); await _db.SaveChangesAsync(); await _transaction.CommitAsync();")]
    [InlineData("using var tx = RelationalDatabaseFacadeExtensions.[|BeginTransaction|](_db.Database, System.Data.IsolationLevel.Serializable); _db.SaveChanges();")]
    [InlineData("var database = _db.Database; using var tx = database.[|BeginTransaction|](); _db.SaveChanges();")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); await _db.Orders.Where(order => order.Id > 1).ToListAsync();")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); var query = _db.Orders.Where(order => order.Id > 1); if (query.Any()) tx.Commit();")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); var rows = (from order in _db.Orders where order.Id > 1 select order).ToList();")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); foreach (var order in _db.Orders) { }")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); await _db.Orders.ExecuteDeleteAsync();")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); await _db.Database.ExecuteSqlAsync($\"delete from x\");")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); var order = await _db.Orders.FindAsync(1);")]
    [InlineData("using var tx = other.Database.[|BeginTransaction|](); other.SaveChanges();")]
    [InlineData("_db.Database.[|UseTransaction|](connection.BeginTransaction() as System.Data.Common.DbTransaction); _db.SaveChanges();")]
    [InlineData("using var scope = [|new TransactionScope(TransactionScopeAsyncFlowOption.Enabled)|]; await _db.SaveChangesAsync(); scope.Complete();")]
    [InlineData("using (TransactionScope scope = [|new(TransactionScopeAsyncFlowOption.Enabled)|]) { await _db.SaveChangesAsync(); scope.Complete(); }")]
    [InlineData("using var tx = _db.Database.[|BeginTransaction|](); other.Database.UseTransaction(tx.GetDbTransaction()); other.SaveChanges(); _db.SaveChanges();")]
    [InlineData("using var tx = _db?.Database.[|BeginTransaction|](); _db?.SaveChanges();")]
    [InlineData("using var tx = _db.Database?.[|BeginTransaction|](); _db.SaveChanges();")]
    [InlineData("using var tx = token.IsCancellationRequested ? null : _db.Database.[|BeginTransaction|](); _db.SaveChanges();")]
    [InlineData("Func<Task> run = async () => { }; await run(); using var tx = _db.Database.[|BeginTransaction|](); _db.SaveChanges();")]
    public Task A_transaction_with_an_EF_command_in_it_is_reported(string body) => VerifyAsync(RetryShop.Method(body));

    [Theory]
    [InlineData("await strategy.ExecuteAsync(async () => { await using var tx = await _db.Database.BeginTransactionAsync(); await _db.SaveChangesAsync(); });")]
    [InlineData("await _db.Database.CreateExecutionStrategy().ExecuteAsync(async () => { await using var tx = await _db.Database.BeginTransactionAsync(); await _db.SaveChangesAsync(); });")]
    [InlineData("strategy.Execute(() => { using var tx = _db.Database.BeginTransaction(); _db.SaveChanges(); });")]
    [InlineData("ExecutionStrategyExtensions.Execute(strategy, () => { using var tx = _db.Database.BeginTransaction(); _db.SaveChanges(); });")]
    [InlineData("await strategy.ExecuteAsync(_db, async (db, t) => { using var tx = db.Database.BeginTransaction(); await db.SaveChangesAsync(t); return true; }, null, token);")]
    [InlineData("strategy.ExecuteInTransaction(() => { using var tx = _db.Database.BeginTransaction(); _db.SaveChanges(); }, () => true);")]
    [InlineData("Func<Task> work = async () => { using var tx = _db.Database.BeginTransaction(); await _db.SaveChangesAsync(); }; await strategy.ExecuteAsync(work);")]
    [InlineData("await strategy.ExecuteAsync(Work); async Task Work() { using var tx = _db.Database.BeginTransaction(); await _db.SaveChangesAsync(); }")]
    [InlineData("await strategy.ExecuteAsync(async () => { using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled); await _db.SaveChangesAsync(); });")]
    public Task Inside_a_strategy_it_is_quiet(string body) => VerifyAsync(RetryShop.Method(body));

    [Theory]
    [InlineData("using var tx = connection.BeginTransaction(); _db.SaveChanges();")]
    [InlineData("using var tx = _db.Database.BeginTransaction(); _db.Database.GetDbConnection().Execute(\"delete from x\", transaction: tx.GetDbTransaction()); tx.Commit();")]
    [InlineData("using var tx = _db.Database.BeginTransaction(); tx.Commit(); _db.SaveChanges();")]
    [InlineData("using (var tx = _db.Database.BeginTransaction()) { tx.Commit(); } _db.SaveChanges();")]
    [InlineData("using var tx = _db.Database.BeginTransaction(); _db.Add(new Order()); var query = _db.Orders.Where(order => order.Id > 1); tx.Commit();")]
    [InlineData("using var tx = _db.Database.BeginTransaction(); other.SaveChanges(); tx.Commit();")]
    [InlineData("_db.SaveChanges(); using var tx = _db.Database.BeginTransaction(); tx.Commit();")]
    [InlineData("using var scope = new TransactionScope(TransactionScopeOption.Suppress); _db.SaveChanges();")]
    [InlineData("using var scope = new TransactionScope(); connection.Execute(\"delete from x\"); scope.Complete();")]
    [InlineData("_db.Database.UseTransaction(null); _db.SaveChanges();")]
    [InlineData("using var tx = _db.Database.BeginTransaction(); Action later = () => _db.SaveChanges(); tx.Commit();")]
    public Task Without_an_EF_command_on_that_context_it_is_quiet(string body) => VerifyAsync(RetryShop.Method(body));

    [Theory]
    [InlineData("services.AddDbContext<ShopContext>(o => o.UseNpgsql(\"x\", n => n.EnableRetryOnFailure(3)))")]
    [InlineData("services.AddDbContextPool<ShopContext>(o => { o.UseNpgsql(\"x\", n => { n.EnableRetryOnFailure(3); }); })")]
    [InlineData("services.AddDbContextFactory<ShopContext>((provider, o) => o.UseNpgsql(\"x\", n => n.CommandTimeout(3).EnableRetryOnFailure()))")]
    [InlineData("services.AddPooledDbContextFactory<ShopContext>(o => o.UseNpgsql(\"x\", n => n.EnableRetryOnFailure()))")]
    [InlineData("services.AddDbContext<ShopContext>(o => o.UseNpgsql(\"x\", n => n.ExecutionStrategy(d => new Npgsql.EntityFrameworkCore.PostgreSQL.NpgsqlRetryingExecutionStrategy(d))))")]
    [InlineData("services.AddDbContext<ShopContext>(Options); static void Options(DbContextOptionsBuilder o) => o.UseNpgsql(\"x\", n => n.EnableRetryOnFailure())")]
    [InlineData("services.AddDbContext<ShopContext>(o => Configure(o)); static void Configure(DbContextOptionsBuilder o) => o.UseNpgsql(\"x\", n => n.EnableRetryOnFailure())")]
    [InlineData("services.AddDbContext<ShopContext>(o => o.UseAzureSql(\"x\"))")]
    [InlineData("services.AddDbContext<ShopContext>(o => o.UseSqlServer(\"x\", s => s.EnableRetryOnFailure()))")]
    [InlineData("services.ConfigureDbContext<ShopContext>(o => o.ConfigureSqlEngine(s => s.EnableRetryOnFailureByDefault()))")]
    [InlineData("builder.AddNpgsqlDbContext<ShopContext>(\"shop\")")]
    [InlineData("builder.EnrichNpgsqlDbContext<ShopContext>()")]
    [InlineData("builder.AddSqlServerDbContext<ShopContext>(\"shop\", settings => settings.DisableRetry = false)")]
    [InlineData("Add<ShopContext>(services); static void Add<T>(IServiceCollection s) where T : DbContext => s.AddDbContext<T>(o => o.UseNpgsql(\"x\", n => n.EnableRetryOnFailure()))")]
    public Task However_retries_are_configured_it_is_reported(string registration) => VerifyAsync(RetryShop.Method(
        "using var tx = _db.Database.[|BeginTransaction|](); _db.SaveChanges();",
        $"class Startup {{ void Run(IServiceCollection services, IHostApplicationBuilder builder) {{ {registration}; }} }}"));

    [Theory]
    [InlineData("services.AddDbContext<ShopContext>(o => o.UseNpgsql(\"x\"))")]
    [InlineData("services.AddDbContext<ShopContext>(o => o.UseNpgsql(\"x\", n => n.EnableRetryOnFailure(0)))")]
    [InlineData("services.AddDbContext<OtherContext>(o => o.UseNpgsql(\"x\", n => n.EnableRetryOnFailure()))")]
    [InlineData("services.AddDbContext<ShopContext>(o => o.UseNpgsql(\"x\", n => n.ExecutionStrategy(d => new NonRetryingExecutionStrategy(d))))")]
    [InlineData("services.AddDbContext<ShopContext>(o => o.UseAzureSql(\"x\", s => s.ExecutionStrategy(d => new NonRetryingExecutionStrategy(d))))")]
    [InlineData("builder.AddNpgsqlDbContext<ShopContext>(\"shop\", settings => settings.DisableRetry = true)")]
    [InlineData("builder.AddSqlServerDbContext<ShopContext>(\"shop\", settings => { settings.DisableRetry = true; })")]
    [InlineData("new LookAlike().EnableRetryOnFailure()")]
    public Task Without_retries_on_that_context_it_is_quiet(string registration) => VerifyAsync(RetryShop.Method(
        "using var tx = _db.Database.BeginTransaction(); _db.SaveChanges();",
        $$"""
        class OtherContext : DbContext { }
        class LookAlike { public void EnableRetryOnFailure() { } }
        class Startup { void Run(IServiceCollection services, IHostApplicationBuilder builder) { {{registration}}; } }
        """));

    [Fact]
    public Task A_context_that_configures_itself_and_one_derived_from_it_are_reported() => VerifyAsync("""
        using Microsoft.EntityFrameworkCore;

        public class BaseContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder builder) => builder.UseNpgsql("x", o => o.EnableRetryOnFailure());
            public void Save() { using var tx = Database.[|BeginTransaction|](); SaveChanges(); }
        }
        public class ShopContext : BaseContext { }
        public class OtherContext : DbContext { }
        public class Orders
        {
            private readonly ShopContext db; private readonly OtherContext quiet; public Orders(ShopContext db, OtherContext quiet) { this.db = db; this.quiet = quiet; }
            public void Save() { using var tx = db.Database.[|BeginTransaction|](); db.SaveChanges(); }
            public void SaveOther() { using var tx = quiet.Database.BeginTransaction(); quiet.SaveChanges(); }
        }
        """);

    [Fact]
    public Task A_design_time_factory_does_not_run_in_production() => VerifyAsync(RetryShop.Method(
        "using var tx = _db.Database.BeginTransaction(); _db.SaveChanges();",
        """
        class DesignTime : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<ShopContext>
        {
            public ShopContext CreateDbContext(string[] args)
            {
                var builder = new DbContextOptionsBuilder();
                builder.UseNpgsql("x", o => o.EnableRetryOnFailure());
                return null!;
            }
        }
        """));

    [Fact]
    public Task The_message_tells_context_configuration_and_what_throws() => VerifyCS.VerifyAnalyzerAsync(
        RetryShop.Method("using var tx = _db.Database.{|#0:BeginTransaction|}(); _db.{|#2:SaveChanges|}();", RetryShop.Registration.Replace("EnableRetryOnFailure", "{|#1:EnableRetryOnFailure|}")),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithArguments("ShopContext", "EnableRetryOnFailure", "Test0.cs", "SaveChanges"));

    [Fact]
    public Task Known_miss_a_context_that_a_method_returns() =>
        VerifyAsync(RetryShop.Service("ShopContext Db() => _db; public void Save() { using var tx = Db().Database.BeginTransaction(); Db().SaveChanges(); }"));

    [Fact]
    public Task Known_miss_a_shared_transaction_in_which_only_the_other_context_saves() => VerifyAsync(RetryShop.Method(
        "using var tx = _db.Database.BeginTransaction(); other.Database.UseTransaction(tx.GetDbTransaction()); other.SaveChanges(); tx.Commit();"));

    [Fact]
    public Task Retries_configured_in_another_project_are_not_visible() => new VerifyCS.Test
    {
        TestCode = "public class Orders { private readonly ShopContext db; public Orders(ShopContext db) => this.db = db; public void Save() { using var tx = db.Database.BeginTransaction(); db.SaveChanges(); } }",
        DataProjectCode = "using Microsoft.EntityFrameworkCore;" + RetryShop.Context + RetryShop.Registration,
    }.RunAsync();

    [Fact]
    public Task A_context_from_another_project_is_reported() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.EntityFrameworkCore;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDbContext<ShopContext>(o => o.UseNpgsql("x", n => n.EnableRetryOnFailure()));
            var app = builder.Build();
            app.MapPost("/", async (ShopContext db) =>
            {
                await using var tx = await db.Database.[|BeginTransactionAsync|]();
                await db.SaveChangesAsync();
                await tx.CommitAsync();
            });
            """,
        DataProjectCode = "using Microsoft.EntityFrameworkCore;" + RetryShop.Context,
    }.RunAsync();
}
