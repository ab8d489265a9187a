using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Bounds;

/// <summary>
/// Queries that begin in another project: <c>IRepository&lt;Order>.Query()</c>, <c>GetAllAsync()</c>. Nobody here sees the code, but who asks a repository of orders for nothing in particular gets them all,
/// as far as the names tell.
/// </summary>
internal sealed class ForeignQueries(SourceNames names, Implementations implementations)
{
    private const int MostSteps = 40;

    private static readonly string[] Words = ["Get", "List", "Find", "Query", "All", "Fetch", "Load", "Table", "Entities", "Read", "AsQueryable"];

    /// <summary>Null for all others.</summary>
    public QueryChain? Of(IOperation value, CancellationToken cancellationToken)
    {
        var steps = new Stack<IInvocationOperation>();
        for (var current = value.Unwrap(); steps.Count < MostSteps; current = current.Unwrap())
        {
            switch (current)
            {
                case ITranslatedQueryOperation query:
                    current = query.Operation;
                    break;
                case IInvocationOperation call when QueryOperators.Of(call) != QueryOperator.None:
                    if (call.Receiver() is not { } source || QueryOperators.IsInMemory(call))
                        return null;
                    steps.Push(call);
                    current = source;
                    break;
                case ILocalReferenceOperation local when Origins.Behind(local, names, cancellationToken) is { } made:
                    current = made;
                    break;
                default:
                    return EntityOf(current, cancellationToken) is { } entity
                        ? new(QueryRoot.Set, current, entity) { Steps = steps.Select(step => new QueryStep(step)).ToImmutableArray(), Projection = steps.FirstOrDefault(step => QueryOperators.Of(step) == QueryOperator.Project) }
                        : null;
            }
        }

        return null;
    }

    /// <summary>What a repository of another project gives all rows of.</summary>
    public INamedTypeSymbol? EntityOf(IOperation root, CancellationToken cancellationToken)
    {
        ISymbol? member = root switch
        {
            IInvocationOperation call when !call.Arguments.Any(argument => argument.IsWritten() && argument.Value.Unwrap().Type?.Name != nameof(CancellationToken)) => call.TargetMethod,
            IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property,
            _ => null,
        };
        if (member is not { IsStatic: false } || !Words.Any(word => member.Name.StartsWith(word, StringComparison.Ordinal)) || member.OutermostNamespace() is "System" or "Microsoft" or null || !IsElsewhere(member, cancellationToken))
            return null;
        return RowsOf(TypeOf(member.OriginalDefinition)) is ITypeParameterSymbol && RowsOf(TypeOf(member)) is INamedTypeSymbol { TypeKind: TypeKind.Class } entity && !EntityConventions.KeyOf(entity).IsEmpty ? entity : null;
    }

    private bool IsElsewhere(ISymbol member, CancellationToken cancellationToken)
    {
        var method = member as IMethodSymbol ?? ((IPropertySymbol)member).GetMethod;
        return method is not null && (member.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty || method.IsAbstract) && implementations.Of(method, cancellationToken).IsEmpty;
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member is IMethodSymbol method ? method.ReturnType : ((IPropertySymbol)member).Type;

    private static ITypeSymbol? RowsOf(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } awaited })
            type = awaited[0];
        return type is INamedTypeSymbol { TypeArguments: { Length: 1 } element, Name: "IQueryable" or "List" or "IList" or "IEnumerable" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection" or "IAsyncEnumerable" } ? element[0] : null;
    }
}
