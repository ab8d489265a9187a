namespace BackendGuardrails.Tests.House;

/// <summary>One report on code that others wrote, as a person judged it: a line of a file in docs/ledger.</summary>
internal sealed record LedgerRow(string Rule, string Severity, string Repository, string Commit, string Place, string Verdict, string Reason)
{
    /// <summary>What the first line of each file says.</summary>
    public const string Head = "rule\tseverity\trepository\tcommit\tpath:line\tverdict\treason";

    /// <summary>A report that the scan made by itself, because it lacked a library: it says nothing of the rule and counts nowhere.</summary>
    public const string Artifact = "artifact";

    /// <summary>A report that was judged, and that today's build no longer makes; what it was is in the reason. <c>realcode drift</c> tells when it comes back.</summary>
    public const string Gone = "gone";

    /// <summary>Null for the first line of a file, for empty ones and for those that have not one cell for each column.</summary>
    public static LedgerRow? Parse(string line) => line != Head && line.Split('\t') is [var rule, var severity, var repository, var commit, var place, var verdict, var reason]
        ? new(rule, severity, repository, commit, place, verdict, reason)
        : null;
}
