using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Concurrency;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "A DbContext does one thing at a time. Await each query, or give each of them a context of its own from a factory.",
    Essential = true,
    NoFixBecause = "Whether the operations shall run one after the other, or each on a context of its own, and where that would come from, is a decision about the design.")]
public sealed class BG1013SharedContextAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1013",
        title: "One DbContext, several operations at once",
        messageFormat: "{0}, and a DbContext throws when a second operation begins; {1}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A DbContext is not safe for use by several operations at once. When a second one starts before the first is done, EF Core throws an InvalidOperationException, or, where it does not notice, "
            + "the change tracker and the connection are used by two at the same time.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(DataLibraries.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        if ((facts.SharedContexts.At(call, context.CancellationToken) ?? facts.SharedContexts.Behind(call, context.CancellationToken)) is not { } shared)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            shared.Second.NameLocation(),
            additionalLocations: new[] { shared.First is IInvocationOperation first ? first.NameLocation() : shared.First.Syntax.GetLocation() },
            messageArgs: new object[]
            {
                shared.Kind switch
                {
                    Beside.Another => $"'{shared.Second.TargetMethod.Name}' starts on '{shared.ContextName}' while '{shared.FirstName}' is still running on it",
                    Beside.EachOther => $"'{shared.Second.TargetMethod.Name}' has an operation on '{shared.ContextName}' running for each element at once",
                    _ => $"'{shared.Second.TargetMethod.Name}' uses '{shared.ContextName}' on several threads at once",
                },
                shared.Kind == Beside.Another ? "await the first one before, or give each a context of its own" : "run them one after the other, or give each a context of its own",
            }));
    }
}
