namespace BackendGuardrails.Facts.Http;

/// <summary>Does this value mean "wait forever"?</summary>
internal static class NoTimeout
{
    private const string TimeSpan = "System.TimeSpan";
    private const long TicksPerMillisecond = 10_000;

    /// <summary><c>Timeout.InfiniteTimeSpan</c> in any of its spellings, also behind a constant or a read-only field.</summary>
    public static bool IsInfinite(IOperation value, SourceNames names, CancellationToken cancellationToken) => Origins.Of(value, names, cancellationToken) switch
    {
        IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" } field => field.Field.IsMemberOf("System.Threading.Timeout"),
        IInvocationOperation { TargetMethod.Name: "FromMilliseconds" } call => call.TargetMethod.IsMemberOf(TimeSpan) && call.Arguments.Length > 0 && Number(call.Arguments[0].Value) == -1,
        IObjectCreationOperation { Arguments.Length: 1 } ticks when ticks.Type.Is(TimeSpan) => Number(ticks.Arguments[0].Value) == -TicksPerMillisecond,
        IObjectCreationOperation { Arguments.Length: 5 } parts when parts.Type.Is(TimeSpan) =>
            parts.Arguments.All(part => Number(part.Value) == (part.Parameter?.Name == "milliseconds" ? -1 : 0)),
        _ => false,
    };

    /// <summary>0 or <c>TimeSpan.Zero</c>, which databases read as "no limit".</summary>
    public static bool IsZero(IOperation value, SourceNames names, CancellationToken cancellationToken) => Origins.Of(value, names, cancellationToken) switch
    {
        IFieldReferenceOperation { Field.Name: "Zero" } field => field.Field.IsMemberOf(TimeSpan),
        IInvocationOperation { TargetMethod.Name: "FromSeconds" or "FromMinutes" or "FromMilliseconds" } call =>
            call.TargetMethod.IsMemberOf(TimeSpan) && call.Arguments.Length > 0 && Number(call.Arguments[0].Value) == 0,
        var other => Number(other) == 0,
    };

    private static double? Number(IOperation value) => value.ConstantValue is { HasValue: true, Value: { } number } && number is int or long or double
        ? Convert.ToDouble(value.ConstantValue.Value)
        : value is IConversionOperation conversion ? Number(conversion.Operand) : null;
}
