using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Queries;

/// <summary>What the rules about round trips per item have in common: where they look, and how they say how often and by which way.</summary>
internal static class RepeatedTripReport
{
    /// <summary>Behind more calls than these, too much may stand between the loop and the trip: then it is information.</summary>
    private const int CallsInSight = 4;

    public static void Register(CompilationStartAnalysisContext context, CompilationFacts facts, Action<BodyContext, RepeatedTrip> report) =>
        context.RegisterBodies(facts, block =>
        {
            foreach (var body in block.OperationBlocks)
            {
                foreach (var trip in facts.RepeatedTrips.In(body, block.OwningSymbol, block.CancellationToken))
                    report(block, trip);
            }
        });

    /// <summary>Doubtful is what happens far away, what may happen a few times only, and what is done once and not for each request.</summary>
    public static DiagnosticSeverity SeverityOf(BodyContext context, RepeatedTrip trip, CompilationFacts facts) =>
        trip.Reach.Calls > CallsInSight || trip.Frequency == Frequency.SomeKeys || UnitsOfWork.IsOfOneTenant(trip) || OneTimeWork.Is(context.OwningSymbol) || facts.FewRounds.AreExpected(trip, context.CancellationToken)
            ? DiagnosticSeverity.Info
            : DiagnosticSeverity.Warning;

    public static Diagnostic Create(DiagnosticDescriptor rule, RepeatedTrip trip, DiagnosticSeverity severity, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        Diagnostic.Create(rule, trip.Location, severity, trip.Reach.Path.Prepend(trip.Loop.Location), properties, arguments);

    /// <summary>The call as a reader finds it, and the way from there where the trip is in another method.</summary>
    public static string Call(RepeatedTrip trip) => trip.Reach.Methods.IsEmpty ? $"'{trip.Name}'" : $"'{trip.Name}' ({trip.Way})";

    public static string Times(RepeatedTrip trip) => trip switch
    {
        { Loop: { Operation: IInvocationOperation { Syntax: var call }, Source: null, SourceName: null } } when call.Span.Contains(trip.Operation.Syntax.Span) == false => "each time the method calls itself",
        { Loop.SourceName: { } name } => $"for each element of {name}",
        { Loop.Operation: IForEachLoopOperation { Syntax: ForEachStatementSyntax each } } => $"for each '{each.Identifier.Text}'",
        _ => "each time the loop goes round",
    };
}
