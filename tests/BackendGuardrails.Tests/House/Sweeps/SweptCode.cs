using System.Collections.Immutable;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Tests.House;

/// <summary>Projects to run all rules over.</summary>
internal static class SweptCode
{
    private const string Sample = "samples/OrderService";

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);

    private static readonly Lazy<Compilation> CompiledSample = new(() => SampleProject().GetCompilationAsync().Result!);

    /// <summary>The order service, which breaks every guardrail: all its projects as one.</summary>
    public static Project SampleProject() => ProjectOf([.. SampleFiles(Sample)], []);

    /// <summary>Its repaired twin, which breaks none.</summary>
    public static Project RepairedProject() => ProjectOf([.. SampleFiles("samples/OrderService.Repaired")], []);

    /// <summary>The files of the order service that break a guardrail.</summary>
    public static IEnumerable<(string Path, string Text)> BrokenFiles() =>
        RepositoryFiles.Current.In(Sample, ".cs").Where(file => file.Text.Contains("guardrail: BG", StringComparison.Ordinal));

    /// <summary>One file beside the order service, which it refers to as editors do: as a compilation, not as metadata.</summary>
    public static Project BesideTheSample(string text) => ProjectOf([("Swept.cs", text)], [CompiledSample.Value.ToMetadataReference()]);

    public static Project Alone(string text) => ProjectOf([("Swept.cs", text)], []);

    private static IEnumerable<(string Path, string Text)> SampleFiles(string folder) =>
        RepositoryFiles.Current.In(folder, ".cs").Concat(RepositoryFiles.Current.In("samples/Stubs", ".cs"));

    /// <summary>The order service without a single library: nearly every type is unknown.</summary>
    public static Project SampleWithoutLibraries() => SampleProject().WithMetadataReferences([]);

    /// <summary>The order service where some of the files that break a guardrail are there twice.</summary>
    public static Project SampleTwice() => ProjectOf([.. SampleFiles(Sample), .. BrokenFiles().Take(8).Select(file => ("Again/" + file.Path, file.Text))], []);

    private static Project ProjectOf(ImmutableArray<(string Path, string Text)> files, MetadataReference[] references)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        var id = ProjectId.CreateNewId();
        solution = solution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Swept", "Swept", LanguageNames.CSharp, parseOptions: Parsing,
                compilationOptions: new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable),
                metadataReferences: RealReferences.Full.Concat(references)))
            .AddDocument(DocumentId.CreateNewId(id), "GlobalUsings.g.cs", SourceText.From(GlobalUsings.Web), filePath: "GlobalUsings.g.cs");
        foreach (var (path, text) in files)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(path), SourceText.From(text), filePath: path);
        return solution.GetProject(id)!;
    }
}
