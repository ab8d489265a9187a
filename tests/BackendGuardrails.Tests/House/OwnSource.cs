using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Tests.House;

/// <summary>The source of the shipped assemblies as one compilation: who refers to whom.</summary>
internal sealed class OwnSource
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        namespace BackendGuardrails { internal static class Repository { public const string Url = ""; } }
        """;

    private static readonly Lazy<ImmutableArray<MetadataReference>> Platform = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public OwnSource(RepositoryFiles files)
    {
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        Trees = [.. files.In("src", ".cs").Select(file => CSharpSyntaxTree.ParseText(file.Text, parsing, file.Path))];
        Compilation = CSharpCompilation.Create(
            "Shipped",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, parsing), CSharpSyntaxTree.ParseText(Usings(files), parsing), .. Trees],
            Platform.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public CSharpCompilation Compilation { get; }

    public ImmutableArray<SyntaxTree> Trees { get; }

    /// <summary>What the projects import for all their files.</summary>
    private static string Usings(RepositoryFiles files) => string.Concat(files.In("src", ".csproj")
        .SelectMany(project => XDocument.Parse(project.Text).Descendants("Using"))
        .Select(item => $"global using {item.Attribute("Include")!.Value};\n")
        .Distinct());

    /// <summary>Every name in the file and what it stands for.</summary>
    public IEnumerable<(SimpleNameSyntax Name, ISymbol Symbol)> NamesIn(SyntaxTree tree)
    {
        var model = Compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name).Symbol is { } symbol and not INamespaceSymbol)
                yield return (name, symbol);
        }
    }

    /// <summary>The other files of ours that the file refers to, with the name that does.</summary>
    public IEnumerable<(ISymbol Symbol, string Target)> ReferencesOf(SyntaxTree tree) =>
        from found in NamesIn(tree)
        let declaration = found.Symbol.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()
        where declaration is not null && declaration.SyntaxTree != tree
        select (found.Symbol, declaration.SyntaxTree.FilePath);
}
