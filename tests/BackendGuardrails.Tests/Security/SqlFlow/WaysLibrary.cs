namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Containers and helpers of the library that are met less often.</summary>
internal static class WaysLibrary
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("Tuple.Create", """
            var pair = Tuple.Create({other}, {in});
            var result = pair.Item2;
            """),
        new("immutable dictionary", """
            var names = ImmutableDictionary<string, string>.Empty.Add("a", {other}).Add("b", {in});
            var result = names["b"];
            """),
        new("sorted dictionary", """
            var names = new SortedDictionary<string, string> { ["a"] = {in}, ["b"] = {other} };
            var result = names["a"];
            """),
        new("dictionary of objects", """
            var things = new Dictionary<string, object?> { ["name"] = {in}, ["city"] = {other}, ["age"] = 5 };
            var result = (string)things["name"]!;
            """),
        new("values of a dictionary", """
            var names = new Dictionary<string, string> { ["a"] = {in} };
            var result = "";
            foreach (var (_, value) in names)
                result += value;
            """),
        new("concurrent queue", """
            var parts = new ConcurrentQueue<string>();
            parts.Enqueue({in});
            var result = parts.TryDequeue(out var part) ? part : "nobody";
            """),
        new("concurrent bag", """
            var parts = new ConcurrentBag<string> { {in} };
            parts.TryTake(out var part);
            var result = part ?? "nobody";
            """),
        new("priority queue", """
            var parts = new PriorityQueue<string, int>();
            parts.Enqueue({in}, 1);
            var result = parts.Dequeue();
            """),
        new("sorted list of names", """
            var parts = new SortedSet<string>(StringComparer.Ordinal) { {in} };
            var result = parts.Min ?? "nobody";
            """),
        new("array segment", """
            var parts = new ArraySegment<string>(new[] { "paris", {in} }, 1, 1);
            var result = parts[0];
            """),
        new("memory of characters", """
            ReadOnlyMemory<char> letters = {in}.AsMemory();
            var result = letters.ToString();
            """),
        new("array converted", """
            var parts = Array.ConvertAll(new[] { {in} }, text => text.Trim());
            var result = parts[0];
            """),
        new("array found in", "var result = Array.Find(new[] { {in}, \"\" }, text => text.Length > 2) ?? \"nobody\";"),
        new("list copied to an array", """
            var parts = new List<string> { {in} };
            var copy = new string[1];
            parts.CopyTo(copy);
            var result = copy[0];
            """),
        new("AsyncLocal", """
            var current = new AsyncLocal<string>();
            current.Value = {in};
            var result = current.Value ?? "nobody";
            """),
        new("exchanged", """
            string? slot = {in};
            var result = Interlocked.Exchange(ref slot, null) ?? "nobody";
            """),
        new("weak reference", """
            var kept = {in};
            var weak = new WeakReference<string>(kept);
            var result = weak.TryGetTarget(out var target) ? target : "nobody";
            """),
        new("formatted by itself", """
            IFormattable text = FormattableStringFactory.Create("%{0}%", {in});
            var result = text.ToString(null, CultureInfo.InvariantCulture);
            """),
        new("string made by span", """
            var given = {in};
            var result = string.Create(given.Length, given, (target, text) => text.CopyTo(target));
            """),
        new("StringSegment", """
            var segment = new Microsoft.Extensions.Primitives.StringSegment({in});
            var result = segment.ToString();
            """),
        new("StringValues", """
            var values = new Microsoft.Extensions.Primitives.StringValues({in});
            string? text = values;
            var result = text ?? "nobody";
            """),
        new("options given by a delegate", """
            var search = new Search(options => options.Name = {in});
            var result = search.Text;
            """)
        {
            Types = """
                internal sealed class SearchOptions
                {
                    public string Name { get; set; } = "nobody";
                    public int Page { get; set; }
                }

                internal sealed class Search
                {
                    private readonly SearchOptions options = new();

                    public Search(Action<SearchOptions> configure) => configure(options);

                    public string Text => options.Name;
                }
                """,
        },
        new("own enumerable", """
            var result = "";
            foreach (var part in new Parts({in}, {other}))
                result += part;
            """)
        {
            Types = """
                internal sealed class Parts : IEnumerable<string>
                {
                    private readonly string first;
                    private readonly int size;

                    public Parts(string text, string rest)
                    {
                        first = text;
                        size = rest.Length;
                    }

                    public IEnumerator<string> GetEnumerator()
                    {
                        yield return first;
                        yield return size.ToString(CultureInfo.InvariantCulture);
                    }

                    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
                }
                """,
        },
        new("own disposable", """
            string result;
            using (var scope = new Scope({in}))
                result = scope.Text;
            """)
        {
            Types = """
                internal sealed class Scope : IDisposable
                {
                    public Scope(string text) => Text = text;

                    public string Text { get; private set; }

                    public void Dispose() => Text = "";
                }
                """,
        },
        new("nested class", """
            var result = new Outer.Inner { Name = {in}, City = {other} }.Name;
            """)
        {
            Types = """
                internal static class Outer
                {
                    internal sealed class Inner
                    {
                        public string Name { get; set; } = "nobody";
                        public string City { get; set; } = "nowhere";
                    }
                }
                """,
        },
        new("partial class", """
            var halves = new Halves();
            halves.Put({in});
            var result = halves.Take();
            """)
        {
            Types = """
                internal sealed partial class Halves
                {
                    private string kept = "nobody";

                    public void Put(string text) => kept = text;
                }

                internal sealed partial class Halves
                {
                    public string Take() => kept;
                }
                """,
        },
        new("singleton", """
            Registry.Instance.Name = {in};
            Registry.Instance.City = {other};
            var result = Registry.Instance.Name;
            """)
        {
            Types = """
                internal sealed class Registry
                {
                    private Registry()
                    {
                    }

                    public static Registry Instance { get; } = new();

                    public string Name { get; set; } = "nobody";
                    public string City { get; set; } = "nowhere";
                }
                """,
        },
        new("static abstract method", "var result = Of<Percent>({in});")
        {
            Members = "private static string Of<T>(string text) where T : IWrap => T.Wrap(text);",
            Types = """
                internal interface IWrap
                {
                    static abstract string Wrap(string text);
                }

                internal sealed class Percent : IWrap
                {
                    public static string Wrap(string text) => "%" + text;
                }
                """,
        },
        new("visitor", """
            var visitor = new Collecting();
            new Leaf({in}, {other}).Accept(visitor);
            var result = visitor.Text;
            """)
        {
            Types = """
                internal interface IVisitor
                {
                    void Visit(Leaf leaf);
                }

                internal sealed class Leaf
                {
                    public Leaf(string text, string rest)
                    {
                        Text = text;
                        Rest = rest;
                    }

                    public string Text { get; }

                    public string Rest { get; }

                    public void Accept(IVisitor visitor) => visitor.Visit(this);
                }

                internal sealed class Collecting : IVisitor
                {
                    public string Text { get; private set; } = "";

                    public void Visit(Leaf leaf) => Text += leaf.Text;
                }
                """,
        },
        new("linked nodes", """
            var list = new Node("first", new Node({in}, null));
            var result = "";
            for (var node = list; node != null; node = node.Next)
                result += node.Text;
            """)
        {
            Types = "internal sealed record Node(string Text, Node? Next);",
        },
    ];
}
