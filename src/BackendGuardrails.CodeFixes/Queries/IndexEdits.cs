using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Writes indexes into the model, each once.</summary>
internal static class IndexEdits
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";

    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<IndexRemedy> remedies, CancellationToken cancellationToken)
    {
        foreach (var group in remedies.GroupBy(remedy => remedy.Key).Select(same => same.First()).GroupBy(remedy => remedy.Document).ToList())
        {
            var document = solution.GetDocument(group.Key)!;
            var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var changes = group.GroupBy(remedy => remedy.Place).Select(place => ChangeAt(place.Key, place.ToList(), text)).OrderBy(change => change.Span.Start);
            var changed = document.WithText(text.WithChanges(changes));
            if (await LacksImportAsync(document, group.Where(remedy => remedy.Builder is null), cancellationToken).ConfigureAwait(false))
                changed = changed.WithSyntaxRoot((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(EntityFramework));
            solution = changed.Project.Solution;
        }

        return solution;
    }

    private static TextChange ChangeAt(SyntaxNode place, IReadOnlyCollection<IndexRemedy> remedies, SourceText text)
    {
        var lineEnd = place.SyntaxTree.GetRoot().EndOfLine().ToString();
        return place is TypeDeclarationSyntax type
            ? Attributes(type, remedies.Select(remedy => $"[Index({string.Join(", ", remedy.Columns.Select(column => $"nameof({column})"))})]"), text, lineEnd)
            : Calls((BlockSyntax)place, remedies, text, lineEnd);
    }

    /// <summary>Behind the attributes that the class has, each on a line.</summary>
    private static TextChange Attributes(TypeDeclarationSyntax type, IEnumerable<string> attributes, SourceText text, string lineEnd)
    {
        var first = type.Modifiers.Count > 0 ? type.Modifiers[0] : type.Keyword;
        var indentation = IndentationOf(type.GetFirstToken(), text);
        return new(new(first.SpanStart, 0), string.Concat(attributes.Select(attribute => attribute + lineEnd + indentation)));
    }

    /// <summary>Behind the last statement, on lines of their own where that has one.</summary>
    private static TextChange Calls(BlockSyntax block, IReadOnlyCollection<IndexRemedy> remedies, SourceText text, string lineEnd)
    {
        var calls = remedies.Select(remedy => $"{remedy.Builder}.HasIndex({Lambda(block, remedy)});").ToList();
        var isOneLine = text.Lines.GetLineFromPosition(block.OpenBraceToken.SpanStart).LineNumber == text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart).LineNumber;
        var last = block.Statements.LastOrDefault(statement => statement is not ReturnStatementSyntax);
        var behind = last?.GetLastToken() ?? block.OpenBraceToken;
        if (isOneLine)
            return new(new(behind.Span.End, 0), string.Concat(calls.Select(call => " " + call)));
        var indentation = last is null ? IndentationOf(block.OpenBraceToken, text) + "    " : IndentationOf(last.GetFirstToken(), text);
        return new(new(EndWithComment(behind), 0), string.Concat(calls.Select(call => lineEnd + indentation + call)));
    }

    /// <summary>A comment behind a statement stays with it.</summary>
    private static int EndWithComment(SyntaxToken token) =>
        token.TrailingTrivia.LastOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) is { RawKind: not 0 } comment ? comment.Span.End : token.Span.End;

    private static string Lambda(BlockSyntax block, IndexRemedy remedy)
    {
        var parameter = ParameterIn(block, remedy);
        var columns = remedy.Columns.Select(column => $"{parameter}.{column}").ToList();
        return $"{parameter} => {(columns.Count == 1 ? columns[0] : $"new {{ {string.Join(", ", columns)} }}")}";
    }

    /// <summary>What the lambdas beside it are called with, or the entity's initial.</summary>
    private static string ParameterIn(BlockSyntax block, IndexRemedy remedy)
    {
        var used = block.DescendantNodes().OfType<SimpleLambdaExpressionSyntax>()
            .Where(lambda => lambda.Body is MemberAccessExpressionSyntax or AnonymousObjectCreationExpressionSyntax && RootOf(lambda)?.StartsWith(remedy.Builder!, StringComparison.Ordinal) is true)
            .Select(lambda => lambda.Parameter.Identifier.ValueText)
            .FirstOrDefault(name => name != "_");
        return used ?? block.FreeParameter(char.ToLowerInvariant(remedy.Entity[0]).ToString(), "entity", "row", "indexed");
    }

    private static string? RootOf(SimpleLambdaExpressionSyntax lambda) => lambda.FirstAncestorOrSelf<ExpressionStatementSyntax>()?.Expression.ToString();

    private static string IndentationOf(SyntaxToken token, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(token.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    private static async Task<bool> LacksImportAsync(Document document, IEnumerable<IndexRemedy> attributes, CancellationToken cancellationToken) =>
        attributes.FirstOrDefault() is { Place: var place } && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
        && !model.LookupNamespacesAndTypes(place.SpanStart, name: "IndexAttribute").Any(type => type.ContainingNamespace.ToDisplayString() == EntityFramework);
}
