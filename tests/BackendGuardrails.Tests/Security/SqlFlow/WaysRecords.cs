namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Tuples, records, anonymous objects, and what constructors keep.</summary>
internal static class WaysRecords
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("tuple", """
            var pair = ({other}, {in});
            var result = pair.Item2;
            """),
        new("named tuple", """
            (string Name, string City) pair = ({in}, {other});
            var result = pair.Name;
            """),
        new("tuple element overwritten", """
            (string Name, string City) pair = ({other}, "rome");
            pair.Name = {in};
            var result = pair.Name;
            """),
        new("nested tuple", """
            var pair = (1, ({in}, {other}));
            var result = pair.Item2.Item1;
            """),
        new("deconstruction of a tuple", """
            var (left, right) = ({other}, {in});
            Console.WriteLine(left.Length);
            var result = right;
            """),
        new("tuple returned", """
            var (first, second) = Both({in}, {other});
            Console.WriteLine(second.Length);
            var result = first;
            """)
        {
            Members = "private static (string First, string Second) Both(string one, string two) => (one, two);",
        },
        new("positional record", """
            var person = new Person({in}, {other});
            var result = person.Name;
            """)
        {
            Types = "internal sealed record Person(string Name, string City);",
        },
        new("record struct", """
            var person = new Person({other}, {in});
            var result = person.City;
            """)
        {
            Types = "internal readonly record struct Person(string Name, string City);",
        },
        new("with expression", """
            var first = new Person("nobody", {other});
            var second = first with { Name = {in} };
            var result = second.Name;
            """)
        {
            Types = "internal sealed record Person(string Name, string City);",
        },
        new("with expression that leaves the rest", """
            var first = new Person({in}, "rome");
            var second = first with { City = {other} };
            var result = second.Name;
            """)
        {
            Types = "internal sealed record Person(string Name, string City);",
        },
        new("with expression that leaves the original", """
            var first = new Person({in}, "rome");
            var second = first with { Name = {other} };
            Console.WriteLine(second.Name.Length);
            var result = first.Name;
            """)
        {
            Types = "internal sealed record Person(string Name, string City);",
        },
        new("deconstruction of a record", """
            var person = new Person({in}, {other});
            var (first, second) = person;
            Console.WriteLine(second.Length);
            var result = first;
            """)
        {
            Types = "internal sealed record Person(string Name, string City);",
        },
        new("own Deconstruct", """
            var (first, second) = new Pair({in}, {other});
            Console.WriteLine(second.Length);
            var result = first;
            """)
        {
            Types = """
                internal sealed class Pair
                {
                    private readonly string left;
                    private readonly string right;

                    public Pair(string one, string two)
                    {
                        left = one;
                        right = two;
                    }

                    public void Deconstruct(out string first, out string second)
                    {
                        first = left;
                        second = right;
                    }
                }
                """,
        },
        new("property pattern", """
            var person = new Person({in}, {other});
            var result = person is { Name: var found } ? found : "nobody";
            """)
        {
            Types = "internal sealed record Person(string Name, string City);",
        },
        new("positional pattern", """
            object person = new Person({in}, {other});
            var result = person switch
            {
                Person(var first, _) => first,
                _ => "nobody",
            };
            """)
        {
            Types = "internal sealed record Person(string Name, string City);",
        },
        new("list pattern", """
            var parts = new[] { {other}, {in} };
            var result = parts is [_, var last] ? last : "nobody";
            """),
        new("anonymous object", """
            var person = new { Name = {in}, City = {other} };
            var result = person.Name;
            """),
        new("record with a computed property", """
            var person = new Person({in}, {other});
            var result = person.Pattern;
            """)
        {
            Types = "internal sealed record Person(string Name, string City)\n{\n    public string Pattern => $\"%{Name}%\";\n}",
        },
        new("key and value", """
            var pair = new KeyValuePair<string, string>({other}, {in});
            var result = pair.Value;
            """),
        new("constructor argument kept in a field", """
            var keeper = new Keeper({in}, {other});
            var result = keeper.Describe();
            """)
        {
            Types = """
                internal sealed class Keeper
                {
                    private readonly string first;
                    private readonly string second;

                    public Keeper(string one, string two)
                    {
                        first = one;
                        second = two;
                    }

                    public int Size => second.Length;

                    public string Describe() => first;
                }
                """,
        },
        new("constructor argument passed to the base", """
            var keeper = new Special({in}, {other});
            var result = keeper.Kept;
            """)
        {
            Types = """
                internal class Keeper
                {
                    protected Keeper(string text) => Kept = text;

                    public string Kept { get; }
                }

                internal sealed class Special : Keeper
                {
                    public Special(string text, string rest)
                        : base(text) => Size = rest.Length;

                    public int Size { get; }
                }
                """,
        },
        new("constructor that calls another", """
            var keeper = new Keeper({in});
            var result = keeper.Kept;
            """)
        {
            Types = """
                internal sealed class Keeper
                {
                    public Keeper(string text)
                        : this(text, 3)
                    {
                    }

                    private Keeper(string text, int size)
                    {
                        Kept = text;
                        Size = size;
                    }

                    public string Kept { get; }

                    public int Size { get; }
                }
                """,
        },
        new("one of two objects made by the same constructor", """
            var keeper = new Keeper({in});
            var spare = new Keeper({other});
            Console.WriteLine(spare.Kept.Length);
            var result = keeper.Kept;
            """)
        {
            Types = "internal sealed class Keeper\n{\n    public Keeper(string text) => Kept = text;\n\n    public string Kept { get; }\n}",
        },
        new("fluent builder", """
            var result = new Wish().WithName({in}).WithCity({other}).Name;
            """)
        {
            Types = """
                internal sealed class Wish
                {
                    public string Name { get; private set; } = "nobody";
                    public string City { get; private set; } = "nowhere";

                    public Wish WithName(string text)
                    {
                        Name = text;
                        return this;
                    }

                    public Wish WithCity(string text)
                    {
                        City = text;
                        return this;
                    }
                }
                """,
        },
        new("factory method", """
            var result = Keeper.Of({in}, {other}).Kept;
            """)
        {
            Types = """
                internal sealed class Keeper
                {
                    private Keeper(string text) => Kept = text;

                    public string Kept { get; }

                    public static Keeper Of(string text, string rest)
                    {
                        Console.WriteLine(rest.Length);
                        return new Keeper(text);
                    }
                }
                """,
        },
        new("carried by an own exception", """
            var result = "nobody";
            try
            {
                throw new RefusedException({in});
            }
            catch (RefusedException refused)
            {
                result = refused.Text;
            }
            """)
        {
            Types = """
                internal sealed class RefusedException : Exception
                {
                    public RefusedException(string text) => Text = text;

                    public string Text { get; }
                }
                """,
        },
        new("primary constructor", """
            var keeper = new Keeper({in}, {other});
            var result = keeper.Describe();
            """)
        {
            IsModern = true,
            Types = """
                internal sealed class Keeper(string text, string rest)
                {
                    public int Size => rest.Length;

                    public string Describe() => text;
                }
                """,
        },
        new("primary constructor that initializes a property", """
            var keeper = new Keeper({in}, {other});
            var result = keeper.Kept;
            """)
        {
            IsModern = true,
            Types = "internal sealed class Keeper(string text, string rest)\n{\n    public string Kept { get; } = text;\n    public int Size { get; } = rest.Length;\n}",
        },
        new("collection expression", """
            List<string> parts = ["paris", {in}];
            string[] all = [.. parts, "rome"];
            var result = all[1];
            """)
        {
            IsModern = true,
        },
    ];
}
