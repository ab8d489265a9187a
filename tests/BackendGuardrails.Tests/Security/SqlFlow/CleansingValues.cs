namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What is sent is turned into a value of which no SQL can be made, or is gone before the SQL is built.</summary>
internal static class CleansingValues
{
    public static IReadOnlyList<Way> All { get; } =
    [
        Cleansing("int.Parse", "var result = int.Parse({in}, CultureInfo.InvariantCulture);"),
        Cleansing("int.Parse as text", "var result = int.Parse({in}).ToString(CultureInfo.InvariantCulture);"),
        Cleansing("long.Parse in a method", "var result = Number({in});", members: "private static long Number(string text) => long.Parse(text);"),
        Cleansing("Convert.ToInt32", "var result = Convert.ToInt32({in}, CultureInfo.InvariantCulture);"),
        Cleansing("decimal.Parse", "var result = decimal.Parse({in}, CultureInfo.InvariantCulture);"),
        Cleansing("bool.Parse", "var result = bool.Parse({in});"),
        Cleansing("Guid.Parse", "var result = Guid.Parse({in}).ToString();"),
        Cleansing("new Guid", "var result = new Guid({in}).ToString(\"N\");"),
        Cleansing("DateTime.Parse", "var result = DateTime.Parse({in}, CultureInfo.InvariantCulture).ToString(\"yyyy-MM-dd\", CultureInfo.InvariantCulture);"),
        Cleansing("DateOnly.Parse", "var result = $\"{DateOnly.Parse({in}, CultureInfo.InvariantCulture):yyyy-MM-dd}\";"),
        Cleansing(
            "Enum.Parse", "var result = Enum.Parse<Column>({in}).ToString();", types: "internal enum Column\n{\n    Id,\n    Name,\n}"),
        Cleansing(
            "Enum.TryParse", "var result = Enum.TryParse<Column>({in}, out var column) ? column : Column.Id;", types: "internal enum Column\n{\n    Id,\n    Name,\n}"),
        Cleansing("length", "var result = {in}.Length;"),
        Cleansing("comparison", "var result = {in} == \"all\";"),
        Cleansing("hash code", "var result = {in}.GetHashCode();"),
        Cleansing("index of a character", "var result = {in}.IndexOf('a').ToString(CultureInfo.InvariantCulture);"),
        Cleansing("number parsed into a list", """
            var numbers = {in}.Split(',').Select(int.Parse).ToList();
            var result = string.Join(", ", numbers);
            """),
        Cleansing("number in an array of numbers", """
            var numbers = new[] { int.Parse({in}), 5 };
            var result = string.Join(", ", numbers);
            """),
        Cleansing("number kept in an object", """
            var page = new Page { Number = int.Parse({in}) };
            var result = "page " + page.Number;
            """, types: "internal sealed class Page\n{\n    public int Number { get; set; }\n}"),
        Cleansing("TryParse with a default", """
            if (!int.TryParse({in}, out var number))
                number = 1;
            var result = number;
            """),
        Cleansing("TryParse in a conditional expression", "var result = int.TryParse({in}, out var number) ? number : 10;"),
        Cleansing("Math.Clamp", "var result = Math.Clamp(int.Parse({in}), 1, 100);"),
        Cleansing("switch expression of constants", """
            var result = {in} switch
            {
                "a" => "id",
                "b" => "name",
                _ => throw new ArgumentException("No such column."),
            };
            """),
        Cleansing("switch expression of constants with a default", """
            var given = {in};
            var result = given.ToLowerInvariant() switch
            {
                "created" => "created_at",
                "name" or "names" => "name",
                _ => "id",
            };
            """),
        Cleansing("switch statement of constants", """
            string result;
            switch ({in})
            {
                case "a":
                    result = "id";
                    break;
                default:
                    result = "name";
                    break;
            }
            """),
        Cleansing("conditional expression of constants", "var result = {in} == \"desc\" ? \"DESC\" : \"ASC\";"),
        Cleansing("condition of constants", """
            var result = "ASC";
            if ({in}.StartsWith("d", StringComparison.OrdinalIgnoreCase))
                result = "DESC";
            """),
        Cleansing("method that answers with constants", "var result = Column({in});", members: """
            private static string Column(string text)
            {
                if (text == "a")
                    return "id";
                return text.Length > 3 ? "name" : "city";
            }
            """),
        Cleansing("dictionary of constants", """
            if (!Columns.TryGetValue({in}, out var result))
            {
                {leave}
            }
            """, members: "private static readonly Dictionary<string, string> Columns = new() { [\"a\"] = \"id\", [\"b\"] = \"name\" };"),
        Cleansing("dictionary of constants with a default", "var result = Columns.GetValueOrDefault({in}, \"id\");", members: """
            private static readonly IReadOnlyDictionary<string, string> Columns = new Dictionary<string, string>
            {
                { "a", "id" },
                { "b", "name" },
            };
            """),
        Cleansing("dictionary of constants by index", "var result = Columns[{in}];", members: """
            private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase) { ["a"] = "id", ["b"] = "name" };
            """),
        Cleansing("array of constants", "var result = Columns[int.Parse({in}) % 2];", members: "private static readonly string[] Columns = { \"id\", \"name\" };"),
        Cleansing("overwritten by a constant", """
            var result = {in};
            Console.WriteLine(result.Length);
            result = "berlin";
            """),
        Cleansing("overwritten by a constant on both branches", """
            var result = {in};
            if (result.Length > 5)
                result = "long";
            else
                result = "short";
            """),
        Cleansing("method that forgets its argument", "var result = Fixed({in});", members: """
            private static string Fixed(string text)
            {
                Console.WriteLine(text.Length);
                return "berlin";
            }
            """),
        Cleansing("dead branch", """
            var result = "berlin";
            if (7 * 6 > 50)
                result = {in};
            """),
        Cleansing("dead branch of a constant field", """
            var result = "berlin";
            if (Off)
                result += {in};
            """, members: "private const bool Off = false;"),
        Cleansing("nothing but the name of it", "var result = nameof(input) + {in}.Length;"),
        Cleansing("new identifier", """
            Console.WriteLine({in}.Length);
            var result = Guid.NewGuid().ToString("N");
            """),
        Cleansing("parameter of the statement, named by number", """
            var given = {in};
            var result = string.Join(", ", given.Split(',').Select((_, index) => "@p" + index));
            """),
    ];

    internal static Way Cleansing(string name, string body, string members = "", string types = "") =>
        new(name, body) { Members = members, Types = types, Cleanses = true };
}
