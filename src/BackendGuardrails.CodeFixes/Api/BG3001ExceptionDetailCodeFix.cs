using Microsoft.CodeAnalysis.Formatting;
using Exposed = BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Logs the exception and answers with a problem, or with a text that says nothing of the inside.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3001ExceptionDetailCodeFix))]
public sealed class BG3001ExceptionDetailCodeFix() : GuardrailCodeFix(Exposed.Descriptor)
{
    /// <summary>For a catch clause that only answers: what answers all exceptions answers this one, too.</summary>
    internal const string RemoveCatch = "RemoveCatch";

    private const string NeutralText = "\"An unexpected error occurred.\"";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || (node as ExpressionSyntax ?? node.FirstAncestorOrSelf<ExpressionSyntax>()) is not { } detail)
            return;
        diagnostic.Properties.TryGetValue(Exposed.Answer, out var answer);
        var instead = answer is not null && statement is ReturnStatementSyntax ? StatementEdits.Statement($"return {answer};").WithTriviaFrom(statement) : WithNeutralText(statement, detail);
        if (instead is not null)
        {
            var log = LogOf(diagnostic);
            var title = (log is null ? "Answer" : "Log the exception and answer") + (answer is null ? " with a neutral text" : " with a problem");
            Register(context, diagnostic, title, cancellationToken => Replace(context.Document, statement, instead, log, ImportOf(diagnostic), cancellationToken));
        }

        if (statement is ReturnStatementSyntax && statement.WithoutTry() is var (outer, freed))
            Register(context, diagnostic, "Remove the catch, so that the exception handler answers", cancellationToken => context.Document.ReplaceAsync(outer, freed, cancellationToken), RemoveCatch);
    }

    private static string? LogOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Exposed.Logger, out var logger) && diagnostic.Properties.TryGetValue(Exposed.Exception, out var exception)
            ? $"{logger}.LogError({exception}, \"The request failed\");"
            : null;

    private static string? ImportOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(Exposed.Import, out var import) ? import : null;

    private static async Task<Document> Replace(Document document, StatementSyntax statement, StatementSyntax instead, string? log, string? import, CancellationToken cancellationToken)
    {
        if (log is not null && statement.Parent is BlockSyntax block)
        {
            var logged = StatementEdits.Statement(log).WithLeadingTrivia(statement.GetLeadingTrivia());
            var statements = block.Statements.ReplaceRange(statement, new[] { logged, instead.WithLeadingTrivia(SyntaxFactory.ElasticMarker) });
            return await document.ReplaceAsync(block, block.WithStatements(statements), import, cancellationToken).ConfigureAwait(false);
        }

        if (statement.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            return await document.ReplaceAsync(statement, instead, cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root.ReplaceNode(clause, clause.ReplaceNode(statement, instead.WithAdditionalAnnotations(Formatter.Annotation)).WithoutUnreadName()));
    }

    /// <summary>The text that the detail is a part of is replaced as a whole.</summary>
    private static StatementSyntax? WithNeutralText(StatementSyntax statement, ExpressionSyntax detail)
    {
        SyntaxNode text = detail;
        while (Outer(text) is { } outer)
            text = outer;
        var neutral = SyntaxFactory.ParseExpression(NeutralText);
        return text.Parent switch
        {
            AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } member when text is MemberAccessExpressionSyntax access =>
                statement.ReplaceNode(member, SyntaxFactory.AnonymousObjectMemberDeclarator(SyntaxFactory.NameEquals(access.Name.Identifier.ValueText), neutral).NormalizeWhitespace().WithTriviaFrom(member)),
            AnonymousObjectMemberDeclaratorSyntax { NameEquals: not null } or ArgumentSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax or ConditionalExpressionSyntax or SwitchExpressionArmSyntax when IsText(text) =>
                statement.ReplaceNode(text, neutral.WithTriviaFrom(text)),
            _ => null,
        };
    }

    /// <summary>An exception as a value is not a text.</summary>
    private static bool IsText(SyntaxNode value) => value is not IdentifierNameSyntax;

    private static SyntaxNode? Outer(SyntaxNode text) => text.Parent switch
    {
        InterpolationSyntax { Parent: { } interpolated } => interpolated,
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression) || binary.IsKind(SyntaxKind.CoalesceExpression) => binary,
        ParenthesizedExpressionSyntax parenthesized => parenthesized,
        ConditionalAccessExpressionSyntax access => access,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } access when access.Expression == text => call,
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax } } format } } => format,
        _ => null,
    };
}
