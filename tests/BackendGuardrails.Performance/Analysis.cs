using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Performance;

/// <summary>Compilations of generated code, and the rules that run over them.</summary>
internal static class Analysis
{
    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "references.txt")).Where(path => !Path.GetFileName(path).StartsWith("BackendGuardrails", StringComparison.Ordinal)).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToImmutableArray());

    /// <summary>The rules with these ids, or all.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Rules(params string[] ids) => typeof(GuardrailAnalyzer).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
        .Where(rule => ids.Length == 0 || rule.SupportedDiagnostics.Any(descriptor => ids.Contains(descriptor.Id)))
        .ToImmutableArray();

    public static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> files)
    {
        var compilation = Parsed(files);
        if (compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The generated code does not compile: {error}");
        return compilation;
    }

    /// <summary>Of which nothing has been bound yet.</summary>
    public static CSharpCompilation Parsed(IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Generated",
        files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path)),
        References.Value,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static CompilationWithAnalyzers With(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> rules) => new(
        compilation,
        rules,
        new CompilationWithAnalyzersOptions(new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty), (exception, rule, _) => throw new InvalidOperationException(rule.ToString(), exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false));

    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
