using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Writes operators behind the query instead of behind its rows.</summary>
internal static class MovedOperators
{
    private static readonly string[] Lists = ["ToList", "ToArray"];

    private static readonly string[] Whole = ["ToList", "ToArray", "ToHashSet", "AsEnumerable"];

    private static readonly string[] Sequences = ["Where", "Take", "Skip", "Distinct", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Select", "GroupBy"];

    /// <summary>What is called otherwise on a query.</summary>
    private static readonly ImmutableDictionary<string, string> Names = ImmutableDictionary<string, string>.Empty
        .Add("Find", "FirstOrDefault").Add("Exists", "Any").Add("TrueForAll", "All").Add("Length", "Count").Add("FindAll", "Where");

    public static IReadOnlyList<TextChange>? OfChain(RowReading reading, ExpressionSyntax end) =>
        reading.Call is not null && Links(end, code => code == reading.Whole) is { } links && Written(reading, reading.Query.ToString(), links) is { } text && KeepsComments(end, text)
            ? new[] { new TextChange(end.Span, InPlace(end, text)) }
            : null;

    /// <summary>The declaration gets the query; each use sends its own command.</summary>
    public static IReadOnlyList<TextChange>? OfVariable(RowReading reading, VariableDeclaratorSyntax variable, IReadOnlyList<ExpressionSyntax> ends)
    {
        var type = ((VariableDeclarationSyntax)variable.Parent!).Type;
        var changes = new List<TextChange>();
        if (!type.IsVar)
            changes.Add(new(type.Span, type is GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } row } ? $"IQueryable<{row[0]}>" : "var"));
        if (reading.Call is not null)
            changes.Add(new(RowReading.Outermost(reading.Whole).Span, reading.Query.ToString()));
        if (!KeepsComments(reading.Whole, reading.Query.ToString()))
            return null;
        foreach (var end in ends)
        {
            if (Links(end, code => code is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Identifier.ValueText) is not { } links || Written(reading, variable.Identifier.Text, links) is not { } text || !KeepsComments(end, text))
                return null;
            changes.Add(new(end.Span, InPlace(end, text)));
        }

        return changes;
    }

    /// <summary>The calls and members from the rows on; null where they are not written one behind the other.</summary>
    private static List<MemberAccessExpressionSyntax>? Links(ExpressionSyntax end, Func<ExpressionSyntax, bool> isRows)
    {
        var links = new List<MemberAccessExpressionSyntax>();
        for (var current = end; !isRows(current);)
        {
            if (current is ParenthesizedExpressionSyntax inner)
            {
                current = inner.Expression;
                continue;
            }

            if ((current is InvocationExpressionSyntax call ? call.Expression : current) is not MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access)
                return null;
            links.Insert(0, access);
            current = access.Expression;
        }

        return links.Count > 0 ? links : null;
    }

    private static string? Written(RowReading reading, string query, List<MemberAccessExpressionSyntax> links)
    {
        var text = query;
        for (var index = 0; index < links.Count; index++)
        {
            var link = links[index];
            var (old, isLast) = (link.Name.Identifier.ValueText, index == links.Count - 1);
            var name = Names.TryGetValue(old, out var known) ? known : old;
            var arguments = (link.Parent as InvocationExpressionSyntax)?.ArgumentList.Arguments.ToString() ?? "";
            // The comment behind the last line of the query stays there.
            var line = text == query && reading.Before.Trim().Length > 0 && query != reading.Variable?.Identifier.Text ? reading.Before : RowReading.Between(link.Expression, link.OperatorToken) is { Length: > 0 } own ? own : reading.Line;
            if (Whole.Contains(old))
            {
                if (isLast)
                    return Lists.Contains(old) ? Terminal(reading, text, line, old, "") : null;
            }
            else if (Sequences.Contains(name))
            {
                text += $"{line}.{name}({arguments})";
                if (isLast)
                    return Sequence(reading, text, old == "FindAll");
            }
            else
            {
                return isLast && old != "FindLast" ? Terminal(reading, text, line, name, arguments) : null;
            }
        }

        return null;
    }

    /// <summary>What follows runs in memory, as it did.</summary>
    private static string Sequence(RowReading reading, string text, bool isList)
    {
        if (reading.Call is null)
            return $"{text}{(isList ? ".ToList()" : ".AsEnumerable()")}";
        return isList && reading.Name != "ToList" && reading.Name != "ToListAsync" ? Terminal(reading, text, reading.Line, "ToList", "") : $"{(reading.IsAsync ? "await " : "")}{text}{reading.Text}{reading.Suffix}";
    }

    private static string Terminal(RowReading reading, string text, string line, string name, string arguments)
    {
        if (!reading.IsAsync)
            return $"{text}{line}.{name}({arguments})";
        var all = arguments.Length > 0 && reading.Arguments.Length > 0 ? $"{arguments}, {reading.Arguments}" : arguments + reading.Arguments;
        return $"await {text}{line}.{name}Async({all}){reading.Suffix}";
    }

    /// <summary>An <c>await</c> in front of a dot stands in parentheses.</summary>
    private static string InPlace(ExpressionSyntax end, string text) =>
        text.StartsWith("await ", StringComparison.Ordinal) && (end.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax or PostfixUnaryExpressionSyntax || end.Parent is ElementAccessExpressionSyntax element && element.Expression == end)
            ? $"({text})"
            : text;

    private static bool KeepsComments(ExpressionSyntax code, string text) => !code.ContainsDirectives && code.DescendantTrivia()
        .Where(trivia => (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) && code.Span.Contains(trivia.Span))
        .All(comment => text.Contains(comment.ToString()));
}
