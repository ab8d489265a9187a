using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BackendGuardrails.Security;
using BackendGuardrails.Tests.House;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.Security.SqlPrograms;

/// <summary>Small services as teams write them: each is reported on the lines marked in it, and on no other.</summary>
public partial class SqlProgramTests
{
    private const string Id = "BG4001";
    private const string Folder = "tests/BackendGuardrails.Tests/Security/SqlPrograms";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] StubbedLibraries =
        ["EntityFramework", "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite", "MySqlConnector", "Oracle.ManagedDataAccess.Client"];

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly SyntaxTree Usings = CSharpSyntaxTree.ParseText(GlobalUsings.Web, Parsing, "GlobalUsings.g.cs");

    // Compiled once and referenced, so that to a program these are libraries like any other.
    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() => [.. RealReferences.Full, CompiledStubs()]);

    public static TheoryData<string> Quiet => [.. NamesIn("Quiet")];

    public static TheoryData<string> Vulnerable => [.. NamesIn("Vulnerable")];

    [Theory]
    [MemberData(nameof(Quiet))]
    public async Task A_program_with_safe_text_is_left_alone(string name)
    {
        var path = $"{Folder}/Quiet/{name}.cs";

        Assert.Empty(Expected(TextOf(path)));
        await VerifyAsync(path);
    }

    [Theory]
    [MemberData(nameof(Vulnerable))]
    public async Task A_program_that_can_be_injected_into_is_reported_at_its_sinks(string name)
    {
        var path = $"{Folder}/Vulnerable/{name}.cs";

        Assert.NotEmpty(Expected(TextOf(path)));
        await VerifyAsync(path);
    }

    private static async Task VerifyAsync(string path)
    {
        var compilation = Compile(path);
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, $"The program does not compile:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}");

        Compare(path, Expected(TextOf(path)), await ReportedAsync(compilation, path));
    }

    private static void Compare(string path, HashSet<Line> expected, Dictionary<Line, string> reported)
    {
        var missing = expected.Except(reported.Keys).Select(line => (line.Number, Text: $"{Id} ({line.Severity}) is missing"));
        var unexpected = reported.Where(line => !expected.Contains(line.Key))
            .Select(line => (line.Key.Number, Text: $"{Id} ({line.Key.Severity}) is unexpected: {line.Value}"));

        var differences = missing.Concat(unexpected).OrderBy(line => line.Number).Select(line => $"{path}:{line.Number}: {line.Text}").ToList();
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    private static async Task<Dictionary<Line, string>> ReportedAsync(Compilation compilation, string path)
    {
        var crashes = new ConcurrentBag<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => crashes.Add($"The analyzer throws over {path}: {exception}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await new CompilationWithAnalyzers(compilation, [new BG4001SqlFromTextAnalyzer()], options).GetAnalyzerDiagnosticsAsync().WaitAsync(Patience);

        Contract.Holds(crashes);
        return diagnostics.Where(diagnostic => diagnostic.Id == Id)
            .GroupBy(diagnostic => new Line(diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1, diagnostic.Severity))
            .ToDictionary(line => line.Key, line => line.First().GetMessage());
    }

    private static CSharpCompilation Compile(string path)
    {
        var tree = CSharpSyntaxTree.ParseText(TextOf(path), Parsing, path);
        var kind = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return CSharpCompilation.Create(
            "Program", [Usings, tree], References.Value, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static MetadataReference CompiledStubs()
    {
        var trees = StubbedLibraries.Select(library => CSharpSyntaxTree.ParseText(Stub.Load(library), Parsing, $"{library}.g.cs"));
        var stubs = CSharpCompilation.Create("Stubs", trees, RealReferences.Full, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = stubs.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        image.Position = 0;
        return MetadataReference.CreateFromStream(image);
    }

    private static HashSet<Line> Expected(string text) =>
    [
        .. from line in text.Split('\n').Select((content, index) => (Mark: Mark().Match(content), Number: index + 1))
           where line.Mark.Success
           select new Line(line.Number, line.Mark.Groups["info"].Success ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning),
    ];

    private static string TextOf(string path) => RepositoryFiles.Current[path]!;

    private static IEnumerable<string> NamesIn(string folder) =>
        RepositoryFiles.Current.In($"{Folder}/{folder}", ".cs").Select(file => Path.GetFileNameWithoutExtension(file.Path));

    [GeneratedRegex(@"// guardrail: BG4001(?<info> \(info\))?$")]
    private static partial Regex Mark();

    private readonly record struct Line(int Number, DiagnosticSeverity Severity);
}
