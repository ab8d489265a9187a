using System.Reflection;
using System.Runtime.Loader;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>A program of one file with endpoints, as it is written and as a fix leaves it; both are ready for <see cref="EndpointHost"/>.</summary>
public sealed class FixedProgram
{
    private const int MostFixes = 50;

    private FixedProgram(Assembly before, Assembly after, string text, int fixes) => (Before, After, Text, Fixes) = (before, after, text, fixes);

    public Assembly Before { get; }

    public Assembly After { get; }

    /// <summary>What the fix leaves.</summary>
    public string Text { get; }

    /// <summary>How many reports were fixed.</summary>
    public int Fixes { get; }

    /// <summary>Fixes one report after the other with the action of that title, or else the first that is offered, until none is offered.</summary>
    public static async Task<FixedProgram> OfAsync(string text, DiagnosticAnalyzer analyzer, CodeFixProvider fix, string? title = null)
    {
        var document = Open(text);
        var before = await LoadAsync(document);
        var fixes = 0;
        for (; await FixedAsync(document, analyzer, fix, title) is { } next; fixes++)
        {
            Assert.True(fixes < MostFixes, "The fix does not end.");
            document = next;
        }

        return new(before, await LoadAsync(document), (await document.GetTextAsync()).ToString(), fixes);
    }

    /// <summary>A program that nothing is fixed in.</summary>
    public static Task<Assembly> CompileAsync(string text) => LoadAsync(Open(text));

    private static async Task<Document?> FixedAsync(Document document, DiagnosticAnalyzer analyzer, CodeFixProvider fix, string? title)
    {
        var found = await (await document.Project.GetCompilationAsync())!.WithAnalyzers([analyzer]).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        foreach (var diagnostic in found.Where(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            var actions = new List<CodeAction>();
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
            if (actions.FirstOrDefault(action => title is null || action.Title == title) is { } chosen)
                return (await chosen.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id);
        }

        return null;
    }

    private static Document Open(string text) => new AdhocWorkspace().AddProject("Program", LanguageNames.CSharp)
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
        .WithParseOptions(CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithFeatures([FrameworkGenerators.Feature]))
        .AddMetadataReferences(RealReferences.Full)
        .AddDocument("GlobalUsings.cs", GlobalUsings.Web).Project
        .AddDocument("Program.cs", text, filePath: "/Program.cs");

    private static async Task<Assembly> LoadAsync(Document document)
    {
        using var image = new MemoryStream();
        var emitted = (await document.Project.GetCompilationAsync())!.WithGeneratedCode(document.Project.ParseOptions!).Emit(image);
        Assert.True(emitted.Success, $"{string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))}\n{await document.GetTextAsync()}");
        image.Position = 0;
        return new AssemblyLoadContext("Program").LoadFromStream(image);
    }
}
