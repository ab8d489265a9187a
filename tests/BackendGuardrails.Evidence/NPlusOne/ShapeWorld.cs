using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>All shapes in one compilation: with the shop or beside it, and with its sets as properties of either style.</summary>
public sealed partial class ShapeWorld
{
    private const string Usings = GlobalUsings.Web + """

        global using System.Data;
        global using System.Data.Common;
        global using System.Runtime.CompilerServices;
        global using Dapper;
        global using Microsoft.AspNetCore.Mvc;
        global using Microsoft.EntityFrameworkCore;
        global using Microsoft.Extensions.Caching.Memory;
        global using Npgsql;
        global using Shop;
        """;

    private static readonly string[] Stubs = ["EntityFramework", "Grpc.Core.Api", "MediatR", "Microsoft.EntityFrameworkCore.Proxies", "StackExchange.Redis"];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    private static readonly Lazy<CSharpCompilation> Libraries = new(() =>
        Compile("Libraries", GlobalUsings.Web, Stubs.Select(stub => Parse($"/{stub}.cs", Stub.Load(stub))).Append(Parse("/Remote.cs", Read("Remote.cs"))), []));

    private readonly CSharpCompilation? _shop;
    private readonly Lazy<Assembly> _assembly;

    private ShapeWorld(string name, bool isShopElsewhere, bool areSetsProperties, IReadOnlyList<Shape>? shapes = null, string? stub = null)
    {
        Name = name;
        IsShopElsewhere = isShopElsewhere;
        var shop = new[] { Parse("/Entities.cs", Read("Entities.cs")), Parse("/ShopContext.cs", areSetsProperties ? Read("ShopContext.cs") : SetProperty().Replace(Read("ShopContext.cs"), "=> Set<$1>();")) };
        _shop = isShopElsewhere ? Compile("Shop", GlobalUsings.Web, shop, [Libraries.Value]) : null;
        Compilation = Compile(
            "Shapes",
            Usings,
            (shapes ?? Catalog.All).SelectMany(shape => shape.Files).Select(file => Parse(file.Path, file.Text)).Concat(isShopElsewhere ? [] : shop).Concat(stub is null ? [] : [Parse($"/{stub}.cs", Stub.Load(stub))]),
            isShopElsewhere ? [Libraries.Value, _shop!] : [Libraries.Value]);
        _assembly = new(Load);
    }

    private ShapeWorld(ShapeWorld original, CSharpCompilation changed)
    {
        (Name, IsShopElsewhere, _shop, Compilation) = ($"{original.Name}, fixed", original.IsShopElsewhere, original._shop, changed);
        _assembly = new(Load);
    }

    public static IReadOnlyList<ShapeWorld> All { get; } =
    [
        new("in one project, sets with a setter", isShopElsewhere: false, areSetsProperties: true),
        new("in one project, sets as expressions", isShopElsewhere: false, areSetsProperties: false),
        new("in another project, sets with a setter", isShopElsewhere: true, areSetsProperties: true),
        new("in another project, sets as expressions", isShopElsewhere: true, areSetsProperties: false),
    ];

    /// <summary>Enough to execute: what the database is asked does not depend on where the shop is compiled, which the two would show.</summary>
    public static IReadOnlyList<ShapeWorld> Executed { get; } = [All[0], All[3]];

    public string Name { get; }

    public bool IsShopElsewhere { get; }

    public CSharpCompilation Compilation { get; }

    public Assembly Assembly => _assembly.Value;

    public IEnumerable<Diagnostic> Errors => new[] { Libraries.Value, _shop, Compilation }
        .OfType<CSharpCompilation>()
        .SelectMany(compilation => compilation.GetDiagnostics())
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>For an assembly of its own.</summary>
    public MemoryStream LibrariesImage() => Image(Libraries.Value);

    /// <summary>These shapes alone, in one project with the shop.</summary>
    /// <param name="stub">A library that the project has as well.</param>
    public static ShapeWorld Of(string name, IReadOnlyList<Shape> shapes, string? stub = null) => new(name, isShopElsewhere: false, areSetsProperties: true, shapes, stub);

    /// <summary>The same world after somebody has worked on the files.</summary>
    public ShapeWorld With(IReadOnlyDictionary<string, string> files) => new(
        this,
        files.Aggregate(Compilation, (changed, file) => changed.ReplaceSyntaxTree(changed.SyntaxTrees.Single(tree => tree.FilePath == file.Key), Parse(file.Key, file.Value))));

    public override string ToString() => Name;

    private static string Read(string file) => File.ReadAllText(Path.Combine(EvidenceCase.PathOf("EvidenceRoot"), "NPlusOne", "Shop", file));

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Parsing, path, Encoding.UTF8);

    private static CSharpCompilation Compile(string name, string usings, IEnumerable<SyntaxTree> trees, CSharpCompilation[] projects) => CSharpCompilation.Create(
        name,
        trees.Prepend(Parse("/Usings.cs", usings)),
        [.. RealReferences.Full, .. projects.Select(Emit)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static MetadataReference Emit(CSharpCompilation compilation) => MetadataReference.CreateFromImage(Image(compilation).ToArray());

    private static MemoryStream Image(CSharpCompilation compilation)
    {
        var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
        image.Position = 0;
        return image;
    }

    private Assembly Load()
    {
        var context = new AssemblyLoadContext(Name);
        context.LoadFromStream(Image(Libraries.Value));
        if (_shop is not null)
            context.LoadFromStream(Image(_shop));
        return context.LoadFromStream(Image(Compilation));
    }

    [GeneratedRegex(@"(?<=DbSet<(\w+)> \w+ )\{ get; set; \} = null!;")]
    private static partial Regex SetProperty();
}
