using System.Text.RegularExpressions;
using BackendGuardrails.Shared.Sql;

namespace BackendGuardrails.Security;

/// <summary>The placeholders of parameters that a SQL text has.</summary>
internal static class Placeholders
{
    private static readonly Regex Written = new(@"(?<![\w:@$])[@:$](\w+)", RegexOptions.CultureInvariant);

    public static IReadOnlyList<(char Sign, string Name)> Of(SqlSlots slots)
    {
        var found = new List<(char, string)>();
        for (var index = 0; index < slots.Tokens.Count; index++)
        {
            var token = slots.Tokens[index];
            var before = slots.Tokens.ElementAtOrDefault(index - 1);
            if (token.Text.Length > 1 && token.Text[0] is '@' or '$' && token.Text[1] != '@')
                found.Add((token.Text[0], token.Text.Substring(1)));
            else if (token.Kind is SqlTokenKind.Word or SqlTokenKind.Number && before is { Kind: SqlTokenKind.Operator } && before.End == token.Start
                && before.Text.EndsWith(":", StringComparison.Ordinal) && !before.Text.EndsWith("::", StringComparison.Ordinal))
                found.Add((':', token.Kind == SqlTokenKind.Number ? "0" : token.Text));
        }

        return found;
    }

    /// <summary>What looks like the name of one in the literals of an expression.</summary>
    public static IEnumerable<string> In(ExpressionSyntax text) => text.DescendantTokens()
        .Where(token => token.Parent is LiteralExpressionSyntax or InterpolatedStringTextSyntax)
        .SelectMany(token => Written.Matches(token.ValueText).Cast<Match>())
        .Select(match => match.Groups[1].Value);
}
