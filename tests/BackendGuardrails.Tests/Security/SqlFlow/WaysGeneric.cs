namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Generic types and methods, and what every object has.</summary>
internal static class WaysGeneric
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("generic method", "var result = Same({in});") { Members = "private static T Same<T>(T given) => given;" },
        new("generic method of one of two types", "var result = Second(5, {in});") { Members = "private static TSecond Second<TFirst, TSecond>(TFirst first, TSecond second) => second;" },
        new("generic class", """
            var box = new Box<string>({in});
            var rest = new Box<string>({other});
            Console.WriteLine(rest.Content.Length);
            var result = box.Content;
            """)
        {
            Types = "internal sealed class Box<T>\n{\n    public Box(T content) => Content = content;\n\n    public T Content { get; }\n}",
        },
        new("generic class with a list", """
            var shelf = new Shelf<string>();
            shelf.Put({in});
            var result = shelf.Take();
            """)
        {
            Types = """
                internal sealed class Shelf<T>
                {
                    private readonly List<T> things = new();

                    public void Put(T thing) => things.Add(thing);

                    public T Take() => things[0];
                }
                """,
        },
        new("generic interface", """
            IConvert<string, string> convert = new Wrapping();
            var result = convert.From({in});
            """)
        {
            Types = """
                internal interface IConvert<TFrom, TTo>
                {
                    TTo From(TFrom from);
                }

                internal sealed class Wrapping : IConvert<string, string>
                {
                    public string From(string from) => "%" + from;
                }
                """,
        },
        new("type parameter with a constraint", """
            var result = NameOf(new Person { Name = {in}, City = {other} });
            """)
        {
            Members = "private static string NameOf<T>(T named) where T : INamed => named.Name;",
            Types = """
                internal interface INamed
                {
                    string Name { get; }
                }

                internal sealed class Person : INamed
                {
                    public string Name { get; set; } = "nobody";
                    public string City { get; set; } = "nowhere";
                }
                """,
        },
        new("own ToString", """
            var person = new Person({in}, {other});
            var result = person.ToString();
            """)
        {
            Types = """
                internal sealed class Person
                {
                    private readonly string first;
                    private readonly int size;

                    public Person(string text, string rest)
                    {
                        first = text;
                        size = rest.Length;
                    }

                    public override string ToString() => first + size;
                }
                """,
        },
        new("ToString of a record", """
            var result = new Person({in}).ToString();
            """)
        {
            Types = "internal sealed record Person(string Name);",
        },
    ];
}
