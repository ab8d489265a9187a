using Microsoft.CodeAnalysis.Formatting;

namespace BackendGuardrails.Api;

/// <summary>What takes the place of a statement that tells a client about an exception, and what is logged in front of it.</summary>
internal sealed class DetailEdit
{
    private readonly StatementSyntax _statement;
    private readonly StatementSyntax _instead;
    private readonly string? _log;

    private DetailEdit(StatementSyntax statement, StatementSyntax instead, string? log, bool isProblem)
    {
        (_statement, _instead, _log) = (statement, instead, log);
        Title = (log is null ? "Answer" : "Log the exception and answer") + (isProblem ? " with a problem" : " with a neutral text");
    }

    public string Title { get; }

    public bool IsLogged => _log is not null;

    /// <summary>Null where the detail is no text that could be another one.</summary>
    /// <param name="answer">What to return instead; null where only the text can be another one.</param>
    /// <param name="logger">Null where nothing is to be logged.</param>
    /// <param name="exception">What to log.</param>
    public static DetailEdit? Of(SyntaxNode node, string? answer, string? logger, string? exception)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || (node as ExpressionSyntax ?? node.FirstAncestorOrSelf<ExpressionSyntax>()) is not { } detail)
            return null;
        var text = NeutralText.Of(detail);
        var isProblem = answer is not null && statement is ReturnStatementSyntax;
        var instead = isProblem ? StatementEdits.Statement($"return {answer};").WithTriviaFrom(statement) : text.In(statement);
        return instead is null ? null : new(statement, instead, LogOf(logger, exception, statement, text), isProblem);
    }

    public SyntaxNode Applied(SyntaxNode root)
    {
        if (_log is not null && _statement.Parent is BlockSyntax block)
        {
            var logged = StatementEdits.Statement(_log).WithLeadingTrivia(_statement.GetLeadingTrivia());
            var answered = _instead.WithLeadingTrivia(SyntaxFactory.ElasticMarker).WithAdditionalAnnotations(Formatter.Annotation);
            return root.ReplaceNode(block, block.WithStatements(block.Statements.ReplaceRange(_statement, new[] { logged, answered })));
        }

        var formatted = _instead.WithAdditionalAnnotations(Formatter.Annotation);
        return _statement.FirstAncestorOrSelf<CatchClauseSyntax>() is { } clause
            ? root.ReplaceNode(clause, clause.ReplaceNode(_statement, formatted).WithoutUnreadName())
            : root.ReplaceNode(_statement, formatted);
    }

    /// <summary>Null where the handler logs the exception, if only since another detail of it went.</summary>
    private static string? LogOf(string? logger, string? exception, StatementSyntax statement, NeutralText text)
    {
        if (logger is null || exception is null
            || statement.FirstAncestorOrSelf<CatchClauseSyntax>() is { } clause && clause.Block.Statements.OfType<ExpressionStatementSyntax>().Any(other => other.ToString().StartsWith($"{logger}.LogError({exception}, ", StringComparison.Ordinal)))
            return null;
        return $"{logger}.LogError({exception}, {text.Words ?? "\"The request failed\""});";
    }
}
