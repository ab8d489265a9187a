using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Checkouts;

/// <summary>What a checkout compiles against: the reference packs of the running SDK and a folder of library DLLs, one of each assembly. What is missing stays an error type.</summary>
internal sealed class Libraries
{
    private static readonly string[] Packs = ["Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref"];

    private readonly Dictionary<string, PortableExecutableReference> _byName = new(StringComparer.OrdinalIgnoreCase);

    public Libraries(IEnumerable<string> folders)
    {
        foreach (var file in Packs.SelectMany(PackFiles).Concat(folders.SelectMany(folder => Directory.GetFiles(folder, "*.dll"))))
        {
            if (NameOf(file) is { } name)
                _byName.TryAdd(name, MetadataReference.CreateFromFile(file));
        }
    }

    public IEnumerable<MetadataReference> But(IReadOnlySet<string> ownAssemblies) => _byName.Where(library => !ownAssemblies.Contains(library.Key)).Select(library => library.Value);

    private static IEnumerable<string> PackFiles(string pack)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var folder = Path.Combine(dotnet, "packs", pack);
        if (!Directory.Exists(folder))
            throw new UsageException($"The reference pack {folder} is not there: install the SDK whole, or point DOTNET_ROOT to it.");
        var newest = Directory.GetDirectories(folder).OrderBy(version => Version.TryParse(Path.GetFileName(version), out var parsed) ? parsed : new Version()).Last();
        return Directory.GetFiles(Path.Combine(newest, "ref"), "*.dll", SearchOption.AllDirectories);
    }

    /// <summary>Null for a native DLL.</summary>
    private static string? NameOf(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
            return null;
        var reader = image.GetMetadataReader();
        return reader.IsAssembly ? reader.GetString(reader.GetAssemblyDefinition().Name) : null;
    }
}
