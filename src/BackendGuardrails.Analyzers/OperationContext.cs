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
        context.RegisterOperations(facts, (_, _) => true, judge, kinds);

    /// <param name="mayBeIn">Whether the text of a file can hold what the rule looks for; where it cannot, nothing in the file is bound or listed for this rule.</param>
    public static void RegisterOperations(
        this CompilationStartAnalysisContext context, CompilationFacts facts, Func<SyntaxTree, CancellationToken, bool> mayBeIn, Action<OperationContext> judge, params OperationKind[] kinds) =>
        context.RegisterOperationBlockAction(block =>
        {
            if (!mayBeIn(block.OperationBlocks[0].Syntax.SyntaxTree, block.CancellationToken))
                return;
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
