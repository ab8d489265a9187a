using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2102TransactionUnderRetryAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Where transaction, command and strategy are in different methods.</summary>
public class BG2102TransactionUnderRetryCallsTests
{
    private static Task VerifyAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(RetryShop.Service(members) + more);

    [Theory]
    [InlineData("private Task SaveAsync() => _db.SaveChangesAsync();", "await SaveAsync();")]
    [InlineData("private async Task SaveAsync(ShopContext db) => await db.SaveChangesAsync();", "await SaveAsync(_db);")]
    [InlineData("private static async Task Outer(ShopContext db) => await Inner(db); static async Task Inner(ShopContext c) => await c.Orders.ToListAsync();", "await Outer(_db);")]
    [InlineData("", "await Save(); Task Save() => _db.SaveChangesAsync();")]
    public Task A_command_one_call_away_is_found(string helper, string call) => VerifyAsync($$"""
        {{helper}}
        public async Task RunAsync() { await using var tx = await _db.Database.[|BeginTransactionAsync|](); {{call}} await tx.CommitAsync(); }
        """);

    private const string Repository = """

        public interface IRepository { Task AddAsync(Order order); }
        public class Repository : IRepository
        {
            private readonly ShopContext context; public Repository(ShopContext context) { this.context = context; }
            public async Task AddAsync(Order order) { context.Add(order); await context.SaveChangesAsync(); }
        }
        public class FactoryRepository
        {
            private readonly IDbContextFactory<ShopContext> factory; public FactoryRepository(IDbContextFactory<ShopContext> factory) { this.factory = factory; }
            public async Task AddAsync(Order order) { await using var context = factory.CreateDbContext(); context.Add(order); await context.SaveChangesAsync(); }
        }
        """;

    [Fact]
    public Task A_command_in_an_injected_repository_is_found() => VerifyAsync("""
        public async Task OneAsync(Repository repository) { await using var tx = await _db.Database.[|BeginTransactionAsync|](); await repository.AddAsync(new Order()); await tx.CommitAsync(); }
        public async Task TwoAsync(IRepository repository) { await using var tx = await _db.Database.[|BeginTransactionAsync|](); await repository.AddAsync(new Order()); await tx.CommitAsync(); }
        """, Repository);

    [Fact]
    public Task A_repository_with_a_context_of_its_own_is_quiet() => VerifyAsync("""
        public async Task OneAsync(FactoryRepository repository) { await using var tx = await _db.Database.BeginTransactionAsync(); await repository.AddAsync(new Order()); await tx.CommitAsync(); }
        public async Task TwoAsync(IDbContextFactory<ShopContext> factory, Repository repository)
        {
            await using var db = await factory.CreateDbContextAsync();
            await using var tx = await db.Database.BeginTransactionAsync();
            await repository.AddAsync(new Order());
            await tx.CommitAsync();
        }
        """, Repository);

    [Fact]
    public Task An_ambient_transaction_concerns_every_context() => VerifyAsync("""
        public async Task OneAsync(FactoryRepository repository)
        {
            using var scope = [|new TransactionScope(TransactionScopeAsyncFlowOption.Enabled)|];
            await repository.AddAsync(new Order());
            scope.Complete();
        }
        """, Repository);

    [Theory]
    [InlineData("public Task RunAsync(IExecutionStrategy s) => s.ExecuteAsync(() => CoreAsync());")]
    [InlineData("public Task RunAsync(IExecutionStrategy s) => s.ExecuteAsync(CoreAsync);")]
    [InlineData("public Task RunAsync(IExecutionStrategy s) => s.ExecuteAsync(async () => { await MiddleAsync(); }); private Task MiddleAsync() => CoreAsync();")]
    [InlineData("public Task RunAsync() => ResilientAsync(async () => await CoreAsync()); Task ResilientAsync(Func<Task> work) => _db.Database.CreateExecutionStrategy().ExecuteAsync(work);")]
    [InlineData("public Task RunAsync() => ResilientAsync(CoreAsync); Task ResilientAsync(Func<Task> work) { var s = _db.Database.CreateExecutionStrategy(); return s.ExecuteAsync(async () => { await work(); }); }")]
    public Task A_helper_called_only_from_a_strategy_is_quiet(string callers) => VerifyAsync($$"""
        {{callers}}
        private async Task CoreAsync() { await using var tx = await _db.Database.BeginTransactionAsync(); await _db.SaveChangesAsync(); await tx.CommitAsync(); }
        """);

    [Fact]
    public Task A_helper_also_called_without_a_strategy_is_reported() => VerifyAsync("""
        public Task RunAsync(IExecutionStrategy s) => s.ExecuteAsync(() => CoreAsync());
        public Task OtherAsync() => CoreAsync();
        private async Task CoreAsync() { await using var tx = await _db.Database.[|BeginTransactionAsync|](); await _db.SaveChangesAsync(); await tx.CommitAsync(); }
        """);

    [Fact]
    public Task A_delegate_given_to_something_that_has_no_strategy_is_reported() => VerifyAsync("""
        public Task RunAsync() => Task.Run(async () => { await using var tx = await _db.Database.[|BeginTransactionAsync|](); await _db.SaveChangesAsync(); });
        public Task TimedAsync() => MeasureAsync(async () => { await using var tx = await _db.Database.[|BeginTransactionAsync|](); await _db.SaveChangesAsync(); });
        static async Task MeasureAsync(Func<Task> work) { await work(); }
        """);

    [Fact]
    public Task A_delegate_that_is_kept_may_run_in_a_strategy() => VerifyAsync("""
        private Func<Task>? _work;
        public void Keep() => _work = async () => { await using var tx = await _db.Database.BeginTransactionAsync(); await _db.SaveChangesAsync(); };
        """);

    private const string UnitOfWork = """

        public interface IUnitOfWork { Task BeginAsync(); Task CommitAsync(); }
        public class UnitOfWork : IUnitOfWork
        {
            private readonly ShopContext db; public UnitOfWork(ShopContext db) { this.db = db; }
            private IDbContextTransaction? _transaction;
            public async Task BeginAsync() => _transaction = await db.Database.BEGIN();
            public async Task CommitAsync() { await db.SaveChangesAsync(); await _transaction!.CommitAsync(); }
        }
        """;

    [Fact]
    public Task A_unit_of_work_used_without_a_strategy_is_reported() => VerifyAsync(
        "public async Task RunAsync(IUnitOfWork unit) { await unit.BeginAsync(); await unit.CommitAsync(); }", UnitOfWork.Replace("BEGIN", "[|BeginTransactionAsync|]"));

    [Theory]
    [InlineData("public Task RunAsync(IUnitOfWork unit, IExecutionStrategy s) => s.ExecuteAsync(async () => { await unit.BeginAsync(); await unit.CommitAsync(); });")]
    [InlineData("")]
    public Task A_unit_of_work_used_in_a_strategy_or_elsewhere_is_quiet(string use) => VerifyAsync(use, UnitOfWork.Replace("BEGIN", "BeginTransactionAsync"));

    [Fact]
    public Task A_transaction_that_a_method_returns_is_followed_to_its_callers() => VerifyAsync("""
        private Task<IDbContextTransaction> BeginAsync() => _db.Database.[|BeginTransactionAsync|]();
        public async Task RunAsync() { await using var tx = await BeginAsync(); await _db.SaveChangesAsync(); await tx.CommitAsync(); }
        """);

    [Fact]
    public Task A_pipeline_behavior_is_judged_by_what_it_does_itself() => VerifyAsync("""
        public async Task<int> HandleAsync(Func<Task<int>> next)
        {
            var strategy = _db.Database.CreateExecutionStrategy();
            return await strategy.ExecuteAsync(async () =>
            {
                await using var tx = await _db.Database.BeginTransactionAsync();
                var response = await next();
                await _db.SaveChangesAsync();
                await tx.CommitAsync();
                return response;
            });
        }
        public async Task<int> BadAsync(Func<Task<int>> next)
        {
            await using var tx = await _db.Database.[|BeginTransactionAsync|]();
            var response = await next();
            await _db.SaveChangesAsync();
            await tx.CommitAsync();
            return response;
        }
        """);

    [Fact]
    public Task A_generic_unit_of_work_is_reported() => VerifyAsync("", """

        public class UnitOfWork<T> where T : DbContext
        {
            private readonly T context; public UnitOfWork(T context) { this.context = context; }
            public async Task SaveAsync() { await using var tx = await context.Database.[|BeginTransactionAsync|](); await context.SaveChangesAsync(); await tx.CommitAsync(); }
        }
        """);

    [Fact]
    public Task Primary_constructors_are_followed()
    {
        // The oldest compiler under test does not know them.
        if (!Enum.IsDefined((LanguageVersion)1200))
            return Task.CompletedTask;
        return VerifyAsync("", """

            public class Repository(ShopContext context) { public Task AddAsync() => context.SaveChangesAsync(); }
            public class Service(ShopContext db, Repository repository)
            {
                public async Task OneAsync() { await using var tx = await db.Database.[|BeginTransactionAsync|](); await repository.AddAsync(); }
                public async Task TwoAsync() { await using var tx = await db.Database.[|BeginTransactionAsync|](); await db.SaveChangesAsync(); }
            }
            """);
    }

    [Fact]
    public Task An_interface_that_stands_for_a_context_is_reported() => VerifyCS.VerifyAnalyzerAsync(RetryShop.Usings + """
        public interface IShopContext { DatabaseFacade Database { get; } Task<int> SaveChangesAsync(CancellationToken token); }
        public class ShopContext : DbContext, IShopContext { public ShopContext(DbContextOptions<ShopContext> options) : base(options) { } }
        public class Orders
        {
            private readonly IShopContext db; public Orders(IShopContext db) { this.db = db; }
            public async Task SaveAsync(CancellationToken token) { await using var tx = await db.Database.[|BeginTransactionAsync|](token); await db.SaveChangesAsync(token); }
        }
        """ + RetryShop.Registration);

    [Fact]
    public Task Methods_that_call_each_other_end() => VerifyAsync("""
        public async Task OneAsync() { await using var tx = await _db.Database.BeginTransactionAsync(); await TwoAsync(); }
        public async Task TwoAsync() { await using var tx = await _db.Database.BeginTransactionAsync(); await OneAsync(); }
        """);

    [Fact]
    public Task Half_typed_code_does_not_matter() => VerifyAsync("""
        public async Task OneAsync() { await using var tx = await _db.Database.[|BeginTransactionAsync|](); await _db.SaveChangesAsync(); await _db.{|CS1001:;|} }
        """);

    [Fact]
    public Task Known_miss_a_library_that_saves_through_the_context() => VerifyAsync("""
        public async Task OneAsync(Saver saver) { await using var tx = await _db.Database.BeginTransactionAsync(); await saver.SaveAsync(); await tx.CommitAsync(); }
        """, "\npublic abstract class Saver { public abstract Task SaveAsync(); }");
}
