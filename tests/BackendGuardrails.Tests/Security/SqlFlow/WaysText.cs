namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What strings are made of, and made into.</summary>
internal static class WaysText
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("interpolation", "var result = $\"%{{in}}%\";"),
        new("interpolation with format and alignment", """
            var given = {in};
            var result = $"{given,20}|{DateTime.UtcNow:yyyy}";
            """),
        new("raw string", """"
            var given = {in};
            var result = $"""%{given}%""";
            """"),
        new("verbatim string", "var given = {in};\nvar result = $@\"%{given}%\";"),
        new("appended in a loop", """
            var result = "";
            foreach (var end in new[] { "%", "_" })
                result += {in} + end;
            """),
        new("string.Format", "var result = string.Format(CultureInfo.InvariantCulture, \"%{0}%{1}\", {in}, {other}.Length);"),
        new("string.Concat", "var result = string.Concat(\"%\", {in}, \"%\");"),
        new("string.Concat of a list", "var result = string.Concat(new List<string> { \"%\", {in} });"),
        new("string.Join", "var result = string.Join(\",\", \"rome\", {in});"),
        new("string.Join of an array", """
            var parts = new[] { {in}, "rome" };
            var result = string.Join(" ", parts);
            """),
        new("Replace in what travels", "var result = {in}.Replace(\"-\", \"\");"),
        new("Replace by what travels", "var result = \"name of #\".Replace(\"#\", {in});"),
        new("Insert", "var result = \"%%\".Insert(1, {in});"),
        new("Remove", "var result = (\"--\" + {in}).Remove(0, 2);"),
        new("Trim", "var result = {in}.Trim();"),
        new("ToLower", "var result = {in}.ToLower();"),
        new("ToUpperInvariant", "var result = {in}.ToUpperInvariant();"),
        new("Substring", "var result = (\"a\" + {in}).Substring(1);"),
        new("range of a string", "var result = (\"a\" + {in})[1..];"),
        new("PadLeft", "var result = {in}.PadLeft(10);"),
        new("Split", "var result = {in}.Split(',')[0];"),
        new("Normalize", "var result = {in}.Normalize();"),
        new("ToString of a string", "var result = {in}.ToString();"),
        new("string.Intern", "var result = string.Intern({in});"),
        new("Convert.ToString", "var result = Convert.ToString({in}, CultureInfo.InvariantCulture)!;"),
        new("title case", "var result = CultureInfo.InvariantCulture.TextInfo.ToTitleCase({in});"),
        new("string.Create", """
            var given = {in};
            var result = string.Create(CultureInfo.InvariantCulture, $"%{given}%");
            """),
        new("FormattableString", """
            var given = {in};
            FormattableString text = $"%{given}%";
            var result = text.ToString(CultureInfo.InvariantCulture);
            """),
        new("FormattableString.Invariant", """
            var given = {in};
            var result = FormattableString.Invariant($"%{given}%");
            """),
        new("interpolated string handler", "var result = Percent({in});")
        {
            Members = """
                private static string Percent(string text)
                {
                    var handler = new DefaultInterpolatedStringHandler(2, 1);
                    handler.AppendLiteral("%");
                    handler.AppendFormatted(text);
                    return handler.ToStringAndClear();
                }
                """,
        },
        new("Regex.Replace", "var result = Regex.Replace({in}, \" +\", \" \");"),
        new("group of a match that takes everything", "var result = Regex.Match({in}, \"^(.*)$\").Groups[1].Value;"),
        new("quotes doubled", "var result = {in}.Replace(\"'\", \"''\");"),
        new("object in a concatenation", """
            object boxed = {in};
            var result = "%" + boxed;
            """),
        new("character by character", """
            var given = {in};
            var result = "";
            for (var index = 0; index < given.Length; index++)
                result += given[index];
            """),
    ];
}
