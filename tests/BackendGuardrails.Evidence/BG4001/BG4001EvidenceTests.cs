using BackendGuardrails.Evidence.BG4001.Trials;
using BackendGuardrails.Evidence.Infrastructure;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG4001;

[Collection(PostgresCollection.Name)]
public class BG4001EvidenceTests(PeopleDatabase database) : IClassFixture<PeopleDatabase>
{
    private static readonly IReadOnlyList<Trial> All = [.. EfCoreTrials.All, .. DapperTrials.All, .. AdoNetTrials.All, .. SortingTrials.All];

    public static TheoryData<string> Fixes => new(All.Select(trial => trial.Fix));

    [PostgresTheory]
    [MemberData(nameof(Fixes))]
    public async Task Honest_input_gets_the_same_before_and_after(string fix)
    {
        var answers = await database.OnceAsync(TrialOf(fix).HonestAsync);
        Assert.NotEmpty(answers);
        AssertNone(answers.Where(answer => !answer.IsSame).Select(answer => $"Not the same: {answer}"));
        Assert.Contains(answers, answer => answer.After.Touched > 0 || answer.After.Result.Any(row => row != "0 rows"));
        AssertNone((await database.OnceAsync(TrialOf(fix).DifferentAsync)).Where(answer => answer.IsSame).Select(answer => $"The same by now: {answer}"));
        AssertUndone();
    }

    [PostgresTheory]
    [MemberData(nameof(Fixes))]
    public async Task Letters_that_break_the_text_before_are_letters_after(string fix)
    {
        var answers = await database.OnceAsync(TrialOf(fix).BrokenAsync);
        AssertNone(answers.Where(broken => broken.Answer.IsSame).Select(broken => $"Nothing is broken by {broken.Answer}"));
        AssertNone(answers.Where(broken => !broken.Answer.IsRightAfter(broken.Right)).Select(broken => $"Not '{broken.Right}': {broken.Answer}"));
        AssertUndone();
    }

    [PostgresTheory]
    [MemberData(nameof(Fixes))]
    public async Task A_payload_reads_or_writes_rows_before_and_none_after(string fix)
    {
        var answers = await database.OnceAsync(TrialOf(fix).PayloadsAsync);
        Assert.NotEmpty(answers);
        AssertNone(answers.Where(payload => payload.Answer.Before.Touched <= payload.Allowed).Select(payload => $"No attack: {payload.Answer}"));
        AssertNone(answers.Where(payload => payload.Answer.After.Touched != payload.Allowed || !IsHarmless(payload.Answer.After)).Select(payload => $"It leaks: {payload.Answer}"));
        AssertUndone();
    }

    [PostgresFact]
    public async Task The_page_has_the_counts()
    {
        var table = new EvidenceTable(
            "BG4001", "Fix, run on PostgreSQL", "Honest inputs", "same result", "Apostrophes and braces", "right before", "right after", "Payloads", "rows reached before", "rows reached after");
        foreach (var family in All.GroupBy(trial => trial.Family))
        {
            var cells = new int[8];
            foreach (var trial in family)
                cells = [.. cells.Zip(await CountAsync(trial), (sum, count) => sum + count)];
            table.Add([family.Key, .. cells]);
        }

        table.VerifyPage();
    }

    private async Task<int[]> CountAsync(Trial trial)
    {
        IReadOnlyList<Answer> honest = [.. await database.OnceAsync(trial.HonestAsync), .. await database.OnceAsync(trial.DifferentAsync)];
        var broken = await database.OnceAsync(trial.BrokenAsync);
        var payloads = await database.OnceAsync(trial.PayloadsAsync);
        return
        [
            honest.Count, honest.Count(answer => answer.IsSame),
            broken.Count, broken.Count(input => input.Answer.IsSame), broken.Count(input => input.Answer.IsRightAfter(input.Right)),
            payloads.Count, payloads.Sum(payload => payload.Answer.Before.Touched - payload.Allowed), payloads.Sum(payload => payload.Answer.After.Touched - payload.Allowed),
        ];
    }

    private static Trial TrialOf(string fix) => All.Single(trial => trial.Fix == fix);

    /// <summary>The database does not see a name that is not on the whitelist, and takes for a date what is one.</summary>
    private static bool IsHarmless(Outcome after) => after.Failure is null or ArgumentOutOfRangeException or PostgresException { SqlState: PostgresErrorCodes.InvalidDatetimeFormat };

    private static void AssertNone(IEnumerable<string> failures) => Assert.True(!failures.Any(), string.Join("\n", failures));

    private void AssertUndone() => Assert.Equal(database.Original, database.Rows());
}
