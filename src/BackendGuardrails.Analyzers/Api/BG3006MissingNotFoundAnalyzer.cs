using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "What does a client get for an id that does not exist? Look at the row before you answer: no row, 404.")]
public sealed class BG3006MissingNotFoundAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3006",
        title: "A row that is not found is answered with success",
        messageFormat: "'{0}' is null when no row matches, and the client gets {1}; answer with 404 then",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A lookup that finds nothing returns null. Answered with as it is, it becomes 204 in a controller and 200 with nothing or 'null' in a minimal API: success. "
            + "Clients go on with an empty object, caches keep it, and nobody sees that the address was wrong.");

    /// <summary>What to answer without a row, and what makes an answer of a value that is returned as it is.</summary>
    internal const string NotFound = "NotFound";
    internal const string Ok = "Ok";

    /// <summary>What the row can be called; null where it has a name.</summary>
    internal const string Name = "Name";

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Endpoints.IsPossible)
            context.RegisterEndpoints(facts, block => Analyze(block, facts));
    }

    private static void Analyze(BodyContext context, CompilationFacts facts)
    {
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (endpoint.Kind is not (EndpointKind.Action or EndpointKind.Mapped))
                continue;
            var rows = facts.MissingRows.In(endpoint, context.CancellationToken).ToList();
            if (rows.Count == 0 || facts.MissingRows.IsMeant(endpoint, context.CancellationToken))
                continue;
            foreach (var row in rows)
                Report(context, endpoint, row);
        }
    }

    private static void Report(BodyContext context, Endpoint endpoint, MissingRow row)
    {
        var answers = NotFoundAnswers.Of(endpoint, row);
        var isLocal = row.Value is ILocalReferenceOperation;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(NotFound, answers.NotFound).Add(Ok, answers.Ok);
        if (!isLocal)
            properties = properties.Add(Name, NameFor(row.Value.Type));
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            row.Value.Syntax.GetLocation(),
            effectiveSeverity: row.Lookup == Lookup.Row ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: new[] { row.Answer.Syntax.GetLocation(), row.Place.Syntax.GetLocation() },
            properties: properties,
            messageArgs: new object[] { isLocal ? row.Value.Syntax.ToString() : ((IInvocationOperation)row.Place).TargetMethod.Name, Gets(endpoint, row) }));
    }

    private static string Gets(Endpoint endpoint, MissingRow row) =>
        row.Answer is IObjectCreationOperation { Type.Name: "JsonResult" } or IInvocationOperation { TargetMethod.Name: "Json" } ? "200 with 'null'"
        : endpoint.Kind == EndpointKind.Action ? "204 No Content" : !row.IsReturned ? "200 without a body" : RowLookups.Result(row.Value.Type)?.SpecialType == SpecialType.System_String ? "500" : "200 with 'null'";

    /// <summary>The local that an awaited or direct lookup would be kept in; none for a task that nobody awaits.</summary>
    private static string? NameFor(ITypeSymbol? type)
    {
        if (type is null || !SymbolEqualityComparer.Default.Equals(RowLookups.Result(type), type))
            return null;
        var name = type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None, IsAnonymousType: false, IsTupleType: false, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? type.Name : "Found";
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}
