using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Tests.Facts.Data;

/// <summary>What the model says of entities.</summary>
public class EntityModelTests
{
    private static EntityType Order(string configuration = "", string more = "") => Of("Order", configuration, more)!;

    private static EntityType? Of(string type, string configuration = "", string more = "")
    {
        var probe = Bookshop.Of($"[|{type}|] Value = null!;", configuration, more: more);
        return probe.Facts.EntityModel.Of(probe.Type, default);
    }

    private static LazyLoading Lazy(string navigation, string more)
    {
        var probe = Bookshop.Of("[|Order|] Value = null!;", more: more);
        return probe.Facts.EntityModel.LazyLoadingOf(probe.Facts.EntityModel.Of(probe.Type, default)!.Find(navigation)!, default);
    }

    [Theory]
    [InlineData("Order")]
    [InlineData("Customer")]
    [InlineData("Line")]
    [InlineData("Product")]
    [InlineData("Tag")]
    public void Sets_and_what_they_lead_to_are_entities(string type) => Assert.NotNull(Of(type));

    [Theory]
    [InlineData("Address")]
    [InlineData("Plain")]
    [InlineData("string")]
    public void Owned_and_other_types_are_not(string type) => Assert.Null(Of(type));

    [Fact]
    public void A_set_that_is_computed_counts_as_well()
    {
        var probe = Bookshop.Of("[|Line|] Value = null!;", sets: Bookshop.Computed);

        Assert.NotNull(probe.Facts.EntityModel.Of(probe.Type, default));
    }

    [Theory]
    [InlineData("modelBuilder.Entity<Plain>();", "")]
    [InlineData("modelBuilder.ApplyConfiguration(new PlainConfiguration());", "public class PlainConfiguration : IEntityTypeConfiguration<Plain> { public void Configure(EntityTypeBuilder<Plain> builder) { builder.HasNoKey(); } }")]
    public void Configured_types_are_entities(string configuration, string more) => Assert.NotNull(Of("Plain", configuration, more));

    [Fact]
    public void Navigations_are_what_leads_to_entities()
    {
        Assert.Equal(["Customer", "Lines"], Order().Navigations.Select(navigation => navigation.Name));
        Assert.Equal([false, true], Order().Navigations.Select(navigation => navigation.IsCollection));
    }

    [Fact]
    public void Conventions_know_the_inverse_and_the_foreign_key()
    {
        var customer = Order().Find("Customer")!;

        Assert.Equal("Orders", customer.Inverse);
        Assert.Equal(["CustomerId"], customer.ForeignKey.AsEnumerable());
        Assert.Equal("Order", Order().Find("Lines")!.Inverse);
        Assert.Contains(Order().Indexes, index => index is { Origin: IndexOrigin.ForeignKey, Properties: ["CustomerId"] });
    }

    [Fact]
    public void Fluent_relationships_are_read_from_either_side()
    {
        var customer = Order("modelBuilder.Entity<Customer>().HasMany(c => c.Orders).WithOne(o => o.Customer).HasForeignKey(o => o.Number);").Find("Customer")!;

        Assert.Equal("Orders", customer.Inverse);
        Assert.Equal(["Number"], customer.ForeignKey.AsEnumerable());
    }

    [Theory]
    [InlineData("", "Id")]
    [InlineData("modelBuilder.Entity<Order>().HasKey(o => o.Number);", "Number")]
    [InlineData("modelBuilder.Entity<Order>(e => e.HasKey(o => new { o.Id, o.Number }));", "Id,Number")]
    [InlineData("modelBuilder.Entity<Order>().HasNoKey();", "")]
    public void Keys_are_configured_or_by_convention(string configuration, string key) => Assert.Equal(key, string.Join(",", Order(configuration).Key));

    [Theory]
    [InlineData("modelBuilder.Entity<Order>().HasIndex(o => o.Number).IsUnique();", true)]
    [InlineData("modelBuilder.Entity<Order>().HasAlternateKey(o => o.Number);", true)]
    [InlineData("modelBuilder.Entity<Order>().HasIndex(o => o.Number);", false)]
    [InlineData("modelBuilder.Entity<Order>().HasIndex(o => o.Number).IsUnique(false);", false)]
    [InlineData("", false)]
    public void Unique_indexes_and_alternate_keys_are_unique(string configuration, bool isUnique) => Assert.Equal(isUnique, Order(configuration).IsUnique(["Number"]));

    [Fact]
    public void Filters_tokens_and_base_types_are_known()
    {
        var order = Order("modelBuilder.Entity<Order>().HasQueryFilter(o => o.Id > 0); modelBuilder.Entity<Order>().Property(o => o.Number).IsConcurrencyToken();");

        Assert.True(order.HasQueryFilter);
        Assert.Equal(["Number"], order.ConcurrencyTokens.AsEnumerable());
        Assert.Equal("Order", Of("Rush", "modelBuilder.Entity<Rush>();")!.Base!.Name);
    }

    [Theory]
    [InlineData("modelBuilder.Entity<Order>().Navigation(o => o.Customer).AutoInclude();", true)]
    [InlineData("modelBuilder.Entity<Order>(e => { e.Navigation(\"Customer\").AutoInclude(true); });", true)]
    [InlineData("modelBuilder.Entity<Order>().Navigation(o => o.Customer).AutoInclude(false);", false)]
    [InlineData("", false)]
    public void AutoInclude_is_seen(string configuration, bool isAutoIncluded) => Assert.Equal(isAutoIncluded, Order(configuration).Find("Customer")!.IsAutoIncluded);

    [Fact]
    public void What_is_ignored_is_no_navigation() => Assert.Null(Order("modelBuilder.Entity<Order>().Ignore(o => o.Customer);").Find("Customer"));

    [Theory]
    [InlineData("", true)]
    [InlineData("modelBuilder.ApplyConfigurationsFromAssembly(typeof(Shop).Assembly);", true)]
    [InlineData("modelBuilder.ApplyConfigurationsFromAssembly(typeof(string).Assembly);", false)]
    [InlineData("modelBuilder.Entity(typeof(Plain));", false)]
    public void The_model_knows_when_it_is_incomplete(string configuration, bool isComplete) =>
        Assert.Equal(isComplete, Bookshop.Of("[|Order|] Value = null!;", configuration).Facts.EntityModel.IsComplete(default));

    private const string Setup = "public static class Setup { public static void Add(DbContextOptionsBuilder options) => options.UseNpgsql(\"\"); }";

    private const string Proxies = """
        namespace Microsoft.EntityFrameworkCore { public static class ProxiesExtensions { public static DbContextOptionsBuilder UseLazyLoadingProxies(this DbContextOptionsBuilder options, bool use = true) => options; } }
        """;

    [Theory]
    [InlineData("Lines", "", "Off")]
    [InlineData("Customer", "", "Unknown")]
    [InlineData("Customer", Setup, "Off")]
    [InlineData("Customer", Proxies + "public static class Proxied { public static void Add(DbContextOptionsBuilder options) => options.UseLazyLoadingProxies(); }", "On")]
    [InlineData("Lines", Proxies + "public static class Proxied { public static void Add(DbContextOptionsBuilder options) => options.UseLazyLoadingProxies(); }", "Off")]
    [InlineData("Customer", Proxies + "public static class Proxied { public static void Add(DbContextOptionsBuilder options, bool on) => options.UseLazyLoadingProxies(on); }", "Unknown")]
    public void Proxies_load_what_can_be_overridden(string navigation, string more, string expected) => Assert.Equal(expected, Lazy(navigation, more).ToString());

    [Fact]
    public void A_loader_in_the_constructor_loads()
    {
        var probe = Bookshop.Of("[|Post|] Value = null!;", "modelBuilder.Entity<Post>();", more: """
            public class Post
            {
                private readonly Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader _loader = null!;
                private Customer? _author;
                public Post() { }
                private Post(Microsoft.EntityFrameworkCore.Infrastructure.ILazyLoader loader) => _loader = loader;
                public int Id { get; set; }
                public Customer? Author { get => Microsoft.EntityFrameworkCore.Infrastructure.LazyLoaderExtensions.Load(_loader, this, ref _author); set => _author = value; }
                public Order? Order { get; set; }
            }
            """);
        var post = probe.Facts.EntityModel.Of(probe.Type, default)!;

        Assert.Equal(LazyLoading.On, probe.Facts.EntityModel.LazyLoadingOf(post.Find("Author")!, default));
        Assert.Equal(LazyLoading.Off, probe.Facts.EntityModel.LazyLoadingOf(post.Find("Order")!, default));
    }

    [Theory]
    [InlineData("options.UseNpgsql(\"\", o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);", "Split NotTracked")]
    [InlineData("", "Default Default")]
    public void Settings_of_the_context_are_seen(string configuration, string expected)
    {
        var settings = Bookshop.Of("[|Order|] Value = null!;", more: $"public static class Configured {{ public static void Add(DbContextOptionsBuilder options) {{ {configuration} }} }}").Facts.EntityModel.Settings;

        Assert.Equal(expected, $"{settings.Splitting(default)} {settings.Tracking(default)}");
    }
}
