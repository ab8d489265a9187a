using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Security;

/// <summary>How loud a finding is that is fine in development.</summary>
internal static class Severities
{
    /// <summary>Null for code that is kept to development; Info where a setting decides, because somebody does and we cannot see how, and where names speak of tests.</summary>
    public static DiagnosticSeverity? Unguarded(this CompilationFacts facts, IOperation operation, DiagnosticSeverity otherwise, CancellationToken cancellationToken) =>
        facts.Guards.Of(operation, cancellationToken) switch
        {
            Guard.Development => null,
            Guard.Setting => DiagnosticSeverity.Info,
            _ => TestSurroundings.Are(operation.EnclosingMember(cancellationToken)?.ContainingType) ? DiagnosticSeverity.Info : otherwise,
        };
}
