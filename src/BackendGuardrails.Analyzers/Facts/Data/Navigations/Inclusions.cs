using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Data.Navigations;

internal enum Inclusion
{
    /// <summary>The query does not load it.</summary>
    Missing,

    /// <summary>Some of it is there, because what was loaded is tied together; a proxy does not count that as loaded.</summary>
    Partial,

    /// <summary>It may be loaded, or it cannot be said.</summary>
    Unknown,
    Loaded,
}

/// <summary>Does a query load what these navigations lead to?</summary>
internal static class Inclusions
{
    public static Inclusion Of(QueryChain chain, ImmutableArray<Navigation> path)
    {
        if (chain.Projection is not null || chain.Kind == QueryRoot.Sql && chain.Terminal is null && chain.PerItem.IsEmpty)
            return Inclusion.Unknown;
        var names = path.Select(navigation => navigation.Name).ToList();
        var covering = chain.Includes.Where(include => include.Path.Length >= names.Count && include.Path.Take(names.Count).SequenceEqual(names)).ToList();
        if (covering.Any(include => !include.IsConditional))
            return Inclusion.Loaded;
        if (chain.HasUnreadInclude || covering.Count > 0)
            return Inclusion.Unknown;
        var last = path[path.Length - 1];
        if (last.IsAutoIncluded)
            return chain.Steps.FirstOrDefault(step => step.Name == "IgnoreAutoIncludes") is not { } ignored ? Inclusion.Loaded : ignored.IsConditional ? Inclusion.Unknown : Inclusion.Missing;
        return path.Length > 1 ? Back(path[path.Length - 2], last) : Inclusion.Missing;
    }

    /// <summary>Whether the last one leads back where the one before it came from: both ends are tied when one is loaded.</summary>
    private static Inclusion Back(Navigation there, Navigation back)
    {
        var isKnown = there.Inverse is not null || back.Inverse is not null;
        var leadsBack = there.Inverse == back.Name || back.Inverse == there.Name;
        if (leadsBack || !isKnown && IsRelated(back.Target, there.Property.ContainingType))
            return back.IsCollection ? Inclusion.Partial : leadsBack ? Inclusion.Loaded : Inclusion.Unknown;
        return Inclusion.Missing;
    }

    /// <summary>One is the other, or derives from it: rows of one may be rows of the other.</summary>
    public static bool IsRelated(ITypeSymbol one, ITypeSymbol other) => IsOrDerives(one, other) || IsOrDerives(other, one);

    public static bool IsOrDerives(ITypeSymbol type, ITypeSymbol ancestor)
    {
        for (var current = (ITypeSymbol?)type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
                return true;
        }

        return false;
    }
}
