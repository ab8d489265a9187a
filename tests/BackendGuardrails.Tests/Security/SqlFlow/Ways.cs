using BackendGuardrails.Tests.Verifiers;

namespace BackendGuardrails.Tests.Security.SqlFlow;

public static class Ways
{
    public static IReadOnlyList<Way> All { get; } = Known(
        WaysStraight.All, WaysDeadBranches.All, WaysCollections.All, WaysFields.All, WaysMembers.All, WaysRecords.All, WaysConstructed.All,
        WaysCalls.All, WaysResults.All, WaysPolymorphic.All, WaysGeneric.All, WaysDelegates.All, WaysAsync.All,
        WaysLinq.All, WaysLibrary.All, WaysText.All, WaysBuilders.All, WaysTypes.All, WaysFalseGuards.All);

    /// <summary>Ways on which whatever is sent turns into something that can do no harm.</summary>
    public static IReadOnlyList<Way> Cleansing { get; } = Known(CleansingValues.All, CleansingGuards.All);

    private static IReadOnlyList<Way> Known(params IReadOnlyList<Way>[] ways) =>
        [.. ways.SelectMany(some => some).Where(way => !way.IsModern || ModernFactAttribute.IsModern)];
}
