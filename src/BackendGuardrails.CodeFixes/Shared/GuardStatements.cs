namespace BackendGuardrails.Shared;

/// <summary>Statements that leave a function early, with braces where the file has them around a single statement.</summary>
internal static class GuardStatements
{
    /// <summary>The lines are those of the text alone: a line feed each, moved in from nothing.</summary>
    public static string Guard(this SyntaxNode place, string condition, string exit)
    {
        var step = place.IndentationStep();
        return HasBraces(place) ? $"if ({condition})\n{{\n{step}{exit}\n}}" : $"if ({condition})\n{step}{exit}";
    }

    /// <summary>The function decides, then the file.</summary>
    private static bool HasBraces(SyntaxNode place)
    {
        var function = place.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax);
        return (function is null ? null : MostHaveBraces(function)) ?? MostHaveBraces(place.SyntaxTree.GetRoot()) ?? false;
    }

    private static bool? MostHaveBraces(SyntaxNode code)
    {
        var (with, without) = (0, 0);
        foreach (var choice in code.DescendantNodes().OfType<IfStatementSyntax>())
        {
            if (choice.Statement is not BlockSyntax block)
                without++;
            else if (block.Statements.Count == 1 && !choice.SharesLineWith(block.CloseBraceToken))
                with++;
        }

        return with == without ? null : with > without;
    }

    private static bool SharesLineWith(this SyntaxNode node, SyntaxToken token)
    {
        var lines = node.SyntaxTree.GetText().Lines;
        return lines.GetLineFromPosition(node.SpanStart).LineNumber == lines.GetLineFromPosition(token.SpanStart).LineNumber;
    }
}
