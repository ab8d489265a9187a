using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Small questions about one operation that several rules ask.</summary>
internal static class Operations
{
    /// <summary>The operation without the conversions and parentheses around it.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                default:
                    return operation;
            }
        }
    }

    public static IEnumerable<IOperation> Ancestors(this IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
            yield return parent;
    }

    /// <summary>The lambda or local function around the operation; null directly in a member's body.</summary>
    public static IOperation? EnclosingFunction(this IOperation operation) =>
        operation.Ancestors().FirstOrDefault(ancestor => ancestor is IAnonymousFunctionOperation or ILocalFunctionOperation);

    /// <summary>The lambda, local function or member that the operation is written in.</summary>
    public static ISymbol? EnclosingSymbol(this IOperation operation, CancellationToken cancellationToken) =>
        operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart, cancellationToken);

    /// <summary>The member that the operation is written in, outside of all lambdas and local functions.</summary>
    public static ISymbol? EnclosingMember(this IOperation operation, CancellationToken cancellationToken)
    {
        var symbol = operation.EnclosingSymbol(cancellationToken);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        return symbol;
    }

    /// <summary>The receiver of a call, also of an extension method called as one.</summary>
    public static IOperation? Receiver(this IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value : null);

    public static IOperation? Argument(this IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;

    /// <summary>Whether the argument is written in the source, not filled in by the compiler.</summary>
    public static bool IsWritten(this IArgumentOperation argument) => argument.ArgumentKind != ArgumentKind.DefaultValue;

    public static bool IsConstant<T>(this IOperation operation, T value) =>
        operation.ConstantValue is { HasValue: true, Value: T constant } && EqualityComparer<T>.Default.Equals(constant, value);

    /// <summary><c>null</c>, also as the value of another type.</summary>
    public static bool IsNull(this IOperation operation) => operation.Unwrap().ConstantValue is { HasValue: true, Value: null };

    /// <summary>What is compared with null, on either side; null where neither is.</summary>
    public static IOperation? BesideNull(this IBinaryOperation comparison) =>
        comparison.RightOperand.IsNull() ? comparison.LeftOperand : comparison.LeftOperand.IsNull() ? comparison.RightOperand : null;

    /// <summary>The last name of <c>a.b.Name</c> and <c>?.Name</c>; other code as it is.</summary>
    public static SyntaxNode MemberName(this SyntaxNode code) => code switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => code,
    };

    /// <summary>The name a reader would point at: <c>Set</c> in <c>cache.Set(key, value)</c>, with its argument list when that is asked for.</summary>
    public static Location NameLocation(this IInvocationOperation call, bool withArguments = false)
    {
        if (call.Syntax is not InvocationExpressionSyntax syntax)
            return call.Syntax.GetLocation();
        var name = syntax.Expression.MemberName();
        return withArguments ? Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(name.SpanStart, syntax.Span.End)) : name.GetLocation();
    }
}
