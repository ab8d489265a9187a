namespace BackendGuardrails.Facts.Migrations;

/// <summary>Is a default value what the scaffolder writes when it knows none?</summary>
internal static class PlaceholderValues
{
    private static readonly string[] Moments = ["System.DateTime", "System.DateTimeOffset", "System.DateOnly"];

    /// <summary>The first day of the calendar, or the empty Guid: never a value that somebody meant. As a reader calls it.</summary>
    public static string? Senseless(IOperation value) => value.Type switch
    {
        { } type when Moments.Any(moment => type.Is(moment)) => IsFirst(value) ? "0001-01-01" : null,
        { } type when type.Is("System.Guid") => IsEmptyGuid(value) ? "the empty Guid" : null,
        _ => null,
    };

    /// <summary>Zero, or an empty text: a value like others, unless it is to name a row.</summary>
    public static string? Empty(IOperation value) => value.ConstantValue switch
    {
        { HasValue: true, Value: 0 or 0L or (short)0 or (byte)0 or 0u or 0ul } => "0",
        { HasValue: true, Value: "" } => "an empty text",
        _ => null,
    };

    private static bool IsFirst(IOperation value) => value switch
    {
        IDefaultValueOperation => true,
        IFieldReferenceOperation { Field.Name: "MinValue" } or IPropertyReferenceOperation { Property.Name: "MinValue" } => true,
        IObjectCreationOperation creation => creation.Arguments.All(argument => IsFirstPart(argument.Value.Unwrap(), argument.Parameter?.Name)),
        _ => false,
    };

    private static bool IsFirstPart(IOperation value, string? parameter) => parameter switch
    {
        "year" or "month" or "day" => value.IsConstant(1),
        "hour" or "minute" or "second" or "millisecond" or "microsecond" => value.IsConstant(0),
        "ticks" => value.IsConstant(0L),
        "kind" => true,
        "offset" => value is IObjectCreationOperation { Arguments: var parts } && parts.All(part => part.Value.IsConstant(0)) || value is IFieldReferenceOperation { Field.Name: "Zero" } or IDefaultValueOperation,
        _ => Moments.Any(moment => value.Type.Is(moment)) && IsFirst(value),
    };

    private static bool IsEmptyGuid(IOperation value) => value switch
    {
        IDefaultValueOperation or IFieldReferenceOperation { Field.Name: "Empty" } => true,
        IObjectCreationOperation { Arguments.IsEmpty: true } => true,
        IObjectCreationOperation { Arguments: { Length: 1 } arguments } => arguments[0].Value.ConstantValue is { HasValue: true, Value: string text } && System.Guid.TryParse(text, out var parsed) && parsed == System.Guid.Empty,
        _ => false,
    };
}
