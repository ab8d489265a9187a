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

    /// <summary>The value behind a local, read-only field or get-only property that is never anything else; otherwise the operation itself.</summary>
    public IOperation Resolve(IOperation value, CancellationToken cancellationToken)
    {
        value = value.Unwrap();
        for (var depth = 0; depth < MaxDepth && SourceOf(value, cancellationToken) is { } source; depth++)
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

    /// <summary>What runs in the body itself, without the functions declared in it.</summary>
    public static IEnumerable<IOperation> OwnOperations(IOperation body)
    {
        yield return body;
        foreach (var child in body.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;
            foreach (var operation in OwnOperations(child))
                yield return operation;
        }
    }

    public IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed)
            return null;
        var syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        if (syntax is null || names.ModelOf(syntax.SyntaxTree)?.GetOperation(syntax, cancellationToken) is not { } declaration)
            return null;
        return declaration switch
        {
            ILocalFunctionOperation function => function.Body,
            IMethodBodyOperation member => member.BlockBody ?? member.ExpressionBody,
            _ => null,
        };
    }

    private bool AlwaysReturnsTrue(IOperation function, int depth, CancellationToken cancellationToken) =>
        BodyOf(function, cancellationToken) is { } body && AlwaysTrueBody(body, depth, cancellationToken);

    private bool AlwaysTrueBody(IOperation body, int depth, CancellationToken cancellationToken)
    {
        var returns = ReturnsOf(body);
        return !returns.IsEmpty
            && returns.All(value => IsAlwaysTrue(value, depth, cancellationToken))
            && !OwnOperations(body).Any(operation => operation is IThrowOperation);
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
            ILocalReferenceOperation local => SourceOf(local, cancellationToken) is { } source && IsAlwaysTrue(source, depth - 1, cancellationToken),
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } => false,
            IInvocationOperation call => BodyOf(call.TargetMethod, cancellationToken) is { } body && AlwaysTrueBody(body, depth - 1, cancellationToken),
            _ => false,
        };
    }

    private static ImmutableArray<IOperation> ReturnsOf(IOperation body) => OwnOperations(body)
        .OfType<IReturnOperation>()
        .Where(exit => exit is { Kind: OperationKind.Return, ReturnedValue: not null })
        .Select(exit => exit.ReturnedValue!)
        .ToImmutableArray();

    private IOperation? SourceOf(IOperation value, CancellationToken cancellationToken) => value switch
    {
        ILocalReferenceOperation local => OnlyValueOf(local),
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } => InitializerOf(field, cancellationToken),
        IPropertyReferenceOperation { Property: { SetMethod: null, IsVirtual: false, IsAbstract: false, IsOverride: false } property } => ValueOf(property, cancellationToken),
        _ => null,
    };

    /// <summary>What a local is declared with, when nothing else is ever assigned to it.</summary>
    private static IOperation? OnlyValueOf(ILocalReferenceOperation reference)
    {
        var syntax = reference.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (syntax is null || syntax.SyntaxTree != reference.Syntax.SyntaxTree
            || reference.SemanticModel?.GetOperation(syntax) is not IVariableDeclaratorOperation declarator
            || declarator.GetVariableInitializer()?.Value is not { } value)
            return null;
        var root = declarator.Ancestors().LastOrDefault(ancestor => ancestor is IBlockOperation) ?? declarator;
        return root.Descendants().Any(operation => IsWriteTo(operation, reference.Local)) ? null : value;
    }

    private static bool IsWriteTo(IOperation operation, ILocalSymbol local) => operation switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation target } => Same(target.Local, local),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation target } => Same(target.Local, local),
        _ => false,
    };

    private IOperation? InitializerOf(IFieldSymbol field, CancellationToken cancellationToken) =>
        field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? names.ModelOf(value.SyntaxTree)?.GetOperation(value, cancellationToken)
            : null;

    private IOperation? ValueOf(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not PropertyDeclarationSyntax syntax)
            return null;
        var value = syntax.ExpressionBody?.Expression ?? syntax.Initializer?.Value;
        return value is null ? null : names.ModelOf(value.SyntaxTree)?.GetOperation(value, cancellationToken);
    }

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
