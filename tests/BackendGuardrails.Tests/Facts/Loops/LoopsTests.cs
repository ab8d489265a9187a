using BackendGuardrails.Facts.Loops;
using AllLoops = BackendGuardrails.Facts.Loops.Loops;

namespace BackendGuardrails.Tests.Facts.Loops;

/// <summary>What repeats a piece of code, from the inside out, and over what.</summary>
public class LoopsTests
{
    private static string Around(string body)
    {
        var probe = Probe.Of($$"""
            using System.Threading.Channels;

            class Service
            {
                static int Ask(int id) => id;

                static void Each(IEnumerable<int> ids, Action<int> then) { foreach (var id in ids) then(id); }

                static void Now(Action then) => then();

                async Task RunAsync(List<int> ids, string[] names, CancellationToken token, ILogger[] sinks) { await Task.Yield(); {{body}} }
            }
            """);
        var sources = new Sources(new ServiceTypes(probe.Facts.EntityModel));
        return string.Join(", ", new AllLoops(new ElementFunctions(probe.Facts.Names, sources), sources).Around(probe.Operation, default).Select(loop => loop.SourceName is null ? $"{loop.Kind}" : $"{loop.Kind} {loop.SourceName}"));
    }

    [Theory]
    [InlineData("foreach (var id in ids) [|Ask(id)|];", "PerItem 'ids'")]
    [InlineData("foreach (var id in ids.Where(id => id > 1).ToList()) [|Ask(id)|];", "PerItem 'ids'")]
    [InlineData("foreach (var name in names) foreach (var id in ids) [|Ask(id)|];", "PerItem 'ids', PerItem 'names'")]
    [InlineData("foreach (var id in ids.Where(id => [|Ask(id)|] > 1)) { }", "PerItem 'ids'")]
    [InlineData("for (var i = 0; i < ids.Count; i++) [|Ask(i)|];", "PerItem 'ids'")]
    [InlineData("for (var i = names.Length - 1; i >= 0; i--) [|Ask(i)|];", "PerItem")]
    [InlineData("for (var i = 0; [|Ask(i)|] < ids.Count; i++) { }", "PerItem 'ids'")]
    [InlineData("for (var i = [|Ask(1)|]; i < ids.Count; i++) { }", "")]
    [InlineData("foreach (var id in new List<int> { [|Ask(1)|] }) { }", "")]
    [InlineData("var i = 0; while (i < ids.Count) [|Ask(i++)|];", "PerItem 'ids'")]
    [InlineData("var i = 0; do { [|Ask(i)|]; } while (++i < ids.Count);", "PerItem 'ids'")]
    [InlineData("var i = 0; again: [|Ask(i)|]; if (++i < ids.Count) goto again;", "PerItem 'ids'")]
    [InlineData("var queue = new Queue<int>(ids); while (queue.Count > 0) [|Ask(queue.Dequeue())|];", "PerItem 'queue'")]
    [InlineData("_ = ids.Select(id => [|Ask(id)|]).ToList();", "PerItem 'ids'")]
    [InlineData("ids.ForEach(id => [|Ask(id)|]);", "PerItem 'ids'")]
    [InlineData("Parallel.ForEach(ids, id => [|Ask(id)|]);", "PerItem 'ids'")]
    [InlineData("Each(ids, id => [|Ask(id)|]);", "PerItem 'ids'")]
    [InlineData("Each(ids: names.Select(name => name.Length), then: id => [|Ask(id)|]);", "PerItem 'names'")]
    [InlineData("Now(() => [|Ask(1)|]);", "")]
    [InlineData("foreach (var id in ids) Now(() => [|Ask(id)|]);", "PerItem 'ids'")]
    [InlineData("foreach (var id in ids) { Func<int> later = () => [|Ask(id)|]; }", "")]
    [InlineData("foreach (var id in ids) { int Later() => [|Ask(id)|]; }", "")]
    [InlineData("[|Ask(1)|]; foreach (var id in ids) { }", "")]
    public void Loops_over_items_have_their_names(string body, string expected) => Assert.Equal(expected, Around(body));

    [Theory]
    [InlineData("foreach (var name in new[] { 1, 2 }) [|Ask(1)|];", "Constant")]
    [InlineData("foreach (var day in Enum.GetValues<DayOfWeek>()) [|Ask(1)|];", "Constant the result of 'GetValues'")]
    [InlineData("Each(new[] { 1, 2 }, id => [|Ask(id)|]);", "Constant")]
    [InlineData("foreach (var sink in sinks) [|Ask(1)|];", "Constant 'sinks'")]
    [InlineData("for (var i = 0; i < 10; i++) [|Ask(i)|];", "Constant")]
    [InlineData("foreach (var chunk in ids.Chunk(9)) [|Ask(1)|];", "Batch the result of 'Chunk'")]
    [InlineData("for (var i = 0; i < ids.Count; i += 9) [|Ask(i)|];", "Batch")]
    [InlineData("foreach (var id in ids.Take(1)) [|Ask(1)|];", "Once the result of 'Take'")]
    [InlineData("var page = 0; while (true) { if ([|Ask(page++)|] == 0) break; }", "Paging")]
    [InlineData("string? next = \"\"; while (next is not null) { [|Ask(1)|]; next = null; }", "Paging")]
    [InlineData("for (var tries = 0; tries < 3; tries++) { try { [|Ask(1)|]; break; } catch (TimeoutException) { } }", "Retry")]
    [InlineData("for (var tries = 1; ; tries++) { try { [|Ask(1)|]; break; } catch (TimeoutException) when (tries < 4) { await Task.Delay(1, token); } }", "Retry")]
    [InlineData("while (true) { try { [|Ask(1)|]; break; } catch (TimeoutException) { } await Task.Delay(1, token); }", "Polling")]
    [InlineData("while (true) { [|Ask(1)|]; await Task.Delay(1, token); }", "Polling")]
    [InlineData("while (!token.IsCancellationRequested) [|Ask(1)|];", "Polling")]
    [InlineData("await foreach (var id in Channel.CreateUnbounded<int>().Reader.ReadAllAsync(token)) [|Ask(id)|];", "Polling the result of 'ReadAllAsync'")]
    public void Other_loops_are_told_apart(string body, string expected) => Assert.Equal(expected, Around(body));
}
