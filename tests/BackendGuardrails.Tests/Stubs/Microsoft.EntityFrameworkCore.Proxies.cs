#nullable enable
namespace Microsoft.EntityFrameworkCore
{
    public static class ProxiesExtensions
    {
        public static DbContextOptionsBuilder UseLazyLoadingProxies(this DbContextOptionsBuilder optionsBuilder, bool useLazyLoadingProxies = true) => optionsBuilder;
    }
}
