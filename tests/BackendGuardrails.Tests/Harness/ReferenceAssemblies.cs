using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Where the official type downloads packages, this one brings no references but those of the running framework (Default).</summary>
public sealed class ReferenceAssemblies(string targetFramework)
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> RunningFramework = new(() =>
    [
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Where(path => !path.EndsWith(".Native.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static ReferenceAssemblies Default { get; } = new("running");

    public string TargetFramework { get; } = targetFramework;

    public Task<ImmutableArray<MetadataReference>> ResolveAsync(string? language, CancellationToken cancellationToken) =>
        Task.FromResult(ReferenceEquals(this, Default) ? RunningFramework.Value : []);
}
