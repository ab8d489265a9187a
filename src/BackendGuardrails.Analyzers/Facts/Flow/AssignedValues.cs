using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>What does the code of this compilation put into a field, property or event?</summary>
internal sealed class AssignedValues(SourceNames names, SymbolUses uses)
{
    private static readonly Func<SimpleNameSyntax, bool> IsAssigned = static name => name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.Left.Span.Contains(name.Span);

    /// <summary>What it is declared with, and what is assigned to it or added to it anywhere.</summary>
    public IEnumerable<IOperation> To(ISymbol member, CancellationToken cancellationToken)
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

    private static ExpressionSyntax? InitializerOf(ISymbol member, CancellationToken cancellationToken) => member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
        _ => null,
    };
}
