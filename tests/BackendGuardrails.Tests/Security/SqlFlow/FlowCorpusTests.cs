using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>The corpus of docs/performance.md. With BG_SQL_CORPUS=folder and BG_SQL_LINES=number it is written there, as a project that the scanner can load.</summary>
public sealed class FlowCorpusTests
{
    [Fact]
    public void The_corpus_compiles()
    {
        var errors = FlowCompilation.Of(FlowCorpus.OfLines(5_000)).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();

        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_corpus_is_written_where_somebody_asks_for_it()
    {
        var folder = Environment.GetEnvironmentVariable("BG_SQL_CORPUS") ?? Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var lines = int.Parse(Environment.GetEnvironmentVariable("BG_SQL_LINES") ?? "1000", System.Globalization.CultureInfo.InvariantCulture);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "Corpus.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Library</OutputType></PropertyGroup></Project>");
        foreach (var (path, text) in FlowCorpus.OfLines(lines).Append(("Shop.cs", FlowCompilation.SharedText)))
            await File.WriteAllTextAsync(Path.Combine(folder, path), text);

        Assert.True(Directory.GetFiles(folder, "*.cs").Length >= 3);
        if (Environment.GetEnvironmentVariable("BG_SQL_CORPUS") is null)
            Directory.Delete(folder, recursive: true);
    }
}
