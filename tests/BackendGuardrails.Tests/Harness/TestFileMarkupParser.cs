using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

public static partial class TestFileMarkupParser
{
    [GeneratedRegex(@"(?<position>\$\$)|(?<open>\[\||\{\|(?<key>[^:|\[\]{}]+):)|\|(?<closeKey>\#\d+)\}|(?<close>\|[\]}])")]
    private static partial Regex Token { get; }

    public static void GetPositionsAndSpans(
        string input, out string output, out ImmutableArray<int> positions, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans) =>
        Parse(input, positionsAreCode: false, out output, out positions, out spans);

    public static void GetSpans(string input, out string output, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans) =>
        GetSpans(input, treatPositionIndicatorsAsCode: false, out output, out spans);

    public static void GetSpans(
        string input, bool treatPositionIndicatorsAsCode, out string output, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans) =>
        Parse(input, treatPositionIndicatorsAsCode, out output, out _, out spans);

    internal static void Parse(
        string input,
        bool positionsAreCode,
        out string output,
        out ImmutableArray<int> positions,
        out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans)
    {
        var text = new StringBuilder();
        var found = ImmutableArray.CreateBuilder<int>();
        var closed = new List<(string Key, TextSpan Span)>();
        var open = new List<(string Key, int Start)>();
        var next = 0;
        for (var token = Token.Match(input); token.Success; token = Token.Match(input, next))
        {
            var length = EndsInnermostSpan(token, input, open) ? 1 : token.Length;
            var isCode = length < token.Length || (token.Groups["position"].Success && positionsAreCode);
            text.Append(input, next, token.Index + (isCode ? length : 0) - next);
            next = token.Index + length;
            if (isCode)
                continue;

            if (token.Groups["position"].Success)
                found.Add(text.Length);
            else if (token.Groups["open"].Success)
                open.Add((token.Groups["key"].Value, text.Length));
            else
                Close(token);
        }

        if (open.Count > 0)
            throw new ArgumentException($"The markup span '{open[^1].Key}' is never closed.", nameof(input));

        output = text.Append(input, next, input.Length - next).ToString();
        positions = found.ToImmutable();
        spans = closed.GroupBy(span => span.Key).ToImmutableDictionary(
            group => group.Key, group => group.Select(span => span.Span).OrderBy(span => span.Start).ToImmutableArray());

        void Close(Match token)
        {
            var key = token.Groups["closeKey"];
            var index = open.FindLastIndex(span => key.Success ? span.Key == key.Value : !IsClosedByKeyLater(span.Key));
            if (index < 0)
                throw new ArgumentException($"The markup '{token.Value}' at {token.Index} closes nothing.", nameof(input));

            closed.Add((open[index].Key, TextSpan.FromBounds(open[index].Start, text.Length)));
            open.RemoveAt(index);
        }

        bool IsClosedByKeyLater(string key) => key.StartsWith('#') && input.IndexOf($"|{key}}}", next, StringComparison.Ordinal) >= 0;
    }

    // In "{|ID:x[|}" and "[|x[|]" the bracket is code and what follows closes the span.
    private static bool EndsInnermostSpan(Match token, string input, List<(string Key, int Start)> open) =>
        token.Value == "[|"
        && open.Count > 0
        && token.Index + 2 < input.Length
        && input[token.Index + 2] == (open[^1].Key.Length == 0 ? ']' : '}');
}
