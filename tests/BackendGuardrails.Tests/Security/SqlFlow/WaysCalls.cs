namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What is passed to a method, some calls away, which executes the SQL.</summary>
internal static class WaysCalls
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("parameter, 1 call away", "await FindAsync({in}, {other});")
        {
            Members = """
                private static async Task FindAsync(string result, string rest)
                {
                    Console.WriteLine(rest.Length);
                    {sink}
                }
                """,
        },
        new("parameter, 1 class away", "await new Customers().FindAsync({other}, {in});")
        {
            Types = """
                internal sealed class Customers
                {
                    public async Task FindAsync(string rest, string result)
                    {
                        Console.WriteLine(rest.Length);
                        {sink}
                    }
                }
                """,
        },
        Away(2),
        Away(3),
        Away(4),
        Away(5),
        new("parameter, 3 methods away", "await FirstAsync({other}, {in});")
        {
            Members = """
                private Task FirstAsync(string rest, string text) => SecondAsync(text.Trim(), rest);

                private async Task SecondAsync(string text, string rest)
                {
                    if (text.Length > 0)
                        await ThirdAsync(text + "%", rest);
                }

                private static async Task ThirdAsync(string result, string rest)
                {
                    Console.WriteLine(rest.Length);
                    {sink}
                }
                """,
        },
        new("parameter of an injected class", """
            var finder = new Finder(new Store());
            await finder.FindAsync({in});
            """)
        {
            Types = """
                internal sealed class Finder
                {
                    private readonly Store store;

                    public Finder(Store store) => this.store = store;

                    public Task FindAsync(string text) => store.QueryAsync(text.Trim());
                }

                internal sealed class Store
                {
                    public async Task QueryAsync(string result)
                    {
                        {sink}
                    }
                }
                """,
        },
        new("parameter of a constructor", "await new Search({in}, {other}).RunAsync();")
        {
            Types = """
                internal sealed class Search
                {
                    private readonly string result;
                    private readonly string rest;

                    public Search(string text, string rest)
                    {
                        result = text;
                        this.rest = rest;
                    }

                    public async Task RunAsync()
                    {
                        Console.WriteLine(rest.Length);
                        {sink}
                    }
                }
                """,
        },
        new("extension method that takes the SQL apart", "await {in}.FindAsync({other});")
        {
            Types = """
                internal static class Texts
                {
                    public static async Task FindAsync(this string result, string rest)
                    {
                        Console.WriteLine(rest.Length);
                        {sink}
                    }
                }
                """,
        },
        new("local function with the sink", """
            await FindAsync({in});

            async Task FindAsync(string result)
            {
                {sink}
            }
            """),
    ];

    /// <summary>A chain of classes, each handing on what it is given.</summary>
    private static Way Away(int calls) => new($"parameter, {calls} classes away", "await Step1.RunAsync({in}, {other});")
    {
        Types = string.Join("\n\n", Enumerable.Range(1, calls).Select(step => step < calls
            ? $$"""
                internal static class Step{{step}}
                {
                    public static async Task RunAsync(string text, string rest) => await Step{{step + 1}}.RunAsync(text, rest);
                }
                """
            : $$"""
                internal static class Step{{step}}
                {
                    public static async Task RunAsync(string result, string rest)
                    {
                        Console.WriteLine(rest.Length);
                        {sink}
                    }
                }
                """)),
    };
}
