using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data;

/// <summary>Where a context is told to retry: by which call. No context when it cannot be told which; derived ones included when it says so in OnConfiguring.</summary>
internal sealed record RetryConfiguration(ITypeSymbol? Context, bool IncludesDerived, string Name, Location Location);

/// <summary>Which contexts of this compilation retry on failure? A project that names none of the calls pays a text search.</summary>
internal sealed class RetryingStrategies(KnownTypes types, SourceNames names, Callers callers)
{
    private const string OptionsNamespace = "Microsoft.EntityFrameworkCore.Infrastructure";
    private const string ExecutionStrategy = "Microsoft.EntityFrameworkCore.Storage.ExecutionStrategy";
    private const string SqlServerOptions = "Microsoft.EntityFrameworkCore.SqlServerDbContextOptionsExtensions";
    private const int HelperDepth = 3;

    private static readonly string[] Switches = ["EnableRetryOnFailure", "ExecutionStrategy"];

    private static readonly string[] SqlServerSwitches = ["EnableRetryOnFailureByDefault", "UseAzureSql", "UseAzureSynapse"];

    /// <summary>Aspire's client integrations retry unless the settings say otherwise.</summary>
    private static readonly (string Type, string[] Calls)[] Aspire =
    [
        ("Microsoft.Extensions.Hosting.AspireEFPostgreSqlExtensions", ["AddNpgsqlDbContext", "EnrichNpgsqlDbContext"]),
        ("Microsoft.Extensions.Hosting.AspireAzureEFPostgreSqlExtensions", ["AddAzureNpgsqlDbContext", "EnrichAzureNpgsqlDbContext"]),
        ("Microsoft.Extensions.Hosting.AspireSqlServerEFCoreSqlClientExtensions", ["AddSqlServerDbContext", "EnrichSqlServerDbContext"]),
        ("Microsoft.Extensions.Hosting.AspireEFMySqlExtensions", ["AddMySqlDbContext", "EnrichMySqlDbContext"]),
        ("Microsoft.Extensions.Hosting.AspireOracleEFCoreExtensions", ["AddOracleDatabaseDbContext", "EnrichOracleDatabaseDbContext"]),
    ];

    private ImmutableArray<RetryConfiguration> _all;

    /// <summary>Where this context is told to retry; any configuration when the context is not known. Null when it is not told to, or elsewhere.</summary>
    public RetryConfiguration? Of(ITypeSymbol? context, CancellationToken cancellationToken)
    {
        if (_all.IsDefault)
            _all = Find(cancellationToken).ToImmutableArray();
        return _all.FirstOrDefault(configuration => configuration.Context is null || context is null || Concerns(configuration, context));
    }

    private static bool Concerns(RetryConfiguration configuration, ITypeSymbol context) =>
        IsOrInherits(configuration.Context!, context)
        || configuration.IncludesDerived && IsOrInherits(context, configuration.Context!)
        || context is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => Concerns(configuration, constraint));

    private IEnumerable<RetryConfiguration> Find(CancellationToken cancellationToken)
    {
        foreach (var name in Names())
        {
            foreach (var call in names.Find(name, cancellationToken).Select(found => CallOf(found, cancellationToken)).OfType<IInvocationOperation>())
            {
                if (!Retries(call))
                    continue;
                foreach (var (context, includesDerived) in ContextsOf(call, HelperDepth, cancellationToken))
                    yield return new(context, includesDerived, name, call.NameLocation());
            }
        }
    }

    /// <summary>The calls that the referenced libraries have.</summary>
    private IEnumerable<string> Names() => Switches
        .Concat(types.Has(SqlServerOptions) ? SqlServerSwitches : [])
        .Concat(Aspire.Where(integration => types.Has(integration.Type)).SelectMany(integration => integration.Calls));

    private IInvocationOperation? CallOf(SimpleNameSyntax name, CancellationToken cancellationToken) =>
        name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } syntax && syntax.Expression.Span.End == name.Span.End
            ? names.ModelOf(name.SyntaxTree)?.GetOperation(syntax, cancellationToken) as IInvocationOperation
            : null;

    private static bool Retries(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return method.Name switch
        {
            "EnableRetryOnFailure" => IsOptions(method) && !call.Arguments.Any(argument => argument.Value.IsConstant(0)),
            "EnableRetryOnFailureByDefault" => IsOptions(method) && !call.Arguments.Any(argument => argument.Value.IsConstant(false)),
            "ExecutionStrategy" => IsOptions(method) && Creates(call),
            "UseAzureSql" or "UseAzureSynapse" => method.ContainingType.Is(SqlServerOptions) && !SetsStrategy(call),
            _ => Aspire.Any(integration => integration.Calls.Contains(method.Name) && method.ContainingType.Is(integration.Type)) && !SetsDisableRetry(call),
        };
    }

    private static bool IsOptions(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.ContainingNamespace.ToDisplayString() == OptionsNamespace)
                return true;
        }

        return false;
    }

    private static bool Creates(IInvocationOperation call) =>
        call.Descendants().Any(operation => operation is IObjectCreationOperation creation && creation.Type.IsOrInherits(ExecutionStrategy));

    /// <summary>Options that bring a strategy of their own are judged by it.</summary>
    private static bool SetsStrategy(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Value.DescendantsAndSelf().Any(operation => operation is IInvocationOperation { TargetMethod.Name: "ExecutionStrategy" }));

    /// <summary>Also when the value is computed: what cannot be told is not reported.</summary>
    private static bool SetsDisableRetry(IInvocationOperation call) => call.Descendants().Any(operation =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "DisableRetry" } } assignment && !assignment.Value.IsConstant(false));

    /// <summary>The contexts that the options are for: those of the registration around the call, the context that configures itself, or what callers of a helper say.</summary>
    private IEnumerable<(ITypeSymbol? Context, bool IncludesDerived)> ContextsOf(IInvocationOperation call, int depth, CancellationToken cancellationToken)
    {
        foreach (var registration in new[] { call }.Concat(call.Ancestors()).OfType<IInvocationOperation>())
        {
            var contexts = registration.TargetMethod.TypeArguments.Where(type => type.IsOrInherits(EfCommands.DbContext)).ToList();
            if (contexts.Count > 0)
                return contexts.SelectMany(context => Arguments(context, cancellationToken)).Select(context => ((ITypeSymbol?)context, false));
        }

        var method = call.EnclosingSymbol(cancellationToken);
        while (method is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
            method = method.ContainingSymbol;
        if (method is not IMethodSymbol helper)
            return [(null, false)];
        if (helper.ContainingType.IsOrInherits(EfCommands.DesignTimeFactory))
            return [];
        if (helper.ContainingType.IsOrInherits(EfCommands.DbContext))
            return [(helper.ContainingType, true)];
        var uses = depth == 0 ? [] : callers.Of(helper, cancellationToken).OfType<IInvocationOperation>().ToList();
        return uses.Count == 0 ? [(null, false)] : uses.SelectMany(use => ContextsOf(use, depth - 1, cancellationToken));
    }

    /// <summary>The types that callers of a generic helper give for its type parameter.</summary>
    private IEnumerable<ITypeSymbol> Arguments(ITypeSymbol type, CancellationToken cancellationToken) =>
        type is ITypeParameterSymbol { DeclaringMethod: { } method } parameter
            ? callers.Of(method, cancellationToken).OfType<IInvocationOperation>().Select(call => call.TargetMethod.TypeArguments[parameter.Ordinal])
            : [type];

    private static bool IsOrInherits(ITypeSymbol type, ITypeSymbol other)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, other.OriginalDefinition))
                return true;
        }

        return type.AllInterfaces.Any(implemented => SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, other.OriginalDefinition));
    }
}
