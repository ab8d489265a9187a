namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Tasks, iterators and queries over sequences.</summary>
internal static class WaysAsync
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("async method", "var result = await CleanAsync({in}, {other});")
        {
            Members = """
                private static async Task<string> CleanAsync(string text, string rest)
                {
                    await Task.Delay(rest.Length);
                    return text.Trim();
                }
                """,
        },
        new("async method, 2 calls away", "var result = await CleanAsync({in});")
        {
            Members = """
                private static async Task<string> CleanAsync(string text) => await LowerAsync(text.Trim());

                private static async Task<string> LowerAsync(string text)
                {
                    await Task.Yield();
                    return text.ToLowerInvariant();
                }
                """,
        },
        new("task kept in a local", """
            var pending = CleanAsync({in});
            var aside = CleanAsync({other});
            await Task.WhenAll(pending, aside);
            var result = pending.Result;
            """)
        {
            Members = "private static async Task<string> CleanAsync(string text)\n{\n    await Task.Yield();\n    return text;\n}",
        },
        new("Task.FromResult", "var result = await Task.FromResult({in});"),
        new("method that returns a finished task", "var result = await CleanAsync({in});")
        {
            Members = "private static Task<string> CleanAsync(string text) => Task.FromResult(text.Trim());",
        },
        new("Task.Run", """
            var given = {in};
            var result = await Task.Run(() => given.Trim());
            """),
        new("Task.Run of an async lambda", """
            var given = {in};
            var result = await Task.Run(async () =>
            {
                await Task.Yield();
                return given;
            });
            """),
        new("ValueTask", "var result = await CleanAsync({in});")
        {
            Members = "private static ValueTask<string> CleanAsync(string text) => new(text.Trim());",
        },
        new("ConfigureAwait", "var result = await Task.FromResult({in}).ConfigureAwait(false);"),
        new("GetAwaiter", "var result = CleanAsync({in}).GetAwaiter().GetResult();")
        {
            Members = "private static async Task<string> CleanAsync(string text)\n{\n    await Task.Yield();\n    return text;\n}",
        },
        new("ContinueWith", "var result = await Task.FromResult({in}).ContinueWith(done => done.Result + \"%\");"),
        new("Task.WhenAll", """
            var all = await Task.WhenAll(Task.FromResult({in}), Task.FromResult("rome"));
            var result = all[0];
            """),
        new("completion source", """
            var completion = new TaskCompletionSource<string>();
            completion.SetResult({in});
            var result = await completion.Task;
            """),
        new("channel", """
            var channel = Channel.CreateUnbounded<string>();
            await channel.Writer.WriteAsync({in});
            var result = await channel.Reader.ReadAsync();
            """),
        new("iterator", """
            var result = "";
            foreach (var part in Parts({in}, {other}))
                result += part;
            """)
        {
            Members = """
                private static IEnumerable<string> Parts(string text, string rest)
                {
                    yield return "%";
                    if (rest.Length > 0)
                        yield return text;
                }
                """,
        },
        new("async iterator", """
            var result = "";
            await foreach (var part in PartsAsync({in}))
                result += part;
            """)
        {
            Members = """
                private static async IAsyncEnumerable<string> PartsAsync(string text)
                {
                    await Task.Yield();
                    yield return text;
                }
                """,
        },
        new("First", """
            var aside = new[] { {other} }.First();
            Console.WriteLine(aside.Length);
            var result = new[] { {in} }.First();
            """),
        new("Select", "var result = new[] { {in} }.Select(text => \"%\" + text).Single();"),
        new("Where", "var result = new List<string> { {in}, \"rome\" }.Where(text => text.Length > 2).FirstOrDefault() ?? \"nobody\";"),
        new("Aggregate", "var result = new[] { \"rome\", {in} }.Aggregate(\"\", (all, text) => all + \"%\" + text);"),
        new("query expression", """
            var found = from text in new[] { {in}, "rome" }
                        where text.Length > 2
                        orderby text
                        select text + "%";
            var result = found.First();
            """),
        new("Concat and ToList", "var result = new[] { \"rome\" }.Concat(new[] { {in} }).ToList()[1];"),
        new("ToDictionary", """
            var lengths = new[] { {in} }.ToDictionary(text => text.Length, text => text);
            var result = lengths.Values.First();
            """),
        new("Select to an anonymous object", """
            var result = new[] { ({in}, {other}) }
                .Select(pair => new { Name = pair.Item1, City = pair.Item2 })
                .First()
                .Name;
            """),
        new("SelectMany", "var result = new[] { new[] { {in} }, new[] { \"rome\" } }.SelectMany(texts => texts).First();"),
        new("Join of a query", "var result = string.Join(\"%\", new[] { {in}, \"rome\" }.Select(text => text.Trim()).Distinct());"),
    ];
}
