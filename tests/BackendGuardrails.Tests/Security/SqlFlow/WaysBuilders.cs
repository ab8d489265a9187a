namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>StringBuilder and its like.</summary>
internal static class WaysBuilders
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("StringBuilder", """
            var builder = new StringBuilder();
            builder.Append("%");
            builder.Append({in});
            var result = builder.ToString();
            """),
        new("one of two StringBuilders", """
            var builder = new StringBuilder("%");
            var aside = new StringBuilder("_");
            builder.Append({in});
            aside.Append({other});
            Console.WriteLine(aside.Length);
            var result = builder.ToString();
            """),
        new("StringBuilder chain", "var result = new StringBuilder().Append('%').Append({in}).Append(5).AppendLine().ToString();"),
        new("StringBuilder made of the text", "var result = new StringBuilder({in}).Append('%').ToString();"),
        new("AppendLine", """
            var builder = new StringBuilder();
            builder.AppendLine({in});
            var result = builder.ToString();
            """),
        new("AppendFormat", """
            var builder = new StringBuilder();
            builder.AppendFormat(CultureInfo.InvariantCulture, "%{0}%{1}", {in}, {other}.Length);
            var result = builder.ToString();
            """),
        new("AppendJoin", """
            var builder = new StringBuilder();
            builder.AppendJoin(", ", new[] { "rome", {in} });
            var result = builder.ToString();
            """),
        new("StringBuilder.Insert", """
            var builder = new StringBuilder("%%");
            builder.Insert(1, {in});
            var result = builder.ToString();
            """),
        new("StringBuilder.Replace", """
            var builder = new StringBuilder("%#%");
            builder.Replace("#", {in});
            var result = builder.ToString();
            """),
        new("StringBuilder, interpolated", """
            var given = {in};
            var builder = new StringBuilder();
            builder.Append($"%{given}%");
            var result = builder.ToString();
            """),
        new("StringBuilder, part of it", """
            var builder = new StringBuilder("% ").Append({in});
            var result = builder.ToString(1, builder.Length - 1);
            """),
        new("StringBuilder in a loop", """
            var builder = new StringBuilder();
            foreach (var part in new[] { "rome", {in} })
            {
                if (builder.Length > 0)
                    builder.Append(", ");
                builder.Append(part);
            }
            var result = builder.ToString();
            """),
        new("StringBuilder passed to a helper", """
            var builder = new StringBuilder("%");
            Add(builder, {in}, {other});
            var result = builder.ToString();
            """)
        {
            Members = """
                private static void Add(StringBuilder target, string text, string rest)
                {
                    target.Append(text);
                    target.Append(rest.Length);
                }
                """,
        },
        new("StringBuilder returned by a helper", "var result = Start({in}).Append('%').ToString();")
        {
            Members = "private static StringBuilder Start(string text) => new StringBuilder(\"%\").Append(text);",
        },
        new("StringBuilder extended by an extension method", "var result = new StringBuilder(\"%\").AndThen({in}).ToString();")
        {
            Types = """
                internal static class Builders
                {
                    public static StringBuilder AndThen(this StringBuilder builder, string text)
                    {
                        if (builder.Length > 0)
                            builder.Append(' ');
                        return builder.Append(text);
                    }
                }
                """,
        },
        new("StringBuilder in a field", """
            builder.Append({in});
            aside.Append({other});
            var result = builder.ToString();
            """)
        {
            Members = "private readonly StringBuilder builder = new();\nprivate readonly StringBuilder aside = new();",
        },
        new("StringBuilder under another name", """
            var builder = new StringBuilder("%");
            var same = builder;
            same.Append({in});
            var result = builder.ToString();
            """),
        new("StringBuilder cleared", """
            var builder = new StringBuilder();
            builder.Append({other});
            Console.WriteLine(builder.Length);
            builder.Clear();
            builder.Append({in});
            var result = builder.ToString();
            """),
        new("StringWriter", """
            var writer = new StringWriter();
            var aside = new StringWriter();
            writer.Write({in});
            aside.Write({other});
            var result = writer.ToString();
            """),
        new("own builder of text", """
            var clause = new Clause();
            clause.And("city IS NOT NULL");
            clause.And({in});
            var result = clause.Build();
            """)
        {
            Types = """
                internal sealed class Clause
                {
                    private readonly List<string> parts = new();

                    public void And(string part) => parts.Add(part);

                    public string Build() => string.Join(" AND ", parts);
                }
                """,
        },
        new("own builder around a StringBuilder", """
            var result = new Clause().And("rome").And({in}).ToString();
            """)
        {
            Types = """
                internal sealed class Clause
                {
                    private readonly StringBuilder text = new();

                    public Clause And(string part)
                    {
                        text.Append(part).Append(' ');
                        return this;
                    }

                    public override string ToString() => text.ToString();
                }
                """,
        },
    ];
}
