using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Values;

/// <summary>Where do the parts of a text stand: between quotation marks, or bare, where only what is SQL already makes a statement?</summary>
internal sealed partial class FlowRun
{
    /// <summary>A condition follows.</summary>
    private static readonly ImmutableHashSet<string> Conditions = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "WHERE", "AND", "OR", "NOT", "HAVING");

    /// <summary>The texts that a composition is made of, in order; those that are not constant are noted by where they stand.</summary>
    private void SeeHoles(IEnumerable<Value> parts)
    {
        var (behind, isInQuotes, isInDoubleQuotes) = (new StringBuilder(), false, false);
        foreach (var part in parts)
        {
            if (part.Known is { HasValue: true, Value: var constant })
            {
                behind.Append(constant);
                continue;
            }

            isInQuotes ^= IsOdd(behind, '\'');
            isInDoubleQuotes ^= IsOdd(behind, '"');
            _flow.Stand(part, PlaceOf(part, behind, isInQuotes, isInDoubleQuotes));
            behind.Clear();
        }
    }

    private static TextPlace PlaceOf(Value part, StringBuilder behind, bool isInQuotes, bool isInDoubleQuotes)
    {
        if (isInQuotes)
            return part.HasDoubledQuotes ? TextPlace.Harmless : TextPlace.Literal;
        return !isInDoubleQuotes && IsBareBehind(behind) ? TextPlace.Harmless : TextPlace.Anywhere;
    }

    /// <summary>Nothing is known of what stands in front of the first part, and of a part behind another. Where a whole condition goes, anything may be written, and somebody did who composed a filter.</summary>
    private static bool IsBareBehind(StringBuilder text) => text.Length > 0 && text[text.Length - 1] is not ('[' or '`' or '\\') && !Conditions.Contains(LastWord(text));

    private static string LastWord(StringBuilder text)
    {
        var end = text.Length;
        while (end > 0 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] == '('))
            end--;
        var start = end;
        while (start > 0 && char.IsLetter(text[start - 1]))
            start--;
        return text.ToString(start, end - start);
    }

    private static bool IsOdd(StringBuilder text, char mark)
    {
        var isOdd = false;
        for (var at = 0; at < text.Length; at++)
            isOdd ^= text[at] == mark;
        return isOdd;
    }

    private void SeeHolesOf(IMethodSymbol method, IReadOnlyList<Value> arguments, IOperation operation)
    {
        if (method is not { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String })
            return;
        // More than four are an array or a span, which no one has written.
        var written = arguments.Count == 1 && operation.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } list }
            ? list.Select(argument => operation.Descendants().FirstOrDefault(part => part.Syntax == argument.Expression)).ToList()
            : null;
        SeeHoles(written is null ? arguments : written.Select(part => part is null ? Value.Safe : TextOf(Evaluate(part), part.Type)));
    }
}
