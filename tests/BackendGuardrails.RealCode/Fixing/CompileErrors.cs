using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>
/// The errors that a change adds. Libraries are missing, so there are errors before; what counts is an error that the file did not have, whatever its line.
/// Looks at the files that changed and at those that mention what changed of their declarations.
/// </summary>
internal sealed class CompileErrors
{
    private readonly ConcurrentDictionary<(DocumentId, VersionStamp), Task<HashSet<string>>> _known = [];

    public async Task<List<string>> AddedAsync(Solution before, Solution after)
    {
        var added = new List<string>();
        foreach (var id in await TouchedAsync(before, after))
        {
            var old = before.GetDocument(id) is { } document ? await KnownAsync(document) : [];
            added.AddRange((await OfAsync(after.GetDocument(id)!)).Where(error => !old.Contains(error)).Select(error => $"{after.GetDocument(id)!.FilePath ?? after.GetDocument(id)!.Name}: {error}"));
        }

        return added;
    }

    /// <summary>How many there are, for lack of libraries and of generated code.</summary>
    public static async Task<int> CountAsync(IEnumerable<Project> projects)
    {
        var count = 0;
        foreach (var project in projects)
            count += (await project.GetCompilationAsync())!.GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return count;
    }

    public static IEnumerable<DocumentId> Changed(Solution before, Solution after) => after.GetChanges(before).GetProjectChanges()
        .SelectMany(project => project.GetChangedDocuments(onlyGetDocumentsWithTextChanges: true).Concat(project.GetAddedDocuments()));

    private static async Task<HashSet<DocumentId>> TouchedAsync(Solution before, Solution after)
    {
        var changed = Changed(before, after).ToHashSet();
        var touched = changed.ToHashSet();
        foreach (var project in changed.GroupBy(id => id.ProjectId))
        {
            var names = new HashSet<string>();
            foreach (var id in project)
                names.UnionWith(Surface.ChangedNames(before.GetDocument(id) is { } old ? await old.GetSyntaxRootAsync() : null, await after.GetDocument(id)!.GetSyntaxRootAsync()));
            if (names.Count == 0)
                continue;
            var dependents = after.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project.Key).Append(project.Key);
            foreach (var document in dependents.SelectMany(id => after.GetProject(id)!.Documents))
            {
                var text = (await document.GetTextAsync()).ToString();
                if (names.Any(name => text.Contains(name, StringComparison.Ordinal)))
                    touched.Add(document.Id);
            }
        }

        return touched;
    }

    private async Task<HashSet<string>> KnownAsync(Document document) =>
        await _known.GetOrAdd((document.Id, await document.Project.GetDependentSemanticVersionAsync()), _ => OfAsync(document));

    private static async Task<HashSet<string>> OfAsync(Document document) => await document.GetSemanticModelAsync() is { } model
        ? [.. model.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => $"{error.Id} {error.GetMessage()}")]
        : [];
}
