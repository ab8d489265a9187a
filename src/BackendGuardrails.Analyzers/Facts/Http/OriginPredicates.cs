using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Http;

/// <summary>Does a predicate let in whoever names an origin: always true, or only asking whether there is one and whether it looks like an address?</summary>
internal sealed class OriginPredicates(Functions functions)
{
    private static readonly string[] Schemes = ["http", "https", "http://", "https://"];

    public bool AcceptsAnybody(IOperation predicate, CancellationToken cancellationToken) =>
        functions.AlwaysReturnsTrue(predicate, cancellationToken) || functions.Returns(predicate, cancellationToken) is { IsEmpty: false } returns && returns.All(Judges) && returns.Any(value => !value.IsConstant(false));

    /// <summary>True or false, decided by nothing but whether there is an origin.</summary>
    private static bool Judges(IOperation value) =>
        (value.Unwrap().ConstantValue is { HasValue: true, Value: bool } || AsksWhetherThereIsOne(value))
        && value.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)).OfType<IConditionalOperation>().All(choice => AsksWhetherThereIsOne(choice.Condition));

    private static bool AsksWhetherThereIsOne(IOperation condition) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => AsksWhetherThereIsOne(not.Operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => AsksWhetherThereIsOne(both.LeftOperand) && AsksWhetherThereIsOne(both.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => IsOrigin(comparison.LeftOperand) && IsNothing(comparison.RightOperand),
        IBinaryOperation { LeftOperand: IPropertyReferenceOperation { Property.Name: "Length", Instance: { } text } } length => IsOrigin(text) && length.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: 0 },
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var nothing } } } test => IsOrigin(test.Value) && IsNothing(nothing),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var nothing } } test => IsOrigin(test.Value) && IsNothing(nothing),
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } } call => IsOrigin(call.Arguments[0].Value),
        IInvocationOperation { TargetMethod: { Name: "TryCreate" or "IsWellFormedUriString" } method } call => method.ContainingType.Is("System.Uri") && IsOrigin(call.Arguments[0].Value),
        IInvocationOperation { TargetMethod.Name: "StartsWith", Instance: { } text } call => IsOrigin(text) && call.Arguments[0].Value.ConstantValue.Value is string beginning && Schemes.Contains(beginning),
        _ => false,
    };

    private static bool IsOrigin(IOperation value) => value.Unwrap() is IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String };

    private static bool IsNothing(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: null or "" };
}
