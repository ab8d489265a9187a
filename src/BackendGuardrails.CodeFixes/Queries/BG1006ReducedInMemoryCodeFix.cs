using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Moves operators in front of what reads the rows, or lets a variable be the query instead of its rows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1006ReducedInMemoryCodeFix))]
public sealed class BG1006ReducedInMemoryCodeFix() : GuardrailCodeFix(BG1006ReducedInMemoryAnalyzer.Descriptor)
{
    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (Moved(diagnostic, node) is not { } move)
            return;
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var changed = context.Document.WithText(text.WithChanges(move.Changes));
        if (await changed.ErrorsAsync(context.CancellationToken).ConfigureAwait(false) <= await context.Document.ErrorsAsync(context.CancellationToken).ConfigureAwait(false))
            Register(context, diagnostic, move.Title, _ => Task.FromResult(changed));
    }

    private static (string Title, IReadOnlyList<TextChange> Changes)? Moved(Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG1006ReducedInMemoryAnalyzer.Kind, out var kind) || !diagnostic.Properties.TryGetValue(BG1006ReducedInMemoryAnalyzer.Story, out var story))
            return null;
        var places = diagnostic.AdditionalLocations.Skip(int.Parse(story!, CultureInfo.InvariantCulture)).Select(place => place.SourceTree == node.SyntaxTree ? ExpressionAt(place, node) : null).ToList();
        if (places.Count == 0 || places.Any(place => place is null) || RowReading.Of(places[0]!) is not { } reading)
            return null;
        var ends = places.Skip(1).Select(place => place!).ToList();
        if (kind == BG1006ReducedInMemoryAnalyzer.Variable)
            return reading.Variable is { } variable && !FollowEachOther(ends) && MovedOperators.OfVariable(reading, variable, ends) is { } all ? ($"Let '{variable.Identifier.ValueText}' be a query, and the database do the work", all) : null;
        return ends.Count == 1 && MovedOperators.OfChain(reading, ends[0]) is { } changes ? ($"Let the database do it: '{node}' in front of '{reading.Name}'", changes) : null;
    }

    /// <summary>One read would become two trips: <c>all.FirstOrDefault(c => c.Published) ?? all.FirstOrDefault()</c></summary>
    private static bool FollowEachOther(IReadOnlyList<ExpressionSyntax> ends) => ends.Any(end => end.Ancestors().OfType<BinaryExpressionSyntax>()
        .Any(either => either.RawKind == (int)SyntaxKind.CoalesceExpression && either.Right.Span.Contains(end.Span) && ends.Any(other => either.Left.Span.Contains(other.Span))));

    private static ExpressionSyntax? ExpressionAt(Location place, SyntaxNode node) => node.SyntaxTree.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(code => code.Span == place.SourceSpan);
}
