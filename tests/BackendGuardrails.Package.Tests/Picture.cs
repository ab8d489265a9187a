using System.Globalization;
using System.Security;
using System.Text;
using BackendGuardrails.Package.Tests.Consuming;

namespace BackendGuardrails.Package.Tests;

/// <summary>
/// The README's picture, drawn from a real build: what the terminal prints, and one of the findings as a squiggle in its own source.
/// No dates and no machine names, so the same findings give the same picture.
/// </summary>
internal static class Picture
{
    private const int Columns = 118;
    private const int LineHeight = 19;
    private const double CharacterWidth = 7.83;
    private const int Left = 22;

    public static string Draw(string command, IReadOnlyList<SarifResult> findings, SarifResult inEditor, IReadOnlyList<string> source)
    {
        var body = new StringBuilder();
        var y = Panel(body, 14, TerminalHeight(findings), "Terminal");
        Text(body, Left, y, [("prompt", "$ "), ("plain", command)]);
        y += LineHeight + 6;
        foreach (var finding in findings)
        {
            Text(body, Left, y, [("file", $"{finding.File}({finding.Line},{finding.Column})"), ("plain", ": "), ("warning", $"warning {finding.Rule}")]);
            foreach (var line in Wrap(finding.Message, Columns - 4))
                Text(body, Left + 24, y += LineHeight, [("plain", line)]);
            y += LineHeight + 4;
        }

        var shown = Enumerable.Range(Math.Max(1, inEditor.Line - 4), 8).Where(number => number <= source.Count).ToList();
        y = Panel(body, y + 14, (shown.Count + Wrap(inEditor.Message, Columns - 12).Count() + 3) * LineHeight + 30, Path.GetFileName(inEditor.File));
        var indentation = shown.Select(number => source[number - 1]).Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        foreach (var number in shown)
        {
            y = SourceLine(body, y, number, source[number - 1], indentation, number == inEditor.Line ? inEditor : null);
            y += LineHeight;
        }

        return Frame(body, y + 12);
    }

    private static int TerminalHeight(IReadOnlyList<SarifResult> findings) =>
        findings.Sum(finding => (Wrap(finding.Message, Columns - 4).Count() + 1) * LineHeight + 4) + LineHeight + 56;

    /// <summary>A line of code; under the reported one the squiggle and, as a tooltip, the message.</summary>
    private static int SourceLine(StringBuilder body, int y, int number, string line, int indentation, SarifResult? finding)
    {
        var code = line.Length > indentation ? line[indentation..] : "";
        var mark = code.IndexOf("// guardrail:", StringComparison.Ordinal);
        Text(body, Left, y, [("number", number.ToString(CultureInfo.InvariantCulture).PadLeft(4) + "  "), ("plain", mark < 0 ? code : code[..mark].TrimEnd())]);
        if (finding is null)
            return y;
        Squiggle(body, y + 4, Left + (finding.Column - 1 - indentation + 6) * CharacterWidth, Left + (finding.EndColumn - 1 - indentation + 6) * CharacterWidth);
        var lines = Wrap(finding.Message, Columns - 12).Prepend(finding.Rule).ToList();
        body.Append(CultureInfo.InvariantCulture, $"""<rect x="{Left + 44}" y="{y + 12}" width="880" height="{lines.Count * LineHeight + 12}" rx="5" class="tip"/>""").Append('\n');
        foreach (var (text, index) in lines.Select((text, index) => (text, index)))
            Text(body, Left + 56, y + 31 + index * LineHeight, [(index == 0 ? "warning" : "plain", text)]);
        return y + lines.Count * LineHeight + 18;
    }

    private static void Squiggle(StringBuilder body, int y, double from, double to)
    {
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{from:0.#} {y}");
        for (var (x, up) = (from + 3, true); x < to; x += 3, up = !up)
            path.Append(CultureInfo.InvariantCulture, $" L{x:0.#} {(up ? y - 3 : y)}");
        body.Append(CultureInfo.InvariantCulture, $"""<path d="{path}" class="squiggle"/>""").Append('\n');
    }

    /// <summary>A window with a title; answers where its first line of text goes.</summary>
    private static int Panel(StringBuilder body, int y, int height, string title)
    {
        body.Append(CultureInfo.InvariantCulture, $"""<rect x="8" y="{y}" width="968" height="{height}" rx="8" class="panel"/>""").Append('\n');
        Text(body, Left, y + 21, [("title", title)]);
        return y + 50;
    }

    private static void Text(StringBuilder body, int x, int y, IEnumerable<(string Style, string Text)> runs)
    {
        body.Append(CultureInfo.InvariantCulture, $"""<text x="{x}" y="{y}" xml:space="preserve">""");
        foreach (var (style, text) in runs)
            body.Append(CultureInfo.InvariantCulture, $"""<tspan class="{style}">{SecurityElement.Escape(text)}</tspan>""");
        body.Append("</text>\n");
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    private static string Frame(StringBuilder body, int height) => string.Create(CultureInfo.InvariantCulture, $$"""
        <svg xmlns="http://www.w3.org/2000/svg" width="984" height="{{height}}" viewBox="0 0 984 {{height}}" role="img" aria-label="Findings of BackendGuardrails in a terminal and in an editor">
        <style>
        text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre; }
        .panel { fill: #1b1f27; stroke: #39404d; } .tip { fill: #262c38; stroke: #4b5568; }
        .plain { fill: #d6dbe5; } .title { fill: #8b94a7; } .prompt { fill: #7ec699; } .file { fill: #8ab4f8; } .warning { fill: #f2c55c; } .number { fill: #5d6678; }
        .squiggle { fill: none; stroke: #f2c55c; stroke-width: 1.4; }
        </style>
        {{body}}</svg>

        """);
}
