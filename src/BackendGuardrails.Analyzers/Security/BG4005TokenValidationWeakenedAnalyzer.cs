using BackendGuardrails.Facts.Hosting;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(Personas.SecuritySentinel, "A token is worth as much as the check that it passes; do not switch the check off to make development easier.", Essential = true)]
public sealed class BG4005TokenValidationWeakenedAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    /// <summary>The property with the <see cref="Weakening"/>.</summary>
    internal const string WeakeningKey = "Weakening";

    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4005",
        title: "Token validation is weakened",
        messageFormat: "'{0}' {1}",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "Whoever can make a token that your service accepts can be any of your users. Signing keys must come over HTTPS, tokens must be signed, and the signature must be checked.");

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!TokenValidation.IsKnownTo(facts.Types))
            return;
        var validation = new TokenValidation(facts.Functions);
        context.RegisterOperations(facts, operation => Analyze(operation, facts, validation), OperationKind.SimpleAssignment);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts, TokenValidation validation)
    {
        if (MemberWrite.Of(context.Operation) is not { } write
            || validation.Of(write, context.CancellationToken) is not var (weakening, part)
            || facts.Unguarded(part, SeverityOf(weakening, write, validation, context.CancellationToken), context.CancellationToken) is not { } severity)
            return;
        var properties = weakening == Weakening.MetadataOverHttp ? HostExpressions.IsDevelopment(part, facts.Types) : ImmutableDictionary<string, string?>.Empty;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            write.Location,
            severity,
            additionalLocations: null,
            properties.With(Removal.Of(write)).Add(WeakeningKey, weakening.ToString()),
            write.Member.Name,
            Consequence(weakening)));
    }

    private static DiagnosticSeverity SeverityOf(Weakening weakening, MemberWrite write, TokenValidation validation, CancellationToken cancellationToken) => weakening switch
    {
        Weakening.UncheckedKey when !TokenValidation.IsOneOfSeveral(write) => DiagnosticSeverity.Info,
        Weakening.MetadataOverHttp when TokenValidation.IsForLocalAuthority(write) || validation.MayBringItsKeys(write, cancellationToken) => DiagnosticSeverity.Info,
        _ => DiagnosticSeverity.Warning,
    };

    private static string Consequence(Weakening weakening) => weakening switch
    {
        Weakening.MetadataOverHttp => "lets the signing keys come over plain HTTP, where somebody can put their own in place; require HTTPS outside development",
        Weakening.UnsignedTokens => "accepts tokens without a signature, which anybody can write; require signed tokens",
        Weakening.UncheckedSignature => "returns the token without checking its signature, so anybody can write one; remove it and let the library check",
        _ => "skips the check of the key that signed the token, such as whether its certificate has expired; let the library check it",
    };
}
