using BackendGuardrails.Facts;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>One command for the rows of all elements in place of a loop that does nothing but send one for each.</summary>
internal static class WriteRemedy
{
    public const string Title = "Write all with one command";

    public static IReadOnlyCollection<TextChange>? For(QueryCall call, Diagnostic report)
    {
        var facts = QueryRemedyFacts.Of(report);
        if (call is not { Operation: "ExecuteDelete" or "ExecuteUpdate", Loop.Node: ForEachStatementSyntax each } || !IsAll(call, each) || each.SharesItsLine()
            || each.DescendantTrivia().Any(trivia => each.Span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            || call.Steps.Any(step => ((ExpressionSyntax)step).NameOf() is not ("Where" or "IgnoreQueryFilters" or "TagWith")) || KeyedQuery.Of(call, facts.IsTextExact) is not { } query || !IsOfOneRow(query))
            return null;
        var names = new NewNames(call.Loop.Place);
        if (ItemSource.Of(query.Item.Elements, query.Item.Element, call, names) is not { } source)
            return null;
        var (keys, listed) = KeyList.Of(query.Item, query.Member, source, call.Loop, names);
        var portion = facts.Portion is null ? keys : names.Local("portion", "someKeys");
        var write = $"{(call.IsAsync ? "await " : "")}{query.Composed(portion)}{call.Dot}{call.Terminal!.Expression.NameOf()}{call.Unindented(call.Terminal.ArgumentList)}{call.Configure};";
        if (facts.Portion is not null)
            write = $"foreach (var {portion} in {keys}.Chunk({facts.Portion}))\n    {write.Replace("\n", "\n    ")}";
        var end = each.SyntaxTree.GetRoot().EndOfLine() + each.Indentation();
        return new[] { new TextChange(each.Span, string.Join("\n", new[] { source.Statement, listed, write }.OfType<string>()).Replace("\n", end)) };
    }

    private static bool IsAll(QueryCall call, ForEachStatementSyntax each) => call.Whole.Parent is ExpressionStatementSyntax statement
        && (each.Statement == statement || each.Statement is BlockSyntax { Statements: { Count: 1 } only } && only[0] == statement);

    /// <summary>What is asked of a row is in the row, so that no command changes what the next one finds.</summary>
    private static bool IsOfOneRow(KeyedQuery query) => query.Call.Steps.All(step => !step.ArgumentList.DescendantNodes().Any(node =>
        node is InvocationExpressionSyntax { Expression: not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } }
        || node is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax row } } && row.Identifier.Text == query.Row));
}
