using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using BackendGuardrails.Facts;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace BackendGuardrails.Tests.Facts;

/// <summary>Asks the facts about a marked place in a file of a Web SDK project.</summary>
internal sealed class Probe
{
    private readonly SemanticModel _model;
    private readonly ImmutableArray<SyntaxNode> _marked;

    private Probe(CSharpCompilation compilation, SyntaxTree tree, ImmutableArray<SyntaxNode> marked, AnalyzerOptions options)
    {
        _marked = marked;
        _model = compilation.GetSemanticModel(tree);
        Facts = CompilationFacts.For(compilation, options);
    }

    public CompilationFacts Facts { get; }

    /// <summary>The marked operation: what <c>[|…|]</c> covers.</summary>
    public IOperation Operation => Operations.First();

    public IEnumerable<IOperation> Operations => _marked.Select(OperationOf);

    public ISymbol Symbol => _model.GetDeclaredSymbol(_marked[0]) ?? _model.GetSymbolInfo(_marked[0]).Symbol ?? _model.GetTypeInfo(_marked[0]).Type!;

    public ITypeSymbol Type => Symbol as ITypeSymbol ?? _model.GetTypeInfo(_marked[0]).Type!;

    public static Probe Of([StringSyntax("C#-test")] string source, params (string Name, string Value)[] options) => Of(source, [], [], options);

    public static Probe Of(string source, string[] symbols, MetadataReference[] references, params (string Name, string Value)[] options)
    {
        TestFileMarkupParser.GetSpans(source, treatPositionIndicatorsAsCode: true, out var text, out ImmutableDictionary<string, ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan>> spans);
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols(symbols);
        var tree = CSharpSyntaxTree.ParseText(text, parsing, "/0/Test.cs");
        var root = tree.GetCompilationUnitRoot();
        var kind = root.Members.OfType<GlobalStatementSyntax>().Any() ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = CSharpCompilation.Create(
            "Probe",
            [CSharpSyntaxTree.ParseText(GlobalUsings.Web, parsing, "/0/GlobalUsings.g.cs"), tree],
            RealReferences.Default.Concat(references),
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var marked = spans.TryGetValue("", out var found) ? found.Select(span => root.FindNode(span, getInnermostNodeForTie: true)).ToImmutableArray() : [];
        return new Probe(compilation, tree, marked, TestOptions.Of(options));
    }

    private IOperation OperationOf(SyntaxNode node)
    {
        foreach (var candidate in node.AncestorsAndSelf())
        {
            if (_model.GetOperation(candidate) is { } operation)
                return operation;
        }

        throw new ArgumentException($"Nothing runs at '{node}'.");
    }
}
