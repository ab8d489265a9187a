using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Values;

/// <summary>Which piece of syntax has a control-flow graph of its own?</summary>
internal static class MemberSyntax
{
    public static readonly Func<SimpleNameSyntax, bool> Written = IsWritten;

    /// <summary>Where something is written, or what is read may be filled or called: <c>_parts.Add(x)</c>.</summary>
    public static readonly Func<SimpleNameSyntax, bool> WrittenOrUsed = MayWrite;

    public static SyntaxNode? Around(SyntaxNode code)
    {
        for (var node = code; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax:
                case ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax }:
                case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax }:
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } }:
                    return node;
                // The arguments for the base class of a class with parameters.
                case PrimaryConstructorBaseTypeSyntax:
                    return node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
                case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit }:
                    return unit;
                case TypeDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    public static bool HasBody(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null || method is ConstructorDeclarationSyntax { Initializer: not null },
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax => true,
        CompilationUnitSyntax => true,
        TypeDeclarationSyntax { BaseList.Types: var types } => types.Any(type => type is PrimaryConstructorBaseTypeSyntax),
        _ => false,
    };

    /// <summary>The method that the code belongs to, or the field or property that it gives its first value.</summary>
    public static ISymbol? OwnerOf(SyntaxNode root, SemanticModel model, CancellationToken cancellationToken) => root switch
    {
        ArrowExpressionClauseSyntax { Parent: { } property } => (model.GetDeclaredSymbol(property, cancellationToken) as IPropertySymbol)?.GetMethod,
        EqualsValueClauseSyntax { Parent: { } declared } => model.GetDeclaredSymbol(declared, cancellationToken),
        CompilationUnitSyntax unit => model.GetDeclaredSymbol(unit, cancellationToken),
        TypeDeclarationSyntax type => model.GetDeclaredSymbol(type, cancellationToken) is INamedTypeSymbol named
            ? named.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.Span == type.Span))
            : null,
        _ => model.GetDeclaredSymbol(root, cancellationToken),
    };

    /// <summary>The value that a field or property is declared with.</summary>
    public static EqualsValueClauseSyntax? InitializerOf(SyntaxNode? declaration) => declaration switch
    {
        VariableDeclaratorSyntax declarator => declarator.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    /// <summary>Whether a name stands where something is written to it: assigned, passed by reference, set in an initializer.</summary>
    public static bool IsWritten(SimpleNameSyntax name)
    {
        ExpressionSyntax expression = name;
        while (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression)
            expression = access;
        while (expression.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            expression = (ExpressionSyntax)expression.Parent;
        return expression.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == expression,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression) || prefix.IsKind(SyntaxKind.AddressOfExpression),
            PostfixUnaryExpressionSyntax => true,
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    private static bool MayWrite(SimpleNameSyntax name)
    {
        if (IsWritten(name))
            return true;
        SyntaxNode expression = name;
        while (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression)
            expression = access;
        return expression.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or InvocationExpressionSyntax
            or ReturnStatementSyntax or NameColonSyntax;
    }
}
