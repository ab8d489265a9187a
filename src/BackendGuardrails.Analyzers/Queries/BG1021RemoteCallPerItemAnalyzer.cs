using BackendGuardrails.Facts.Data;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "One slow answer of the other service, times the number of items, is our latency. Ask for all of them at once.",
    NoFixBecause = "Only the other service knows whether it has a call for many items, and what it is named.")]
public sealed class BG1021RemoteCallPerItemAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1021",
        title: "Remote call runs once per item",
        messageFormat: "{0} calls another service {1}; {2}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "The latency of the other service is paid once per item, and its failures add up. Prefer one call for many items, a pipeline or a batch; "
            + "where there is none, limit how many run at the same time.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(DataLibraries.Services))
            RepeatedTripReport.Register(context, facts, (block, trip) => Report(block, trip, facts));
    }

    private static void Report(BodyContext context, RepeatedTrip trip, CompilationFacts facts)
    {
        if (trip.Kind != TripKind.Remote || !MayBeOne(context, trip, facts))
            return;
        context.ReportDiagnostic(RepeatedTripReport.Create(
            Descriptor,
            trip,
            DiagnosticSeverity.Info,
            ImmutableDictionary<string, string?>.Empty,
            RepeatedTripReport.Call(trip),
            RepeatedTripReport.Times(trip),
            Advice(trip)));
    }

    /// <summary>A suggestion has no room for a doubt. What is behind other methods may well be a call of its own, unless the code says otherwise.</summary>
    private static bool MayBeOne(BodyContext context, RepeatedTrip trip, CompilationFacts facts) =>
        trip.Reach.Methods.IsEmpty
        || IsItself(trip, context.OwningSymbol)
        || SharedCalls.HaveMethodForMany(trip, context.OwningSymbol)
        || SharedCalls.AreOfferedOrKeyed(trip) && RepeatedTripReport.SeverityOf(context, trip, facts) == DiagnosticSeverity.Warning;

    /// <summary>Publish(category) { Post(category); foreach (var child in category.Children) Publish(child); }: nothing stands between the loop and the call.</summary>
    private static bool IsItself(RepeatedTrip trip, ISymbol method) => trip.Reach.Methods.Length == 1 && SymbolEqualityComparer.Default.Equals(trip.Reach.Methods[0].OriginalDefinition, method.OriginalDefinition);

    private static string Advice(RepeatedTrip trip) => trip.Reach.Trip.Operation is IInvocationOperation { TargetMethod.ContainingType.Name: "IDatabase" or "IDatabaseAsync" }
        ? "read or write many keys with one command, or use a batch"
        : "prefer one call for all of them";
}
