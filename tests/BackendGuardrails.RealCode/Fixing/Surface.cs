using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>What other files see of a file: its declarations without their bodies. Only where it changes can a change break another file.</summary>
internal static class Surface
{
    /// <summary>The names of the declarations that one file has and the other has not.</summary>
    public static IEnumerable<string> ChangedNames(SyntaxNode? before, SyntaxNode? after)
    {
        var (old, changed) = (Of(before).ToList(), Of(after).ToList());
        var (oldTexts, newTexts) = (old.Select(part => part.Text).ToHashSet(), changed.Select(part => part.Text).ToHashSet());
        return old.Where(part => !newTexts.Contains(part.Text)).Concat(changed.Where(part => !oldTexts.Contains(part.Text))).Select(part => part.Name).Distinct();
    }

    private static IEnumerable<(string Text, string Name)> Of(SyntaxNode? root) =>
        from member in (root?.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax) ?? []).OfType<MemberDeclarationSyntax>()
        where member is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax)
        let type = member.Parent is BaseTypeDeclarationSyntax outer ? outer.Identifier.Text : ""
        from name in NamesOf(member).Append(type).Where(name => name.Length > 0)
        select ($"{type}.{Declaration(member)}", name);

    private static string Declaration(MemberDeclarationSyntax member)
    {
        var end = member switch
        {
            TypeDeclarationSyntax { OpenBraceToken: { RawKind: not 0 } brace } => brace.SpanStart,
            BaseMethodDeclarationSyntax method => (method.Body ?? (SyntaxNode?)method.ExpressionBody)?.SpanStart,
            PropertyDeclarationSyntax property => (property.ExpressionBody ?? (SyntaxNode?)property.Initializer)?.SpanStart,
            _ => null,
        };
        return string.Join(' ', member.DescendantTokens().Where(token => token.SpanStart < (end ?? member.Span.End)).Select(token => token.Text));
    }

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        MethodDeclarationSyntax method => [method.Identifier.Text],
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        DelegateDeclarationSyntax type => [type.Identifier.Text],
        EventDeclarationSyntax happening => [happening.Identifier.Text],
        _ => [],
    };
}
