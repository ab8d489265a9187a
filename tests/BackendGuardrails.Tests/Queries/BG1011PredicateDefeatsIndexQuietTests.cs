using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1011PredicateDefeatsIndexAnalyzer, BackendGuardrails.Queries.BG1011PredicateDefeatsIndexCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1011PredicateDefeatsIndexQuietTests
{
    private const string Indexes = "builder.Entity<Order>().HasIndex(o => o.PlacedAt); builder.Entity<Order>().HasIndex(o => o.Type); builder.Entity<Customer>().HasIndex(c => c.Email).IsUnique();";
    private const string OfDay = "result = await _db.Orders.Where(o => o.PlacedAt.Date == from).ToListAsync();";

    private static Task VerifyAsync(string body, string model = Indexes, string more = "") => VerifyCS.VerifyAnalyzerAsync(IndexShop.Method(body, model, more));

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt >= from && o.PlacedAt < from.AddDays(1)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt == from.Date).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt < DateTime.UtcNow.AddDays(-30)).ToListAsync();")]
    [InlineData("result = await _db.Customers.FirstOrDefaultAsync(c => c.Email == text.ToLower());")]
    [InlineData("result = await _db.Customers.Where(c => c.Email.StartsWith(text)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => EF.Functions.Like(c.Email, text + \"%\")).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => EF.Functions.Like(c.Email, \"a%\")).ToListAsync();")]
    [InlineData("result = await _db.Orders.FirstOrDefaultAsync(o => o.Id == int.Parse(text));")]
    [InlineData("short small = 3; result = await _db.Orders.FirstOrDefaultAsync(o => o.Id == small);")]
    [InlineData("int? some = id; result = await _db.Orders.FirstOrDefaultAsync(o => o.Id == some);")]
    [InlineData("result = await _db.Orders.Where(o => o.Total > id).ToListAsync();")]
    public Task What_is_computed_is_the_value_or_nothing(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.CustomerId == key && o.PlacedAt.Date == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.CustomerId == key).Where(o => o.PlacedAt.Year == id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.Date == from).Where(o => o.CustomerId == key).ToListAsync();")]
    [InlineData("var query = _db.Orders.Where(o => o.PlacedAt.Date == from); query = query.OrderBy(o => o.Id); result = await query.Where(o => o.CustomerId == key).ToListAsync();")]
    [InlineData("result = await _db.Orders.FirstOrDefaultAsync(o => o.Id == id && o.Type.ToLower() == text);")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt > from && o.PlacedAt.AddDays(3) < to).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Customer.Email == text && o.PlacedAt.Date == from).ToListAsync();")]
    [InlineData("result = await _db.Customers.AnyAsync(c => c.Id != key && c.Email == text && c.Phone.ToLower() == other);")]
    public Task Something_else_finds_the_rows(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.Date != from).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Email.ToLower() != text).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => !(c.Email.ToLower() == text)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => !c.Email.Contains(text)).ToListAsync();")]
    public Task What_leaves_nearly_all_rows_reads_them_anyway(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.Month == id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.DayOfWeek == DayOfWeek.Friday).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Type.Length > 3).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => string.IsNullOrEmpty(o.Type)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => Math.Abs(o.Total) > low).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Type + o.Number == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.Date == o.SentAt!.Value.Date).ToListAsync();")]
    public Task What_no_other_form_says_is_left_alone(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Customers.Where(c => c.Name.Contains(text)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Name.ToLower().Contains(text.ToLower())).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => EF.Functions.ILike(c.Name, $\"%{text}%\")).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Name.EndsWith(text)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Name.Trim() == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Attempts + 1 > id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.ToLower() == \"draft\").ToListAsync();")]
    [InlineData("result = await _db.Customers.OrderBy(c => c.Name.ToLower()).Take(20).ToListAsync();")]
    [InlineData("result = await _db.Customers.OrderBy(c => c.Email.ToLower()).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Name.Contains(text) || c.Email.Contains(text)).ToListAsync();")]
    public Task A_search_within_texts_and_small_computations_want_no_index_of_this_column(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => EF.Functions.ToTsVector(\"english\", o.Type).Matches(text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => EF.Functions.ToTsVector(\"english\", o.Type + \" \" + o.Number).Matches(EF.Functions.WebSearchToTsQuery(\"english\", text))).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => EF.Functions.TrigramsAreSimilar(o.Type, text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => EF.Functions.TrigramsSimilarity(o.Type, text) > 0.3).OrderByDescending(o => EF.Functions.TrigramsSimilarity(o.Type, text)).Take(5).ToListAsync();")]
    public Task A_search_of_full_text_or_of_trigrams_has_indexes_of_its_own(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = (await _db.Orders.Where(o => o.CustomerId == key).ToListAsync()).Where(o => o.PlacedAt.Date == from).ToList();")]
    [InlineData("result = _db.Orders.AsEnumerable().Where(o => o.PlacedAt.Date == from).ToList();")]
    [InlineData("result = new List<Order>().AsQueryable().Where(o => o.PlacedAt.Date == from).ToList();")]
    [InlineData("result = _db.Orders.Local.Where(o => o.PlacedAt.Date == from).ToList();")]
    [InlineData("result = new List<Order>().Any(o => o.Id.ToString() == text);")]
    public Task What_runs_in_memory_uses_no_index(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Select(o => new { Day = o.PlacedAt.Date }).Where(x => x.Day == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.Select(o => o.PlacedAt.Date == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.GroupBy(o => o.PlacedAt.Date).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Orders.Any(o => o.PlacedAt.Date == from)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => _db.Orders.Any(o => o.CustomerId == c.Id && o.PlacedAt.Date == from)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Address.City.ToLower() == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.FromSqlRaw(\"select 1\").Where(o => o.PlacedAt.Date == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.Date == from || o.Number == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.AllAsync(o => o.PlacedAt.Date == from);")]
    public Task What_is_no_condition_on_rows_of_the_table_is_not_judged(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("builder.Entity<Order>().HasIndex(o => o.PlacedAt); builder.Entity<Order>().ToView(\"orders\").HasNoKey();")]
    [InlineData("builder.Entity<Order>().HasIndex(o => o.PlacedAt); builder.Entity<Order>().HasData(new Order { Id = 1 });")]
    public Task Views_and_tables_that_the_model_fills_are_not_judged(string model) => VerifyAsync(OfDay, model);

    [Fact]
    public Task A_computed_index_of_a_migration_serves_it() => VerifyAsync(
        "result = await _db.Customers.FirstOrDefaultAsync(c => c.Email.ToLower() == text.ToLower());",
        more: "public class AddIndex { public string Up() => \"CREATE UNIQUE INDEX ix_email ON \\\"Customers\\\" (lower(\\\"Email\\\"))\"; }");

    [Fact]
    public Task A_table_that_stays_small_is_named_in_an_option() => new VerifyCS.Test { TestCode = IndexShop.Method(OfDay, Indexes), EditorConfig = "backend_guardrails.small_entities = Order" }.RunAsync();

    [Fact]
    public Task Seeding_runs_once() => VerifyCS.VerifyAnalyzerAsync(IndexShop.Service("public async Task SeedAsync() { if (await _db.Orders.AnyAsync(o => o.PlacedAt.Year == 2020)) return; }", Indexes));

    [Fact]
    public Task Classes_of_the_same_names_elsewhere_are_others() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Mine
        {
            public class DbContext { }
            public class DbSet<T> { public DbSet<T> Where(Func<T, bool> condition) => this; public T? FirstOrDefault(Func<T, bool> condition) => default; }
            public class Order { public int Id { get; set; } public DateTime PlacedAt { get; set; } }
            public class Shop : DbContext { public DbSet<Order> Orders { get; } = new(); }
            public class Service(Shop db) { public object? Find(DateTime day) => db.Orders.Where(o => o.PlacedAt.Date == day).FirstOrDefault(o => o.Id.ToString() == ""); }
        }
        """);

    [Fact]
    public Task Half_typed_code_is_nothing_to_fail_on()
    {
        var test = new VerifyCS.Test { TestCode = IndexShop.Method("result = await _db.Orders.Where(o => o.PlacedAt. == ).ToListAsync(); result = _db.Orders.Where(o => o.Missing.Date == from; result = _db.Orders.OrderBy(o => ).Take(", Indexes), CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None };
        return test.RunAsync();
    }

    /// <summary>The rows of both sides are hashed, or one is found by the other: that the key is computed is only seen when the index is missed.</summary>
    [Fact]
    public Task Known_miss_the_keys_of_a_join() => VerifyAsync("result = await _db.Orders.Join(_db.Customers, o => o.Number.ToLower(), c => c.Email.ToLower(), (o, c) => o).ToListAsync();");

    [Fact]
    public Task Known_miss_a_value_for_null() => VerifyAsync("result = await _db.Orders.Where(o => (o.SentAt ?? to) < from).ToListAsync();", "builder.Entity<Order>().HasIndex(o => o.SentAt);");
}
