using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>What the rules say about the catalogue, wherever the shop is compiled and however its sets are declared: the marked lines, and nothing else.</summary>
public class ShapeAnalysisTests(ITestOutputHelper output)
{
    private static readonly ImmutableHashSet<string> Judged = ["BG1001", "BG1002", "BG1003", "BG1007", "BG1021"];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(GuardrailAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => Judged.Contains(descriptor.Id))),
    ];

    public static TheoryData<string> Worlds => new(ShapeWorld.All.Select(world => world.Name));

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task The_marked_lines_are_reported_and_no_others(string name)
    {
        var world = ShapeWorld.All.Single(candidate => candidate.Name == name);
        var present = Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).ToHashSet();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([], new Configured()), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = Analyzers.IsEmpty ? [] : await world.Compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync();

        var table = new ShapeTable(found.ToLookup(diagnostic => diagnostic.Location.SourceTree?.FilePath ?? ""), present, world);
        output.WriteLine(table.Text);
        if (Environment.GetEnvironmentVariable("BG_SHAPES") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, $"shapes {world.Name}.txt"), table.Text, Encoding.UTF8);
        Assert.True(table.Wrong == 0, table.Text);
    }

    /// <summary>What a team would write into its .editorconfig for the shapes with methods of its own.</summary>
    private sealed class Configured : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = key == "backend_guardrails.round_trip_methods" ? "LegacyCatalog.Lookup" : null;
                return value is not null;
            }
        }
    }
}
