using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "This looks like one property and is one query per row; eager load the association to reduce the round trips.")]
public sealed class BG1002LazyLoadPerItemAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1002",
        title: "Navigation is loaded lazily once per item",
        messageFormat: "{0}, {1} {2}; {3}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Reading a navigation that loads itself sends a query. In a loop that is one query for each element, on top of the one that loaded the elements. "
            + "Load the navigation together with them, with Include, or read the foreign key where that is enough.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.HasAny(DataLibraries.Databases))
            RepeatedTripReport.Register(context, facts, (block, trip) => ReportExplicit(block, trip, facts));
        if (facts.Types.Has(EfCommands.DbContext))
        {
            context.RegisterOperations(
                facts,
                operation => Analyze(operation, facts),
                OperationKind.PropertyReference, OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.MethodReference, OperationKind.Interpolation);
        }
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.LazyLoads.At(context.Operation, context.CancellationToken) is not { } load)
            return;
        var missing = MissingInclude.Of(load.Queries, load.Path);
        var navigation = load.Navigation;
        var isHere = context.Operation == load.Read;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            LocationOf(context.Operation),
            isHere ? missing.Locations : missing.Locations.Add(load.Read.Syntax.MemberName().GetLocation()),
            missing.Properties,
            isHere ? $"'{navigation.Name}' is loaded lazily" : $"'{NameOf(context.Operation)}' loads '{navigation.Name}' lazily",
            Times(navigation),
            $"for each '{MissingInclude.NameOf(load.Element)}'",
            missing.Advice));
    }

    private static void ReportExplicit(BodyContext context, RepeatedTrip trip, CompilationFacts facts)
    {
        if (trip.Kind != TripKind.NavigationLoad || IsByItself(trip) || RepeatedTripReport.SeverityOf(context, trip, facts) is not { } severity)
            return;
        var load = facts.ExplicitLoads.Of(trip.Operation, context.CancellationToken);
        if (load is { IsLoaded: true })
            return;
        var missing = load is { Queries.IsProven: true } ? MissingInclude.Of(load.Queries.Chains, load.Path) : null;
        var isRemovable = load is { IsWhole: true } && missing is not null;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            trip.Location,
            severity,
            isRemovable ? missing!.Locations : trip.Reach.Path.Prepend(trip.Loop.Location),
            isRemovable ? missing!.Properties.Add(MissingInclude.Explicit, "") : ImmutableDictionary<string, string?>.Empty,
            load is null ? $"{RepeatedTripReport.Call(trip)} loads a navigation" : $"'{trip.Name}' loads '{load.Navigation.Name}'",
            load is null ? "one query" : Times(load.Navigation),
            load is null ? RepeatedTripReport.Times(trip) : $"for each '{MissingInclude.NameOf(load.Element)}'",
            isRemovable ? missing!.Advice : "include it in the query that loads the elements, or ask for all of them with one query before the loop"));
    }

    /// <summary>A helper that calls itself for the entity it finds in the context instead loads once, not once per row.</summary>
    private static bool IsByItself(RepeatedTrip trip) => trip.Loop is { Operation: IInvocationOperation { Syntax: var call }, Source: null, SourceName: null } && !call.Span.Contains(trip.Operation.Syntax.Span);

    /// <summary>Elements may share what a reference leads to, and then it is loaded once.</summary>
    private static string Times(Navigation navigation) => navigation.IsCollection ? "one query" : "up to one query";

    private static Location LocationOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.NameLocation(),
        IObjectCreationOperation creation => creation.Syntax.GetLocation(),
        IInterpolationOperation part => part.Expression.Syntax.GetLocation(),
        _ => operation.Syntax.MemberName().GetLocation(),
    };

    private static string NameOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.Name,
        IMethodReferenceOperation reference => reference.Method.Name,
        IObjectCreationOperation creation => $"new {creation.Type?.Name}",
        IPropertyReferenceOperation property => property.Property.Name,
        _ => "ToString",
    };
}
