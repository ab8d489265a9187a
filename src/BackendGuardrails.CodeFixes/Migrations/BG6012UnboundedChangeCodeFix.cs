namespace BackendGuardrails.Migrations;

/// <summary>Batches need a key and a size that only the author knows, or the knowledge that there are few rows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG6012UnboundedChangeCodeFix))]
public sealed class BG6012UnboundedChangeCodeFix() : AcknowledgingCodeFix(BG6012UnboundedChangeAnalyzer.Descriptor);
