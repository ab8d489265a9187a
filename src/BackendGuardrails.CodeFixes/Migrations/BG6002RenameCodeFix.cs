namespace BackendGuardrails.Migrations;

/// <summary>The safe way takes several releases: the author says why this one may be taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6002RenameCodeFix))]
public sealed class BG6002RenameCodeFix() : AcknowledgingCodeFix(BG6002RenameAnalyzer.Descriptor);
