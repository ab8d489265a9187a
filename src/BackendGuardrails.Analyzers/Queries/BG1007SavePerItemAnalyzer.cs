using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "Every commit waits for the disk. Collect the changes and save them once, or once for every few hundred.")]
public sealed class BG1007SavePerItemAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1007",
        title: "SaveChanges or a transaction runs once per item",
        messageFormat: "{0} {1} {2}; {3}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A write of its own for each item is a round trip and, as a transaction of its own, a wait for the disk; and a failure in the middle leaves half of the work done. "
            + "Collect the changes and save them after the loop, or for every few hundred items.");

    /// <summary>In the properties of a diagnostic whose save may as well stand behind the loop: how many loops are between the two.</summary>
    internal const string Postponable = nameof(Postponable);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(DataLibraries.Databases))
            RepeatedTripReport.Register(context, facts, (block, trip) => Report(block, trip, facts));
    }

    private static void Report(BodyContext context, RepeatedTrip trip, CompilationFacts facts)
    {
        if (trip.Kind is not (TripKind.Save or TripKind.Write or TripKind.Transaction) || UnitsOfWork.IsOfOneItem(trip) || OneTimeWork.IsSurely(context.OwningSymbol) || trip.Frequency == Frequency.SomeKeys)
            return;
        var reason = UnitsOfWork.ReasonFor(trip);
        if (UnitsOfWork.IsMeant(reason) || reason == WhyPerItem.OwnValues && facts.FewRounds.AreOfOnePiece(trip, context.CancellationToken) || RepeatedTripReport.SeverityOf(context, trip, facts) is not { } severity)
            return;
        context.ReportDiagnostic(RepeatedTripReport.Create(
            Descriptor,
            trip,
            reason == WhyPerItem.None ? severity : DiagnosticSeverity.Info,
            facts.PostponedSaves.IsSafe(trip, context.CancellationToken) ? ImmutableDictionary<string, string?>.Empty.Add(Postponable, Between(trip)) : QueryRemedies.ForWrite(trip, facts, context.CancellationToken),
            RepeatedTripReport.Call(trip),
            trip.Kind switch
            {
                TripKind.Save => "writes to the database",
                TripKind.Transaction => "begins a transaction",
                _ => "sends a command of its own",
            },
            RepeatedTripReport.Times(trip),
            reason switch
            {
                WhyPerItem.NeedsKey => "the next item needs the key that is made here; set the navigation instead, and save once after the loop",
                WhyPerItem.OwnValues => "each row gets a value of its own, so it takes a statement that joins them, or rows that are loaded and saved at once",
                _ when trip.Kind == TripKind.Write => "write many of them with one command",
                _ => "do it once after the loop, or once for every few hundred items",
            }));
    }

    private static string Between(RepeatedTrip trip) => trip.Operation.Syntax.Ancestors().TakeWhile(outer => outer != trip.Loop.Operation.Syntax)
        .Count(outer => outer is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
