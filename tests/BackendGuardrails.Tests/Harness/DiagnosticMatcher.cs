namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Pairs what a test expects with what was reported, so that the order of either does not matter.</summary>
internal sealed class DiagnosticMatcher(IReadOnlyList<DiagnosticResult> expected, IReadOnlyList<Diagnostic> actual)
{
    private readonly int?[] expectedOf = new int?[actual.Count];

    public IEnumerable<(DiagnosticResult Expected, Diagnostic Actual)> Pairs =>
        actual.Select((diagnostic, i) => (diagnostic, i))
            .Where(item => expectedOf[item.i] is not null)
            .Select(item => (expected[expectedOf[item.i]!.Value], item.diagnostic));

    public IEnumerable<DiagnosticResult> Missing => expected.Where((_, i) => !expectedOf.Contains(i));

    public IEnumerable<Diagnostic> Unexpected => actual.Where((_, i) => expectedOf[i] is null);

    public bool MatchAll()
    {
        var matched = Enumerable.Range(0, expected.Count).Count(i => TryPair(i, new bool[actual.Count]));
        return matched == expected.Count && matched == actual.Count;
    }

    // An expectation that ignores the end or the message may fit several reports; it steps aside for a stricter one.
    private bool TryPair(int expectedIndex, bool[] visited)
    {
        for (var i = 0; i < actual.Count; i++)
        {
            if (visited[i] || !Matches(expected[expectedIndex], actual[i]))
                continue;

            visited[i] = true;
            if (expectedOf[i] is { } holder && !TryPair(holder, visited))
                continue;

            expectedOf[i] = expectedIndex;
            return true;
        }

        return false;
    }

    private static bool Matches(DiagnosticResult expected, Diagnostic actual) =>
        expected.Id == actual.Id
        && (expected.Options.HasFlag(DiagnosticOptions.IgnoreSeverity) || expected.Severity == actual.Severity)
        && (expected.IsSuppressed ?? actual.IsSuppressed) == actual.IsSuppressed
        && LocationMatches(expected, actual)
        && MessageMatches(expected, actual);

    private static bool LocationMatches(DiagnosticResult expected, Diagnostic actual)
    {
        if (!expected.HasLocation)
            return actual.Location == Location.None;

        if (!expected.Spans[0].Matches(actual.Location.GetLineSpan()))
            return false;

        return expected.Options.HasFlag(DiagnosticOptions.IgnoreAdditionalLocations)
            || (actual.AdditionalLocations.Count == expected.Spans.Length - 1
                && actual.AdditionalLocations.Zip(expected.Spans.Skip(1)).All(pair => pair.Second.Matches(pair.First.GetLineSpan())));
    }

    private static bool MessageMatches(DiagnosticResult expected, Diagnostic actual)
    {
        if (expected.Message is { } message)
            return message == actual.GetMessage();

        return expected.MessageArguments is not { Length: > 0 } arguments
            || DiagnosticText.Strings(arguments).SequenceEqual(DiagnosticText.ArgumentsOf(actual));
    }
}
