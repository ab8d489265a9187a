using System.Collections.Immutable;
using BackendGuardrails.Facts.Data.Indexes;

namespace BackendGuardrails.Queries;

/// <summary>An index to declare: on the class, or by a call at the end of the block.</summary>
internal sealed record IndexRemedy(DocumentId Document, SyntaxNode Place, string? Builder, string Entity, ImmutableArray<string> Columns)
{
    public string Title => $"Add an index on ({string.Join(", ", Columns)}) to {Entity}; a migration has to follow";

    /// <summary>Two reports may ask for the same index.</summary>
    public string Key => $"{Document.Id}:{Place.SpanStart}:{Builder}:{string.Join(";", Columns)}";

    /// <summary>Null where the diagnostic names no place, or one that is not what it was.</summary>
    public static IndexRemedy? Of(Diagnostic diagnostic, Solution solution)
    {
        var properties = diagnostic.Properties;
        if (!properties.TryGetValue(IndexPlace.Columns, out var columns) || !properties.TryGetValue(IndexPlace.Entity, out var entity) || !properties.TryGetValue(IndexPlace.On, out var builder)
            || diagnostic.AdditionalLocations.FirstOrDefault() is not { SourceTree: { } tree } location || solution.GetDocument(tree) is not { } document || location.SourceSpan.End > tree.Length)
            return null;
        var node = tree.GetRoot().FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        SyntaxNode? place = builder is null ? node as TypeDeclarationSyntax : node as BlockSyntax;
        return place is null ? null : new(document.Id, place, builder, entity!, columns!.Split(';').ToImmutableArray());
    }
}
