using System.Text.RegularExpressions;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>What a run must show.</summary>
public enum Label
{
    /// <summary>With twice the items it costs more, by at least one round trip for every second item: there is a line to report.</summary>
    Grows,

    /// <summary>Grows too, but that is what is wanted, as one commit per message that was sent: no warning.</summary>
    Deliberate,

    /// <summary>With twice the items it costs the same.</summary>
    Flat,

    /// <summary>The navigation that is read is not there: an exception, or nothing. There is a line to report.</summary>
    Missing,

    /// <summary>The navigation that is read is there.</summary>
    Present,
}

/// <summary>
/// A small program against the shop. Its one method Run or RunAsync is what is executed; lines that end in the id of a rule, as <c>// BG1001</c>, must be reported by it, and no others.
/// <c>// BG1007?</c> is a line on which information is welcome, and a warning is not.
/// </summary>
/// <param name="Rule">The rule it is about.</param>
/// <param name="Name">The phrase of the rule's specification, then what is particular: "foreach: over the ids of a request".</param>
public sealed partial record Shape(string Rule, string Name, Label Label, string Source)
{
    /// <summary>Why it cannot be executed; null when it can.</summary>
    public string? NotRun { get; init; }

    /// <summary>What is in another file of the same namespace; null when there is none.</summary>
    public string? Elsewhere { get; init; }

    public string Phrase => Name.Split(':')[0];

    public string Namespace => "Shapes." + NotLetters().Replace(Rule + " " + Name, "_").Trim('_');

    public string Path => $"/{Namespace}.cs";

    public IEnumerable<(string Path, string Text)> Files =>
        Elsewhere is null ? [(Path, Text)] : [(Path, Text), ($"/{Namespace}.Elsewhere.cs", $"namespace {Namespace};\n\n{Elsewhere}\n")];

    public string Text => $"namespace {Namespace};\n\n{Source}\n";

    public bool IsReported => Marks.Any(mark => !mark.IsOptional && mark.Rule == Rule);

    public IEnumerable<Mark> Marks =>
        from line in Text.Split('\n').Select((text, index) => (Match: Marked().Match(text), Number: index + 1))
        where line.Match.Success
        from id in line.Match.Groups[1].Value.Split(' ')
        select new Mark(id.TrimEnd('?'), line.Number, id.EndsWith('?'));

    public override string ToString() => $"{Rule} {Name}";

    [GeneratedRegex("// (BG[0-9]{4}[?]?( BG[0-9]{4}[?]?)*)$")]
    private static partial Regex Marked();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotLetters();
}

public sealed record Mark(string Rule, int Line, bool IsOptional);
