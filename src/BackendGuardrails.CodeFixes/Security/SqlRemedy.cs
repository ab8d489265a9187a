namespace BackendGuardrails.Security;

/// <summary>One way to get text out of a SQL statement, ready to be applied.</summary>
/// <param name="Title">What the code will do.</param>
/// <param name="Variant">Tells the remedies apart: Fix All applies one of them.</param>
internal sealed record SqlRemedy(string Title, string Variant)
{
    private readonly Dictionary<SyntaxNode, SyntaxNode> _replaced = new();
    private readonly List<StatementSyntax> _removed = new();
    private readonly List<string> _imports = new();

    public SqlRemedy Replace(SyntaxNode old, SyntaxNode @new)
    {
        _replaced.Add(old, @new);
        return this;
    }

    public SqlRemedy Remove(StatementSyntax statement)
    {
        _removed.Add(statement);
        return this;
    }

    public SqlRemedy Import(string @namespace)
    {
        _imports.Add(@namespace);
        return this;
    }

    public async Task<Document> ApplyAsync(Document document, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var gone = new SyntaxAnnotation();
        var removed = _removed.Select(statement => statement.Parent is GlobalStatementSyntax global ? global : (SyntaxNode)statement).ToList();
        root = root.ReplaceNodes(_replaced.Keys.Concat(removed), (old, current) => _replaced.TryGetValue(old, out var @new) ? @new : current.WithAdditionalAnnotations(gone));
        root = root.RemoveNodes(root.GetAnnotatedNodes(gone), SyntaxRemoveOptions.KeepNoTrivia)!;
        return document.WithSyntaxRoot(_imports.Aggregate(root, (changed, import) => changed.WithUsing(import)));
    }
}
