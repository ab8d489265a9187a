using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails;

/// <summary>The code of one member for a rule to judge, and how to report it.</summary>
internal readonly struct BodyContext(MemberBody body, FileContext file)
{
    public ISymbol OwningSymbol => body.Owner;

    public ImmutableArray<IOperation> OperationBlocks => body.Blocks;

    public Compilation Compilation => file.Compilation;

    public CancellationToken CancellationToken => file.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => file.ReportDiagnostic(diagnostic);
}
