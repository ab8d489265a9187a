namespace BackendGuardrails.Security;

/// <summary>Puts the endpoint under the only policy that is registered.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4003UnlimitedCredentialsCodeFix))]
public sealed class BG4003UnlimitedCredentialsCodeFix() : TextCodeFix(BG4003UnlimitedCredentialsAnalyzer.Descriptor)
{
    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.Properties.TryGetValue(BG4003UnlimitedCredentialsAnalyzer.Policy, out var policy)
            && SyntaxFactory.Literal(policy!).Text is var name
            && diagnostic.Marked(node, $"EnableRateLimiting({name})", $"RequireRateLimiting({name})") is { } limited)
            yield return new($"Limit the rate by the policy '{policy}'", null, limited);
    }
}
