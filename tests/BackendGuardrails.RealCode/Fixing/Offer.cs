using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>What one fix offers for one report.</summary>
internal sealed record Offer(Diagnostic Report, Document Document, CodeFixProvider Fix, CodeAction Action)
{
    public string Rule => Report.Id;

    /// <summary>Tells the actions of one fix apart.</summary>
    public string Key => Action.EquivalenceKey ?? "";

    public string Place => PlaceOf(Report);

    public static string PlaceOf(Diagnostic report) => $"{report.Location.SourceTree?.FilePath}:{report.Location.GetLineSpan().StartLinePosition.Line + 1}";

    public static async Task<List<Offer>> OfAsync(Rules rules, Solution solution, Diagnostic report)
    {
        var offers = new List<Offer>();
        if (solution.GetDocument(report.Location.SourceTree) is not { } document)
            return offers;
        foreach (var fix in rules.Fixes[report.Id])
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) => offers.Add(new(report, document, fix, action)), CancellationToken.None));
        return offers;
    }

    public Task<Solution> ApplyAsync() => AppliedAsync(Action);

    public static async Task<Solution> AppliedAsync(CodeAction action) =>
        (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
}
