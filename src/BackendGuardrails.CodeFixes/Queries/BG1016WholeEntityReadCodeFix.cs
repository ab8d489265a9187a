using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Writes <c>Select(o => new { … })</c> behind the query. Members keep their names, so that what reads them stays as it is; variables that name the entity are left to the compiler.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1016WholeEntityReadCodeFix))]
public sealed class BG1016WholeEntityReadCodeFix() : GuardrailCodeFix(BG1016WholeEntityReadAnalyzer.Descriptor)
{
    private const int Widest = 140;

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG1016WholeEntityReadAnalyzer.Columns, out var columns) || diagnostic.AdditionalLocations.Count == 0 || diagnostic.AdditionalLocations.Any(location => location.SourceTree != node.SyntaxTree)
            || QueryAt(diagnostic.AdditionalLocations[0]) is not { } query || Moved(query, node) is not { } condition)
            return;
        var types = diagnostic.AdditionalLocations.Skip(1).Select(location => new TextChange(location.SourceSpan, "var"));
        var changes = types.Concat(condition.Removal is { } removal ? [removal] : []).Append(new(new(EndOf(query), 0), condition.Where + Projection(query, columns!.Split(','))));
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var changed = context.Document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
        // Whatever else names the entity, or needs one, does not compile any more.
        if (await changed.ErrorsAsync(context.CancellationToken).ConfigureAwait(false) <= await context.Document.ErrorsAsync(context.CancellationToken).ConfigureAwait(false))
            Register(context, diagnostic, columns.Contains(',') ? $"Select the {columns.Split(',').Length} columns that are used" : $"Select only '{columns}'", _ => Task.FromResult(changed));
    }

    /// <summary>Something that a call can be written behind.</summary>
    private static ExpressionSyntax? QueryAt(Location place)
    {
        var found = place.SourceTree!.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionSyntax>(code => code.Span == place.SourceSpan);
        return found switch
        {
            QueryExpressionSyntax { Parent: ParenthesizedExpressionSyntax around } => around,
            IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax when !found.DescendantNodes().OfType<MemberBindingExpressionSyntax>().Any(binding => binding.Parent is not ConditionalAccessExpressionSyntax && !IsWithin(binding, found)) => found,
            BinaryExpressionSyntax or ConditionalExpressionSyntax when found.Parent is ParenthesizedExpressionSyntax around => around,
            _ => null,
        };
    }

    private static bool IsWithin(SyntaxNode binding, SyntaxNode query) => binding.Ancestors().TakeWhile(around => around != query.Parent).OfType<ConditionalAccessExpressionSyntax>().Any();

    /// <summary>Behind the remark on the last line, where the next call gets a line of its own.</summary>
    private static int EndOf(ExpressionSyntax query) =>
        query.LineOfCallBehind().Length == 0 ? query.Span.End : query.GetTrailingTrivia().Where(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)).Select(trivia => trivia.Span.End).DefaultIfEmpty(query.Span.End).Last();

    /// <summary>A condition that the call itself has speaks of the entity, and goes in front of the projection. Null where the call has something else that does.</summary>
    private static (string Where, TextChange? Removal)? Moved(ExpressionSyntax query, SyntaxNode node)
    {
        // A loop is pointed at by its query, a call by its name.
        if (node.Span.OverlapsWith(query.Span) || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || call.Expression.NameOf() is not { } name)
            return ("", null);
        var arguments = call.ArgumentList.Arguments;
        var condition = arguments.FirstOrDefault(argument => argument.Expression is LambdaExpressionSyntax);
        if (condition is null || name.StartsWith("To", StringComparison.Ordinal))
            return ("", null);
        if (condition.NameColon is not null || arguments[0] != condition || arguments.Count > 2 || condition.Expression is LambdaExpressionSyntax { Body: BlockSyntax } || condition.ToFullString().Contains("//"))
            return null;
        var end = arguments.Count == 2 ? arguments[1].SpanStart : condition.Span.End;
        return ($"{query.LineOfCallBehind()}.Where({condition})", new TextChange(TextSpan.FromBounds(condition.SpanStart, end), ""));
    }

    private static string Projection(ExpressionSyntax query, string[] columns)
    {
        // As the conditions in front of it call the row.
        var before = query.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(call => call.Expression is MemberAccessExpressionSyntax)
            .Select(call => call.ArgumentList.Arguments.FirstOrDefault()?.Expression).OfType<SimpleLambdaExpressionSyntax>().FirstOrDefault()?.Parameter.Identifier.ValueText;
        var row = before is not null && query.FreeParameter(before) == before ? query.FreeParameter(before, "row", "found") : query.FreeParameter("row", "found", "selected");
        var line = query.LineOfCallBehind();
        var members = columns.Select(column => $"{row}.{column}").ToList();
        if (columns.Length == 1 || members.Sum(member => member.Length + 2) + query.SyntaxTree.GetLineSpan(query.Span).EndLinePosition.Character < Widest)
            return $"{line}.Select({row} => new {{ {string.Join(", ", members)} }})";
        var end = query.SyntaxTree.GetRoot().EndOfLine().ToString();
        var indentation = line.Length > 0 ? line.TrimStart('\r', '\n') : query.SyntaxTree.GetText().Lines.GetLineFromPosition(query.FirstAncestorOrSelf<StatementSyntax>()?.SpanStart ?? query.SpanStart).ToString().TakeWhile(char.IsWhiteSpace).Aggregate("", (all, next) => all + next);
        return $"{line}.Select({row} => new{end}{indentation}{{{end}{string.Concat(members.Select(member => $"{indentation}    {member},{end}"))}{indentation}}})";
    }
}
