using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Indexes;

internal enum ComputationKind
{
    /// <summary><c>o.PlacedAt.Date</c></summary>
    Day,

    /// <summary><c>o.PlacedAt.Year</c></summary>
    Year,

    /// <summary><c>o.PlacedAt.AddDays(30)</c></summary>
    Shift,

    /// <summary><c>o.Email.ToLower()</c></summary>
    Case,

    /// <summary><c>o.Code.Trim()</c>, <c>o.Code.Substring(0, 3)</c></summary>
    Text,

    /// <summary><c>o.Id.ToString()</c></summary>
    ToText,

    /// <summary><c>o.Total * 2</c>, <c>DateTime.UtcNow - o.PlacedAt</c></summary>
    Arithmetic,

    /// <summary><c>o.Number == someLong</c>: the column is converted, not the value.</summary>
    Widening,

    /// <summary><c>o.Name.Contains(text)</c>, <c>o.Name.EndsWith(text)</c></summary>
    Search,
}

/// <summary>A part of a condition that does not compare a column but what is computed from it for each row.</summary>
/// <param name="Code">What computes: the column itself where it is only converted.</param>
/// <param name="Comparison">The column and the value it is compared with; null where it is not a plain comparison, or the computation goes on.</param>
internal sealed record ComputedColumn(ComputationKind Kind, ColumnFilter Filter, IOperation Code, IBinaryOperation? Comparison)
{
    /// <summary>The rows are not compared but sorted by it.</summary>
    public bool IsSort { get; init; }

    private static readonly ImmutableHashSet<string> Texts = ImmutableHashSet.Create(StringComparer.Ordinal, "Trim", "TrimStart", "TrimEnd", "Substring", "Replace", "PadLeft", "PadRight");

    private static readonly ImmutableHashSet<string> Shifts = ImmutableHashSet.Create(StringComparer.Ordinal, "AddDays", "AddHours", "AddMinutes", "AddSeconds");

    /// <summary>The name of the operator that computes.</summary>
    public Location Location => (Code.Syntax switch
    {
        InvocationExpressionSyntax call => call.Expression.MemberName(),
        MemberAccessExpressionSyntax access => access.Name,
        var code => code,
    }).GetLocation();

    /// <summary>Null for a column that is compared as it is stored, and for computations that have no other form.</summary>
    public static ComputedColumn? Of(ColumnFilter filter)
    {
        filter = OfStored(filter);
        if (filter.Test != ColumnTest.Computed)
            return Widened(filter);
        if (filter.Code is IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } || filter.Code is IUnaryOperation || KindOf(filter) is not var (kind, code))
            return null;
        var comparison = filter.Code is IBinaryOperation binary && (binary.LeftOperand.Unwrap() == code || binary.RightOperand.Unwrap() == code) ? binary : null;
        return kind != ComputationKind.Search && filter is { Code: not IBinaryOperation, Value: null } ? null : new(kind, filter, code, comparison);
    }

    /// <summary>What a sort is computed by.</summary>
    public static ComputedColumn? OfSort(IOperation key, IParameterSymbol row) =>
        RowColumns.In(key, row).ToList() is { Count: 1 } read && OfStored(new(read[0].Path, ColumnTest.Computed, read[0].Code, key, null)) is var filter && KindOf(filter) is var (kind, code) && kind != ComputationKind.Search
            ? new(kind, filter, code, null) { IsSort = true }
            : null;

    /// <summary>A part of a date is no column of its own.</summary>
    private static ColumnFilter OfStored(ColumnFilter filter) =>
        filter is { Path: { Length: > 1 } path, Column: IPropertyReferenceOperation { Instance: { } date, Property: { Name: "Date" or "Year", ContainingType: var type } } } && SelectiveColumns.IsTime(type)
            ? filter with { Path = path.RemoveAt(path.Length - 1), Column = date.Unwrap(), Test = ColumnTest.Computed }
            : filter;

    private static (ComputationKind Kind, IOperation Code)? KindOf(ColumnFilter filter)
    {
        if (IsSearch(filter.Code))
            return (ComputationKind.Search, filter.Code);
        IOperation inner = filter.Column;
        var around = inner.Parent;
        while (around is IConversionOperation or IParenthesizedOperation)
            (inner, around) = (around, around.Parent);
        if (around is IArgumentOperation argument)
            (inner, around) = (argument, argument.Parent);
        return around switch
        {
            IPropertyReferenceOperation { Property: { Name: "Date", ContainingType: var type } } when type.Is("System.DateTime") || type.Is("System.DateTimeOffset") => (ComputationKind.Day, around),
            IPropertyReferenceOperation { Property: { Name: "Year", ContainingType: var type } } when SelectiveColumns.IsTime(type) => (ComputationKind.Year, around),
            IInvocationOperation call => OfCall(call, inner) is { } kind ? (kind, around) : null,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide, Type: { } type } when IsNumber(type) || type.Is("System.TimeSpan") => (ComputationKind.Arithmetic, around),
            _ => null,
        };
    }

    private static ComputationKind? OfCall(IInvocationOperation call, IOperation inner)
    {
        var method = call.TargetMethod;
        if (call.Instance != inner)
            return null;
        return method.Name switch
        {
            "ToLower" or "ToUpper" when method.ContainingType.SpecialType == SpecialType.System_String && method.Parameters.IsEmpty => ComputationKind.Case,
            "ToString" when method.Parameters.IsEmpty && IsStored(inner.Unwrap().Type) => ComputationKind.ToText,
            var name when method.ContainingType.SpecialType == SpecialType.System_String && Texts.Contains(name) => ComputationKind.Text,
            var name when Shifts.Contains(name) && SelectiveColumns.IsTime(method.ContainingType) => ComputationKind.Shift,
            _ => null,
        };
    }

    /// <summary>A part of a text that may stand anywhere in it.</summary>
    private static bool IsSearch(IOperation code) => code is IInvocationOperation call && call.TargetMethod switch
    {
        { Name: "Contains" or "EndsWith", ContainingType.SpecialType: SpecialType.System_String, Parameters.Length: 1 } => true,
        { Name: "Like" or "ILike" } method when method.IsWithin("Microsoft.EntityFrameworkCore") => call.Argument("pattern") is { } pattern && BeginsWithWildcard(pattern.Unwrap()),
        _ => false,
    };

    private static bool BeginsWithWildcard(IOperation pattern) => pattern switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.StartsWith("%", StringComparison.Ordinal),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => BeginsWithWildcard(sum.LeftOperand.Unwrap()),
        IInterpolatedStringOperation { Parts: { IsEmpty: false } parts } => parts[0] is IInterpolatedStringTextOperation { Text: var text } && BeginsWithWildcard(text),
        ILocalReferenceOperation local when Origins.InitialValue(local) is { } initial => BeginsWithWildcard(initial.Unwrap()),
        _ => false,
    };

    /// <summary>An int is compared with a long, a decimal or a floating-point number: the column becomes one, row by row.</summary>
    private static ComputedColumn? Widened(ColumnFilter filter)
    {
        if (filter is not { Test: ColumnTest.Equal or ColumnTest.Range, Code: IBinaryOperation comparison })
            return null;
        var converted = new[] { comparison.LeftOperand, comparison.RightOperand }.FirstOrDefault(operand => operand.Unwrap() == filter.Column);
        return converted is IConversionOperation { IsImplicit: true, Type: { } wide } && filter.Column.Type is { } stored && IsWidening(Plain(stored), Plain(wide))
            ? new(ComputationKind.Widening, filter, filter.Column, comparison)
            : null;
    }

    /// <summary>Smaller numbers than int are no conversions for EF Core.</summary>
    private static bool IsWidening(SpecialType stored, SpecialType wide) => stored switch
    {
        SpecialType.System_Int32 => wide is SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single,
        SpecialType.System_Int64 => wide is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single,
        _ => false,
    };

    private static SpecialType Plain(ITypeSymbol type) => (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type).SpecialType;

    private static bool IsNumber(ITypeSymbol type) => Plain(type) is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    private static bool IsStored(ITypeSymbol? type) => type is not null && (IsNumber(type) || type.Is("System.Guid"));
}
