using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>Which operations bring an unknown number of rows into memory, or hand them to a client?</summary>
internal sealed class UnboundedReads(EntityModel model, QueryChains chains, QueryShapes shapes, QueryBounds bounds, SmallEntities small, ForeignQueries foreign, RowFates fates, RequestCode requests, TypeArguments arguments)
{
    private static readonly ImmutableHashSet<string> Terminals = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "ToList", "ToListAsync", "ToArray", "ToArrayAsync", "ToHashSet", "ToHashSetAsync", "ToDictionary", "ToDictionaryAsync", "ToLookup");

    private readonly ConcurrentDictionary<ITypeSymbol, bool> _keyed = new(SymbolEqualityComparer.Default);

    /// <summary>Null for what does not run a query, for bounded queries, and for those of which too little is known.</summary>
    public UnboundedRead? At(IOperation operation, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case IInvocationOperation call when Terminals.Contains(call.TargetMethod.Name) && QueryOperators.IsHome(call.TargetMethod.ContainingType):
                return call.Receiver() is { } source && MayBeQuery(source, cancellationToken) ? Of(call, source, cancellationToken) : null;
            case IInvocationOperation call when GivesRowsOfCaller(call.TargetMethod) && RowOf(call.TargetMethod) is INamedTypeSymbol { TypeKind: TypeKind.Class } row && HasKey(row):
                return OfGeneric(call, cancellationToken);
            case IForEachLoopOperation loop when MayBeQuery(loop.Collection, cancellationToken):
                return Of(loop, loop.Collection, cancellationToken);
            case IReturnOperation { ReturnedValue: { } value } returned when Answer(value) is { } query && MayBeQuery(query, cancellationToken) && IsAnswer(returned, cancellationToken):
                return Of(returned, query, cancellationToken);
            default:
                return null;
        }
    }

    private UnboundedRead? Of(IOperation reader, IOperation query, CancellationToken cancellationToken)
    {
        if (IsOutside(reader, cancellationToken))
            return null;
        if (chains.Of(query, cancellationToken) is { IsProven: true } origins)
        {
            if (origins.Chains.Any(chain => chain.Terminal is not null))
                return null;
            return origins.Chains.Any(chain => chain.Entity is ITypeParameterSymbol) ? OfOpen(reader, query, origins.Chains, cancellationToken) : Judge(reader, query, origins.Chains, cancellationToken);
        }

        return ProviderQueries.IsQueryType(query.Unwrap().Type) && foreign.Of(query, cancellationToken) is { } chain ? Foreign(reader, query, chain, cancellationToken) : null;
    }

    /// <summary>An endpoint of a generic base class reads what those that derive from it say; a generic repository is asked about where it is called.</summary>
    private UnboundedRead? OfOpen(IOperation reader, IOperation query, ImmutableArray<QueryChain> chains, CancellationToken cancellationToken) =>
        chains.Length == 1 && chains[0].Entity is ITypeParameterSymbol parameter && IsInEndpoint(reader, cancellationToken)
            ? arguments.Of(parameter, cancellationToken)
                .Where(type => model.IsEntity(type, cancellationToken))
                .Select(type => Judge(reader, query, ImmutableArray.Create(chains[0] with { Entity = type }), cancellationToken))
                .FirstOrDefault(read => read is not null) is { } read ? read with { IsOpen = true } : null
            : null;

    private UnboundedRead? Foreign(IOperation reader, IOperation? query, QueryChain chain, CancellationToken cancellationToken) =>
        Judge(reader, query, ImmutableArray.Create(chain), cancellationToken) is { } read ? read with { IsForeign = true } : null;

    /// <summary>A generic repository runs the query; only its caller says of what.</summary>
    private UnboundedRead? OfGeneric(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (IsOutside(call, cancellationToken))
            return null;
        if (!ProviderQueries.IsQueryType(call.Type) && foreign.EntityOf(call, cancellationToken) is { } entity)
            return Foreign(call, null, new(QueryRoot.Set, call, entity), cancellationToken);
        if (chains.Of(call, cancellationToken) is not { IsProven: true } origins || origins.Chains.Any(chain => chain.Entity is ITypeParameterSymbol || chain.Terminal is not { } terminal || !Terminals.Contains(terminal.TargetMethod.Name)))
            return null;
        return Judge(call, null, origins.Chains, cancellationToken);
    }

    private UnboundedRead? Judge(IOperation reader, IOperation? query, ImmutableArray<QueryChain> origins, CancellationToken cancellationToken)
    {
        var read = origins.Select(chain => shapes.Of(chain, cancellationToken)).ToImmutableArray();
        var bound = read.Max(shape => bounds.Of(shape, cancellationToken));
        if (bound >= QueryBound.Unknown || read.Any(SmallEntities.IsPlain) || read.Any(shape => small.IsSmall(shape.Chain.Entity, shape.Entity, reader.Syntax.SyntaxTree, cancellationToken)))
            return null;
        var fate = reader switch
        {
            IForEachLoopOperation loop => fates.OfLoop(loop, cancellationToken),
            IReturnOperation returned => new(RowUse.Client, returned.EnclosingFunction() is null ? returned.EnclosingMember(cancellationToken) as IMethodSymbol : null),
            _ => fates.Of(reader, cancellationToken),
        };
        if (reader is IInvocationOperation { TargetMethod.Name: var name } && (name.StartsWith("ToDictionary", StringComparison.Ordinal) || name == "ToLookup"))
            fate = fate.And(RowUse.Lookup);
        // What is looked up elsewhere may be kept for many requests.
        if (fate.Has(RowUse.Lookup) && !fate.Has(RowUse.Client) && !(reader.EnclosingSymbol(cancellationToken) is IMethodSymbol member && requests.IsEndpoint(member, cancellationToken)))
            fate = RowFate.Needed;
        return new(reader, query, read, bound, fate);
    }

    /// <summary>Code that runs once, and what is repeated for each of something else.</summary>
    private static bool IsOutside(IOperation reader, CancellationToken cancellationToken) =>
        reader.Ancestors().OfType<ILoopOperation>().Any(loop => loop.Body.Syntax.Span.Contains(reader.Syntax.Span)) || NavigationReads.IsInExpressionTree(reader) || OneTimeWork.Is(reader.EnclosingSymbol(cancellationToken));

    private bool MayBeQuery(IOperation source, CancellationToken cancellationToken)
    {
        var value = source.Unwrap();
        if (value.Type is not INamedTypeSymbol type)
            return false;
        if (ProviderQueries.IsQueryType(type) || type.IsOrInherits("Microsoft.EntityFrameworkCore.DbSet`1"))
            return true;
        // A method that gives its query away as a plain sequence.
        return type.TypeArguments.Length == 1 && type.Name is "IEnumerable" or "IAsyncEnumerable" && value is IInvocationOperation or IPropertyReferenceOperation or ILocalReferenceOperation && model.IsEntity(type.TypeArguments[0], cancellationToken);
    }

    private bool HasKey(INamedTypeSymbol row) => _keyed.TryGetValue(row, out var known) ? known : _keyed[row] = !EntityConventions.KeyOf(row).IsEmpty;

    /// <summary>List&lt;T> GetAll() of a repository of T, or GetAll&lt;T>().</summary>
    private static bool GivesRowsOfCaller(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || !type.IsGenericType && !method.IsGenericMethod || method.OutermostNamespace() is "System" or "Microsoft")
            return false;
        return RowOf(method.OriginalDefinition) is ITypeParameterSymbol;
    }

    private static ITypeSymbol? RowOf(IMethodSymbol method)
    {
        var given = method.ReturnType as INamedTypeSymbol;
        if (given is { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } awaited })
            given = awaited[0] as INamedTypeSymbol;
        return given is { TypeArguments: { Length: 1 } element } && (given.SpecialType != SpecialType.None || given.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable)) ? element[0] : null;
    }

    /// <summary>The query that is returned as it is, or as a result: <c>Ok(query)</c>.</summary>
    private static IOperation? Answer(IOperation value)
    {
        value = value.Unwrap();
        if (value is IAwaitOperation)
            return null;
        return value is IInvocationOperation call && RequestCode.IsAnswer(call) ? call.Arguments.FirstOrDefault(argument => argument.IsWritten())?.Value : value;
    }

    private bool IsAnswer(IReturnOperation returned, CancellationToken cancellationToken) => IsInEndpoint(returned, cancellationToken)
        && !(returned.EnclosingFunction() is null && returned.EnclosingMember(cancellationToken) is IMethodSymbol method && ComposedAnswers.Is(method));

    private bool IsInEndpoint(IOperation operation, CancellationToken cancellationToken) => operation.EnclosingFunction() switch
    {
        IAnonymousFunctionOperation lambda => RequestCode.IsEndpoint(lambda),
        ILocalFunctionOperation function => requests.IsEndpoint(function.Symbol, cancellationToken),
        _ => operation.EnclosingMember(cancellationToken) is IMethodSymbol method && requests.IsEndpoint(method, cancellationToken),
    };
}
