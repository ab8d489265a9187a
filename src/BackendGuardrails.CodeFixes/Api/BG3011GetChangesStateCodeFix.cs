using Changing = BackendGuardrails.Api.BG3011GetChangesStateAnalyzer;

namespace BackendGuardrails.Api;

/// <summary><c>[HttpGet("x")]</c> → <c>[HttpPost("x")]</c>, <c>MapGet</c> → <c>MapPost</c>: another contract, so each is decided by itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3011GetChangesStateCodeFix))]
public sealed class BG3011GetChangesStateCodeFix() : GuardrailCodeFix(Changing.Descriptor)
{
    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => null!;

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (!diagnostic.Properties.TryGetValue(Changing.Verb, out var verb) || verb is null || NameIn(node) is not { } name)
            return;
        var instead = name.Identifier.ValueText switch
        {
            "HttpGet" => $"Http{verb}",
            "HttpGetAttribute" => $"Http{verb}Attribute",
            "MapGet" => $"Map{verb}",
            _ => null,
        };
        if (instead is not null)
            Register(context, diagnostic, $"Answer {verb.ToUpperInvariant()} instead (changes the contract)", cancellationToken => context.Document.ReplaceAsync(name, SyntaxFactory.IdentifierName(instead).WithTriviaFrom(name), cancellationToken), verb);
    }

    private static SimpleNameSyntax? NameIn(SyntaxNode node) => node switch
    {
        AttributeSyntax attribute => NameIn(attribute.Name),
        QualifiedNameSyntax qualified => qualified.Right,
        IdentifierNameSyntax name => name,
        _ => null,
    };
}
