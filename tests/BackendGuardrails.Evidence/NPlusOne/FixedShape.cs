using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>A shape beside the shop, as it is written and as a fix leaves it, both ready to run.</summary>
public sealed class FixedShape
{
    private const int MostFixes = 20;

    private readonly ShapeWorld _world = ShapeWorld.All[0];
    private readonly Shape _shape;

    private FixedShape(Shape shape) => _shape = shape;

    public Assembly Before { get; private set; } = null!;

    public Assembly After { get; private set; } = null!;

    /// <summary>The files of the shape as the fix leaves them.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How many reports were fixed.</summary>
    public int Fixes { get; private set; }

    public static async Task<FixedShape> OfAsync(Shape shape, DiagnosticAnalyzer analyzer, CodeFixProvider fix)
    {
        var fixedShape = new FixedShape(shape);
        var project = fixedShape.Open();
        fixedShape.Before = await fixedShape.LoadAsync(project);
        while (fixedShape.Fixes < MostFixes && await fixedShape.FixedAsync(project, analyzer, fix) is { } next)
        {
            project = next;
            fixedShape.Fixes++;
        }

        fixedShape.After = await fixedShape.LoadAsync(project);
        fixedShape.Text = await fixedShape.TextAsync(project);
        return fixedShape;
    }

    private async Task<Project?> FixedAsync(Project project, DiagnosticAnalyzer analyzer, CodeFixProvider fix)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var found = await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
        var own = Own(project).ToDictionary(document => document.FilePath!);
        foreach (var diagnostic in found.Where(report => own.ContainsKey(report.Location.SourceTree?.FilePath ?? "")))
        {
            var actions = new List<CodeAction>();
            await fix.RegisterCodeFixesAsync(new CodeFixContext(own[diagnostic.Location.SourceTree!.FilePath], diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            if (actions.Count > 0)
                return (await actions[0].GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id);
        }

        return null;
    }

    private IEnumerable<Document> Own(Project project) => project.Documents.Where(document => _shape.Files.Any(file => file.Path == document.FilePath));

    private async Task<string> TextAsync(Project project)
    {
        var texts = new List<string>();
        foreach (var document in Own(project))
            texts.Add((await document.GetTextAsync()).ToString());
        return string.Join('\n', texts);
    }

    private Project Open()
    {
        var project = new AdhocWorkspace().AddProject("Fixed", LanguageNames.CSharp)
            .WithCompilationOptions(_world.Compilation.Options)
            .WithParseOptions(_world.Compilation.SyntaxTrees[0].Options)
            .AddMetadataReferences(_world.Compilation.References);
        foreach (var tree in _world.Compilation.SyntaxTrees.Where(tree => !tree.FilePath.StartsWith("/Shapes.", StringComparison.Ordinal)))
            project = project.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project;
        return _shape.Files.Aggregate(project, (opened, file) => opened.AddDocument(file.Path, file.Text, filePath: file.Path).Project);
    }

    private async Task<Assembly> LoadAsync(Project project)
    {
        using var image = new MemoryStream();
        var emitted = (await project.GetCompilationAsync())!.Emit(image);
        Assert.True(emitted.Success, $"{string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))}\n{await TextAsync(project)}");
        image.Position = 0;
        var context = new AssemblyLoadContext($"{_shape} {Fixes}");
        context.LoadFromStream(_world.LibrariesImage());
        return context.LoadFromStream(image);
    }
}
