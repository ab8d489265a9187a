using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which types stand in a project that a client of the same solution is built on? A Blazor client and the server that hosts it share them, and the server answers with them on purpose.</summary>
internal sealed class ClientModels(Compilation compilation)
{
    private const string Component = "Microsoft.AspNetCore.Components.ComponentBase";

    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public bool Hold(INamedTypeSymbol type) =>
        !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) && _known.GetOrAdd(type.ContainingAssembly, IsBelowClient);

    private bool IsBelowClient(IAssemblySymbol models) => compilation.SourceModule.ReferencedAssemblySymbols.Any(other =>
        !SymbolEqualityComparer.Default.Equals(other, models)
        && other.Modules.Any(module => module.ReferencedAssemblySymbols.Contains(models, SymbolEqualityComparer.Default))
        && HasComponent(other.GlobalNamespace));

    private static bool HasComponent(INamespaceSymbol space) => space.GetTypeMembers().Any(type => type.IsOrInherits(Component)) || space.GetNamespaceMembers().Any(HasComponent);
}
