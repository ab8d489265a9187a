using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Data.Queries.Filters;

namespace BackendGuardrails.Facts.Data.BulkWrites;

/// <summary>What does a step of a query leave of the rows?</summary>
internal static class Restrictions
{
    private static readonly ImmutableHashSet<string> Others = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Take", "TakeLast", "TakeWhile", "Skip", "SkipLast", "SkipWhile", "OfType", "SelectMany", "Join", "GroupJoin", "LeftJoin", "RightJoin", "GroupBy", "Intersect", "IntersectBy", "Except", "ExceptBy", "Zip", "DistinctBy", "FromSql",
        "FromSqlRaw", "FromSqlInterpolated");

    /// <summary>Whether it names rows: a condition that is more than <c>true</c>, a number of rows, rows of something else.</summary>
    public static bool Restricts(QueryStep step, SourceNames names, CancellationToken cancellationToken) =>
        Others.Contains(step.Name) || IsCondition(step) && !IsTrue(step, names, cancellationToken);

    public static bool IsCondition(QueryStep step) => step.Name is "Where" or "WhereIf";

    public static bool IsTrue(QueryStep step, SourceNames names, CancellationToken cancellationToken) =>
        ConditionOf(step, names, cancellationToken) is var (condition, row) && RowFilters.Of(condition, row) is { Columns.IsEmpty: true, Others.IsEmpty: true };

    /// <summary>What lets every row through, whatever the row is: <c>id == null</c> in <c>id == null || o.CustomerId == id</c>. Null when some part of the condition always has a say.</summary>
    public static IOperation? LoopholeOf(QueryStep step, SourceNames names, CancellationToken cancellationToken)
    {
        if (ConditionOf(step, names, cancellationToken) is not var (condition, row))
            return null;
        IOperation? loophole = null;
        foreach (var part in Parts(condition).Where(part => !part.IsConstant(true)))
        {
            if (Alternatives(part).FirstOrDefault(alternative => !RowColumns.Reads(alternative, row) && !alternative.ConstantValue.HasValue) is not { } way || way == part)
                return null;
            loophole ??= way;
        }

        return loophole;
    }

    /// <summary>The lambda, also through a local that keeps it; one that may be another is not read.</summary>
    private static (IOperation Condition, IParameterSymbol Row)? ConditionOf(QueryStep step, SourceNames names, CancellationToken cancellationToken) =>
        step.Call.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "predicate" }) is { } argument
        && Origins.Of(argument.Value, names, cancellationToken) is IAnonymousFunctionOperation { Symbol.Parameters: { Length: >= 1 } rows, Body.Operations: { Length: 1 } body } && body[0] is IReturnOperation { ReturnedValue: { } condition }
            ? (condition, rows[0])
            : null;

    private static IEnumerable<IOperation> Parts(IOperation condition) => Split(condition, BinaryOperatorKind.ConditionalAnd, BinaryOperatorKind.And);

    private static IEnumerable<IOperation> Alternatives(IOperation condition) => Split(condition, BinaryOperatorKind.ConditionalOr, BinaryOperatorKind.Or);

    private static IEnumerable<IOperation> Split(IOperation condition, BinaryOperatorKind one, BinaryOperatorKind other) => condition.Unwrap() switch
    {
        IBinaryOperation binary when (binary.OperatorKind == one || binary.OperatorKind == other) && binary.Type?.SpecialType == SpecialType.System_Boolean => Split(binary.LeftOperand, one, other).Concat(Split(binary.RightOperand, one, other)),
        var part => new[] { part },
    };
}
