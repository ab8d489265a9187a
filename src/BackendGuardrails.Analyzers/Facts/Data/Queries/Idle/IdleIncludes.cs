using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Idle;

/// <summary>Which Includes could go, and the query would load the same?</summary>
internal sealed class IdleIncludes(EntityModel model, QueryChains chains, SourceNames names, PlainResults results)
{
    /// <summary>Null where it loads something, or may.</summary>
    public IdleInclude? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var kind = QueryOperators.Of(call);
        if (kind is not (QueryOperator.Include or QueryOperator.ThenInclude) || NavigationReads.IsInExpressionTree(call))
            return null;
        return (kind == QueryOperator.Include ? Dropped(call, cancellationToken) ?? Repeated(call, cancellationToken) : null) ?? ByModel(call, cancellationToken);
    }

    private IdleInclude? Dropped(IInvocationOperation include, CancellationToken cancellationToken)
    {
        var ends = new QueryEnds(results, names, cancellationToken).Of(include);
        if (ends.Count == 0)
            return null;
        var calls = IncludeGroup.CallsFrom(include);
        return IncludeReader.PathOf(include, names, cancellationToken) is { } path ? new(include, calls[calls.Length - 1], ends[0].Reason, string.Join(".", path), ends[0].Call) : null;
    }

    /// <summary>Another Include of the same expression, or one on every way to it in the same member, loads the whole path.</summary>
    private IdleInclude? Repeated(IInvocationOperation include, CancellationToken cancellationToken)
    {
        if (IncludeGroup.Of(include, names, cancellationToken) is not { } mine)
            return null;
        var whole = Whole(mine.Last);
        if (whole == include && include.Receiver()?.Unwrap() is not (IInvocationOperation or ILocalReferenceOperation) || chains.Of(whole, cancellationToken) is not { IsProven: true, Chains: { Length: 1 } origins })
            return null;
        var body = include.MemberBody();
        foreach (var other in origins[0].Includes.Where(other => other is { IsConditional: false, Call.TargetMethod.Name: "Include" } && other.Call.Syntax != include.Syntax && other.Call.MemberBody().Syntax == body.Syntax))
        {
            // Of two that are equal the second one is too many.
            if (IncludeGroup.Of(other.Call, names, cancellationToken) is { } theirs && theirs.Path.Length >= mine.Path.Length && theirs.Path.Take(mine.Path.Length).SequenceEqual(mine.Path)
                && (theirs.Path.Length > mine.Path.Length || IsBefore(other.Call, include)))
                return new(include, mine.Last, IdleReason.Repeated, mine.Name, other.Call);
        }

        return null;
    }

    /// <summary>The end of a path that the model loads anyway; what is in front of it stays.</summary>
    private IdleInclude? ByModel(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (IncludeGroup.Behind(call) is { } next && QueryOperators.Of(next) == QueryOperator.ThenInclude || IncludeGroup.Of(call, names, cancellationToken) is not { Path: { Length: 1 } path } || PropertyOf(call) is not { } property)
            return null;
        if (IsOwned(property, cancellationToken))
            return new(call, call, IdleReason.Owned, path[0], null);
        return model.NavigationOf(property, cancellationToken) is { IsAutoIncluded: true } && IsLoadedAutomatically(call, cancellationToken) ? new(call, call, IdleReason.Automatic, path[0], null) : null;
    }

    private static IPropertySymbol? PropertyOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1)?.Value.Unwrap() is IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body }
            && body[0] is IReturnOperation { ReturnedValue: { } value } && value.Unwrap() is IPropertyReferenceOperation { Property: var property }
            ? property
            : null;

    private bool IsOwned(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (EntityConventions.TargetOf(property) is not var (target, _))
            return false;
        return EntityConventions.IsOwned(target)
            || model.Configuration(cancellationToken).Of(property.ContainingType.OriginalDefinition).Any(owned => owned.Name is "OwnsOne" or "OwnsMany" && owned.Members.Contains(property.Name));
    }

    /// <summary>Nobody switches it off: the query is run in this expression, or the word is nowhere.</summary>
    private bool IsLoadedAutomatically(IInvocationOperation call, CancellationToken cancellationToken) => names.Find("IgnoreAutoIncludes", cancellationToken).IsEmpty
        || chains.Of(Whole(call), cancellationToken) is { IsProven: true } origins && origins.Chains.All(chain => chain.Terminal is not null && !chain.Has("IgnoreAutoIncludes"));

    /// <summary>The last operator of the expression behind which there are still entities.</summary>
    private static IInvocationOperation Whole(IInvocationOperation call)
    {
        while (IncludeGroup.Behind(call) is { } next && QueryOperators.Of(next) is not (QueryOperator.None or QueryOperator.Reduce or QueryOperator.Project or QueryOperator.Combine))
            call = next;
        return call;
    }

    private static bool IsBefore(IInvocationOperation one, IInvocationOperation other) => one.Syntax.Span.End < other.Syntax.Span.End;
}
