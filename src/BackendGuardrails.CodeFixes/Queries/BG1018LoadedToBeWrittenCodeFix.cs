using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>One command in place of the query, the loop and the save.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1018LoadedToBeWrittenCodeFix))]
public sealed class BG1018LoadedToBeWrittenCodeFix() : GuardrailCodeFix(BG1018LoadedToBeWrittenAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.AdditionalLocations.Count != 4 || diagnostic.AdditionalLocations.Any(location => location.SourceTree != node.SyntaxTree))
            return;
        var root = node.SyntaxTree.GetRoot();
        var found = diagnostic.AdditionalLocations.Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).ToList();
        if (found[0].FirstAncestorOrSelf<ExpressionSyntax>(code => code.Span == diagnostic.AdditionalLocations[0].SourceSpan) is not { } query || found[1].FirstAncestorOrSelf<StatementSyntax>() is not { } first
            || found[2].FirstAncestorOrSelf<StatementSyntax>() is not { } write || found[3].FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax save || first.Parent != write.Parent || HasRemarks(first, save))
            return;
        diagnostic.Properties.TryGetValue(BG1018LoadedToBeWrittenAnalyzer.Casts, out var casts);
        if (Command(query, write, save, casts?.Split(';')) is not { } command)
            return;
        var keepsSave = diagnostic.Properties.ContainsKey(BG1018LoadedToBeWrittenAnalyzer.KeepsSave);
        Register(context, diagnostic, casts is null ? "Delete the rows with one command" : "Update the rows with one command", cancellationToken => ApplyAsync(context.Document, first, keepsSave ? write : save, command, cancellationToken));
    }

    /// <summary>Comments and directives between the statements would be lost.</summary>
    private static bool HasRemarks(StatementSyntax first, StatementSyntax save) => first.SyntaxTree.GetRoot()
        .DescendantTrivia(TextSpan.FromBounds(first.SpanStart, save.Span.End))
        .Any(trivia => trivia.SpanStart > first.SpanStart && trivia.SpanStart < save.Span.End && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>As the save is written: awaited or not, with its token.</summary>
    private static string? Command(ExpressionSyntax query, StatementSyntax write, ExpressionStatementSyntax save, string[]? casts)
    {
        var awaited = save.Expression as AwaitExpressionSyntax;
        var call = (awaited?.Expression ?? save.Expression) as InvocationExpressionSyntax;
        var configured = "";
        if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: InvocationExpressionSyntax inner } })
            (configured, call) = ($".ConfigureAwait{call.ArgumentList}", inner);
        if (call is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } || name is not ("SaveChanges" or "SaveChangesAsync") || name.EndsWith("Async", StringComparison.Ordinal) != (awaited is not null)
            || call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null || argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression) || argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression)))
            return null;
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.ToString()).ToList();
        if (casts is not null && Setters(query, write, casts) is { } setters)
            arguments.Insert(0, setters);
        else if (casts is not null)
            return null;
        var suffix = awaited is null ? "" : "Async";
        return $"{(awaited is null ? "" : "await ")}{query}{query.LineOfCallBehind()}.{(casts is null ? "ExecuteDelete" : "ExecuteUpdate")}{suffix}({string.Join(", ", arguments)}){configured};";
    }

    private static string? Setters(ExpressionSyntax query, StatementSyntax write, string[] casts)
    {
        if (write is not ForEachStatementSyntax { Identifier.Text: var row } loop)
            return null;
        var statements = loop.Statement is BlockSyntax block ? block.Statements.ToList() : [loop.Statement];
        var changes = statements.OfType<ExpressionStatementSyntax>().Select(statement => statement.Expression).OfType<AssignmentExpressionSyntax>().ToList();
        if (changes.Count != casts.Length || changes.Any(change => change.Left is not MemberAccessExpressionSyntax))
            return null;
        var setter = query.FreeParameter("setters", "columns", "updated");
        return $"{setter} => {setter}{string.Concat(changes.Select((change, index) => $".SetProperty({row} => {row}.{change.Left.NameOf()}, {Cast(casts[index], change.Right)})"))}";
    }

    private static string Cast(string cast, ExpressionSyntax value) =>
        cast.Length == 0 || value is CastExpressionSyntax ? value.ToString()
        : value is LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or DefaultExpressionSyntax ? $"{cast}{value}" : $"{cast}({value})";

    private static async Task<Document> ApplyAsync(Document document, StatementSyntax first, StatementSyntax last, string command, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changed = document.WithText(text.WithChanges(new TextChange(TextSpan.FromBounds(first.SpanStart, last.Span.End), command)));
        if (await IncludeEdits.LacksExtensionsAsync(document, first, cancellationToken).ConfigureAwait(false))
            changed = changed.WithSyntaxRoot((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(IncludeEdits.EntityFramework));
        return changed;
    }
}
