using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>Fix All in one project for one action, as editors and <c>dotnet format</c> do it; the action by itself where its fix has no Fix All.</summary>
internal static class FixingAll
{
    /// <summary>The solution after it; the same one when there is nothing that it does.</summary>
    public static async Task<Solution> InProjectAsync(Project project, Offer offer, IEnumerable<Diagnostic> reports)
    {
        if (offer.Fix.GetFixAllProvider() is not { } provider)
            return await offer.ApplyAsync();
        var id = offer.Rule;
        var context = new FixAllContext(project, offer.Fix, FixAllScope.Project, offer.Key, [id], new Reports([.. reports]), CancellationToken.None);
        var action = await Rules.InTimeAsync(async () => await provider.GetFixAsync(context), TimeSpan.FromMinutes(5), $"Fix All of {id} in {project.Name} does not come to an end.");
        return action is null ? project.Solution : await Offer.AppliedAsync(action);
    }

    private sealed class Reports(ImmutableArray<Diagnostic> all) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return all.Where(report => report.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(all);
    }
}
