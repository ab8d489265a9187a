using System.Composition;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.House;

public class ArchitectureTests
{
    private static readonly OwnSource Source = new(RepositoryFiles.Current);

    [Fact]
    public void The_source_compiles() =>
        Assert.Empty(Source.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    [Fact]
    public void Facts_know_no_rule() => Contract.Holds(Architecture.FactsKnowNoRule(Source));

    [Fact]
    public void Rules_do_not_know_each_other() => Contract.Holds(Architecture.RulesDoNotKnowEachOther(Source));

    [Fact]
    public void Families_keep_to_themselves() => Contract.Holds(Architecture.FamiliesKeepToThemselves(Source));

    [Fact]
    public void Fixes_know_only_what_rules_declare() => Contract.Holds(Architecture.FixesKnowOnlyWhatRulesDeclare(Source));

    [Fact]
    public void Nothing_lazy_is_cancelled() => Contract.Holds(Architecture.NothingLazyIsCancelled(Source));

    [Fact]
    public void Nothing_static_changes() => Contract.Holds(Architecture.NothingStaticChanges(Source));

    [Fact]
    public void A_fact_that_knows_a_rule_is_noticed()
    {
        Notices(Architecture.FactsKnowNoRule, "Facts/Bad.cs", "class Bad { object Rule => BackendGuardrails.Integrity.BG2103AsyncTransactionScopeAnalyzer.Descriptor; }", "A fact knows no rule");
        Notices(Architecture.FactsKnowNoRule, "Facts/Bad.cs", "class Bad { string Family => BackendGuardrails.Categories.Api; }", "A fact knows no rule");
        Notices(Architecture.FactsKnowNoRule, "Facts/Bad.cs", "class Bad { /* for BG2103 */ }", "names BG2103");
    }

    [Fact]
    public void A_rule_that_knows_another_is_noticed()
    {
        const string Bad = "class BG2999BadAnalyzer { object Rule => BackendGuardrails.Integrity.BG2103AsyncTransactionScopeAnalyzer.Descriptor; }";

        Notices(Architecture.RulesDoNotKnowEachOther, "Integrity/BG2999BadAnalyzer.cs", Bad, "Rules do not know each other");
        Notices(Architecture.FamiliesKeepToThemselves, "Api/BG3999BadAnalyzer.cs", Bad, "A family does not reach into another");
    }

    [Fact]
    public void A_fix_that_analyzes_again_is_noticed()
    {
        var files = RepositoryFiles.Current
            .With("src/BackendGuardrails.Analyzers/Api/BG3999BadAnalyzer.cs", "static class BG3999BadAnalyzer { public const string Key = \"\"; public static bool IsBad() => true; }")
            .With("src/BackendGuardrails.CodeFixes/Api/BG3999BadCodeFix.cs", "class BG3999BadCodeFix { string Key => BG3999BadAnalyzer.Key; bool IsBad => BG3999BadAnalyzer.IsBad(); }");

        Assert.Contains("uses IsBad", Assert.Single(Architecture.FixesKnowOnlyWhatRulesDeclare(new OwnSource(files))));
    }

    [Theory]
    [InlineData("class Bad { Lazy<int> Make(CancellationToken token) => new(() => { token.ThrowIfCancellationRequested(); return 1; }); }")]
    [InlineData("class Bad { object Make(CancellationToken token) => new Lazy<int>(() => token.GetHashCode()); }")]
    public void A_token_in_a_lazy_is_noticed(string bad) => Notices(Architecture.NothingLazyIsCancelled, "Facts/Bad.cs", bad, "CancellationToken inside a Lazy");

    [Theory]
    [InlineData("class Bad { static int count; }")]
    [InlineData("class Bad { static int Count { get; set; } }")]
    [InlineData("class Bad { static readonly List<int> all = new(); }")]
    [InlineData("class Bad { static readonly System.Collections.Concurrent.ConcurrentDictionary<int, int> all = new(); }")]
    public void Static_state_is_noticed(string bad) => Notices(Architecture.NothingStaticChanges, "Facts/Bad.cs", bad, "can change and is shared");

    [Fact]
    public void Analyzers_are_made_alike() => Contract.Holds(Registry.AnalyzerTypes.SelectMany(AnalyzerProblems));

    [Fact]
    public void Fixes_are_made_alike() => Contract.Holds(Registry.FixTypes.SelectMany(FixProblems));

    [Fact]
    public void Types_that_are_made_otherwise_are_noticed()
    {
        Assert.Equal(3, AnalyzerProblems(typeof(OddAnalyzer)).Count());
        Assert.Equal(4, FixProblems(typeof(OddFix)).Count());
    }

    /// <summary>The compiler never loads Workspaces.</summary>
    [Fact]
    public void The_analyzers_do_not_reference_Workspaces() => Assert.DoesNotContain(
        typeof(GuardrailAnalyzer).Assembly.GetReferencedAssemblies(), reference => reference.Name!.Contains("Workspaces"));

    /// <summary>Compiled against a newer Roslyn, the package would be silently off in an older compiler.</summary>
    [Fact]
    public void The_shipped_assemblies_ask_for_nothing_newer_than_the_floor()
    {
        var floor = new Dictionary<string, Version>
        {
            ["Microsoft.CodeAnalysis"] = new(4, 5, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp"] = new(4, 5, 0, 0),
            ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 5, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 5, 0, 0),
            ["System.Collections.Immutable"] = new(6, 0, 0, 0),
            ["netstandard"] = new(2, 0, 0, 0),
            ["BackendGuardrails.Analyzers"] = typeof(GuardrailAnalyzer).Assembly.GetName().Version!,
        };
        var asked = new[] { typeof(GuardrailAnalyzer), typeof(GuardrailCodeFix) }.SelectMany(type => type.Assembly.GetReferencedAssemblies()).ToList();

        Contract.Holds(asked.Where(name => !floor.ContainsKey(name.Name!)).Select(name => $"The shipped assemblies refer to {name}, which a compiler may not have. Do without it."));
        Contract.Holds(asked.Where(name => floor.TryGetValue(name.Name!, out var version) && name.Version > version).Select(name => $"{name} is newer than the floor of docs/architecture.md. Pin it."));
    }

    private static IEnumerable<string> AnalyzerProblems(Type type)
    {
        if (!type.IsSealed)
            yield return $"{type.Name} is open. Seal it: rules do not derive from each other.";
        if (!typeof(GuardrailAnalyzer).IsAssignableFrom(type))
            yield return $"{type.Name} does not derive from GuardrailAnalyzer, which spares generated code and test projects. Derive from it.";
        if (type.GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages is not [LanguageNames.CSharp])
            yield return $"{type.Name} is not found by the compiler. Add [DiagnosticAnalyzer(LanguageNames.CSharp)].";
    }

    private static IEnumerable<string> FixProblems(Type type)
    {
        if (!type.IsSealed)
            yield return $"{type.Name} is open. Seal it.";
        if (!typeof(GuardrailCodeFix).IsAssignableFrom(type))
            yield return $"{type.Name} does not derive from GuardrailCodeFix, which gives actions their keys and Fix All. Derive from it.";
        if (type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not { } export || export.Name != type.Name)
            yield return $"{type.Name} is not found by the IDE under its name. Add [ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof({type.Name}))].";
        if (type.GetCustomAttribute<SharedAttribute>() is not null)
            yield return $"{type.Name} is [Shared], which ties the assembly to a System.Composition that older hosts lack. Take it away.";
    }

    private static void Notices(Func<OwnSource, IEnumerable<string>> check, string path, string text, string problem)
    {
        var broken = new OwnSource(RepositoryFiles.Current.With($"src/BackendGuardrails.Analyzers/{path}", text));
        Assert.Contains(check(broken), found => found.Contains(path) && found.Contains(problem));
    }

    [Shared]
    private class OddFix : CodeFixProvider
    {
        public override System.Collections.Immutable.ImmutableArray<string> FixableDiagnosticIds => [];

        public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;
    }

#pragma warning disable RS1001 // That it is missing is what the test is about.
    private class OddAnalyzer : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [];

        public override void Initialize(AnalysisContext context)
        {
        }
    }
}
