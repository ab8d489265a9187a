using System.Collections.Immutable;

namespace BackendGuardrails.Tests.House;

/// <summary>The text files of this repository by their path from its root; in memory, so that contracts can be shown broken ones.</summary>
internal sealed class RepositoryFiles
{
    private static readonly string[] Folders = ["src", "tests", "docs", "samples"];
    private static readonly string[] Extensions = [".cs", ".md", ".props", ".targets", ".csproj", ".globalconfig", ".editorconfig", ".txt", ".tsv"];

    private static readonly Lazy<RepositoryFiles> OnDisk = new(Load);

    private readonly ImmutableSortedDictionary<string, string> _files;

    private RepositoryFiles(ImmutableSortedDictionary<string, string> files) => _files = files;

    public static RepositoryFiles Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public static RepositoryFiles Current => OnDisk.Value;

    public static string Root { get; } = FindRoot();

    public string? this[string path] => _files.GetValueOrDefault(path);

    public IEnumerable<string> Paths => _files.Keys;

    public IEnumerable<(string Path, string Text)> In(string folder, string extension = "") =>
        _files.Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal) && file.Key.EndsWith(extension, StringComparison.Ordinal))
            .Select(file => (file.Key, file.Value));

    public RepositoryFiles With(string path, string text) => new(_files.SetItem(path, text));

    public RepositoryFiles Without(string path) => new(_files.Remove(path));

    private static RepositoryFiles Load()
    {
        var paths = Folders.Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(FilesIn)
            .Concat(Directory.EnumerateFiles(Root, "*.md"));
        return new(paths.Where(path => Extensions.Contains(Path.GetExtension(path))).ToImmutableSortedDictionary(
            path => Path.GetRelativePath(Root, path).Replace('\\', '/'), path => File.ReadAllText(path).ReplaceLineEndings("\n"), StringComparer.Ordinal));
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(inner => Path.GetFileName(inner) is not ("bin" or "obj" or "TestResults")).SelectMany(FilesIn));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must run below the repository's root.");
        return folder;
    }
}
