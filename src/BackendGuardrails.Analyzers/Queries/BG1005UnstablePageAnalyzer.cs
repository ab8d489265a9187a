using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Pages;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "How do I handle pagination for large datasets? Begin with an order in which no two rows are equal: without one, a page is whatever the database finds first.")]
public sealed class BG1005UnstablePageAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1005",
        title: "Page has no stable order",
        messageFormat: "'{0}' {1}; {2}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A database returns rows in any order unless it is told one, and may choose another with the next query: after an update, with another plan, with more rows. Pages of such a query overlap and leave rows out. "
            + "The same happens among rows that are equal in the order, so the last column has to be unique.");

    internal const string Edit = nameof(Edit);
    internal const string Key = nameof(Key);
    internal const string Entity = nameof(Entity);
    internal const string Rows = nameof(Rows);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.UnstablePages.At((IInvocationOperation)context.Operation, context.CancellationToken) is not { IsForClient: not null } page)
            return;
        var edit = PageEdit.Of(page);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            page.Call.NameLocation(),
            IsCertain(page) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            edit?.Places ?? ImmutableArray.Create(page.Shape.Chain.Root.Syntax.GetLocation()),
            edit is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty
                .Add(Edit, edit.Kind.ToString()).Add(Key, string.Join(",", edit.Key)).Add(Entity, page.Shape.Chain.Entity.Name).Add(Rows, string.Join(",", edit.Rows)),
            page.Call.TargetMethod.Name,
            HarmOf(page),
            AdviceOf(page)));
    }

    /// <summary>Equal rows are a matter of chance, a way without an order may never be taken, and whoever calls a library may not mind which rows it takes.</summary>
    private static bool IsCertain(UnstablePage page) => page is { Fault: not (PageFault.Ties or PageFault.SometimesSorted), IsForClient: true, IsOnEveryWay: true };

    private static string HarmOf(UnstablePage page) => page.Fault switch
    {
        PageFault.Replaced => $"throws the order of '{page.Other!.TargetMethod.Name}' in front of it away",
        PageFault.SortedAfterwards => $"takes its rows before '{page.Other!.TargetMethod.Name}' sorts them, so they are not the first in that order",
        PageFault.Ties => $"goes by {TextOf(page)}, in which rows can be equal, so a row can be on two pages or on none",
        _ => $"{TakesOf(page)} rows {OrderOf(page)}, {ResultOf(page)}",
    };

    private static string TakesOf(UnstablePage page) => page.Part switch
    {
        PagePart.Skip => "skips",
        PagePart.Take => "takes",
        PagePart.Last => "wants the last of",
        _ => "counts",
    };

    private static string OrderOf(UnstablePage page) => page.Fault switch
    {
        PageFault.SometimesSorted => "that are sorted on some ways only",
        PageFault.OrderLost => $"whose order '{page.Other?.TargetMethod.Name}' has thrown away",
        _ => "that have no order",
    };

    private static string ResultOf(UnstablePage page) => page.Part switch
    {
        PagePart.Skip => "so a row can be on two pages or on none",
        PagePart.Last => "which EF Core answers with an exception",
        _ => "so the database decides which ones",
    };

    private static string TextOf(UnstablePage page) => page.Ties[0].Columns is { IsEmpty: false } columns ? string.Join(" and ", columns.Select(column => $"'{column}'")) : "an order";

    private static string AdviceOf(UnstablePage page)
    {
        var key = page.Shape.Entity is { Key: { IsEmpty: false } columns } ? string.Join(" and ", columns.Select(column => $"'{column}'")) : null;
        return page.Fault switch
        {
            PageFault.Replaced => "refine that order with 'ThenBy', or remove it",
            PageFault.SortedAfterwards => "sort first",
            PageFault.Ties => $"let {key} decide between them",
            PageFault.SometimesSorted => "give the other ways an order too",
            PageFault.OrderLost => "sort behind it",
            _ => key is null ? "order them first" : $"order them first, by {key} if nothing else matters",
        };
    }
}
