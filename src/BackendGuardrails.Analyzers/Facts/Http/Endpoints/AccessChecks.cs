using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Does this code itself ask who the caller is, and turn some away?</summary>
internal static class AccessChecks
{
    /// <summary>What answers that the caller may not, and what asks whether it may.</summary>
    private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        "Unauthorized", "Forbid", "Challenge", "UnauthorizedResult", "UnauthorizedObjectResult", "ForbidResult", "ChallengeResult", "UnauthorizedHttpResult", "ForbidHttpResult", "ChallengeHttpResult",
        "Status401Unauthorized", "Status403Forbidden", "UnauthorizedAccessException", "ForbiddenException", "ForbiddenAccessException", "UnauthorizedException", "AuthorizeAsync", "Authorize", "IsInRole", "IsAuthenticated", "HasClaim",
        "FixedTimeEquals", "ValidateToken", "VerifyToken");

    private static readonly string[] Words = ["Authoriz", "Permission", "Signature", "ApiKey", "Forbidden", "WebhookKey", "WebhookSecret"];

    /// <summary>The statements of an endpoint.</summary>
    public static bool AreIn(IOperation body) => AreIn(body.Syntax);

    /// <summary>A filter or middleware of this compilation.</summary>
    public static bool AreIn(ITypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference => AreIn(reference.GetSyntax()));

    /// <summary>What an endpoint calls: only what turns callers away by itself, because a service may speak of permissions for other reasons.</summary>
    public static bool AreCalledIn(IOperation body) => body.Syntax.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && Names.Contains(token.ValueText));

    public static bool AreIn(SyntaxNode code) => code.DescendantTokens().Any(token => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => Names.Contains(token.ValueText) || Words.Any(word => token.ValueText.Contains(word)),
        SyntaxKind.NumericLiteralToken => token.Value is 401 or 403,
        _ => false,
    });
}
