namespace BackendGuardrails.Security;

/// <summary>One way to get text out of a SQL statement, ready to be applied.</summary>
/// <param name="Title">What the code will do.</param>
/// <param name="Variant">Tells the remedies apart: Fix All applies one of them.</param>
internal sealed record SqlRemedy(string Title, string Variant)
{
    private readonly Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>> _replaced = new();
    private readonly List<StatementSyntax> _removed = new();
    private readonly List<string> _imports = new();
    private (StatementSyntax Statement, IReadOnlyList<string> Added)? _inserted;
    private (StatementSyntax Statement, IReadOnlyList<string> Added)? _appended;

    public SqlRemedy Replace(SyntaxNode old, SyntaxNode @new)
    {
        _replaced.Add(old, _ => @new);
        return this;
    }

    /// <summary>Replaces a node that may have others in it which are replaced as well.</summary>
    public SqlRemedy ReplaceWith(SyntaxNode old, Func<SyntaxNode, SyntaxNode> change)
    {
        _replaced.Add(old, change);
        return this;
    }

    public SqlRemedy Remove(StatementSyntax statement)
    {
        _removed.Add(statement);
        return this;
    }

    /// <summary>Puts statements in front of one that has its place in a block.</summary>
    public SqlRemedy InsertBefore(StatementSyntax statement, IEnumerable<string> added)
    {
        _inserted = (statement, added.ToList());
        return this;
    }

    /// <summary>Puts statements behind one that has its place in a block.</summary>
    public SqlRemedy InsertAfter(StatementSyntax statement, IEnumerable<string> added)
    {
        _appended = (statement, added.ToList());
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
        var (gone, next, previous) = (new SyntaxAnnotation(), new SyntaxAnnotation(), new SyntaxAnnotation());
        var removed = _removed.Select(Outermost).ToList();
        var inserted = _inserted is var (statement, _) ? Outermost(statement) : null;
        var appended = _appended is var (above, _) ? Outermost(above) : null;
        root = root.ReplaceNodes(
            _replaced.Keys.Concat(removed).Concat(new[] { inserted, appended }.OfType<SyntaxNode>()),
            (old, current) => _replaced.TryGetValue(old, out var change) ? change(current) : current.WithAdditionalAnnotations(old == inserted ? next : old == appended ? previous : gone));
        root = root.RemoveNodes(root.GetAnnotatedNodes(gone), SyntaxRemoveOptions.KeepNoTrivia)!;
        if (root.GetAnnotatedNodes(next).FirstOrDefault() is { } place)
            root = Inserted(root, place, _inserted!.Value.Added);
        if (root.GetAnnotatedNodes(previous).FirstOrDefault() is { } last)
            root = root.WithStatementsAfter(last, _appended!.Value.Added);
        return document.WithSyntaxRoot(_imports.Aggregate(root, (changed, import) => changed.WithUsing(import)));
    }

    private static SyntaxNode Outermost(StatementSyntax statement) => statement.Parent is GlobalStatementSyntax global ? global : statement;

    /// <summary>An empty line above stays above; a comment stays with its statement.</summary>
    private static SyntaxNode Inserted(SyntaxNode root, SyntaxNode place, IReadOnlyList<string> statements)
    {
        var leading = place.GetLeadingTrivia();
        var blank = leading.TakeWhile(trivia => trivia.Kind() is SyntaxKind.EndOfLineTrivia or SyntaxKind.WhitespaceTrivia).ToList();
        var gap = blank.Take(blank.FindLastIndex(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) + 1).ToList();
        var indentation = string.Concat(leading.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
        var endOfLine = root.EndOfLine();
        var added = statements
            .Select(text => SyntaxFactory.ParseStatement(indentation + text.Replace("\n", endOfLine + indentation)).WithTrailingTrivia(endOfLine))
            .Select((statement, index) => index == 0 ? statement.WithLeadingTrivia(gap.Concat(statement.GetLeadingTrivia())) : statement)
            .Select(statement => place is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(statement) : (SyntaxNode)statement);
        var mark = new SyntaxAnnotation();
        root = root.ReplaceNode(place, place.WithLeadingTrivia(leading.Skip(gap.Count)).WithAdditionalAnnotations(mark));
        return root.InsertNodesBefore(root.GetAnnotatedNodes(mark).Single(), added);
    }
}
