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

    /// <summary>How many reports were fixed.</summary>
    public int Fixes { get; private set; }

    public static async Task<FixedShape> OfAsync(Shape shape, DiagnosticAnalyzer analyzer, CodeFixProvider fix)
    {
        var fixedShape = new FixedShape(shape);
        var document = fixedShape.Open();
        fixedShape.Before = await fixedShape.LoadAsync(document);
        while (fixedShape.Fixes < MostFixes && await FixedAsync(document, analyzer, fix) is { } next)
        {
            document = next;
            fixedShape.Fixes++;
        }

        fixedShape.After = await fixedShape.LoadAsync(document);
        return fixedShape;
    }

    private static async Task<Document?> FixedAsync(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        var found = await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync();
        foreach (var diagnostic in found.Where(report => report.Location.SourceTree?.FilePath == document.FilePath))
        {
            var actions = new List<CodeAction>();
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            if (actions.Count > 0)
                return (await actions[0].GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id);
        }

        return null;
    }

    private Document Open()
    {
        var project = new AdhocWorkspace().AddProject("Fixed", LanguageNames.CSharp)
            .WithCompilationOptions(_world.Compilation.Options)
            .WithParseOptions(_world.Compilation.SyntaxTrees[0].Options)
            .AddMetadataReferences(_world.Compilation.References);
        foreach (var tree in _world.Compilation.SyntaxTrees.Where(tree => !tree.FilePath.StartsWith("/Shapes.", StringComparison.Ordinal)))
            project = project.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project;
        return project.AddDocument(_shape.Path, _shape.Text, filePath: _shape.Path);
    }

    private async Task<Assembly> LoadAsync(Document document)
    {
        using var image = new MemoryStream();
        var emitted = (await document.Project.GetCompilationAsync())!.Emit(image);
        Assert.True(emitted.Success, $"{string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))}\n{await document.GetTextAsync()}");
        image.Position = 0;
        var context = new AssemblyLoadContext($"{_shape} {Fixes}");
        context.LoadFromStream(_world.LibrariesImage());
        return context.LoadFromStream(image);
    }
}
