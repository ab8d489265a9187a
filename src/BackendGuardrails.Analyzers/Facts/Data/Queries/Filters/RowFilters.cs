using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Queries.Filters;

/// <summary>What does the condition of a query ask of each row?</summary>
internal static class RowFilters
{
    /// <summary>The condition that an operator is given: <c>Where(o => …)</c>, <c>First(o => …)</c>. Null when it has none.</summary>
    public static RowFilter? Of(IInvocationOperation call)
    {
        if (call.Arguments.FirstOrDefault(argument => argument.Parameter is { Name: "predicate" } or { Ordinal: > 0, Type.Name: "Expression" or "Func" }) is not { } argument)
            return null;
        return ConditionOf(argument.Value) is var (condition, row) ? Of(condition, row) : RowFilter.Unread;
    }

    /// <summary>What a lambda returns, and its row.</summary>
    public static (IOperation Condition, IParameterSymbol Row)? ConditionOf(IOperation function)
    {
        var value = function.Unwrap();
        if (value is ILocalReferenceOperation local && Origins.InitialValue(local) is { } initial)
            value = initial.Unwrap();
        return value is IAnonymousFunctionOperation { Symbol.Parameters: { Length: >= 1 } rows, Body.Operations: { Length: 1 } body } && body[0] is IReturnOperation { ReturnedValue: { } condition } ? (condition, rows[0]) : null;
    }

    public static RowFilter Of(IOperation condition, IParameterSymbol row)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnFilter>();
        var others = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var part in Parts(condition))
        {
            if (ColumnOf(part, row) is { } column)
                columns.Add(column);
            else if (!part.IsConstant(true))
                others.Add(part);
        }

        return new(columns.ToImmutable(), others.ToImmutable()) { IsOptional = others.Any(other => IsOptional(other, row)) };
    }

    /// <summary>ids.Count == 0 || ids.Contains(o.Id), name is null ? true : o.Name == name</summary>
    private static bool IsOptional(IOperation part, IParameterSymbol row) => part switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either => IsAsked(either.LeftOperand, row) || IsAsked(either.RightOperand, row) || IsOptional(either.LeftOperand.Unwrap(), row),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsAsked(choice.Condition, row) && (choice.WhenTrue.IsConstant(true) || otherwise.IsConstant(true)),
        _ => false,
    };

    /// <summary>A question about what the query is given, not about the row.</summary>
    private static bool IsAsked(IOperation question, IParameterSymbol row) => !question.ConstantValue.HasValue && !RowColumns.Reads(question, row);

    private static IEnumerable<IOperation> Parts(IOperation condition) => condition.Unwrap() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both when both.Type?.SpecialType == SpecialType.System_Boolean => Parts(both.LeftOperand).Concat(Parts(both.RightOperand)),
        var part => new[] { part },
    };

    private static ColumnFilter? ColumnOf(IOperation part, IParameterSymbol row) => part switch
    {
        IBinaryOperation comparison => OfComparison(comparison, row),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated => Negated(negated, row),
        IInvocationOperation call => OfCall(call, row),
        IIsPatternOperation { Pattern: IConstantPatternOperation constant } test => Column(test.Value, row, ColumnTest.Equal, part, constant.Value),
        IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType: var owner }, Instance: { } value } when owner.Is("System.Nullable`1") => Column(value, row, ColumnTest.NotEqual, part, null),
        _ => Column(part, row, ColumnTest.Equal, part, null),
    };

    private static ColumnFilter? OfComparison(IBinaryOperation comparison, IParameterSymbol row)
    {
        ColumnTest? test = comparison.OperatorKind switch
        {
            BinaryOperatorKind.Equals => ColumnTest.Equal,
            BinaryOperatorKind.NotEquals => ColumnTest.NotEqual,
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => ColumnTest.Range,
            _ => null,
        };
        if (test is not { } kind)
            return null;
        return Sided(comparison.LeftOperand, comparison.RightOperand) ?? Sided(comparison.RightOperand, comparison.LeftOperand);

        ColumnFilter? Sided(IOperation column, IOperation value)
        {
            if (RowColumns.Reads(value, row))
                return null;
            // o.Name.CompareTo(x) > 0 and string.Compare(o.Name, x) > 0 are ranges of the column.
            if (column.Unwrap() is IInvocationOperation { TargetMethod: { Name: "CompareTo" or "Compare", ContainingType.SpecialType: SpecialType.System_String } } compared)
                return Column(compared.Instance ?? compared.Arguments[0].Value, row, ColumnTest.Range, comparison, compared.Arguments[compared.Instance is null ? 1 : 0].Value);
            return Column(column, row, kind, comparison, value) ?? Computed(column, row, comparison, value);
        }
    }

    private static ColumnFilter? Negated(IUnaryOperation negated, IParameterSymbol row)
    {
        var operand = negated.Operand.Unwrap();
        // !o.IsDeleted is one value of two; not to be one of many, or not to begin with something, leaves nearly all rows.
        if (RowColumns.PathOf(operand, row) is { IsEmpty: false })
            return Column(operand, row, ColumnTest.Equal, negated, null);
        return ColumnOf(operand, row) is { } column ? column with { Code = negated, Test = column.Test == ColumnTest.NotEqual ? ColumnTest.Equal : column.Test == ColumnTest.Computed ? ColumnTest.Computed : ColumnTest.NotEqual } : null;
    }

    private static ColumnFilter? OfCall(IInvocationOperation call, IParameterSymbol row)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Equals" when call.Instance is { } one && call.Arguments.Length == 1:
                return Equal(one, call.Arguments[0].Value) ?? Equal(call.Arguments[0].Value, one);
            case "Equals" when call.Instance is null && call.Arguments.Length == 2:
                return Equal(call.Arguments[0].Value, call.Arguments[1].Value) ?? Equal(call.Arguments[1].Value, call.Arguments[0].Value);
            case "Contains" when method.ContainingType.SpecialType != SpecialType.System_String && Item(call) is { } item && List(call) is { } list && !RowColumns.Reads(list, row):
                return Column(item, row, ColumnTest.In, call, list) ?? Computed(item, row, call, list);
            case "StartsWith" when method.ContainingType.SpecialType == SpecialType.System_String && call.Instance is { } text && !RowColumns.Reads(call.Arguments[0].Value, row):
                return Column(text, row, ColumnTest.StartsWith, call, call.Arguments[0].Value) ?? Computed(text, row, call, call.Arguments[0].Value);
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when method.ContainingType.SpecialType == SpecialType.System_String:
                return Computed(call.Arguments[0].Value, row, call, null);
            default:
                return Computed(call, row, call, null);
        }

        ColumnFilter? Equal(IOperation column, IOperation value) => RowColumns.Reads(value, row) ? null : Column(column, row, ColumnTest.Equal, call, value) ?? Computed(column, row, call, value);
    }

    private static IOperation? List(IInvocationOperation call) => call.Receiver();

    private static IOperation? Item(IInvocationOperation call) => call.Arguments.LastOrDefault(argument => argument.Parameter?.Name is "item" or "value" or "key")?.Value ?? call.Arguments.LastOrDefault(argument => argument.Value != call.Receiver())?.Value;

    private static ColumnFilter? Column(IOperation column, IParameterSymbol row, ColumnTest test, IOperation code, IOperation? value) =>
        RowColumns.PathOf(column, row) is { IsEmpty: false } path ? new(path, test, column.Unwrap(), code, value) : null;

    /// <summary>About one column, but not about its value as it is stored.</summary>
    private static ColumnFilter? Computed(IOperation expression, IParameterSymbol row, IOperation code, IOperation? value)
    {
        var read = RowColumns.In(expression, row).ToList();
        return read.Count == 1 && !expression.DescendantsAndSelf().Any(part => part is IAnonymousFunctionOperation) ? new(read[0].Path, ColumnTest.Computed, read[0].Code, code, value) : null;
    }
}
