using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>
/// Where is this name written in the compilation? The sketch of a tree is syntax only and survives keystrokes in other files;
/// it is made when a name is first asked for, and a plain text search comes before any walk.
/// </summary>
internal sealed class SourceNames(Compilation compilation)
{
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<string, ImmutableArray<SimpleNameSyntax>>> Sketches = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public IEnumerable<SimpleNameSyntax> Find(string identifier, CancellationToken cancellationToken)
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

    /// <summary>The model of a tree of this compilation; null for a tree of another one, which must be treated as metadata.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree) =>
        compilation.ContainsSyntaxTree(tree) ? _models.GetOrAdd(tree, key => compilation.GetSemanticModel(key)) : null;

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
