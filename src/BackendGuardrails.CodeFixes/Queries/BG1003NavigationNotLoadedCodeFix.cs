namespace BackendGuardrails.Queries;

/// <summary>Lets the query that reads the entity load the navigation as well.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1003NavigationNotLoadedCodeFix))]
public sealed class BG1003NavigationNotLoadedCodeFix() : IncludeCodeFix(BG1003NavigationNotLoadedAnalyzer.Descriptor);
