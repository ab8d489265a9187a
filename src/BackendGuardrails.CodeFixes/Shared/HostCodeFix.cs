using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;

namespace BackendGuardrails.Shared;

/// <summary>A fix that mends all reports of a project with one edit of its set-up.</summary>
public abstract class HostCodeFix : GuardrailCodeFix
{
    private protected HostCodeFix(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => new OncePerProject(this);

    private protected abstract string Title { get; }

    /// <summary>The changed project; null where there is no certain place.</summary>
    private protected abstract Task<Project?> FixedAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken);

    private protected sealed override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic, SyntaxNode node)
    {
        if (await FixedAsync(context.Document.Project, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
            context.RegisterCodeFix(Action(changed.Solution), diagnostic);
    }

    private CodeAction Action(Solution changed) => CodeAction.Create(Title, _ => Task.FromResult(changed), GetType().Name);

    private sealed class OncePerProject(HostCodeFix fix) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => ImmutableArray.Create(FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution);

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var solution = fixAllContext.Solution;
            var projects = fixAllContext.Scope == FixAllScope.Solution ? solution.Projects : new[] { fixAllContext.Project };
            foreach (var project in projects)
            {
                var diagnostics = fixAllContext.Scope == FixAllScope.Document && fixAllContext.Document is { } document
                    ? await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                    : await fixAllContext.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
                foreach (var diagnostic in diagnostics)
                {
                    if (await fix.FixedAsync(solution.GetProject(project.Id)!, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false) is not { } changed)
                        continue;
                    solution = changed.Solution;
                    break;
                }
            }

            return solution == fixAllContext.Solution ? null : fix.Action(solution);
        }
    }
}
