using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Exposed = BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Logs the exception and answers with a problem, or with a text that says nothing of the inside.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3001ExceptionDetailCodeFix))]
public sealed class BG3001ExceptionDetailCodeFix() : GuardrailCodeFix(Exposed.Descriptor)
{
    /// <summary>For a catch clause that only answers: what answers all exceptions answers this one, too.</summary>
    internal const string RemoveCatch = "RemoveCatch";

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => new EachAction();

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (EditFor(diagnostic, node) is { } edit)
            Register(context, diagnostic, edit.Title, cancellationToken => ApplyAsync(context.Document, edit, diagnostic, cancellationToken));
        if (node.FirstAncestorOrSelf<StatementSyntax>() is ReturnStatementSyntax { Parent: BlockSyntax { Parent: CatchClauseSyntax { Filter: null } clause } } && clause.WithoutClause() is var (outer, freed))
            Register(context, diagnostic, Catches.Removal, cancellationToken => context.Document.ReplaceAsWrittenAsync(outer, freed, cancellationToken), RemoveCatch);
    }

    private static DetailEdit? EditFor(Diagnostic diagnostic, SyntaxNode node) => DetailEdit.Of(node, Property(diagnostic, Exposed.Answer), Property(diagnostic, Exposed.Logger), Property(diagnostic, Exposed.Exception));

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) ? value : null;

    private static async Task<Document> ApplyAsync(Document document, DetailEdit edit, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return await document.WithSyntaxRoot(edit.Applied(root!).WithUsing(edit.IsLogged ? Property(diagnostic, Exposed.Import) : null)).WithShortNamesAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed class EachAction : FixAllProvider
    {
        private static readonly FixAllProvider Details = new AllDetails();

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => BatchFixAll.Instance.GetSupportedFixAllScopes();

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
            (fixAllContext.CodeActionEquivalenceKey?.EndsWith(RemoveCatch, StringComparison.Ordinal) == true ? BatchFixAll.Instance : Details).GetFixAsync(fixAllContext);
    }

    /// <summary>One after the other: a handler that gives away several details logs once, and its exception loses its name when the last of them is gone.</summary>
    private sealed class AllDetails : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            if (await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false) is not { } root)
                return null;
            var marks = diagnostics.Select(diagnostic => (Diagnostic: diagnostic, Node: root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), Mark: new SyntaxAnnotation())).ToList();
            var imports = new List<string?>();
            root = root.ReplaceNodes(marks.Select(one => one.Node), (old, node) => node.WithAdditionalAnnotations(marks.Where(one => one.Node == old).Select(one => one.Mark)));
            foreach (var (diagnostic, _, mark) in marks.OrderBy(one => one.Node.SpanStart))
            {
                if (root.GetAnnotatedNodes(mark).FirstOrDefault() is not { } node || EditFor(diagnostic, node) is not { } edit)
                    continue;
                root = edit.Applied(root);
                imports.Add(edit.IsLogged ? Property(diagnostic, Exposed.Import) : null);
            }

            // Nothing could be done for any of them: then the file is not touched.
            if (imports.Count == 0)
                return null;
            root = imports.Distinct().Aggregate(root, (current, import) => current.WithUsing(import));
            return await document.WithSyntaxRoot(root).WithShortNamesAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
        }
    }
}
