using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Makes the column jsonb. The model names its type elsewhere.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6015JsonColumnCodeFix))]
public sealed class BG6015JsonColumnCodeFix() : TextCodeFix(BG6015JsonColumnAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.Properties.ContainsKey(OperationReports.HereKey) && node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().FirstOrDefault() is { Token: { Text: "\"json\"" or "\"json[]\"" } token } literal && node.Span == literal.Span)
            yield return new("Use jsonb", null, new[] { new TextChange(token.Span, token.Text.Replace("json", "jsonb")) });
    }
}
