namespace BackendGuardrails.Facts.Flow;

/// <summary>Which types do the referenced projects have that use a library? Other libraries that come with it are not looked into.</summary>
internal static class ReferencedTypes
{
    /// <param name="compilation">What references them.</param>
    /// <param name="library">The assembly that they use.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static IEnumerable<INamedTypeSymbol> Of(Compilation compilation, string library, CancellationToken cancellationToken) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(assembly => !IsLibrary(assembly.Name) && !assembly.Name.StartsWith(library, StringComparison.Ordinal) && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name == library)))
        .SelectMany(assembly => TypesIn(assembly.GlobalNamespace, cancellationToken));

    public static bool IsLibrary(string assembly) =>
        assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Npgsql.", StringComparison.Ordinal);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(inner => TypesIn(inner, cancellationToken)));
    }
}
