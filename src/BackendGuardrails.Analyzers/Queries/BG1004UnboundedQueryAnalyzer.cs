using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Options;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "How does this behave with a million rows? A list that a client asks for needs an upper bound.")]
public sealed class BG1004UnboundedQueryAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1004",
        title: "Query has no upper bound",
        messageFormat: "'{0}' reads every row of {1}, {2}; {3}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A query without Take, without a key and without a list of keys brings as many rows as the table has. It is fast on the day it is written, and grows with the business: memory, time and traffic per request grow with it, until the service falls over.");

    internal const string Key = nameof(Key);
    internal const string Entity = nameof(Entity);
    internal const string PageSize = nameof(PageSize);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(DataLibraries.Dapper))
            context.RegisterOperations(facts, operation => AnalyzeSql(operation, facts), OperationKind.Invocation);
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.Loop, OperationKind.Return);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.UnboundedReads.At(context.Operation, context.CancellationToken) is not { } read || SeverityOf(read) is not { } severity)
            return;
        // Where an endpoint lists rows and takes no page, that is what is missing: a rule of its own.
        if (facts.UnpagedLists.Of(read, context.CancellationToken) is not null)
            return;
        var place = read.Fate.Has(RowUse.Client) && !read.Fate.Has(RowUse.NeededElsewhere | RowUse.Lookup) ? PagePlace.Of(read) : null;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (place is not null)
            properties = properties.Add(Key, string.Join(",", place.Key)).Add(Entity, read.Shape.Chain.Entity.Name).Add(PageSize, facts.Options.Read(GuardrailOptions.DefaultPageSize, context.Operation.Syntax.SyntaxTree).ToString());
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            read.Location,
            severity,
            place is null ? new[] { read.Shape.Chain.Root.Syntax.GetLocation() } : new[] { place.Take, place.Order },
            properties,
            read.Name,
            read.DescribedRows,
            FateOf(read),
            AdviceOf(read)));
    }

    private static void AnalyzeSql(OperationContext context, CompilationFacts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        if (facts.PlainSelects.At(call, context.CancellationToken) is not { } select || select.Fate.Has(RowUse.Needed) || !select.Fate.Has(RowUse.Client))
            return;
        var isCertain = SmallEntities.Grows(select.Row) && !select.Fate.Has(RowUse.NeededElsewhere | RowUse.Lookup | RowUse.Choices);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            call.NameLocation(),
            isCertain ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: null,
            properties: null,
            call.TargetMethod.Name,
            select.Table,
            ClientOf(select.Fate),
            "order them and ask for a page"));
    }

    /// <summary>Null where all rows are needed, or where they are filtered or counted in memory, which is a mistake of its own.</summary>
    private static DiagnosticSeverity? SeverityOf(UnboundedRead read)
    {
        if (read.Fate.Has(RowUse.Needed))
            return null;
        if (!read.Fate.Has(RowUse.Client))
            return read.Fate.Has(RowUse.Lookup | RowUse.Unseen) && read is { Bound: QueryBound.None, IsForeign: false } ? DiagnosticSeverity.Info : null;
        // One doubt is a suggestion, two are nothing.
        if (read.Doubts > 1)
            return null;
        return read.IsCertain ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
    }

    private static string FateOf(UnboundedRead read)
    {
        if (read.Bound == QueryBound.Sometimes)
            return "unless the way with a limit is taken";
        if (read.Fate.Has(RowUse.Client))
            return ClientOf(read.Fate);
        return read.Fate.Has(RowUse.Lookup) ? "to look some of them up" : "for whoever calls this";
    }

    private static string ClientOf(RowFate fate) => $"and {(fate.Endpoint is { } endpoint ? $"'{endpoint.ContainingType.Name}.{endpoint.Name}'" : "an endpoint")} hands them all to its client";

    private static string AdviceOf(UnboundedRead read)
    {
        if (read.Fate.Has(RowUse.Client))
            return read.Fate.Has(RowUse.NeededElsewhere) ? "give the client a query of its own that takes a page" : "order them and take a page";
        return read.Fate.Has(RowUse.Lookup) ? "read those with the keys that are asked for" : "let the caller say how many, or which";
    }
}
