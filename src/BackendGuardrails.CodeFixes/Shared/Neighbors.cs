namespace BackendGuardrails.Shared;

/// <summary>The statements that run one after the other.</summary>
internal static class Neighbors
{
    /// <summary>All of the block, section or file that the statement is one of; null for the only statement of something else.</summary>
    public static List<StatementSyntax>? WithNeighbors(this StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements.ToList(),
        SwitchSectionSyntax section => section.Statements.ToList(),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement).ToList(),
        _ => null,
    };

    /// <summary>Whether code in front of it stands on the same line.</summary>
    public static bool SharesItsLine(this SyntaxNode node)
    {
        var before = node.GetFirstToken().GetPreviousToken();
        return !before.IsKind(SyntaxKind.None) && !before.TrailingTrivia.Concat(node.GetLeadingTrivia()).Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
    }

    /// <summary>Of the line on which the code starts.</summary>
    public static string Indentation(this SyntaxNode node)
    {
        var line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
