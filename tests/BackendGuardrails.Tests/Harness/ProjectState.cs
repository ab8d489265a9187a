using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

public class SourceFileCollection : List<(string filename, SourceText content)>
{
    public void Add((string filename, string content) file) => Add((file.filename, SourceText.From(file.content)));
}

public class SourceFileList(string defaultPrefix, string defaultExtension) : SourceFileCollection
{
    public void Add(string content) => Add(SourceText.From(content));

    public void Add(SourceText content) => Add(($"{defaultPrefix}{Count}.{defaultExtension}", content));
}

public class MetadataReferenceCollection : List<MetadataReference>
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Files = new();

    public void Add(Assembly assembly) => Add(assembly.Location);

    public void Add(string path) => Add(Files.GetOrAdd(path, file => MetadataReference.CreateFromFile(file)));
}

public class ProjectState(string name, string language, string defaultPrefix, string defaultExtension)
{
    public string Name { get; } = name;

    public string AssemblyName => Name;

    public string Language { get; } = language;

    public ReferenceAssemblies? ReferenceAssemblies { get; set; }

    public OutputKind? OutputKind { get; set; }

    public DocumentationMode? DocumentationMode { get; set; }

    public SourceFileList Sources { get; } = new(defaultPrefix, defaultExtension);

    public SourceFileCollection AdditionalFiles { get; } = [];

    public SourceFileCollection AnalyzerConfigFiles { get; } = [];

    public List<string> AdditionalProjectReferences { get; } = [];

    public MetadataReferenceCollection AdditionalReferences { get; } = [];

    protected string DefaultPrefix { get; } = defaultPrefix;

    protected string DefaultExtension { get; } = defaultExtension;

    internal IEnumerable<SourceFileCollection> AllFiles => [Sources, AdditionalFiles, AnalyzerConfigFiles];

    internal ProjectState WithFiles(Func<SourceFileCollection, IEnumerable<(string, SourceText)>> map) =>
        CopyTo(new ProjectState(Name, Language, DefaultPrefix, DefaultExtension), map);

    private protected T CopyTo<T>(T target, Func<SourceFileCollection, IEnumerable<(string, SourceText)>> map)
        where T : ProjectState
    {
        target.ReferenceAssemblies = ReferenceAssemblies;
        target.OutputKind = OutputKind;
        target.DocumentationMode = DocumentationMode;
        foreach (var (files, copies) in AllFiles.Zip(target.AllFiles))
            copies.AddRange(map(files));

        target.AdditionalProjectReferences.AddRange(AdditionalProjectReferences);
        target.AdditionalReferences.AddRange(AdditionalReferences);
        return target;
    }

    internal bool HasSameFiles(ProjectState other) =>
        AllFiles.Zip(other.AllFiles).All(pair => pair.First.SequenceEqual(pair.Second, FileComparer.Instance));

    internal sealed class FileComparer : IEqualityComparer<(string filename, SourceText content)>
    {
        public static readonly FileComparer Instance = new();

        public bool Equals((string filename, SourceText content) x, (string filename, SourceText content) y) =>
            x.filename == y.filename && x.content.ContentEquals(y.content);

        public int GetHashCode((string filename, SourceText content) file) => file.filename.GetHashCode();
    }
}

public class ProjectCollection(string defaultLanguage, string defaultExtension) : Dictionary<string, ProjectState>
{
    public new ProjectState this[string projectName]
    {
        get
        {
            if (!TryGetValue(projectName, out var project))
                Add(projectName, project = new ProjectState(projectName, defaultLanguage, $"/{projectName}/Test", defaultExtension));

            return project;
        }
    }
}
