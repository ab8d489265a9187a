namespace BackendGuardrails.Tests.House;

/// <summary>Something all rules keep. The check is a function of the house, so that a test can show it a broken one.</summary>
internal static class Contract
{
    /// <summary>Fails with all problems at once; each says what to do.</summary>
    public static void Holds(IEnumerable<string> problems)
    {
        var all = problems.ToList();
        Assert.True(all.Count == 0, string.Join("\n", all));
    }
}
