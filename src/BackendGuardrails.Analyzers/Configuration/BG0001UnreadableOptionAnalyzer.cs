using System.Collections.Concurrent;
using BackendGuardrails.Options;

namespace BackendGuardrails.Configuration;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.Refactorer,
    "A setting nobody reads is worse than none: everybody believes that it works.",
    Essential = true,
    NoFixBecause = "an analyzer may not edit configuration files, and only their author knows which value was meant")]
public sealed class BG0001UnreadableOptionAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG0001",
        title: "BackendGuardrails option cannot be read",
        messageFormat: "Option '{0}' {1}; {2}",
        category: Categories.Configuration,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An option with an unreadable value counts as not set, and one with an unknown name is not read at all, so the rules behave differently from what the .editorconfig says.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override bool AppliesToTestProjects => true;

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        var unreadable = new ConcurrentDictionary<(string Name, string Problem, string Advice), bool>();
        context.RegisterSyntaxTreeAction(tree =>
        {
            foreach (var found in Unreadable(facts.Options, tree.Tree).Concat(facts.Options.UnknownNames(tree.Tree).Select(Unknown)))
                unreadable.TryAdd(found, true);
        });
        context.RegisterCompilationEndAction(end => Report(end, unreadable.Keys));
    }

    private static IEnumerable<(string Name, string Problem, string Advice)> Unreadable(OptionReader options, SyntaxTree tree)
    {
        foreach (var option in GuardrailOptions.All)
        {
            if (options.TextOf(option, tree) is { } text && !option.Accepts(text))
                yield return (option.Name, $"has the value '{text}', which is not {option.Allowed}", option.DefaultText.Length > 0 ? $"the default '{option.DefaultText}' is used instead" : "it counts as not set");
        }
    }

    private static (string Name, string Problem, string Advice) Unknown(string name) =>
        (name, "is none of this package's options", SimilarNames.Closest(name, GuardrailOptions.All.Select(option => option.Name)) is { } meant ? $"did you mean '{meant}'?" : "it has no effect");

    /// <summary>Once per option and value, however many files share the section.</summary>
    private static void Report(CompilationAnalysisContext context, IEnumerable<(string Name, string Problem, string Advice)> unreadable)
    {
        foreach (var (name, problem, advice) in unreadable.OrderBy(found => found.Name, StringComparer.Ordinal).ThenBy(found => found.Problem, StringComparer.Ordinal))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.None, name, problem, advice));
    }
}
