namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "A transaction that stays behind on another thread protects nothing; let it flow with the await.",
    Essential = true)]
public sealed class BG2103AsyncTransactionScopeAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2103",
        title: "TransactionScope does not flow across await",
        messageFormat: "'{0}' awaits inside this TransactionScope, which does not flow to the continuation; pass TransactionScopeAsyncFlowOption.Enabled",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "By default a TransactionScope belongs to the thread that created it. After an await the continuation may run on another thread: the work there is not part of the "
            + "transaction, and Dispose throws because the scope is closed on a thread that does not own it.");

    private const string TransactionScope = "System.Transactions.TransactionScope";
    private const string FlowOption = "System.Transactions.TransactionScopeAsyncFlowOption";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(FlowOption))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!creation.Type.Is(TransactionScope) || creation.Arguments.Any(argument => argument.Parameter?.Type.Is(FlowOption) ?? false))
            return;
        if (Lifetime.Of(creation, facts.Callers, context.CancellationToken).SelectMany(Lifetime.Awaits).FirstOrDefault() is not { } await)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            creation.Syntax.GetLocation(),
            additionalLocations: new[] { await.Syntax.GetLocation() },
            messageArgs: NameOf(await.EnclosingSymbol(context.CancellationToken) ?? context.ContainingSymbol)));
    }

    /// <summary>A lambda goes by the name of what it is written in; top-level statements have none that anybody wrote.</summary>
    private static string NameOf(ISymbol function) => function switch
    {
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => NameOf(function.ContainingSymbol),
        IMethodSymbol { AssociatedSymbol: { } property } => property.Name,
        { CanBeReferencedByName: true } => function.Name,
        _ => "Program",
    };
}
