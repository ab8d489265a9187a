namespace BackendGuardrails.Migrations;

/// <summary>The safe way takes several releases: the author says why this one may be taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6005ColumnTypeChangeCodeFix))]
public sealed class BG6005ColumnTypeChangeCodeFix() : AcknowledgingCodeFix(BG6005ColumnTypeChangeAnalyzer.Descriptor);
