namespace BackendGuardrails.Migrations;

/// <summary>The safe way takes two migrations with SQL of their own: the author says why this one may be taken.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6010ValidatedUnderLockCodeFix))]
public sealed class BG6010ValidatedUnderLockCodeFix() : AcknowledgingCodeFix(BG6010ValidatedUnderLockAnalyzer.Descriptor);
