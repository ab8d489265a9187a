namespace BackendGuardrails.Facts.Data.Queries.Entities;

[Flags]
internal enum EntityUse
{
    /// <summary>Columns are read, and nothing else happens.</summary>
    Read = 0,

    /// <summary>A column is written, a collection gets or loses an element.</summary>
    Changed = 1,

    /// <summary>A context is told about it, or it becomes part of another entity.</summary>
    Attached = 2,

    /// <summary>Code that cannot be seen gets it and may do anything, now or later.</summary>
    Unseen = 4,

    /// <summary>A serializer, a mapper or a view reads all of it that there is.</summary>
    Serialized = 8,

    /// <summary>It matters which object it is: it is compared with another one, or looked up as a key.</summary>
    Compared = 16,

    /// <summary>Its text or its type is asked for, it is copied, taken apart: all of it matters.</summary>
    Whole = 32,

    /// <summary>Other members of this compilation get it, or it is returned to them.</summary>
    Handed = 64,

    /// <summary>A method of its own class runs.</summary>
    OwnCode = 128,
}

/// <summary>What becomes of entities that a query has given.</summary>
/// <param name="Navigations">The places where a navigation of one is read.</param>
/// <param name="Members">The places where a member of one is named, navigations among them.</param>
/// <param name="Locals">The variables that they are in, or that hold them.</param>
internal sealed record EntityFate(EntityUse Use, ImmutableArray<IPropertyReferenceOperation> Navigations, ImmutableArray<IMemberReferenceOperation> Members, ImmutableArray<ILocalSymbol> Locals)
{
    /// <summary>Where they are changed: the member that is written, the collection that gets or loses an element, or the call that changes them out of sight.</summary>
    public ImmutableArray<IOperation> Changes { get; init; } = ImmutableArray<IOperation>.Empty;

    public bool Has(EntityUse use) => (Use & use) != 0;
}
