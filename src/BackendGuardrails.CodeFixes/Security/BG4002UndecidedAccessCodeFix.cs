namespace BackendGuardrails.Security;

/// <summary>Says who may call the endpoint: only those who are known, or on purpose everybody.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4002UndecidedAccessCodeFix))]
public sealed class BG4002UndecidedAccessCodeFix() : TextCodeFix(BG4002UndecidedAccessAnalyzer.Descriptor)
{
    /// <summary>A choice of its own, because it opens what may be open by mistake.</summary>
    internal const string Everybody = "Everybody";

    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.Marked(node, "Authorize", "RequireAuthorization()") is { } required)
            yield return new("Require authorization", null, required);
        if (diagnostic.Marked(node, "AllowAnonymous", "AllowAnonymous()") is { } open)
            yield return new("Allow anonymous callers", Everybody, open);
    }
}
