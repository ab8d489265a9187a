namespace BackendGuardrails.Evidence.BG4001.Trials;

/// <summary>What people are called, and what attackers say they are called.</summary>
public static class Inputs
{
    /// <summary>Names that a literal of SQL can hold as they are.</summary>
    public static readonly string[] Names =
    [
        "Ada", "Grace", "", " ", "100%", "%", "_", "snake_case", @"back\slash", @"\", "Zoë Müller", "名前", "🐘", "e\u0301", "ʼOkina", "two\nlines", "tab\tbed", "\"quoted\"", "semi;colon", "-- dashes",
        "/* stars */", "@name", "@born", ":name", "$1", "what?", "?name?", "#hash", "[brackets]", "`ticks`", "nobody at all",
    ];

    /// <summary>Names that end the literal.</summary>
    public static readonly string[] Apostrophes = ["Miles O'Brien", "'", "'tis", "d'", "N'Golo \\ 'K%", "it''s", "''"];

    /// <summary>Names that string.Format takes for its own.</summary>
    public static readonly string[] Braces = ["{0}", "{", "a}b", "{name}"];

    public static readonly string[] Cities = ["London", "New York", "Lond", "london", "", "100%", @"back\slash", "São Paulo", "nowhere"];

    public static readonly string[][] Lists = [["London"], ["London", "New York"], ["New York", "nowhere", "London"], ["nowhere"], [], [@"back\slash"], ["100%", "_", "名前"], ["London", "London"], ["London,New York"]];

    /// <summary>Everybody who is in the table; the last name is nobody's.</summary>
    public static IReadOnlyList<string> People { get; } = [.. Names.SkipLast(1), .. Apostrophes, .. Braces];

    public static string CityOf(int person) => (person % 3) switch
    {
        0 => "London",
        1 => "New York",
        _ => "O'Fallon",
    };

    public static string NamesIn(params string[] cities) => string.Join("|", People.Where((_, person) => cities.Contains(CityOf(person))));
}
