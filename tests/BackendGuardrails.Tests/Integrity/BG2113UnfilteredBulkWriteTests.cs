using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2113UnfilteredBulkWriteAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2113UnfilteredBulkWriteTests
{
    private static Task VerifyAsync(string source) => VerifyCS.VerifyAnalyzerAsync(source);

    private static DiagnosticResult Info(int mark) => VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    private static DiagnosticResult Expected(int mark) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    [Theory]
    [InlineData("await db.Orders.[|ExecuteDeleteAsync|]();")]
    [InlineData("db.Orders.[|ExecuteDelete|]();")]
    [InlineData("await db.Set<Order>().[|ExecuteDeleteAsync|]();")]
    [InlineData("await db.Orders.AsNoTracking().TagWith(\"cancel\").[|ExecuteDeleteAsync|]();")]
    [InlineData("await db.Orders.OrderBy(o => o.PlacedAt).[|ExecuteDeleteAsync|]();")]
    [InlineData("await db.Orders.Include(o => o.Lines).[|ExecuteUpdateAsync|](s => s.SetProperty(o => o.Status, Status.Shipped));")]
    [InlineData("await db.Orders.[|ExecuteUpdateAsync|](s => s.SetProperty(o => o.IsDeleted, true).SetProperty(o => o.Notes, term));")]
    [InlineData("await db.Orders.[|ExecuteUpdateAsync|](s => s.SetProperty(o => o.Status, o => Status.Shipped));")]
    [InlineData("await db.Orders.Where(o => true).[|ExecuteDeleteAsync|]();")]
    [InlineData("await db.Orders.Where(_ => 1 == 1).[|ExecuteDeleteAsync|]();")]
    [InlineData("Expression<Func<Order, bool>> all = o => true; await db.Orders.Where(all).[|ExecuteDeleteAsync|]();")]
    [InlineData("await (from o in db.Orders select o).[|ExecuteDeleteAsync|]();")]
    [InlineData("var orders = db.Orders.AsQueryable(); await orders.[|ExecuteDeleteAsync|]();")]
    [InlineData("IQueryable<Order> orders = db.Orders; if (customerId != null) orders = orders.Where(o => o.CustomerId == customerId); await orders.[|ExecuteDeleteAsync|]();")]
    [InlineData("var orders = db.Orders.AsQueryable(); if (archived) { orders = orders.Where(o => o.IsDeleted); } await orders.[|ExecuteUpdateAsync|](s => s.SetProperty(o => o.Notes, \"\"));")]
    [InlineData("var orders = customerId is { } id ? db.Orders.Where(o => o.CustomerId == id) : db.Orders; await orders.[|ExecuteDeleteAsync|]();")]
    [InlineData("await (archived ? db.Orders.Where(o => o.IsDeleted) : db.Orders).[|ExecuteDeleteAsync|]();")]
    [InlineData("var orders = archived switch { true => db.Orders.Where(o => o.IsDeleted), _ => db.Orders }; await orders.[|ExecuteDeleteAsync|]();")]
    [InlineData("await using var transaction = await db.Database.BeginTransactionAsync(); try { await db.Lines.[|ExecuteDeleteAsync|](); await db.Orders.Where(o => ids.Contains(o.Id)).ExecuteDeleteAsync(); await transaction.CommitAsync(); } catch { await transaction.RollbackAsync(); throw; }")]
    [InlineData("await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => { await db.Orders.[|ExecuteDeleteAsync|](); });")]
    [InlineData("async Task RunAsync() => await db.Orders.[|ExecuteDeleteAsync|](); await RunAsync();")]
    [InlineData("Back? other = db; await other!.Orders.[|ExecuteDeleteAsync|]();")]
    [InlineData("var deleted = await db.Orders.[|ExecuteDeleteAsync|](CancellationToken.None).ConfigureAwait(false);")]
    public Task A_bulk_write_without_a_condition_is_reported(string body) => VerifyAsync(BulkShop.Method(body));

    [Fact]
    public Task The_message_says_what_happens_and_what_to_do() => VerifyCS.VerifyAnalyzerAsync(
        BulkShop.Method("""
            await db.Orders.{|#0:ExecuteDeleteAsync|}();
            await db.Orders.Where(o => true).{|#1:ExecuteUpdateAsync|}(s => s.SetProperty(o => o.Notes, term));
            var orders = db.Orders.AsQueryable();
            if (from != null) orders = orders.Where(o => o.PlacedAt > from);
            await orders.{|#2:ExecuteDeleteAsync|}();
            """),
        Expected(0).WithMessage("'ExecuteDeleteAsync' deletes every row of Orders; say with a condition which rows are meant"),
        Expected(1).WithMessage("'ExecuteUpdateAsync' updates every row of Orders, because its condition is always true; say with a condition which rows are meant"),
        Expected(2).WithMessage("'ExecuteDeleteAsync' deletes every row of Orders when no condition is added to it; say with a condition which rows are meant"));

    [Fact]
    public Task A_condition_that_a_missing_value_switches_off_is_a_suggestion() => VerifyCS.VerifyAnalyzerAsync(
        BulkShop.Method("await db.Orders.Where(o => customerId == null || o.CustomerId == customerId).{|#0:ExecuteDeleteAsync|}();"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithMessage("'ExecuteDeleteAsync' deletes every row of Orders when 'customerId == null'; say with a condition which rows are meant"));

    [Theory]
    [InlineData("await db.Orders.Where(o => (customerId == null || o.CustomerId == customerId) && (from == null || o.PlacedAt > from)).{|#0:ExecuteDeleteAsync|}();")]
    [InlineData("await db.Orders.Where(o => string.IsNullOrEmpty(term) || o.Number == term).{|#0:ExecuteDeleteAsync|}();")]
    [InlineData("await db.Orders.Where(o => !archived || o.IsDeleted).Where(o => !customerId.HasValue || o.CustomerId == customerId).{|#0:ExecuteDeleteAsync|}();")]
    [InlineData("var orders = db.Orders.AsQueryable(); if (filter.CustomerId != null) orders = orders.Where(o => o.CustomerId == filter.CustomerId); if (filter.Before != null) orders = orders.Where(o => o.PlacedAt < filter.Before); await orders.{|#0:ExecuteDeleteAsync|}();")]
    [InlineData("var orders = db.Orders.AsQueryable(); foreach (var id in ids) orders = orders.Where(o => o.CustomerId != id); await orders.{|#0:ExecuteDeleteAsync|}();")]
    [InlineData("await db.Notes.{|#0:ExecuteDeleteAsync|}();")]
    [InlineData("await db.Orders.{|#0:ExecuteUpdateAsync|}(s => s.SetProperty(o => o.Total, o => o.Total * 1.1m));")]
    public Task What_may_be_meant_is_a_suggestion(string body) => VerifyCS.VerifyAnalyzerAsync(BulkShop.Method(body), Info(0));

    [Fact]
    public Task A_filter_of_the_model_is_named() => VerifyCS.VerifyAnalyzerAsync(
        BulkShop.Method("await db.Notes.{|#0:ExecuteDeleteAsync|}(); await db.Notes.IgnoreQueryFilters().{|#1:ExecuteDeleteAsync|}();"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithMessage("'ExecuteDeleteAsync' deletes every row of Notes that the query filter of the model lets through; say with a condition which rows are meant"),
        Expected(1).WithMessage("'ExecuteDeleteAsync' deletes every row of Notes; say with a condition which rows are meant"));

    [Theory]
    [InlineData("""
            private IQueryable<Order> Open() => db.Orders.AsNoTracking();
            public Task<int> CancelAsync() => Open().[|ExecuteDeleteAsync|]();
        """)]
    [InlineData("""
            private IQueryable<Order> Of(int? customerId) { var query = db.Orders.AsQueryable(); if (customerId != null) query = query.Where(o => o.CustomerId == customerId); return query; }
            public Task<int> CancelAsync(int? customerId) => Of(customerId).[|ExecuteDeleteAsync|]();
        """)]
    [InlineData("""
            private IQueryable<Order> Of(int? customerId) { if (customerId != null) return db.Orders.Where(o => o.CustomerId == customerId); return db.Orders; }
            public Task<int> CancelAsync(int? customerId) => Of(customerId).[|ExecuteDeleteAsync|]();
        """)]
    [InlineData("""
            private static Task<int> RemoveAsync(IQueryable<Order> orders) => orders.[|ExecuteDeleteAsync|]();
            public Task<int> CancelAsync() => RemoveAsync(db.Orders);
        """)]
    [InlineData("""
            private static IQueryable<T> WhereIf<T>(IQueryable<T> source, bool condition, Expression<Func<T, bool>> predicate) => condition ? source.Where(predicate) : source;
            public Task<int> CancelAsync(int? customerId) => WhereIf(db.Orders, customerId != null, o => o.CustomerId == customerId).[|ExecuteDeleteAsync|]();
        """)]
    [InlineData("    public Task<int> ClearCart(int customerId) => db.Lines.[|ExecuteDeleteAsync|]();")]
    [InlineData("    public Task<int> DeleteExpiredCoupons() => db.Coupons.[|ExecuteDeleteAsync|]();")]
    [InlineData("    public Task<int> PurgeStaleOrders() => db.Orders.[|ExecuteDeleteAsync|]();")]
    public Task Through_helpers_it_is_reported_where_it_runs(string members) => VerifyAsync(BulkShop.Service(members));

    [Fact]
    public Task A_repository_of_its_own_and_a_caller_elsewhere() => VerifyAsync(BulkShop.Service("    public Task<int> CancelAsync() => new Orders(db).Query().[|ExecuteDeleteAsync|]();", """
        public interface IOrders { IQueryable<Order> Query(); }
        public class Orders(Back db) : IOrders { public IQueryable<Order> Query() => db.Orders; }
        """));

    [ModernFact]
    public Task Top_level_statements_are_read() => new VerifyCS.Test
    {
        TestCode = $$"""
            using Microsoft.EntityFrameworkCore;
            await using var db = new Shop();
            await db.Orders.[|ExecuteDeleteAsync|]();
            {{Queries.BoundShop.Model}}
            """,
        TestState = { OutputKind = OutputKind.ConsoleApplication },
    }.RunAsync();

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        TestCode = BulkShop.Method("await db.Orders.Where(o => ).ExecuteDeleteAsync(); await db.Orders.Where().ExecuteDeleteAsync(); var q = db.; if ( q = q.Where(o => o.Id == ; await q.ExecuteDeleteAsync("),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
