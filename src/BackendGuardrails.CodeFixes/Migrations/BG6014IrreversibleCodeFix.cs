using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Lets Down throw, and say why.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6014IrreversibleCodeFix))]
public sealed class BG6014IrreversibleCodeFix() : TextCodeFix(BG6014IrreversibleAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG6014IrreversibleAnalyzer.Explanation, out var explanation) || explanation is null || node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            yield break;
        diagnostic.Properties.TryGetValue(BG6014IrreversibleAnalyzer.Import, out var import);
        var thrown = $"throw new NotSupportedException({SymbolDisplay.FormatLiteral(explanation, quote: true)});";
        if ((method.Identifier.ValueText == "Down" ? InDown(method, thrown) : NewDown(method, thrown)) is { } change)
            yield return new("Throw in Down", null, new[] { change }.Concat(node.SyntaxTree.Import(import)));
    }

    /// <summary>Behind the comments that are there.</summary>
    private static TextChange? InDown(MethodDeclarationSyntax down, string thrown)
    {
        if (down.Body is not { } body || body.Statements.Count > 0)
            return null;
        var inside = TextSpan.FromBounds(body.OpenBraceToken.Span.End, body.CloseBraceToken.SpanStart);
        var text = body.SyntaxTree.GetText().ToString(inside);
        if (!text.Contains('\n'))
            return text.Trim().Length == 0 ? new(inside, $" {thrown} ") : null;
        var (end, indentation) = (body.SyntaxTree.GetRoot().EndOfLine().ToString(), body.Indentation());
        return new(inside, $"{text.TrimEnd()}{end}{indentation}    {thrown}{end}{indentation}");
    }

    private static TextChange? NewDown(MethodDeclarationSyntax up, string thrown)
    {
        if (up.ParameterList.Parameters.Count != 1 || up.SharesItsLine())
            return null;
        var (end, indentation) = (up.SyntaxTree.GetRoot().EndOfLine().ToString(), up.Indentation());
        var documentation = up.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)) ? $"{indentation}/// <inheritdoc />{end}" : "";
        return new(new(up.Span.End, 0), $"{end}{end}{documentation}{indentation}{up.Modifiers} void Down{up.ParameterList}{end}{indentation}{{{end}{indentation}    {thrown}{end}{indentation}}}");
    }
}
