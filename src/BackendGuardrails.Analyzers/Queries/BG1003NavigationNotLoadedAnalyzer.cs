using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Navigations;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "The query never asked for this association, so nobody loads it; include it where the entity is read.",
    Essential = true)]
public sealed class BG1003NavigationNotLoadedAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1003",
        title: "Navigation is read but was never loaded",
        messageFormat: "The query does not load '{0}' of '{1}', so {2}; {3}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Without lazy loading a navigation holds what its query included. What was not included is null, and dereferencing it throws; a collection is empty, and code goes on as if there were no rows.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.PropertyReference);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var read = (IPropertyReferenceOperation)context.Operation;
        if (facts.UnloadedReads.At(read, context.CancellationToken) is not { } unloaded)
            return;
        var missing = MissingInclude.Of(unloaded.Queries, unloaded.Path);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            read.Syntax.MemberName().GetLocation(),
            missing.Locations,
            missing.Properties,
            unloaded.Navigation.Name,
            MissingInclude.NameOf(read.Instance!),
            unloaded.Navigation.IsCollection ? "there is nothing in it" : "this throws a NullReferenceException",
            missing.Advice));
    }
}
