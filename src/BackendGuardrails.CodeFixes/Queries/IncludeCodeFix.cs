using BackendGuardrails.Facts.Data.Navigations;
using Microsoft.CodeAnalysis.CodeActions;

namespace BackendGuardrails.Queries;

/// <summary>Adds the missing Include to the queries that a diagnostic points to, wherever in the project they are.</summary>
public abstract class IncludeCodeFix : GuardrailCodeFix
{
    private protected IncludeCodeFix(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => IncludeFixAll.Instance;

    private protected override void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (IncludeRemedy.Of(diagnostic, context.Document.Project.Solution) is not { } remedy)
            return;
        context.RegisterCodeFix(
            CodeAction.Create(
                $"Add {MissingInclude.TextOf(remedy.Steps)} to the query",
                cancellationToken => IncludeEdits.ApplyAsync(context.Document.Project.Solution, new[] { remedy }, cancellationToken),
                GetType().Name),
            diagnostic);
    }
}
