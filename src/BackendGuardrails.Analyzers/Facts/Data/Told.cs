using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>The constants that a method is called with, and what its code does not do because of them.</summary>
internal sealed class Told
{
    private readonly ImmutableDictionary<ISymbol, object?> _constants;

    private Told(ImmutableDictionary<ISymbol, object?> constants) => _constants = constants;

    /// <summary>Written at the call, left to the default of the parameter, or handed on from what the caller was told.</summary>
    public static Told By(IOperation call, IMethodSymbol method, Told? caller)
    {
        var constants = ImmutableDictionary.CreateBuilder<ISymbol, object?>(SymbolEqualityComparer.Default);
        var arguments = call switch
        {
            IInvocationOperation { TargetMethod.Parameters: var parameters } invocation when parameters.Length == method.Parameters.Length => invocation.Arguments,
            IObjectCreationOperation { Constructor.Parameters: var parameters } creation when parameters.Length == method.Parameters.Length => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.None, IsParams: false } parameter && Known(argument.Value, caller) is { HasValue: true, Value: var value })
                constants[method.Parameters[parameter.Ordinal]] = value;
        }

        return new(constants.ToImmutable());
    }

    /// <summary>The code stands behind a question whose answer is known, and it is the other one.</summary>
    public bool Forbids(IOperation code)
    {
        if (_constants.IsEmpty)
            return false;
        var inner = code;
        for (var outer = code.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            var isForbidden = outer switch
            {
                IConditionalOperation branch when inner == branch.WhenTrue => Answer(branch.Condition) == false,
                IConditionalOperation branch when inner == branch.WhenFalse => Answer(branch.Condition) == true,
                IWhileLoopOperation { Condition: { } condition } loop when inner == loop.Body => Answer(condition) == false,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when inner == both.RightOperand => Answer(both.LeftOperand) == false,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when inner == either.RightOperand => Answer(either.LeftOperand) == true,
                IBlockOperation block => block.Operations.TakeWhile(earlier => earlier != inner).Any(IsWayOut),
                _ => false,
            };
            if (isForbidden)
                return true;
        }

        return false;
    }

    /// <summary>if (!save) return;</summary>
    private bool IsWayOut(IOperation statement) =>
        statement is IConditionalOperation { WhenFalse: null, WhenTrue: var leave } guard && Leaves(leave) && Answer(guard.Condition) == true;

    private static bool Leaves(IOperation statement) => statement switch
    {
        IBlockOperation { Operations: { IsEmpty: false } inner } => Leaves(inner[inner.Length - 1]),
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
        _ => false,
    };

    /// <summary>Null where it is not known.</summary>
    private bool? Answer(IOperation question) => question.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: bool answer } } => answer,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var other } => !Answer(other),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both => And(Answer(both.LeftOperand), Answer(both.RightOperand)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either => !And(!Answer(either.LeftOperand), !Answer(either.RightOperand)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } test => AreSame(test.LeftOperand, test.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } test => !AreSame(test.LeftOperand, test.RightOperand),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } test => AreSame(test.Value, constant),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value: var constant } } } test => !AreSame(test.Value, constant),
        IPropertyReferenceOperation { Property.Name: "HasValue", Instance: { } value } when Of(value) is { HasValue: true, Value: var known } => known is not null,
        IInvocationOperation { TargetMethod.Name: ("IsNullOrEmpty" or "IsNullOrWhiteSpace") and var name, Arguments: { Length: > 0 } asked } when Of(asked[0].Value) is { HasValue: true, Value: var known } => known switch
        {
            null => true,
            string text => name == "IsNullOrEmpty" ? text.Length == 0 : string.IsNullOrWhiteSpace(text),
            _ => null,
        },
        var flag => Of(flag) is { HasValue: true, Value: bool answer } ? answer : null,
    };

    private static bool? And(bool? one, bool? other) => one == false || other == false ? false : one == true && other == true ? true : null;

    private bool? AreSame(IOperation one, IOperation other) => Of(one) is { HasValue: true, Value: var left } && Of(other) is { HasValue: true, Value: var right } ? Equals(left, right) : null;

    private Optional<object?> Of(IOperation value) => Known(value, this);

    private static Optional<object?> Known(IOperation value, Told? told)
    {
        var given = value.Unwrap();
        if (given.ConstantValue.HasValue)
            return given.ConstantValue;
        if (given is IDefaultValueOperation { Type.IsReferenceType: true })
            return new(null);
        return given is IParameterReferenceOperation { Parameter: var parameter } && told is not null && told._constants.TryGetValue(parameter, out var known) && !IsWritten(parameter, given) ? new(known) : default;
    }

    private static bool IsWritten(IParameterSymbol parameter, IOperation use) => use.MemberBody().DescendantsAndSelf().Any(operation => operation switch
    {
        IAssignmentOperation { Target: IParameterReferenceOperation target } => IsBefore(target, parameter, use),
        IIncrementOrDecrementOperation { Target: IParameterReferenceOperation counter } => IsBefore(counter, parameter, use),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: IParameterReferenceOperation argument } => IsBefore(argument, parameter, use),
        _ => false,
    });

    /// <summary>Earlier in the code, or later in a loop around both.</summary>
    private static bool IsBefore(IParameterReferenceOperation write, IParameterSymbol parameter, IOperation use) =>
        SymbolEqualityComparer.Default.Equals(write.Parameter, parameter)
        && (write.Syntax.SpanStart < use.Syntax.SpanStart || use.Ancestors().Any(outer => outer is ILoopOperation && outer.Syntax.Span.Contains(write.Syntax.Span)));
}
