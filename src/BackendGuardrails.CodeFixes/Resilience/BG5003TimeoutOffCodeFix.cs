using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Resilience;

/// <summary>Sets a limit: instead of the value, or of the digit in a connection string.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG5003TimeoutOffCodeFix))]
public sealed class BG5003TimeoutOffCodeFix() : GuardrailCodeFix(BG5003TimeoutOffAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG5003TimeoutOffAnalyzer.Replacement, out var replacement) || replacement is null)
            return;
        var title = $"Set the timeout to {new string(replacement.Where(char.IsDigit).ToArray())} seconds";
        if (diagnostic.AdditionalLocations.FirstOrDefault() is { } digits)
        {
            if (digits.SourceTree == node.SyntaxTree)
                Register(context, diagnostic, title, cancellationToken => RewriteAsync(context.Document, digits.SourceSpan, replacement, cancellationToken));
        }
        else if (node is ExpressionSyntax value)
        {
            Register(context, diagnostic, title, cancellationToken =>
                context.Document.ReplaceAsync(value, DocumentEdits.Expression(replacement).WithTriviaFrom(value), cancellationToken));
        }
    }

    private static async Task<Document> RewriteAsync(Document document, TextSpan span, string replacement, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.Replace(span, replacement));
    }
}
