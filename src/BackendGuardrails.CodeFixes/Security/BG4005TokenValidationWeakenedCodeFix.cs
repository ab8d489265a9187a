using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Security;

/// <summary>Goes back to the safe default, or keeps the exception to development.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG4005TokenValidationWeakenedCodeFix))]
public sealed class BG4005TokenValidationWeakenedCodeFix() : GuardrailCodeFix(BG4005TokenValidationWeakenedAnalyzer.Descriptor)
{
    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { } assignment)
            return;
        if (diagnostic.Properties[BG4005TokenValidationWeakenedAnalyzer.WeakeningKey] == nameof(Weakening.UncheckedKey))
        {
            OfferToCheckTheKey(context, diagnostic, assignment);
            return;
        }

        OfferToKeepItToDevelopment(context, diagnostic, assignment);
        if (context.Document.Without(assignment, diagnostic) is { } safe)
            Register(context, diagnostic, $"Remove '{assignment.NameOf()}'", _ => Task.FromResult(safe));
    }

    /// <summary>First, because it keeps a developer's machine working, where the authority often speaks HTTP only.</summary>
    private void OfferToKeepItToDevelopment(CodeFixContext context, Diagnostic diagnostic, AssignmentExpressionSyntax assignment)
    {
        if (!diagnostic.Properties.TryGetValue(HostExpressions.ExpressionKey, out var isDevelopment))
            return;
        diagnostic.Properties.TryGetValue(HostExpressions.NamespaceKey, out var @namespace);
        var guarded = assignment.WithRight(DocumentEdits.Expression($"!{isDevelopment}").WithTriviaFrom(assignment.Right));
        Register(
            context,
            diagnostic,
            "Require HTTPS outside development",
            cancellationToken => context.Document.ReplaceAsync(assignment, guarded, @namespace, cancellationToken),
            "OutsideDevelopment");
    }

    /// <summary>Off is the default of this check, so removing the assignment would change nothing.</summary>
    private void OfferToCheckTheKey(CodeFixContext context, Diagnostic diagnostic, AssignmentExpressionSyntax assignment)
    {
        if (!assignment.Right.IsKind(SyntaxKind.FalseLiteralExpression))
            return;
        var checking = assignment.WithRight(DocumentEdits.Expression("true").WithTriviaFrom(assignment.Right));
        Register(
            context,
            diagnostic,
            "Check the key that signed the token",
            cancellationToken => context.Document.ReplaceAsync(assignment, checking, cancellationToken),
            "CheckKey");
    }
}
