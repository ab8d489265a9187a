namespace BackendGuardrails.Migrations;

/// <summary>Which of two rows is the right one only the author knows, or that there are none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6009UniqueOnExistingDataCodeFix))]
public sealed class BG6009UniqueOnExistingDataCodeFix() : AcknowledgingCodeFix(BG6009UniqueOnExistingDataAnalyzer.Descriptor);
