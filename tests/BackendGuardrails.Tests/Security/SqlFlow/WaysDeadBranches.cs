namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Of two branches only one is ever taken, and it is known which.</summary>
internal static class WaysDeadBranches
{
    public static IReadOnlyList<Way> All { get; } =
    [
        If("true", "true"),
        If("equal numbers", "5 == 5"),
        If("not false", "!false"),
        If("constant local", "limit > 3", setup: "const int limit = 5;"),
        If("constant field", "Limit == 5", "private const int Limit = 5;"),
        If("constant text", "Mode == \"strict\"", "private const string Mode = \"strict\";"),
        If("constant of another class", "Switches.Depth < 4", types: "internal static class Switches { public const int Depth = 3; }"),
        If("readonly field", "isOn", "private readonly bool isOn = true;"),
        If("field that is never written", "isOn", "private bool isOn = true;"),
        If("static field that is never written", "limit == 5", "private static int limit = 5;"),
        If("static readonly field of another class", "Switches.IsOn", types: "internal static class Switches { public static readonly bool IsOn = true; }"),
        If("public static field of another class, never written", "Switches.IsOn", types: "internal static class Switches { public static bool IsOn = true; }"),
        If("negated field of another class", "!Switches.IsOff", types: "internal static class Switches { public static readonly bool IsOff = false; }"),
        If("method that always says true", "IsOn()", "private static bool IsOn() => true;"),
        If("method that always returns a constant", "Limit() == 5", "private int Limit()\n{\n    return 5;\n}"),
        If("method of another class that always says true", "Switches.IsOn()", types: "internal static class Switches\n{\n    public static bool IsOn()\n    {\n        return true;\n    }\n}"),
        If("property that is always true", "IsOn", "private static bool IsOn => true;"),
        If("arithmetic on a local", "7 * 18 + margin > 200", setup: "var margin = 106;"),
        If("arithmetic on two locals", "width * height - 1 == 41", setup: "var width = 6;\nvar height = 7;"),
        If("local that is true", "isOn", setup: "var isOn = true;"),
        If("and", "true && limit > 1", setup: "var limit = 2;"),
        If("or", "DateTime.UtcNow.Hour > 25 || limit > 1", setup: "var limit = 2;"),
        new("dead branch: conditional expression", """
            var margin = 106;
            var result = 7 * 18 + margin > 200 ? {in} : {other};
            """),
        new("dead branch: false first", """
            string result;
            if (false)
                result = {other};
            else
                result = {in};
            """),
        new("dead branch: switch on a local", """
            string result;
            var grade = 2;
            switch (grade)
            {
                case 1:
                    result = {other};
                    break;
                case 2:
                    result = {in};
                    break;
                default:
                    result = {other} + "%";
                    break;
            }
            """),
        new("dead branch: switch on a character of a constant", """
            string result;
            var grades = "xyz";
            switch (grades[1])
            {
                case 'x':
                    result = {other};
                    break;
                case 'y':
                    result = {in};
                    break;
                default:
                    result = {other};
                    break;
            }
            """),
        new("dead branch: switch expression", """
            const string letter = "b";
            var result = letter switch
            {
                "a" => {other},
                "b" => {in},
                _ => "nobody",
            };
            """),
        new("dead branch: loop that never runs", """
            var result = {in};
            while (false)
                result = {other};
            """),
        new("dead branch: nested", """
            var result = "nobody";
            if (Outer)
            {
                if (Inner > 3)
                    result = {in};
                else
                    result = {other};
            }
            else
            {
                result = {other};
            }
            """)
        {
            Members = "private static readonly bool Outer = true;\nprivate const int Inner = 4;",
        },
        new("dead branch: after return", """
            if (!IsOn)
            {
                {leave}
            }
            var result = {in};
            """)
        {
            Members = "private static readonly bool IsOn = true;",
        },
    ];

    private static Way If(string name, string condition, string members = "", string types = "", string setup = "") => new($"dead branch: {name}", $$"""
        {{setup}}
        string result;
        if ({{condition}})
            result = {in};
        else
            result = {other};
        """)
    {
        Members = members,
        Types = types,
    };
}
