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

    public bool IsFixed(Shape shape) => _files.ContainsKey(shape.Path);

    public string TextOf(Shape shape) => _files.GetValueOrDefault(shape.Path, shape.Text);

    public static async Task<FixedWorld> OfAsync(ShapeWorld world)
    {
        var files = new Dictionary<string, string>();
        var project = Open(world);
        for (var round = 0; round < MostRounds; round++)
        {
            var compilation = (await project.GetCompilationAsync())!;
            var found = await compilation.WithAnalyzers([new BG1001QueryPerItemAnalyzer()]).GetAnalyzerDiagnosticsAsync();
            var before = project;
            foreach (var reports in found.OrderBy(report => report.Location.SourceSpan.Start).GroupBy(report => report.Location.SourceTree!.FilePath))
            {
                var document = before.Documents.Single(candidate => candidate.FilePath == reports.Key);
                foreach (var report in reports)
                {
                    if (await FixAsync(document, report) is not { } text)
                        continue;
                    files[reports.Key] = text;
                    project = project.GetDocument(document.Id)!.WithText(Microsoft.CodeAnalysis.Text.SourceText.From(text)).Project;
                    break;
                }
            }

            if (project == before)
                break;
        }

        return new(world, files);
    }

    private static async Task<string?> FixAsync(Document document, Diagnostic report)
    {
        var actions = new List<CodeAction>();
        await new BG1001QueryPerItemCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => actions.Add(action), CancellationToken.None));
        if (actions.Count == 0)
            return null;
        var operations = await actions[0].GetOperationsAsync(CancellationToken.None);
        return (await operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
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
