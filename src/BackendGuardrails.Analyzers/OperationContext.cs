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

/// <summary>One operation for a rule to judge, with where it stands and how to report it.</summary>
internal readonly struct OperationContext(IOperation operation, BodyContext body)
{
    public IOperation Operation { get; } = operation;

    public ISymbol ContainingSymbol => body.OwningSymbol;

    public Compilation Compilation => body.Compilation;

    public CancellationToken CancellationToken => body.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => body.ReportDiagnostic(diagnostic);
}

/// <summary>The compiler's context of a file, once for a rule: it is large, and would be copied for each operation.</summary>
internal sealed class FileContext(SemanticModelAnalysisContext context)
{
    public Compilation Compilation => context.SemanticModel.Compilation;

    public CancellationToken CancellationToken => context.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => context.ReportDiagnostic(diagnostic);
}
