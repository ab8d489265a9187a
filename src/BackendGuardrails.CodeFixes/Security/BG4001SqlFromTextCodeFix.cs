namespace BackendGuardrails.Security;

/// <summary>Hands values to the database as parameters, and chooses names from a list.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4001SqlFromTextCodeFix))]
public sealed class BG4001SqlFromTextCodeFix() : GuardrailCodeFix(BG4001SqlFromTextAnalyzer.Descriptor)
{
    private static readonly Func<SqlSite, SqlRemedy?>[] Remedies = { EfRemedy.For, Ef6Remedy.For, DapperRemedy.For, AdoRemedy.For, IdentifierRemedy.For };

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(BG4001SqlFromTextAnalyzer.Sink, out var sink)
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || SqlSite.Of(node, sink!, model, context.CancellationToken) is not { } site)
            return;
        foreach (var remedy in Remedies.Select(remedy => remedy(site)).OfType<SqlRemedy>())
            Register(context, diagnostic, remedy.Title, cancellationToken => remedy.ApplyAsync(context.Document, cancellationToken), remedy.Variant);
    }
}
