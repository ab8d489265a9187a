using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Migrations;

/// <summary>Repairs an operation of a migration where that can be done, and else lets the author say that it is meant.</summary>
public abstract class OperationCodeFix : AcknowledgingCodeFix
{
    private protected OperationCodeFix(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override bool IsForMany => true;

    private protected abstract IEnumerable<TextRemedy> RepairsFor(Diagnostic diagnostic, SyntaxNode node);

    private protected sealed override IEnumerable<TextRemedy> RemediesFor(Diagnostic diagnostic, SyntaxNode node) => RepairsFor(diagnostic, node).Concat(base.RemediesFor(diagnostic, node));

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
