using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Tests.Verifiers;

/// <summary>A test whose sources are files of a Web SDK project: implicit usings, nullable enabled, the real libraries.</summary>
public class GuardrailTest<TAnalyzer, TCodeFix> : CSharpCodeFixTest<TAnalyzer, TCodeFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    public GuardrailTest()
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        MarkupOptions = MarkupOptions.TreatPositionIndicatorsAsCode;
        SolutionTransforms.Add(CompileAllProjectsAlike);
    }

    /// <summary>Lines of an .editorconfig section that applies to every file.</summary>
    public string EditorConfig { get; set; } = "";

    public string[] PreprocessorSymbols { get; set; } = [];

    /// <summary>What the project imports implicitly; empty where a fix has to import what it uses.</summary>
    public string ImplicitUsings { get; set; } = GlobalUsings.Web;

    /// <summary>Libraries from the Stubs folder.</summary>
    public string[] Stubs { get; set; } = [];

    /// <summary>Every reference of the test project, where the trimmed default set does not do.</summary>
    public bool UseFullReferences { get; set; }

    /// <summary>A file of another project, "Data", which the main one references.</summary>
    public string DataProjectCode
    {
        set
        {
            TestState.AdditionalProjects["Data"].Sources.Add(value);
            if (!TestState.AdditionalProjectReferences.Contains("Data"))
                TestState.AdditionalProjectReferences.Add("Data");
        }
    }

    /// <summary>Rules that are off by default, as teams switch them on. Roslyn 4.5 does not enable such a rule by an option of the compilation when the compilation is a workspace's.</summary>
    private static string SwitchedOn => string.Concat(new TAnalyzer().SupportedDiagnostics.Where(rule => !rule.IsEnabledByDefault)
        .Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = {(rule.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : "warning")}\n"));

    private IEnumerable<MetadataReference> References => UseFullReferences ? RealReferences.Full : RealReferences.Default;

    protected override CompilationOptions CreateCompilationOptions() =>
        ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(NullableContextOptions.Enable);

    protected override ParseOptions CreateParseOptions() =>
        ((CSharpParseOptions)base.CreateParseOptions()).WithPreprocessorSymbols(PreprocessorSymbols);

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        foreach (var state in new[] { TestState, FixedState, BatchFixedState }.Where(state => state.Sources.Count > 0))
            Furnish(state, "/0");

        foreach (var state in new[] { TestState, FixedState, BatchFixedState }.SelectMany(state => state.AdditionalProjects.Values).Distinct())
            Furnish(state, $"/{state.Name}");

        // Formatting ends lines as the operating system does, if nothing else is said.
        TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*]\nend_of_line = lf\n{SwitchedOn}{EditorConfig}\n"));
        await base.RunImplAsync(cancellationToken);
        foreach (var state in new[] { FixedState, BatchFixedState }.Where(state => state.Sources.Count > 0))
            VerifyEmits(state, cancellationToken);
    }

    private void Furnish(ProjectState project, string root)
    {
        for (var file = 0; file < project.Sources.Count; file++)
            project.Sources[file] = (project.Sources[file].filename, OlderSource.Of(project.Sources[file].content));
        if (project.OutputKind is null && project.Sources.Any(source => HasTopLevelStatements(source.content)))
            project.OutputKind = OutputKind.ConsoleApplication;

        // In front, because documents that a fix adds come last; named as generated code, because rules are not about it.
        project.Sources.InsertRange(0, Stubs.Select(stub => ($"{root}/{stub}.g.cs", SourceText.From(Stub.Load(stub)))));
        project.Sources.Insert(0, ($"{root}/GlobalUsings.g.cs", SourceText.From(ImplicitUsings)));
        project.AdditionalReferences.AddRange(References);
    }

    private static bool HasTopLevelStatements(SourceText marked)
    {
        TestFileMarkupParser.GetSpans(marked.ToString(), treatPositionIndicatorsAsCode: true, out var source, out _);
        return SyntaxFactory.ParseCompilationUnit(source).Members.OfType<GlobalStatementSyntax>().Any();
    }

    private Solution CompileAllProjectsAlike(Solution solution, ProjectId mainId) => solution.ProjectIds.Where(id => id != mainId).Aggregate(
        solution,
        (changed, id) => changed
            .WithProjectCompilationOptions(id, CreateCompilationOptions().WithOutputKind(changed.GetProject(id)!.CompilationOptions!.OutputKind))
            .WithProjectParseOptions(id, CreateParseOptions()));

    /// <summary>Some errors are found only when code is generated.</summary>
    private void VerifyEmits(SolutionState state, CancellationToken cancellationToken)
    {
        var others = (state.AdditionalProjects.Count > 0 ? state : TestState).AdditionalProjects.Values.ToDictionary(project => project.Name);
        var compilation = Compile(state, others);
        var result = compilation.Emit(Stream.Null, cancellationToken: cancellationToken);
        var expected = state.Sources.Concat(TestState.Sources).Select(source => source.content.ToString());
        var errors = result.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !expected.Any(source => source.Contains($"{{|{diagnostic.Id}:")))
            .ToList();
        Verify.True(errors.Count == 0, $"The fixed source compiles but does not emit: {string.Join(Environment.NewLine, errors)}");
    }

    private CSharpCompilation Compile(ProjectState project, Dictionary<string, ProjectState> others)
    {
        var trees = project.Sources.Select(source =>
        {
            TestFileMarkupParser.GetSpans(source.content.ToString(), treatPositionIndicatorsAsCode: true, out var text, out _);
            return CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)CreateParseOptions(), source.filename);
        });
        var settings = project is SolutionState ? TestState : project;
        var references = settings.AdditionalReferences
            .Concat(settings.AdditionalProjectReferences.Select(name => Compile(others[name], others).ToMetadataReference()));
        var options = CreateCompilationOptions().WithOutputKind(project.OutputKind ?? settings.OutputKind ?? OutputKind.DynamicallyLinkedLibrary);
        return CSharpCompilation.Create(project.Name, trees, references, (CSharpCompilationOptions)options);
    }
}
