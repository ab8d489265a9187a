using BackendGuardrails.Facts.Data.Indexes;

namespace BackendGuardrails.Queries;

/// <summary>Compares the column alone: with a range, with the other side computed, or without what both sides are turned into.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1011PredicateDefeatsIndexCodeFix))]
public sealed class BG1011PredicateDefeatsIndexCodeFix() : GuardrailCodeFix(BG1011PredicateDefeatsIndexAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG1011PredicateDefeatsIndexAnalyzer.Rewrite, out var name) || !Enum.TryParse<ColumnRewrite>(name, out var rewrite) || ColumnComparison.Of(diagnostic, node) is not { } comparison
            || comparison.Rewritten(rewrite) is not var (title, text))
            return;
        var code = comparison.Whole;
        var old = code.Parent is ParenthesizedExpressionSyntax { Parent: not ParenthesizedExpressionSyntax } around && !text.Contains("&&") ? around : (ExpressionSyntax)code;
        Register(context, diagnostic, title, cancellationToken => context.Document.ReplaceAsync(old, DocumentEdits.Expression(text).WithTriviaFrom(old), cancellationToken));
    }
}
