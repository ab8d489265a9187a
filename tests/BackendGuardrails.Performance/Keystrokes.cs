using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Performance;

/// <summary>
/// Somebody types in a document of 1,000 lines of a project of 200 files. After each key the compiler's semantic diagnostics of the document and ours
/// are asked for, each in a compilation that nobody has used yet, as an editor does.
/// </summary>
internal static class Keystrokes
{
    private const int Keys = 30;
    private const int WarmUp = 10;

    public static async Task MeasureAsync(string[] ids)
    {
        var rules = Analysis.Rules(ids);
        var nothing = ImmutableArray.Create<DiagnosticAnalyzer>(new EmptyAnalyzer());
        var files = GeneratedShop.Files().ToArray();
        var compilation = Analysis.Compile(files);
        var tree = compilation.SyntaxTrees.Single(one => one.FilePath == GeneratedShop.OpenDocument);
        Console.WriteLine($"{files.Length} files, {files.Sum(file => file.Text.Count(character => character == '\n')):N0} lines; the open document has {tree.GetText().Lines.Count:N0}; {rules.Length} rules");
        var (compiler, empty, ours, reports) = (new List<double>(), new List<double>(), new List<double>(), 0);
        for (var key = 0; key < WarmUp + Keys; key++)
        {
            var next = Typed(tree, key);
            var fork = compilation.ReplaceSyntaxTree(tree, next);
            var spent = Stopwatch.StartNew();
            _ = fork.GetSemanticModel(next).GetDiagnostics();
            compiler.Add(spent.Elapsed.TotalMilliseconds);
            empty.Add((await AnalyzeAsync(nothing)).Milliseconds);
            (var milliseconds, reports) = await AnalyzeAsync(rules);
            ours.Add(milliseconds);
            (compilation, tree) = (fork, next);

            async Task<(double Milliseconds, int Reports)> AnalyzeAsync(ImmutableArray<DiagnosticAnalyzer> analyzers)
            {
                var fresh = compilation.ReplaceSyntaxTree(tree, next);
                var spent = Stopwatch.StartNew();
                var found = await Analysis.With(fresh, analyzers).GetAnalyzerSemanticDiagnosticsAsync(fresh.GetSemanticModel(next), null, default);
                return (spent.Elapsed.TotalMilliseconds, found.Length);
            }
        }

        var ofCompiler = MedianOf(compiler);
        Console.WriteLine($"median of {Keys} keystrokes: compiler {ofCompiler:F1} ms, an analyzer that does nothing {MedianOf(empty):F1} ms ({MedianOf(empty) / ofCompiler:P0}), rules {MedianOf(ours):F1} ms ({MedianOf(ours) / ofCompiler:P0}), {reports} reports in the document");
    }

    private static double MedianOf(IEnumerable<double> figures) => Analysis.Median(figures.Skip(WarmUp));

    /// <summary>One more letter in a comment or a text inside a method, each time in another one.</summary>
    private static SyntaxTree Typed(SyntaxTree tree, int key)
    {
        var text = tree.GetText();
        var marks = GeneratedShop.TypingMarks(text.ToString());
        return tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(marks[key * 7 % marks.Count], 0), "x")));
    }
}
