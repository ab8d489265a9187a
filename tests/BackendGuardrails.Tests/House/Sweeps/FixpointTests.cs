using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>The fixes of all rules, applied again and again, come to an end and leave code that compiles: none of them makes work for another.</summary>
public class FixpointTests
{
    private const int MostPasses = 25;

    [Fact]
    public async Task All_fixes_over_the_order_service_come_to_an_end()
    {
        var project = SweptCode.SampleProject();
        var applied = new List<string>();
        for (var pass = 0; ; pass++)
        {
            var fixedProject = await FixOnceAsync(project, applied);
            if (fixedProject is null)
                break;
            Assert.True(pass < MostPasses, $"The fixes do not come to an end:\n{string.Join("\n", applied.TakeLast(20))}");
            project = fixedProject;
            var errors = (await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            Contract.Holds(errors.Select(error => $"After {string.Join(", ", applied.TakeLast(5))}: {error}").Take(5));
        }

        Assert.NotEmpty(applied);
    }

    /// <summary>One fix for each file that has something to fix; null when nothing is left that a fix is offered for.</summary>
    private static async Task<Project?> FixOnceAsync(Project project, List<string> applied)
    {
        var solution = project.Solution;
        foreach (var diagnostic in await AllAnalyzers.RunAsync(project, "the order service while it is fixed"))
        {
            if (project.Solution.GetDocument(diagnostic.Location.SourceTree) is not { } before || solution.GetDocument(before.Id) is not { } document
                || await before.GetSyntaxTreeAsync() != await document.GetSyntaxTreeAsync())
                continue;
            if (await AllAnalyzers.FixAsync(document, diagnostic) is not { } changed)
                continue;
            applied.Add($"{diagnostic.Id} {document.Name}:{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}");
            solution = changed;
        }

        return solution == project.Solution ? null : solution.GetProject(project.Id);
    }
}
