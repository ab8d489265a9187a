#nullable enable
namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL
{
    public sealed class NpgsqlEntityFrameworkCorePostgreSQLSettings
    {
        public string? ConnectionString { get; set; }
        public bool DisableRetry { get; set; }
    }
}

namespace Aspire.Microsoft.EntityFrameworkCore.SqlServer
{
    public sealed class MicrosoftEntityFrameworkCoreSqlServerSettings
    {
        public string? ConnectionString { get; set; }
        public bool DisableRetry { get; set; }
    }
}

namespace Microsoft.Extensions.Hosting
{
    using global::Aspire.Microsoft.EntityFrameworkCore.SqlServer;
    using global::Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
    using Microsoft.EntityFrameworkCore;

    public static class AspireEFPostgreSqlExtensions
    {
        public static void AddNpgsqlDbContext<TContext>(this IHostApplicationBuilder builder, string connectionName,
            System.Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null, System.Action<DbContextOptionsBuilder>? configureDbContextOptions = null)
            where TContext : DbContext
        {
        }

        public static void EnrichNpgsqlDbContext<TContext>(this IHostApplicationBuilder builder, System.Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null)
            where TContext : DbContext
        {
        }
    }

    public static class AspireSqlServerEFCoreSqlClientExtensions
    {
        public static void AddSqlServerDbContext<TContext>(this IHostApplicationBuilder builder, string connectionName,
            System.Action<MicrosoftEntityFrameworkCoreSqlServerSettings>? configureSettings = null, System.Action<DbContextOptionsBuilder>? configureDbContextOptions = null)
            where TContext : DbContext
        {
        }
    }
}
