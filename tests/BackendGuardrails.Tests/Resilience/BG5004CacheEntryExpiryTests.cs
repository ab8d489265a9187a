using Microsoft.CodeAnalysis;
using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Resilience.BG5004CacheEntryExpiryAnalyzer, BackendGuardrails.Resilience.BG5004CacheEntryExpiryCodeFix>;

namespace BackendGuardrails.Tests.Resilience;

public class BG5004CacheEntryExpiryTests
{
    private static Task Verify(string members, params string[] stubs) => new VerifyCS.Test { TestCode = Class(members), Stubs = stubs }.RunAsync();

    private static string Class(string members) => $$"""
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Hybrid;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Primitives;

        public record Order(int Id);

        public class Orders
        {
            private readonly IMemoryCache cache = null!;
            private readonly IDistributedCache distributed = null!;
            private Task<Order> Load() => Task.FromResult(new Order(1));
            private Order Read() => new(1);

            {{members}}
        }
        """;

    [Theory]
    [InlineData("void M() => cache.[|Set|](\"k\", 1);")]
    [InlineData("void M() => cache.[|Set<int?>|](\"k\", 1);")]
    [InlineData("void M(IMemoryCache? c) => c?.[|Set|](\"k\", 1);")]
    [InlineData("void M(MemoryCache c) => c.[|Set|](\"k\", 1);")]
    [InlineData("void M() => CacheExtensions.[|Set|](cache, \"k\", 1);")]
    [InlineData("void M() => cache.[|Set|](value: 1, key: \"k\");")]
    [InlineData("void M() { void Local() => cache.[|Set|](\"k\", 1); Local(); }")]
    [InlineData("Action M() => () => cache.[|Set|](\"k\", 1);")]
    [InlineData("void M() => cache.[|Set|](\"k\", 1, new MemoryCacheEntryOptions());")]
    [InlineData("void M() => cache.[|Set|](\"k\", 1, new MemoryCacheEntryOptions { Priority = CacheItemPriority.High });")]
    [InlineData("void M() => cache.[|Set|](\"k\", 1, (MemoryCacheEntryOptions?)null);")]
    [InlineData("void M() { var o = new MemoryCacheEntryOptions(); cache.[|Set|](\"k\", 1, o); }")]
    public Task Setting_a_value_in_memory_without_a_lifetime_is_reported(string member) => Verify(member);

    [Theory]
    [InlineData("void M() => cache.Set(\"k\", 1, TimeSpan.FromMinutes(1));")]
    [InlineData("void M() => cache.Set(\"k\", 1, DateTimeOffset.UtcNow.AddHours(1));")]
    [InlineData("void M(IChangeToken token) => cache.Set(\"k\", 1, token);")]
    [InlineData("void M(MemoryCacheEntryOptions options) => cache.Set(\"k\", 1, options);")]
    [InlineData("void M() => cache.Set(\"k\", 1, new MemoryCacheEntryOptions { SlidingExpiration = TimeSpan.FromHours(1) });")]
    [InlineData("void M() => cache.Set(\"k\", 1, new MemoryCacheEntryOptions().SetAbsoluteExpiration(TimeSpan.FromHours(1)));")]
    [InlineData("void M() => cache.Set(\"k\", 1, new MemoryCacheEntryOptions { Size = 1 });")]
    [InlineData("void M() => cache.Set(\"k\", 1, new MemoryCacheEntryOptions { Priority = CacheItemPriority.NeverRemove });")]
    [InlineData("void M() { var o = new MemoryCacheEntryOptions(); o.SlidingExpiration = TimeSpan.FromHours(1); cache.Set(\"k\", 1, o); }")]
    [InlineData("void M() { var o = new MemoryCacheEntryOptions(); Tune(o); cache.Set(\"k\", 1, o); } void Tune(MemoryCacheEntryOptions o) { }")]
    [InlineData("readonly MemoryCacheEntryOptions _options = new(); void M() => cache.Set(\"k\", 1, _options);")]
    public Task Setting_a_value_in_memory_with_a_lifetime_or_options_is_fine(string member) => Verify(member);

    [Theory]
    [InlineData("object? M() => cache.[|GetOrCreate|](\"k\", entry => Read());")]
    [InlineData("object? M() => cache.[|GetOrCreate|](\"k\", _ => Read());")]
    [InlineData("Task M() => cache.[|GetOrCreateAsync|](\"k\", async entry => await Load());")]
    [InlineData("Task M() => cache.[|GetOrCreateAsync|](\"k\", entry => { entry.Priority = CacheItemPriority.Low; return Load(); });")]
    [InlineData("Task M() => cache.[|GetOrCreateAsync|](\"k\", delegate (ICacheEntry entry) { return Load(); });")]
    [InlineData("Task M() => cache.[|GetOrCreateAsync|](\"k\", Make); Task<Order> Make(ICacheEntry entry) => Load();")]
    [InlineData("Task M() { return cache.[|GetOrCreateAsync|](\"k\", Make); Task<Order> Make(ICacheEntry entry) => Load(); }")]
    [InlineData("object? M() { Func<ICacheEntry, Order> make = entry => Read(); return cache.[|GetOrCreate|](\"k\", make); }")]
    [InlineData("object? M() => cache.[|GetOrCreate|](\"k\", entry => { Log(entry); return Read(); }); void Log(ICacheEntry e) => Console.WriteLine(e.Key);")]
    [InlineData("object? M() => cache.[|GetOrCreate|](\"k\", entry => Read(), null);")]
    [InlineData("object? M() => cache.[|GetOrCreate|](\"k\", entry => entry.RegisterPostEvictionCallback((_, _, _, _) => { }).Value as Order);")]
    [InlineData("object? M() => cache.[|GetOrCreate|](\"k\", entry => Other()); object? Other() => cache.GetOrCreate(\"o\", o => { o.SlidingExpiration = TimeSpan.FromHours(1); return Read(); });")]
    public Task A_factory_that_gives_no_lifetime_is_reported(string member) => Verify(member);

    [Theory]
    [InlineData("object? M() => cache.GetOrCreate(\"k\", entry => { entry.AbsoluteExpiration = DateTimeOffset.UtcNow; return Read(); });")]
    [InlineData("object? M(bool b) => cache.GetOrCreate(\"k\", entry => { if (b) entry.SlidingExpiration = TimeSpan.FromHours(1); return Read(); });")]
    [InlineData("object? M() => cache.GetOrCreate(\"k\", entry => { entry.SetPriority(CacheItemPriority.Low).SetSlidingExpiration(TimeSpan.FromHours(1)); return Read(); });")]
    [InlineData("object? M() => cache.GetOrCreate(\"k\", entry => { entry.SetOptions(new MemoryCacheEntryOptions()); return Read(); });")]
    [InlineData("object? M(IChangeToken t) => cache.GetOrCreate(\"k\", entry => { entry.AddExpirationToken(t); return Read(); });")]
    [InlineData("object? M(IChangeToken t) => cache.GetOrCreate(\"k\", entry => { entry.ExpirationTokens.Add(t); return Read(); });")]
    [InlineData("object? M() => cache.GetOrCreate(\"k\", entry => { entry.Size = 1; return Read(); });")]
    [InlineData("object? M() => cache.GetOrCreate(\"k\", entry => { entry.SetSize(1); return Read(); });")]
    [InlineData("object? M() => cache.GetOrCreate(\"k\", entry => { entry.Priority = CacheItemPriority.NeverRemove; return Read(); });")]
    [InlineData("object? M() => cache.GetOrCreate(\"k\", entry => { Tune(entry); return Read(); }); static void Tune(ICacheEntry e) => e.SlidingExpiration = TimeSpan.FromHours(1);")]
    [InlineData("object? M(Action<ICacheEntry> tune) => cache.GetOrCreate(\"k\", entry => { tune(entry); return Read(); });")]
    [InlineData("object? M() => cache.GetOrCreate(\"k\", Make); Order Make(ICacheEntry entry) { entry.SlidingExpiration = TimeSpan.FromHours(1); return Read(); }")]
    [InlineData("object? M(Func<ICacheEntry, Order> make) => cache.GetOrCreate(\"k\", make);")]
    [InlineData("object? M(MemoryCacheEntryOptions o) => cache.GetOrCreate(\"k\", entry => Read(), o);")]
    [InlineData("ICacheEntry? kept; object? M() => cache.GetOrCreate(\"k\", entry => { kept = entry; return Read(); });")]
    public Task A_factory_that_may_give_a_lifetime_is_fine(string member) => Verify(member);

    [Theory]
    [InlineData("void M() { using var entry = cache.[|CreateEntry|](\"k\"); entry.Value = 1; }")]
    [InlineData("void M() { using (var entry = cache.[|CreateEntry|](\"k\")) { entry.Value = 1; } }")]
    [InlineData("void M() { using var entry = cache.CreateEntry(\"k\"); entry.Value = 1; entry.SlidingExpiration = TimeSpan.FromHours(1); }")]
    [InlineData("ICacheEntry M() => cache.CreateEntry(\"k\");")]
    [InlineData("ICacheEntry M() { var entry = cache.CreateEntry(\"k\"); return entry; }")]
    public Task A_created_entry_is_reported_when_nobody_gives_it_a_lifetime(string member) => Verify(member);

    [Theory]
    [InlineData("Task M() => distributed.[|SetStringAsync|](\"k\", \"v\");")]
    [InlineData("Task M(CancellationToken ct) => distributed.[|SetStringAsync|](\"k\", \"v\", ct);")]
    [InlineData("void M() => distributed.[|SetString|](\"k\", \"v\");")]
    [InlineData("void M(byte[] v) => distributed.[|Set|](\"k\", v);")]
    [InlineData("Task M(byte[] v) => distributed.[|SetAsync|](\"k\", v);")]
    [InlineData("Task M(byte[] v) => distributed.[|SetAsync|](\"k\", v, new DistributedCacheEntryOptions());")]
    [InlineData("Task M(byte[] v) => distributed.[|SetAsync|](\"k\", v, new());")]
    [InlineData("Task M(IMine mine) => mine.[|SetStringAsync|](\"k\", \"v\"); public interface IMine : IDistributedCache { }")]
    [InlineData("Task M() => distributed.SetStringAsync(\"k\", \"v\", new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromHours(1) });")]
    [InlineData("Task M(DistributedCacheEntryOptions o) => distributed.SetStringAsync(\"k\", \"v\", o);")]
    [InlineData("void M() { var o = new DistributedCacheEntryOptions(); o.SetSlidingExpiration(TimeSpan.FromHours(1)); distributed.SetString(\"k\", \"v\", o); }")]
    public Task A_distributed_entry_needs_options_that_say_something(string member) => Verify(member);

    [Fact]
    public Task The_SQL_Server_cache_ends_every_entry_by_default() => Verify("""
        void M() => distributed.SetString("k", "v");
        }
        namespace Microsoft.Extensions.Caching.SqlServer { public class SqlServerCacheOptions { }
        """);

    [Theory]
    [InlineData("Task M(IDatabase redis) => redis.[|StringSetAsync|](\"cache:k\", \"v\");")]
    [InlineData("void M(IDatabase redis) => redis.[|StringSet|](\"cache:k\", \"v\", null);")]
    [InlineData("void M(IDatabase redis) => redis.[|StringSet|](\"cache:k\", \"v\", default(TimeSpan?));")]
    [InlineData("void M(IDatabase cacheDb) => cacheDb.[|StringSet|](\"k\", \"v\", when: When.NotExists);")]
    [InlineData("Task M(IBatch cacheBatch) => cacheBatch.[|StringSetAsync|](\"k\", \"v\");")]
    [InlineData("Task M(IDatabase redis) => redis.StringSetAsync(\"cache:k\", \"v\", TimeSpan.FromHours(1));")]
    [InlineData("Task M(IDatabase redis, TimeSpan? ttl) => redis.StringSetAsync(\"cache:k\", \"v\", ttl);")]
    [InlineData("Task M(IDatabase redis) => redis.StringSetAsync(\"cache:k\", \"v\", keepTtl: true);")]
    [InlineData("void M(IDatabase redis, string cacheKey) { redis.StringSet(cacheKey, \"v\"); redis.KeyExpire(cacheKey, TimeSpan.FromHours(1)); }")]
    [InlineData("void M(ITransaction t, string cacheKey) { t.StringSetAsync(cacheKey, \"v\"); t.KeyExpireAsync(cacheKey, TimeSpan.FromHours(1)); }")]
    [InlineData("void M(IDatabase redis, string cacheKey) { redis.[|StringSet|](cacheKey, \"v\"); redis.KeyExpire(\"other\", TimeSpan.FromHours(1)); }")]
    [InlineData("Task M(IDatabase redis) => redis.HashSetAsync(\"cache:k\", \"f\", \"v\");")]
    public Task A_Redis_string_needs_an_expiry(string member) => VerifyRedis(member, "");

    private static Task VerifyRedis(string member, string editorConfig) => new VerifyCS.Test
    {
        TestCode = $"using StackExchange.Redis;\npublic class Store\n{{\n    {member}\n}}",
        Stubs = ["StackExchange.Redis"],
        EditorConfig = editorConfig,
    }.RunAsync();

    [Theory]
    [InlineData("redis.StringSet(\"basket\", \"v\");")]
    [InlineData("redis.StringSet(\"blocked:\" + id, \"v\");")]
    public Task A_Redis_string_that_nobody_calls_cached_is_kept(string code) => VerifyRedis($"void M(IDatabase redis, int id) {{ {code} }}", "");

    [Theory]
    [InlineData("redis.{|#0:StringSet|}(\"lock:\" + id, \"v\");")]
    [InlineData("redis.{|#0:StringSet|}($\"session:{id}\", \"v\"); redis.KeyDelete($\"session:{id - 1}\");")]
    public Task A_lock_that_stays_is_information(string code) => new VerifyCS.Test
    {
        TestCode = $"using StackExchange.Redis;\npublic class Baskets\n{{\n    void M(IDatabase redis, int id) {{ {code} }}\n}}",
        Stubs = ["StackExchange.Redis"],
        ExpectedDiagnostics = { VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(null) },
    }.RunAsync();

    [Fact]
    public Task Redis_as_a_data_store_is_an_option() =>
        VerifyRedis("void M(IDatabase redis) => redis.StringSet(\"cache\", \"v\");", "backend_guardrails.redis_is_data_store = true");

    [Fact]
    public Task HybridCache_ends_every_entry_after_five_minutes_by_default() => Verify("""
        async Task M(HybridCache hybrid)
        {
            await hybrid.SetAsync("k", 1);
            await hybrid.GetOrCreateAsync("k", _ => ValueTask.FromResult(1));
        }
        """);

    [Fact]
    public Task Look_alikes_are_not_caches() => VerifyCS.VerifyAnalyzerAsync("""
        public interface IMemoryCache { }
        public static class CacheExtensions
        {
            public static void Set(this IMemoryCache cache, object key, object value) { }
            public static void SetString(this IMemoryCache cache, string key, string value) => cache.Set(key, value);
        }
        """);

    [Fact]
    public Task Top_level_statements_and_aliases_are_seen() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.Extensions.Caching.Memory;
        using Extensions = Microsoft.Extensions.Caching.Memory.CacheExtensions;
        using Cache = Microsoft.Extensions.Caching.Memory.MemoryCache;

        var cache = new Cache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions());
        cache.[|Set|]("k", 1);
        Extensions.[|Set|](cache, "k", 2);
        """);

    [ModernFact]
    public Task A_cache_from_a_primary_constructor_is_seen() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.Extensions.Caching.Memory;

        public class Orders(IMemoryCache cache)
        {
            void M() => cache.[|Set|]("k", 1);
        }
        """);

    [Theory]
    [InlineData("void M(int id) { cache.Set(id, 1); } void Changed(int id) => cache.Remove(id);")]
    [InlineData("void M(int id) { cache.[|Set|](id, 1); } void Changed(List<int> ids, int id) => ids.Remove(id);")]
    public Task Entries_that_the_type_also_removes_by_hand_are_kept(string members) => Verify(members);

    [Fact]
    public Task The_message_names_call_and_key() => new VerifyCS.Test
    {
        TestCode = Class("void M(int id) => cache.{|#0:Set|}($\"order:{id}\", 1);"),
        ExpectedDiagnostics =
        {
            VerifyCS.Diagnostic().WithLocation(0).WithMessage(
                "'Set' caches '$\"order:{id}\"' without an expiry, so it is served, however old, until somebody removes it; give the entry a lifetime"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("void M() => cache.Set(")]
    [InlineData("object? M() => cache.[|GetOrCreate|](\"k\", entry => ")]
    [InlineData("void M() { using var entry = cache.CreateEntry(")]
    public Task Half_typed_code_does_not_throw(string member) => new VerifyCS.Test
    {
        TestCode = Class(member),
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task Known_miss_a_lifetime_set_by_a_nested_entry_is_taken_for_the_outer_one() => Verify("""
        object? M() => cache.GetOrCreate("outer", outer => cache.GetOrCreate("inner", inner =>
        {
            inner.SlidingExpiration = TimeSpan.FromHours(1);
            return Read();
        }));
        """);
}
