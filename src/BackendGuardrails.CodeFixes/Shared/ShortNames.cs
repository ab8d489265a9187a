using Microsoft.CodeAnalysis.Simplification;

namespace BackendGuardrails.Shared;

/// <summary>Imports the namespaces of types that new code names in full, so that their names can be shortened.</summary>
internal static class ShortNames
{
    /// <summary>The document as it is where a short name would mean something else, or where an import would make another name ambiguous.</summary>
    public static async Task<Document> WithShortNamesAsync(this Document document, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return document;
        var root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var missing = root.GetAnnotatedNodes(Simplifier.Annotation).Select(name => NamespaceToImport(name, model, cancellationToken)).OfType<string>().Distinct().ToList();
        if (missing.Count == 0)
            return document;
        var imported = document.WithSyntaxRoot(missing.Aggregate(root, (current, name) => current.WithUsing(name)));
        return await imported.ErrorsAsync(cancellationToken).ConfigureAwait(false) > await document.ErrorsAsync(cancellationToken).ConfigureAwait(false) ? document : imported;
    }

    /// <summary>Null for what is no full name of a type, and where the short name is known.</summary>
    private static string? NamespaceToImport(SyntaxNode name, SemanticModel model, CancellationToken cancellationToken)
    {
        var qualifier = name switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax { Parent: not UsingDirectiveSyntax } qualified => qualified.Left,
            _ => (SyntaxNode?)null,
        };
        if (qualifier is null || model.GetSymbolInfo(qualifier, cancellationToken).Symbol is not INamespaceSymbol { IsGlobalNamespace: false } space || model.GetSymbolInfo(name, cancellationToken).Symbol is not { } symbol)
            return null;
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        return type is not null && model.LookupNamespacesAndTypes(name.SpanStart, name: type.Name).IsEmpty ? space.ToDisplayString() : null;
    }
}
