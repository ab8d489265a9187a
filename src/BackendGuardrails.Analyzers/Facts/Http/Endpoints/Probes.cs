namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Is it this code's job to say whether something works, or to take notice of what comes?</summary>
internal static class Probes
{
    private static readonly string[] Beginnings = ["Test", "Check", "Ping", "Health", "Probe", "Exists", "Is", "Can", "Has", "Validate", "Verify", "Ready", "Live", "Detect", "Diagnose"];

    private static readonly string[] Words = ["Webhook", "Callback", "Health", "Connectivity", "TestConnection", "Exists", "Available"];

    private static readonly string[] Types = ["Webhook", "Callback", "Health"];

    public static bool IsOne(ICatchClauseOperation clause)
    {
        if (clause.EnclosingMember(default) is { } member && (Beginnings.Any(word => BeginsWith(member.Name, word)) || Words.Any(word => Contains(member.Name, word)) || Types.Any(word => Contains(member.ContainingType?.Name, word))))
            return true;
        return clause.Ancestors().OfType<IInvocationOperation>().FirstOrDefault(Mappings.IsMapping) is { } mapping && Mappings.PatternOf(mapping) is { } pattern
            && pattern.Split('/').Any(segment => Words.Any(word => Contains(segment, word)) || Beginnings.Any(word => BeginsWith(segment, word.ToLowerInvariant())));
    }

    /// <summary>As a word of its own: <c>IsOnline</c>, but not <c>IssueAsync</c>.</summary>
    private static bool BeginsWith(string name, string word) => name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));

    private static bool Contains(string? name, string word) => name is not null && name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
