using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "I'm seeing a potential N+1 query issue here; let's load what the loop needs with one query before it starts.",
    Essential = true)]
public sealed class BG1001QueryPerItemAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1001",
        title: "Query runs once per item",
        messageFormat: "{0} runs {1} {2}; {3}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Each round trip to the database costs about as much as reading many rows. A query inside a loop makes their number grow with the data: ten orders in the test, "
            + "ten thousand in production. Load what the loop needs with one query before it, and look it up in memory.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(DataLibraries.Databases))
            RepeatedTripReport.Register(context, facts, (block, trip) => Report(block, trip, facts));
    }

    private static void Report(BodyContext context, RepeatedTrip trip, CompilationFacts facts)
    {
        if (trip.Kind != TripKind.Query || OneTimeWork.IsSurely(context.OwningSymbol) || RepeatedTripReport.SeverityOf(context, trip, facts) is not { } severity)
            return;
        context.ReportDiagnostic(RepeatedTripReport.Create(
            Descriptor,
            trip,
            severity,
            QueryRemedies.For(trip, facts, context.CancellationToken),
            RepeatedTripReport.Call(trip),
            trip.IsSame ? "the same query" : trip.Frequency != Frequency.EachTime ? "up to one query" : "one query",
            RepeatedTripReport.Times(trip),
            trip.IsSame ? "run it once before the loop" : "load what the loop needs with one query before it"));
    }
}
