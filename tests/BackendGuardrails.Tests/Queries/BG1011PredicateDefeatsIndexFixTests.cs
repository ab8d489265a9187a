using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1011PredicateDefeatsIndexAnalyzer, BackendGuardrails.Queries.BG1011PredicateDefeatsIndexCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1011PredicateDefeatsIndexFixTests
{
    private const string Indexes = "builder.Entity<Order>().HasIndex(o => o.PlacedAt); builder.Entity<Order>().HasIndex(o => o.SentAt); builder.Entity<Customer>().HasIndex(c => c.Email); builder.Entity<Product>().HasIndex(p => p.SupplierId);";

    private static Task VerifyAsync(string before, string after, string model = Indexes, string more = "") => VerifyCS.VerifyCodeFixAsync(Source(before, model, more), Source(after, model, more));

    private static string Source(string condition, string model, string more) => IndexShop.Method($"result = await _db.{condition}.ToListAsync();", model, more);

    private static Task VerifyNoneAsync(string condition, string model = Indexes, string more = "") => VerifyAsync(condition, condition, model, more);

    [Theory]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] == from)", "Orders.Where(o => o.PlacedAt >= from && o.PlacedAt < from.AddDays(1))")]
    [InlineData("Orders.Where(o => from == o.PlacedAt.[|Date|])", "Orders.Where(o => o.PlacedAt >= from && o.PlacedAt < from.AddDays(1))")]
    [InlineData("Orders.Where(o => (o.PlacedAt.[|Date|] == from) && !o.IsArchived)", "Orders.Where(o => (o.PlacedAt >= from && o.PlacedAt < from.AddDays(1)) && !o.IsArchived)")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] == DateTime.UtcNow.Date)", "Orders.Where(o => o.PlacedAt >= DateTime.UtcNow.Date && o.PlacedAt < DateTime.UtcNow.Date.AddDays(1))")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] >= from.Date)", "Orders.Where(o => o.PlacedAt >= from.Date)")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] > from.Date)", "Orders.Where(o => o.PlacedAt >= from.Date.AddDays(1))")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] <= from.Date)", "Orders.Where(o => o.PlacedAt < from.Date.AddDays(1))")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] < from.Date)", "Orders.Where(o => o.PlacedAt < from.Date)")]
    [InlineData("Orders.Where(o => from.Date >= o.PlacedAt.[|Date|])", "Orders.Where(o => o.PlacedAt < from.Date.AddDays(1))")]
    public Task A_day_becomes_its_range(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("o.PlacedAt.[|Year|] == id", "o.PlacedAt >= new DateTime(id, 1, 1, 0, 0, 0, DateTimeKind.Utc) && o.PlacedAt < new DateTime(id + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc)")]
    [InlineData("o.PlacedAt.[|Year|] == 2026 && o.PlacedAt.Month == id", "o.PlacedAt >= new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) && o.PlacedAt < new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc) && o.PlacedAt.Month == id")]
    [InlineData("o.PlacedAt.[|Year|] >= from.Year", "o.PlacedAt >= new DateTime(from.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc)")]
    [InlineData("id - 1 >= o.PlacedAt.[|Year|]", "o.PlacedAt < new DateTime((id - 1) + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc)")]
    public Task A_year_becomes_its_range_in_UTC_on_PostgreSQL(string before, string after) => VerifyAsync($"Orders.Where(o => {before})", $"Orders.Where(o => {after})");

    [Theory]
    [InlineData("o.PlacedAt.[|AddDays|](30) < DateTime.UtcNow", "o.PlacedAt < DateTime.UtcNow.AddDays(-30)")]
    [InlineData("o.PlacedAt.[|AddHours|](-2) >= from", "o.PlacedAt >= from.AddHours(2)")]
    [InlineData("from > o.PlacedAt.[|AddMinutes|](id)", "o.PlacedAt < from.AddMinutes(-id)")]
    [InlineData("o.PlacedAt.[|AddDays|](id + 1) < to", "o.PlacedAt < to.AddDays(-(id + 1))")]
    public Task What_is_added_to_the_column_is_taken_from_the_other_side(string before, string after) => VerifyAsync($"Orders.Where(o => {before})", $"Orders.Where(o => {after})");

    [Fact]
    public Task Numbers_and_keys_are_compared_as_what_they_are() => VerifyAsync("Products.Where(p => p.SupplierId.[|ToString|]() == id.ToString())", "Products.Where(p => p.SupplierId == id)");

    [Theory]
    [InlineData("builder.HasCollation(\"ignoring_case\", locale: \"und-u-ks-level2\", provider: \"icu\", deterministic: false); builder.Entity<Customer>().Property(c => c.Email).UseCollation(\"ignoring_case\"); builder.Entity<Customer>().HasIndex(c => c.Email);")]
    [InlineData("builder.Entity<Customer>().Property(c => c.Email).HasColumnType(\"citext\"); builder.Entity<Customer>().HasIndex(c => c.Email);")]
    [InlineData("builder.Entity<Customer>().Property(c => c.Email).UseCollation(\"SQL_Latin1_General_CP1_CI_AS\"); builder.Entity<Customer>().HasIndex(c => c.Email);")]
    public Task Where_the_collation_ignores_case_nothing_else_has_to(string model) => VerifyAsync("Customers.Where(c => c.Email.[|ToLower|]() == text.ToLower())", "Customers.Where(c => c.Email == text)", model);

    [Theory]
    [InlineData("Customers.Where(c => c.Email.[|ToLower|]() == text.ToLower())")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] >= from)")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Year|] == DateTime.UtcNow.Year)")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|AddDays|](1).Date == from)")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] == /* today */ from)")]
    [InlineData("Orders.Where(o => o.PlacedAt.[|Date|] == texts.Select(DateTime.Parse).First())")]
    public Task Where_it_is_not_certain_nothing_is_offered(string condition) => VerifyNoneAsync(condition);

    [Theory]
    [InlineData("public class Setup { public Setup() => AppContext.SetSwitch(\"Npgsql.EnableLegacyTimestampBehavior\", true); }")]
    [InlineData("public class Migration { public string Type => \"timestamp without time zone\"; }")]
    public Task The_kind_of_a_year_is_not_guessed(string more) => VerifyNoneAsync("Orders.Where(o => o.PlacedAt.[|Year|] == id)", more: more);

    [Fact]
    public Task Fix_all_and_the_lines_around_stay_as_they_are() => VerifyAsync(
        """
        Orders
                    // of the day
                    .Where(o => o.PlacedAt.[|Date|] == from) // not of the night
                    .Union(_db.Orders.Where(o => o.PlacedAt.[|AddDays|](1) > to))
        """,
        """
        Orders
                    // of the day
                    .Where(o => o.PlacedAt >= from && o.PlacedAt < from.AddDays(1)) // not of the night
                    .Union(_db.Orders.Where(o => o.PlacedAt > to.AddDays(-1)))
        """);
}
