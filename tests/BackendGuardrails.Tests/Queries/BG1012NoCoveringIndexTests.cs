using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1012NoCoveringIndexAnalyzer, BackendGuardrails.Queries.BG1012NoCoveringIndexCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1012NoCoveringIndexTests
{
    private static Task VerifyAsync(string body, string model = "", string more = "", bool areSetsComputed = false) => VerifyCS.VerifyAnalyzerAsync(IndexShop.Method(body, model, more, areSetsComputed));

    private static Task VerifyMembersAsync(string members, string model = "", string more = "") => VerifyCS.VerifyAnalyzerAsync(IndexShop.Service(members, model, more));

    [Theory]
    [InlineData("result = await _db.Customers.FirstOrDefaultAsync(c => c.[|Email|] == text);")]
    [InlineData("result = await _db.Customers.Where(c => c.[|Email|] == text).ToListAsync(token);")]
    [InlineData("result = await _db.Customers.AnyAsync(c => text == c.[|Email|]);")]
    [InlineData("result = _db.Customers.Count(c => c.[|Email|].Equals(text));")]
    [InlineData("result = await _db.Customers.AsNoTracking().SingleOrDefaultAsync(c => string.Equals(c.[|Email|], text));")]
    [InlineData("result = await _db.Customers.Where(c => texts.Contains(c.[|Phone|])).ToListAsync();")]
    [InlineData("result = await _db.Products.Where(p => p.[|SupplierId|] == id).ToListAsync();")]
    [InlineData("result = await _db.Set<Product>().Where(p => p.[|Barcode|] == text).Select(p => p.Price).FirstAsync();")]
    [InlineData("result = await (from c in _db.Customers where c.[|Email|] == text select c.Name).ToListAsync();")]
    [InlineData("foreach (var order in _db.Orders.Where(o => o.[|Number|] == text)) result = order;")]
    [InlineData("await foreach (var order in _db.Orders.Where(o => o.[|Number|] == text).AsAsyncEnumerable()) result = order;")]
    [InlineData("var query = _db.Orders.AsQueryable(); query = query.Where(o => o.[|TrackingCode|] == text); result = await query.ToListAsync();")]
    [InlineData("IQueryable<Order> query = _db.Orders.Where(o => o.[|TrackingCode|] == text); if (all) query = query.Where(o => o.IsArchived); result = await query.ToListAsync();")]
    [InlineData("result = await _db.Orders.Include(o => o.Lines).Where(o => o.[|Number|] == text && o.Status == status && !o.IsArchived).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Status == OrderStatus.Open).Where(o => o.[|WarehouseId|] == id).CountAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.[|PlacedAt|] >= from && o.PlacedAt < to).SumAsync(o => o.Total);")]
    [InlineData("result = await _db.Orders.Where(o => o.[|PlacedAt|] > from).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.[|SentAt|] < DateTimeOffset.UtcNow).ExecuteDeleteAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.[|Total|] >= low && o.Total <= high).ToListAsync();")]
    [InlineData("result = await _db.Orders.[|OrderByDescending|](o => o.PlacedAt).Take(20).ToListAsync();")]
    [InlineData("result = await _db.Orders.[|OrderByDescending|](o => o.PlacedAt).ThenByDescending(o => o.Id).Skip(page * 20).Take(20).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Status == status).[|OrderBy|](o => o.PlacedAt).FirstOrDefaultAsync();")]
    [InlineData("result = await _db.Orders.[|OrderByDescending|](o => o.PlacedAt).Select(o => new { o.Id, o.Number }).Take(10).ToListAsync();")]
    [InlineData("result = await _db.Products.[|OrderByDescending|](p => p.Sold).Take(10).ToListAsync();")]
    [InlineData("result = await _db.Customers.[|OrderBy|](c => c.Name).Skip(page * 50).Take(50).ToListAsync();")]
    [InlineData("result = await (from o in _db.Orders orderby [|o.PlacedAt descending|] select o).FirstAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Type == \"web\" && o.[|Number|] == text).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.DeletedAt == null && c.[|Phone|] == text && c.Name.Contains(other)).ToListAsync();")]
    [InlineData("result = all ? await _db.Customers.FirstAsync(c => c.[|Email|] == text) : null;")]
    [InlineData("Func<Task<bool>> taken = () => _db.Customers.AnyAsync(c => c.[|Email|] == text); result = await taken();")]
    [InlineData("async Task<bool> Taken() => await _db.Customers.AnyAsync(c => c.[|Email|] == text); result = await Taken();")]
    [InlineData("result = await EntityFrameworkQueryableExtensions.FirstOrDefaultAsync(_db.Customers, c => c.[|Email|] == text);")]
    [InlineData("result = await _db.Rushes.FirstOrDefaultAsync(r => r.[|TrackingCode|] == text);")]
    public Task A_query_that_no_index_serves_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Customers.FirstOrDefaultAsync(c => c.[|Email|] == text);")]
    [InlineData("result = await _db.Orders.[|OrderByDescending|](o => o.PlacedAt).Take(20).ToListAsync();")]
    public Task Sets_may_be_written_in_either_way(string body) => VerifyAsync(body, areSetsComputed: true);

    [Theory]
    [InlineData("builder.Entity<Order>().HasIndex(o => new { o.Status, o.Number });")]
    [InlineData("builder.Entity<Order>().HasIndex(o => new { o.PlacedAt, o.Number });")]
    [InlineData("builder.Entity<Order>().HasKey(o => new { o.WarehouseId, o.Number });")]
    [InlineData("builder.Entity<Customer>().HasIndex(c => c.Name);")]
    public Task An_index_that_begins_with_another_column_does_not_help(string model) =>
        VerifyAsync("result = await _db.Orders.FirstOrDefaultAsync(o => o.[|Number|] == text);", model);

    [Fact]
    public Task A_sort_needs_an_index_that_begins_with_it_behind_what_is_equal() => VerifyAsync(
        "result = await _db.Orders.Where(o => o.IsArchived == all).[|OrderByDescending|](o => o.PlacedAt).Take(20).ToListAsync();", "builder.Entity<Order>().HasIndex(o => new { o.Status, o.PlacedAt });");

    [Fact]
    public Task Of_the_queries_of_a_file_that_need_one_index_the_first_is_reported() => VerifyMembersAsync("""
            public Task<Customer?> Find(string email) => _db.Customers.FirstOrDefaultAsync(c => c.[|Email|] == email);
            public Task<bool> Exists(string email) => _db.Customers.AnyAsync(c => c.Email == email);
            public Task<int> Count(string email) => _db.Customers.Where(x => x.Email == email).CountAsync();
            public Task<bool> ByPhone(string phone) => _db.Customers.AnyAsync(c => c.[|Phone|] == phone);
        """);

    [Fact]
    public Task A_query_that_runs_twice_is_reported_once() => VerifyMembersAsync("""
            public async Task<object> PageAsync(string number, int page)
            {
                var query = _db.Orders.Where(o => o.[|Number|] == number);
                return (await query.CountAsync(), await query.Skip(page * 20).Take(20).ToListAsync());
            }
        """);

    [Fact]
    public Task A_message_says_which_index_is_missing() => VerifyCS.VerifyAnalyzerAsync(
        IndexShop.Method("""
            result = await _db.Orders.Where(o => o.{|#0:WarehouseId|} == id && o.Number == text && o.PlacedAt > from).ToListAsync();
            result = await _db.Orders.Where(o => o.{|#1:TrackingCode|} == text).OrderByDescending(o => o.PlacedAt).ThenBy(o => o.Id).Take(20).ToListAsync();
            result = await _db.Orders.Where(o => o.Status == status).{|#2:OrderByDescending|}(o => o.PlacedAt).Take(20).ToListAsync();
            """).Replace("class Order\n", "class {|#3:Order|}\n"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithLocation(3).WithMessage("No index of 'Order' leads to the rows with this 'WarehouseId', 'Number' and 'PlacedAt', so the database reads all of its rows; add an index on (WarehouseId, Number, PlacedAt)"),
        VerifyCS.Diagnostic().WithLocation(1).WithLocation(3).WithMessage("No index of 'Order' leads to the rows with this 'TrackingCode', so the database reads all of its rows; add an index on (TrackingCode, PlacedAt)"),
        VerifyCS.Diagnostic().WithLocation(2).WithLocation(3).WithMessage("No index of 'Order' is sorted by 'PlacedAt', so the database reads all of its rows and sorts them to return the first; add an index on (Status, PlacedAt)"));

    [Fact]
    public Task The_query_may_come_from_a_repository() => VerifyMembersAsync(
        "    public async Task<List<Order>> RunAsync(IRepository<Order> orders, string number) => await orders.Query().Where(o => o.[|Number|] == number).ToListAsync();",
        more: """
        public interface IRepository<T> { IQueryable<T> Query(); }
        public class Repository<T> : IRepository<T> where T : class
        {
            private readonly Shop _shop;
            public Repository(Shop shop) => _shop = shop;
            public IQueryable<T> Query() => _shop.Set<T>().AsNoTracking();
        }
        """);

    [Fact]
    public Task A_condition_in_another_method_is_reported_where_the_query_is() => VerifyMembersAsync("""
            private IQueryable<Order> Numbered(string number) => _db.Orders.Where(o => o.[|Number|] == number);
            public async Task<List<Order>> RunAsync(string number) => await Numbered(number).ToListAsync();
        """);

    [Fact]
    public Task Columns_of_a_query_filter_come_first() => VerifyCS.VerifyAnalyzerAsync(
        IndexShop.Method("result = await _db.Products.Where(p => p.{|#0:Barcode|} == text).ToListAsync(); result = await _db.Products.IgnoreQueryFilters().Where(p => p.{|#1:Barcode|} == text).ToListAsync();",
            "builder.Entity<Product>().HasQueryFilter(p => p.SupplierId == Tenant.GetHashCode());").Replace("class Product\n", "class {|#2:Product|}\n"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(2).WithMessage("No index of 'Product' leads to the rows with this 'SupplierId' and 'Barcode', so the database reads all of its rows; add an index on (SupplierId, Barcode)"),
        VerifyCS.Diagnostic().WithLocation(1).WithLocation(2).WithMessage("No index of 'Product' leads to the rows with this 'Barcode', so the database reads all of its rows; add an index on (Barcode)"));

    [ModernFact]
    public Task In_a_class_with_a_primary_constructor() => VerifyCS.VerifyAnalyzerAsync(IndexShop.Service("", more: """
        public class Reports(Shop db) { public Task<bool> TakenAsync(string email) => db.Customers.AnyAsync(c => c.[|Email|] == email); }
        """));

    [Fact]
    public Task A_column_in_a_base_class_of_entities() => VerifyCS.VerifyAnalyzerAsync(IndexShop.Service(
        "    public Task<Voucher> RunAsync(string code) => _db.Vouchers.SingleAsync(v => v.[|Code|] == code);", configured: "public DbSet<Voucher> Vouchers { get; set; } = null!;",
        more: "public abstract class Coded { public int Id { get; set; } public string Code { get; set; } = \"\"; } public class Voucher : Coded { }"));
}
