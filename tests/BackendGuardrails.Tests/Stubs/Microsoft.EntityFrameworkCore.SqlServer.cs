#nullable enable
namespace Microsoft.EntityFrameworkCore.Infrastructure
{
    using Microsoft.EntityFrameworkCore.Storage;

    public class SqlServerDbContextOptionsBuilder
    {
        public virtual SqlServerDbContextOptionsBuilder EnableRetryOnFailure() => this;
        public virtual SqlServerDbContextOptionsBuilder EnableRetryOnFailure(int maxRetryCount) => this;
        public virtual SqlServerDbContextOptionsBuilder ExecutionStrategy(System.Func<ExecutionStrategyDependencies, IExecutionStrategy> getExecutionStrategy) => this;
    }

    public class AzureSqlDbContextOptionsBuilder
    {
        public virtual AzureSqlDbContextOptionsBuilder EnableRetryOnFailure() => this;
        public virtual AzureSqlDbContextOptionsBuilder ExecutionStrategy(System.Func<ExecutionStrategyDependencies, IExecutionStrategy> getExecutionStrategy) => this;
    }

    public class SqlEngineDbContextOptionsBuilder
    {
        public virtual SqlEngineDbContextOptionsBuilder EnableRetryOnFailureByDefault(bool enable = true) => this;
    }
}

namespace Microsoft.EntityFrameworkCore
{
    using Microsoft.EntityFrameworkCore.Infrastructure;

    public static class SqlServerDbContextOptionsExtensions
    {
        public static DbContextOptionsBuilder UseSqlServer(this DbContextOptionsBuilder builder, string? connection, System.Action<SqlServerDbContextOptionsBuilder>? action = null) => builder;
        public static DbContextOptionsBuilder UseAzureSql(this DbContextOptionsBuilder builder, string? connection, System.Action<AzureSqlDbContextOptionsBuilder>? action = null) => builder;
        public static DbContextOptionsBuilder ConfigureSqlEngine(this DbContextOptionsBuilder builder, System.Action<SqlEngineDbContextOptionsBuilder>? action = null) => builder;
    }
}
