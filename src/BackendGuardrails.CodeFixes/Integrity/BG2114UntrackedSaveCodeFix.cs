using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Integrity;

/// <summary>Reads the entity with tracking, or tells the context of it before it saves.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG2114UntrackedSaveCodeFix))]
public sealed partial class BG2114UntrackedSaveCodeFix() : GuardrailCodeFix(BG2114UntrackedSaveAnalyzer.Descriptor)
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string Track = nameof(Track);
    private const string Tell = nameof(Tell);

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        foreach (var (variant, title) in new[] { (Track, "Read it with tracking"), (Tell, "Call Update before it is saved") })
        {
            if (await EditAsync(context.Document.Project, diagnostic, variant, context.CancellationToken).ConfigureAwait(false) is { } edit)
                Register(context, diagnostic, title, cancellationToken => ApplyAsync(edit.Document, [edit], cancellationToken), variant);
        }
    }

    /// <summary>The changes of a document in one go: several may stand at the same place, and one may be asked for several times.</summary>
    private static async Task<Document> ApplyAsync(Document document, IReadOnlyCollection<Edit> edits, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = edits.Select(edit => edit.Change).Distinct().GroupBy(change => change.Span).Select(group => new TextChange(group.Key, string.Concat(group.Select(change => change.NewText)))).OrderBy(change => change.Span.Start);
        var changed = document.WithText(text.WithChanges(changes));
        return edits.Any(edit => edit.NeedsUsing) ? changed.WithSyntaxRoot((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(EntityFramework)) : changed;
    }

    /// <summary>What the variant changes, and in which file; null where that is not certain to be right.</summary>
    private static async Task<Edit?> EditAsync(Project project, Diagnostic diagnostic, string variant, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.Count != 3)
            return null;
        var place = diagnostic.AdditionalLocations[variant == Track ? 0 : 1];
        if (project.GetDocument(place.SourceTree) is not { } document || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root || !root.FullSpan.Contains(place.SourceSpan))
            return null;
        var node = root.FindNode(place.SourceSpan, getInnermostNodeForTie: variant == Track);
        if (node.Span != place.SourceSpan)
            return null;
        if (variant == Tell)
            return diagnostic.Properties.TryGetValue(BG2114UntrackedSaveAnalyzer.Update, out var update) && update is not null && Told(node, update, diagnostic.Properties.ContainsKey(BG2114UntrackedSaveAnalyzer.IsBefore)) is { } told ? new(document, told, false) : null;
        return diagnostic.Properties.TryGetValue(BG2114UntrackedSaveAnalyzer.Remedy, out var remedy) && node is ExpressionSyntax origin && Tracked(origin, remedy) is { } tracked
            ? new(document, tracked, await LacksExtensionsAsync(document, origin, remedy, cancellationToken).ConfigureAwait(false))
            : null;
    }

    private static TextChange? Tracked(ExpressionSyntax origin, string? remedy)
    {
        if (remedy == BG2114UntrackedSaveAnalyzer.PutBehind)
            return new(new(origin.Span.End, 0), $"{origin.LineOfCallBehind()}.AsTracking()");
        if (origin is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name, Expression: var source, OperatorToken: var dot } } call)
            return null;
        // Where the chain goes on nobody needs the type that AsNoTracking gives; comments would go with it.
        var goesOn = call.Parent is MemberAccessExpressionSyntax && call.ArgumentList.Arguments.Count == 0;
        return goesOn && remedy == BG2114UntrackedSaveAnalyzer.TakeOut && source.GetTrailingTrivia().Concat(dot.GetAllTrivia()).Concat(name.Identifier.GetAllTrivia()).All(IsSpace)
            ? new(TextSpan.FromBounds(source.Span.End, call.Span.End), "")
            : new(name.Span, "AsTracking");
    }

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    /// <summary>Beside the statement; one that stands without braces gets them.</summary>
    private static TextChange? Told(SyntaxNode node, string update, bool isBefore)
    {
        // A statement of the program is found as the member around it.
        if ((node as GlobalStatementSyntax)?.Statement is { } global)
            node = global;
        if (node is not StatementSyntax statement)
            return null;
        if (statement.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax)
            return isBefore ? AddedStatements.Before(statement, [update]) : AddedStatements.After(statement, [update]);
        if (isBefore || statement.Parent is LabeledStatementSyntax || statement.Parent is not StatementSyntax and not ElseClauseSyntax)
            return null;
        var outer = statement.Parent.Indentation();
        var line = statement.SyntaxTree.GetRoot().EndOfLine().ToString();
        var isOnNextLine = !statement.SharesItsLine();
        if (!isOnNextLine)
            return new(statement.Span, $"{{ {statement} {update} }}");
        var inner = statement.Indentation();
        var before = statement.GetFirstToken().GetPreviousToken();
        var added = $"{line}{inner}{update}{line}{outer}}}";
        return new(TextSpan.FromBounds(before.FullSpan.End, statement.Span.End), $"{outer}{{{line}{statement.GetLeadingTrivia()}{statement}{added}");
    }

    private static async Task<bool> LacksExtensionsAsync(Document document, ExpressionSyntax origin, string? remedy, CancellationToken cancellationToken) =>
        remedy == BG2114UntrackedSaveAnalyzer.PutBehind && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
        && model.GetTypeInfo(origin, cancellationToken).Type is { } type && model.LookupSymbols(origin.Span.End, type, "AsTracking", includeReducedExtensionMethods: true).IsEmpty;

    private sealed record Edit(Document Document, TextChange Change, bool NeedsUsing);
}
