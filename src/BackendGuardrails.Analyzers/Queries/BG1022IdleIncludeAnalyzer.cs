using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Idle;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "This Include loads nothing, and whoever reads it believes that it does; take it out.")]
public sealed class BG1022IdleIncludeAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1022",
        title: "Include has no effect",
        messageFormat: "The Include of '{0}' has no effect: {1}; remove it",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An Include fills navigations of the entities that a query gives. A query that gives none, because it selects columns or counts rows, ignores it, and so does one that loads the same already. "
            + "It costs nothing in the database; it misleads whoever reads the query, and is copied to where it costs.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name is not ("Include" or "ThenInclude") || facts.IdleIncludes.At(call, context.CancellationToken) is not { } idle)
            return;
        var removal = IncludeRemoval.Of(idle);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            call.NameLocation(),
            new[] { idle.Last.Syntax, idle.Because?.Syntax }.OfType<SyntaxNode>().Select(code => code.GetLocation()),
            removal is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(IncludeRemoval.Key, removal),
            idle.Path,
            ReasonOf(idle)));
    }

    private static string ReasonOf(IdleInclude idle) => idle.Reason switch
    {
        IdleReason.Projected => $"'{idle.Because!.TargetMethod.Name}' takes columns out of the query and no entities",
        IdleReason.Taken => $"'{idle.Because!.TargetMethod.Name}' takes what is loaded anyway, and not the entity that the navigation belongs to",
        IdleReason.Grouped => $"'{idle.Because!.TargetMethod.Name}' takes what is computed of the groups and no entities",
        IdleReason.Reduced when idle.Because!.TargetMethod.Name.StartsWith("Execute", StringComparison.Ordinal) => $"'{idle.Because.TargetMethod.Name}' writes in the database and loads no entities",
        IdleReason.Reduced => $"'{idle.Because!.TargetMethod.Name}' is computed in the database and loads no entities",
        IdleReason.Repeated => "another Include of this query loads it as well",
        IdleReason.Automatic => "the model includes it in every query",
        _ => "it is owned, and comes with its owner",
    };
}
