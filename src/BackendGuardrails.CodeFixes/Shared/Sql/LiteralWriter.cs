using System.Text;

namespace BackendGuardrails.Shared.Sql;

/// <summary>Writes text as a literal, in the way it was written before where that can be.</summary>
internal static class LiteralWriter
{
    /// <summary>The source of a literal; null where it cannot be written in the style of its parts.</summary>
    public static string? Write(IReadOnlyCollection<SqlUnit> units, bool interpolated)
    {
        var style = StyleOf(units);
        var raw = style == LiteralStyle.Raw ? units.Select(unit => unit.Writing?.Literal).OfType<InterpolatedStringExpressionSyntax>().First() : null;
        var dollars = raw?.StringStartToken.Text.TakeWhile(character => character == '$').Count() ?? 1;
        var text = new StringBuilder(Start(style, raw, interpolated));
        foreach (var unit in units)
        {
            var written = unit.Code is null ? Text(unit, style, interpolated) : Hole(unit, dollars, style);
            if (written is null)
                return null;
            text.Append(written);
        }

        return text.Append(raw is null ? "\"" : raw.StringEndToken.Text).ToString();
    }

    public static string Regular(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Code as an operand of a plus or the receiver of a call.</summary>
    public static string Operand(ExpressionSyntax code) => code.WithoutTrivia() switch
    {
        IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or LiteralExpressionSyntax
            or ThisExpressionSyntax or InterpolatedStringExpressionSyntax or PostfixUnaryExpressionSyntax => code.WithoutTrivia().ToString(),
        var other => $"({other})",
    };

    private static LiteralStyle StyleOf(IReadOnlyCollection<SqlUnit> units)
    {
        var writings = units.Select(unit => unit.Writing).OfType<SqlWriting>().ToList();
        var styles = writings.Select(writing => writing.Style).Distinct().ToList();
        if (styles.Count == 1 && (styles[0] != LiteralStyle.Raw || writings.All(writing => writing.Literal == writings[0].Literal)))
            return styles[0];
        return units.Any(unit => unit.Text is not null && unit.Text.Contains('\n')) ? LiteralStyle.Verbatim : LiteralStyle.Regular;
    }

    private static string Start(LiteralStyle style, InterpolatedStringExpressionSyntax? raw, bool interpolated) => style switch
    {
        LiteralStyle.Raw => interpolated ? raw!.StringStartToken.Text : raw!.StringStartToken.Text.TrimStart('$'),
        LiteralStyle.Verbatim => interpolated ? "$@\"" : "@\"",
        _ => interpolated ? "$\"" : "\"",
    };

    private static string? Text(SqlUnit unit, LiteralStyle style, bool interpolated)
    {
        if (unit.Source is { Part: SqlConstant { Writing: { } writing } constant } source && writing.Style == style && constant.Written(source.Start, source.End) is { } written)
        {
            if (style == LiteralStyle.Raw || writing.IsInterpolated == interpolated)
                return written;
            return writing.IsInterpolated ? written.Replace("{{", "{").Replace("}}", "}") : Doubled(written);
        }

        var text = unit.Text!;
        return style switch
        {
            LiteralStyle.Raw => text.IndexOfAny(new[] { '"', '{', '}', '\n', '\r' }) < 0 ? text : null,
            LiteralStyle.Verbatim => Braced(text.Replace("\"", "\"\"")),
            _ => Braced(Regular(text) is var regular ? regular.Substring(1, regular.Length - 2) : ""),
        };

        string Braced(string value) => interpolated ? Doubled(value) : value;
    }

    private static string? Hole(SqlUnit unit, int dollars, LiteralStyle style)
    {
        var code = unit.Code!.WithoutTrivia();
        var text = code is ConditionalExpressionSyntax or AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax || code.DescendantNodesAndSelf().Any(node => node is AliasQualifiedNameSyntax)
            ? $"({code})"
            : code.ToString();
        if (style == LiteralStyle.Regular && text.Contains('\n'))
            return null;
        return $"{new string('{', dollars)}{text}{unit.Clause}{new string('}', dollars)}";
    }

    private static string Doubled(string text) => text.Replace("{", "{{").Replace("}", "}}");
}
