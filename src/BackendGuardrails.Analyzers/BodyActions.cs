using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails;

/// <summary>
/// How rules are called for code. The compiler calls back for a body as soon as it has bound that one, when most others are not: what a rule then asks of the methods that are called is bound twice, once for us and once for
/// the compiler. A file is called for when all bodies of all files are bound; so the rules go through the bodies of a file then. They share the list of them, and of what is in each.
/// </summary>
internal static class BodyActions
{
    public static void RegisterBodies(this CompilationStartAnalysisContext context, CompilationFacts facts, Action<BodyContext> judge) => context.RegisterBodies(facts, (_, _) => true, judge);

    /// <summary>For bodies that may have endpoints in them.</summary>
    public static void RegisterEndpoints(this CompilationStartAnalysisContext context, CompilationFacts facts, Action<BodyContext> judge) => context.RegisterBodies(facts, facts.EndpointFiles.May, judge);

    /// <summary>Each rule is called once for an operation of these kinds.</summary>
    public static void RegisterOperations(this CompilationStartAnalysisContext context, CompilationFacts facts, Action<OperationContext> judge, params OperationKind[] kinds) =>
        context.RegisterOperations(facts, (_, _) => true, judge, kinds);

    /// <param name="mayBeIn">Whether the text of a file can hold what the rule looks for; where it cannot, nothing in the file is bound or listed for this rule.</param>
    public static void RegisterOperations(
        this CompilationStartAnalysisContext context, CompilationFacts facts, Func<SyntaxTree, CancellationToken, bool> mayBeIn, Action<OperationContext> judge, params OperationKind[] kinds) =>
        context.RegisterBodies(facts, mayBeIn, body => JudgeIn(body, facts, judge, kinds));

    /// <param name="isWorthIt">Whether anything in this body can concern the rule; asked before its operations are.</param>
    public static void RegisterOperations(
        this CompilationStartAnalysisContext context, CompilationFacts facts, Func<BodyContext, bool> isWorthIt, Action<OperationContext> judge, params OperationKind[] kinds) =>
        context.RegisterBodies(facts, body =>
        {
            if (isWorthIt(body))
                JudgeIn(body, facts, judge, kinds);
        });

    private static void JudgeIn(BodyContext body, CompilationFacts facts, Action<OperationContext> judge, OperationKind[] kinds)
    {
        foreach (var block in body.OperationBlocks)
        {
            var operations = facts.Operations.In(block);
            foreach (var kind in kinds)
            {
                foreach (var operation in operations.Of(kind))
                    judge(new(operation, body));
            }
        }
    }

    private static void RegisterBodies(this CompilationStartAnalysisContext context, CompilationFacts facts, Func<SyntaxTree, CancellationToken, bool> mayBeIn, Action<BodyContext> judge) =>
        context.RegisterSemanticModelAction(model =>
        {
            if (!mayBeIn(model.SemanticModel.SyntaxTree, model.CancellationToken))
                return;
            var bodies = facts.Bodies.In(model.SemanticModel, model.CancellationToken);
            if (bodies.IsEmpty)
                return;
            var file = new FileContext(model);
            foreach (var body in bodies)
            {
                model.CancellationToken.ThrowIfCancellationRequested();
                judge(new(body, file));
            }
        });
}
