using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1009SiblingCollectionsAnalyzer, BackendGuardrails.Queries.BG1009SiblingCollectionsCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1009SiblingCollectionsQuietTests
{
    private static Task VerifyAsync(string body, string more = "", string? context = null) => VerifyCS.VerifyAnalyzerAsync(SiblingShop.Method(body, more, context));

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Discounts).ToListAsync();")]
    [InlineData("return await db.Customers.Include(c => c.Orders).ThenInclude(o => o.Lines).ThenInclude(l => l.Taxes).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Customer).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).Include(o => o.Lines).ThenInclude(l => l.Discounts).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments.OrderByDescending(p => p.Id).Take(1)).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).OrderBy(o => o.Id).Skip(id).Take(20).ToListAsync();")]
    public Task One_collection_after_the_other_multiplies_nothing(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSplitQuery().ToListAsync();")]
    [InlineData("return await db.Orders.AsSplitQuery().Include(o => o.Lines).Include(o => o.Payments).FirstAsync(o => o.Id == id);")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsSingleQuery().ToListAsync();")]
    [InlineData("var query = db.Orders.Include(o => o.Lines).Include(o => o.Payments).AsQueryable(); if (all) query = query.AsSplitQuery(); return await query.ToListAsync();")]
    public Task What_is_split_or_joined_on_purpose_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("SplitQuery")]
    [InlineData("SingleQuery")]
    public Task A_behavior_that_is_configured_is_quiet(string behavior) => VerifyAsync(
        "return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToListAsync();",
        context: SiblingShop.Context(options: $"options.UseNpgsql(\"Host=x\", npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.{behavior}))"));

    [Theory]
    [InlineData("services.AddDbContext<Shop>(options => options.UseNpgsql(\"Host=x\", npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)));")]
    [InlineData("services.AddDbContextPool<Shop>((provider, options) => options.UseNpgsql(\"Host=x\", npgsql => { npgsql.EnableRetryOnFailure(); npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery); }));")]
    public Task A_behavior_that_is_configured_where_the_context_is_registered_is_quiet(string registration) => VerifyAsync(
        "return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToListAsync();", $"public static class Setup {{ public static void Add(IServiceCollection services) {{ {registration} }} }}");

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).CountAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).AnyAsync(o => o.Id == id);")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Select(o => o.Number).ToListAsync();")]
    [InlineData("return db.Orders.Include(o => o.Lines).Include(o => o.Payments).ToQueryString();")]
    [InlineData("var query = db.Orders.Include(o => o.Lines).Include(o => o.Payments); return query.Expression;")]
    public Task Includes_that_load_nothing_are_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var orders = await db.Orders.Include(o => o.Lines).ToListAsync(); await db.Orders.Include(o => o.Payments).LoadAsync(); return orders.ToList();")]
    [InlineData("var order = await db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == id); await db.Entry(order).Collection(o => o.Payments).LoadAsync(); return order;")]
    [InlineData("IQueryable<Order> query = db.Orders; if (all) query = query.Include(o => o.Lines); else query = query.Where(o => o.Id == id); return await query.ToListAsync();")]
    [InlineData("return await db.Orders.Include(path).Include(o => o.Lines).ToListAsync();")]
    public Task Collections_that_are_loaded_by_themselves_are_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("IQueryable<Order> query = db.Orders.Include(o => o.Lines); if (all) query = query.Include(o => o.Payments); return await query.SingleAsync(o => o.Id == id);")]
    public Task Two_doubts_are_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).SingleAsync(o => o.Id == id);")]
    [InlineData("return await db.Orders.Where(o => o.Number == number).Include(o => o.Lines).Include(o => o.Payments).FirstOrDefaultAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Notes).SingleAsync(o => o.Id == id);")]
    [InlineData("return await db.Orders.Include(o => o.Lines).Include(o => o.Customer).ThenInclude(c => c.Addresses).SingleAsync(o => o.Id == id);")]
    public async Task Few_collections_of_one_row_are_quiet(string body)
    {
        await VerifyAsync(body);
        await VerifyAsync(body, context: SiblingShop.Context(options: ""));
    }

    [Fact]
    public Task What_is_not_included_automatically_this_time_is_quiet() => VerifyAsync(
        "return await db.Orders.IgnoreAutoIncludes().Include(o => o.Lines).ToListAsync();", context: SiblingShop.Context(model: "builder.Entity<Order>().Navigation(o => o.Payments).AutoInclude();"));

    [Fact]
    public Task Methods_of_the_same_name_are_quiet() => VerifyAsync(
        "return new Basket().Include(\"Lines\").Include(\"Payments\").ToList();",
        "public class Basket { public Basket Include(string path) => this; public List<Order> ToList() => new(); }");

    [Fact]
    public Task Half_typed_code_does_not_throw() => VerifyAsync("return await db.Orders.Include(o => o.Lines).Include(o => o.{|CS1061:Pay|}).ToListAsync();");

    [Fact]
    public Task A_known_miss_is_a_projection_with_two_collections() =>
        VerifyAsync("return await db.Orders.Select(o => new { o.Id, Lines = o.Lines.ToList(), Payments = o.Payments.ToList() }).ToListAsync();");

    [Fact]
    public Task A_known_miss_is_a_specification_that_includes() => VerifyAsync(
        "return await new Specified(o => o.Lines, o => o.Payments).Apply(db.Orders).ToListAsync();",
        "public class Specified(params System.Linq.Expressions.Expression<Func<Order, object>>[] includes) { public IQueryable<Order> Apply(IQueryable<Order> orders) => includes.Aggregate(orders, (query, include) => query.Include(include)); }");
}
