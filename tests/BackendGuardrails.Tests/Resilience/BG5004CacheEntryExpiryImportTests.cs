using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Resilience.BG5004CacheEntryExpiryAnalyzer, BackendGuardrails.Resilience.BG5004CacheEntryExpiryCodeFix>;

namespace BackendGuardrails.Tests.Resilience;

public class BG5004CacheEntryExpiryImportTests
{
    [Fact]
    public Task What_it_needs_is_imported() => new VerifyCS.Test
    {
        TestCode = """
            using System.Threading.Tasks;
            using Microsoft.Extensions.Caching.Memory;

            public class OrderCache
            {
                public Task<int> M(IMemoryCache cache) => cache.[|GetOrCreateAsync|]("k", async entry => await Task.FromResult(1));
            }
            """,
        FixedCode = """
            using System;
            using System.Threading.Tasks;
            using Microsoft.Extensions.Caching.Memory;

            public class OrderCache
            {
                public Task<int> M(IMemoryCache cache) => cache.GetOrCreateAsync("k", async entry =>
                {
                    entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5);
                    return await Task.FromResult(1);
                });
            }
            """,
        ImplicitUsings = "",
    }.RunAsync();

    [Fact]
    public Task An_import_that_would_make_a_name_ambiguous_is_left_out() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.Extensions.Caching.Memory;
            using Shop;

            namespace Shop { public class Version { } }

            public class OrderCache
            {
                public Version? Current;

                public void M(IMemoryCache cache) => cache.[|Set|]("k", 1);
            }
            """,
        FixedCode = """
            using Microsoft.Extensions.Caching.Memory;
            using Shop;

            namespace Shop { public class Version { } }

            public class OrderCache
            {
                public Version? Current;

                public void M(IMemoryCache cache) => cache.Set("k", 1, System.TimeSpan.FromMinutes(5));
            }
            """,
        ImplicitUsings = "",
    }.RunAsync();
}
