using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>The order service and its repaired twin, seen by all rules.</summary>
public class SampleTests
{
    [Fact]
    public async Task Every_marked_line_is_reported_and_no_other()
    {
        var project = SweptCode.SampleProject();
        var reported = (await AllAnalyzers.RunAsync(project, "the order service"))
            .Where(diagnostic => diagnostic.Location.IsInSource)
            .Select(diagnostic => (diagnostic.Id, Place: PlaceOf(diagnostic)))
            .Distinct().ToList();
        var known = Registry.Rules.Select(rule => rule.Id).ToHashSet();
        var marked = (from document in project.Documents
                      let lines = document.GetTextAsync().Result.Lines
                      from line in lines
                      let text = line.ToString()
                      let mark = text.IndexOf("guardrail:", StringComparison.Ordinal)
                      where mark >= 0
                      from id in known.Where(text[mark..].Contains)
                      select (Id: id, Place: $"{document.FilePath}:{line.LineNumber + 1}")).ToList();

        Contract.Holds(marked.Except(reported).Select(missed => $"{missed.Place} is marked with {missed.Id}, which does not report it. Mend the rule or the mark."));
        Contract.Holds(reported.Except(marked).Select(found => $"{found.Place} is reported by {found.Id} and not marked. Mend the rule, or mark the line."));
    }

    [Fact]
    public async Task The_repaired_twin_is_quiet() => Contract.Holds((await AllAnalyzers.RunAsync(SweptCode.RepairedProject(), "the repaired order service"))
        .Select(diagnostic => $"{PlaceOf(diagnostic)} is reported in the repaired sample: {diagnostic.Id} {diagnostic.GetMessage()}"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_samples_compile(bool repaired)
    {
        var compilation = await (repaired ? SweptCode.RepairedProject() : SweptCode.SampleProject()).GetCompilationAsync();

        Contract.Holds(compilation!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => error.ToString()).Take(20));
    }

    private static string PlaceOf(Diagnostic diagnostic) => $"{diagnostic.Location.SourceTree?.FilePath}:{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}";
}
