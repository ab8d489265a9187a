using BackendGuardrails.Facts.Logging;

namespace BackendGuardrails.Facts.Keys;

/// <summary>A value that is another one each time it is made.</summary>
/// <param name="Generator">What makes it up, such as <c>Guid.NewGuid()</c>.</param>
/// <param name="Whole">The expression that would be written otherwise if the value were stable: with its conversion to text, or a part of a text.</param>
/// <param name="IsPart">Whether other text is around it.</param>
internal sealed record GeneratedValue(IOperation Generator, IOperation Whole, bool IsPart);

/// <summary>Is a value made up on the spot?</summary>
internal static class GeneratedValues
{
    private const int Hops = 3;

    private static readonly (string Type, string[] Members)[] Generators =
    [
        ("System.Guid", ["NewGuid", "CreateVersion7"]), ("System.Random", ["Next", "NextInt64", "NextDouble"]), ("System.Security.Cryptography.RandomNumberGenerator", ["GetInt32", "GetHexString", "GetString", "GetBytes"]),
        ("System.IO.Path", ["GetRandomFileName"]), ("MassTransit.NewId", ["Next", "NextGuid", "NextSequentialGuid"]), ("System.Ulid", ["NewUlid"]),
    ];

    public static bool IsGenerator(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { ContainingType: { } type, Name: var name } } => Generators.Any(row => row.Members.Contains(name) && type.Is(row.Type)),
        IPropertyReferenceOperation { Property: { Name: "Ticks", ContainingType.Name: "DateTime" or "DateTimeOffset" }, Instance: { } clock } => clock.Unwrap() is IPropertyReferenceOperation { Property.Name: "Now" or "UtcNow" },
        _ => false,
    };

    /// <summary>The same of a local that others get, too.</summary>
    public static bool IsMadeUp(IOperation? value) => value is not null && In(value.Unwrap() is ILocalReferenceOperation local && Origins.NeverAnother(local) is { } initial ? initial : value) is not null;

    /// <summary>Through locals that nothing else keeps; null for a value that is looked up first, or kept for the next time.</summary>
    public static GeneratedValue? In(IOperation value, int hops = Hops)
    {
        value = value.Unwrap();
        switch (value)
        {
            case ILocalReferenceOperation local when hops > 0:
                return !IsKept(local) && Origins.InitialValue(local) is { } initial ? In(initial, hops - 1) : null;
            case IInterpolatedStringOperation text:
                return text.Parts.OfType<IInterpolationOperation>().Select(part => In(part.Expression, 0)).FirstOrDefault(found => found is not null) is { } part ? part with { IsPart = true } : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return (In(sum.LeftOperand, 0) ?? In(sum.RightOperand, 0)) is { } operand ? operand with { IsPart = true } : null;
            case IInvocationOperation { TargetMethod.Name: "ToString" or "Replace" or "ToUpperInvariant" or "ToLowerInvariant" or "Substring", Instance: { } inner } when !IsGenerator(value):
                return In(inner, hops) is { } converted ? inner.Unwrap() is ILocalReferenceOperation ? converted : converted with { Whole = value } : null;
            default:
                return IsGenerator(value) ? new(value, value, IsPart: false) : null;
        }
    }

    /// <summary>Written to again, put into something that lasts, or given to other code than a log.</summary>
    private static bool IsKept(ILocalReferenceOperation local) => VariableUses.Of(local.Local, local).Any(use => use != local && use.Parent switch
    {
        IAssignmentOperation => true,
        IArgumentOperation { Parent: IInvocationOperation call } => LogCall.At(call) is null,
        IArgumentOperation => true,
        _ => false,
    });
}
