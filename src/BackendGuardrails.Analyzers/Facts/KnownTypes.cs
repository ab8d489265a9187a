using System.Collections.Concurrent;

namespace BackendGuardrails.Facts;

/// <summary>Which libraries can this compilation use at all? A rule whose library is absent registers nothing.</summary>
internal sealed class KnownTypes(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, bool> _known = new();

    public bool Has(string metadataName) =>
        _known.GetOrAdd(metadataName, name => !compilation.GetTypesByMetadataName(name).IsEmpty);

    /// <summary>The type itself, for what only its declaration can tell; of several declarations any.</summary>
    public INamedTypeSymbol? Find(string metadataName) => Has(metadataName) ? compilation.GetTypesByMetadataName(metadataName)[0] : null;

    public bool HasAny(params string[] metadataNames) => metadataNames.Any(Has);
}
