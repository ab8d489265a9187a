using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1011PredicateDefeatsIndexAnalyzer, BackendGuardrails.Queries.BG1011PredicateDefeatsIndexCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1011PredicateDefeatsIndexTests
{
    private const string Indexes = "builder.Entity<Order>().HasIndex(o => o.PlacedAt); builder.Entity<Order>().HasIndex(o => o.SentAt); builder.Entity<Order>().HasIndex(o => new { o.WarehouseId, o.Total }); builder.Entity<Customer>().HasIndex(c => c.Email).IsUnique(); builder.Entity<Order>().HasIndex(o => o.Attempts);";

    private static Task VerifyAsync(string body, string model = Indexes, string more = "", bool areSetsComputed = false) => VerifyCS.VerifyAnalyzerAsync(IndexShop.Method(body, model, more, areSetsComputed));

    private static Task VerifyInfoAsync(string body, string model = Indexes, string more = "") => VerifyCS.VerifyAnalyzerAsync(IndexShop.Method(body, model, more), Info(0));

    private static Task VerifyServiceAsync(string members, string model = Indexes, string more = "") => VerifyCS.VerifyAnalyzerAsync(IndexShop.Service(members, model, more));

    private static DiagnosticResult Info(int mark) => VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.[|Date|] == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => from.Date == o.PlacedAt.[|Date|]).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.SentAt!.Value.[|Date|] == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.CountAsync(o => o.PlacedAt.[|Date|] >= from && o.PlacedAt.[|Date|] <= to);")]
    [InlineData("result = await _db.Orders.AnyAsync(o => o.PlacedAt.[|Year|] == id);")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.[|Year|] == id && o.PlacedAt.Month == page).SumAsync(o => o.Total);")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.[|AddDays|](30) < DateTime.UtcNow).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.[|AddMinutes|](id) < from).ToListAsync();")]
    [InlineData("result = await _db.Customers.SingleOrDefaultAsync(c => c.Email.[|ToLower|]() == text.ToLower());")]
    [InlineData("result = await _db.Orders.FirstOrDefaultAsync(o => o.Id.[|ToString|]() == text);")]
    [InlineData("result = await _db.Orders.Where(o => o.CustomerId.[|ToString|]() == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => [|o.Attempts + 1|] > id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => ([|DateTime.UtcNow - o.PlacedAt|]) > TimeSpan.FromDays(3)).ToListAsync();")]
    [InlineData("long big = id; result = await _db.Orders.FirstOrDefaultAsync(o => o.[|Id|] == big);")]
    [InlineData("result = await _db.Orders.Where(o => o.[|Attempts|] > low).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.WarehouseId == id && [|o.Total * 2|] > low).ToListAsync();")]
    [InlineData("result = await (from o in _db.Orders where o.PlacedAt.[|Date|] == to select o.Number).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.[|Date|] == from).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.[|Date|] == from).MaxAsync(o => o.CustomerId);")]
    [InlineData("foreach (var order in _db.Orders.Where(o => o.PlacedAt.[|Date|] == from)) result = order;")]
    [InlineData("result = EntityFrameworkQueryableExtensions.ToListAsync(Queryable.Where(_db.Orders, o => o.PlacedAt.[|Date|] == from));")]
    public Task A_column_that_is_indexed_is_computed_for_each_row(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.{|#0:Date|} == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.{|#0:Year|} == id).ToListAsync();")]
    [InlineData("result = await _db.Customers.AnyAsync(c => c.Email.{|#0:ToLower|}() == text.ToLower());")]
    [InlineData("result = await _db.Customers.AnyAsync(c => texts.Contains(c.Email.{|#0:ToLower|}()));")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.{|#0:AddHours|}(2) > from).ToListAsync();")]
    [InlineData("result = await _db.Products.Where(p => p.SupplierId.{|#0:ToString|}() == text).ToListAsync();")]
    public Task Without_an_index_it_is_a_remark_that_none_could_help(string body) => VerifyInfoAsync(body, "");

    [Theory]
    [InlineData("result = await _db.Customers.FirstOrDefaultAsync(c => c.Email.{|#0:ToUpper|}().Equals(text));")]
    [InlineData("result = await _db.Customers.Where(c => c.Email.{|#0:Contains|}(text)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Email.{|#0:EndsWith|}(text)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => EF.Functions.{|#0:Like|}(c.Email, \"%\" + text)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => EF.Functions.{|#0:ILike|}(c.Email, $\"%{text}%\")).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Email.{|#0:Trim|}() == text).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Email.{|#0:Substring|}(0, 3) == text).ToListAsync();")]
    [InlineData("result = await _db.Customers.OrderBy(c => c.Email.{|#0:ToLower|}()).Take(20).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.{|#0:Date|} == from && (o.IsArchived || o.Total > 3)).ToListAsync();")]
    [InlineData("result = Of(from); IQueryable<Order> Of(DateTime day) => _db.Orders.Where(o => o.PlacedAt.{|#0:Date|} == day);")]
    public Task Where_the_user_may_want_it_so_or_not_all_is_seen_it_is_a_suggestion(string body) => VerifyInfoAsync(body);

    [Fact]
    public Task The_message_says_what_is_computed_and_what_to_do() => VerifyCS.VerifyAnalyzerAsync(
        IndexShop.Method("result = await _db.Orders.Where(o => o.PlacedAt.{|#0:Date|} == from).ToListAsync();", Indexes),
        VerifyCS.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage("'o.PlacedAt.Date' is computed for every Order, so the index on 'PlacedAt' does not lead to the rows; compare the column with the range of the day"));

    [Fact]
    public Task Sets_that_are_computed_are_the_same() => VerifyAsync("result = await _db.Orders.Where(o => o.PlacedAt.[|Date|] == from).ToListAsync();", areSetsComputed: true);

    [Fact]
    public Task Without_an_index_the_message_says_that_none_could_help() => VerifyCS.VerifyAnalyzerAsync(
        IndexShop.Method("result = await _db.Customers.AnyAsync(c => c.Phone.{|#0:ToLower|}() == text.ToLower());"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithMessage("'c.Phone.ToLower()' is computed for every Customer, so no index on 'Phone' could lead to the rows; let the collation of the column ignore case, and compare the column as it is"));

    [Fact]
    public Task A_report_that_composes_its_query() => VerifyServiceAsync("""
        public async Task<decimal> TurnoverAsync(DateTime day, bool? archived, string? type)
        {
            IQueryable<Order> query = _db.Orders.AsNoTracking().Where(o => o.PlacedAt.[|Date|] == day.Date);
            if (archived is { } wanted)
                query = query.Where(o => o.IsArchived == wanted);
            if (!string.IsNullOrEmpty(type))
                query = query.Where(o => o.Type == type);
            return await query.SumAsync(o => o.Total);
        }
        """);

    [Fact]
    public Task A_search_form_with_an_optional_day() => VerifyServiceAsync("""
        public async Task<List<Order>> SearchAsync(DateTime? day, Guid? customer, int page)
        {
            var query = _db.Orders.AsQueryable();
            if (customer.HasValue)
                query = query.Where(o => o.CustomerId == customer);
            if (day.HasValue)
                query = query.Where(o => o.PlacedAt.[|Date|] == day.Value.Date);
            return await query.OrderBy(o => o.Id).Skip(page * 20).Take(20).ToListAsync();
        }
        """);

    [Fact]
    public Task A_sign_in_that_ignores_case() => VerifyServiceAsync("""
        public async Task<Customer?> SignInAsync(string email, CancellationToken token) =>
            await _db.Customers.Include(c => c.Orders).FirstOrDefaultAsync(c => c.Email.[|ToLower|]() == email.ToLower() && c.IsActive, token);
        """);

    [Fact]
    public Task A_job_that_cleans_up() => VerifyServiceAsync("""
        public Task<int> CleanAsync(int days) => _db.Orders.Where(o => o.PlacedAt.[|AddDays|](days) < DateTime.UtcNow && o.IsArchived).ExecuteDeleteAsync();
        """);

    [Fact]
    public Task A_column_behind_the_tenant_in_the_index() => VerifyServiceAsync(
        "public Task<int> OfDayAsync(int warehouse, DateTime day) => _db.Orders.CountAsync(o => o.WarehouseId == warehouse && o.PlacedAt.[|Date|] == day);",
        "builder.Entity<Order>().HasIndex(o => new { o.WarehouseId, o.PlacedAt });");

    [Fact]
    public Task A_helper_that_gives_the_set() => VerifyServiceAsync("""
        private IQueryable<Order> Current() => _db.Orders.AsNoTracking().Where(o => !o.IsArchived);
        public Task<List<Order>> OfYearAsync(int year) => Current().Where(o => o.PlacedAt.[|Year|] == year).ToListAsync();
        """);

    [Fact]
    public Task A_repository_that_works_on_any_set() => VerifyServiceAsync(
        "public Task<List<Order>> OfDayAsync(DateTime day) => new Repository<Order>(_db).Query().Where(o => o.PlacedAt.[|Date|] == day).ToListAsync();",
        more: "public class Repository<T>(Shop db) where T : class { public IQueryable<T> Query() => db.Set<T>(); }");

    [Fact]
    public Task A_condition_in_a_variable() => VerifyServiceAsync("""
        public Task<bool> HasAnyAsync(DateTime day)
        {
            System.Linq.Expressions.Expression<Func<Order, bool>> ofDay = o => o.PlacedAt.[|Date|] == day;
            return _db.Orders.AnyAsync(ofDay);
        }
        """);
}
