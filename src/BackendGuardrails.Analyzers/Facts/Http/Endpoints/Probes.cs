namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Is it this code's job to say whether something works, or to take notice of what comes? By its name, or by the address it answers at.</summary>
internal sealed class Probes(EndpointModel endpoints, EndpointDeclarations declarations)
{
    private static readonly string[] Beginnings = ["Test", "Check", "Ping", "Health", "Probe", "Exists", "Is", "Can", "Has", "Validate", "Verify", "Ready", "Live", "Detect", "Diagnose"];

    private static readonly string[] Words = ["Health", "Connectivity", "TestConnection", "Exists", "Available"];

    private static readonly string[] Callbacks = ["Webhook", "Callback"];

    /// <summary>One that says whether something works, or that takes notice of what a provider sends.</summary>
    public bool IsOne(ICatchClauseOperation clause, CancellationToken cancellationToken) => Asks(clause, cancellationToken)
        || clause.EnclosingMember(cancellationToken) is { } member && Callbacks.Any(word => Contains(member.Name, word) || Contains(member.ContainingType?.Name, word))
        || HasSegment(clause, segment => Callbacks.Any(word => Contains(segment, word)), cancellationToken);

    /// <summary>One that says whether something works.</summary>
    public bool Asks(ICatchClauseOperation clause, CancellationToken cancellationToken) =>
        clause.EnclosingMember(cancellationToken) is { } member
        && (IsNamedSo(member.Name) || Contains(member.ContainingType?.Name, "Health")
            || clause.EnclosingSymbol(cancellationToken) is IMethodSymbol { MethodKind: MethodKind.LocalFunction, Name: var name } && IsNamedSo(name)
            || HasSegment(clause, segment => Words.Any(word => Contains(segment, word)) || Beginnings.Any(word => BeginsWith(segment, word.ToLowerInvariant())), cancellationToken));

    private static bool IsNamedSo(string name) => Beginnings.Any(word => BeginsWith(name, word)) || Words.Any(word => Contains(name, word));

    private bool HasSegment(ICatchClauseOperation clause, Func<string, bool> says, CancellationToken cancellationToken) =>
        endpoints.Within(clause, cancellationToken) is { } endpoint && declarations.RouteOf(endpoint, cancellationToken) is { } route && route.Split('/').Any(says);

    /// <summary>As a word of its own: <c>IsOnline</c>, but not <c>IssueAsync</c>.</summary>
    private static bool BeginsWith(string name, string word) => name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));

    private static bool Contains(string? name, string word) => name is not null && name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
