using System.Collections.Concurrent;
using System.Collections.Immutable;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Xunit;

namespace BackendGuardrails.Tests.Facts;

/// <summary>The bodies of a file are those that the compiler itself shows analyzers, with the same owners.</summary>
public class FileBodiesTests
{
    private const string Members =
        """
        using System;
        using System.CodeDom.Compiler;

        namespace Shop
        {
            public abstract class Base
            {
                protected Base(int size = 3) => Size = size;
                public int Size { get; }
            }

            public partial class Order : Base
            {
                private readonly int _count = 1, _other = Next();
                private const int Most = 4 + 1;
                public event EventHandler? Changed = (_, _) => { };
                public event EventHandler? Told { add { Next(); } remove => Next(); }
                public Order(int size) : base(size) { _count = size; }
                public Order() : this(1) => Next();
                static Order() { Next(); }
                ~Order() { Next(); }
                public string Name { get; set; } = "none".Trim();
                public int Doubled => _count * 2;
                public int Tripled { get => _count * 3; init { Next(); } }
                public int this[int at] => at + _other;
                public int this[string at] { get { return at.Length; } set { Next(); } }
                public static int Next() { int Inner() => 2; Func<int> later = () => Inner(); return later(); }
                public int Add(int one, int two = 1 + 1) => one + two;
                public static Order operator +(Order one, Order two) => new(one._count + two._count);
                public static implicit operator int(Order order) { return order._count; }
                partial void Saved(int times);
                partial void Saved(int times) { Next(); }
                [Obsolete("Use " + nameof(Add))] public void Marked([System.ComponentModel.DefaultValue(3)] int value) { Next(); }
                [GeneratedCode("tool", "1")] public void Written() { Next(); }
                public abstract class Inner { public abstract int Size(); public virtual int One() => 1; }
            }

            [GeneratedCode("tool", "1")]
            public class Tool { public int One() => 1; public class Part { public int Two() => 2; } }
            public enum State { Open = 1 << 2, Closed }
            public struct Price { public int Cents; public int Whole() { return Cents / 100; } }
            public interface IShop { int Open() => 1; static int Count = 2; }
            public record Line(int Count, string Text = "a" + "b") { public int Half => Count / 2; }
            public record Special(int Count) : Line(Count + 1, "special");
        }
        """;

    private const string Statements =
        """
        using System;
        var count = args.Length;
        Console.WriteLine(Next(count));
        static int Next(int number) => number + 1;
        public class Helper { public int One() => 1; }
        """;

    [Fact]
    public Task Members_are_those_of_the_compiler() => AreThoseOfTheCompilerAsync(Members, OutputKind.DynamicallyLinkedLibrary);

    [Fact]
    public Task Top_level_statements_are_a_body() => AreThoseOfTheCompilerAsync(Statements, OutputKind.ConsoleApplication);

    [ModernFact]
    public Task A_class_with_parameters_hands_them_on() => AreThoseOfTheCompilerAsync(
        """
        public class Base(int size) { public int Size { get; } = size + 1; }
        public class Derived(int size = 1 + 1) : Base(size * 2) { private readonly int _size = size; public int Half() => _size / 2; }
        """,
        OutputKind.DynamicallyLinkedLibrary);

    private static async Task AreThoseOfTheCompilerAsync(string source, OutputKind kind)
    {
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), "/0/Test.cs");
        var compilation = CSharpCompilation.Create("Bodies", [tree], RealReferences.Default, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var listener = new Listener();
        await compilation.WithAnalyzers([listener]).GetAnalyzerDiagnosticsAsync();

        var found = new FileBodies(new SourceNames(compilation)).In(compilation.GetSemanticModel(tree), default).Select(body => Text(body.Owner, body.Blocks));

        Assert.NotEmpty(listener.Bodies);
        Assert.Equal(listener.Bodies.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static string Text(ISymbol owner, IEnumerable<IOperation> blocks) =>
        $"{owner.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}: {string.Join(" | ", blocks.OrderBy(block => block.Syntax.SpanStart).Select(block => $"{block.Kind} {block.Syntax}"))}";

    /// <summary>What the compiler hands to those who register for bodies; attributes have nothing that runs.</summary>
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
#pragma warning disable RS1036, RS1041 // It is part of a test, and ships with nothing.
    private sealed class Listener : DiagnosticAnalyzer
#pragma warning restore RS1036, RS1041
    {
        public ConcurrentBag<string> Bodies { get; } = [];

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [new("BGTEST", "t", "m", "c", DiagnosticSeverity.Warning, true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterOperationBlockAction(block =>
            {
                var blocks = block.OperationBlocks.Where(code => code is not IAttributeOperation and not { Kind: OperationKind.None }).ToList();
                if (blocks.Count > 0)
                    Bodies.Add(Text(block.OwningSymbol, blocks));
            });
        }
    }
}
