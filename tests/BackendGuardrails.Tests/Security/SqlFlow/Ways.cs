using BackendGuardrails.Tests.Verifiers;

namespace BackendGuardrails.Tests.Security.SqlFlow;

public static class Ways
{
    public static IReadOnlyList<Way> All { get; } = Known(
        WaysStraight.All, WaysDeadBranches.All, WaysCollections.All, WaysMembers.All, WaysRecords.All,
        WaysCalls.All, WaysPolymorphic.All, WaysDelegates.All, WaysAsync.All);

    /// <summary>Ways on which whatever is sent turns into something that can do no harm.</summary>
    public static IReadOnlyList<Way> Cleansing { get; } = [];

    private static IReadOnlyList<Way> Known(params IReadOnlyList<Way>[] ways) =>
        [.. ways.SelectMany(some => some).Where(way => !way.IsModern || ModernFactAttribute.IsModern)];
}
