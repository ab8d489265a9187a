namespace BackendGuardrails.Queries;

/// <summary>Moves the save behind the loop.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1007SavePerItemCodeFix))]
public sealed class BG1007SavePerItemCodeFix() : GuardrailCodeFix(BG1007SavePerItemAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.ContainsKey(BG1007SavePerItemAnalyzer.Postponable)
            || node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax { Statements.Count: > 1 } } save
            || LoopAt(diagnostic, save) is not { Parent: BlockSyntax or GlobalStatementSyntax } loop || MovedStatements.Behind(save, loop) is not { } changes)
            return;
        Register(
            context,
            diagnostic,
            "Save once after the loop",
            _ => Task.FromResult(context.Document.WithText(save.SyntaxTree.GetText().WithChanges(changes))));
    }

    private static StatementSyntax? LoopAt(Diagnostic diagnostic, SyntaxNode save) =>
        diagnostic.AdditionalLocations.FirstOrDefault() is { } place && place.SourceTree == save.SyntaxTree
            ? save.Ancestors().OfType<StatementSyntax>().FirstOrDefault(outer => outer is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax && outer.Span.Contains(place.SourceSpan))
            : null;
}
