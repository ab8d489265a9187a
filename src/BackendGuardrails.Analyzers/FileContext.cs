namespace BackendGuardrails;

/// <summary>The compiler's context of a file, once for a rule: it is large, and would be copied for each operation.</summary>
internal sealed class FileContext(SemanticModelAnalysisContext context)
{
    public Compilation Compilation => context.SemanticModel.Compilation;

    public CancellationToken CancellationToken => context.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => context.ReportDiagnostic(diagnostic);
}
