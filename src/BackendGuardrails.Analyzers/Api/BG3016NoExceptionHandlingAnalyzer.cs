using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Every endpoint needs proper error handling, and what nobody thought of needs it most: say once what a client gets then.")]
public sealed class BG3016NoExceptionHandlingAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3016",
        title: "No global exception handling",
        messageFormat: "{0}, so an exception that an endpoint does not catch becomes a 500 without a body; call 'UseExceptionHandler()' first in the pipeline",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An exception that comes out of an endpoint ends at the server, which answers 500 with nothing in it: a client cannot tell it from a broken proxy and has no number to report. "
            + "UseExceptionHandler() answers with ProblemDetails, in one place for all endpoints.");

    /// <summary>Whether ProblemDetails still have to be registered, and what the handler is added to.</summary>
    internal const string Registration = "Registration";
    internal const string Application = "Application";
    internal const string ApplicationImport = "ApplicationImport";

    private const string Problems = "ProblemDetailsServiceCollectionExtensions";
    private const string Handlers = "ExceptionHandlerExtensions";
    private const string Space = "Microsoft.AspNetCore.Builder";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(Mappings.Routes))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        if (facts.Pipelines.At(call, context.CancellationToken) is not { HasEndpoints: true } pipeline || facts.ExceptionHandling.IsTestHost(context.CancellationToken) || facts.ExceptionHandling.IsOf(pipeline, context.CancellationToken))
            return;
        var (properties, places) = RemedyFor(pipeline, facts, context.CancellationToken);
        var registered = facts.ExceptionHandling.Registered(context.CancellationToken).FirstOrDefault();
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            call.NameLocation(),
            additionalLocations: places,
            properties: properties,
            messageArgs: registered is null ? "Nothing in this pipeline handles exceptions" : $"Nothing in this pipeline runs '{registered.Name}'"));
    }

    /// <summary>The handler goes behind the statement that makes the application, the registration in front of it; with a Startup class, into its two methods.</summary>
    private static (ImmutableDictionary<string, string?>, Location[]) RemedyFor(Pipeline pipeline, CompilationFacts facts, CancellationToken cancellationToken)
    {
        var none = (ImmutableDictionary<string, string?>.Empty, Array.Empty<Location>());
        if (!facts.Types.Has($"Microsoft.Extensions.DependencyInjection.{Problems}") || pipeline.HasViews)
            return none;
        var place = pipeline.Start.TargetMethod.Name == "Build" ? HostPlaces.At(pipeline.Start) : facts.HostPlaces.Only(cancellationToken);
        var (application, start) = ApplicationOf(pipeline.Start);
        if (place is null || application is null || start is null || place.Build is not null && place.Place != start)
            return none;
        var properties = HostPlaces.PropertiesOf(place, facts.Names.ModelOf(place.Place.SyntaxTree), Problems).Add(Application, application);
        if (!facts.Host.Calls("AddProblemDetails", cancellationToken))
            properties = properties.Add(Registration, "");
        var isImported = pipeline.Start.SemanticModel!.LookupNamespacesAndTypes(start.SpanStart, name: Handlers).OfType<INamedTypeSymbol>().Any(type => type.Is($"{Space}.{Handlers}"));
        return (properties.Add(ApplicationImport, isImported ? null : Space), new[] { place.Place.GetLocation(), start.GetLocation() });
    }

    /// <summary><c>var app = builder.Build();</c>, or the parameter of the method that puts the pipeline together.</summary>
    private static (string? Name, SyntaxNode? Start) ApplicationOf(IInvocationOperation start)
    {
        if (start.TargetMethod.Name == "Build")
        {
            return start.Syntax.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } declaration && variables[0].Initializer?.Value == start.Syntax
                ? (variables[0].Identifier.Text, declaration)
                : (null, null);
        }

        return start.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Body: not null } method && start.SemanticModel?.GetDeclaredSymbol(method) is IMethodSymbol symbol
            && symbol.Parameters.FirstOrDefault(parameter => parameter.Type.IsOrInherits("Microsoft.AspNetCore.Builder.IApplicationBuilder")) is { } application
                ? (application.Name, method)
                : (null, null);
    }
}
