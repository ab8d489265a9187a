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

    /// <summary>Behind more than these nobody sees what the trip has to do with the loop.</summary>
    private const int CallsInMind = 6;

    public static void Register(CompilationStartAnalysisContext context, CompilationFacts facts, Action<BodyContext, RepeatedTrip> report) =>
        context.RegisterBodies(facts, block =>
        {
            foreach (var body in block.OperationBlocks)
            {
                foreach (var trip in facts.RepeatedTrips.In(body, block.OwningSymbol, block.CancellationToken))
                    report(block, trip);
            }
        });

    /// <summary>
    /// Null where there is nothing to ask for: too far away, a piece of work of its own each time, a few rounds. One doubt makes information of the rest, and two are too many:
    /// what happens far away, what a cache may know, what is done once and not for each request, what may happen a few times only.
    /// </summary>
    public static DiagnosticSeverity? SeverityOf(BodyContext context, RepeatedTrip trip, CompilationFacts facts)
    {
        var token = context.CancellationToken;
        if (trip.Reach.Calls > CallsInMind || UnitsOfWork.IsOfOneTenant(trip) || facts.FewRounds.AreExpected(trip, token))
            return null;
        var doubts = (trip.Reach.Calls > CallsInSight ? 1 : 0) + (trip.Frequency == Frequency.SomeKeys ? 1 : 0) + (OneTimeWork.Is(context.OwningSymbol) ? 1 : 0) + (facts.FewRounds.ArePossible(trip, token) ? 1 : 0);
        if (doubts == 0)
            return DiagnosticSeverity.Warning;
        // What is asked for again is told where it is asked for first.
        return doubts == 1 && !trip.IsToldBefore ? DiagnosticSeverity.Info : null;
    }

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
