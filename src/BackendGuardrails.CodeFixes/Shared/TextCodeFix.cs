using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Shared;

/// <summary>What can be done about a report, as changes of the text of its file.</summary>
internal sealed record TextRemedy(string Title, string? Variant, IEnumerable<TextChange> Changes)
{
    /// <summary>Somebody answers for it at each place, so it is applied to no more than one.</summary>
    public bool IsOneByOne { get; init; }
}

/// <summary>A fix that touches single places of the text. All reports of a file are mended at once; a change that several of them need, such as an import, is made once.</summary>
public abstract class TextCodeFix : GuardrailCodeFix
{
    private const string OneByOne = nameof(OneByOne);

    private protected TextCodeFix(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    /// <inheritdoc />
    public sealed override FixAllProvider? GetFixAllProvider() => IsForMany ? new ForMany(this) : null;

    /// <summary>Whether any of its remedies may be applied to many reports at once.</summary>
    private protected virtual bool IsForMany => true;

    private protected abstract IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node);

    private protected sealed override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        foreach (var remedy in RemediesFor(diagnostic, node))
            Register(context, diagnostic, remedy.Title, cancellationToken => ChangedAsync(context.Document, remedy.Changes, cancellationToken), VariantOf(remedy));
    }

    private static string? VariantOf(TextRemedy remedy) => remedy.IsOneByOne ? $"{remedy.Variant}.{OneByOne}" : remedy.Variant;

    private static async Task<Document> ChangedAsync(Document document, IEnumerable<TextChange> changes, CancellationToken cancellationToken) =>
        document.WithText((await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).WithChanges(changes.Distinct().OrderBy(change => change.Span.Start)));

    /// <summary>A remedy that somebody answers for has no Fix All: the other tools that apply fixes, such as <c>dotnet format</c>, take the first one they are offered.</summary>
    private sealed class ForMany(TextCodeFix fix) : FixAllProvider
    {
        private readonly AtOnce _atOnce = new(fix);

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => _atOnce.GetSupportedFixAllScopes();

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
            fixAllContext.CodeActionEquivalenceKey?.EndsWith($".{OneByOne}", StringComparison.Ordinal) == true ? Task.FromResult<CodeAction?>(null) : _atOnce.GetFixAsync(fixAllContext);
    }

    private sealed class AtOnce(TextCodeFix fix) : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            var root = await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
            var key = fixAllContext.CodeActionEquivalenceKey;
            var changes = diagnostics
                .Select(diagnostic => fix.RemediesFor(diagnostic, root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)).FirstOrDefault(remedy => !remedy.IsOneByOne && (key is null || KeyOf(remedy) == key)))
                .SelectMany(remedy => remedy?.Changes ?? Enumerable.Empty<TextChange>());
            return await ChangedAsync(document, changes, fixAllContext.CancellationToken).ConfigureAwait(false);
        }

        private string KeyOf(TextRemedy remedy) => remedy.Variant is null ? fix.GetType().Name : $"{fix.GetType().Name}.{remedy.Variant}";
    }
}
