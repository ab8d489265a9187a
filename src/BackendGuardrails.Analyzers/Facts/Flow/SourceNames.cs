using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Facts.Flow;

/// <summary>
/// Where is this name written in the compilation? A few names are looked for in each file; who asks for many gets an index of all, so that the cost
/// does not grow with names times files.
/// </summary>
internal sealed class SourceNames(Compilation compilation)
{
    private const int NamesWorthAnIndex = 100;

    private readonly SyntaxTree[] _trees = compilation.SyntaxTrees.ToArray();
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = compilation.SyntaxTrees.ToDictionary(tree => tree, tree => compilation.GetSemanticModel(tree));
    private readonly ConcurrentDictionary<string, ImmutableArray<SimpleNameSyntax>> _found = new(StringComparer.Ordinal);
    private readonly object _indexing = new();
    private volatile long[]? _index;
    private int _asked;

    public IEnumerable<SyntaxTree> Trees => _trees;

    public ImmutableArray<SimpleNameSyntax> Find(string identifier, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_found.TryGetValue(identifier, out var known))
            return known;
        var names = ImmutableArray.CreateBuilder<SimpleNameSyntax>();
        foreach (var tree in TreesWith(WordPlaces.HashOf(identifier), cancellationToken))
        {
            foreach (var token in TokensIn(tree, identifier, null, cancellationToken))
            {
                if (NameAt(token) is { } name)
                    names.Add(name);
            }
        }

        return _found.GetOrAdd(identifier, names.ToImmutable());
    }

    /// <summary>The same in one tree.</summary>
    public IEnumerable<SimpleNameSyntax> FindIn(SyntaxTree tree, string identifier, CancellationToken cancellationToken) => NamesAmong(TokensIn(tree, identifier, null, cancellationToken));

    /// <summary>The same in some code.</summary>
    public IEnumerable<SimpleNameSyntax> FindIn(SyntaxNode code, string identifier, CancellationToken cancellationToken) => NamesAmong(TokensIn(code.SyntaxTree, identifier, code.Span, cancellationToken));

    /// <summary>Whether the word stands anywhere in the text of the file, comments and literals included: a question that costs nothing, to be asked before others.</summary>
    public static bool Mentions(SyntaxTree tree, string word, CancellationToken cancellationToken) => WordPlaces.Of(tree, cancellationToken).Has(WordPlaces.HashOf(word));

    /// <summary>Creations that do not name what they create: <c>new(…)</c>.</summary>
    public IEnumerable<ImplicitObjectCreationExpressionSyntax> CreationsWithoutType(CancellationToken cancellationToken) =>
        _trees.SelectMany(tree => TokensIn(tree, WordPlaces.New, null, cancellationToken)).Select(token => token.Parent).OfType<ImplicitObjectCreationExpressionSyntax>();

    /// <summary>
    /// The model of a tree of this compilation; null for a tree of another one, which must be treated as metadata. They are taken before anything is analyzed, which is when the compiler hands out its own:
    /// what it has bound for its diagnostics then need not be bound again. Later it hands out new ones.
    /// </summary>
    public SemanticModel? ModelOf(SyntaxTree tree) => _models.TryGetValue(tree, out var model) ? model : null;

    /// <summary>Whether the symbol is declared in this compilation: one of a referenced project may have syntax, too, but of another one.</summary>
    public bool IsHere(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference => compilation.ContainsSyntaxTree(reference.SyntaxTree));

    private static IEnumerable<SimpleNameSyntax> NamesAmong(IEnumerable<SyntaxToken> tokens)
    {
        foreach (var token in tokens)
        {
            if (NameAt(token) is { } name)
                yield return name;
        }
    }

    private static SimpleNameSyntax? NameAt(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) ? token.Parent as SimpleNameSyntax : null;

    private static IEnumerable<SyntaxToken> TokensIn(SyntaxTree tree, string word, TextSpan? span, CancellationToken cancellationToken) =>
        WordPlaces.Of(tree, cancellationToken).Has(WordPlaces.HashOf(word)) ? TokensAt(tree, word, span, cancellationToken) : [];

    private static IEnumerable<SyntaxToken> TokensAt(SyntaxTree tree, string word, TextSpan? span, CancellationToken cancellationToken)
    {
        SyntaxNode? root = null;
        foreach (var position in WordPlaces.Of(tree, cancellationToken).Of(WordPlaces.HashOf(word)))
        {
            if (span?.Contains(position) == false)
                continue;
            var token = (root ??= tree.GetRoot(cancellationToken)).FindToken(position);
            if (token.Span.Contains(position) && token.ValueText == word)
                yield return token;
        }
    }

    private IEnumerable<SyntaxTree> TreesWith(int word, CancellationToken cancellationToken)
    {
        if (_index is null && Interlocked.Increment(ref _asked) <= NamesWorthAnIndex)
            return _trees;
        var index = Index(cancellationToken);
        var first = Array.BinarySearch(index, (long)word << 32);
        return From(first < 0 ? ~first : first);

        IEnumerable<SyntaxTree> From(int at)
        {
            for (; at < index.Length && (int)(index[at] >> 32) == word; at++)
                yield return _trees[(int)index[at]];
        }
    }

    /// <summary>The hash of a word and a tree with it, in one number each, sorted.</summary>
    private long[] Index(CancellationToken cancellationToken)
    {
        lock (_indexing)
        {
            if (_index is { } known)
                return known;
            var pairs = new List<long>();
            for (var tree = 0; tree < _trees.Length; tree++)
                pairs.AddRange(WordPlaces.Of(_trees[tree], cancellationToken).Words().Select(word => ((long)word << 32) | (uint)tree));
            var sorted = pairs.ToArray();
            Array.Sort(sorted);
            _index = sorted;
            return sorted;
        }
    }
}
