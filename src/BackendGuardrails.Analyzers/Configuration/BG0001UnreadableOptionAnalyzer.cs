using System.Collections.Concurrent;
using BackendGuardrails.Facts;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

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
        messageFormat: "Option '{0}' has the value '{1}', which is not {2}; the default '{3}' is used instead",
        category: Categories.Configuration,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An option with an unreadable value counts as not set, so the rules behave differently from what the .editorconfig says.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private protected override bool AppliesToTestProjects => true;

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        var unreadable = new ConcurrentDictionary<(GuardrailOption Option, string Text), bool>();
        context.RegisterSyntaxTreeAction(tree => Collect(facts.Options, tree.Tree, unreadable));
        context.RegisterCompilationEndAction(end => Report(end, unreadable.Keys));
    }

    private static void Collect(OptionReader options, SyntaxTree tree, ConcurrentDictionary<(GuardrailOption Option, string Text), bool> unreadable)
    {
        foreach (var option in GuardrailOptions.All)
        {
            if (options.TextOf(option, tree) is { } text && !option.Accepts(text))
                unreadable.TryAdd((option, text), true);
        }
    }

    /// <summary>Once per option and value, however many files share the section.</summary>
    private static void Report(CompilationAnalysisContext context, IEnumerable<(GuardrailOption Option, string Text)> unreadable)
    {
        foreach (var (option, text) in unreadable.OrderBy(found => found.Option.Name, StringComparer.Ordinal).ThenBy(found => found.Text, StringComparer.Ordinal))
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.None, option.Name, text, option.Allowed, option.DefaultText));
    }
}
