using System.Globalization;
using Xunit.Abstractions;

namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>
/// Every way a string travels, from every source into every sink: what is bad is reported on the line of the sink, what is good is not.
/// With BG_FULL_MATRIX=1 every way meets every pair of a source and a sink, which takes the better part of an hour.
/// </summary>
public sealed class FlowMatrixTests(ITestOutputHelper output)
{
    private const int ShownFailures = 5;

    /// <summary>A group of which one in so many is wrong is named.</summary>
    private const int WorthSaying = 4;

    public static IEnumerable<object[]> WayNames => NamesOf(Ways.All);

    public static IEnumerable<object[]> CleansingNames => NamesOf(Ways.Cleansing);

    [Theory]
    [MemberData(nameof(WayNames))]
    public Task What_travels_is_found_and_what_does_not_is_left_alone(string way) => VerifyAsync(Ways.All.Single(candidate => candidate.Name == way));

    [Theory]
    [MemberData(nameof(CleansingNames))]
    public Task What_can_do_no_harm_is_left_alone(string way) => VerifyAsync(Ways.Cleansing.Single(candidate => candidate.Name == way));

    /// <summary>The numbers of the page about the rule come from here.</summary>
    [Fact]
    public async Task The_matrix_in_numbers()
    {
        var judged = new List<FlowVerdict.Judged>();
        foreach (var way in Ways.All.Concat(Ways.Cleansing))
            judged.AddRange((await FlowVerdict.OfAsync(way)).Programs);

        var bad = judged.Where(one => one.Program.Flow == Flow.Bad).ToList();
        var good = judged.Where(one => one.Program.Flow != Flow.Bad).ToList();
        string[] lines =
        [
            $"ways: {Ways.All.Count}, cleansing ways: {Ways.Cleansing.Count}, sinks: {Sinks.All.Count}, sources: {Sources.All.Count}, programs: {judged.Count}",
            $"bad, found: {bad.Count(one => one.IsRight)}/{bad.Count} (as information only: {bad.Count(one => one.IsInfo)})",
            $"good, flagged: {good.Count(one => !one.IsRight)}/{good.Count}",
            .. good.GroupBy(one => one.Program.Flow).Select(flow => $"  {flow.Key.ToString().ToLowerInvariant()}, flagged: {flow.Count(one => !one.IsRight)}/{flow.Count()}"),
            .. Wrong(judged, program => $"source {program.Source}, {program.Flow}"),
            .. Wrong(judged, program => $"sink {program.Sink}, {program.Flow}"),
            .. Wrong(judged, program => $"way {program.Way}, {program.Flow}"),
        ];
        output.WriteLine(string.Join('\n', lines));
        await File.WriteAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "sql-flow-matrix.txt"), lines);

        Assert.True(Ways.All.Count >= 70 && Sinks.All.Count >= 10 && Sources.All.Count >= 13, lines[0]);
    }

    private static IEnumerable<string> Wrong(IEnumerable<FlowVerdict.Judged> judged, Func<FlowProgram, string> key) => judged
        .GroupBy(one => key(one.Program))
        .Select(group => (Name: group.Key, Wrong: group.Count(one => !one.IsRight), All: group.Count()))
        .Where(group => group.Wrong * WorthSaying >= group.All)
        .OrderByDescending(group => (double)group.Wrong / group.All)
        .Select(group => $"wrong, {group.Name}: {group.Wrong}/{group.All}");

    private static IEnumerable<object[]> NamesOf(IEnumerable<Way> ways) => ways.Select(way => new object[] { way.Name });

    private static async Task VerifyAsync(Way way)
    {
        var programs = (await FlowVerdict.OfAsync(way)).Programs;
        var wrong = programs.Where(judged => judged.IsRight == FlowLimits.Contain(judged.Program)).ToList();
        Assert.True(
            wrong.Count == 0,
            string.Create(CultureInfo.InvariantCulture, $"{wrong.Count} of {programs.Count} are not as expected:\n{string.Join('\n', wrong.Take(ShownFailures))}\n\n{wrong.FirstOrDefault()?.Program.Text}"));
    }
}
