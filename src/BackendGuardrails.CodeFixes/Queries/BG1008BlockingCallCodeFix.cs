using System.Collections.Immutable;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Queries;

/// <summary>Awaits the async form; a private function becomes async with its callers in the file, an endpoint when nobody but the framework calls it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG1008BlockingCallCodeFix))]
public sealed class BG1008BlockingCallCodeFix() : GuardrailCodeFix(BG1008BlockingCallAnalyzer.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (await RemedyAsync(context.Document, diagnostic, node, context.CancellationToken).ConfigureAwait(false) is { } remedy)
            Register(context, diagnostic, remedy.Title, _ => Task.FromResult(context.Document.WithText(node.SyntaxTree.GetText().WithChanges(remedy.Changes))));
    }

    private static async Task<AwaitRemedy?> RemedyAsync(Document document, Diagnostic report, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model || AwaitRemedy.Of(report, node, model, cancellationToken) is not { } remedy)
            return null;
        foreach (var method in remedy.Published)
        {
            var uses = await SymbolFinder.FindReferencesAsync(method, document.Project.Solution, cancellationToken).ConfigureAwait(false);
            if (uses.Any(use => use.Locations.Any()))
                return null;
        }

        return remedy;
    }

    private sealed class FixAll : SequentialFixAll
    {
        public static FixAll Instance { get; } = new();

        protected override string GetFixAllTitle(FixAllContext fixAllContext) => "Await the calls of the database";

        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            // Whether others call a method is asked once, in the solution as it is.
            var root = await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
            var safe = ImmutableArray.CreateBuilder<Diagnostic>();
            foreach (var diagnostic in diagnostics)
            {
                if (NodeAt(diagnostic.Location.SourceSpan, root!) is { } node && await RemedyAsync(document, diagnostic, node, fixAllContext.CancellationToken).ConfigureAwait(false) is not null)
                    safe.Add(diagnostic);
            }

            return await base.FixAllAsync(fixAllContext, document, safe.ToImmutable()).ConfigureAwait(false);
        }

        private protected override IEnumerable<(string Variant, IReadOnlyCollection<TextChange> Changes)> RemediesFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
        {
            if (AwaitRemedy.Of(report, node, model, cancellationToken) is { } remedy)
                yield return ("", remedy.Changes);
        }
    }
}
