// The provider's own packages for these versions are not on every feed; nothing here is run.
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure
{
    public sealed class NpgsqlOptionsExtension : RelationalOptionsExtension
    {
        public override DbContextOptionsExtensionInfo Info => throw new NotSupportedException();

        public override void ApplyServices(IServiceCollection services) => throw new NotSupportedException();

        protected override RelationalOptionsExtension Clone() => throw new NotSupportedException();
    }

    public sealed class NpgsqlDbContextOptionsBuilder(Microsoft.EntityFrameworkCore.DbContextOptionsBuilder options) : RelationalDbContextOptionsBuilder<NpgsqlDbContextOptionsBuilder, NpgsqlOptionsExtension>(options)
    {
        public NpgsqlDbContextOptionsBuilder EnableRetryOnFailure() => this;
    }
}

namespace Microsoft.EntityFrameworkCore
{
    public static class NpgsqlDbContextOptionsBuilderExtensions
    {
        public static DbContextOptionsBuilder UseNpgsql(this DbContextOptionsBuilder options, string connection, Action<NpgsqlDbContextOptionsBuilder>? configure = null)
        {
            configure?.Invoke(new(options));
            return options;
        }
    }
}
