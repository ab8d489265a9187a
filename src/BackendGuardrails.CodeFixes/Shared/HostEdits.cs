using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Adds to the set-up of the program, in whichever file that is.</summary>
internal static class HostEdits
{
    /// <summary>The document with the place that the additional location names, and the place itself.</summary>
    public static async Task<(Document Document, SyntaxNode Place)?> PlaceAsync(this Diagnostic diagnostic, Project project, int index, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.Count <= index || diagnostic.AdditionalLocations[index] is not { SourceTree: { } tree, SourceSpan: var span } || project.GetDocument(tree) is not { } document
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            return null;
        return root.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf().FirstOrDefault(node => node.Span == span && node is StatementSyntax or MethodDeclarationSyntax) is { } place ? (document, place) : null;
    }

    /// <summary>Registers a service: behind what is registered before the application is built, or last in the method that registers. With the import that it needs.</summary>
    public static IEnumerable<TextChange>? Registered(this Diagnostic diagnostic, SyntaxNode place, string call)
    {
        if (!diagnostic.Properties.TryGetValue(HostPlaces.ServicesKey, out var services) || services is null)
            return null;
        diagnostic.Properties.TryGetValue(HostPlaces.ImportKey, out var import);
        var statements = new[] { $"{services}.{call};" };
        var change = place switch
        {
            StatementSyntax build when build.WithNeighbors() is { } neighbors && neighbors.IndexOf(build) is > 0 and var at => AddedStatements.After(neighbors[at - 1], statements),
            StatementSyntax build => AddedStatements.Before(build, statements),
            MethodDeclarationSyntax { Body.Statements: { Count: > 0 } all } => all.Last() is ReturnStatementSyntax exit ? AddedStatements.Before(exit, statements) : AddedStatements.After(all.Last(), statements),
            MethodDeclarationSyntax method => FunctionEdits.AddFirst(method, statements[0])?.First(),
            _ => (TextChange?)null,
        };
        return change is { } added ? place.SyntaxTree.Import(import).Append(added) : null;
    }

    public static async Task<Document> WithChangesAsync(this Document document, IEnumerable<TextChange> changes, CancellationToken cancellationToken) =>
        document.WithText((await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(changes.OrderBy(change => change.Span.Start)));
}
