namespace BackendGuardrails.Package.Tests.Consuming;

/// <summary>A report of ours in a SARIF log, or a mark that asks for one. Without a place, File is empty and Line 0.</summary>
internal sealed record Finding(string Rule, string Level, string File, int Line) : IComparable<Finding>
{
    public int CompareTo(Finding? other) => string.CompareOrdinal(Key(), other?.Key());

    public override string ToString() => $"{(File.Length == 0 ? "(no file)" : $"{File}:{Line}")} {Level} {Rule}";

    private string Key() => $"{File}:{Line:D6} {Rule} {Level}";
}

internal static class Findings
{
    public static void AssertEqual(IEnumerable<Finding> expected, BuildResult build)
    {
        var problems = Compare(expected, build.Findings).ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems.Append(build.Output)));
    }

    /// <summary>Both ways: what is missing and what nobody marked.</summary>
    public static IEnumerable<string> Compare(IEnumerable<Finding> expected, IEnumerable<Finding> actual)
    {
        var wanted = expected.Order().ToList();
        var found = actual.Order().ToList();
        return Minus(wanted, found).Select(finding => $"missing:    {finding}").Concat(Minus(found, wanted).Select(finding => $"unexpected: {finding}"));
    }

    /// <summary>A finding that is there twice must be asked for twice.</summary>
    private static List<Finding> Minus(List<Finding> from, List<Finding> what)
    {
        var rest = from.ToList();
        foreach (var finding in what)
            rest.Remove(finding);
        return rest;
    }
}
