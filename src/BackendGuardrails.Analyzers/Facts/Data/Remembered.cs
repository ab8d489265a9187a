using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>What is done the first time and kept: <c>_rates ??= await …</c>, <c>if (_rates is null) _rates = …</c>, a cache with one key.</summary>
internal static class Remembered
{
    /// <summary>Code of a method that does not run again when the method is called again.</summary>
    public static bool IsAtMostOnce(IOperation operation) => operation switch
    {
        ICoalesceAssignmentOperation assignment => assignment.Target is IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true },
        IConditionalOperation { WhenFalse: null } branch => TestedForNothing(branch.Condition) is IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true } && Assigns(branch.WhenTrue, TestedForNothing(branch.Condition)!),
        IInvocationOperation { TargetMethod.Name: "GetOrCreate" or "GetOrCreateAsync" or "GetOrAdd" or "GetOrSet" or "GetOrSetAsync" or "GetOrAddAsync" } call =>
            KeyOf(call) is { } key && !key.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation or ILocalReferenceOperation),
        _ => false,
    };

    /// <summary>The variable in <c>x is null</c>, <c>x == null</c> and <c>!_isLoaded</c>.</summary>
    public static IOperation? TestedForNothing(IOperation condition) => condition.Unwrap() switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test => test.Value.Unwrap(),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test when test.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: null } => test.LeftOperand.Unwrap(),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negated => negated.Operand.Unwrap(),
        _ => null,
    };

    /// <summary>What a cache or a memo is asked by.</summary>
    public static IOperation? KeyOf(IInvocationOperation call) =>
        (call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "key" or "item" or "value")
            ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.TypeKind != TypeKind.Delegate && argument.Value != call.Receiver()))?.Value.Unwrap();

    public static bool Assigns(IOperation code, IOperation variable) =>
        SymbolOf(variable) is { } symbol && code.DescendantsAndSelf().OfType<IAssignmentOperation>().Any(assignment => SymbolEqualityComparer.Default.Equals(SymbolOf(assignment.Target), symbol));

    public static ISymbol? SymbolOf(IOperation? variable) => variable?.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Property,
        _ => null,
    };
}
