using Microsoft.CodeAnalysis.Text;
using Texted = BackendGuardrails.Api.BG3005ErrorBodyAnalyzer;

namespace BackendGuardrails.Api;

/// <summary><c>BadRequest("…")</c> → <c>Problem(detail: "…", statusCode: StatusCodes.Status400BadRequest)</c></summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3005ErrorBodyCodeFix))]
public sealed class BG3005ErrorBodyCodeFix() : GuardrailCodeFix(Texted.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        diagnostic.Properties.TryGetValue(Texted.Factory, out var factory);
        diagnostic.Properties.TryGetValue(Texted.Status, out var status);
        if (factory is null || status is null || node is not ExpressionSyntax answer || diagnostic.OtherNodeIn(node.SyntaxTree) is not { } detail || !answer.Span.Contains(detail.Span))
            return;
        if (CommentsOf(answer) > CommentsOf(detail))
            return;
        var text = $"{factory}(detail: {detail.WithoutTrivia()}, statusCode: {status})";
        Register(context, diagnostic, "Answer with a problem", cancellationToken => context.Document.ReplaceAsync(answer, DocumentEdits.Expression(text).WithTriviaFrom(answer), cancellationToken));
    }

    /// <summary>What is said about other parts of the answer would be lost.</summary>
    private static int CommentsOf(SyntaxNode node) => node.DescendantTrivia().Count(trivia => node.Span.Contains(trivia.Span) && trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);
}
