using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.RealCode.Checkouts;

/// <summary>A checked-out repository as a solution, the way editors see it: projects refer to each other as compilations. Test projects stay out, because rules are silent there.</summary>
internal static class Checkout
{
    private static readonly string[] Symbols =
    [
        "DEBUG", "TRACE", "NET", "NET10_0", "NETCOREAPP", .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER"),
        "NETCOREAPP2_0_OR_GREATER", "NETCOREAPP3_0_OR_GREATER", "NETCOREAPP3_1_OR_GREATER",
    ];

    public static Solution Load(string folder, Arguments arguments)
    {
        var root = Path.GetFullPath(folder).TrimEnd('/');
        var libraries = new Libraries(arguments.List("refs"));
        var files = Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new ProjectFile(path, root)).Where(file => !file.IsTest).ToDictionary(file => file.Path, StringComparer.Ordinal);
        if (files.Count == 0)
            throw new UsageException($"There is no project in {root}.");
        var ids = files.Keys.ToDictionary(path => path, path => ProjectId.CreateNewId(path), StringComparer.Ordinal);
        var (ordered, cycle) = (new List<ProjectFile>(), new HashSet<string>());
        foreach (var file in files.Values)
            Visit(file);
        var before = new HashSet<string>();
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var file in ordered)
        {
            var needed = Needed(file, files).Where(before.Contains).Select(path => files[path]).DistinctBy(other => other.AssemblyName).ToList();
            solution = solution.AddProject(Read(file, ids, needed, libraries));
            before.Add(file.Path);
        }

        return solution;

        void Visit(ProjectFile file)
        {
            if (!cycle.Add(file.Path))
                return;
            foreach (var other in file.ProjectReferences.Where(files.ContainsKey))
                Visit(files[other]);
            ordered.Add(file);
        }
    }

    /// <summary>The projects that the arguments ask for.</summary>
    public static IEnumerable<Project> Wanted(Solution solution, Arguments arguments) => solution.Projects
        .Where(project => arguments.List("project") is { IsEmpty: false } parts ? parts.Any(part => project.Name.Contains(part, StringComparison.OrdinalIgnoreCase)) : project.DocumentIds.Count > 1);

    /// <summary>References of references are references, as in the SDK.</summary>
    private static IEnumerable<string> Needed(ProjectFile file, Dictionary<string, ProjectFile> files)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { file.Path }, new Queue<ProjectFile>([file]));
        while (open.TryDequeue(out var next))
        {
            foreach (var reference in next.ProjectReferences.Where(reference => files.ContainsKey(reference) && seen.Add(reference)))
            {
                open.Enqueue(files[reference]);
                yield return reference;
            }
        }
    }

    private static ProjectInfo Read(ProjectFile file, Dictionary<string, ProjectId> ids, List<ProjectFile> needed, Libraries libraries)
    {
        var id = ids[file.Path];
        var own = needed.Append(file).Select(project => project.AssemblyName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var documents = file.SourceFiles().Select(path => DocumentOf(id, path, File.ReadAllText(path)))
            .Append(DocumentOf(id, Path.Combine(Path.GetDirectoryName(file.Path)!, "obj", "Implicit.g.cs"), file.ImplicitCode.Text(file.Sdk, file.HasImplicitUsings)));
        return ProjectInfo.Create(
            id, VersionStamp.Default, file.Name, file.AssemblyName, LanguageNames.CSharp, file.Path,
            compilationOptions: new CSharpCompilationOptions(
                file.IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true,
                nullableContextOptions: file.Nullable switch
                {
                    "enable" => NullableContextOptions.Enable,
                    "annotations" => NullableContextOptions.Annotations,
                    "warnings" => NullableContextOptions.Warnings,
                    _ => NullableContextOptions.Disable,
                }),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: Symbols.Concat(file.Symbols)),
            documents: documents,
            projectReferences: needed.Select(project => new ProjectReference(ids[project.Path])),
            metadataReferences: libraries.But(own));
    }

    private static DocumentInfo DocumentOf(ProjectId project, string path, string text) => DocumentInfo.Create(
        DocumentId.CreateNewId(project, path), Path.GetFileName(path), filePath: path,
        loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text, Encoding.UTF8), VersionStamp.Default)));
}
