namespace BackendGuardrails.Migrations;

/// <summary>There is no safe rewrite, because it takes two deployments: the author says since when nobody uses what is dropped.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6001DestructiveDropCodeFix))]
public sealed class BG6001DestructiveDropCodeFix() : AcknowledgingCodeFix(BG6001DestructiveDropAnalyzer.Descriptor);
