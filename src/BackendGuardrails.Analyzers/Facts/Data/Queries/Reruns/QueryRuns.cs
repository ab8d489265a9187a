using System.Collections.Concurrent;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Reruns;

/// <summary>What runs the query that a variable or parameter holds?</summary>
internal sealed class QueryRuns(QueryChains chains, SameAnswer same)
{
    private static readonly ImmutableHashSet<string> All = ImmutableHashSet.Create(StringComparer.Ordinal, "ToList", "ToArray", "ToHashSet", "ToDictionary", "ToLookup");

    /// <summary>What a list of the rows answers as well.</summary>
    private static readonly ImmutableHashSet<string> Parts = ImmutableHashSet.Create(StringComparer.Ordinal, "Count", "LongCount", "Any", "First", "FirstOrDefault", "Last", "LastOrDefault");

    private readonly ConcurrentDictionary<ISymbol, Rerun?> _known = new(SymbolEqualityComparer.Default);

    private enum Run
    {
        None,
        OfAll,
        OfPart,
    }

    /// <summary>Null for what runs no query of a variable, and for the first that does.</summary>
    public Rerun? At(IOperation operation, CancellationToken cancellationToken)
    {
        if (VariableOf(operation) is not { } variable)
            return null;
        var found = _known.TryGetValue(variable, out var known) ? known : _known.GetOrAdd(variable, Of(variable, operation, cancellationToken));
        return found?.Second.Syntax == operation.Syntax ? found : null;
    }

    /// <summary>The variable at the root of what a loop or call takes its rows from.</summary>
    private static ISymbol? VariableOf(IOperation operation)
    {
        var value = operation switch
        {
            IForEachLoopOperation loop => loop.Collection,
            IInvocationOperation call when QueryOperators.IsHome(call.TargetMethod.ContainingType) => call.Receiver(),
            IInvocationOperation call => call.Arguments.FirstOrDefault(ProviderQueries.IsEnumerated)?.Value,
            _ => null,
        };
        while (value?.Unwrap() is IInvocationOperation inner && QueryOperators.IsHome(inner.TargetMethod.ContainingType))
            value = inner.Receiver();
        return value?.Unwrap() switch
        {
            ILocalReferenceOperation local when IsSequence(local.Local.Type) => local.Local,
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } } parameter when IsSequence(parameter.Parameter.Type) => parameter.Parameter,
            _ => null,
        };
    }

    /// <summary>Whether it is a query at all is asked last: that may be written in other methods.</summary>
    private Rerun? Of(ISymbol variable, IOperation within, CancellationToken cancellationToken)
    {
        var references = VariableUses.Of(variable, within).ToList();
        if (references.Count < 2 || references.Any(IsWritten))
            return null;
        var runs = references.Select(RunOf).Where(run => run.Kind != Run.None && run.Operation is not null).ToList();
        if (runs.Count < 2 || runs.All(run => run.Kind != Run.OfAll))
            return null;
        var question = references[0] is ILocalReferenceOperation local ? Origins.InitialValue(local) : references[0];
        return question is not null && IsQuery(question, cancellationToken) ? Second(variable, runs, question, cancellationToken) : null;
    }

    private static bool IsSequence(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments.Length: 1 or 2 } named
        && (named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || ProviderQueries.IsQueryType(named) && !named.IsOrInherits("Microsoft.EntityFrameworkCore.DbSet`1"));

    private Rerun? Second(ISymbol variable, List<(IOperation? Operation, Run Kind)> runs, IOperation question, CancellationToken cancellationToken)
    {
        for (var later = 1; later < runs.Count; later++)
        {
            // A list of the rows answers for all; two numbers need no rows.
            var before = runs.Take(later).FirstOrDefault(run => (run.Kind == Run.OfAll || runs[later].Kind == Run.OfAll) && same.IsExpected(run.Operation!, runs[later].Operation!, question is IParameterReferenceOperation ? run.Operation! : question, cancellationToken));
            if (before.Operation is not null)
                return new(before.Operation, runs[later].Operation!, variable);
        }

        return null;
    }

    private bool IsQuery(IOperation value, CancellationToken cancellationToken) =>
        chains.Of(value, cancellationToken) is { IsProven: true } origins && origins.Chains.All(chain => chain is { Terminal: null, PerItem.IsEmpty: true, Path.IsEmpty: true });

    public static bool IsWritten(IOperation reference) => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference || reference.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out };

    /// <summary>From the variable along the calls to what runs the query. On a plain sequence each of them reads the same rows; a query that is composed further is another one.</summary>
    private static (IOperation? Operation, Run Kind) RunOf(IOperation reference)
    {
        var value = reference;
        var isPlain = !ProviderQueries.IsQueryType(reference.Type);
        while (true)
        {
            while (value.Parent is IConversionOperation or IParenthesizedOperation)
                value = value.Parent;
            switch (value.Parent)
            {
                case IForEachLoopOperation loop when loop.Collection.Syntax == value.Syntax:
                    return (loop, Run.OfAll);
                case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation call } when call.TargetMethod.IsExtensionMethod && QueryOperators.IsHome(call.TargetMethod.ContainingType):
                    if (KindOf(call, isPlain) is var kind && kind != Run.None)
                        return (call, kind);
                    if (!QueryOperators.IsInMemory(call) && call.TargetMethod.Name is not ("AsNoTracking" or "AsTracking" or "AsSplitQuery" or "AsSingleQuery") || QueryOperators.Of(call) is not (QueryOperator.Keep or QueryOperator.Project or QueryOperator.Tracking or QueryOperator.Splitting))
                        return (null, Run.None);
                    value = call;
                    break;
                case IArgumentOperation argument when ProviderQueries.IsEnumerated(argument):
                    return (argument.Parent, Run.OfAll);
                default:
                    return (null, Run.None);
            }
        }
    }

    private static Run KindOf(IInvocationOperation call, bool isPlain)
    {
        var name = call.TargetMethod.Name;
        if (name.EndsWith("Async", StringComparison.Ordinal))
            name = name.Substring(0, name.Length - "Async".Length);
        if (All.Contains(name))
            return Run.OfAll;
        var isInMemory = QueryOperators.IsInMemory(call);
        if (isPlain && isInMemory)
            return QueryOperators.Of(call) is QueryOperator.Reduce or QueryOperator.Materialize && name is not ("GroupBy" or "Chunk" or "CountBy") || name == "Aggregate" ? Run.OfAll : Run.None;
        var hasArguments = call.Arguments.Any(argument => argument.Parameter is { Ordinal: > 0, Type.Name: not "CancellationToken" });
        return !isInMemory && Parts.Contains(name) && !hasArguments ? Run.OfPart : Run.None;
    }
}
