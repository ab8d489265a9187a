using Microsoft.CodeAnalysis.CodeActions;

namespace BackendGuardrails.Integrity;

public sealed partial class BG2114UntrackedSaveCodeFix
{
    /// <summary>All in one go: several changes may wait for one save, and several callers may use one query.</summary>
    private sealed class FixAll : FixAllProvider
    {
        public static readonly FixAll Instance = new();

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution };

        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
        {
            var variant = fixAllContext.CodeActionEquivalenceKey?.EndsWith(Tell, StringComparison.Ordinal) is true ? Tell : Track;
            var edits = new List<Edit>();
            foreach (var (project, diagnostics) in await DiagnosticsAsync(fixAllContext).ConfigureAwait(false))
            {
                foreach (var diagnostic in diagnostics)
                {
                    if (await EditAsync(project, diagnostic, variant, fixAllContext.CancellationToken).ConfigureAwait(false) is { } edit)
                        edits.Add(edit);
                }
            }

            return edits.Count == 0
                ? null
                : CodeAction.Create(variant == Track ? "Read with tracking what is changed" : "Call Update before each save", cancellationToken => ApplyAsync(fixAllContext.Solution, edits, cancellationToken), fixAllContext.CodeActionEquivalenceKey);
        }

        private static async Task<Solution> ApplyAsync(Solution solution, List<Edit> edits, CancellationToken cancellationToken)
        {
            foreach (var ofDocument in edits.GroupBy(edit => edit.Document.Id))
                solution = (await BG2114UntrackedSaveCodeFix.ApplyAsync(solution.GetDocument(ofDocument.Key)!, ofDocument.ToList(), cancellationToken).ConfigureAwait(false)).Project.Solution;
            return solution;
        }

        private static async Task<List<(Project Project, IEnumerable<Diagnostic> Diagnostics)>> DiagnosticsAsync(FixAllContext context)
        {
            if (context is { Scope: FixAllScope.Document, Document: { } document })
                return [(document.Project, await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))];
            var found = new List<(Project, IEnumerable<Diagnostic>)>();
            foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : new[] { context.Project })
                found.Add((project, await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)));
            return found;
        }
    }
}
