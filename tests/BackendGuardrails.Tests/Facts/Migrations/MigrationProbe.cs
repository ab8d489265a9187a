using BackendGuardrails.Facts.Migrations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using BackendGuardrails.Facts;
using BackendGuardrails.Tests.Verifiers;

namespace BackendGuardrails.Tests.Facts.Migrations;

/// <summary>Reads a migration of a compilation of several files.</summary>
internal sealed class MigrationProbe
{
    private readonly CSharpCompilation _compilation;

    private MigrationProbe(CSharpCompilation compilation, params (string, string)[] options)
    {
        _compilation = compilation;
        Facts = CompilationFacts.For(compilation, TestOptions.Of(options));
    }

    public CompilationFacts Facts { get; }

    public static MigrationProbe Of((string Path, string Source)[] files, params (string, string)[] options)
    {
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var trees = files.Append(("/0/GlobalUsings.g.cs", GlobalUsings.Web)).Select(file => CSharpSyntaxTree.ParseText(file.Item2, parsing, file.Item1));
        var compilation = CSharpCompilation.Create("Probe", trees, RealReferences.Default, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return new(compilation, options);
    }

    /// <summary>A migration whose <c>Up</c> is the code.</summary>
    public static SchemaMigration Up(string code, string members = "", string others = "") => Of([("/0/Change.cs", Migration(code, members, others))]).Migration("Change");

    public static string Migration(string up, string members = "", string others = "") => $$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Migrations;
        public partial class Change : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }
            {{members}}
        }
        {{others}}
        """;

    public SchemaMigration Migration(string name) => Find(name) ?? throw new ArgumentException($"{name} is no migration.");

    public SchemaMigration? Find(string name) => Facts.Migrations.Of(_compilation.GetTypeByMetadataName(name)!, default);
}
