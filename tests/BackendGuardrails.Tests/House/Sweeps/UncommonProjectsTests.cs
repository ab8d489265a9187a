using System.Collections.Immutable;
using BackendGuardrails.Tests.Verifiers;
using BackendGuardrails.Views;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.House;

/// <summary>What compilers and editors make of projects: none of the usual parts, the same part twice, one after the other, all at once, and given up half-way.</summary>
public class UncommonProjectsTests
{
    private static readonly CSharpCompilationOptions Library = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Lazy<Task<Compilation>> Sample = new(async () => (await SweptCode.SampleProject().GetCompilationAsync())!);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_project_without_files_is_fine(bool hasReferences) =>
        Assert.Empty(await AllAnalyzers.RunAsync(CSharpCompilation.Create("Empty", [], hasReferences ? RealReferences.Full : [], Library), "a project without files"));

    [Theory]
    [InlineData("")]
    [InlineData("Same.cs")]
    [InlineData("/a b/ü%20#?*|<>\"\u0001.cs")]
    [InlineData("C:\\Shop\\..\\Shop\\20260101000000_.cs")]
    public async Task Files_without_a_name_of_their_own_are_fine(string path)
    {
        var sample = await Sample.Value;
        var renamed = sample.RemoveAllSyntaxTrees().AddSyntaxTrees(SomeOf(sample).Select(tree => tree.WithFilePath(path)));
        Assert.NotEmpty(await AllAnalyzers.RunAsync(renamed, $"files that are all called '{path}'"));
    }

    [Fact]
    public async Task The_order_of_files_changes_nothing()
    {
        var all = await Sample.Value;
        var sample = all.RemoveAllSyntaxTrees().AddSyntaxTrees(SomeOf(all));
        var reversed = sample.RemoveAllSyntaxTrees().AddSyntaxTrees(sample.SyntaxTrees.Reverse());
        Assert.Equal(Texts(await AllAnalyzers.RunAsync(sample, "the order service")), Texts(await AllAnalyzers.RunAsync(reversed, "the order service from its end")));
    }

    /// <summary>Linked files, and projects for several frameworks: an editor has one set of rules for all of them.</summary>
    [Fact]
    public async Task The_same_files_in_two_projects_are_fine()
    {
        var all = await Sample.Value;
        var sample = all.RemoveAllSyntaxTrees().AddSyntaxTrees(SomeOf(all));
        var other = CSharpCompilation.Create("Other", sample.SyntaxTrees, RealReferences.Default, (CSharpCompilationOptions)sample.Options);
        var analyzers = Registry.CreateAnalyzers();
        var limit = TimeSpan.FromMinutes(2);
        var reports = await Task.WhenAll(
            AllAnalyzers.RunAsync(sample, analyzers, "a file of two projects", limit), AllAnalyzers.RunAsync(other, analyzers, "a file of two projects", limit),
            AllAnalyzers.RunAsync(CSharpCompilation.Create("Bare", [CSharpSyntaxTree.ParseText("class A { void M() { } }")], [], Library), analyzers, "a project beside", limit));
        Assert.Equal(Texts(await AllAnalyzers.RunAsync(sample, "the order service")), Texts(reports[0]));
        Assert.Equal(Texts(await AllAnalyzers.RunAsync(other, "the order service")), Texts(reports[1]));
    }

    /// <summary>An editor gives up as soon as somebody types on, and asks again for a compilation of which much is remembered.</summary>
    [Fact]
    public async Task What_is_given_up_half_way_is_done_the_next_time()
    {
        var all = await Sample.Value;
        var sample = all.RemoveAllSyntaxTrees().AddSyntaxTrees(SomeOf(all));
        var expected = Texts(await AllAnalyzers.RunAsync(sample, "the order service"));
        var compilation = sample.WithOptions(sample.Options.WithSpecificDiagnosticOptions(Registry.Rules.ToDictionary(rule => rule.Id, _ => ReportDiagnostic.Warn)));
        foreach (var milliseconds in new[] { 1, 5, 20, 50, 100, 200, 400 })
        {
            using var typing = new CancellationTokenSource(milliseconds);
            try
            {
                await compilation.WithAnalyzers(Registry.CreateAnalyzers()).GetAnalyzerDiagnosticsAsync(typing.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }

        Assert.Equal(expected, Texts(await compilation.WithAnalyzers(Registry.CreateAnalyzers()).GetAnalyzerDiagnosticsAsync()));
    }

    [Fact]
    public async Task Lines_typed_into_a_session_are_fine()
    {
        string[] lines =
        [
            "using System; using System.Linq; using System.Data.Common; using Microsoft.EntityFrameworkCore; class Row { public int Id { get; set; } } class Shop : DbContext { public DbSet<Row> Rows => Set<Row>(); }",
            "var shop = new Shop(); DbCommand command = null!; string Sql(string a) => \"SELECT \" + a;",
            "foreach (var id in new[] { 1, 2 }) { await shop.Rows.Where(row => row.Id == id).ToListAsync(); await shop.SaveChangesAsync(); }",
            "command.CommandText = Sql(Console.ReadLine()!); command.ExecuteNonQuery()",
            "shop",
        ];
        CSharpCompilation? previous = null;
        foreach (var line in lines)
        {
            var tree = CSharpSyntaxTree.ParseText(line, new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script));
            previous = CSharpCompilation.CreateScriptCompilation($"Line{previous?.AssemblyName}", tree, RealReferences.Default, Library, previous);
            Assert.DoesNotContain(previous.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            await AllAnalyzers.RunAsync(previous, line);
        }
    }

    /// <summary>A library for old frameworks knows nothing but netstandard, in which half of what rules ask for is missing.</summary>
    [Fact]
    public async Task A_library_for_old_frameworks_is_fine()
    {
        var standard = RealReferences.Full.Where(reference => Path.GetFileName(reference.Display) is "netstandard.dll" or "System.Runtime.dll" or "System.Data.Common.dll" or "System.Net.Http.dll");
        foreach (var (path, text) in SweptCode.BrokenFiles())
            await AllAnalyzers.RunAsync(CSharpCompilation.Create("Old", [CSharpSyntaxTree.ParseText(text, path: path)], standard, Library), $"{path} in a library for old frameworks");
    }

    /// <summary>Views are typed as well, and what Razor makes of half a line is not C# either.</summary>
    [Fact]
    public async Task Damaged_views_are_fine()
    {
        var files = SweptCode.BrokenFiles().ToList();
        for (var seed = 0; seed < 15; seed++)
        {
            var (path, text) = files[seed % files.Count];
            var damaged = $"#line 1 \"/app/{path}.cshtml\"\n{Mutations.Of(text, seed)}";
            var compilation = await SweptCode.BesideTheSample("").GetCompilationAsync();
            await AllAnalyzers.RunAsync(
                compilation!.AddSyntaxTrees(CSharpSyntaxTree.ParseText(damaged, (CSharpParseOptions)compilation.SyntaxTrees.First().Options, $"{path}_cshtml.g.cs")), [new ViewCodeAnalyzer()], $"a view like {path}, seed {seed}", TimeSpan.FromMinutes(1));
        }
    }

    /// <summary>Projects of other languages beside: the compiler of Visual Basic must not even load them.</summary>
    [Fact]
    public void All_rules_and_fixes_are_for_CSharp_alone()
    {
        Assert.All(Registry.AnalyzerTypes.Add(typeof(ViewCodeAnalyzer)), type => Assert.Equal([LanguageNames.CSharp], type.GetCustomAttributes(false).OfType<DiagnosticAnalyzerAttribute>().Single().Languages));
        Assert.All(Registry.FixTypes, type => Assert.Equal([LanguageNames.CSharp], type.GetCustomAttributes(false).OfType<Microsoft.CodeAnalysis.CodeFixes.ExportCodeFixProviderAttribute>().Single().Languages));
    }

    /// <summary>As many as bring reports of many kinds.</summary>
    private static IEnumerable<SyntaxTree> SomeOf(Compilation sample) => sample.SyntaxTrees.Where((_, index) => index % 4 == 0);

    private static IEnumerable<string> Texts(ImmutableArray<Diagnostic> reports) => reports.Select(report => report.ToString()).Order(StringComparer.Ordinal);
}
