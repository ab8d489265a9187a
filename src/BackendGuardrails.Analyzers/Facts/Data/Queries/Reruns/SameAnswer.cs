using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Reruns;

/// <summary>Does a question that is asked twice get the same answer: do both run, with the same values, and does nothing between them write, wait or do what cannot be seen?</summary>
internal sealed class SameAnswer(RoundTrips trips, Implementations implementations)
{
    private static readonly TripKind[] Changes = [TripKind.Save, TripKind.Write, TripKind.Transaction, TripKind.Remote];

    private static readonly string[] Waiting = ["Wait", "Lock", "Delay", "Acquire", "Enter", "Sleep", "Clear", "Reload", "Detach", "Retry", "Publish", "Send"];

    public bool IsExpected(IOperation first, IOperation second, IOperation question, CancellationToken cancellationToken)
    {
        if (first.EnclosingFunction() != second.EnclosingFunction() || Branches.Exclude(first, second) || IsRepeatedApart(first, second) || first is IInvocationOperation call && MayChange(call, cancellationToken) || !WaysAround.Lead(PlaceOf(first), PlaceOf(second), cancellationToken))
            return false;
        var values = new HashSet<ISymbol>(question.DescendantsAndSelf().Select(SymbolOf).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        foreach (var operation in first.MemberBody().Descendants())
        {
            if (operation.Syntax.SpanStart < question.Syntax.SpanStart || operation.Syntax.SpanStart >= second.Syntax.SpanStart || PlaceOf(first).Syntax.Span.Contains(operation.Syntax.Span) || question.Syntax.Span.Contains(operation.Syntax.Span))
                continue;
            if (Target(operation) is { } target && SymbolOf(target) is { } written && values.Contains(written))
                return false;
            if (operation.Syntax.SpanStart > first.Syntax.SpanStart && MayChange(operation, second, cancellationToken))
                return false;
        }

        return true;
    }

    /// <summary>What of a loop asks for the rows.</summary>
    private static IOperation PlaceOf(IOperation run) => run is IForEachLoopOperation loop ? loop.Collection.Unwrap() : run;

    /// <summary>The first runs in a loop that the second is not in, or in a try whose failure leads to the second.</summary>
    private static bool IsRepeatedApart(IOperation first, IOperation second) =>
        LoopOf(first) != LoopOf(second) && LoopOf(second) is not null || first.Ancestors().OfType<ICatchClauseOperation>().FirstOrDefault() != second.Ancestors().OfType<ICatchClauseOperation>().FirstOrDefault();

    private static ILoopOperation? LoopOf(IOperation run) => run.Ancestors().OfType<ILoopOperation>().FirstOrDefault(loop => loop.Body.Syntax.Span.Contains(run.Syntax.Span));

    private bool MayChange(IOperation operation, IOperation second, CancellationToken cancellationToken) => operation switch
    {
        ILockOperation locked => locked.Syntax.Span.Contains(second.Syntax.Span),
        IInvocationOperation call => Waiting.Any(word => call.TargetMethod.Name.StartsWith(word, StringComparison.Ordinal)) || MayChange(call, cancellationToken),
        IObjectCreationOperation { Type.Name: "TransactionScope" } => true,
        IMethodReferenceOperation => true,
        _ => false,
    };

    private bool MayChange(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (method.MethodKind == MethodKind.DelegateInvoke || Changes.Any(kind => trips.ComesTo(call, kind, cancellationToken)))
            return true;
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return method.OutermostNamespace() is not ("System" or "Microsoft");
        return method.IsAbstract && !implementations.Of(method, cancellationToken).Any();
    }

    private static IOperation? Target(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation step => step.Target,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var given } => given,
        _ => null,
    };

    private static ISymbol? SymbolOf(IOperation reference) => reference switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}
