namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>A project that references the package, in a folder of its own.</summary>
internal sealed class Consumer(string folder)
{
    private const string Log = "findings.sarif";

    public string Folder { get; } = folder;

    /// <summary>What the sources of this consumer are marked with.</summary>
    public IEnumerable<Mark> Marks =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Folder, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .Where(file => Mark.IsCode(file.Path) || file.Path == ".editorconfig")
            .SelectMany(file => Mark.In(file.Text, file.Path));

    public IEnumerable<Finding> Expected(IReadOnlyDictionary<string, string> preset) => Marks.Select(mark => mark.Under(preset)).OfType<Finding>();

    public Consumer With(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public Consumer Without(IEnumerable<string> files)
    {
        foreach (var file in files)
            File.Delete(Path.Combine(Folder, file));
        return this;
    }

    /// <summary>Adds lines for C# files to the .editorconfig.</summary>
    public Consumer Configured(params string[] lines)
    {
        File.AppendAllText(Path.Combine(Folder, ".editorconfig"), "[*.cs]\n" + string.Join('\n', lines) + "\n");
        return this;
    }

    /// <summary>A rule's violation once more, in a folder with an .editorconfig of its own.</summary>
    public Consumer InFolder(string name, string rule, string line) =>
        With($"{name}/{rule}.cs", Violations.Of(rule).Replace($"Violations.{rule}", $"Violations.{rule}.{name}", StringComparison.Ordinal))
            .With($"{name}/.editorconfig", $"[*.cs]\n{line}\n");

    /// <summary>Changes a source in place.</summary>
    public Consumer Edited(string file, Func<string, string> edit) => With(file, edit(File.ReadAllText(Path.Combine(Folder, file))));

    /// <param name="settings">MSBuild properties, <c>Name=Value</c>.</param>
    public BuildResult Build(params string[] settings)
    {
        File.Delete(Path.Combine(Folder, Log));
        return BuildIncrementally(settings);
    }

    /// <summary>Keeps the log of an earlier build, which an up-to-date project does not write again.</summary>
    public BuildResult BuildIncrementally(params string[] settings) => Result(Run("build", ["--no-restore", $"-p:ErrorLog={Log}%2cversion=2.1", .. Properties(settings)]));

    public DotNet.Outcome Run(string command, params string[] arguments) => DotNet.Run(Folder, [command, .. arguments]);

    private BuildResult Result(DotNet.Outcome outcome)
    {
        var log = Path.Combine(Folder, Log);
        return new(outcome, Folder, File.Exists(log) ? [log] : []);
    }

    private static IEnumerable<string> Properties(string[] settings) => settings.Select(setting => $"-p:{setting.Replace(";", "%3b", StringComparison.Ordinal).Replace(",", "%2c", StringComparison.Ordinal)}");
}
