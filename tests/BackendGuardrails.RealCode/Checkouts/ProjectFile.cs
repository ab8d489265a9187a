using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BackendGuardrails.RealCode.Checkouts;

/// <summary>A rough reading of one project file and the Directory.Build files above it, in the order of the file, without MSBuild: nothing has to restore or build.</summary>
internal sealed class ProjectFile
{
    private readonly ProjectText _text = new();
    private readonly List<(bool Removes, string Pattern)> _compile = [];
    private readonly HashSet<string> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _folder;

    public ProjectFile(string path, string root)
    {
        Path = System.IO.Path.GetFullPath(path);
        _folder = System.IO.Path.GetDirectoryName(Path)!;
        _text["MSBuildProjectName"] = Name;
        _text["MSBuildProjectDirectory"] = _folder;
        _text["ProjectDir"] = _folder + "/";
        var project = XDocument.Load(Path).Root!;
        Sdk = project.Attribute("Sdk")?.Value
            ?? project.Elements().FirstOrDefault(element => element.Name.LocalName == "Sdk")?.Attribute("Name")?.Value ?? "Microsoft.NET.Sdk";
        foreach (var file in (string[])[.. Above("Directory.Build.props", root), Path, .. Above("Directory.Build.targets", root)])
            Read(file);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Sdk { get; }

    public HashSet<string> ProjectReferences { get; } = new(StringComparer.Ordinal);

    /// <summary>What the SDK would generate for it.</summary>
    public ImplicitCode ImplicitCode { get; } = new();

    public string AssemblyName => _text["AssemblyName"] is { Length: > 0 } name ? name : Name;

    public string Nullable => _text["Nullable"].ToLowerInvariant();

    public bool HasImplicitUsings => _text["ImplicitUsings"].ToLowerInvariant() is "enable" or "true";

    public IEnumerable<string> Symbols => _text.Items(_text["DefineConstants"]);

    public bool IsProgram => _text["OutputType"].Equals("exe", StringComparison.OrdinalIgnoreCase)
        || Sdk.StartsWith("Microsoft.NET.Sdk.Web", StringComparison.Ordinal) && !_text["OutputType"].Equals("library", StringComparison.OrdinalIgnoreCase);

    /// <summary>Rules are silent in test projects, and know one by its references.</summary>
    public bool IsTest => _text.IsTrue("IsTestProject") || Sdk.StartsWith("MSTest", StringComparison.Ordinal)
        || _packages.Any(package => package.StartsWith("xunit", StringComparison.OrdinalIgnoreCase) || package.StartsWith("nunit", StringComparison.OrdinalIgnoreCase)
            || package.StartsWith("MSTest", StringComparison.OrdinalIgnoreCase) || package.Equals("Microsoft.NET.Test.Sdk", StringComparison.OrdinalIgnoreCase));

    /// <summary>Everything under its folder but other projects' folders and what builds leave there.</summary>
    public IEnumerable<string> SourceFiles()
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        if (!_text["EnableDefaultCompileItems"].Equals("false", StringComparison.OrdinalIgnoreCase))
            AddFolder(_folder, files);
        foreach (var (removes, pattern) in _compile)
        {
            var wanted = Glob(System.IO.Path.GetFullPath(System.IO.Path.Combine(_folder, pattern)));
            if (removes)
            {
                files.RemoveWhere(file => wanted.IsMatch(file));
                continue;
            }

            var start = System.IO.Path.GetFullPath(System.IO.Path.Combine(_folder, pattern.Split('*')[0]));
            var folder = Directory.Exists(start) ? start : System.IO.Path.GetDirectoryName(start)!;
            if (Directory.Exists(folder))
                files.UnionWith(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => wanted.IsMatch(file)));
        }

        return files;
    }

    private static void AddFolder(string folder, SortedSet<string> files)
    {
        files.UnionWith(Directory.EnumerateFiles(folder, "*.cs"));
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            var name = System.IO.Path.GetFileName(inner);
            if (name is not ("bin" or "obj" or "node_modules") && name[0] != '.' && !Directory.EnumerateFiles(inner, "*.csproj").Any())
                AddFolder(inner, files);
        }
    }

    /// <summary>The nearest file of that name, after those above it that it imports.</summary>
    private List<string> Above(string name, string root)
    {
        var found = new List<string>();
        for (var folder = _folder; folder.StartsWith(root, StringComparison.Ordinal); folder = System.IO.Path.GetDirectoryName(folder)!)
        {
            var file = System.IO.Path.Combine(folder, name);
            if (!File.Exists(file))
                continue;
            found.Insert(0, file);
            if (!File.ReadAllText(file).Contains("GetPathOfFileAbove", StringComparison.Ordinal))
                break;
        }

        return found;
    }

    private void Read(string file)
    {
        _text["MSBuildThisFileDirectory"] = System.IO.Path.GetDirectoryName(file) + "/";
        foreach (var group in XDocument.Load(file).Root!.Elements().Where(_text.Holds))
        {
            foreach (var element in group.Elements().Where(_text.Holds))
            {
                if (group.Name.LocalName == "PropertyGroup")
                    _text[element.Name.LocalName] = _text.Expand(element.Value.Trim());
                else if (group.Name.LocalName == "ItemGroup")
                    Read(element);
            }
        }
    }

    private void Read(XElement item)
    {
        var kind = item.Name.LocalName;
        foreach (var value in Values(item, "Remove"))
        {
            if (kind == "Compile")
                _compile.Add((true, Slashes(value)));
            else if (kind == "Using")
                ImplicitCode.RemoveUsing(value);
        }

        foreach (var value in Values(item, "Include"))
        {
            if (kind == "Compile")
                _compile.Add((false, Slashes(value)));
            else if (kind == "PackageReference")
                _packages.Add(value);
            else if (kind == "ProjectReference")
                ProjectReferences.Add(System.IO.Path.GetFullPath(System.IO.Path.Combine(_folder, Slashes(value))));
            else if (kind == "InternalsVisibleTo")
                ImplicitCode.AddFriend(value);
            else if (kind == "Using")
                ImplicitCode.AddUsing(value, item.Attribute("Alias")?.Value, "true".Equals(item.Attribute("Static")?.Value, StringComparison.OrdinalIgnoreCase));
        }
    }

    private IEnumerable<string> Values(XElement item, string attribute) => _text.Items(item.Attribute(attribute)?.Value ?? "");

    private static string Slashes(string path) => path.Replace('\\', '/');

    private static Regex Glob(string pattern) => new(
        "^" + Regex.Escape(pattern).Replace(@"\*\*/", "(.*/)?").Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*").Replace(@"\?", "[^/]") + "$", RegexOptions.CultureInvariant);
}
