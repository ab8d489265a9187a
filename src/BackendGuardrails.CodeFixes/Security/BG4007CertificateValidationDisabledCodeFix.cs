namespace BackendGuardrails.Security;

/// <summary>Removes what accepts every certificate, so that the framework checks them again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4007CertificateValidationDisabledCodeFix))]
public sealed class BG4007CertificateValidationDisabledCodeFix() : GuardrailCodeFix(BG4007CertificateValidationDisabledAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        var changed = node switch
        {
            { Parent: ArgumentSyntax argument } when argument.Span == diagnostic.Location.SourceSpan => context.Document.WithoutLast(argument, diagnostic),
            ArgumentSyntax named => context.Document.WithoutLast(named, diagnostic),
            InvocationExpressionSyntax call => context.Document.Without(call, diagnostic),
            _ when node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment => context.Document.Without(assignment, diagnostic),
            _ => null,
        };
        if (changed is not null)
            Register(context, diagnostic, "Let the framework validate the certificate", _ => Task.FromResult(changed));
    }
}
