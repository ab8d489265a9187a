namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What looks like a check or a repair, and is none.</summary>
internal static class WaysFalseGuards
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("check that only warns", """
            var result = {in};
            if (!int.TryParse(result, out _))
                Console.WriteLine("not a number");
            """),
        new("check of something else", """
            var result = {in};
            if (!int.TryParse({other}, out _))
                Console.WriteLine("not a number");
            if (!new[] { "a", "b" }.Contains({other}))
                Console.WriteLine("not allowed");
            """),
        new("whitelist the wrong way round", """
            var result = {in};
            if (Allowed.Contains(result))
            {
                {leave}
            }
            """)
        {
            Members = "private static readonly HashSet<string> Allowed = new() { \"id\", \"name\" };",
        },
        new("changed after the check", """
            var result = "name";
            if (!Allowed.Contains(result))
            {
                {leave}
            }
            result = {in};
            """)
        {
            Members = "private static readonly HashSet<string> Allowed = new() { \"id\", \"name\" };",
        },
        new("check of one branch", """
            var result = {in};
            if (DateTime.UtcNow.Hour < 12)
            {
                if (!Allowed.Contains(result))
                {
                    {leave}
                }
            }
            """)
        {
            Members = "private static readonly HashSet<string> Allowed = new() { \"id\", \"name\" };",
        },
        new("empty is refused", """
            var result = {in};
            if (string.IsNullOrWhiteSpace(result) || result.Length > 50)
            {
                {leave}
            }
            """),
        new("prefix is checked", """
            var result = {in};
            if (!result.StartsWith("b", StringComparison.Ordinal))
            {
                {leave}
            }
            """),
        new("expression without anchors", """
            var result = {in};
            if (!Regex.IsMatch(result, "[a-z]+"))
            {
                {leave}
            }
            """),
        new("expression that allows everything", """
            var result = {in};
            if (!Regex.IsMatch(result, "^.*$"))
            {
                {leave}
            }
            """),
        new("blacklist", """
            var result = {in};
            if (result.Contains("--") || result.Contains(';'))
            {
                {leave}
            }
            """),
        new("not equal to a constant", """
            var result = {in};
            if (result == "admin")
            {
                {leave}
            }
            """),
        new("validation whose answer is ignored", """
            var result = {in};
            _ = IsName(result);
            """)
        {
            Members = "private static bool IsName(string text) => text.All(char.IsLetterOrDigit);",
        },
        new("validation that says yes to everything", """
            var result = {in};
            if (!IsName(result))
            {
                {leave}
            }
            """)
        {
            Members = "private static bool IsName(string text) => text.Length > 0;",
        },
        new("any letter instead of all letters", """
            var result = {in};
            if (!result.Any(char.IsLetterOrDigit))
            {
                {leave}
            }
            """),
        new("switch with constant arms and one that is not", """
            var given = {in};
            var result = given switch
            {
                "a" => "rome",
                "b" => "paris",
                _ => given,
            };
            """),
        new("caught failure of a check", """
            var result = {in};
            try
            {
                Console.WriteLine(int.Parse(result));
            }
            catch (FormatException)
            {
                Console.WriteLine("not a number");
            }
            """),
        new("quotes taken away from the ends", "var result = {in}.Trim('\\'');"),
    ];
}
