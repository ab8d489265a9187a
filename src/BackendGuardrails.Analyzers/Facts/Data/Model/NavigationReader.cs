namespace BackendGuardrails.Facts.Data.Model;

/// <summary>Which properties of an entity lead to other entities, what leads back, and by which columns?</summary>
internal sealed class NavigationReader(ModelConfiguration configuration, HashSet<ITypeSymbol> entities)
{
    public IEnumerable<Navigation> Of(INamedTypeSymbol entity)
    {
        foreach (var property in EntityConventions.PropertiesOf(entity))
        {
            if (EntityConventions.TargetOf(property) is not var (target, isCollection) || !entities.Contains(target.OriginalDefinition) || Is("Ignore", entity, property) || Is("Property", entity, property))
                continue;
            var fluent = Relationship(entity, property.Name);
            yield return new(property, target, isCollection)
            {
                Inverse = fluent is null ? EntityConventions.InverseOf(property) ?? OnlyOneBack(entity, property, target) : fluent.Inverse,
                ForeignKey = fluent is { ForeignKey.IsEmpty: false } ? fluent.ForeignKey : isCollection ? ImmutableArray<string>.Empty : EntityConventions.ForeignKeyOf(property, entity, target),
                IsAutoIncluded = IsAutoIncluded(entity, property.Name),
            };
        }
    }

    private bool Is(string call, INamedTypeSymbol entity, IPropertySymbol property) => Calls(entity).Any(candidate => candidate.Name == call && candidate.Members.Contains(property.Name));

    private IEnumerable<FluentCall> Calls(INamedTypeSymbol entity)
    {
        for (var current = entity; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var call in configuration.Of(current.OriginalDefinition))
                yield return call;
        }
    }

    /// <summary>The last word counts.</summary>
    private bool IsAutoIncluded(INamedTypeSymbol entity, string navigation) => Calls(entity)
        .Where(call => call.Name == "Navigation" && call.Members.Contains(navigation))
        .SelectMany(call => call.Following())
        .Where(call => call.Name == "AutoInclude")
        .Select(call => !call.Call.Arguments.Any(argument => argument.Value.IsConstant(false)))
        .LastOrDefault();

    private sealed record Pair(string? Inverse, ImmutableArray<string> ForeignKey);

    /// <summary><c>HasOne(x => x.Customer).WithMany(c => c.Orders).HasForeignKey(…)</c>, written from this side or the other.</summary>
    private Pair? Relationship(INamedTypeSymbol entity, string navigation)
    {
        foreach (var call in Calls(entity).Where(call => call.Name is "HasOne" or "HasMany" && call.Members.Contains(navigation)))
            return new(BackOf(call), ForeignKeyOf(call));
        foreach (var call in configuration.All.Where(call => call.Name is "HasOne" or "HasMany" && BackOf(call) == navigation && IsOrDerives(entity, call.Call.TargetMethod.TypeArguments.LastOrDefault())))
            return new(call.Members.FirstOrDefault(), ForeignKeyOf(call));
        return null;
    }

    private static string? BackOf(FluentCall call) => call.Following().FirstOrDefault(next => next.Name is "WithOne" or "WithMany")?.Members.FirstOrDefault();

    private static ImmutableArray<string> ForeignKeyOf(FluentCall call) => call.Following().FirstOrDefault(next => next.Name == "HasForeignKey")?.Members ?? ImmutableArray<string>.Empty;

    private static string? OnlyOneBack(INamedTypeSymbol entity, IPropertySymbol navigation, INamedTypeSymbol target)
    {
        var back = LeadingTo(target, entity).ToList();
        return back.Count == 1 && back[0].Name != navigation.Name | !SymbolEqualityComparer.Default.Equals(entity, target)
            && LeadingTo(entity, target).Count() == (SymbolEqualityComparer.Default.Equals(entity, target) ? 2 : 1)
            ? back[0].Name
            : null;
    }

    private static IEnumerable<IPropertySymbol> LeadingTo(INamedTypeSymbol from, INamedTypeSymbol to) =>
        EntityConventions.PropertiesOf(from).Where(property => EntityConventions.TargetOf(property) is var (target, _) && IsOrDerives(to, target));

    private static bool IsOrDerives(INamedTypeSymbol type, ITypeSymbol? ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor?.OriginalDefinition))
                return true;
        }

        return false;
    }
}
