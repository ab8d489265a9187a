using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Which functions may a delegate stand for: lambdas, local functions and methods, also through locals, fields, properties, events and Lazy?</summary>
internal sealed class HeldFunctions(SourceNames names, SymbolUses uses)
{
    private const int Hops = 4;

    public IEnumerable<IMethodSymbol> In(IOperation value, CancellationToken cancellationToken) => In(value, Hops, cancellationToken);

    private IEnumerable<IMethodSymbol> In(IOperation value, int hops, CancellationToken cancellationToken)
    {
        if (hops == 0)
            yield break;
        foreach (var alternative in Functions.Alternatives(value))
        {
            switch (alternative)
            {
                case IAnonymousFunctionOperation lambda:
                    yield return lambda.Symbol;
                    break;
                case IConditionalAccessInstanceOperation when alternative.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault(access => access.WhenNotNull.Syntax.Span.Contains(alternative.Parent!.Syntax.Span)) is { } access:
                    foreach (var function in In(access.Operation, hops - 1, cancellationToken))
                        yield return function;
                    break;
                case IMethodReferenceOperation reference:
                    yield return reference.Method;
                    break;
                case IObjectCreationOperation { Type.Name: "Lazy" or "AsyncLazy", Arguments: var arguments }:
                    foreach (var function in arguments.Where(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate).SelectMany(argument => In(argument.Value, hops - 1, cancellationToken)))
                        yield return function;
                    break;
                case ILocalReferenceOperation local when Origins.InitialValue(local) is { } initial:
                    foreach (var function in In(initial, hops - 1, cancellationToken))
                        yield return function;
                    break;
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol or IEventSymbol } member:
                    foreach (var function in AssignedTo(member.Member.OriginalDefinition, cancellationToken).SelectMany(assigned => In(assigned, hops - 1, cancellationToken)))
                        yield return function;
                    break;
            }
        }
    }

    /// <summary>What the code of this compilation puts into a field, property or event.</summary>
    private IEnumerable<IOperation> AssignedTo(ISymbol member, CancellationToken cancellationToken)
    {
        if (InitializerOf(member, cancellationToken) is { } initializer && names.ModelOf(initializer.SyntaxTree)?.GetOperation(initializer, cancellationToken) is { } initial)
            yield return initial;
        foreach (var name in uses.Of(member, IsAssigned, cancellationToken))
        {
            var assignment = name.FirstAncestorOrSelf<AssignmentExpressionSyntax>()!;
            if (names.ModelOf(name.SyntaxTree)?.GetOperation(assignment.Right, cancellationToken) is { } value)
                yield return value;
        }
    }

    private static readonly Func<SimpleNameSyntax, bool> IsAssigned = static name => name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.Left.Span.Contains(name.Span);

    private static ExpressionSyntax? InitializerOf(ISymbol member, CancellationToken cancellationToken) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
        _ => null,
    };
}
