using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.House;

/// <summary>A rule just large enough to show what the harness notices: classes start with an uppercase letter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UppercaseAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule =
        new("TINY1", "Uppercase", "'{0}' should be '{1}'", "Tiny", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    public static void Analyze(SymbolAnalysisContext context)
    {
        var (name, location) = (context.Symbol.Name, context.Symbol.Locations[0]);
        if (name == "crash")
            throw new InvalidOperationException("A rule that crashes.");

        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(location.SourceTree!);
        if (char.IsLower(name[0]) && !(options.TryGetValue("tiny.allowed", out var allowed) && allowed == name))
            context.ReportDiagnostic(Diagnostic.Create(Rule, location, name, Uppercase(name)));
    }

    public static string Uppercase(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>The same rule by an author who forgot about generated code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForgetfulAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [UppercaseAnalyzer.Rule];

    public override void Initialize(AnalysisContext context) => context.RegisterSymbolAction(UppercaseAnalyzer.Analyze, SymbolKind.NamedType);
}

/// <summary>The same rule where no editor offers a fix for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LateAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [UppercaseAnalyzer.Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(end =>
        {
            foreach (var type in end.Compilation.SourceModule.GlobalNamespace.GetTypeMembers().Where(type => char.IsLower(type.Name[0])))
                end.ReportDiagnostic(Diagnostic.Create(UppercaseAnalyzer.Rule, type.Locations[0], type.Name, UppercaseAnalyzer.Uppercase(type.Name)));
        });
    }
}

public abstract class RenamingCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TINY1"];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken))!;
        var name = root.FindToken(context.Span.Start);
        foreach (var (key, newName) in Offers(name.Text))
        {
            var fixedRoot = root.ReplaceToken(name, SyntaxFactory.Identifier(name.LeadingTrivia, newName, name.TrailingTrivia));
            var action = CodeAction.Create($"Rename to {newName}", _ => Task.FromResult(context.Document.WithSyntaxRoot(fixedRoot)), key);
            context.RegisterCodeFix(action, context.Diagnostics);
        }
    }

    protected abstract IEnumerable<(string Key, string NewName)> Offers(string name);
}

[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class UppercaseCodeFix : RenamingCodeFix
{
    protected override IEnumerable<(string Key, string NewName)> Offers(string name) =>
        name.StartsWith("unfixable", StringComparison.Ordinal) ? [] : [("uppercase", UppercaseAnalyzer.Uppercase(name)), ("underscore", "_" + name)];
}

/// <summary>A key that names the hit: Fix All, which applies one key everywhere, then fixes one hit at a time.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PersonalKeyCodeFix : RenamingCodeFix
{
    protected override IEnumerable<(string Key, string NewName)> Offers(string name) => [(name, UppercaseAnalyzer.Uppercase(name))];
}

/// <summary>A fix that writes a type parameter into an identifier: its text parses to another tree than it built.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CarelessCodeFix : RenamingCodeFix
{
    protected override IEnumerable<(string Key, string NewName)> Offers(string name) => [("generic", "A<T>")];
}
