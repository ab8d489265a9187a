using System.Collections.Immutable;
using System.Reflection;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Evidence.Infrastructure;

/// <summary>
/// The pair Before.cs and After.cs of a folder as text: lines that end in <c>// {id}</c> are those the rule must flag, and the fix must turn one into the other.
/// What else is in the folder belongs to both, except tests; so does what is in the folder around it, when the rule has several cases.
/// </summary>
public sealed class EvidenceCase(string folder, DiagnosticAnalyzer analyzer, CodeFixProvider? codeFix = null, int action = 0)
{
    private const int MostFixes = 50;

    private readonly string _id = analyzer.SupportedDiagnostics.Single().Id;

    public static string PathOf(string key) =>
        typeof(EvidenceCase).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    public async Task VerifyMarkedLinesAsync()
    {
        var before = Open("Before.cs");
        var text = await before.GetTextAsync();
        var marked = text.Lines.Where(line => line.ToString().EndsWith($"// {_id}", StringComparison.Ordinal)).Select(line => line.LineNumber + 1);

        var flagged = (await DiagnosticsAsync(before)).Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1);

        Assert.NotEmpty(marked);
        Assert.Equal(marked, flagged);
        Assert.Empty(await DiagnosticsAsync(Open("After.cs")));
    }

    /// <summary>Token for token: comments and white space are the unit tests' business.</summary>
    public async Task VerifyFixAsync()
    {
        var document = Open("Before.cs");
        for (var applied = 0; (await DiagnosticsAsync(document)).FirstOrDefault() is { } diagnostic; applied++)
        {
            Assert.True(applied < MostFixes, "The fix does not end.");
            document = await FixAsync(document, diagnostic);
        }

        Assert.Equal(await TokensAsync(Open("After.cs")), await TokensAsync(document));
    }

    private async Task<Document> FixAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await codeFix!.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        Assert.NotEmpty(actions);
        var operations = await actions[action].GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    private async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([analyzer]).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return [.. found.Where(diagnostic => diagnostic.Id == _id).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private Document Open(string half)
    {
        var path = Path.Combine(PathOf("EvidenceRoot"), folder);
        var project = new AdhocWorkspace().AddProject(_id, LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                .WithSpecificDiagnosticOptions(analyzer.SupportedDiagnostics.Where(rule => !rule.IsEnabledByDefault).ToImmutableDictionary(rule => rule.Id, _ => ReportDiagnostic.Info)))
            .WithParseOptions(CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest))
            .AddMetadataReferences(RealReferences.Default)
            .AddDocument("GlobalUsings.cs", GlobalUsings.Web).Project;
        foreach (var file in SharedBetweenHalves())
            project = project.AddDocument(Path.GetFileName(file), File.ReadAllText(file), filePath: file).Project;
        return project.AddDocument(half, File.ReadAllText(Path.Combine(path, half)), filePath: Path.Combine(path, half));
    }

    private IEnumerable<string> SharedBetweenHalves()
    {
        var parts = folder.Split('/');
        return Enumerable.Range(1, parts.Length)
            .SelectMany(count => Directory.GetFiles(Path.Combine([PathOf("EvidenceRoot"), .. parts.Take(count)]), "*.cs"))
            .Where(file => Path.GetFileName(file) is not ("Before.cs" or "After.cs") && !file.EndsWith("Tests.cs", StringComparison.Ordinal));
    }

    private async Task<IEnumerable<string>> TokensAsync(Document document)
    {
        var root = (await document.GetSyntaxRootAsync())!;
        return root.DescendantTokens().Select(token => token.Text is "Before" ? "After" : token.Text);
    }
}
