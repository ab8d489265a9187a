using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Repairs an operation of a migration where that can be done, and else lets the author say that it is meant.</summary>
public abstract class AcknowledgingCodeFix : TextCodeFix
{
    private protected AcknowledgingCodeFix(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected virtual IEnumerable<TextRemedy> RepairsFor(Diagnostic diagnostic, SyntaxNode node) => Enumerable.Empty<TextRemedy>();

    private protected sealed override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node)
    {
        foreach (var repair in RepairsFor(diagnostic, node))
            yield return repair;
        if (diagnostic.Properties.TryGetValue(MigrationReports.Justification, out var reason) && reason is not null && JustifiedSuppression.Around(node, diagnostic.Id, reason) is { } changes)
            yield return new($"Acknowledge it: // {reason}", "Acknowledge", changes);
    }

    /// <summary>The call that the name at <paramref name="node"/> belongs to, where it is a statement of its own.</summary>
    private protected static (InvocationExpressionSyntax Call, ExpressionStatementSyntax Statement)? StatementOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Parent: ExpressionStatementSyntax statement } call ? (call, statement) : null;

    /// <summary>An argument behind another one, on a line of its own where the others have that.</summary>
    private protected static TextChange ArgumentBehind(ArgumentSyntax place, string argument)
    {
        var before = place.GetFirstToken().GetPreviousToken();
        var isOnItsLine = before.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        return new(new(place.Span.End, 0), isOnItsLine ? $",{place.SyntaxTree.GetRoot().EndOfLine()}{place.Indentation()}{argument}" : $", {argument}");
    }

    /// <summary>By its name, or by where it stands.</summary>
    private protected static ArgumentSyntax? Argument(InvocationExpressionSyntax call, string name, int position)
    {
        var arguments = call.ArgumentList.Arguments;
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)
            ?? (position < arguments.Count && arguments.Take(position + 1).All(argument => argument.NameColon is null) ? arguments[position] : null);
    }
}
