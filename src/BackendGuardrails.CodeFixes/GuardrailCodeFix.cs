using System.Collections.Immutable;
using BackendGuardrails.Shared;
using Microsoft.CodeAnalysis.CodeActions;

namespace BackendGuardrails;

/// <summary>The remedy of one rule. It acts on what the diagnostic says and does not analyze again.</summary>
public abstract class GuardrailCodeFix : CodeFixProvider
{
    private protected GuardrailCodeFix(DiagnosticDescriptor rule) => FixableDiagnosticIds = ImmutableArray.Create(rule.Id);

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => BatchFixAll.Instance;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;
        foreach (var diagnostic in context.Diagnostics)
            await OfferAsync(context, diagnostic, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)).ConfigureAwait(false);
    }

    /// <summary>For a remedy that must look at the meaning of the code it moves to be certain.</summary>
    private protected virtual Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        Offer(context, diagnostic, node);
        return Task.CompletedTask;
    }

    /// <summary>Registers the actions for a diagnostic whose span covers <paramref name="node"/>; none where the remedy is not certain.</summary>
    private protected virtual void Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
    }

    /// <summary>Registers an action of this provider. The variant tells the actions of one provider apart.</summary>
    private protected void Register(CodeFixContext context, Diagnostic diagnostic, string title, Func<CancellationToken, Task<Document>> apply, string? variant = null) =>
        context.RegisterCodeFix(CodeAction.Create(title, apply, variant is null ? GetType().Name : $"{GetType().Name}.{variant}"), diagnostic);
}
