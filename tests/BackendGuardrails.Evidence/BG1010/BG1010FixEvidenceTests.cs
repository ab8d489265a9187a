using System.Collections.Concurrent;
using System.Globalization;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.NPlusOne;
using BackendGuardrails.Queries;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1010;

/// <summary>Before the fix the context tracks what it reads, and more of it the more there is; behind it there is nothing in it, less memory was taken, and the answer is the same.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BG1010FixEvidenceTests : IClassFixture<ShapeDatabase>
{
    private const int Some = 300;
    private const int More = 2 * Some;
    private const int Seed = 7;

    private static readonly ConcurrentDictionary<string, Task<FixedShape>> Fixed = new();

    private readonly ShapeDatabase _database;
    private readonly ITestOutputHelper _output;

    public BG1010FixEvidenceTests(ShapeDatabase database, ITestOutputHelper output)
    {
        (_database, _output) = (database, output);
        database.Open(Some);
        database.Open(More);
    }

    public static TheoryData<string> Names => new(TrackedPrograms.All.Select(program => program.Name));

    [PostgresTheory]
    [MemberData(nameof(Names))]
    public async Task What_is_only_read_is_not_tracked_any_more(string name)
    {
        var program = TrackedPrograms.All.Single(candidate => candidate.Name == name);
        var some = await RunAsync(program, Some);
        var more = await RunAsync(program, More);
        Assert.InRange((double)more.Before.Tracked / some.Before.Tracked, 1.8, 2.2);
        Assert.Equal(0, more.After.Tracked);
        Assert.True(more.After.Bytes < more.Before.Bytes, $"{more.Before.Bytes} bytes before, {more.After.Bytes} after");
    }

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG1010", "Entities in the change tracker", $"{Some} orders, before", $"{More} orders, before", $"{Some} orders, after", $"{More} orders, after");
        foreach (var program in TrackedPrograms.All)
        {
            var some = await RunAsync(program, Some);
            var more = await RunAsync(program, More);
            table.Add(program.Name, some.Before.Tracked, more.Before.Tracked, some.After.Tracked, more.After.Tracked);
        }

        table.VerifyPage();
    }

    private async Task<(Read Before, Read After)> RunAsync(Shape program, int items)
    {
        var pair = await Fixed.GetOrAdd(program.Name, _ => FixedShape.OfAsync(program, new BG1010TrackedButUnchangedAnalyzer(), new BG1010TrackedButUnchangedCodeFix()));
        _output.WriteLine(pair.Text);
        Assert.Equal(1, pair.Fixes);
        var before = await ReadAsync(pair.Before, program, items);
        var after = await ReadAsync(pair.After, program, items);
        _output.WriteLine($"{before.Bytes} bytes before, {after.Bytes} after");
        Assert.Equal(before.Rows, after.Rows);
        return (before, after);
    }

    private async Task<Read> ReadAsync(System.Reflection.Assembly assembly, Shape program, int items)
    {
        var outcome = await _database.RunAsync(assembly, program, items, Seed);
        var lines = Assert.IsType<List<string>>(outcome.Result);
        return new(lines[..^2], int.Parse(lines[^2], CultureInfo.InvariantCulture), long.Parse(lines[^1], CultureInfo.InvariantCulture));
    }

    private sealed record Read(List<string> Rows, int Tracked, long Bytes);
}
