using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>Where does a service migrate or create its own database when it starts, answers a request or makes a context? Tools, and code that is asked for by an argument or a setting, are none.</summary>
internal sealed class SchemaStarts(Compilation compilation, KnownTypes types, SourceNames names, Callers callers, EndpointModel endpoints, Guards guards)
{
    private const string Migrator = "Microsoft.EntityFrameworkCore.Migrations.IMigrator";
    private const int CallerDepth = 4;

    private static readonly string[] Web = ["Microsoft.AspNetCore.Http.HttpContext", "Microsoft.AspNetCore.Hosting.IWebHostBuilder"];

    /// <summary>What a method that sets up or starts the application is handed.</summary>
    private static readonly string[] Applications =
    [
        "Microsoft.AspNetCore.Builder.IApplicationBuilder", "Microsoft.Extensions.Hosting.IHost", "Microsoft.AspNetCore.Hosting.IWebHost", "Microsoft.Extensions.Hosting.IHostApplicationBuilder",
    ];

    private static readonly string[] Starters = ["Microsoft.Extensions.Hosting.IHostedService", "Microsoft.AspNetCore.Hosting.IStartupFilter"];

    /// <summary>Databases on a server, which instances share.</summary>
    private static readonly string[] Servers =
    [
        "Microsoft.EntityFrameworkCore.NpgsqlDbContextOptionsBuilderExtensions", "Microsoft.EntityFrameworkCore.SqlServerDbContextOptionsExtensions", "Microsoft.EntityFrameworkCore.MySqlDbContextOptionsBuilderExtensions",
        "Microsoft.EntityFrameworkCore.MySQLDbContextOptionsExtensions", "Microsoft.EntityFrameworkCore.OracleDbContextOptionsExtensions",
    ];

    /// <summary>Databases that one program has to itself.</summary>
    private static readonly string[] Embedded =
    [
        "Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions", "Microsoft.EntityFrameworkCore.InMemoryDbContextOptionsExtensions",
    ];

    private static readonly string[] Tools = ["Migrator", "Migrators", "Migration", "Migrations", "Seeder", "Tests", "Testing", "Tool", "Tools", "Cli", "Benchmark", "Benchmarks"];

    private static readonly string[] Migrating = ["Migrate", "MigrateAsync"];

    private static readonly string[] Creating = ["EnsureCreated", "EnsureCreatedAsync"];

    /// <summary>Whether the compilation can hold such a call at all.</summary>
    public bool ArePossible(CancellationToken cancellationToken) => types.Has(EfCommands.DatabaseFacade)
        && ProgramKinds.Of(compilation, types) != ProgramKind.OneUser
        && (types.HasAny(Servers) || !types.HasAny(Embedded))
        && !OneTimeWork.WordsOf(compilation.AssemblyName ?? "").Any(Tools.Contains)
        && names.Trees.Any(tree => MayBeIn(tree, cancellationToken));

    /// <summary>By the words in its text.</summary>
    public static bool MayBeIn(SyntaxTree tree, CancellationToken cancellationToken) => Migrating.Concat(Creating).Any(word => SourceNames.Mentions(tree, word, cancellationToken));

    /// <summary>Null where it is no such call, where it is kept from production, and where nobody can tell when it runs.</summary>
    public SchemaStart? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (!ChangesSchema(call.TargetMethod) || IsAboutTenant(call, cancellationToken) || guards.Of(call, cancellationToken) != Guard.None || MomentOf(call, CallerDepth, cancellationToken) is not { } moment)
            return null;
        if (moment != SchemaMoment.Context && !types.HasAny(Web))
            return null;
        var conditions = ConditionsAround(call).ToList();
        var start = new SchemaStart(call, moment) { IsConditional = conditions.Count > 0 };
        if (conditions.Any(IsArgument) || start.IsCreation && conditions.Any(AsksForProvider))
            return null;
        return start with { HasMigrations = start.IsCreation && !names.Find("MigrationBuilder", cancellationToken).IsEmpty };
    }

    private static bool ChangesSchema(IMethodSymbol method) =>
        Migrating.Contains(method.Name) && (method.IsMemberOf(EfCommands.RelationalFacade) || method.IsMemberOf(Migrator))
        || Creating.Contains(method.Name) && method.IsMemberOf(EfCommands.DatabaseFacade);

    private SchemaMoment? MomentOf(IOperation use, int depth, CancellationToken cancellationToken)
    {
        if (endpoints.IsEndpointOf(use, cancellationToken))
            return SchemaMoment.Request;
        if (use.EnclosingMember(cancellationToken) is not IMethodSymbol method)
            return null;
        if (method.ContainingType.IsOrInherits(EfCommands.DbContext) && method.MethodKind == MethodKind.Constructor)
            return SchemaMoment.Context;
        if (IsMiddleware(method))
            return SchemaMoment.Request;
        if (IsStart(method, cancellationToken))
            return SchemaMoment.Start;
        return depth == 0 ? null : UsesOf(method, cancellationToken)
            .Where(caller => !SymbolEqualityComparer.Default.Equals(caller.EnclosingMember(cancellationToken), method))
            .Select(caller => MomentOf(caller, depth - 1, cancellationToken))
            .FirstOrDefault(moment => moment is not null);
    }

    /// <summary>Also through the interfaces of its class.</summary>
    private IEnumerable<IOperation> UsesOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = method.ContainingType.AllInterfaces
            .SelectMany(implemented => implemented.GetMembers().OfType<IMethodSymbol>())
            .Where(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
        return declared.Prepend(method).SelectMany(member => callers.Of(member, cancellationToken));
    }

    private bool IsStart(IMethodSymbol method, CancellationToken cancellationToken) =>
        SymbolEqualityComparer.Default.Equals(compilation.GetEntryPoint(cancellationToken), method)
        || method.ContainingType.Name.StartsWith("Startup", StringComparison.Ordinal) && method.Name.StartsWith("Configure", StringComparison.Ordinal)
        || Starters.Any(starter => method.ContainingType.IsOrInherits(starter)) && method.Name is "StartAsync" or "StartingAsync" or "StartedAsync" or "ExecuteAsync" or "Configure"
        || method.Parameters.Any(parameter => Applications.Any(application => parameter.Type.IsOrInherits(application)));

    private static bool IsMiddleware(IMethodSymbol method) => method.Name is "Invoke" or "InvokeAsync" && method.Parameters.Any(parameter => parameter.Type.Is("Microsoft.AspNetCore.Http.HttpContext"));

    /// <summary>A database that comes into being with a customer cannot wait for a deployment.</summary>
    private static bool IsAboutTenant(IOperation call, CancellationToken cancellationToken)
    {
        for (var symbol = call.EnclosingSymbol(cancellationToken); symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            if (OneTimeWork.WordsOf(symbol.Name).Any(word => word is "Tenant" or "Tenants"))
                return true;
        }

        return call.Ancestors().OfType<IForEachLoopOperation>().Any(loop => OneTimeWork.WordsOf(loop.Collection.Syntax.ToString()).Any(word => word.StartsWith("tenant", StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<IOperation> ConditionsAround(IOperation call)
    {
        var child = call;
        foreach (var around in call.Ancestors())
        {
            if (around is IConditionalOperation choice && child != choice.Condition)
                yield return choice.Condition;
            else if (around is ISwitchOperation section)
                yield return section.Value;
            child = around;
        }
    }

    /// <summary><c>if (args.Contains("--migrate"))</c></summary>
    private static bool IsArgument(IOperation condition) => condition.DescendantsAndSelf().Any(part =>
        part is IParameterReferenceOperation { Parameter.Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } }
        || part is IInvocationOperation { TargetMethod: { Name: "GetCommandLineArgs", ContainingType.Name: "Environment" } });

    /// <summary><c>if (db.Database.IsSqlite())</c>, <c>if (!db.Database.GetMigrations().Any())</c></summary>
    private static bool AsksForProvider(IOperation condition) => condition.DescendantsAndSelf().Any(part =>
        part is IInvocationOperation { TargetMethod.Name: "IsInMemory" or "IsSqlite" or "IsRelational" or "IsSqlServer" or "IsNpgsql" or "GetMigrations" or "GetPendingMigrations" or "GetAppliedMigrations" or "GetPendingMigrationsAsync" or "GetAppliedMigrationsAsync" }
        || part is IPropertyReferenceOperation { Property.Name: "ProviderName" });
}
