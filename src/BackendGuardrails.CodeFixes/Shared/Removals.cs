using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>
/// Takes an assignment or a call out of the code and leaves what is around it complete. Works on the text, so that comments stay where they are
/// and neighbors can go in one Fix All.
/// </summary>
internal static class Removals
{
    /// <summary>The document without the code; null when it cannot go, by what the diagnostic says (<see cref="Removal"/>) or by where it stands.</summary>
    public static Document? Without(this Document document, ExpressionSyntax code, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Removal.Key, out var how) && !code.ContainsDirectives
            ? document.With(Changes(code.SyntaxTree.GetText(), code, how == Removal.Whole), code)
            : null;

    /// <summary>The document without the last argument of a list.</summary>
    public static Document? WithoutLast(this Document document, ArgumentSyntax argument, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.ContainsKey(Removal.Key) || argument.Parent is not BaseArgumentListSyntax list || list.Arguments.Last() != argument || argument.ContainsDirectives)
            return null;
        var start = list.Arguments.Count == 1 ? argument.SpanStart : list.Arguments.GetSeparator(list.Arguments.Count - 2).SpanStart;
        return document.With(new[] { Deletion(TextSpan.FromBounds(start, argument.Span.End)) }, argument);
    }

    private static Document? With(this Document document, TextChange[]? changes, SyntaxNode node) =>
        changes is null ? null : document.WithText(node.SyntaxTree.GetText().WithChanges(changes));

    private static TextChange[]? Changes(SourceText text, ExpressionSyntax code, bool whole)
    {
        if (code is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } || whole && !IsCall(access.Expression))
            return whole ? Changes(text, code) : null;
        return new[] { Calls(text, access, code) };
    }

    /// <summary>The calls of a chain from one dot on; a comment in front of the dot stays.</summary>
    public static TextChange Calls(SourceText text, MemberAccessExpressionSyntax first, ExpressionSyntax last)
    {
        var comments = first.Expression.GetTrailingTrivia().Concat(first.OperatorToken.LeadingTrivia).Any(IsComment);
        return Deletion(comments ? Extent(text, TextSpan.FromBounds(first.OperatorToken.SpanStart, last.Span.End)) : TextSpan.FromBounds(first.Expression.Span.End, last.Span.End));
    }

    private static bool IsCall(ExpressionSyntax receiver) => receiver is InvocationExpressionSyntax or ConditionalAccessExpressionSyntax;

    private static TextChange[]? Changes(SourceText text, ExpressionSyntax code)
    {
        if (code.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == code)
            code = access;
        return code.Parent switch
        {
            ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement => new[] { Deletion(StatementExtent(text, statement)) },
            ExpressionStatementSyntax { Parent: { } owner } embedded => new[] { EmptyBlock(text, embedded, owner) },
            InitializerExpressionSyntax initializer => Changes(text, initializer, initializer.Expressions.IndexOf(code)),
            LambdaExpressionSyntax => new[] { new TextChange(code.Span, "{ }") },
            ArrowExpressionClauseSyntax arrow => new[] { new TextChange(TextSpan.FromBounds(arrow.SpanStart, arrow.GetLastToken().GetNextToken().Span.End), "{ }") },
            _ => null,
        };
    }

    /// <summary>The braces stand where the owner stands.</summary>
    private static TextChange EmptyBlock(SourceText text, StatementSyntax embedded, SyntaxNode owner)
    {
        var line = text.Lines.GetLineFromPosition(embedded.SpanStart);
        if (!IsBlank(text, line.Start, embedded.SpanStart))
            return new TextChange(embedded.Span, "{ }");
        var ownerLine = text.Lines.GetLineFromPosition(owner.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(ownerLine.Start, ownerLine.Start + Blanks(text, ownerLine.Start)));
        var endOfLine = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        return new TextChange(TextSpan.FromBounds(line.Start, embedded.Span.End), $"{indentation}{{{endOfLine}{indentation}}}");
    }

    private static TextChange[]? Changes(SourceText text, InitializerExpressionSyntax initializer, int index)
    {
        var members = initializer.Expressions;
        var member = members[index];
        if (members.Count == 1 && !initializer.DescendantTrivia().Any(IsComment))
            return WithoutInitializer(text, initializer);
        if (index < members.SeparatorCount)
            return new[] { Deletion(Extent(text, TextSpan.FromBounds(member.SpanStart, members.GetSeparator(index).Span.End))) };
        if (index == 0)
            return new[] { Deletion(Extent(text, member.Span)) };
        var comma = members.GetSeparator(index - 1);
        return text.Lines.GetLineFromPosition(comma.SpanStart).LineNumber == text.Lines.GetLineFromPosition(member.SpanStart).LineNumber
            ? new[] { Deletion(TextSpan.FromBounds(comma.SpanStart, member.Span.End)) }
            : new[] { Deletion(comma.Span), Deletion(Extent(text, member.Span)) };
    }

    private static TextChange[]? WithoutInitializer(SourceText text, InitializerExpressionSyntax initializer)
    {
        var end = initializer.Span.End;
        return initializer.Parent switch
        {
            ObjectCreationExpressionSyntax { ArgumentList: null } creation => new[] { new TextChange(TextSpan.FromBounds(creation.Type.Span.End, end), "()") },
            BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } => new[] { Deletion(TextSpan.FromBounds(arguments.Span.End, end)) },
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax outer } nested => Changes(text, outer, outer.Expressions.IndexOf(nested)),
            WithExpressionSyntax copy => new[] { Deletion(TextSpan.FromBounds(copy.Expression.Span.End, end)) },
            _ => null,
        };
    }

    /// <summary>The statement's lines, and the empty line that would be left at the start or end of the block.</summary>
    public static TextSpan StatementExtent(SourceText text, StatementSyntax statement)
    {
        var extent = Extent(text, statement.Span);
        var first = text.Lines.GetLineFromPosition(extent.Start);
        if (extent.Start != first.Start || extent.End < text.Lines.GetLineFromPosition(statement.Span.End).EndIncludingLineBreak)
            return extent;
        var next = text.Lines.GetLineFromPosition(extent.End);
        if (statement.GetFirstToken().GetPreviousToken().IsKind(SyntaxKind.OpenBraceToken) && IsBlank(text, next.Start, next.End) && !statement.HasLeadingTriviaWithComments())
            return TextSpan.FromBounds(extent.Start, next.EndIncludingLineBreak);
        if (first.LineNumber > 0 && text.Lines[first.LineNumber - 1] is var above && IsBlank(text, above.Start, above.End)
            && (IsBlank(text, next.Start, next.End) || statement.GetLastToken().GetNextToken().IsKind(SyntaxKind.CloseBraceToken)))
            return TextSpan.FromBounds(above.Start, extent.End);
        return extent;
    }

    private static bool HasLeadingTriviaWithComments(this SyntaxNode node) => node.GetLeadingTrivia().Any(IsComment);

    /// <summary>Whole lines when the code has them to itself; up to the comment behind it; otherwise with the spaces behind it.</summary>
    private static TextSpan Extent(SourceText text, TextSpan code)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(code.Start), text.Lines.GetLineFromPosition(code.End));
        return IsBlank(text, first.Start, code.Start) && IsBlank(text, code.End, last.End)
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : TextSpan.FromBounds(code.Start, code.End + Blanks(text, code.End));
    }

    private static int Blanks(SourceText text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;
        return end - start;
    }

    private static bool IsBlank(SourceText text, int start, int end) => start + Blanks(text, start) >= end;

    public static bool IsComment(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private static TextChange Deletion(TextSpan span) => new(span, "");
}
