using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Security;

/// <summary>One way to get text out of a SQL statement, ready to be applied.</summary>
/// <param name="Title">What the code will do.</param>
/// <param name="Variant">Tells apart what is done to values and what to names.</param>
internal sealed record SqlRemedy(string Title, string Variant)
{
    public const string Values = "Parameters";
    public const string Names = "Identifier";

    private readonly Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>> _replaced = new();
    private readonly List<StatementSyntax> _removed = new();
    private readonly List<StatementSyntax> _removedLines = new();
    private readonly List<string> _imports = new();
    private (StatementSyntax Statement, IReadOnlyList<string> Added)? _inserted;
    private (StatementSyntax Statement, IReadOnlyList<string> Added)? _appended;
    private (ArrowExpressionClauseSyntax Arrow, IReadOnlyList<string> Added, bool Returns)? _body;

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

    /// <summary>Puts statements in front of an expression that is all of a function.</summary>
    public SqlRemedy InsertBefore(ArrowExpressionClauseSyntax arrow, IEnumerable<string> added, bool returns)
    {
        _body = (arrow, added.ToList(), returns);
        return this;
    }

    /// <summary>Removes a statement and the empty line it would leave.</summary>
    public SqlRemedy RemoveLines(StatementSyntax statement)
    {
        _removedLines.Add(statement);
        return this;
    }

    /// <summary>How often a name is mentioned less than before.</summary>
    public int MentionsTaken(string name)
    {
        var added = new[] { _inserted?.Added, _appended?.Added, _body?.Added }.OfType<IReadOnlyList<string>>().SelectMany(statements => statements);
        return Outermost.Sum(old => Mentions(old, name) - Mentions(Changed(old), name)) - added.Sum(statement => Mentions(SyntaxFactory.ParseStatement(statement), name));
    }

    public SqlRemedy Import(string @namespace)
    {
        _imports.Add(@namespace);
        return this;
    }

    public async Task<Document> ApplyAsync(Document document, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(Changes(root)));
    }

    /// <summary>The changes are made in the text, each as small as it is: what other reports point to stays where it can be found.</summary>
    public IReadOnlyCollection<TextChange> Changes(SyntaxNode root)
    {
        var imports = _imports.Aggregate(root, (changed, import) => changed.WithUsing(import));
        var changes = root.SyntaxTree.WithRootAndOptions(imports, root.SyntaxTree.Options).GetChanges(root.SyntaxTree).ToList();
        foreach (var old in Outermost)
            changes.Add(Difference(old.FullSpan.Start, old.ToFullString(), Changed(old).ToFullString()));
        changes.AddRange(_removed.Select(statement => new TextChange(statement.FullSpan, "")));
        changes.AddRange(_removedLines.Select(statement => new TextChange(Removals.StatementExtent(root.SyntaxTree.GetText(), statement), "")));
        if (_body is var (arrow, inner, returns))
            changes.AddRange(AddedBody.Changes(arrow, inner, returns));
        if (_inserted is var (below, first))
            changes.Add(AddedStatements.Before(below, first));
        if (_appended is var (above, last))
            changes.Add(AddedStatements.After(above, last));
        return changes.OrderBy(change => change.Span).ToList();
    }

    private IEnumerable<SyntaxNode> Outermost => _replaced.Keys.Where(old => !old.Ancestors().Any(_replaced.ContainsKey));

    private static int Mentions(SyntaxNode node, string name) => node.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    /// <summary>What is left when what stays the same at both ends is not counted: it does not touch the change beside it.</summary>
    private static TextChange Difference(int start, string old, string @new)
    {
        var (first, last, shorter) = (0, 0, Math.Min(old.Length, @new.Length));
        while (first < shorter && old[first] == @new[first])
            first++;
        while (last < shorter - first && old[old.Length - 1 - last] == @new[@new.Length - 1 - last])
            last++;
        return new(new(start + first, old.Length - first - last), @new.Substring(first, @new.Length - first - last));
    }

    private SyntaxNode Changed(SyntaxNode old)
    {
        var inner = old.DescendantNodes().Where(_replaced.ContainsKey).ToList();
        return _replaced[old](inner.Count == 0 ? old : old.ReplaceNodes(inner, (node, current) => _replaced[node](current)));
    }
}
