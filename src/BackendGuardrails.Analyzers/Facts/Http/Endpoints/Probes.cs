namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Is it this code's job to say whether something works, or to take notice of what comes? By its name, or by the address it answers at.</summary>
internal sealed class Probes(EndpointModel endpoints, EndpointDeclarations declarations)
{
    private static readonly string[] Beginnings = ["Test", "Check", "Ping", "Health", "Probe", "Exists", "Is", "Can", "Has", "Validate", "Verify", "Ready", "Live", "Detect", "Diagnose"];

    private static readonly string[] Words = ["Webhook", "Callback", "Health", "Connectivity", "TestConnection", "Exists", "Available"];

    private static readonly string[] Types = ["Webhook", "Callback", "Health"];

    public bool IsOne(ICatchClauseOperation clause, CancellationToken cancellationToken)
    {
        if (clause.EnclosingMember(cancellationToken) is not { } member)
            return false;
        return IsNamedSo(member.Name) || Types.Any(word => Contains(member.ContainingType?.Name, word))
            || clause.EnclosingSymbol(cancellationToken) is IMethodSymbol { MethodKind: MethodKind.LocalFunction, Name: var name } && IsNamedSo(name)
            || endpoints.Within(clause, cancellationToken) is { } endpoint && IsAddressedSo(endpoint, cancellationToken);
    }

    private static bool IsNamedSo(string name) => Beginnings.Any(word => BeginsWith(name, word)) || Words.Any(word => Contains(name, word));

    private bool IsAddressedSo(Endpoint endpoint, CancellationToken cancellationToken) => declarations.RouteOf(endpoint, cancellationToken) is { } route
        && route.Split('/').Any(segment => Words.Any(word => Contains(segment, word)) || Beginnings.Any(word => BeginsWith(segment, word.ToLowerInvariant())));

    /// <summary>As a word of its own: <c>IsOnline</c>, but not <c>IssueAsync</c>.</summary>
    private static bool BeginsWith(string name, string word) => name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length]));

    private static bool Contains(string? name, string word) => name is not null && name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
