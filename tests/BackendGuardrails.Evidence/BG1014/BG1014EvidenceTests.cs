using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Queries;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG1014;

/// <summary>What is reported throws, and what the fix makes of it finds what the condition says in memory.</summary>
[Collection(PostgresCollection.Name)]
public class BG1014EvidenceTests(PostgresCluster postgres)
{
    private const string Code = "c7";

    private static readonly List<string> Codes = ["c1", "c2"];
    private static readonly List<Agent> Agents = [new(1, "Ada"), new(3, "Alan")];
    private static readonly Dictionary<int, string> Names = new() { [2] = "Grace" };
    private static readonly Func<Ticket, bool> Test = ticket => ticket.Id > 3;
    private static readonly EvidenceCase Case = new("BG1014", new BG1014UntranslatablePredicateAnalyzer(), new BG1014UntranslatablePredicateCodeFix());

    private static readonly (Func<Before.TicketQueries, Task<List<int>>> Before, Func<After.TicketQueries, Task<List<int>>> After, Func<Ticket, bool> Meant)[] Queries =
    [
        (q => q.WithCodeAsync(Code), q => q.WithCodeAsync(Code), t => t.Code.Equals(Code, StringComparison.Ordinal)),
        (q => q.InAnyCaseAsync("C7"), q => q.InAnyCaseAsync("C7"), t => string.Equals(t.Code, "C7", StringComparison.OrdinalIgnoreCase)),
        (q => q.BeginningWithAsync(Code), q => q.BeginningWithAsync(Code), t => t.Code.StartsWith(Code, StringComparison.Ordinal)),
        (q => q.LowerAsync(Code), q => q.LowerAsync(Code), t => t.Code.ToLowerInvariant() == Code),
        (q => q.OfAgentsAsync(Agents), q => q.OfAgentsAsync(Agents), t => Agents.Any(a => a.Id == t.AgentId)),
        (q => q.OfNamedAsync(Names), q => q.OfNamedAsync(Names), t => Names.ContainsKey(t.AgentId)),
        (q => q.LabeledAsync("wish c7"), q => q.LabeledAsync("wish c7"), t => $"{t.Kind} {t.Code}" == "wish c7"),
    ];

    /// <summary>Each kind of code that the rule reports.</summary>
    public static TheoryData<Expression<Func<Ticket, bool>>> Reported { get; } =
    [
        t => Norm(t.Code) == Code, t => t.IsOld(), t => t.Label == Code, t => t.Rank == 1, t => t.Code.Contains(Code, StringComparison.OrdinalIgnoreCase), t => t.Code.EndsWith(Code, StringComparison.Ordinal),
        t => t.Code.IndexOf(Code, StringComparison.Ordinal) >= 0, t => string.Compare(t.Code, Code, StringComparison.Ordinal) == 0, t => string.Compare(t.Code, Code, true) == 0, t => string.CompareOrdinal(t.Code, Code) == 0,
        t => t.Code.ToUpperInvariant() == Code, t => t.Code.ToLower(CultureInfo.InvariantCulture) == Code, t => Codes.Contains(t.Code, StringComparer.OrdinalIgnoreCase), t => Codes.Any(c => c.Equals(t.Code, StringComparison.OrdinalIgnoreCase)),
        t => Test(t), t => Test.Invoke(t), t => Agents.Any(a => a.Id == t.AgentId), t => Agents.Where(a => a.Id > 1).Any(a => a.Id == t.AgentId), t => Codes.Exists(c => c == t.Code), t => Names.ContainsKey(t.Id), t => Names[t.Id] == Code,
        t => Names.Any(n => n.Key == t.Id), t => string.Format("{0} {1}", t.Code, t.Kind) == Code, t => $"{t.Code} {t.Kind}" == Code, t => t.Id.ToString("D5") == Code, t => t.OpenedAt.ToString("yyyy") == Code, t => t.OpenedAt.ToShortDateString() == Code,
        t => int.Parse(t.Code) == 3, t => DateTime.Parse(t.Code) == t.OpenedAt, t => Guid.Parse(t.Code) == Guid.Empty, t => new Regex("a").IsMatch(t.Code), t => Regex.Match(t.Code, "a").Success, t => char.IsDigit(t.Code[0]), t => t.Code[0] == 'c',
        t => t.Code.Any(c => c == 'c'), t => t.Code.GetHashCode() == 3, t => t.Code.Split(',', StringSplitOptions.None).Length > 1, t => t.Code.ToCharArray().Length > 1, t => t.Code.Normalize() == Code, t => Path.GetExtension(t.Code) == Code,
    ];

    /// <summary>What looks much the same, and is translated.</summary>
    public static TheoryData<Expression<Func<Ticket, bool>>> Quiet { get; } =
    [
        t => t.Code == Norm(Code), t => t.Code.Equals(Code), t => string.Compare(t.Code, Code) > 0, t => t.Code.ToLower().Contains(Code), t => t.Code.IndexOf(Code) >= 0, t => Codes.Contains(t.Code), t => Codes.Any(c => t.Code.Contains(c)),
        t => Agents.Select(a => a.Id).Contains(t.AgentId), t => Names.Keys.Contains(t.Id), t => t.Code + " " + t.Kind == Code, t => t.Id.ToString() == Code, t => Regex.IsMatch(t.Code, "a"), t => t.Code.FirstOrDefault() == 'c', t => Convert.ToInt32(t.Code) == 3,
        t => t.Id == int.Parse("3"), t => t.Code.Substring(1, 2).Trim() == Code,
    ];

    [Fact]
    public Task The_rule_flags_the_marked_lines() => Case.VerifyMarkedLinesAsync();

    [Fact]
    public Task The_fix_turns_Before_into_After() => Case.VerifyFixAsync();

    [Theory]
    [MemberData(nameof(Reported))]
    public void What_is_reported_throws(Expression<Func<Ticket, bool>> condition)
    {
        using var db = Open("Host=nowhere");
        Assert.Contains("could not be translated", Assert.Throws<InvalidOperationException>(() => db.Tickets.Where(condition).ToQueryString()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Quiet))]
    public void What_is_not_reported_is_translated(Expression<Func<Ticket, bool>> condition)
    {
        using var db = Open("Host=nowhere");
        Assert.Contains("WHERE", db.Tickets.Where(condition).ToQueryString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Before_throws_and_After_finds_what_is_meant()
    {
        await using var db = Open(postgres.CreateDatabase());
        await db.Database.EnsureCreatedAsync();
        db.Tickets.AddRange(Enumerable.Range(1, 30).Select(n => new Ticket { Code = (n % 2 == 0 ? "C" : "c") + n % 9, Kind = n % 3 == 0 ? "bug" : "wish", AgentId = n % 5 }));
        await db.SaveChangesAsync();
        var all = await db.Tickets.AsNoTracking().OrderBy(t => t.Id).ToListAsync();
        foreach (var (before, after, meant) in Queries)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => before(new(db)));
            var expected = all.Where(meant).Select(t => t.Id).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await after(new(db)));
        }
    }

    private static string Norm(string text) => text.Trim();

    private static TicketContext Open(string connection) => new(new DbContextOptionsBuilder<TicketContext>().UseNpgsql(connection).Options);
}
