using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Reads the rows once into a list, or uses the row again that has been read.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1020QueryRunsTwiceCodeFix))]
public sealed class BG1020QueryRunsTwiceCodeFix() : GuardrailCodeFix(BG1020QueryRunsTwiceAnalyzer.Descriptor)
{
    private const string Linq = "System.Linq";

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG1020QueryRunsTwiceAnalyzer.Holder, out var holder) || diagnostic.OtherNodeIn(node.SyntaxTree) is not { } first
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        if (diagnostic.Properties[BG1020QueryRunsTwiceAnalyzer.IsRow] is not null)
        {
            if (SecondRow(node, first, holder!) is { } again)
                Register(context, diagnostic, $"Use '{holder}' again", cancellationToken => context.Document.ReplaceAsync(Outermost(again), SyntaxFactory.IdentifierName(holder!).WithTriviaFrom(Outermost(again)), cancellationToken));
        }
        else if (RowList.Of(first, holder!, model, context.CancellationToken) is { } list)
        {
            Register(context, diagnostic, $"Read the rows of '{holder}' once into a list", cancellationToken => ApplyAsync(context.Document, list, model, cancellationToken));
        }
    }

    /// <summary>The second call with its await, where the variable with the first row is in scope and the calls are the same.</summary>
    private static ExpressionSyntax? SecondRow(SyntaxNode node, SyntaxNode first, string holder)
    {
        var (one, other) = (Whole(first), Whole(node));
        return one is not null && other is not null && SyntaxFactory.AreEquivalent(one, other) && other.Parent is not ExpressionStatementSyntax
            && one.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } scope } } declarator } && declarator.Identifier.ValueText == holder && scope.Contains(other)
            ? other
            : null;
    }

    /// <summary>With the parentheses that the await needed.</summary>
    private static ExpressionSyntax Outermost(ExpressionSyntax code) => code.Parent is ParenthesizedExpressionSyntax around ? around : code;

    private static ExpressionSyntax? Whole(SyntaxNode name) =>
        name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call ? call.Parent is AwaitExpressionSyntax awaited ? awaited : call : null;

    private static async Task<Document> ApplyAsync(Document document, RowList list, SemanticModel model, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changed = document.WithText(text.WithChanges(list.Changes.OrderBy(change => change.Span.Start)));
        if (model.LookupNamespacesAndTypes(list.Place, name: "Enumerable").Any(type => type.ContainingNamespace.ToDisplayString() == Linq))
            return changed;
        return changed.WithSyntaxRoot((await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!.WithUsing(Linq));
    }
}
