using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1012NoCoveringIndexAnalyzer, BackendGuardrails.Queries.BG1012NoCoveringIndexCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1012NoCoveringIndexQuietTests
{
    private const string ByNumber = "result = await _db.Orders.FirstOrDefaultAsync(o => o.Number == text);";
    private const string Latest = "result = await _db.Orders.OrderByDescending(o => o.PlacedAt).Take(20).ToListAsync();";

    private static Task VerifyAsync(string body, string model = "", string more = "") => VerifyCS.VerifyAnalyzerAsync(IndexShop.Method(body, model, more));

    [Theory]
    [InlineData("result = await _db.Orders.FindAsync(id);")]
    [InlineData("result = await _db.Orders.FirstAsync(o => o.Id == id);")]
    [InlineData("result = await _db.Orders.Where(o => o.CustomerId == key).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Customer.Id == key).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Gift!.Id == id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Payer != null && o.Payer.Id == key).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.CustomerId == key && o.Number == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.CustomerId == key).OrderByDescending(o => o.PlacedAt).Take(5).ToListAsync();")]
    [InlineData("result = await _db.Notes.Where(n => n.CustomerId == key).ToListAsync();")]
    [InlineData("result = await _db.Products.SingleAsync(p => p.Sku == text);")]
    [InlineData("result = await _db.Products.Where(p => texts.Contains(p.Sku)).ToListAsync();")]
    [InlineData("result = await _db.Products.Where(p => p.Sku.StartsWith(text) && p.Barcode == other).ToListAsync();")]
    public Task A_key_a_foreign_key_or_an_index_leads_to_the_rows(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.Status == status).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => !o.IsArchived).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.IsArchived == all && o.Priority == 3).CountAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Type == \"web\").ToListAsync();")]
    [InlineData("const string web = \"web\"; result = await _db.Orders.Where(o => o.Type == web).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => Known.Contains(o.Type)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => new[] { \"web\", \"shop\" }.Contains(o.Type)).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.DeletedAt == null).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.SentAt.HasValue).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number != text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => !texts.Contains(o.Number)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Attempts < 3).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Attempts < id).ToListAsync();")]
    public Task What_few_values_have_many_rows_of_is_read_as_fast_without_an_index(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.Number == text || o.TrackingCode == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number == text && (o.CustomerId == key || o.IsArchived)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => text == null || o.Number == text).ToListAsync();")]
    [InlineData("System.Linq.Expressions.Expression<Func<Order, bool>> given = Make(); result = await _db.Orders.Where(given).ToListAsync(); static System.Linq.Expressions.Expression<Func<Order, bool>> Make() => o => o.Number == \"\";")]
    [InlineData("result = await _db.Orders.Where(o => o.Number == o.TrackingCode).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number == text && o.Lines.Any(l => l.Sku == other)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number == text && o.Customer.Email == other).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Address.City == text).ToListAsync();")]
    [InlineData("IQueryable<Order> query = _db.Orders; if (all) query = query.Where(o => o.Number == text); result = await query.ToListAsync();")]
    [InlineData("IQueryable<Order> query = _db.Orders.Where(o => o.Number == text); if (all) query = query.Where(o => o.CustomerId == key); result = await query.ToListAsync();")]
    [InlineData("result = await _db.Orders.FromSqlRaw(\"select 1\").Where(o => o.Number == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.SelectMany(o => o.Lines).Where(l => l.Sku == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Join(_db.Products, o => o.Number, p => p.Sku, (o, p) => o).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number == text).Union(_db.Orders.Where(o => o.Id == id)).ToListAsync();")]
    [InlineData("result = await _db.Orders.OfType<Rush>().Where(r => r.Courier == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => EF.Property<string>(o, \"Shadow\") == text).ToListAsync();")]
    public Task What_cannot_be_read_wholly_is_not_judged(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.Number.Contains(text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.EndsWith(text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.StartsWith(text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.ToLower() == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.Date == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.Contains(text)).OrderByDescending(o => o.PlacedAt).Take(20).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.Contains(text) && o.PlacedAt > from).ToListAsync();")]
    public Task A_search_within_texts_is_another_matter(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.ToListAsync();")]
    [InlineData("result = await _db.Orders.OrderByDescending(o => o.PlacedAt).ToListAsync();")]
    [InlineData("result = await _db.Orders.OrderByDescending(o => o.Id).Take(20).ToListAsync();")]
    [InlineData("result = await _db.Orders.OrderBy(o => o.Status).Take(20).ToListAsync();")]
    [InlineData("result = await _db.Products.OrderBy(p => p.DisplayOrder).Take(20).ToListAsync();")]
    [InlineData("result = await _db.Orders.Take(20).OrderByDescending(o => o.PlacedAt).ToListAsync();")]
    [InlineData("IQueryable<Order> query = _db.Orders; query = all ? query.OrderBy(o => o.PlacedAt) : query.OrderBy(o => o.Number); result = await query.Take(20).ToListAsync();")]
    [InlineData("result = await _db.Orders.OrderBy(o => o.Customer.Name).Take(20).ToListAsync();")]
    [InlineData("result = (await _db.Orders.ToListAsync()).Where(o => o.Number == text).OrderBy(o => o.PlacedAt).Take(3);")]
    [InlineData("result = await _db.Customers.Where(c => _db.Orders.Any(o => o.Number == text)).CountAsync();")]
    [InlineData("result = _db.Orders.Where(o => o.Number == text);")]
    [InlineData("result = new List<Order>().AsQueryable().Where(o => o.Number == text).ToList();")]
    [InlineData("result = _db.Orders.Local.Where(o => o.Number == text).ToList();")]
    public Task A_sort_of_all_a_sort_by_the_key_and_what_no_database_runs_are_fine(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("builder.Entity<Order>().HasIndex(o => o.Number);")]
    [InlineData("builder.Entity<Order>().HasIndex(\"Number\");")]
    [InlineData("builder.Entity<Order>().HasIndex(o => o.Number, \"IX_Number\");")]
    [InlineData("builder.Entity<Order>(order => { order.HasIndex(o => new { o.Number, o.PlacedAt }).IsUnique(); });")]
    [InlineData("builder.Entity<Order>().HasAlternateKey(o => o.Number);")]
    [InlineData("builder.Entity<Order>().HasIndex(o => o.Number).HasFilter(\"\\\"IsArchived\\\" = false\");")]
    [InlineData("builder.Entity<Order>().HasIndex(o => o.Number).IsDescending();")]
    [InlineData("builder.Entity<Order>().HasIndex(o => new { o.Number, o.Total }).IsDescending(true, false);")]
    [InlineData("builder.Entity<Rush>().HasOne<Order>().WithMany().HasForeignKey(r => r.Courier).HasPrincipalKey(o => o.Number);")]
    [InlineData("builder.Entity<Order>().HasOne<Product>().WithMany().HasForeignKey(o => o.Number).HasPrincipalKey(p => p.Sku);")]
    [InlineData("builder.Entity<Product>().HasMany<Order>().WithOne().HasForeignKey(o => o.Number);")]
    [InlineData("builder.Entity<Order>().HasQueryFilter(o => o.WarehouseId == Tenant.GetHashCode()).HasIndex(o => new { o.WarehouseId, o.Number });")]
    [InlineData("builder.Entity<Order>().HasQueryFilter(o => !o.IsArchived); builder.Entity<Order>().HasIndex(o => new { o.IsArchived, o.Number });")]
    [InlineData("builder.Entity<Order>().ToView(\"orders\");")]
    [InlineData("builder.Entity<Order>().HasNoKey();")]
    [InlineData("builder.Entity<Order>().HasIndex(Columns());  static string[] Columns() => new[] { \"Number\" };")]
    [InlineData("foreach (var type in builder.Model.GetEntityTypes()) if (type.FindProperty(\"Number\") is { } number) type.AddIndex(number);")]
    [InlineData("builder.Entity(typeof(Order)).HasIndex(\"Number\");")]
    public Task The_model_declares_it(string model) => VerifyAsync(ByNumber, model);

    [Theory]
    [InlineData("builder.Entity<Order>().HasIndex(o => o.PlacedAt);")]
    [InlineData("builder.Entity<Order>().HasIndex(o => o.PlacedAt).IsDescending();")]
    [InlineData("builder.Entity<Order>().HasIndex(o => new { o.PlacedAt, o.Id }).IsDescending(true, true);")]
    [InlineData("builder.Entity<Order>().HasQueryFilter(o => !o.IsArchived).HasIndex(o => new { o.IsArchived, o.PlacedAt });")]
    public Task An_index_is_read_in_either_direction(string model) => VerifyAsync(Latest, model);

    [Theory]
    [InlineData("builder.ApplyConfiguration(new OrderConfiguration());", "public class OrderConfiguration : IEntityTypeConfiguration<Order> { public void Configure(EntityTypeBuilder<Order> order) => order.HasIndex(o => o.Number); }")]
    [InlineData("builder.ApplyConfigurationsFromAssembly(typeof(Shop).Assembly);", "public class Numbered<T> : IEntityTypeConfiguration<T> where T : Order { public void Configure(EntityTypeBuilder<T> order) => order.HasIndex(o => o.Number); }")]
    [InlineData("Configure(builder.Entity<Order>());  static void Configure<T>(EntityTypeBuilder<T> order) where T : Order => order.HasIndex(o => o.Number);", "")]
    [InlineData("", "public class AddIndexes { public const string Up = \"create unique index concurrently ix_number on orders (number)\"; }")]
    [InlineData("", "public class Script { public void Create(Columns columns) => columns.OnColumn(nameof(Order.Number)); } public class Columns { public void OnColumn(string name) { } }")]
    [InlineData("builder.ApplyConfigurationsFromAssembly(typeof(DbContext).Assembly);", "")]
    public Task A_configuration_or_a_script_declares_it_or_may(string model, string more) => VerifyAsync(ByNumber, model, more);

    [Fact]
    public Task An_index_of_the_base_class_counts_for_what_derives_from_it() => VerifyAsync("result = await _db.Rushes.FirstOrDefaultAsync(r => r.Number == text);", "builder.Entity<Order>().HasIndex(o => o.Number);");

    [Theory]
    [InlineData("public class ShopSeeder { public Task<bool> HasAsync(Shop db, string email) => db.Customers.AnyAsync(c => c.Email == email); }")]
    [InlineData("public static class Setup { public static Task<bool> SeedAsync(Shop db, string email) => db.Customers.AnyAsync(c => c.Email == email); }")]
    public Task Seeding_runs_once(string more) => VerifyAsync("", more: more);

    [Fact]
    public Task A_table_that_is_known_to_be_small() =>
        new VerifyCS.Test { TestCode = IndexShop.Method(ByNumber), EditorConfig = "backend_guardrails.small_entities = Order, Country" }.RunAsync();

    [Fact]
    public Task A_set_without_a_context_in_sight_says_nothing_about_indexes() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.EntityFrameworkCore;
        public interface IShop { DbSet<Person> People { get; } }
        public class Person { public int Id { get; set; } public string Email { get; set; } = ""; }
        public class Finder { public Task<bool> RunAsync(IShop shop, string email) => shop.People.AnyAsync(p => p.Email == email); }
        """);

    [Fact]
    public Task A_database_without_tables_has_indexes_of_another_kind() => VerifyAsync(ByNumber, more: """
        public static class Startup { public static void Use(DbContextOptionsBuilder options) => options.UseCosmos("https://here"); }
        public static class Cosmos { public static void UseCosmos(this DbContextOptionsBuilder options, string place) { } }
        """);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.Number == text).OrderBy(o => o.Id).ToListAsync();", "builder.Entity<Order>().HasQueryFilter(o => o.CustomerId == Tenant);")]
    [InlineData("result = await _db.Orders.OrderByDescending(o => o.PlacedAt).Take(20).ToListAsync();", "builder.Entity<Order>().HasQueryFilter(o => o.CustomerId == Tenant);")]
    public Task An_indexed_column_of_a_query_filter_leads_to_the_rows_of_a_tenant(string body, string model) => VerifyAsync(body, model);

    [Fact]
    public Task A_library_has_configured_its_own_entities() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.EntityFrameworkCore;
        namespace Microsoft.AspNetCore.Identity { public class IdentityUser { public string Id { get; set; } = ""; public string NormalizedEmail { get; set; } = ""; } }
        namespace Mine
        {
            public class Person : Microsoft.AspNetCore.Identity.IdentityUser { }
            public class Shop : DbContext { public DbSet<Person> People { get; set; } = null!; }
            public class Finder { public Task<bool> RunAsync(Shop shop, string email) => shop.People.AnyAsync(p => p.NormalizedEmail == email); }
        }
        """);

    [Fact]
    public Task Look_alikes_of_another_library() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Other { public class DbSet<T> : List<T> { } public class DbContext { } }
        public class Person { public int Id { get; set; } public string Email { get; set; } = ""; }
        public class Shop : Other.DbContext { public Other.DbSet<Person> People { get; } = new(); }
        public class Finder { public bool Run(Shop shop, string email) => shop.People.AsQueryable().Any(p => p.Email == email); }
        """);

    [Theory]
    [InlineData("result = await _db.Customers.Where(c => c.).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Email == ).ToListAsync(")]
    [InlineData("result = await _db.Customers.Where().OrderBy(c => ).Take(;")]
    public Task Half_typed_code_does_no_harm(string body) => new VerifyCS.Test { TestCode = IndexShop.Method(body), CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None }.RunAsync();

    /// <summary>A known miss: the repository's callers say the condition, and it is not followed through the parameter.</summary>
    [Fact]
    public Task A_condition_that_is_handed_to_a_repository_is_missed() => VerifyAsync(
        "result = await new Repository<Customer>(_db).FirstAsync(c => c.Email == text);",
        more: """
        public class Repository<T> where T : class
        {
            private readonly Shop _shop;
            public Repository(Shop shop) => _shop = shop;
            public Task<T?> FirstAsync(System.Linq.Expressions.Expression<Func<T, bool>> condition) => _shop.Set<T>().FirstOrDefaultAsync(condition);
        }
        """);
}
