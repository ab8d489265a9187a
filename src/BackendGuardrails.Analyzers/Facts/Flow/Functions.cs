using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>What does the function do that a value of delegate type stands for: a lambda, a method group, or a local, field or property that holds one?</summary>
internal sealed class Functions(SourceNames names)
{
    private const int MaxDepth = 4;

    /// <summary>The values an expression may have, as they are written: both arms of a conditional, each arm of a switch expression.</summary>
    public static IEnumerable<IOperation> Alternatives(IOperation value)
    {
        value = value.Unwrap();
        return value switch
        {
            IConditionalOperation { WhenFalse: { } otherwise } either => Alternatives(either.WhenTrue).Concat(Alternatives(otherwise)),
            ICoalesceOperation either => Alternatives(either.Value).Concat(Alternatives(either.WhenNull)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Alternatives(arm.Value)),
            _ => new[] { value },
        };
    }

    /// <summary>The value behind a local, field or property that is never anything else; otherwise the operation itself. What overrides may be overridden.</summary>
    public IOperation Resolve(IOperation value, CancellationToken cancellationToken)
    {
        value = value.Unwrap();
        for (var depth = 0;
            depth < MaxDepth && value is not IPropertyReferenceOperation { Property.IsOverride: true } && Origins.Behind(value, names, cancellationToken) is { } source;
            depth++)
            value = source.Unwrap();
        return value;
    }

    /// <summary>Every way out of the function is <c>return true</c>. A function that can throw rejects in its own way.</summary>
    public bool AlwaysReturnsTrue(IOperation function, CancellationToken cancellationToken) => AlwaysReturnsTrue(function, MaxDepth, cancellationToken);

    /// <summary>What the function returns; empty when its body cannot be seen.</summary>
    public ImmutableArray<IOperation> Returns(IOperation function, CancellationToken cancellationToken) =>
        BodyOf(function, cancellationToken) is { } body ? ReturnsOf(body) : ImmutableArray<IOperation>.Empty;

    /// <summary>The body of a lambda or of a method in this compilation; null for what cannot be seen or may be overridden.</summary>
    public IOperation? BodyOf(IOperation function, CancellationToken cancellationToken) => Resolve(function, cancellationToken) switch
    {
        IAnonymousFunctionOperation lambda => lambda.Body,
        IMethodReferenceOperation reference => BodyOf(reference.Method, cancellationToken),
        _ => null,
    };

    public IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed ? null : Bodies.CodeOf(method, names, cancellationToken);

    private bool AlwaysReturnsTrue(IOperation function, int depth, CancellationToken cancellationToken) =>
        BodyOf(function, cancellationToken) is { } body && AlwaysTrueBody(body, depth, cancellationToken);

    private bool AlwaysTrueBody(IOperation body, int depth, CancellationToken cancellationToken)
    {
        var returns = ReturnsOf(body);
        return !returns.IsEmpty
            && returns.All(value => IsAlwaysTrue(value, depth, cancellationToken))
            && !body.Executed().Any(operation => operation is IThrowOperation);
    }

    private bool IsAlwaysTrue(IOperation value, int depth, CancellationToken cancellationToken)
    {
        value = value.Unwrap();
        if (depth == 0 || value.ConstantValue.HasValue)
            return value.IsConstant(true);
        return value switch
        {
            IConditionalOperation { WhenFalse: { } otherwise } either =>
                IsAlwaysTrue(either.WhenTrue, depth - 1, cancellationToken) && IsAlwaysTrue(otherwise, depth - 1, cancellationToken),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either =>
                IsAlwaysTrue(either.LeftOperand, depth - 1, cancellationToken) || IsAlwaysTrue(either.RightOperand, depth - 1, cancellationToken),
            ILocalReferenceOperation local => Origins.Behind(local, names, cancellationToken) is { } source && IsAlwaysTrue(source, depth - 1, cancellationToken),
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } => false,
            IInvocationOperation call => BodyOf(call.TargetMethod, cancellationToken) is { } body && AlwaysTrueBody(body, depth - 1, cancellationToken),
            _ => false,
        };
    }

    private static ImmutableArray<IOperation> ReturnsOf(IOperation body) => body.Executed()
        .OfType<IReturnOperation>()
        .Where(exit => exit is { Kind: OperationKind.Return, ReturnedValue: not null })
        .Select(exit => exit.ReturnedValue!)
        .ToImmutableArray();
}
