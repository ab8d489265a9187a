using System.Collections.Immutable;
using System.Text;

namespace BackendGuardrails.Shared.Sql;

/// <summary>Writes a SQL text again, with placeholders or values where something else stood.</summary>
internal static class SqlRewrite
{
    /// <summary>
    /// The expressions that make the text, with placeholders; one for each of the template's origins. Slots without a placeholder stay as they are.
    /// Null where it cannot be written without losing a comment.
    /// </summary>
    public static ImmutableArray<ExpressionSyntax>? WithPlaceholders(SqlTemplate template, SqlSlots slots, Func<SqlSlot, string?> placeholder)
    {
        if (Units(template, slots, slot => placeholder(slot) is { } text ? (text, null) : null, keepNames: true) is not { } units)
            return null;
        var written = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        for (var index = 0; index < template.Origins.Length; index++)
        {
            var origin = template.Origins[index];
            if (Joined(units.Where(unit => unit.Origin == index).ToList(), origin) is not { } text)
                return null;
            written.Add(SyntaxFactory.ParseExpression(text).WithTriviaFrom(origin));
        }

        return written.ToImmutable();
    }

    /// <summary>One interpolated string with a value in each slot; null where it cannot be written without losing a comment.</summary>
    public static InterpolatedStringExpressionSyntax? WithValues(SqlTemplate template, SqlSlots slots, Func<SqlSlot, (string Before, ExpressionSyntax Value, string After)> value)
    {
        if (Units(template, slots, slot => value(slot) is var (before, code, after) ? (before, (code, after)) : null, keepNames: false) is not { } units
            || units.Any(unit => unit.HasComment)
            || LiteralWriter.Write(units, interpolated: true) is not { } text)
            return null;
        return SyntaxFactory.ParseExpression(text) as InterpolatedStringExpressionSyntax;
    }

    private static List<SqlUnit>? Units(SqlTemplate template, SqlSlots slots, Func<SqlSlot, (string Text, (ExpressionSyntax Code, string After)?)?> replace, bool keepNames)
    {
        var units = new List<SqlUnit>();
        var index = 0;
        foreach (var slot in slots)
        {
            if (replace(slot) is not var (text, code))
                continue;
            units.AddRange(Kept(slots, index, slot.Start, keepNames));
            var covered = Kept(slots, slot.Start, slot.End, keepNames: false).ToList();
            if (covered.Where(unit => unit.HasComment).ToList() is var comments && comments.Count > 1)
                return null;
            var (origin, @break) = (covered[0].Origin, comments.FirstOrDefault()?.Break);
            if (text.Length > 0)
                units.Add(new(text, null, null, "", origin, @break));
            if (code is var (value, after))
            {
                units.Add(new(null, null, value, "", origin, text.Length > 0 ? null : @break));
                if (after.Length > 0)
                    units.Add(new(after, null, null, "", origin, null));
            }

            index = slot.End;
        }

        units.AddRange(Kept(slots, index, slots.Text.Text.Length, keepNames));
        return units.Any(unit => unit.Origin >= template.Origins.Length) ? null : units;
    }

    private static IEnumerable<SqlUnit> Kept(SqlSlots slots, int start, int end, bool keepNames) => slots.Text.Between(start, end).Select(stretch => SqlUnit.Of(stretch, keepNames));

    /// <summary>Literals and code with pluses between them; one literal where the source broke no lines.</summary>
    private static string? Joined(List<SqlUnit> units, ExpressionSyntax origin)
    {
        var interpolates = origin is not BinaryExpressionSyntax || units.Any(unit => unit.Writing is { IsInterpolated: true });
        var text = new StringBuilder();
        for (var index = 0; index < units.Count;)
        {
            var (between, start) = (units[index].Break ?? " + ", index);
            do
                index++;
            while (index < units.Count && units[index].Break is null && (interpolates || units[index].Code is null == units[start].Code is null && units[start].Code is null));
            var segment = units.GetRange(start, index - start);
            if (start == 0 && units[0].HasComment || Segment(segment, interpolates) is not { } written)
                return null;
            text.Append(start == 0 ? "" : between).Append(written);
        }

        return text.Length == 0 ? "\"\"" : text.ToString();
    }

    private static string? Segment(List<SqlUnit> segment, bool interpolates)
    {
        if (segment.Count == 1 && segment[0] is { Code: { } alone, Clause: "" })
            return LiteralWriter.Operand(alone);
        if (segment.All(unit => unit.Code is null))
            return LiteralWriter.Write(segment, interpolated: false);
        return interpolates ? LiteralWriter.Write(segment, interpolated: true) : null;
    }
}
