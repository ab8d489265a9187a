namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What methods return, in whichever way.</summary>
internal static class WaysResults
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("result of a method", "var result = Same({in});") { Members = "private static string Same(string text) => text;" },
        new("result of one of two calls", """
            var aside = Same({other});
            Console.WriteLine(aside.Length);
            var result = Same({in});
            """)
        {
            Members = "private static string Same(string text) => text;",
        },
        new("result of one of two parameters", "var result = Second({other}, {in});")
        {
            Members = "private static string Second(string first, string second)\n{\n    Console.WriteLine(first.Length);\n    return second;\n}",
        },
        new("result, 1 class away", "var result = Names.Clean({in});")
        {
            Types = "internal static class Names\n{\n    public static string Clean(string text) => text.Trim();\n}",
        },
        new("result, 2 classes away", "var result = new Names().Clean({in}, {other});")
        {
            Types = """
                internal sealed class Names
                {
                    public string Clean(string text, string rest) => Letters.Lower(rest).Length > 3 ? Letters.Lower(text) : "nobody";
                }

                internal static class Letters
                {
                    public static string Lower(string text) => text.ToLowerInvariant();
                }
                """,
        },
        new("result, 3 classes away", """
            var names = new Names();
            var result = names.Clean({in});
            """)
        {
            Types = """
                internal sealed class Names
                {
                    private readonly Letters letters = new();

                    public string Clean(string text) => letters.Lower(text);
                }

                internal sealed class Letters
                {
                    public string Lower(string text)
                    {
                        var lower = Spaces.Trim(text);
                        return lower.ToLowerInvariant();
                    }
                }

                internal static class Spaces
                {
                    public static string Trim(string text) => text.Trim();
                }
                """,
        },
        new("result of several returns", "var result = Shorten({in}, {other});")
        {
            Members = """
                private static string Shorten(string text, string rest)
                {
                    if (rest.Length > 100)
                        return "nobody";
                    if (text.Length > 100)
                        return text.Substring(0, 100);
                    return text;
                }
                """,
        },
        new("out parameter", """
            Read({in}, {other}, out var result, out var aside);
            Console.WriteLine(aside.Length);
            """)
        {
            Members = """
                private static void Read(string one, string two, out string first, out string second)
                {
                    first = one;
                    second = two;
                }
                """,
        },
        new("out parameter of a try method", """
            if (!TryRead({in}, out var result))
            {
                {leave}
            }
            """)
        {
            Members = """
                private static bool TryRead(string text, out string read)
                {
                    read = text;
                    return text.Length > 0;
                }
                """,
        },
        new("ref parameter", """
            var result = {other};
            var given = {in};
            Console.WriteLine(result.Length);
            Assign(ref result, given);
            """)
        {
            Members = "private static void Assign(ref string target, string text) => target = text;",
        },
        new("ref parameter that is appended to", """
            var result = "%";
            Append(ref result, {in});
            """)
        {
            Members = "private static void Append(ref string target, string text) => target += text;",
        },
        new("in parameter", """
            var given = {in};
            var result = Same(in given);
            """)
        {
            Members = "private static string Same(in string text) => text;",
        },
        new("optional argument", "var result = Join({in});")
        {
            Members = "private static string Join(string text, string end = \"%\") => text + end;",
        },
        new("named arguments", "var result = Second(second: {in}, first: {other});")
        {
            Members = "private static string Second(string first, string second) => first.Length > 0 ? second : \"nobody\";",
        },
        new("params argument", "var result = All({in}, \"rome\");")
        {
            Members = "private static string All(params string[] texts) => string.Join(\"%\", texts);",
        },
        new("params argument by index", "var result = First({in}, {other});")
        {
            Members = "private static string First(params string[] texts) => texts[0];",
        },
        new("recursion", "var result = Pad({in}, 3);")
        {
            Members = "private static string Pad(string text, int rounds) => rounds == 0 ? text : Pad(text + \"%\", rounds - 1);",
        },
        new("mutual recursion", "var result = Left({in}, 4);")
        {
            Members = """
                private static string Left(string text, int rounds) => rounds == 0 ? text : Right("%" + text, rounds - 1);

                private static string Right(string text, int rounds) => rounds == 0 ? text : Left(text + "%", rounds - 1);
                """,
        },
        new("extension method", "var result = {in}.Wrapped();")
        {
            Types = "internal static class Texts\n{\n    public static string Wrapped(this string text) => \"%\" + text + \"%\";\n}",
        },
        new("local function", """
            var result = Wrap({in});
            static string Wrap(string text) => "%" + text + "%";
            """),
        new("local function that captures", """
            var given = {in};
            var aside = {other};
            var result = Wrap();
            Console.WriteLine(aside.Length);
            string Wrap() => given + "%";
            """),
        new("local function that writes", """
            var result = "nobody";
            Choose({in});
            void Choose(string text) => result = text;
            """),
        new("operator", """
            var sum = new Part("%") + {in};
            var result = sum.Text;
            """)
        {
            Types = """
                internal readonly struct Part
                {
                    public Part(string text) => Text = text;

                    public string Text { get; }

                    public static Part operator +(Part left, string right) => new(left.Text + right);
                }
                """,
        },
        new("conversion operator", """
            Wrapped wrapped = {in};
            string result = wrapped;
            """)
        {
            Types = """
                internal readonly struct Wrapped
                {
                    private readonly string text;

                    private Wrapped(string text) => this.text = text;

                    public static implicit operator Wrapped(string text) => new(text);

                    public static implicit operator string(Wrapped wrapped) => wrapped.text;
                }
                """,
        },
    ];
}
