using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Options;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ApiDesigner,
    "Say what you answer with: response_model=ProductResponse. What is stored is nobody's business, and changes for reasons of its own.",
    NoFixBecause = "Which columns clients may see, and which of them they have come to rely on, is a decision about the contract that the code does not hold.")]
public sealed class BG3008EntityAnsweredAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3008",
        title: "Entity is the response type",
        messageFormat: "Clients get '{0}' as it is stored, {1}; answer with a type of its own that has what they may see",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "An entity as the answer makes the tables a contract: every column goes out on the day it is added, a renamed one breaks clients, and what navigations hold depends on what else was loaded in the same request: "
            + "nothing, half of the database, or a cycle that cannot be written as JSON.",
        isEnabledByDefault: false,
        customTags: Rule.StrictTag);

    private const int MostNames = 3;

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible && facts.Types.Has(EfCommands.DbContext))
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (facts.AnsweredEntities.Of(endpoint, context.CancellationToken) is { } answered && !facts.Options.Read(GuardrailOptions.AllowEntityResponses, endpoint.Body.Syntax.SyntaxTree))
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, answered.Place, answered.Entity.Name, WhatOf(answered)));
        }
    }

    private static string WhatOf(AnsweredEntity answered) => answered.Secrets.IsEmpty
        ? $"and with it whatever was loaded of {Names(answered.Navigations)}"
        : $"with {Names(answered.Secrets)}";

    private static string Names(ImmutableArray<string> names) => string.Join(", ", names.Take(MostNames).Select(name => $"'{name}'")) + (names.Length > MostNames ? " and more" : "");
}
