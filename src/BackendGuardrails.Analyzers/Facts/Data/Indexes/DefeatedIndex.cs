using BackendGuardrails.Facts.Data.Model;

namespace BackendGuardrails.Facts.Data.Indexes;

/// <summary>A condition or sort that computes something from a column, where the database could use an index on the column as it is.</summary>
/// <param name="IsIndexed">Whether there is such an index, and nothing else leads to the rows.</param>
/// <param name="IsCertain">Whether the whole query is seen.</param>
internal sealed record DefeatedIndex(ComputedColumn Column, EntityType Entity, bool IsIndexed, bool IsCertain);
