using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Migrations;

namespace BackendGuardrails.Migrations;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.DataCustodian, "Systems change, plan for it: a schema changes once for each release, not whenever an instance of the service happens to start.")]
public sealed class BG6017SchemaAtStartAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG6017",
        title: "The service changes its own schema while it runs",
        messageFormat: "'{0}' runs {1}: {2}; {3}",
        category: Categories.Migrations,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A service that migrates its database when it starts needs the right to change tables for as long as it lives, makes all instances wait for one of them or race with it, and does not start at all "
            + "when a migration fails. EnsureCreated makes tables of which migrations know nothing. Apply migrations in the deployment, by a script or a bundle.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.SchemaStarts.ArePossible(context.CancellationToken))
            context.RegisterOperations(facts, SchemaStarts.MayBeIn, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.SchemaStarts.At((IInvocationOperation)context.Operation, context.CancellationToken) is not { } start)
            return;
        var isSure = start.HasMigrations || start is { Moment: SchemaMoment.Context, IsConditional: false };
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            start.Call.NameLocation(),
            isSure ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: null,
            HostExpressions.IsDevelopment(start.Call, facts.Types),
            start.Call.TargetMethod.Name,
            start.Moment switch
            {
                SchemaMoment.Context => $"whenever a '{context.ContainingSymbol.ContainingType.Name}' is made",
                SchemaMoment.Request => "while a request waits",
                _ => "whenever an instance of the service starts",
            },
            ConsequenceOf(start),
            start.IsCreation && !start.HasMigrations ? "make the schema by migrations, and apply them in the deployment" : "apply migrations in the deployment, by a script or a bundle"));
    }

    private static string ConsequenceOf(SchemaStart start) => start switch
    {
        { HasMigrations: true } => "it makes the tables without the history that migrations keep, so the first migration fails because they are there",
        { IsCreation: true, Moment: SchemaMoment.Context } => "each time it asks the database for its tables first, and a schema that is there is never changed again",
        { IsCreation: true } => "the service needs the right to create tables, and a schema that is there is never changed again",
        { Moment: SchemaMoment.Context } => "each time it asks the database which migrations are missing, and the first to find one changes tables under the others",
        _ => "instances that run together wait for one another or race, the service needs the right to change tables, and a migration that fails keeps it down",
    };
}
