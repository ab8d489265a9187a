using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Takes an argument out of its list, with the comma that belongs to it.</summary>
internal static class ArgumentRemovals
{
    /// <summary>Null where a comment would go with it.</summary>
    public static TextChange? WithoutSeparator(this ArgumentSyntax argument)
    {
        if (argument.Parent is not ArgumentListSyntax { Arguments: var arguments } list)
            return null;
        var index = arguments.IndexOf(argument);
        var span = index > 0
            ? TextSpan.FromBounds(arguments[index - 1].Span.End, argument.Span.End)
            : TextSpan.FromBounds(argument.SpanStart, arguments.Count > 1 ? arguments[1].SpanStart : argument.Span.End);
        return list.DescendantTrivia(span).Any(trivia => span.Contains(trivia.Span) && (trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))) ? null : new(span, "");
    }
}
