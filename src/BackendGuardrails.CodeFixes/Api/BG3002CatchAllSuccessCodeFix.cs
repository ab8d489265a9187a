using Successful = BackendGuardrails.Api.BG3002CatchAllSuccessAnalyzer;

namespace BackendGuardrails.Api;

/// <summary>Lets the exception handler answer, or answers with a problem.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3002CatchAllSuccessCodeFix))]
public sealed class BG3002CatchAllSuccessCodeFix() : GuardrailCodeFix(Successful.Descriptor)
{
    /// <summary>Where the function can return one.</summary>
    internal const string Problem = "Problem";

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if ((node as ExpressionSyntax ?? node.FirstAncestorOrSelf<ExpressionSyntax>()) is not { } answer || answer.Rethrow() is not { } rethrow)
            return;
        var statement = answer.FirstAncestorOrSelf<StatementSyntax>()!;
        var (title, old, @new) = statement.LetThrough(rethrow);
        Register(context, diagnostic, title, cancellationToken => context.Document.ReplaceAsWrittenAsync(old, @new, cancellationToken));
        if (statement is ReturnStatementSyntax && diagnostic.Properties.TryGetValue(Successful.Answer, out var problem) && problem is not null)
        {
            var instead = StatementEdits.Statement($"return {problem};").WithTriviaFrom(statement);
            Register(context, diagnostic, "Answer with a problem", cancellationToken => context.Document.ReplaceAsync(statement, instead, cancellationToken), Problem);
        }
    }
}
