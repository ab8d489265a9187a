using System.Collections.Immutable;
using BackendGuardrails.Facts.Data.Navigations;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Writes includes into queries. Several for one query are put together: what another one loads on its way is not said twice.</summary>
internal static class IncludeEdits
{
    public const string EntityFramework = "Microsoft.EntityFrameworkCore";

    public static async Task<Solution> ApplyAsync(Solution solution, IReadOnlyCollection<IncludeRemedy> remedies, CancellationToken cancellationToken)
    {
        var spots = remedies.SelectMany(remedy => remedy.Spots.Select(spot => (Spot: spot, remedy.Steps))).ToLookup(pair => pair.Spot.Document);
        var loads = remedies.Where(remedy => remedy.Load is not null).ToLookup(remedy => remedy.LoadDocument!, remedy => remedy.Load!);
        foreach (var id in spots.Select(group => group.Key).Union(loads.Select(group => group.Key)))
        {
            var document = solution.GetDocument(id)!;
            var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var changes = spots[id].GroupBy(pair => pair.Spot.Behind).Select(group => Insertion(group.Key, group.ToList()))
                .Concat(loads[id].Distinct().Select(load => Removal(load, text)));
            var changed = document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
            if (spots[id].Any() && await LacksExtensionsAsync(document, spots[id].First().Spot.Behind, cancellationToken).ConfigureAwait(false))
                changed = changed.WithSyntaxRoot((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(EntityFramework));
            solution = changed.Project.Solution;
        }

        return solution;
    }

    private static TextChange Insertion(ExpressionSyntax behind, List<(IncludeSpot Spot, ImmutableArray<IncludeStep> Steps)> wanted)
    {
        var longest = wanted.Where(one => !wanted.Any(other => other.Steps.Length > one.Steps.Length && other.Steps.Take(one.Steps.Length).SequenceEqual(one.Steps)))
            .GroupBy(one => string.Join(".", one.Steps.Select(step => step.Navigation)))
            .Select(group => group.First())
            .OrderByDescending(one => one.Spot.Known)
            .ToList();
        var separator = behind.LineOfCallBehind();
        var calls = longest.SelectMany((one, index) => Calls(behind, one.Steps, index == 0 ? one.Spot.Known : 0));
        return new(new(behind.Span.End, 0), string.Concat(calls.Select(call => $"{separator}.{call}")));
    }

    private static IEnumerable<string> Calls(SyntaxNode at, ImmutableArray<IncludeStep> steps, int known) => steps.Skip(known).Select((step, index) =>
    {
        var parameter = at.FreeParameter(step.Parameter, char.ToLowerInvariant(step.Type[0]) + step.Type.Substring(1), "entity", "included");
        return $"{(index + known == 0 ? "Include" : "ThenInclude")}({step.Lambda(SyntaxFacts.GetKeywordKind(parameter) == SyntaxKind.None ? parameter : "@" + parameter)})";
    });

    /// <summary>The whole lines of the statement, where nothing else stands on them.</summary>
    private static TextChange Removal(StatementSyntax load, SourceText text)
    {
        var first = text.Lines.GetLineFromPosition(load.SpanStart);
        var last = text.Lines.GetLineFromPosition(load.Span.End);
        var isAlone = text.ToString(TextSpan.FromBounds(first.Start, load.SpanStart)).Trim().Length == 0 && text.ToString(TextSpan.FromBounds(load.Span.End, last.End)).Trim().Length == 0;
        return new(isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : load.Span, "");
    }

    /// <summary>Whether the operators of EF Core cannot be called there without another <c>using</c>.</summary>
    public static async Task<bool> LacksExtensionsAsync(Document document, SyntaxNode at, CancellationToken cancellationToken) =>
        await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
        && !model.LookupNamespacesAndTypes(at.SpanStart, name: "EntityFrameworkQueryableExtensions").Any(type => type.ContainingNamespace.ToDisplayString() == EntityFramework);
}
