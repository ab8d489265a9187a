using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Tests.House.UppercaseAnalyzer, BackendGuardrails.Tests.House.UppercaseCodeFix>;

namespace BackendGuardrails.Tests.House;

public class GuardrailVerifierTests
{
    // C# 11, as far as the oldest compiler under test knows it.
    private const string Shop = """
        using Microsoft.EntityFrameworkCore;

        public class Order { public int Id { get; set; } public string? Note { get; set; } }

        public class ShopContext : DbContext
        {
            public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }
            public DbSet<Order> Orders { get; set; } = null!;
            public DbSet<Order> Archive => Set<Order>();
        }
        """;

    [Fact]
    public Task A_service_compiles_against_the_real_libraries() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Dapper;
        using Npgsql;
        {{Shop}}

        public class [|orders|]
        {
            public async Task<int> CountAsync(ShopContext db, NpgsqlConnection connection, CancellationToken token)
            {
                var recent = await db.Orders.AsNoTracking().Where(order => order.Id > 1).ToListAsync(token);
                var sum = await db.Database.SqlQuery<int>($"select {recent.Count}").SingleAsync(token);
                return sum + await connection.ExecuteScalarAsync<int>("select count(*) from orders");
            }
        }
        """);

    [Fact]
    public Task Top_level_statements_compile() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.EntityFrameworkCore;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql(builder.Configuration.GetConnectionString("Shop")));
            var app = builder.Build();
            app.MapGet("/orders", async (ShopContext db) => Results.Ok(await db.Orders.ToListAsync()));
            await app.RunAsync();

            class [|one|] { }
            """,
        FixedCode = """
            using Microsoft.EntityFrameworkCore;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql(builder.Configuration.GetConnectionString("Shop")));
            var app = builder.Build();
            app.MapGet("/orders", async (ShopContext db) => Results.Ok(await db.Orders.ToListAsync()));
            await app.RunAsync();

            class One { }
            """,
        DataProjectCode = Shop,
    }.RunAsync();

    [Fact]
    public Task A_context_may_be_in_another_project() => new VerifyCS.Test
    {
        TestCode = "public class [|reader|] { public Order First(ShopContext db) => db.Orders.First(); }",
        FixedCode = "public class Reader { public Order First(ShopContext db) => db.Orders.First(); }",
        DataProjectCode = Shop,
    }.RunAsync();

    [Fact]
    public Task An_option_is_read() =>
        new VerifyCS.Test { TestCode = "class one { }", EditorConfig = "tiny.allowed = one" }.RunAsync();

    [Fact]
    public Task A_symbol_is_defined() => new VerifyCS.Test
    {
        TestCode = """
            #if DEBUG
            class [|one|] { }
            #endif
            """,
        PreprocessorSymbols = ["DEBUG"],
    }.RunAsync();

    [Fact]
    public Task A_stub_stands_in_for_a_library() => new VerifyCS.Test
    {
        TestCode = """
            using StackExchange.Redis;

            public class [|cache|]
            {
                public Task<bool> PutAsync(IDatabase redis, string key, string value) => redis.StringSetAsync(key, value);
                public bool Put(IDatabase redis, string key) => redis.StringSet(key, 1, TimeSpan.Zero) && redis.KeyExpire(key, TimeSpan.Zero);
            }
            """,
        Stubs = ["StackExchange.Redis"],
    }.RunAsync();

    [Fact]
    public Task Rare_libraries_are_there_on_request() => new VerifyCS.Test
    {
        TestCode = "class [|one|] { Polly.ResiliencePipeline Pipeline { get; } = new Polly.ResiliencePipelineBuilder().Build(); }",
        UseFullReferences = true,
    }.RunAsync();

    [Fact]
    public Task A_fix_is_verified() => VerifyCS.VerifyCodeFixAsync("class [|one|] { class [|two|] { } }", "class One { class Two { } }");

    [Fact]
    public Task A_fix_is_chosen_by_its_key() => VerifyCS.VerifyCodeFixAsync("class [|one|] { }", "class _one { }", equivalenceKey: "underscore");

    [Fact]
    public Task No_fix_is_offered() => VerifyCS.VerifyNoCodeFixAsync("class [|unfixable|] { }");

    [Fact]
    public Task An_offered_fix_is_noticed() =>
        Assert.ThrowsAnyAsync<InvalidOperationException>(() => VerifyCS.VerifyNoCodeFixAsync("class [|one|] { }"));

    [Fact]
    public async Task A_fixed_source_that_does_not_emit_fails()
    {
        var nameTooLongForMetadata = new string('a', 1100);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => VerifyCS.VerifyCodeFixAsync(
            $"class [|{nameTooLongForMetadata}|] {{ }}", $"class A{nameTooLongForMetadata[1..]} {{ }}"));
        Assert.Contains("CS7013", failure.Message);
    }

    [Fact]
    public void Test_tools_are_not_among_the_references()
    {
        var names = RealReferences.Full.Select(reference => Path.GetFileNameWithoutExtension(reference.Display!)).ToList();

        Assert.Contains("Microsoft.EntityFrameworkCore", names);
        Assert.DoesNotContain(names, name => name.StartsWith("xunit") || name.StartsWith("Microsoft.CodeAnalysis") || name.Contains("TestPlatform"));
        Assert.InRange(RealReferences.Default.Length, 100, names.Count - 1);
    }
}
