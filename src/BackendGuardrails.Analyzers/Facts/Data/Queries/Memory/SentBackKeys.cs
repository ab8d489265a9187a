using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Memory;

/// <summary>Keys that one query brings, and that another one of the same context sends back.</summary>
/// <param name="Uses">All the <c>keys.Contains(…)</c>, in the order they are written.</param>
internal sealed record SentBackKeys(IInvocationOperation Reader, ILocalReferenceOperation Keys, ImmutableArray<IInvocationOperation> Uses, QueryShape Shape, QueryBound Bound);

/// <summary>Which keys are only loaded to be sent back? The second query could have the first one inside.</summary>
internal sealed class SentBackKeyLists(QueryChains chains, QueryShapes shapes, QueryBounds bounds)
{
    private static readonly string[] Limits = ["Take", "Skip", "GroupBy", "SelectMany", "FromSql", "FromSqlRaw", "FromSqlInterpolated"];

    /// <summary>At the first of the calls; null for all others.</summary>
    public SentBackKeys? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (call.TargetMethod.Name != "Contains" || call.Receiver()?.Unwrap() is not ILocalReferenceOperation keys || !NavigationReads.IsInExpressionTree(call))
            return null;
        if (Origins.Behind(keys, chains.Names, cancellationToken) is not { } value || ReaderOf(value) is not { } reader || EfCommands.ContextOf(reader.Receiver()) is not { } context)
            return null;
        var uses = UsesOf(keys);
        if (uses.IsEmpty || uses[0] != call || !uses.All(use => IsSentTo(use, context, reader)) || IsRepeated(call) || OneTimeWork.Is(call.EnclosingSymbol(cancellationToken)))
            return null;
        if (chains.Of(reader, cancellationToken) is not { IsProven: true, Chains: { Length: 1 } found } || found[0].Projection is not { TargetMethod.Name: "Select" } || Limits.Any(found[0].Has))
            return null;
        var shape = shapes.Of(found[0], cancellationToken);
        var bound = bounds.Of(shape, cancellationToken);
        // The different values of a column count as unknown; here it is the rows that are asked for.
        return bound == QueryBound.Bounded ? null : new(reader, keys, uses, shape, bound);
    }

    private static IInvocationOperation? ReaderOf(IOperation value)
    {
        value = value.Unwrap();
        if (value is IAwaitOperation await)
            value = await.Operation.Unwrap();
        if (value is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task })
            value = task.Unwrap();
        return value is IInvocationOperation { TargetMethod.Name: not ("AsEnumerable" or "AsAsyncEnumerable") } call && RowSources.IsReader(call) ? call : null;
    }

    /// <summary>Empty where the list is used for anything else.</summary>
    private static ImmutableArray<IInvocationOperation> UsesOf(ILocalReferenceOperation keys)
    {
        var all = VariableUses.Of(keys.Local, keys).OrderBy(use => use.Syntax.SpanStart).Select(ContainsOf).ToList();
        return all.Any(call => call is null) ? ImmutableArray<IInvocationOperation>.Empty : all.OfType<IInvocationOperation>().ToImmutableArray();
    }

    private static IInvocationOperation? ContainsOf(ILocalReferenceOperation use)
    {
        IOperation value = use;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        var call = value.Parent is IArgumentOperation { Parameter.Ordinal: 0 } argument ? argument.Parent as IInvocationOperation : value.Parent as IInvocationOperation;
        return call is { TargetMethod.Name: "Contains" } && NavigationReads.IsInExpressionTree(call) ? call : null;
    }

    /// <summary>In a condition of a query of the same context, with nothing written in between. A command that changes rows of the table it reads is more than some databases can do.</summary>
    private static bool IsSentTo(IInvocationOperation use, IOperation context, IInvocationOperation reader)
    {
        var query = use.Ancestors().OfType<IInvocationOperation>().LastOrDefault(outer => QueryOperators.IsHome(outer.TargetMethod.ContainingType) && outer.Arguments.Skip(1).Any(argument => argument.Syntax.Span.Contains(use.Syntax.Span)));
        if (query is null || EfCommands.ContextOf(query.Receiver()) is not { } other || !IsSame(context, other) || query.EnclosingFunction() != reader.EnclosingFunction())
            return false;
        return !query.MemberBody().Descendants().Any(between => between is IInvocationOperation { TargetMethod.Name: var name } && (name.StartsWith("SaveChanges", StringComparison.Ordinal) || name.StartsWith("Execute", StringComparison.Ordinal))
            && between.Syntax.SpanStart > reader.Syntax.Span.End && (between.Syntax.SpanStart < use.Syntax.SpanStart));
    }

    private static bool IsSame(IOperation one, IOperation other) => (one, other) switch
    {
        (ILocalReferenceOperation a, ILocalReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Local, b.Local),
        (IParameterReferenceOperation a, IParameterReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Parameter, b.Parameter),
        (IMemberReferenceOperation a, IMemberReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Member, b.Member),
        (IInstanceReferenceOperation, IInstanceReferenceOperation) => true,
        _ => false,
    };

    private static bool IsRepeated(IOperation use) => use.Ancestors().OfType<ILoopOperation>().Any(loop => loop.Body.Syntax.Span.Contains(use.Syntax.Span));
}
