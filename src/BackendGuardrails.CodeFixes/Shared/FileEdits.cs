using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>Edits that need something at the top of the file or around the statement as well.</summary>
internal static class FileEdits
{
    /// <summary>Replaces a node; adds a <c>using</c>, and a pragma around the statement when what it now uses is experimental.</summary>
    public static async Task<Document> ReplaceAsync(this Document document, SyntaxNode old, SyntaxNode @new, string? import, string? experimental, CancellationToken cancellationToken)
    {
        var mark = new SyntaxAnnotation();
        var changed = await document.ReplaceAsync(old, @new.WithAdditionalAnnotations(mark), cancellationToken).ConfigureAwait(false);
        changed = await Simplifier.ReduceAsync(changed, Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        changed = await Formatter.FormatAsync(changed, Formatter.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        var root = (CompilationUnitSyntax)(await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var text = await changed.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = new List<TextChange>();
        if (import is not null && Import(root, text, import) is { } added)
            changes.Add(added);
        if (experimental is not null && root.GetAnnotatedNodes(mark).FirstOrDefault() is { } node)
            changes.AddRange(Pragma(node, text, experimental));
        return changes.Count == 0 ? changed : changed.WithText(text.WithChanges(changes));
    }

    /// <summary>The first of these names that the code around does not use.</summary>
    public static string Parameter(this SyntaxNode node, params string[] names)
    {
        // Only lambdas beside this one may have parameters of the same name.
        var around = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault(member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();
        var used = new HashSet<string>(around.DescendantNodes()
            .Where(other => other is not ParameterSyntax || other.FirstAncestorOrSelf<LambdaExpressionSyntax>() is not { } lambda || lambda.Span.Contains(node.Span))
            .SelectMany(other => other.ChildTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is ParameterSyntax or VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax)
            .Select(token => token.ValueText));
        return names.FirstOrDefault(name => !used.Contains(name)) ?? names[names.Length - 1];
    }

    private static TextChange? Import(CompilationUnitSyntax root, SourceText text, string import)
    {
        if (root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Any(existing => existing.Name?.ToString() == import))
            return null;
        var lineEnd = text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2 ? "\r\n" : "\n";
        var plain = root.Usings.Where(existing => existing is { Alias: null } && existing.StaticKeyword.IsKind(SyntaxKind.None)).ToList();
        var next = plain.FirstOrDefault(existing => Compare(existing.Name!.ToString(), import) > 0);
        if (next is not null)
            return new TextChange(new TextSpan(next.SpanStart, 0), $"using {import};{lineEnd}");
        if (plain.Count > 0)
            return new TextChange(new TextSpan(plain[plain.Count - 1].Span.End, 0), $"{lineEnd}using {import};");
        return new TextChange(new TextSpan(root.GetFirstToken().SpanStart, 0), $"using {import};{lineEnd}{lineEnd}");
    }

    /// <summary>System first, as most projects sort.</summary>
    private static int Compare(string one, string other)
    {
        var (first, second) = (one == "System" || one.StartsWith("System.", StringComparison.Ordinal), other == "System" || other.StartsWith("System.", StringComparison.Ordinal));
        return first != second ? (first ? -1 : 1) : string.CompareOrdinal(one, other);
    }

    private static IEnumerable<TextChange> Pragma(SyntaxNode node, SourceText text, string id)
    {
        var around = node.AncestorsAndSelf().FirstOrDefault(outer => outer is StatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } or MemberDeclarationSyntax) ?? node;
        var first = text.Lines.GetLineFromPosition(around.SpanStart);
        var last = text.Lines.GetLineFromPosition(around.Span.End);
        var lineEnd = first.EndIncludingLineBreak - first.End == 2 ? "\r\n" : "\n";
        yield return new TextChange(new TextSpan(first.Start, 0), $"#pragma warning disable {id}{lineEnd}");
        yield return new TextChange(new TextSpan(last.End, 0), $"{lineEnd}#pragma warning restore {id}");
    }
}
