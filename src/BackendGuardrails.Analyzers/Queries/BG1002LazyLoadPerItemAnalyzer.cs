using BackendGuardrails.Facts.Data;
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
        messageFormat: "{0} lazily, {1} for each '{2}'; {3} the query of '{4}'",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Reading a navigation that loads itself sends a query. In a loop that is one query for each element, on top of the one that loaded the elements. "
            + "Load the navigation together with them, with Include, or read the foreign key where that is enough.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
        {
            context.RegisterOperationAction(
                operation => Analyze(operation, facts),
                OperationKind.PropertyReference, OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.MethodReference, OperationKind.Interpolation);
        }
    }

    private static void Analyze(OperationAnalysisContext context, CompilationFacts facts)
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
            isHere ? $"'{navigation.Name}' is loaded" : $"'{NameOf(context.Operation)}' loads '{navigation.Name}'",
            navigation.IsCollection ? "one query" : "up to one query",
            MissingInclude.NameOf(load.Element),
            missing.IsFind ? $"use a query with {missing.Text} instead of Find in" : $"add {missing.Text} to",
            missing.Query));
    }

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
