using System.Collections.Concurrent;
using System.Globalization;

namespace BackendGuardrails.Facts;

/// <summary>Which libraries can this compilation use at all? A rule whose library is absent registers nothing.</summary>
internal sealed class KnownTypes(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, bool> _known = new();
    private readonly ConcurrentDictionary<string, INamespaceSymbol?> _namespaces = new();

    public bool Has(string metadataName) => _known.GetOrAdd(metadataName, Look);

    /// <summary>The type itself, for what only its declaration can tell; of several declarations any.</summary>
    public INamedTypeSymbol? Find(string metadataName) => Has(metadataName) ? compilation.GetTypesByMetadataName(metadataName).FirstOrDefault() : null;

    public bool HasAny(params string[] metadataNames) => metadataNames.Any(Has);

    /// <summary>The namespace is looked up once for all its types; a look into each assembly for each type costs a good deal of a small compilation.</summary>
    private bool Look(string metadataName)
    {
        if (metadataName.IndexOf('+') >= 0)
            return !compilation.GetTypesByMetadataName(metadataName).IsEmpty;
        var end = metadataName.LastIndexOf('.');
        var (name, arity) = (metadataName.Substring(end + 1), 0);
        if (name.IndexOf('`') is > 0 and var tick)
            (name, arity) = (name.Substring(0, tick), int.Parse(name.Substring(tick + 1), CultureInfo.InvariantCulture));
        return (end < 0 ? compilation.GlobalNamespace : NamespaceOf(metadataName.Substring(0, end))) is { } space && !space.GetTypeMembers(name, arity).IsEmpty;
    }

    private INamespaceSymbol? NamespaceOf(string name) => _namespaces.TryGetValue(name, out var known) ? known : _namespaces.GetOrAdd(name, Search(name));

    private INamespaceSymbol? Search(string name)
    {
        var end = name.LastIndexOf('.');
        var around = end < 0 ? compilation.GlobalNamespace : NamespaceOf(name.Substring(0, end));
        return around?.GetMembers(name.Substring(end + 1)).OfType<INamespaceSymbol>().FirstOrDefault();
    }
}
