using System.Collections.Immutable;
using BackendGuardrails.Evidence.NPlusOne;
using BackendGuardrails.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Evidence.BG1001;

/// <summary>A world of shapes in which the fixes of BG1001 were applied wherever they are offered: the real analyzer, the real fix.</summary>
public sealed class FixedWorld
{
    private const int MostRounds = 12;

    private readonly Dictionary<string, string> _files;

    private FixedWorld(ShapeWorld before, Dictionary<string, string> files)
    {
        (Before, _files) = (before, files);
        After = before.With(files);
        Assert.Empty(After.Errors.Take(5));
    }

    public ShapeWorld Before { get; }

    public ShapeWorld After { get; }

    public bool IsFixed(Shape shape) => shape.Files.Any(file => _files.ContainsKey(file.Path));

    public string TextOf(Shape shape) => string.Join('\n', shape.Files.Select(file => _files.GetValueOrDefault(file.Path, file.Text)));

    public static async Task<FixedWorld> OfAsync(ShapeWorld world)
    {
        var files = new Dictionary<string, string>();
        var project = Open(world);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = project;
            var compilation = (await before.GetCompilationAsync())!;
            var found = await compilation.WithAnalyzers([new BG1001QueryPerItemAnalyzer()]).GetAnalyzerDiagnosticsAsync();
            var changed = new Dictionary<string, string>();
            foreach (var reports in found.OrderBy(report => report.Location.SourceSpan.Start).GroupBy(report => report.Location.SourceTree!.FilePath))
            {
                var document = before.Documents.Single(candidate => candidate.FilePath == reports.Key);
                foreach (var report in reports)
                {
                    // Of two that change a file the second waits for the next round.
                    if (await FixAsync(document, report) is not { } texts || texts.Keys.Any(changed.ContainsKey))
                        continue;
                    foreach (var (path, text) in texts)
                        changed[path] = files[path] = text;
                    break;
                }
            }

            if (changed.Count == 0)
                break;
            foreach (var (path, text) in changed)
                project = project.Documents.Single(candidate => candidate.FilePath == path).WithText(Microsoft.CodeAnalysis.Text.SourceText.From(text)).Project;
        }

        return new(world, files);
    }

    /// <summary>The files that the fix changes.</summary>
    private static async Task<Dictionary<string, string>?> FixAsync(Document document, Diagnostic report)
    {
        var actions = new List<CodeAction>();
        await new BG1001QueryPerItemCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => actions.Add(action), CancellationToken.None));
        if (actions.Count == 0)
            return null;
        var operations = await actions[0].GetOperationsAsync(CancellationToken.None);
        var fixedProject = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(document.Project.Id)!;
        var texts = new Dictionary<string, string>();
        foreach (var id in fixedProject.GetChanges(document.Project).GetChangedDocuments())
            texts[fixedProject.GetDocument(id)!.FilePath!] = (await fixedProject.GetDocument(id)!.GetTextAsync()).ToString();
        return texts;
    }

    private static Project Open(ShapeWorld world)
    {
        var project = new AdhocWorkspace().AddProject("Shapes", LanguageNames.CSharp)
            .WithCompilationOptions(world.Compilation.Options)
            .WithParseOptions((CSharpParseOptions)world.Compilation.SyntaxTrees[0].Options)
            .AddMetadataReferences(world.Compilation.References);
        return world.Compilation.SyntaxTrees.Aggregate(project, (changed, tree) => changed.AddDocument(tree.FilePath.TrimStart('/'), tree.GetText(), filePath: tree.FilePath).Project);
    }
}
