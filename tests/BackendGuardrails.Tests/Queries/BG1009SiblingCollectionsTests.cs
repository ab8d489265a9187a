using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1009SiblingCollectionsAnalyzer, BackendGuardrails.Queries.BG1009SiblingCollectionsCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1009SiblingCollectionsTests
{
    private static Task VerifyAsync(string body, string more = "", string? context = null) => VerifyCS.VerifyAnalyzerAsync(SiblingShop.Method(body, more, context));

    private static Task VerifyInfoAsync(string body, string? context = null) => VerifyCS.VerifyAnalyzerAsync(SiblingShop.Method(body, context: context), Expected(DiagnosticSeverity.Info));

    private static DiagnosticResult Expected(DiagnosticSeverity severity, string? message = null) =>
        VerifyCS.Diagnostic().WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message);

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|ToListAsync|]();")]
    [InlineData("return db.Orders.Include(o => o.Notes).Include(o => o.Tags).AsNoTracking().[|ToArray|]();")]
    [InlineData("return await db.Orders.Include(\"Lines\").Include(\"Payments\").[|ToListAsync|]();")]
    [InlineData("return await db.Orders.Include(nameof(Order.Lines)).Include(o => o.Payments).[|ToListAsync|]();")]
    [InlineData("return await db.Orders.Include(o => o.Lines.Where(l => l.Id > id).OrderBy(l => l.Id)).Include(o => o.Payments).[|ToListAsync|]();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Discounts).Include(o => o.Lines).ThenInclude(l => l.Taxes).[|ToListAsync|]();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).Include(o => o.Customer).ThenInclude(c => c.Addresses).[|ToListAsync|]();")]
    [InlineData("return await db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).Include(c => c.Addresses).[|ToListAsync|]();")]
    [InlineData("return await db.Set<Order>().Include(o => o.Lines).Include(o => o.Payments).OrderBy(o => o.PlacedAt).Take(20).[|ToListAsync|]();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|FirstOrDefaultAsync|](o => o.PlacedAt < DateTime.UtcNow);")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Notes).Include(o => o.Tags).[|SingleAsync|](o => o.Id == id);")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|ToDictionaryAsync|](o => o.Id);")]
    [InlineData("return await (from o in db.Orders.Include(o => o.Lines).Include(o => o.Payments) where o.Id > id select o).[|ToListAsync|]();")]
    [InlineData("var sum = 0m; foreach (var order in [|db.Orders.Include(o => o.Lines).Include(o => o.Payments)|]) sum += order.Payments.Sum(p => p.Amount); return sum;")]
    [InlineData("var sum = 0m; await foreach (var order in [|db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsAsyncEnumerable()|]) sum += order.Payments.Sum(p => p.Amount); return sum;")]
    [InlineData("await db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|LoadAsync|](); return null;")]
    [InlineData("var query = db.Orders.Include(o => o.Lines).AsQueryable(); query = query.Include(o => o.Payments); if (all) query = query.Where(o => o.Id > id); return await query.[|ToListAsync|]();")]
    [InlineData("return all ? await db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|ToListAsync|]() : await db.Orders.Include(o => o.Lines).ToListAsync();")]
    [InlineData("return await EntityFrameworkQueryableExtensions.[|ToListAsync|](EntityFrameworkQueryableExtensions.Include(db.Orders.Include(o => o.Lines), o => o.Payments));")]
    [InlineData("return await Full().[|ToListAsync|](); IQueryable<Order> Full() => db.Orders.Include(o => o.Lines).Include(o => o.Payments);")]
    [InlineData("return await db.Orders.FromSqlRaw(\"select 1\").Include(o => o.Lines).Include(o => o.Payments).[|ToListAsync|]();")]
    public Task Collections_side_by_side_are_reported(string body) => VerifyAsync(body);

    [Fact]
    public Task A_helper_and_a_repository_are_looked_into() => VerifyAsync(
        "var repository = new OrderRepository(db); return (await repository.Full().Where(o => o.Id > id).[|ToListAsync|](), await db.Orders.WithAll().[|ToListAsync|]());",
        """
        public class OrderRepository(Shop db) { public IQueryable<Order> Full() => db.Orders.Include(o => o.Lines).Include(o => o.Payments); }
        public static class Queries { public static IQueryable<Order> WithAll(this IQueryable<Order> orders) => orders.Include(o => o.Lines).Include(o => o.Notes); }
        """);

    [Fact]
    public Task What_is_included_automatically_counts() => VerifyAsync(
        "return await db.Orders.Include(o => o.Lines).[|ToListAsync|]();", context: SiblingShop.Context(model: "builder.Entity<Order>().Navigation(o => o.Payments).AutoInclude();"));

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Notes).Include(o => o.Tags).{|#0:SingleAsync|}(o => o.Id == id);")]
    [InlineData("return await db.Orders.Where(o => o.Number == number).Include(o => o.Tags).Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Notes).{|#0:FirstOrDefaultAsync|}();")]
    [InlineData("return await db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).Include(c => c.Orders).ThenInclude(o => o.Payments).{|#0:SingleAsync|}(c => c.Id == id);")]
    [InlineData("IQueryable<Order> query = db.Orders.Include(o => o.Lines); if (all) query = query.Include(o => o.Payments); return await query.{|#0:ToListAsync|}();")]
    [InlineData("IQueryable<Order> query = all ? db.Orders.Include(o => o.Lines).Include(o => o.Payments) : db.Orders.Include(o => o.Lines); return await query.{|#0:ToListAsync|}();")]
    public Task Many_collections_of_one_row_and_those_on_some_ways_are_a_suggestion(string body) => VerifyInfoAsync(body);

    [Fact]
    public Task Many_collections_of_one_row_are_a_suggestion_wherever_the_database_is_chosen() => VerifyInfoAsync(
        "return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Notes).Include(o => o.Tags).{|#0:FirstAsync|}(o => o.Id == id);", SiblingShop.Context(options: ""));

    [Fact]
    public Task Where_the_database_is_chosen_elsewhere_it_is_a_suggestion() =>
        VerifyInfoAsync("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).{|#0:ToListAsync|}();", SiblingShop.Context(options: ""));

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).{|#0:ToListAsync|}();", "'ToListAsync' reads Lines × Payments rows for each Order; let 'AsSplitQuery' read each collection by itself")]
    [InlineData("return await db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).Include(c => c.Orders).ThenInclude(o => o.Customer).ThenInclude(c => c.Addresses).{|#0:ToListAsync|}();", "'ToListAsync' reads Lines × Customer.Addresses rows for each Order; let 'AsSplitQuery' read each collection by itself")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Notes).{|#0:ToListAsync|}();", "'ToListAsync' reads Lines × Payments × Notes rows for each Order; let 'AsSplitQuery' read each collection by itself")]
    public Task The_message_states_the_product(string body, string message) => VerifyCS.VerifyAnalyzerAsync(SiblingShop.Method(body), Expected(DiagnosticSeverity.Warning, message));

    [Fact]
    public Task In_top_level_statements_and_lambdas() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;
        using Ef = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions;
        using Shop db = new();
        var orders = db.Orders.Include(o => o.Lines).Include(o => o.Payments).[|ToList|]();
        Func<Task<List<Order>>> load = () => Ef.[|ToListAsync|](db.Orders.Include(o => o.Lines).Include(o => o.Notes));
        {{SiblingShop.Context()}}
        {{SiblingShop.Model}}
        """);
}
