using System.Collections.Immutable;
using BackendGuardrails.Queries;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace BackendGuardrails.Tests.House;

/// <summary>An editor asks for one file, or for a part of one, and sees what a build says of it: no more and no less.</summary>
public class EditorTests
{
    private static readonly (string Path, string Text)[] Files =
    [
        ("/0/Shop.cs", """
            using System.Collections.Generic;
            using System.Linq;
            using Microsoft.EntityFrameworkCore;
            public class Order { public int Id { get; set; } public string Name { get; set; } = ""; }
            public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }
            """),
        ("/0/Reading.cs", """
            using System.Collections.Generic;
            using System.Linq;
            public partial class Orders
            {
                private static readonly Shop First = new Shop();
                public List<Order> Of(Shop shop, List<int> ids) { var found = new List<Order>(); foreach (var id in ids) found.Add(shop.Orders.First(order => order.Id == id)); return found; }
                public int Other() => 1;
            }
            """),
        ("/0/Writing.cs", """
            using System.Collections.Generic;
            public partial class Orders
            {
                private static readonly Shop Second = new Shop();
                public void Save(Shop shop, List<Order> orders) { foreach (var order in orders) { shop.Add(order); shop.SaveChanges(); } }
            }
            """),
    ];

    [Fact]
    public async Task Files_one_by_one_have_the_reports_of_a_build()
    {
        var compilation = Compilation();
        var build = await Analysis(compilation).GetAnalyzerDiagnosticsAsync();
        Assert.True(build.Select(report => report.Id).ToHashSet().IsSupersetOf(["BG1001", "BG1007", "BG1025"]), string.Join("\n", build));

        var editor = new List<Diagnostic>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var reports = await Analysis(compilation).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None);
            Assert.All(reports, report => Assert.Equal(tree, report.Location.SourceTree));
            editor.AddRange(reports);
        }

        Assert.Equal(Texts(build), Texts(editor));
    }

    [Fact]
    public async Task A_file_asked_for_again_has_its_reports_again()
    {
        var compilation = Compilation();
        var analysis = Analysis(compilation);
        foreach (var tree in compilation.SyntaxTrees.Reverse().Concat(compilation.SyntaxTrees))
        {
            var reports = await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None);
            Assert.Equal(Texts(await Analysis(Compilation()).GetAnalyzerDiagnosticsAsync()).Where(text => text.Contains(tree.FilePath)), Texts(reports));
        }
    }

    /// <summary>Editors ask for a part only of rules that are their own, and of others for the file; the oldest compiler answers nothing for a part.</summary>
    [ModernFact]
    public async Task A_light_bulb_finds_what_is_in_its_line()
    {
        var compilation = Compilation();
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == "/0/Reading.cs");
        var method = (await tree.GetRootAsync()).DescendantNodes().OfType<MethodDeclarationSyntax>().First();
        var reports = await Analysis(compilation).GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), method.Span, CancellationToken.None);
        Assert.Contains(reports, report => report.Id == "BG1001");
    }

    private static IEnumerable<string> Texts(IEnumerable<Diagnostic> reports) => reports.Select(report => report.ToString()).Order(StringComparer.Ordinal);

    private static CSharpCompilation Compilation() => CSharpCompilation.Create(
        "Editor",
        Files.Select(file => CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Latest), file.Path)),
        RealReferences.Default,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static CompilationWithAnalyzers Analysis(Compilation compilation) => compilation.WithAnalyzers(
        [new BG1001QueryPerItemAnalyzer(), new BG1007SavePerItemAnalyzer(), new BG1025ContextOutlivesWorkAnalyzer()]);
}
