using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Does the code behind a try statement go on without what was tried, because it looks whether it is there?</summary>
internal static class Substitutes
{
    public static bool AreFor(ITryOperation attempt, ICatchClauseOperation clause) => IsFlagged(clause) || clause.Handler.Operations.IsEmpty && IsLookedAt(attempt);

    /// <summary><c>catch { degraded = true; }</c></summary>
    private static bool IsFlagged(ICatchClauseOperation clause) => clause.Handler.Executed().OfType<ISimpleAssignmentOperation>().Any(flag =>
        flag.Value.ConstantValue is { HasValue: true, Value: bool } && flag.Parent is IExpressionStatementOperation && Remembered.SymbolOf(flag.Target) is { } set && IsRead(set, clause));

    private static bool IsRead(ISymbol flag, ICatchClauseOperation clause) => clause.MemberBody().Descendants()
        .Any(use => use.Syntax.SpanStart > clause.Syntax.Span.End && SymbolEqualityComparer.Default.Equals(Remembered.SymbolOf(use), flag) && !(use.Parent is ISimpleAssignmentOperation write && write.Target == use));

    /// <summary><c>try { key ??= await LoadAsync(); } catch { } if (key is null) …</c></summary>
    private static bool IsLookedAt(ITryOperation attempt)
    {
        var given = attempt.Body.Executed().OfType<IAssignmentOperation>().Select(assignment => Remembered.SymbolOf(assignment.Target.Unwrap())).OfType<ISymbol>().ToList();
        return given.Count > 0 && attempt.MemberBody().Descendants().Any(test => test.Syntax.SpanStart > attempt.Syntax.Span.End && Looked(test) is { } looked && given.Any(one => SymbolEqualityComparer.Default.Equals(one, looked)));
    }

    private static ISymbol? Looked(IOperation test) => test switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } both when GoesOn(both) => both.BesideNull() is { } other ? SymbolOf(other) : null,
        IIsPatternOperation { Pattern: IConstantPatternOperation } pattern when GoesOn(pattern) => SymbolOf(pattern.Value),
        ICoalesceOperation either => SymbolOf(either.Value),
        ICoalesceAssignmentOperation either => SymbolOf(either.Target),
        _ => null,
    };

    /// <summary>An answer such as "not found" is no other way to come to the value.</summary>
    private static bool GoesOn(IOperation test) =>
        test.Ancestors().OfType<IConditionalOperation>().FirstOrDefault() is { Type: null, WhenTrue: { } then } choice && choice.Condition.Syntax.Span.Contains(test.Syntax.Span) && !then.DescendantsAndSelf().Any(exit => exit is IReturnOperation or IThrowOperation);

    private static ISymbol? SymbolOf(IOperation value) => Remembered.SymbolOf(value.Unwrap());
}
