using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "Let the framework keep the standards for you: the same answer to an invalid request and the same error body, whoever wrote the action.")]
public sealed class BG3015ApiControllerAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3015",
        title: "API controller without [ApiController]",
        messageFormat: "'{0}' answers with data, but without [ApiController] its actions run for invalid requests and its errors have no body; add the attribute",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "[ApiController] answers 400 with ProblemDetails before an action sees an invalid request, gives errors a body, and reads objects from the body of a request. "
            + "Without it each action has to ask ModelState.IsValid, and those that forget work with what should have been refused.",
        isEnabledByDefault: false,
        customTags: Rule.StrictTag);

    /// <summary>There is a place for the attribute.</summary>
    internal const string Attribute = "Attribute";

    /// <summary>The namespace that is not imported yet.</summary>
    internal const string Import = "Import";

    private const string Mvc = "Microsoft.AspNetCore.Mvc";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(Controllers.ApiController))
            context.RegisterTypes(facts, type => Analyze(type, facts));
    }

    private static void Analyze(TypeContext context, CompilationFacts facts)
    {
        var type = context.Type;
        if (!Controllers.IsController(type) || Controllers.IsApi(type, facts.Compilation) || IsAddedByConvention(facts, context.CancellationToken) || !facts.DataControllers.Is(type, context.CancellationToken) || DataControllers.TakesForms(type) || !DataControllers.TakesInput(type)
            || type.DeclaringSyntaxReferences.First().GetSyntax(context.CancellationToken) is not ClassDeclarationSyntax declaration)
            return;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (!DataControllers.BindsByGuess(type))
            properties = properties.Add(Attribute, "").Add(Import, IsImported(facts, declaration) ? null : Mvc);
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, declaration.Identifier.GetLocation(), additionalLocations: null, properties: properties, messageArgs: type.Name));
    }

    private static bool IsImported(CompilationFacts facts, ClassDeclarationSyntax declaration) =>
        facts.Names.ModelOf(declaration.SyntaxTree)?.LookupNamespacesAndTypes(declaration.SpanStart, name: "ApiControllerAttribute").OfType<INamedTypeSymbol>().Any(found => found.Is($"{Mvc}.ApiControllerAttribute")) == true;

    /// <summary>Code that speaks of the attribute gives it to controllers at the start.</summary>
    private static bool IsAddedByConvention(CompilationFacts facts, CancellationToken cancellationToken) => new[] { "ApiControllerAttribute", "IApiBehaviorMetadata" }
        .SelectMany(name => facts.Names.Find(name, cancellationToken))
        .Any(name => name.FirstAncestorOrSelf<AttributeSyntax>() is null && name.FirstAncestorOrSelf<BaseListSyntax>() is null);
}
