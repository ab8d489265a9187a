using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Options;

namespace BackendGuardrails.Api;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.ApiDesigner, "How do I handle pagination for large datasets? A list endpoint takes a page from its first day: later it breaks every client.")]
public sealed class BG3009UnpagedListAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG3009",
        title: "List endpoint has no paging",
        messageFormat: "{0} answers with every row of {1}, and a client cannot ask for fewer; let it send a page and its size{2}, and read that page",
        category: Categories.Api,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A list endpoint without a page has a contract that cannot be kept: each answer has all rows there are, and grows with the table. When it is too slow one day, "
            + "a page is a change that every client has to follow. A page and a size with defaults cost little at the beginning.");

    internal const string Key = nameof(Key);
    internal const string Entity = nameof(Entity);
    internal const string PageSize = nameof(PageSize);

    /// <summary>The name of the row in the sort that the key goes on with.</summary>
    internal const string Row = nameof(Row);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Endpoints.IsPossible)
            return;
        context.RegisterEndpoints(facts, block => AnalyzeSignatures(block, facts));
        if (facts.Types.Has(EfCommands.DbContext))
        {
            context.RegisterOperations(
                facts,
                body => facts.UnpagedLists.MayBeReadIn(body.OwningSymbol, body.OperationBlocks, body.CancellationToken),
                operation => Analyze(operation, facts),
                OperationKind.Invocation,
                OperationKind.Loop,
                OperationKind.Return);
        }
    }

    /// <summary>Where the query is out of sight, and the team asks to be told.</summary>
    private static void AnalyzeSignatures(BodyContext context, CompilationFacts facts)
    {
        if (context.OperationBlocks.IsEmpty || !facts.Options.Read(GuardrailOptions.UnpagedSignatures, context.OperationBlocks[0].Syntax.SyntaxTree))
            return;
        foreach (var endpoint in facts.Endpoints.In(context.OwningSymbol, context.OperationBlocks, context.CancellationToken))
        {
            if (facts.UnpagedLists.Unseen(endpoint, context.CancellationToken) is not { } call || facts.UnboundedReads.At(call, context.CancellationToken) is not null)
                continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                call.NameLocation(),
                DiagnosticSeverity.Info,
                additionalLocations: new[] { endpoint.Place },
                properties: null,
                NameOf(endpoint, facts.EndpointDeclarations.RouteOf(endpoint, context.CancellationToken)),
                $"what '{call.TargetMethod.Name}' brings",
                ""));
        }
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        // One doubt is a suggestion, two are nothing.
        if (facts.UnboundedReads.At(context.Operation, context.CancellationToken) is not { Doubts: < 2 } read || facts.UnpagedLists.Of(read, context.CancellationToken) is not { } list)
            return;
        var place = list.Call is null ? PagePlace.OfPages(read, facts.EntityModel.IsComplete(context.CancellationToken)) : null;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            read.Location,
            read.IsCertain ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            place is not null ? new[] { place.Take, place.Order } : new[] { list.Call?.Syntax.GetLocation() ?? list.Endpoint.Place, read.Shape.Chain.Root.Syntax.GetLocation() },
            place is null ? null : PropertiesOf(place, read, facts.Options.Read(GuardrailOptions.DefaultPageSize, context.Operation.Syntax.SyntaxTree)),
            NameOf(list.Endpoint, facts.EndpointDeclarations.RouteOf(list.Endpoint, context.CancellationToken)),
            read.DescribedRows,
            list.Call is { } call ? $", hand them to '{call.TargetMethod.Name}'" : ""));
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(PagePlace place, UnboundedRead read, int most)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Key, string.Join(",", place.Key))
            .Add(Entity, read.Shape.Chain.Entity.Name)
            .Add(PageSize, most.ToString());
        return place.Row is null ? properties : properties.Add(Row, place.Row);
    }

    /// <summary>What is mapped is known by its route; an action by its name, since its class may have a route that is not written out.</summary>
    private static string NameOf(Endpoint endpoint, string? route) => endpoint.Kind == EndpointKind.Mapped && !string.IsNullOrEmpty(route) ? $"'GET /{route}'"
        : endpoint.Function.MethodKind == MethodKind.Ordinary ? $"'{endpoint.Function.ContainingType.Name}.{endpoint.Function.Name}'"
        : "The endpoint";
}
