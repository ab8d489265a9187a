using Microsoft.CodeAnalysis;
using Xunit;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>That the comparison notices: what is missed, what is too much, what is said twice, and a warning where information was welcome.</summary>
public class ShapeTableTests
{
    private static readonly ShapeWorld World = ShapeWorld.All[0];

    private static readonly HashSet<string> Rules = ["BG1001", "BG1002", "BG1003", "BG1007", "BG1021"];

    private static readonly List<Diagnostic> Marked =
        [.. Catalog.All.SelectMany(shape => shape.Marks.Where(mark => !mark.IsOptional).Select(mark => Report(shape, mark.Rule, mark.Line, DiagnosticSeverity.Warning)))];

    [Fact]
    public void Reports_on_all_marked_lines_are_right() => Assert.Equal(0, WrongWith(Marked));

    [Fact]
    public void A_missed_line_is_wrong() => Assert.Equal(1, WrongWith(Marked.Skip(1)));

    [Fact]
    public void A_report_of_another_rule_is_wrong() => Assert.Equal(1, WrongWith(Marked.Append(Report(Catalog.All[0], "BG1007", Catalog.All[0].Marks.First().Line, DiagnosticSeverity.Info))));

    [Fact]
    public void A_line_reported_twice_is_wrong() => Assert.Equal(1, WrongWith(Marked.Append(Marked[0])));

    [Fact]
    public void Where_information_is_welcome_a_warning_is_not()
    {
        var outbox = Catalog.All.Single(shape => shape.Phrase == "outbox dispatch");
        var mark = outbox.Marks.Single(mark => mark.Rule == "BG1007");
        Assert.Equal(0, WrongWith(Marked.Append(Report(outbox, mark.Rule, mark.Line, DiagnosticSeverity.Info))));
        Assert.Equal(1, WrongWith(Marked.Append(Report(outbox, mark.Rule, mark.Line, DiagnosticSeverity.Warning))));
    }

    private static int WrongWith(IEnumerable<Diagnostic> found) => new ShapeTable(found.ToLookup(report => report.Location.SourceTree!.FilePath), Rules, World).Wrong;

    private static Diagnostic Report(Shape shape, string rule, int line, DiagnosticSeverity severity)
    {
        var tree = World.Compilation.SyntaxTrees.Single(candidate => candidate.FilePath == shape.Path);
        return Diagnostic.Create(rule, "Test", "It is here.", severity, severity, true, 1, location: Location.Create(tree, tree.GetText().Lines[line - 1].Span));
    }
}
