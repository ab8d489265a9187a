using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Resilience.BG5004CacheEntryExpiryAnalyzer, BackendGuardrails.Resilience.BG5004CacheEntryExpiryCodeFix>;

namespace BackendGuardrails.Tests.Resilience;

public class BG5004CacheEntryExpiryFixTests
{
    private static Task Verify(string before, string after, string editorConfig = "") => new VerifyCS.Test
    {
        TestCode = Class(before),
        FixedCode = Class(after),
        EditorConfig = editorConfig,
        Stubs = ["StackExchange.Redis"],
    }.RunAsync();

    private static string Class(string members) => $$"""
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;
        using StackExchange.Redis;

        public record Order(int Id);

        public class OrderCache
        {
            private readonly IMemoryCache cache = null!;
            private readonly IDistributedCache distributed = null!;
            private readonly IDatabase redis = null!;

            private Task<Order> Load() => Task.FromResult(new Order(1));

            private Order Read() => new(1);

            {{members.Replace("\n", "\n    ").Replace("\n    \n", "\n\n")}}
        }
        """;

    [Theory]
    [InlineData("void M() => cache.[|Set|](\"k\", 1);", "void M() => cache.Set(\"k\", 1, TimeSpan.FromMinutes(5));")]
    [InlineData("void M() => cache.[|Set<int?>|](\"k\", 1);", "void M() => cache.Set<int?>(\"k\", 1, TimeSpan.FromMinutes(5));")]
    [InlineData("void M(IMemoryCache? c) => c?.[|Set|](\"k\", 1);", "void M(IMemoryCache? c) => c?.Set(\"k\", 1, TimeSpan.FromMinutes(5));")]
    [InlineData("void M() => CacheExtensions.[|Set|](cache, \"k\", 1);", "void M() => CacheExtensions.Set(cache, \"k\", 1, TimeSpan.FromMinutes(5));")]
    [InlineData(
        "void M() => cache.[|Set|](value: 1, key: \"k\");",
        "void M() => cache.Set(value: 1, key: \"k\", absoluteExpirationRelativeToNow: TimeSpan.FromMinutes(5));")]
    [InlineData(
        "void M() => cache.[|Set|](\"k\", 1, new MemoryCacheEntryOptions());",
        "void M() => cache.Set(\"k\", 1, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });")]
    [InlineData(
        "void M() => cache.[|Set|](\"k\", 1, new MemoryCacheEntryOptions { Priority = CacheItemPriority.High });",
        "void M() => cache.Set(\"k\", 1, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5), Priority = CacheItemPriority.High });")]
    public Task A_memory_entry_gets_a_lifetime(string before, string after) => Verify(before, after);

    [Theory]
    [InlineData(
        "Task M() => distributed.[|SetStringAsync|](\"k\", \"v\");",
        "Task M() => distributed.SetStringAsync(\"k\", \"v\", new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });")]
    [InlineData(
        "Task M(CancellationToken ct) => distributed.[|SetStringAsync|](\"k\", \"v\", ct);",
        "Task M(CancellationToken ct) => distributed.SetStringAsync(\"k\", \"v\", new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) }, ct);")]
    [InlineData(
        "Task M(CancellationToken ct) => distributed.[|SetStringAsync|](\"k\", \"v\", token: ct);",
        "Task M(CancellationToken ct) => distributed.SetStringAsync(\"k\", \"v\", new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) }, token: ct);")]
    [InlineData(
        "void M() => DistributedCacheExtensions.[|SetString|](distributed, key: \"k\", value: \"v\");",
        "void M() => DistributedCacheExtensions.SetString(distributed, key: \"k\", value: \"v\", options: new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });")]
    [InlineData(
        "Task M(byte[] v) => distributed.[|SetAsync|](\"k\", v, new());",
        "Task M(byte[] v) => distributed.SetAsync(\"k\", v, new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });")]
    public Task A_distributed_entry_gets_options(string before, string after) => Verify(before, after);

    [Fact]
    public Task Options_in_a_local_get_a_lifetime_where_they_are_made() => Verify(
        """
        void M()
        {
            var options = new MemoryCacheEntryOptions(); // shared
            cache.[|Set|]("k", 1, options);
        }
        """,
        """
        void M()
        {
            var options = new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) }; // shared
            cache.Set("k", 1, options);
        }
        """);

    [Theory]
    [InlineData("void M() => redis.[|StringSet|](\"k\", \"v\");", "void M() => redis.StringSet(\"k\", \"v\", TimeSpan.FromMinutes(5));")]
    [InlineData("void M() => redis.[|StringSet|](\"k\", \"v\", null);", "void M() => redis.StringSet(\"k\", \"v\", TimeSpan.FromMinutes(5));")]
    [InlineData(
        "void M() => redis.[|StringSet|](\"k\", \"v\", when: When.NotExists);",
        "void M() => redis.StringSet(\"k\", \"v\", TimeSpan.FromMinutes(5), when: When.NotExists);")]
    [InlineData(
        "Task M() => redis.[|StringSetAsync|](\"k\", value: \"v\", expiry: null);",
        "Task M() => redis.StringSetAsync(\"k\", value: \"v\", expiry: TimeSpan.FromMinutes(5));")]
    [InlineData(
        "Task M() => redis.[|StringSetAsync|](key: \"k\", value: \"v\");",
        "Task M() => redis.StringSetAsync(key: \"k\", value: \"v\", expiry: TimeSpan.FromMinutes(5));")]
    public Task A_Redis_string_gets_an_expiry(string before, string after) => Verify(before, after);

    [Fact]
    public async Task What_may_be_the_database_itself_loses_no_data()
    {
        const string Source = """
            using StackExchange.Redis;

            public class BasketRepository(IDatabase redis)
            {
                public Task LockAsync(string basket) => redis.{|#0:StringSetAsync|}("lock:" + basket, "taken");
            }
            """;
        var test = new VerifyCS.Test { TestCode = Source, FixedCode = Source, Stubs = ["StackExchange.Redis"] };
        test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0).WithMessage(null));
        await test.RunAsync();
    }

    [Fact]
    public Task An_expression_factory_becomes_a_block() => Verify(
        """
        Task<Order?> M(int id) => cache.[|GetOrCreateAsync|]($"order:{id}", async entry => await Load());
        """,
        """
        Task<Order?> M(int id) => cache.GetOrCreateAsync($"order:{id}", async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
            return await Load();
        });
        """);

    [Fact]
    public Task A_discarded_entry_gets_a_name() => Verify(
        """
        Task<Order?> M(int id)
        {
            var key = $"order:{id}"; // hot path
            return cache.[|GetOrCreateAsync|](key, _ =>
                Load()); // slow
        }
        """,
        """
        Task<Order?> M(int id)
        {
            var key = $"order:{id}"; // hot path
            return cache.GetOrCreateAsync(key, entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
                return Load();
            }); // slow
        }
        """);

    [Fact]
    public Task A_block_factory_starts_with_the_lifetime() => Verify(
        """
        Order? M() => cache.[|GetOrCreate|]("k", (ICacheEntry e) =>
        {
            // from the table
            return Read();
        });
        """,
        """
        Order? M() => cache.GetOrCreate("k", (ICacheEntry e) =>
        {
            e.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
            // from the table
            return Read();
        });
        """);

    [Fact]
    public Task A_method_as_factory_starts_with_the_lifetime() => Verify(
        """
        Task<Order?> M() => cache.[|GetOrCreateAsync|]("k", Make);

        Task<Order> Make(ICacheEntry entry) => Load();
        """,
        """
        Task<Order?> M() => cache.GetOrCreateAsync("k", Make);

        Task<Order> Make(ICacheEntry entry)
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
            return Load();
        }
        """);

    [Fact]
    public Task A_created_entry_gets_a_lifetime() => Verify(
        """
        void M()
        {
            using var entry = cache.[|CreateEntry|]("k");
            entry.Value = 1;
            using (var other = cache.[|CreateEntry|]("l"))
            {
                other.Value = 2;
            }
        }
        """,
        """
        void M()
        {
            using var entry = cache.CreateEntry("k");
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
            entry.Value = 1;
            using (var other = cache.CreateEntry("l"))
            {
                other.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
                other.Value = 2;
            }
        }
        """);

    [Fact]
    public Task Fix_All_keeps_comments_and_takes_the_lifetime_from_the_option() => Verify(
        """
        void M(int id)
        {
            cache.[|Set|]("a", 1); // first
            cache.[|Set|](
                "b", // key
                2);
        }
        """,
        """
        void M(int id)
        {
            cache.Set("a", 1, TimeSpan.FromMinutes(15)); // first
            cache.Set(
                "b", // key
                2, TimeSpan.FromMinutes(15));
        }
        """,
        "backend_guardrails.default_cache_minutes = 15");

    [Fact]
    public Task No_fix_where_the_factory_has_no_parameter_to_use() => VerifyCS.VerifyNoCodeFixAsync("""
        using Microsoft.Extensions.Caching.Memory;

        public class Orders
        {
            object? M(IMemoryCache cache) => cache.[|GetOrCreate|]("k", delegate { return 1; });
        }
        """);
}
