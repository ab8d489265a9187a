using BackendGuardrails.Facts.Data.Queries.Entities;

namespace BackendGuardrails.Facts.Data.Queries.Columns;

/// <summary>Entities that are loaded, whose columns are all known, and of which it is known which are used.</summary>
internal sealed record WholeRead(UntouchedRead Read, ImmutableArray<EntityColumn> Columns, ImmutableArray<EntityColumn> Used)
{
    public ImmutableArray<EntityColumn> Unused => Columns.RemoveRange(Used);

    /// <summary>Whether at most a handful of rows can come of it, or nothing says that there will ever be more.</summary>
    public bool IsFew { get; init; }

    /// <summary>Whether code of the entity's class runs: methods and computed properties.</summary>
    public bool RunsOwnCode { get; init; }

    /// <summary>Whether all that happens with them is written in the same member.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The types that name the entity where a variable of it is declared.</summary>
    public ImmutableArray<Location> DeclaredTypes { get; init; } = ImmutableArray<Location>.Empty;
}
