using System.Collections.Concurrent;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.NPlusOne;
using BackendGuardrails.Queries;
using Xunit;
using Xunit.Abstractions;

namespace BackendGuardrails.Evidence.BG1006;

/// <summary>The fix gives the same result, and the rows that are read no longer grow with the table.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BG1006FixEvidenceTests : IClassFixture<ShapeDatabase>
{
    private const int Some = 300;
    private const int More = 2 * Some;
    private const int Seed = 7;

    private static readonly ConcurrentDictionary<string, Task<FixedShape>> Fixed = new();

    private readonly ShapeDatabase _database;
    private readonly ITestOutputHelper _output;

    public BG1006FixEvidenceTests(ShapeDatabase database, ITestOutputHelper output)
    {
        (_database, _output) = (database, output);
        database.Open(Some);
        database.Open(More);
    }

    [PostgresFact]
    public async Task The_fixed_code_gives_the_same_and_the_page_shows_what_was_read()
    {
        var table = new EvidenceTable("BG1006", "Rows read, on PostgreSQL", $"{Some} orders, before", $"{More} orders, before", $"{Some} orders, after", $"{More} orders, after");
        foreach (var program in InMemoryPrograms.All)
        {
            var some = await RunAsync(program, Some);
            var more = await RunAsync(program, More);
            Assert.True(some.After < some.Before && more.After < more.Before, program.Name);
            table.Add(program.Name, some.Before, more.Before, some.After, more.After);
        }

        table.VerifyPage();
    }

    private async Task<(int Before, int After)> RunAsync(Shape program, int items)
    {
        var pair = await Fixed.GetOrAdd(program.Name, _ => FixedShape.OfAsync(program, new BG1006ReducedInMemoryAnalyzer(), new BG1006ReducedInMemoryCodeFix()));
        _output.WriteLine(pair.Text);
        Assert.True(pair.Fixes == 1, $"{program.Name}: {pair.Fixes} fixes\n{pair.Text}");
        var before = await CountAsync(pair.Before, program, items);
        var after = await CountAsync(pair.After, program, items);
        Assert.Equal(before.Rows, after.Rows);
        return (before.Read, after.Read);
    }

    private async Task<(List<string> Rows, int Read)> CountAsync(System.Reflection.Assembly assembly, Shape program, int items)
    {
        using var read = ReadRows.Start();
        var outcome = await _database.RunAsync(assembly, program, items, Seed);
        return (Assert.IsType<List<string>>(outcome.Result), read.Count);
    }
}
