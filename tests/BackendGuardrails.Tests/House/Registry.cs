using System.Collections.Immutable;
using System.Reflection;
using BackendGuardrails.Options;
using BackendGuardrails.Views;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.House;

/// <summary>All that the shipped assemblies say of one rule.</summary>
internal sealed record RuleEntry(
    string Id, string Title, string MessageFormat, string Category, DiagnosticSeverity DefaultSeverity, bool EnabledByDefault, bool StrictOnly, string Description, string HelpLink,
    string Persona, string Sentence, bool Essential, Version Since, string? NoFixBecause, string AnalyzerName, ImmutableArray<string> FixNames)
{
    private const string AnalyzerSuffix = "Analyzer";

    /// <summary>The folder of the rule, in every project.</summary>
    public string Family => Category[(Category.LastIndexOf('.') + 1)..];

    /// <summary><c>BG2103AsyncTransactionScope</c>: what the names of all its files begin with.</summary>
    public string Name => AnalyzerName.EndsWith(AnalyzerSuffix, StringComparison.Ordinal) ? AnalyzerName[..^AnalyzerSuffix.Length] : AnalyzerName;

    public bool IsFixable => !FixNames.IsEmpty;

    public string Page => $"docs/rules/{Id}.md";

    public PresetRule ForPresets => new(Id, Title, DefaultSeverity, EnabledByDefault, Essential, Since, StrictOnly);
}

internal sealed record OptionEntry(string Name, string Description, string Allowed, string DefaultText, ImmutableArray<string> Rules);

/// <summary>Reads the shipped assemblies: rules, fixes and options are declared there and nowhere else.</summary>
internal static class Registry
{
    private static readonly Assembly Analyzers = typeof(GuardrailAnalyzer).Assembly;
    private static readonly Assembly CodeFixes = typeof(GuardrailCodeFix).Assembly;

    /// <summary>The version that is being built, as <c>major.minor</c>.</summary>
    public static Version Version { get; } = new(Analyzers.GetName().Version!.Major, Analyzers.GetName().Version!.Minor);

    /// <summary>All but the one that has no rule of its own: it shows the others the code in views.</summary>
    public static ImmutableArray<Type> AnalyzerTypes { get; } = [.. ConcreteTypes<DiagnosticAnalyzer>(Analyzers).Where(type => type != typeof(ViewCodeAnalyzer))];

    public static ImmutableArray<Type> FixTypes { get; } = ConcreteTypes<CodeFixProvider>(CodeFixes);

    public static ImmutableArray<RuleEntry> Rules { get; } =
        [.. AnalyzerTypes.SelectMany(Entries).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static ImmutableArray<OptionEntry> Options { get; } =
        [.. GuardrailOptions.All.Select(option => new OptionEntry(option.Name, option.Description, option.Allowed, option.DefaultText, [.. option.Rules]))];

    public static ImmutableArray<DiagnosticAnalyzer> CreateAnalyzers() =>
        [.. AnalyzerTypes.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static ImmutableArray<CodeFixProvider> CreateFixes() =>
        [.. FixTypes.Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private static IEnumerable<RuleEntry> Entries(Type type)
    {
        var guardrail = type.GetCustomAttribute<GuardrailAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} must say who says it and what: [Guardrail(Personas.…, \"…\")].");
        return ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics.Select(rule => new RuleEntry(
            rule.Id, rule.Title.ToString(), rule.MessageFormat.ToString(), rule.Category, rule.DefaultSeverity, rule.IsEnabledByDefault, rule.CustomTags.Contains(Rule.StrictTag), rule.Description.ToString(), rule.HelpLinkUri,
            guardrail.Persona, guardrail.Sentence, guardrail.Essential, Version.Parse(guardrail.Since), guardrail.NoFixBecause, type.Name,
            [.. CreateFixes().Where(fix => fix.FixableDiagnosticIds.Contains(rule.Id)).Select(fix => fix.GetType().Name)]));
    }

    private static ImmutableArray<Type> ConcreteTypes<T>(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => !type.IsAbstract && typeof(T).IsAssignableFrom(type)).OrderBy(type => type.Name, StringComparer.Ordinal)];
}

/// <summary>What contracts are about: the rules, the options and the files that must agree with them.</summary>
internal sealed record House(ImmutableArray<RuleEntry> Rules, ImmutableArray<OptionEntry> Options, RepositoryFiles Files)
{
    public static House Current => new(Registry.Rules, Registry.Options, RepositoryFiles.Current);
}
