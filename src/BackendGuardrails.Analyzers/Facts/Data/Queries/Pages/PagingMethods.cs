using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>Methods that are handed a query and take a page of it, without ordering it: <c>ToPageAsync(this IQueryable&lt;T> query, int page)</c>. Whether there is an order is up to who calls them.</summary>
internal sealed class PagingMethods(SourceNames names)
{
    private const int MostMethods = 3;

    private readonly ConcurrentDictionary<IParameterSymbol, PagePart?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>What is done with the query that the method is handed; null when nothing is taken of it, or when it is sorted on some way there.</summary>
    public PagePart? Of(IParameterSymbol parameter, CancellationToken cancellationToken) => Of(parameter, 0, cancellationToken);

    /// <summary>Whether a value is the query that the method around it was handed, perhaps with more conditions, but never sorted.</summary>
    public static bool IsHanded(IOperation value) => new Way(value.MemberBody()).ToParameter(value) is not null;

    private PagePart? Of(IParameterSymbol parameter, int depth, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(parameter, out var known))
            return known;
        if (depth >= MostMethods || parameter.ContainingSymbol is not IMethodSymbol method || Bodies.Of(method, names, cancellationToken) is not { } body)
            return null;
        var way = new Way(body);
        var parts = body.DescendantsAndSelf().OfType<IInvocationOperation>()
            .Select(call => PartOf(call, way, parameter, depth, cancellationToken))
            .OfType<PagePart>()
            .OrderBy(part => part)
            .ToList();
        PagePart? found = parts.Count == 0 ? null : parts[0];
        _known.TryAdd(parameter, found);
        return found;
    }

    private PagePart? PartOf(IInvocationOperation call, Way way, IParameterSymbol parameter, int depth, CancellationToken cancellationToken)
    {
        if (PageOperators.Of(call) is { } part)
            return call.Receiver() is { } source && IsSame(way.ToParameter(source), parameter) && !PageOperators.Following(call).Any(next => QueryOperators.Of(next) == QueryOperator.Reduce) ? part : null;
        return Handed(call).Where(argument => IsSame(way.ToParameter(argument.Value), parameter)).Select(argument => Of(ParameterOf(argument), depth + 1, cancellationToken)).FirstOrDefault(inner => inner is not null);
    }

    /// <summary>The queries that a method of this compilation is handed.</summary>
    public static IEnumerable<IArgumentOperation> Handed(IInvocationOperation call) => call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
        ? Enumerable.Empty<IArgumentOperation>()
        : call.Arguments.Where(argument => argument.Parameter is { RefKind: RefKind.None } parameter && ProviderQueries.IsQueryType(parameter.Type));

    public static IParameterSymbol ParameterOf(IArgumentOperation argument)
    {
        var parameter = argument.Parameter!.OriginalDefinition;
        return parameter.ContainingSymbol is IMethodSymbol { ReducedFrom: { } whole } ? whole.Parameters[parameter.Ordinal + 1] : parameter;
    }

    private static bool IsSame(IParameterSymbol? one, IParameterSymbol other) => SymbolEqualityComparer.Default.Equals(one?.OriginalDefinition, other.OriginalDefinition);

    /// <summary>The way back from a value to the parameter it was, in one body.</summary>
    private sealed class Way(IOperation body)
    {
        private readonly Lazy<ILookup<ISymbol, IOperation>> _writes = new(() => VariableWrites.In(body));
        private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);

        /// <summary>Null where it is anything else, or sorted on the way.</summary>
        public IParameterSymbol? ToParameter(IOperation value)
        {
            for (var current = value.Unwrap(); ; current = current.Unwrap())
            {
                switch (current)
                {
                    case IInvocationOperation call when QueryOperators.Of(call) is not (QueryOperator.None or QueryOperator.Materialize or QueryOperator.Reduce) && !PageOperators.IsSort(call) && PageOperators.Of(call) is null && call.Receiver() is { } source:
                        current = source;
                        break;
                    case ITranslatedQueryOperation query:
                        current = query.Operation;
                        break;
                    case ILocalReferenceOperation local:
                        return Behind(local.Local, null);
                    case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } parameter }:
                        return Behind(parameter, parameter);
                    default:
                        return null;
                }
            }
        }

        /// <summary>All that is written to the variable is the same query again.</summary>
        private IParameterSymbol? Behind(ISymbol variable, IParameterSymbol? found)
        {
            if (!_open.Add(variable))
                return found;
            foreach (var write in _writes.Value[variable])
            {
                var value = write switch
                {
                    IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
                    ISimpleAssignmentOperation assignment => assignment.Value,
                    _ => null,
                };
                if (value is null && write is IVariableDeclaratorOperation || value is not null && IsVariable(value, variable))
                    continue;
                if (value is null || ToParameter(value) is not { } parameter || found is not null && !IsSame(parameter, found))
                {
                    found = null;
                    break;
                }

                found = parameter;
            }

            _open.Remove(variable);
            return found;
        }

        /// <summary><c>query = query.Where(…)</c></summary>
        private static bool IsVariable(IOperation value, ISymbol variable)
        {
            var current = value.Unwrap();
            while (current is IInvocationOperation call && QueryOperators.Of(call) is QueryOperator.Keep or QueryOperator.Include or QueryOperator.ThenInclude or QueryOperator.Tracking or QueryOperator.Splitting && !PageOperators.IsSort(call) && PageOperators.Of(call) is null && call.Receiver() is { } source)
                current = source.Unwrap();
            return current switch
            {
                ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
                IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable),
                _ => false,
            };
        }
    }
}
