using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>
/// Where is this name written in the compilation? The sketch of a tree is syntax only and survives keystrokes in other files. A few names are looked for
/// in the text of each tree; who asks for many gets an index of all, so that the cost does not grow with names times trees.
/// </summary>
internal sealed class SourceNames(Compilation compilation)
{
    private const int NamesWorthAnIndex = 12;

    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<string, ImmutableArray<SimpleNameSyntax>>> Sketches = new();
    private static readonly ConditionalWeakTable<SyntaxTree, Dictionary<string, List<int>>> Positions = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<string, bool> _asked = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<SimpleNameSyntax>> _found = new();
    private volatile Dictionary<string, List<SyntaxTree>>? _index;

    public IEnumerable<SyntaxTree> Trees => compilation.SyntaxTrees;

    public IEnumerable<SimpleNameSyntax> Find(string identifier, CancellationToken cancellationToken)
    {
        if (_index is null && (_asked.Count < NamesWorthAnIndex || _asked.ContainsKey(identifier)))
        {
            _asked.TryAdd(identifier, true);
            return FindInText(identifier, cancellationToken);
        }

        return FindInIndex(identifier, cancellationToken);
    }

    /// <summary>For who is going to ask for many names.</summary>
    public ImmutableArray<SimpleNameSyntax> FindInIndex(string identifier, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_found.TryGetValue(identifier, out var known))
            return known;
        var index = _index ??= Index(cancellationToken);
        if (!index.TryGetValue(identifier, out var trees))
            return ImmutableArray<SimpleNameSyntax>.Empty;
        var names = ImmutableArray.CreateBuilder<SimpleNameSyntax>();
        foreach (var tree in trees)
        {
            var root = tree.GetRoot(cancellationToken);
            foreach (var position in Positions.GetValue(tree, key => PositionsIn(key, cancellationToken))[identifier])
            {
                if (root.FindToken(position).Parent is SimpleNameSyntax name)
                    names.Add(name);
            }
        }

        return _found.GetOrAdd(identifier, names.ToImmutable());
    }

    /// <summary>The same in one tree.</summary>
    public IEnumerable<SimpleNameSyntax> FindIn(SyntaxTree tree, string identifier, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!Positions.GetValue(tree, key => PositionsIn(key, cancellationToken)).TryGetValue(identifier, out var positions))
            return Enumerable.Empty<SimpleNameSyntax>();
        var root = tree.GetRoot(cancellationToken);
        return positions.Select(position => root.FindToken(position).Parent).OfType<SimpleNameSyntax>();
    }

    /// <summary>The model of a tree of this compilation; null for a tree of another one, which must be treated as metadata.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree) =>
        compilation.ContainsSyntaxTree(tree) ? _models.GetOrAdd(tree, key => compilation.GetSemanticModel(key)) : null;

    private IEnumerable<SimpleNameSyntax> FindInText(string identifier, CancellationToken cancellationToken)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sketch = Sketches.GetValue(tree, static _ => new());
            if (!sketch.TryGetValue(identifier, out var names))
                names = sketch.GetOrAdd(identifier, Occurrences(tree, identifier, cancellationToken));
            foreach (var name in names)
                yield return name;
        }
    }

    private Dictionary<string, List<SyntaxTree>> Index(CancellationToken cancellationToken)
    {
        var index = new Dictionary<string, List<SyntaxTree>>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var name in Positions.GetValue(tree, key => PositionsIn(key, cancellationToken)).Keys)
            {
                if (!index.TryGetValue(name, out var trees))
                    index.Add(name, trees = new());
                trees.Add(tree);
            }
        }

        return index;
    }

    private static Dictionary<string, List<int>> PositionsIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var positions = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var token in tree.GetRoot(cancellationToken).DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not SimpleNameSyntax)
                continue;
            if (!positions.TryGetValue(token.ValueText, out var all))
                positions.Add(token.ValueText, all = new());
            all.Add(token.SpanStart);
        }

        return positions;
    }

    private static ImmutableArray<SimpleNameSyntax> Occurrences(SyntaxTree tree, string identifier, CancellationToken cancellationToken)
    {
        if (tree.GetText(cancellationToken).ToString().IndexOf(identifier, StringComparison.Ordinal) < 0)
            return ImmutableArray<SimpleNameSyntax>.Empty;
        return tree.GetRoot(cancellationToken).DescendantNodes()
            .OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText == identifier)
            .ToImmutableArray();
    }
}
