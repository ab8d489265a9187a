namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What constructors and factories keep.</summary>
internal static class WaysConstructed
{
    public static IReadOnlyList<Way> All { get; } =
    [
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
    ];
}
