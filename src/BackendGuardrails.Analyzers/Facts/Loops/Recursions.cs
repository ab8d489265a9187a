using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Loops;

/// <summary>Does a method call itself, for the next row each time? Then its body is a loop.</summary>
internal sealed class Recursions(SourceNames names)
{
    /// <summary>Null where it does not, or only to try again or to turn the page: with a number that is one more or less.</summary>
    public Loop? Of(IMethodSymbol method, IOperation body, CancellationToken cancellationToken)
    {
        if (!method.CanBeReferencedByName || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
            return null;
        var model = body.SemanticModel;
        foreach (var name in names.FindIn(body.Syntax, method.Name, cancellationToken))
        {
            if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } syntax && syntax.Expression.MemberName() == name
                && model?.GetOperation(syntax, cancellationToken) is IInvocationOperation call && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, method.OriginalDefinition)
                && IsForOther(call, method, body, cancellationToken))
                return new(call, Repetition.PerItem, null, null);
        }

        return null;
    }

    private bool IsForOther(IInvocationOperation call, IMethodSymbol method, IOperation body, CancellationToken cancellationToken) =>
        call.Instance is null or IInstanceReferenceOperation
        && !call.Ancestors().Any(outer => outer is ICatchClauseOperation)
        && call.Arguments.Any(argument => Descends(argument, method, cancellationToken)) && !IsByLevel(call, body) && !call.Arguments.Any(argument => argument.Value.Descendants().Prepend(argument.Value).Any(IsStep));

    /// <summary>Something else is handed over than was received.</summary>
    private bool Descends(IArgumentOperation argument, IMethodSymbol method, CancellationToken cancellationToken) =>
        argument.IsWritten() && !argument.Value.ConstantValue.HasValue && argument.Parameter?.Type.Name != "CancellationToken"
        && argument.Value.Unwrap() is not IInstanceReferenceOperation && argument.Parameter?.Type.TypeKind is not (TypeKind.Interface or TypeKind.Delegate)
        && Origins.Of(argument.Value, names, cancellationToken) switch
        {
            IParameterReferenceOperation same => same.Parameter.ContainingSymbol.Name != method.Name,
            IInvocationOperation found => !found.Arguments.Any(key => IsKeyOf(key.Value.Unwrap(), argument.Parameter)),
            _ => true,
        };

    /// <summary>Find(row.Id): the same row, from elsewhere.</summary>
    private static bool IsKeyOf(IOperation value, IParameterSymbol? row) =>
        value is IPropertyReferenceOperation { Property.Name: "Id", Instance: { } owner } && owner.Unwrap() is IParameterReferenceOperation { Parameter: var parameter } && parameter.Ordinal == row?.Ordinal;

    /// <summary>LoadBelowAsync(childIds), where the query asks for all of them: <c>ids.Contains(row.ParentId)</c>. A tree is a few levels high.</summary>
    private static bool IsByLevel(IInvocationOperation call, IOperation body) => call.Arguments.Any(argument =>
        argument.Parameter is { Type: var type, Ordinal: var ordinal } && FewElements.IsSequence(type) && argument.Value.Unwrap() is not IParameterReferenceOperation
        && body.Descendants().Any(part => part is IInvocationOperation { TargetMethod.Name: "Contains" } asked && asked.Receiver()?.Unwrap() is IParameterReferenceOperation { Parameter: var keys } && keys.Ordinal == ordinal
            && SymbolEqualityComparer.Default.Equals(keys.ContainingSymbol, call.TargetMethod.OriginalDefinition) && part.Ancestors().Any(outer => outer is IAnonymousFunctionOperation))
        && !call.Ancestors().TakeWhile(outer => outer != body).Any(outer => outer is ILoopOperation));

    private static bool IsStep(IOperation value) =>
        value is IIncrementOrDecrementOperation
        || value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum && sum.RightOperand.ConstantValue is { HasValue: true, Value: int } && sum.LeftOperand.Type?.SpecialType == SpecialType.System_Int32;
}
