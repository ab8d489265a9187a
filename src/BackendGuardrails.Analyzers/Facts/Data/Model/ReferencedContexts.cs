using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data.Model;

/// <summary>Which contexts do the referenced projects have? Libraries that come with EF Core are not looked into.</summary>
internal static class ReferencedContexts
{
    private const string Library = "Microsoft.EntityFrameworkCore";

    public static IReadOnlyCollection<INamedTypeSymbol> Of(Compilation compilation, CancellationToken cancellationToken) => ReferencedTypes.Of(compilation, Library, cancellationToken)
        .Where(type => type.TypeKind == TypeKind.Class && type.IsOrInherits(EfCommands.DbContext))
        .ToList();
}
