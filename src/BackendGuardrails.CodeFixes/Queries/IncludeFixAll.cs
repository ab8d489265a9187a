using Microsoft.CodeAnalysis.CodeActions;

namespace BackendGuardrails.Queries;

/// <summary>Fixes all at once, because several may be about one query.</summary>
internal sealed class IncludeFixAll : FixAllProvider
{
    public static readonly IncludeFixAll Instance = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution };

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var remedies = (await DiagnosticsAsync(fixAllContext).ConfigureAwait(false)).Select(diagnostic => IncludeRemedy.Of(diagnostic, fixAllContext.Solution)).OfType<IncludeRemedy>().ToList();
        return remedies.Count == 0
            ? null
            : CodeAction.Create("Add the missing includes to their queries", cancellationToken => IncludeEdits.ApplyAsync(fixAllContext.Solution, remedies, cancellationToken), fixAllContext.CodeActionEquivalenceKey);
    }

    /// <summary>All that are asked for, in whichever files.</summary>
    internal static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
            return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
        var found = new List<Diagnostic>();
        foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : new[] { context.Project })
            found.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        return found;
    }
}
