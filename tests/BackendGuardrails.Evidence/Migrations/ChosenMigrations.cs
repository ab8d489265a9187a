using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.Migrations;

/// <summary>Applies the migrations that it is given, whatever else is in the assembly.</summary>
internal sealed class MigratedContext(string connection, IReadOnlyList<Type> chosen, params IInterceptor[] interceptors) : DbContext
{
    public IReadOnlyList<Type> Chosen { get; } = chosen;

    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.UseNpgsql(connection).AddInterceptors(interceptors).ReplaceService<IMigrationsAssembly, ChosenMigrations>();
}

internal sealed class ChosenMigrations(ICurrentDbContext current) : IMigrationsAssembly
{
    public IReadOnlyDictionary<string, TypeInfo> Migrations { get; } =
        ((MigratedContext)current.Context).Chosen.ToDictionary(type => type.GetCustomAttribute<MigrationAttribute>()!.Id, type => type.GetTypeInfo());

    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => typeof(ChosenMigrations).Assembly;

    public string? FindMigrationId(string nameOrId) => Migrations.Keys.SingleOrDefault(id => id == nameOrId);

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass.AsType())!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }
}
