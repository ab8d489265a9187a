namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Tuples, records, patterns and anonymous objects.</summary>
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
