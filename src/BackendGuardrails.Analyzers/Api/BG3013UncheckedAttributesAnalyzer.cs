using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Facts.Http.Validation;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Never trust client input: an attribute that nobody reads validates nothing.")]
public sealed class BG3013UncheckedAttributesAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3013",
        title: "Validation attributes are ignored by this minimal API",
        messageFormat: "Nothing runs {0} in this minimal API, and requests that break it reach the handler; {1}",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Controllers validate what they bind; minimal APIs do not, unless somebody says so. Without AddValidation() (.NET 10), an endpoint filter or a validator, attributes such as [Required] "
            + "are documentation: a request that breaks them is handled as if it were valid.");

    private const string Extensions = "ValidationServiceCollectionExtensions";

    private static readonly BindingSource[] Sent = [BindingSource.Body, BindingSource.Form, BindingSource.Query, BindingSource.Route, BindingSource.Header, BindingSource.Members];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(Mappings.Routes))
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (endpoint.Kind != EndpointKind.Mapped)
                continue;
            foreach (var parameter in endpoint.Function.Parameters)
            {
                if (ValidationMarks.Of(parameter, facts.TypeArguments, context.CancellationToken) is { } mark && Sent.Contains(facts.Bindings.Of(parameter, endpoint, context.CancellationToken)))
                    Judge(context, facts, endpoint, parameter, mark);
            }
        }
    }

    private static void Judge(BodyContext context, CompilationFacts facts, Endpoint endpoint, IParameterSymbol parameter, ValidationMark mark)
    {
        if (!facts.Host.IsVisible(context.CancellationToken) || parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken) is not ParameterSyntax written)
            return;
        var validation = facts.RequestValidation.Of(endpoint, parameter, parameter.Type is ITypeParameterSymbol && mark.Type is { } one ? one : parameter.Type, context.CancellationToken);
        if (validation == Validation.Done)
            return;
        // Attributes of an entity also describe its table.
        var isCertain = validation == Validation.None && !(mark.Type is { } type && facts.EntityModel.IsEntity(type, context.CancellationToken));
        // The framework leaves out what its generated code cannot see.
        var isSeen = mark.Type is null || IsPublic(mark.Type);
        // For type parameters no code is generated.
        var canBeSwitchedOn = parameter.Type is not ITypeParameterSymbol && facts.Types.Has($"Microsoft.Extensions.DependencyInjection.{Extensions}");
        var place = canBeSwitchedOn && isSeen ? facts.HostPlaces.Only(context.CancellationToken) : null;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            (mark.Type is null || written.Type is null ? written.Identifier.GetLocation() : written.Type.GetLocation()),
            effectiveSeverity: isCertain ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: place is null ? null : new[] { place.Place.GetLocation() },
            properties: place is null ? null : HostPlaces.PropertiesOf(place, facts.Names.ModelOf(place.Place.SyntaxTree), Extensions),
            messageArgs: new object[] { mark.Text, !canBeSwitchedOn ? "validate it in an endpoint filter" : isSeen ? "call 'AddValidation()' on the services" : $"make '{mark.Type!.Name}' public, and call 'AddValidation()' on the services" }));
    }

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }
}
