namespace BackendGuardrails.Migrations;

/// <summary>Lets the author say that an operation of a migration is meant, and why. One at a time: nobody answers for operations that were not looked at.</summary>
public abstract class AcknowledgingCodeFix : TextCodeFix
{
    private protected AcknowledgingCodeFix(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected override bool IsForMany => false;

    private protected override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        if (diagnostic.Properties.TryGetValue(MigrationReports.Justification, out var reason) && reason is not null && JustifiedSuppression.Around(node, diagnostic.Id, reason) is { } changes)
            yield return new($"Acknowledge it: // {reason}", "Acknowledge", changes) { IsOneByOne = true };
    }
}
