namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Lambdas, delegates and events.</summary>
internal static class WaysDelegates
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("delegate in a local", """
            Func<string, string> wrap = text => "%" + text;
            var result = wrap({in});
            """),
        new("one of two delegates", """
            Func<string> first = () => {in};
            Func<string> second = () => {other};
            Console.WriteLine(second().Length);
            var result = first();
            """),
        new("delegate in a field", "var result = wrap({in}, {other});")
        {
            Members = "private readonly Func<string, string, string> wrap = (text, rest) => text + rest.Length;",
        },
        new("static delegate in another class", "var result = Wraps.Percent({in});")
        {
            Types = "internal static class Wraps\n{\n    public static readonly Func<string, string> Percent = text => \"%\" + text;\n}",
        },
        new("own delegate type", """
            Wrap wrap = Percent;
            var result = wrap({in});
            """)
        {
            Types = "internal delegate string Wrap(string text);",
            Members = "private static string Percent(string text) => \"%\" + text;",
        },
        new("lambda passed to an own method", "var result = Apply({in}, text => text + \"%\");")
        {
            Members = "private static string Apply(string text, Func<string, string> change) => change(text);",
        },
        new("lambda that makes the text, passed to an own method", """
            var given = {in};
            var result = Make(() => given);
            """)
        {
            Members = "private static string Make(Func<string> make) => make();",
        },
        new("lambda with the sink", """
            await WithAsync({in}, async result =>
            {
                {sink}
            });
            """)
        {
            Members = "private static async Task WithAsync(string text, Func<string, Task> use) => await use(text);",
        },
        new("method group", "var result = Apply({in}, Percent);")
        {
            Members = "private static string Apply(string text, Func<string, string> change) => change(text);\n\nprivate static string Percent(string text) => \"%\" + text;",
        },
        new("anonymous method", """
            Func<string, string> wrap = delegate(string text) { return text + "%"; };
            var result = wrap.Invoke({in});
            """),
        new("delegate returned by a method", """
            var wrap = Maker({in}, {other});
            var result = wrap();
            """)
        {
            Members = "private static Func<string> Maker(string text, string rest) => () => rest.Length > 0 ? text : \"nobody\";",
        },
        new("delegate in a dictionary", """
            var wraps = new Dictionary<string, Func<string, string>> { ["percent"] = text => "%" + text };
            var result = wraps["percent"]({in});
            """),
        new("delegate passed to a constructor", "var result = new Wrapper(text => text.Trim()).Run({in});")
        {
            Types = """
                internal sealed class Wrapper
                {
                    private readonly Func<string, string> change;

                    public Wrapper(Func<string, string> change) => this.change = change;

                    public string Run(string text) => change(text);
                }
                """,
        },
        new("captured", """
            var given = {in};
            var aside = {other};
            Func<string> wrap = () => given + "%" + aside.Length;
            var result = wrap();
            """),
        new("captured and written", """
            var result = "nobody";
            var aside = "nobody";
            Action<string> choose = text => result = text;
            Action<string> forget = text => aside = text;
            choose({in});
            forget({other});
            Console.WriteLine(aside.Length);
            """),
        new("captured and written through a list", """
            var result = "";
            new List<string> { {in} }.ForEach(text => result += text);
            """),
        new("event", """
            var bell = new Bell();
            var result = "nobody";
            bell.Rung += text => result = text;
            bell.Ring({in});
            """)
        {
            Types = """
                internal sealed class Bell
                {
                    public event Action<string>? Rung;

                    public void Ring(string text) => Rung?.Invoke(text);
                }
                """,
        },
        new("event with arguments", """
            var bell = new Bell();
            var result = "nobody";
            bell.Rung += (_, rung) => result = rung.Text;
            bell.Ring({in}, {other});
            """)
        {
            Types = """
                internal sealed class RungEventArgs : EventArgs
                {
                    public RungEventArgs(string text, string rest)
                    {
                        Text = text;
                        Rest = rest;
                    }

                    public string Text { get; }

                    public string Rest { get; }
                }

                internal sealed class Bell
                {
                    public event EventHandler<RungEventArgs>? Rung;

                    public void Ring(string text, string rest) => Rung?.Invoke(this, new RungEventArgs(text, rest));
                }
                """,
        },
        new("curried", """
            Func<string, Func<string, string>> join = first => second => first + second.Length;
            var result = join({in})({other});
            """),
        new("lazy", """
            var given = {in};
            var lazy = new Lazy<string>(() => given);
            var result = lazy.Value;
            """),
    ];
}
