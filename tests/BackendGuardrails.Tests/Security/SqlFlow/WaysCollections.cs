namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Arrays and collections: what is in one slot is not in another.</summary>
internal static class WaysCollections
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("array element", """
            var parts = new string[2];
            parts[0] = {other};
            parts[1] = {in};
            var result = parts[1];
            """),
        new("array initializer", """
            string[] parts = { {in}, {other} };
            var result = parts[0];
            """),
        new("array element by constant index", """
            const int Wanted = 2;
            var parts = new[] { "paris", {other}, {in} };
            var result = parts[Wanted];
            """),
        new("array from its end", """
            var parts = new[] { {other}, {in} };
            var result = parts[^1];
            """),
        new("array element overwritten", """
            var parts = new[] { {other} };
            Console.WriteLine(parts[0].Length);
            parts[0] = {in};
            var result = parts[0];
            """),
        new("array by unknown index", """
            var aside = new[] { {other} };
            var parts = new[] { {in}, "rome", "paris" };
            Console.WriteLine(aside.Length);
            var result = parts[DateTime.UtcNow.Hour % 3];
            """),
        new("array passed along", """
            var parts = new[] { {in} };
            var result = First(parts);
            """)
        {
            Members = "private static string First(string[] texts) => texts[0];",
        },
        new("jagged array", """
            var parts = new string[2][];
            parts[0] = new[] { {other} };
            parts[1] = new[] { "paris", {in} };
            var result = parts[1][1];
            """),
        new("array of two dimensions", """
            var parts = new string[2, 2];
            parts[0, 0] = {other};
            parts[1, 0] = {in};
            var result = parts[1, 0];
            """),
        new("array copy", """
            var from = new[] { {in} };
            var to = new string[1];
            Array.Copy(from, to, 1);
            var result = to[0];
            """),
        new("array range", """
            var parts = new[] { "paris", {in}, "rome" };
            var result = parts[1..][0];
            """),
        new("list element", """
            var parts = new List<string>();
            parts.Add({other});
            parts.Add({in});
            var result = parts[1];
            """),
        new("list after removal", """
            var parts = new List<string>();
            parts.Add({other});
            parts.Add({in});
            parts.Add("last");
            parts.RemoveAt(0);
            var result = parts[0];
            """),
        new("list after insertion", """
            var parts = new List<string> { {other} };
            parts.Insert(0, {in});
            var result = parts[0];
            """),
        new("list after clearing", """
            var parts = new List<string> { {other} };
            parts.Clear();
            parts.Add({in});
            var result = parts[0];
            """),
        new("one list of two", """
            var first = new List<string> { {in} };
            var second = new List<string> { {other} };
            Console.WriteLine(second.Count);
            var result = first[0];
            """),
        new("list filled from another", """
            var first = new List<string> { {in} };
            var second = new List<string>();
            second.AddRange(first);
            var result = second[0];
            """),
        new("list filled by a helper", """
            var parts = new List<string>();
            Fill(parts, {in});
            var result = parts[0];
            """)
        {
            Members = "private static void Fill(List<string> target, string text) => target.Add(text);",
        },
        new("list through its interface", """
            IList<string> parts = new List<string>();
            parts.Add({in});
            IReadOnlyList<string> view = parts.ToList();
            var result = view[0];
            """),
        new("dictionary", """
            var names = new Dictionary<string, string>();
            names["a"] = {other};
            names["b"] = {in};
            var result = names["b"];
            """),
        new("dictionary initializer", """
            var names = new Dictionary<string, string> { ["a"] = {in}, ["b"] = {other} };
            var result = names["a"];
            """),
        new("dictionary filled by Add", """
            var names = new Dictionary<int, string>();
            names.Add(1, {other});
            names.Add(2, {in});
            names.TryGetValue(2, out var found);
            var result = found ?? "nobody";
            """),
        new("dictionary overwritten", """
            var names = new Dictionary<string, string> { { "a", {other} } };
            names["a"] = {in};
            var result = names["a"];
            """),
        new("key of a dictionary", """
            var ages = new Dictionary<string, int> { [{in}] = 5 };
            var result = "";
            foreach (var pair in ages)
                result += pair.Key;
            """),
        new("one dictionary of two", """
            var first = new ConcurrentDictionary<string, string>();
            var second = new ConcurrentDictionary<string, string>();
            first.TryAdd("name", {in});
            second.TryAdd("name", {other});
            var result = first["name"];
            """),
        new("concurrent dictionary", """
            var names = new ConcurrentDictionary<string, string>();
            var result = names.GetOrAdd("name", {in});
            """),
        new("one queue of two", """
            var first = new Queue<string>();
            var second = new Queue<string>();
            first.Enqueue({in});
            second.Enqueue({other});
            var result = first.Dequeue();
            """),
        new("one stack of two", """
            var first = new Stack<string>();
            var second = new Stack<string>();
            first.Push({in});
            second.Push({other});
            var result = first.Pop();
            """),
        new("queue, in order", """
            var parts = new Queue<string>();
            parts.Enqueue({other});
            parts.Enqueue({in});
            Console.WriteLine(parts.Dequeue().Length);
            var result = parts.Dequeue();
            """),
        new("stack, in order", """
            var parts = new Stack<string>();
            parts.Push({other});
            parts.Push({in});
            var result = parts.Pop();
            """),
        new("linked list", """
            var parts = new LinkedList<string>();
            parts.AddLast({in});
            var result = parts.First!.Value;
            """),
        new("hash set", """
            var aside = new HashSet<string> { {other} };
            var parts = new HashSet<string> { {in} };
            Console.WriteLine(aside.Count);
            var result = parts.First();
            """),
        new("immutable list", """
            var parts = ImmutableList<string>.Empty.Add("paris").Add({in});
            var result = parts[1];
            """),
        new("immutable array", """
            var parts = ImmutableArray.Create({in}, "rome");
            var result = parts[0];
            """),
        new("list of arrays", """
            var table = new List<string[]>();
            table.Add(new[] { "paris", {in} });
            var result = table[0][1];
            """),
        new("dictionary of lists", """
            var groups = new Dictionary<string, List<string>> { ["a"] = new(), ["b"] = new() };
            groups["a"].Add({other});
            groups["b"].Add({in});
            var result = groups["b"][0];
            """),
        new("span", "var result = Round({in});")
        {
            Members = """
                private static string Round(string text)
                {
                    Span<char> letters = new char[text.Length];
                    text.AsSpan().CopyTo(letters);
                    return letters.ToString();
                }
                """,
        },
        new("read-only span", "var result = Shorten({in});")
        {
            Members = """
                private static string Shorten(string text)
                {
                    ReadOnlySpan<char> letters = text.AsSpan(0, Math.Min(100, text.Length));
                    return new string(letters);
                }
                """,
        },
        new("array of characters", """
            var letters = {in}.ToCharArray();
            Array.Reverse(letters);
            var result = new string(letters);
            """),
    ];
}
