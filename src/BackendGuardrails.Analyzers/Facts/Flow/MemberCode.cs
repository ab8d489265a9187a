using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Where is code in a file, and whose? By the text alone.</summary>
internal static class MemberCode
{
    /// <summary>Declarations that have code, and all the code of each.</summary>
    public static IEnumerable<(SyntaxNode Declaration, IEnumerable<SyntaxNode> Codes)> In(SyntaxNode root)
    {
        if (root is CompilationUnitSyntax unit && unit.Members.Any(member => member is GlobalStatementSyntax))
            yield return (unit, [unit]);
        foreach (var node in DeclarationsIn(root))
        {
            foreach (var found in Of(node))
                yield return found;
        }
    }

    /// <summary>Classes, structures and interfaces, also inside of others.</summary>
    public static IEnumerable<TypeDeclarationSyntax> TypesIn(SyntaxNode root) => DeclarationsIn(root).OfType<TypeDeclarationSyntax>();

    private static IEnumerable<SyntaxNode> DeclarationsIn(SyntaxNode root)
    {
        var open = new Stack<SyntaxNode>();
        open.Push(root);
        while (open.Count > 0)
        {
            var node = open.Pop();
            yield return node;
            foreach (var member in MembersOf(node).Reverse())
                open.Push(member);
        }
    }

    private static IEnumerable<MemberDeclarationSyntax> MembersOf(SyntaxNode node) => node switch
    {
        CompilationUnitSyntax unit => unit.Members,
        BaseNamespaceDeclarationSyntax space => space.Members,
        EnumDeclarationSyntax declared => declared.Members,
        TypeDeclarationSyntax type => type.Members,
        _ => [],
    };

    private static IEnumerable<(SyntaxNode, IEnumerable<SyntaxNode>)> Of(SyntaxNode node) => node switch
    {
        ConstructorDeclarationSyntax constructor => [(constructor, [.. DefaultsOf(constructor.ParameterList), .. Given(constructor.Initializer), .. Given((SyntaxNode?)constructor.Body ?? constructor.ExpressionBody)])],
        BaseMethodDeclarationSyntax method => [(method, [.. DefaultsOf(method.ParameterList), .. Given((SyntaxNode?)method.Body ?? method.ExpressionBody)])],
        PropertyDeclarationSyntax property => [.. OfAccessors(property, property.ExpressionBody), (property, Given(property.Initializer))],
        IndexerDeclarationSyntax indexer => OfAccessors(indexer, indexer.ExpressionBody),
        BasePropertyDeclarationSyntax other => OfAccessors(other, null),
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => ((SyntaxNode)variable, Given(variable.Initializer))),
        EnumMemberDeclarationSyntax member => [(member, Given(member.EqualsValue))],
        TypeDeclarationSyntax type => [(type, [.. DefaultsOf(ParametersOf(type)), .. Given(type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault())])],
        _ => [],
    };

    private static IEnumerable<(SyntaxNode, IEnumerable<SyntaxNode>)> OfAccessors(BasePropertyDeclarationSyntax property, ArrowExpressionClauseSyntax? arrow) => arrow is not null
        ? [(property, [arrow])]
        : property.AccessorList?.Accessors.Select(accessor => ((SyntaxNode)accessor, Given((SyntaxNode?)accessor.Body ?? accessor.ExpressionBody))) ?? [];

    /// <summary>Found as a child: classes have theirs in another place in each version of the compiler.</summary>
    private static ParameterListSyntax? ParametersOf(TypeDeclarationSyntax type) => type.ChildNodes().OfType<ParameterListSyntax>().FirstOrDefault();

    private static IEnumerable<SyntaxNode> DefaultsOf(ParameterListSyntax? parameters) => parameters is null ? [] : parameters.Parameters.Select(parameter => parameter.Default).OfType<SyntaxNode>();

    private static IEnumerable<SyntaxNode> Given(SyntaxNode? code) => code is null ? [] : [code];
}
