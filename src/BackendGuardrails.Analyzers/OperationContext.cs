namespace BackendGuardrails;

/// <summary>One operation for a rule to judge, with where it stands and how to report it.</summary>
internal readonly struct OperationContext(IOperation operation, OperationBlockAnalysisContext block)
{
    public IOperation Operation { get; } = operation;

    public ISymbol ContainingSymbol => block.OwningSymbol;

    public Compilation Compilation => block.Compilation;

    public CancellationToken CancellationToken => block.CancellationToken;

    public void ReportDiagnostic(Diagnostic diagnostic) => block.ReportDiagnostic(diagnostic);
}

internal static class OperationActions
{
    /// <summary>
    /// As the compiler's RegisterOperationAction, which calls back for each operation and each rule. Here each rule is called once for a body, of which all rules share what is in it.
    /// </summary>
    public static void RegisterOperations(this CompilationStartAnalysisContext context, CompilationFacts facts, Action<OperationContext> judge, params OperationKind[] kinds) =>
        context.RegisterOperationBlockAction(block =>
        {
            foreach (var body in block.OperationBlocks)
            {
                var operations = facts.Operations.In(body);
                foreach (var kind in kinds)
                {
                    foreach (var operation in operations.Of(kind))
                        judge(new(operation, block));
                }
            }
        });
}
