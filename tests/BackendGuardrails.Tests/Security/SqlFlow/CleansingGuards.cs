namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What is sent is used as it is, but only after it was found to be harmless.</summary>
internal static class CleansingGuards
{
    private const string Allowed = "private static readonly HashSet<string> Allowed = new() { \"id\", \"name\" };";

    public static IReadOnlyList<Way> All { get; } =
    [
        LeftUnless("a number", "int.TryParse(result, out _)"),
        LeftUnless("a long number", "long.TryParse(result, NumberStyles.None, CultureInfo.InvariantCulture, out _)"),
        LeftUnless("an identifier", "Guid.TryParse(result, out _)"),
        LeftUnless("one of a set", "Allowed.Contains(result)", Allowed),
        LeftUnless("one of an array", "Allowed.Contains(result)", "private static readonly string[] Allowed = { \"id\", \"name\" };"),
        LeftUnless("one of a local array", "new[] { \"id\", \"name\" }.Contains(result)"),
        LeftUnless("a constant", "result == \"name\""),
        LeftUnless("one of two constants", "result == \"name\" || result == \"id\""),
        LeftUnless("a constant pattern", "(result is \"name\" or \"id\")"),
        LeftUnless("equal to a constant", "string.Equals(result, \"name\", StringComparison.Ordinal)"),
        LeftUnless("matching an anchored expression", "Regex.IsMatch(result, @\"\\A[A-Za-z_][A-Za-z0-9_]*\\z\")"),
        LeftUnless("matching an expression kept in a field", "Identifier.IsMatch(result)", "private static readonly Regex Identifier = new(\"^[a-z_]{1,30}$\", RegexOptions.Compiled);"),
        LeftUnless("all letters and digits", "result.All(char.IsLetterOrDigit)"),
        LeftUnless("all letters, digits and underscores", "result.All(letter => char.IsLetterOrDigit(letter) || letter == '_')"),
        LeftUnless("all digits", "result.All(char.IsAsciiDigit)"),
        LeftUnless("found valid by a method", "IsName(result)", "private static bool IsName(string text) => text.Length > 0 && text.All(char.IsLetterOrDigit);"),
        LeftUnless("found allowed by a method", "IsAllowed(result)", Allowed + "\n\nprivate static bool IsAllowed(string text)\n{\n    return Allowed.Contains(text);\n}"),
        LeftUnless("found to be a constant by a method", "IsAllowed(result)", """
            private static bool IsAllowed(string text)
            {
                switch (text)
                {
                    case "id":
                    case "name":
                        return true;
                    default:
                        return false;
                }
            }
            """),
        LeftUnless("a key of a dictionary of constants", "Columns.ContainsKey(result)", "private static readonly Dictionary<string, int> Columns = new() { [\"id\"] = 1, [\"name\"] = 2 };"),
        LeftUnless("allowed, and short", "Allowed.Contains(result) && result.Length < 10", Allowed),
        CleansingValues.Cleansing("guard: thrown unless one of a set", """
            var result = {in};
            if (!Allowed.Contains(result))
                throw new ArgumentException("No such column.");
            """, Allowed),
        CleansingValues.Cleansing("guard: thrown unless a number", """
            var result = {in};
            _ = int.TryParse(result, out _) ? 0 : throw new FormatException();
            """),
        CleansingValues.Cleansing("guard: parsed for the exception", """
            var result = {in};
            _ = int.Parse(result);
            """),
        CleansingValues.Cleansing("guard: replaced unless one of a set", """
            var result = {in};
            if (!Allowed.Contains(result))
                result = "id";
            """, Allowed),
        CleansingValues.Cleansing("guard: used only if one of a set", """
            var given = {in};
            var result = "id";
            if (Allowed.Contains(given))
                result = given;
            """, Allowed),
        CleansingValues.Cleansing("guard: chosen only if one of a set", """
            var given = {in};
            var result = Allowed.Contains(given) ? given : "id";
            """, Allowed),
        CleansingValues.Cleansing("guard: chosen by a method if one of a set", "var result = Column({in});", Allowed + """


            private static string Column(string text) => Allowed.Contains(text) ? text : throw new ArgumentException("No such column.");
            """),
        CleansingValues.Cleansing("guard: a method that throws", """
            var result = {in};
            Require(result);
            """, Allowed + """


            private static void Require(string text)
            {
                if (!Allowed.Contains(text))
                    throw new ArgumentException("No such column.");
            }
            """),
        CleansingValues.Cleansing("guard: a method of another class that throws", """
            var result = {in};
            Names.Require(result);
            """, types: """
            internal static class Names
            {
                public static void Require(string text)
                {
                    foreach (var letter in text)
                    {
                        if (!char.IsLetterOrDigit(letter))
                            throw new ArgumentException("Not a name.");
                    }
                }
            }
            """),
        CleansingValues.Cleansing("guard: a method that returns what it checked", "var result = Required({in});", """
            private static string Required(string text)
            {
                if (!Regex.IsMatch(text, "^[a-z]+$"))
                    throw new ArgumentException("Not a name.");
                return text;
            }
            """),
        CleansingValues.Cleansing("guard: the sink inside", """
            var result = {in};
            if (int.TryParse(result, out _))
            {
                {sink}
            }
            """),
        CleansingValues.Cleansing("guard: the sink in a case of constants", """
            var result = {in};
            switch (result)
            {
                case "id":
                case "name":
                    {sink}
                    break;
                default:
                    Console.WriteLine("No such column.");
                    break;
            }
            """),
        CleansingValues.Cleansing("guard: the answer kept in a local", """
            var result = {in};
            var isAllowed = Allowed.Contains(result);
            if (!isAllowed)
            {
                {leave}
            }
            """, Allowed),
        CleansingValues.Cleansing("guard: found in a list of constants", """
            var given = {in};
            var result = Columns.FirstOrDefault(column => column == given) ?? "id";
            """, "private static readonly List<string> Columns = new() { \"id\", \"name\" };"),
        CleansingValues.Cleansing("guard: asked at another class", """
            var result = {in};
            if (!Whitelist.Allows(result))
            {
                {leave}
            }
            """, types: """
            internal static class Whitelist
            {
                private static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create("id", "name");

                public static bool Allows(string text) => Names.Contains(text);
            }
            """),
    ];

    private static Way LeftUnless(string what, string condition, string members = "") => CleansingValues.Cleansing($"guard: left unless {what}", $$"""
        var result = {in};
        if (!({{condition}}))
        {
            {leave}
        }
        """, members);
}
