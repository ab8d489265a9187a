namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>One way from one source to one sink, as a file of its own.</summary>
public sealed record FlowProgram(Way Way, Source Source, Sink Sink, Flow Flow)
{
    private const string Constant = "\"berlin\"";

    public string Path { get; init; } = "Program.cs";

    public string Namespace { get; init; } = "Customers";

    public string Label => $"{Way} × {Sink} × {Source} × {Flow.ToString().ToLowerInvariant()}";

    public string Text => Fill($$"""
        namespace {{Namespace}}
        {
            {types}
            {shell}
        }

        """,
        ("{types}", Apart(Way.Types)), ("{shell}", Source.Shell.TrimStart('\n')), ("{members}", Apart(Way.Members)), ("{body}", Body), ("{sink}", SinkText))
        .Replace("{in}", Flow == Flow.Constant ? Constant : "input")
        .Replace("{other}", Flow == Flow.Constant ? "input" : Constant)
        .Replace("{leave}", Source.Leave);

    /// <summary>The lines to be reported, counted from 1.</summary>
    public IEnumerable<int> ExpectedLines => Flow == Flow.Bad ? [LineOfSink] : [];

    private int LineOfSink => Array.FindIndex(Text.Split('\n'), line => line.EndsWith(Sink.Mark, StringComparison.Ordinal)) + 1;

    private string SinkText => "{\n" + Indent(Flow == Flow.Parameter ? Sink.Parameterized : Sink.Built, "    ") + "\n}";

    private string Body
    {
        get
        {
            var used = $"{Way.Body}\n{Way.Members}\n{Way.Types}";
            var unused = Flow == Flow.Constant && !used.Contains("{other}", StringComparison.Ordinal) ? "Console.WriteLine(input.Length);\n" : "";
            return unused + Way.Body + (used.Contains("{sink}", StringComparison.Ordinal) ? "" : "\n{sink}");
        }
    }

    private static string Apart(string declarations) => declarations.Length == 0 ? "" : declarations + "\n";

    private static string Fill(string text, params (string Hole, string Content)[] holes)
    {
        foreach (var (hole, content) in holes)
            text = string.Join('\n', text.Split('\n').SelectMany(line => line.TrimStart() == hole ? Filled(line, content) : [line]));
        return text;
    }

    private static IEnumerable<string> Filled(string line, string content) =>
        content.Length == 0 ? [] : [Indent(content, line[..^line.TrimStart().Length])];

    private static string Indent(string text, string by) => string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : by + line));
}
