using BackendGuardrails.Facts.Data.Queries.Idle;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Takes the Include out of the chain, with its ThenIncludes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1022IdleIncludeCodeFix))]
public sealed class BG1022IdleIncludeCodeFix() : GuardrailCodeFix(BG1022IdleIncludeAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(IncludeRemoval.Key, out var how) || diagnostic.OtherNodeIn(node.SyntaxTree) is not InvocationExpressionSyntax last
            || node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { } first || Change(first, last, how!) is not { } change)
            return;
        var what = last.Expression is MemberAccessExpressionSyntax end && end == first ? $"the {first.Name.Identifier.ValueText}" : "the Include and what is included behind it";
        Register(context, diagnostic, $"Remove {what}", _ => Task.FromResult(context.Document.WithText(node.SyntaxTree.GetText().WithChanges(change))));
    }

    /// <summary>Null where a comment would be lost.</summary>
    private static TextChange? Change(MemberAccessExpressionSyntax first, InvocationExpressionSyntax last, string how)
    {
        var removed = TextSpan.FromBounds(first.OperatorToken.SpanStart, last.Span.End);
        if (last.DescendantTrivia().Any(trivia => removed.Contains(trivia.Span) && Removals.IsComment(trivia)))
            return null;
        var text = first.SyntaxTree.GetText();
        return how switch
        {
            IncludeRemoval.Calls => Removals.Calls(text, first, last),
            IncludeRemoval.CallsOfVariable => new TextChange(removed, ".AsQueryable()"),
            IncludeRemoval.Statement when last.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } statement => new TextChange(Removals.StatementExtent(text, statement), ""),
            _ => null,
        };
    }
}
