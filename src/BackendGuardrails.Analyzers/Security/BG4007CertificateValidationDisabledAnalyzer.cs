using BackendGuardrails.Facts.Http;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Security;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.SecuritySentinel,
    "Encryption without knowing who is at the other end protects nobody; trust the certificate's issuer instead of everyone.",
    Essential = true)]
public sealed class BG4007CertificateValidationDisabledAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG4007",
        title: "TLS certificate validation is disabled",
        messageFormat: "'{0}' lets certificates pass that nobody vouches for, so whoever is on the network path can read and change the traffic; "
            + "remove it and trust the issuer of the certificate instead",
        category: Categories.Security,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "TLS protects a connection only when the certificate of the server is checked. A callback that always answers true accepts an attacker's certificate as well. "
            + "For a private certificate authority, install its root certificate or compare the thumbprint in the callback.");

    private static readonly string[] Machine = ["Loopback", "Localhost", "docker.internal"];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!CertificateChecks.Callbacks.IsKnownTo(facts.Types))
            return;
        var names = new TrustByName(facts.Callers, facts.Names, facts.Guards);
        context.RegisterOperations(facts, operation => AnalyzeWrite(operation, facts, names), MemberWrite.Kinds);
        // Not per argument: of all operations there are most of those, and calls are visited anyway.
        context.RegisterOperations(facts, operation => AnalyzeArguments(operation, ((IInvocationOperation)operation.Operation).Arguments, facts, names), OperationKind.Invocation);
        context.RegisterOperations(facts, operation => AnalyzeArguments(operation, ((IObjectCreationOperation)operation.Operation).Arguments, facts, names), OperationKind.ObjectCreation);
    }

    private static void AnalyzeWrite(OperationContext context, CompilationFacts facts, TrustByName names)
    {
        if (MemberWrite.Of(context.Operation) is not { } write)
            return;
        var accepting = CertificateChecks.Callbacks.Contains(write.Member) ? write.Part(part => AcceptsAll(part, facts, context.CancellationToken)) : CertificateChecks.SwitchedOff(write);
        if (accepting is not null)
            Report(context, facts, names, accepting, write.Location, write.Member.Name, Removal.Of(write));
    }

    private static void AnalyzeArguments(OperationContext context, ImmutableArray<IArgumentOperation> arguments, CompilationFacts facts, TrustByName names)
    {
        foreach (var argument in arguments)
        {
            if (CertificateChecks.TakesCallback(argument))
                AnalyzeCallback(context, argument, facts, names);
        }
    }

    private static void AnalyzeCallback(OperationContext context, IArgumentOperation argument, CompilationFacts facts, TrustByName names)
    {
        if (Functions.Alternatives(argument.Value).FirstOrDefault(part => AcceptsAll(part, facts, context.CancellationToken)) is not { } accepting)
            return;
        if (argument.Parent is IInvocationOperation call)
            Report(context, facts, names, accepting, call.NameLocation(withArguments: true), call.TargetMethod.Name, Removal.Of(call));
        else
            Report(context, facts, names, accepting, argument.Syntax.GetLocation(), argument.Parameter!.Name, Removal.OfLastArgument(argument));
    }

    private static bool AcceptsAll(IOperation part, CompilationFacts facts, CancellationToken cancellationToken) =>
        CertificateChecks.IsAcceptAll(facts.Functions.Resolve(part, cancellationToken)) || facts.Functions.AlwaysReturnsTrue(part, cancellationToken);

    private static void Report(OperationContext context, CompilationFacts facts, TrustByName names, IOperation accepting, Location location, string name, string? removal)
    {
        if (facts.Unguarded(accepting, DiagnosticSeverity.Warning, context.CancellationToken) is not { } severity)
            return;
        var isDecided = severity != DiagnosticSeverity.Warning || IsForThisMachine(accepting) || names.IsAskedFor(accepting, context.CancellationToken);
        var properties = ImmutableDictionary<string, string?>.Empty.With(removal);
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, location, isDecided ? DiagnosticSeverity.Info : severity, additionalLocations: null, properties, name));
    }

    /// <summary>The client, or the code that makes it, is called after the machine itself: nobody stands between. A function that makes it for somebody belongs to that statement.</summary>
    private static bool IsForThisMachine(IOperation accepting)
    {
        for (SyntaxNode? inner = accepting.Syntax; inner is not null; inner = inner.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>()?.Parent)
        {
            inner = inner.AncestorsAndSelf().TakeWhile(node => node is not BaseTypeDeclarationSyntax).FirstOrDefault(node => node is MemberDeclarationSyntax or StatementSyntax and not BlockSyntax);
            if (inner is null)
                return false;
            if (inner.DescendantTokens().Any(token => token.RawKind is (int)SyntaxKind.IdentifierToken or (int)SyntaxKind.StringLiteralToken && Machine.Any(word => token.ValueText.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)))
                return true;
        }

        return false;
    }
}
