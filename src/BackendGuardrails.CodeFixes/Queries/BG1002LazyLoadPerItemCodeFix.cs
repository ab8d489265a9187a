namespace BackendGuardrails.Queries;

/// <summary>Lets the query that loads the elements load the navigation as well.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1002LazyLoadPerItemCodeFix))]
public sealed class BG1002LazyLoadPerItemCodeFix() : IncludeCodeFix(BG1002LazyLoadPerItemAnalyzer.Descriptor);
