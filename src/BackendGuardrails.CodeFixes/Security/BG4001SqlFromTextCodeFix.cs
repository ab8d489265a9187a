namespace BackendGuardrails.Security;

/// <summary>Hands values to the database as parameters, and chooses names from a list.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4001SqlFromTextCodeFix))]
public sealed class BG4001SqlFromTextCodeFix() : GuardrailCodeFix(BG4001SqlFromTextAnalyzer.Descriptor)
{
    private static readonly Func<SqlSite, SqlRemedy?>[] Remedies = { EfRemedy.For, Ef6Remedy.For, DapperRemedy.For, AdoRemedy.For, IdentifierRemedy.For };

    /// <summary>Where the text is longer in some cases: Dapper passes only the values that the text has placeholders for.</summary>
    private static readonly Func<SqlSite, SqlRemedy?>[] ForConditions = { DapperRemedy.For };

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => SqlFixAll.Instance;

    /// <summary>What can be done about a report at this node, one after the other: a text may have values and names.</summary>
    internal static IEnumerable<SqlRemedy> RemediesFor(Diagnostic report, SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        report.Properties.TryGetValue(BG4001SqlFromTextAnalyzer.Sink, out var sink) && SqlSite.Of(node, sink!, model, cancellationToken) is { } site
            ? (site.Template.Conditional.Any() ? ForConditions : Remedies).Select(remedy => remedy(site)?.WithoutLeftovers(site)).OfType<SqlRemedy>()
            : Enumerable.Empty<SqlRemedy>();

    private protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        foreach (var remedy in RemediesFor(diagnostic, node, model, context.CancellationToken))
            Register(context, diagnostic, remedy.Title, cancellationToken => remedy.ApplyAsync(context.Document, cancellationToken), remedy.Variant);
    }
}
