using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>A query that asks the same each time is asked once, in front of the loop.</summary>
internal static class HoistRemedy
{
    private const string Title = "Hoist the query out of the loop";

    /// <summary>Those that do not throw, whatever rows there are: the loop may have no elements, and then nothing was asked.</summary>
    private static readonly string[] Harmless = ["", "FirstOrDefault", "LastOrDefault", "Any", "All", "Count", "LongCount", "Sum", "Contains", "ToList", "ToArray", "ToHashSet"];

    public static QueryRemedy? For(QueryCall call, Diagnostic report)
    {
        var loop = call.Loop;
        if (!Harmless.Contains(call.Operation) || loop.Joined is not null || loop.Varies(call.Whole) || call.Steps.Append(call.Terminal).OfType<InvocationExpressionSyntax>().Any(step => step.ArgumentList.Arguments.Any(argument => KeyedQuery.Calls(argument.Expression)))
            || call.Whole.Parent is ExpressionStatementSyntax || !new SharedResult(call, report.Properties.ContainsKey(QueryRemedies.Untracked)).IsOnlyRead)
            return null;
        return Moved(call) ?? Named(call);
    }

    /// <summary>The variable that holds the result in the loop holds it in front of the loop.</summary>
    private static QueryRemedy? Moved(QueryCall call)
    {
        if (call.Whole.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, UsingKeyword.RawKind: (int)SyntaxKind.None } statement } local }
            || statement.Parent is not BlockSyntax block || block.Parent != call.Loop.Node || IsNamedOutside(local.Identifier.ValueText, call.Loop.Node) || statement.SharesItsLine()
            || call.Loop.Model.GetDeclaredSymbol(local, call.Loop.CancellationToken) is not { } symbol || call.Loop.Assigns(symbol) || !statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
            return null;
        var text = statement.SyntaxTree.GetText();
        var end = statement.FullSpan.End;
        // The empty line behind the first statement would be the first line of the block.
        if (block.Statements[0] == statement && text.Lines.GetLineFromPosition(end) is var next && next.ToString().Trim().Length == 0)
            end = next.EndIncludingLineBreak;
        var comments = statement.GetLeadingTrivia().Where(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)).Select(trivia => trivia.ToString());
        var moved = call.Unindented(text.ToString(TextSpan.FromBounds(statement.SpanStart, statement.FullSpan.End)).TrimEnd());
        return Remedy(call, comments.Append(moved).ToList(), new TextChange(TextSpan.FromBounds(statement.FullSpan.Start, end), ""), needsLinq: false);
    }

    private static QueryRemedy Named(QueryCall call)
    {
        var name = new NewNames(call.Loop.Place).Local(NameOf(call), "result");
        var query = call.Unindented(call.Whole) + (call.Operation.Length == 0 ? $"{call.Dot}ToList()" : "");
        var place = call.Whole.Parent is ParenthesizedExpressionSyntax around ? around : call.Whole;
        return Remedy(call, new[] { $"var {name} = {query};" }, new TextChange(place.Span, name), needsLinq: call.Operation.Length == 0);
    }

    private static QueryRemedy Remedy(QueryCall call, IReadOnlyList<string> statements, TextChange change, bool needsLinq) =>
        new(Title, QueryRemedies.Hoist, call.Loop.Place, statements, new[] { change }, needsLinq && call.Loop.Model.LookupNamespacesAndTypes(call.Whole.SpanStart, name: "Enumerable").IsEmpty ? ["System.Linq"] : []);

    private static string NameOf(QueryCall call)
    {
        var projected = call.Steps.LastOrDefault() is { } step && ((ExpressionSyntax)step).NameOf() == "Select" ? step.ArgumentList.Arguments[0].Expression is LambdaExpressionSyntax { Body: MemberAccessExpressionSyntax member } ? NewNames.Camel(member.NameOf()) : "result" : null;
        return call.Operation switch
        {
            "Count" or "LongCount" => $"{NewNames.Camel(call.Entity.Name)}Count",
            "Any" or "All" or "Contains" => $"has{NewNames.Pascal(call.SetName)}",
            "FirstOrDefault" or "LastOrDefault" => projected ?? NewNames.Camel(call.Entity.Name),
            "Sum" => "sum",
            _ => projected is null ? NewNames.Camel(call.SetName) : ItemSource.Plural(projected),
        };
    }

    /// <summary>Whether a variable of this name in front of the loop would be in the way of another one.</summary>
    private static bool IsNamedOutside(string name, SyntaxNode loop)
    {
        var member = loop.Ancestors().LastOrDefault(outer => outer is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)) ?? loop;
        if (member is GlobalStatementSyntax { Parent: { } unit })
            member = unit;
        return member.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name && !loop.Span.Contains(token.Span));
    }
}
