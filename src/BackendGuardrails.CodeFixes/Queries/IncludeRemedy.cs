using System.Collections.Immutable;
using BackendGuardrails.Facts.Data.Navigations;

namespace BackendGuardrails.Queries;

/// <summary>An expression to write calls behind, and how many of the steps it includes already.</summary>
internal sealed record IncludeSpot(DocumentId Document, ExpressionSyntax Behind, int Known);

/// <summary>What a diagnostic asks for: steps to include, at each of these places, and the load that is not needed any more.</summary>
internal sealed record IncludeRemedy(ImmutableArray<IncludeStep> Steps, ImmutableArray<IncludeSpot> Spots, DocumentId? LoadDocument, StatementSyntax? Load)
{
    /// <summary>Null where the diagnostic names no place, or one that is not what it was.</summary>
    public static IncludeRemedy? Of(Diagnostic diagnostic, Solution solution)
    {
        if (!diagnostic.Properties.TryGetValue(MissingInclude.Steps, out var written) || MissingInclude.Read(written) is not { IsEmpty: false } steps || !diagnostic.Properties.TryGetValue(MissingInclude.Known, out var known))
            return null;
        var numbers = known!.Split(';').Select(int.Parse).ToList();
        var spots = diagnostic.AdditionalLocations.Take(numbers.Count).Zip(numbers, (location, number) => SpotAt(location, number, solution)).ToList();
        if (spots.Count < numbers.Count || spots.Contains(null))
            return null;
        if (!diagnostic.Properties.ContainsKey(MissingInclude.Explicit))
            return new(steps, spots.OfType<IncludeSpot>().ToImmutableArray(), null, null);
        return LoadAt(diagnostic.Location) is { } load && solution.GetDocument(load.SyntaxTree) is { } document
            ? new(steps, spots.OfType<IncludeSpot>().ToImmutableArray(), document.Id, load)
            : null;
    }

    private static IncludeSpot? SpotAt(Location location, int known, Solution solution) =>
        location.SourceTree is { } tree && solution.GetDocument(tree) is { } document
        && tree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: false) is var node
        && node.DescendantNodesAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(expression => expression.Span == location.SourceSpan) is { } behind
            ? new(document.Id, behind, known)
            : null;

    /// <summary>The statement that loads and does nothing else, with others beside it that stay.</summary>
    private static StatementSyntax? LoadAt(Location location) =>
        location.SourceTree?.GetRoot().FindNode(location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax { Parent: BlockSyntax { Statements.Count: > 1 } } statement
        && (statement.Expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : statement.Expression).Span.End == EndOfCall(location)
            ? statement
            : null;

    private static int EndOfCall(Location location)
    {
        var call = location.SourceTree!.GetRoot().FindNode(location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>();
        while (call is { Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax outer } })
            call = outer;
        return call?.Span.End ?? -1;
    }
}
