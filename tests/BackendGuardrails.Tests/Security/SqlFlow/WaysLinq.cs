namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Operators over sequences, and sequences that are read where the SQL is executed.</summary>
internal static class WaysLinq
{
    public static IReadOnlyList<Way> All { get; } =
    [
        Of("OrderBy and Last", ".OrderBy(text => text.Length).Last()"),
        Of("Reverse and ElementAt", ".AsEnumerable().Reverse().ElementAt(0)"),
        Of("Skip and Take", ".Skip(0).Take(1).Single()"),
        Of("Append and Prepend", ".Append(\"rome\").Prepend(\"paris\").Skip(1).First()"),
        Of("Cast", ".Cast<object>().Select(thing => (string)thing).First()"),
        Of("OfType", ".OfType<string>().First()"),
        Of("DefaultIfEmpty", ".DefaultIfEmpty(\"nobody\").First()!"),
        Of("MaxBy", ".MaxBy(text => text.Length) ?? \"nobody\""),
        Of("Max", ".Max() ?? \"nobody\""),
        Of("GroupBy", ".GroupBy(text => text.Length).First().First()"),
        Of("Zip", ".Zip(new[] { 1, 2 }, (text, number) => text + number).First()"),
        Of("Chunk", ".Chunk(2).First()[0]"),
        Of("Union", ".Union(new[] { \"rome\" }).First()"),
        Of("ToHashSet", ".ToHashSet().First()"),
        Of("ToLookup", ".ToLookup(text => text.Length).First().First()"),
        Of("ToImmutableArray", ".ToImmutableArray()[0]"),
        Of("Select with an index", ".Select((text, index) => text + index).First()"),
        Of("Select of a method group", ".Select(Wrap).First()", "private static string Wrap(string text) => \"%\" + text;"),
        Of("query with let", "", query: "(from text in new[] { {in} } let trimmed = text.Trim() select trimmed + \"%\").First()"),
        Of("query with join", "", query: "(from text in new[] { {in} } join length in new[] { {in}.Length } on text.Length equals length select text).First()"),
        new("query that runs late", """
            var parts = new List<string>();
            var late = parts.Select(text => text + "%");
            parts.Add({in});
            var result = late.First();
            """),
        new("loop with the sink inside", """
            foreach (var result in new[] { {in}, "rome" })
            {
                {sink}
            }
            """),
        new("async loop with the sink inside", """
            await foreach (var result in PartsAsync({in}, {other}))
            {
                {sink}
            }
            """)
        {
            Members = """
                private static async IAsyncEnumerable<string> PartsAsync(string text, string rest)
                {
                    await Task.Yield();
                    yield return "%" + rest.Length;
                    yield return text;
                }
                """,
        },
        new("iterator over a parameter", """
            var result = string.Join("%", Trimmed(new[] { "rome", {in} }));
            """)
        {
            Members = """
                private static IEnumerable<string> Trimmed(IEnumerable<string> texts)
                {
                    foreach (var text in texts)
                        yield return text.Trim();
                }
                """,
        },
        new("filter built step by step", """
            var filters = new List<string>();
            if (DateTime.UtcNow.Hour < 12)
                filters.Add("city");
            filters.Add({in});
            var result = filters.Count == 0 ? "" : string.Join(" AND ", filters);
            """),
        new("parallel loop", """
            var found = new ConcurrentBag<string>();
            await Parallel.ForEachAsync(new[] { {in} }, async (text, _) =>
            {
                await Task.Yield();
                found.Add(text);
            });
            var result = found.First();
            """),
    ];

    private static Way Of(string name, string operators, string members = "", string? query = null) =>
        new(name, $"var result = {query ?? "new[] { {in} }" + operators};") { Members = members };
}
