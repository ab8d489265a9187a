using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Reruns;

/// <summary>Which calls ask for one row, and has the same code asked for it before?</summary>
internal sealed class RowLoads(QueryChains chains, QueryShapes shapes, SameAnswer same, OperationIndex operations)
{
    /// <summary>The calls of a body that are written in the same words as an earlier one, each with those.</summary>
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableDictionary<SyntaxNode, ImmutableArray<IInvocationOperation>>> _repeated = new();

    public Rerun? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (!MayLoad(call))
            return null;
        var body = call.MemberBody();
        var repeated = _repeated.TryGetValue(body.Syntax, out var known) ? known : _repeated.GetOrAdd(body.Syntax, Repeated(body));
        if (!repeated.TryGetValue(call.Syntax, out var earlier))
            return null;
        foreach (var before in earlier)
        {
            if (IsSame(before, call) && LoadsRow(call, cancellationToken) && same.IsExpected(before, call, before, cancellationToken) && HolderOf(before) is var holder && !IsChanged(holder, call))
                return new(before, call, IsOnlyThat(holder, call) ? holder : null) { IsOfOneRow = true };
        }

        return null;
    }

    private ImmutableDictionary<SyntaxNode, ImmutableArray<IInvocationOperation>> Repeated(IOperation body)
    {
        var calls = operations.In(body).Of(OperationKind.Invocation).OfType<IInvocationOperation>().Where(MayLoad).ToList();
        if (calls.Count < 2)
            return ImmutableDictionary<SyntaxNode, ImmutableArray<IInvocationOperation>>.Empty;
        var repeated = ImmutableDictionary.CreateBuilder<SyntaxNode, ImmutableArray<IInvocationOperation>>();
        foreach (var named in calls.GroupBy(call => call.TargetMethod.Name).Where(some => some.Skip(1).Any()))
        {
            foreach (var same in named.GroupBy(TextOf))
            {
                var inOrder = same.OrderBy(call => call.Syntax.SpanStart).ToList();
                for (var later = 1; later < inOrder.Count; later++)
                    repeated[inOrder[later].Syntax] = inOrder.Take(later).ToImmutableArray();
            }
        }

        return repeated.ToImmutable();
    }

    /// <summary>The variable that gets what the call has read.</summary>
    private static ISymbol? HolderOf(IInvocationOperation call)
    {
        var value = call.Parent is IAwaitOperation await ? (IOperation)await : call;
        return value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;
    }

    private static bool IsOnlyThat(ISymbol? holder, IOperation within) => holder is not null && !VariableUses.Of(holder, within).Any(QueryRuns.IsWritten);

    /// <summary>The row in memory is no longer the one in the database, which may be what the second is wanted for.</summary>
    private static bool IsChanged(ISymbol? holder, IOperation within) => holder is not null && VariableUses.Of(holder, within).Any(reference =>
        reference.Parent is IMemberReferenceOperation { Parent: IAssignmentOperation assignment } member && assignment.Target == member);

    private static bool MayLoad(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (QueryOperators.IsHome(method.ContainingType))
            return !QueryOperators.IsInMemory(call) && method.Name is "First" or "FirstAsync" or "FirstOrDefault" or "FirstOrDefaultAsync" or "Single" or "SingleAsync" or "SingleOrDefault" or "SingleOrDefaultAsync";
        // A helper that is told which row.
        return !method.DeclaringSyntaxReferences.IsEmpty && method.Parameters.Length > 0 && !method.ReturnsVoid && method.MethodKind != MethodKind.DelegateInvoke;
    }

    /// <summary>One entity by its key, read anew each time: what Find gives is looked for among the tracked ones first.</summary>
    private bool LoadsRow(IInvocationOperation call, CancellationToken cancellationToken) =>
        chains.Of(call, cancellationToken) is { IsProven: true, Chains: { Length: 1 } origins } && origins[0] is { Terminal: { TargetMethod.Name: not ("Find" or "FindAsync") }, PerItem.IsEmpty: true, Path.IsEmpty: true } chain
        && shapes.Of(chain, cancellationToken).IsOneRow && chain.Steps.Any(step => step.Call.Arguments.Any(argument => argument.Parameter?.Name == "predicate"));

    /// <summary>The same words mean the same things: no variable of the same name in another scope.</summary>
    private static bool IsSame(IInvocationOperation one, IInvocationOperation other) => Symbols(one).SequenceEqual(Symbols(other), SymbolEqualityComparer.Default);

    private static IEnumerable<ISymbol?> Symbols(IOperation code) => code.DescendantsAndSelf().Select(part => part switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } parameter => (ISymbol)parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        IInvocationOperation call => call.TargetMethod.OriginalDefinition,
        _ => null,
    }).Where(symbol => symbol is not null);

    private static string TextOf(IInvocationOperation call) => string.Concat(call.Syntax.DescendantTokens().Select(token => token.Text));
}
