namespace BackendGuardrails.Evidence.BG4001.Trials;

/// <summary>One fix and the query that shows it, asked with what honest users say and what attackers say.</summary>
/// <param name="Fix">What the fix turns into what, a dot, and what is special about this query.</param>
public abstract record Trial(string Fix)
{
    /// <summary>The fix alone.</summary>
    public string Family => Fix.Split(" · ")[0];

    /// <summary>Both halves answer these, and the same.</summary>
    public abstract Task<IReadOnlyList<Answer>> HonestAsync(PeopleDatabase database);

    /// <summary>These are honest as well, and do not get the same: <see cref="BG4001DifferenceTests"/> says why.</summary>
    public abstract Task<IReadOnlyList<Answer>> DifferentAsync(PeopleDatabase database);

    /// <summary>These fail before or are taken for something else, for no bad reason; the last part is what is right.</summary>
    public abstract Task<IReadOnlyList<(Answer Answer, string Right)>> BrokenAsync(PeopleDatabase database);

    /// <summary>These read or write rows that they must not; the last part is how many they may write.</summary>
    public abstract Task<IReadOnlyList<(Answer Answer, int Allowed)>> PayloadsAsync(PeopleDatabase database);

    public sealed override string ToString() => Fix;
}

public sealed record Answer(string Input, Outcome Before, Outcome After)
{
    public bool IsSame => Before.Failure is null && After.Failure is null && Before.Result.SequenceEqual(After.Result) && Before.Changes.SequenceEqual(After.Changes);

    /// <summary>Whether the query found what it should, and what it wrote is what it was told to write.</summary>
    public bool IsRightAfter(string right) => After.Failure is null && string.Join("|", After.Result) == right
        && (After.Changes.Count == 0 || After.Changes.Any(row => row.Split(PeopleDatabase.Separator).Contains(Input, StringComparer.OrdinalIgnoreCase)));

    public override string ToString() => $"<{Input}>: before {Before}, after {After}";
}

/// <inheritdoc/>
public sealed record Trial<TPeople, TInput>(string Fix, Func<PeopleDatabase, (TPeople Before, TPeople After)> Halves, Func<TPeople, TInput, object> Query) : Trial(Fix)
{
    public IEnumerable<TInput> Honest { get; init; } = [];

    public IEnumerable<TInput> Different { get; init; } = [];

    /// <summary>With what the query answers when it works: the rows, or how many it changed.</summary>
    public IEnumerable<(TInput Input, string Right)> Broken { get; init; } = [];

    public IEnumerable<TInput> Payloads { get; init; } = [];

    /// <summary>Payloads in the value that is written: the one row that is meant gets it.</summary>
    public IEnumerable<TInput> WrittenPayloads { get; init; } = [];

    /// <summary>Everybody may read all rows of the query; what is wrong is reading others, or writing.</summary>
    public bool IsPublic { get; init; }

    public override async Task<IReadOnlyList<Answer>> HonestAsync(PeopleDatabase database) => await AskAsync(database, Honest);

    public override async Task<IReadOnlyList<Answer>> DifferentAsync(PeopleDatabase database) => await AskAsync(database, Different);

    public override async Task<IReadOnlyList<(Answer Answer, string Right)>> BrokenAsync(PeopleDatabase database) =>
        (await AskAsync(database, Broken.Select(broken => broken.Input))).Zip(Broken.Select(broken => broken.Right)).ToList();

    public override async Task<IReadOnlyList<(Answer Answer, int Allowed)>> PayloadsAsync(PeopleDatabase database) =>
    [
        .. (await AskAsync(database, Payloads)).Select(answer => (answer, 0)),
        .. (await AskAsync(database, WrittenPayloads)).Select(answer => (answer, 1)),
    ];

    private async Task<IReadOnlyList<Answer>> AskAsync(PeopleDatabase database, IEnumerable<TInput> inputs)
    {
        var (before, after) = Halves(database);
        var answers = new List<Answer>();
        foreach (var input in inputs)
            answers.Add(new(Text(input), await TryAsync(before, input), await TryAsync(after, input)));
        return answers;

        async Task<Outcome> TryAsync(TPeople half, TInput input) => await database.TryAsync(() => Query(half, input)) with { IsPublic = IsPublic };
    }

    private static string Text(TInput input) => input is IEnumerable<string> items ? string.Join(" | ", items) : input?.ToString() ?? "null";
}
