using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

public abstract class CodeActionTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    public int? CodeActionIndex { get; set; }

    public string? CodeActionEquivalenceKey { get; set; }

    public Action<CodeAction, IVerifier>? CodeActionVerifier { get; set; }

    public CodeActionValidationMode CodeActionValidationMode { get; set; } = CodeActionValidationMode.SemanticStructure;

    public abstract Type SyntaxKindType { get; }

    private protected CodeAction? Choose(ImmutableArray<CodeAction> actions, bool isFirst, IVerifier verifier)
    {
        var chosen = CodeActionEquivalenceKey is { } key
            ? actions.FirstOrDefault(action => action.EquivalenceKey == key)
            : actions.ElementAtOrDefault(CodeActionIndex ?? 0);
        if (CodeActionIndex is { } index && CodeActionEquivalenceKey is not null && (chosen is not null || isFirst))
        {
            verifier.True(index < actions.Length, $"There is no code action {index}; {actions.Length} were offered.");
            var actualKey = actions[index].EquivalenceKey;
            verifier.Equal(CodeActionEquivalenceKey, actualKey, $"Code action {index} has another equivalence key: '{actualKey}'.");
            chosen = actions[index];
        }

        if (chosen is not null)
            CodeActionVerifier?.Invoke(chosen, verifier);

        return chosen;
    }

    private protected async Task<(Solution Solution, string? Flaw)> ApplyAsync(
        Solution solution, CodeAction action, CancellationToken cancellationToken)
    {
        var operations = await action.GetOperationsAsync(cancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        string? flaw = null;
        var projects = changed.GetChanges(solution).GetProjectChanges();
        foreach (var id in projects.SelectMany(project => project.GetChangedDocuments().Concat(project.GetAddedDocuments())))
        {
            var document = changed.GetDocument(id)!;
            var text = await document.GetTextAsync(cancellationToken);
            var built = (await document.GetSyntaxRootAsync(cancellationToken))!;
            changed = changed.WithDocumentText(id, SourceText.From(text.ToString(), text.Encoding, text.ChecksumAlgorithm));
            var parsed = (await changed.GetDocument(id)!.GetSyntaxRootAsync(cancellationToken))!;
            if (!HasSameShape(built, parsed))
                flaw ??= $"The tree the fix built for '{document.Name}' is not the one its text parses to:{Environment.NewLine}{text}";
        }

        return (changed, flaw);
    }

    private bool HasSameShape(SyntaxNode built, SyntaxNode parsed) => CodeActionValidationMode switch
    {
        CodeActionValidationMode.None => true,
        CodeActionValidationMode.SemanticStructure => built.IsEquivalentTo(parsed, topLevel: false) || Shape(built).SequenceEqual(Shape(parsed)),
        _ => built.IsEquivalentTo(parsed),
    };

    /// <summary>Roslyn's own comparison takes a list of one, which an edit may leave behind, for something else than its only element.</summary>
    private static IEnumerable<(int Kind, string? Text)> Shape(SyntaxNode root) =>
        root.DescendantNodesAndTokens().Select(part => (part.RawKind, part.IsToken ? part.AsToken().Text : null));
}
