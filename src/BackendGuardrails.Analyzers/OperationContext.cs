namespace BackendGuardrails;

/// <summary>One operation for a rule to judge, with where it stands and how to report it.</summary>
internal readonly struct OperationContext(IOperation operation, BodyContext body)
{
    public IOperation Operation { get; } = operation;

    public ISymbol ContainingSymbol => body.OwningSymbol;

    public Compilation Compilation => body.Compilation;

    public CancellationToken CancellationToken => body.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => body.ReportDiagnostic(diagnostic);
}
