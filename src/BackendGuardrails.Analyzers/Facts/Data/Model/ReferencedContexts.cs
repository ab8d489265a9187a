namespace BackendGuardrails.Facts.Data.Model;

/// <summary>Which contexts do the referenced projects have? Libraries that come with EF Core are not looked into.</summary>
internal static class ReferencedContexts
{
    private const string Library = "Microsoft.EntityFrameworkCore";

    public static IReadOnlyCollection<INamedTypeSymbol> Of(Compilation compilation, CancellationToken cancellationToken) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(assembly => !IsLibrary(assembly.Name) && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name == Library)))
        .SelectMany(assembly => TypesIn(assembly.GlobalNamespace, cancellationToken))
        .Where(type => type.TypeKind == TypeKind.Class && type.IsOrInherits(EfCommands.DbContext))
        .ToList();

    public static bool IsLibrary(string assembly) =>
        assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Npgsql.", StringComparison.Ordinal);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol space, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(inner => TypesIn(inner, cancellationToken)));
    }
}
