using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

internal static class SolutionBuilder
{
    // One MEF host for all tests: a solution is immutable, so every test may start from the same empty one.
    private static readonly Solution Empty = new AdhocWorkspace().CurrentSolution;

    public static async Task<Project> BuildAsync(
        SolutionState state,
        CompilationOptions compilationOptions,
        ParseOptions parseOptions,
        ReferenceAssemblies defaultReferences,
        IEnumerable<Func<Solution, ProjectId, Solution>> transforms,
        CancellationToken cancellationToken)
    {
        var ids = state.AllProjects.ToDictionary(project => project.Name, project => ProjectId.CreateNewId(project.Name));
        var mainId = ids[state.Name];
        var solution = Empty;
        foreach (var project in state.AllProjects)
        {
            var id = ids[project.Name];
            var references = await (project.ReferenceAssemblies ?? defaultReferences).ResolveAsync(project.Language, cancellationToken);
            solution = solution.AddProject(id, project.Name, project.AssemblyName, project.Language);
            var compiling = id == mainId ? compilationOptions : solution.GetProject(id)!.CompilationOptions!;
            var parsing = id == mainId ? parseOptions : solution.GetProject(id)!.ParseOptions!;
            solution = solution
                .WithProjectCompilationOptions(id, compiling.WithOutputKind(project.OutputKind ?? OutputKind.DynamicallyLinkedLibrary))
                .WithProjectParseOptions(id, parsing.WithDocumentationMode(project.DocumentationMode ?? DocumentationMode.Diagnose))
                .AddMetadataReferences(id, references.AddRange(project.AdditionalReferences));
            solution = AddFiles(solution, id, project);
        }

        foreach (var project in state.AllProjects)
        {
            var references = project.AdditionalProjectReferences.Select(name => new ProjectReference(ids[name]));
            solution = solution.AddProjectReferences(ids[project.Name], references);
        }

        return transforms.Aggregate(solution, (changed, transform) => transform(changed, mainId)).GetProject(mainId)!;
    }

    /// <summary>A document's name and folders are what its path has below the root of its project ("/0/Api/Test0.cs").</summary>
    public static (string Name, string[] Folders) Place(ProjectState project, string path)
    {
        var root = $"/{(project is SolutionState ? "0" : project.Name)}/";
        if (!path.StartsWith(root, StringComparison.Ordinal))
            return (Path.IsPathRooted(path) ? path : Path.GetFileName(path), []);

        var parts = path[root.Length..].Split('/');
        return (parts[^1], parts[..^1]);
    }

    private static Solution AddFiles(Solution solution, ProjectId projectId, ProjectState project)
    {
        AddAll(project.Sources, (id, name, text, folders, path) => solution.AddDocument(id, name, text, folders, path));
        AddAll(project.AdditionalFiles, (id, name, text, folders, path) => solution.AddAdditionalDocument(id, name, text, folders, path));
        AddAll(project.AnalyzerConfigFiles, (id, name, text, folders, path) => solution.AddAnalyzerConfigDocument(id, name, text, folders, path));
        return solution;

        void AddAll(SourceFileCollection files, Func<DocumentId, string, SourceText, string[], string, Solution> add)
        {
            foreach (var (path, text) in files)
            {
                var (name, folders) = Place(project, path);
                solution = add(DocumentId.CreateNewId(projectId, path), name, text, folders, path);
            }
        }
    }
}
