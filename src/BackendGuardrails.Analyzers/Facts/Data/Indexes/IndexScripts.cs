using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>Indexes that the model does not know: <c>CREATE INDEX</c> in the SQL of a migration, and those of FluentMigrator. They are found by the names of their columns only.</summary>
internal sealed class IndexScripts(SourceNames names)
{
    private static readonly Regex Creation = new(@"\bcreate\s+(unique\s+|clustered\s+|nonclustered\s+|fulltext\s+)*index\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private volatile HashSet<string>? _words;

    /// <summary>Whether some index is made by hand on a column of that name; <c>created_at</c> is <c>CreatedAt</c>.</summary>
    public bool Name(string column, CancellationToken cancellationToken) => (_words ??= Read(cancellationToken)).Contains(column);

    private HashSet<string> Read(CancellationToken cancellationToken)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var tree in names.Trees.Where(tree => MentionsBoth(tree, "CREATE", "INDEX", cancellationToken) || MentionsBoth(tree, "create", "index", cancellationToken)))
        {
            foreach (var text in TextsIn(tree.GetRoot(cancellationToken)).Where(text => Creation.IsMatch(text)))
                words.UnionWith(WordsOf(text));
        }

        foreach (var name in names.Find("OnColumn", cancellationToken))
        {
            if (name.Parent?.Parent is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } && arguments[0].Expression.DescendantTokens().LastOrDefault(token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.IdentifierToken)) is { RawKind: not 0 } column)
                words.UnionWith(WordsOf(column.ValueText));
        }

        return words;
    }

    /// <summary>Most files have no SQL, and need not be taken apart.</summary>
    private static bool MentionsBoth(SyntaxTree tree, string first, string second, CancellationToken cancellationToken) =>
        SourceNames.Mentions(tree, first, cancellationToken) && SourceNames.Mentions(tree, second, cancellationToken);

    private static IEnumerable<string> TextsIn(SyntaxNode root) => root.DescendantTokens()
        .Select(token => token.Value as string ?? (token.IsKind(SyntaxKind.InterpolatedStringTextToken) ? token.Parent!.Parent!.ToString() : null))
        .OfType<string>();

    private static IEnumerable<string> WordsOf(string text) => Regex.Matches(text, @"\w+").Cast<Match>().Select(match => match.Value.Replace("_", ""));
}
