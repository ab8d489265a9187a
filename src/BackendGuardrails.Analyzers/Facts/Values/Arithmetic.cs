using System.Globalization;

namespace BackendGuardrails.Facts.Values;

/// <summary>What comes out of constants, as far as conditions need it: whole numbers, truths, texts.</summary>
internal static class Arithmetic
{
    public static Optional<object?> Of(BinaryOperatorKind kind, Optional<object?> left, Optional<object?> right)
    {
        if (!left.HasValue || !right.HasValue)
            return default;
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && (left.Value is null || right.Value is null || left.Value is string && right.Value is string))
            return Equals(left.Value, right.Value) == (kind == BinaryOperatorKind.Equals);
        return (left.Value, right.Value) switch
        {
            (bool one, bool other) => Of(kind, one, other),
            (not null and not string and not bool, not null and not string and not bool) when Whole(left.Value) is { } one && Whole(right.Value) is { } other => Of(kind, one, other),
            _ => default,
        };
    }

    public static Optional<object?> Convert(object value, SpecialType to) => to switch
    {
        SpecialType.System_Int32 when Whole(value) is { } number && number is >= int.MinValue and <= int.MaxValue => new Optional<object?>((int)number),
        SpecialType.System_Int64 when Whole(value) is { } number => new Optional<object?>(number),
        SpecialType.System_String when value is string => new Optional<object?>(value),
        SpecialType.System_Boolean when value is bool => new Optional<object?>(value),
        _ => default,
    };

    private static long? Whole(object value) => value switch
    {
        int or long or short or byte or sbyte or ushort or uint => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
        char character => character,
        _ => null,
    };

    private static Optional<object?> Of(BinaryOperatorKind kind, bool one, bool other) => kind switch
    {
        BinaryOperatorKind.Equals => one == other,
        BinaryOperatorKind.NotEquals or BinaryOperatorKind.ExclusiveOr => one != other,
        BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => one && other,
        BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => one || other,
        _ => default(Optional<object?>),
    };

    private static Optional<object?> Of(BinaryOperatorKind kind, long one, long other)
    {
        long? number = kind switch
        {
            BinaryOperatorKind.Add => unchecked(one + other),
            BinaryOperatorKind.Subtract => unchecked(one - other),
            BinaryOperatorKind.Multiply => unchecked(one * other),
            BinaryOperatorKind.Divide when other is not 0 and not -1 => one / other,
            BinaryOperatorKind.Remainder when other is not 0 and not -1 => one % other,
            _ => null,
        };
        if (number is { } result)
            return result is >= int.MinValue and <= int.MaxValue ? new Optional<object?>((int)result) : new Optional<object?>(result);
        return kind switch
        {
            BinaryOperatorKind.Equals => one == other,
            BinaryOperatorKind.NotEquals => one != other,
            BinaryOperatorKind.LessThan => one < other,
            BinaryOperatorKind.LessThanOrEqual => one <= other,
            BinaryOperatorKind.GreaterThan => one > other,
            BinaryOperatorKind.GreaterThanOrEqual => one >= other,
            _ => default(Optional<object?>),
        };
    }
}
