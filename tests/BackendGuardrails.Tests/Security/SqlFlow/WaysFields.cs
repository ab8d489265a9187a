namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Fields, static and not: what is in one of them is not in another.</summary>
internal static class WaysFields
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("instance field", """
            chosen = {in};
            aside = {other};
            var result = chosen;
            """)
        {
            Members = "private string chosen = \"nobody\";\nprivate string aside = \"nobody\";",
        },
        new("instance field read by a method", """
            chosen = {in};
            aside = {other};
            var result = Chosen();
            """)
        {
            Members = "private string? chosen;\nprivate string? aside;\n\nprivate string Chosen() => chosen ?? aside!.Length.ToString();",
        },
        new("instance field written by a method", """
            Choose({in}, {other});
            var result = chosen;
            """)
        {
            Members = """
                private string chosen = "nobody";
                private string aside = "nobody";

                private void Choose(string text, string rest)
                {
                    chosen = text;
                    this.aside = rest;
                }
                """,
        },
        new("static field", """
            chosen = {in};
            aside = {other};
            var result = chosen;
            """)
        {
            Members = "private static string chosen = \"nobody\";\nprivate static string aside = \"nobody\";",
        },
        new("static field of another class", """
            Current.Name = {in};
            Current.City = {other};
            var result = Current.Name;
            """)
        {
            Types = "internal static class Current\n{\n    public static string Name = \"nobody\";\n    public static string City = \"nowhere\";\n}",
        },
        new("static class with state", """
            Current.Remember({in});
            var result = Current.Recall();
            """)
        {
            Types = """
                internal static class Current
                {
                    private static string kept = "nobody";

                    public static void Remember(string text) => kept = text;

                    public static string Recall() => kept;
                }
                """,
        },
        new("field of another class", """
            var holder = new Holder();
            holder.Name = {in};
            holder.City = {other};
            var result = holder.Name;
            """)
        {
            Types = "internal sealed class Holder\n{\n    public string Name = \"nobody\";\n    public string City = \"nowhere\";\n}",
        },
        new("static constructor's field", """
            Current.Names[0] = {in};
            var result = Current.Names[0];
            """)
        {
            Types = """
                internal static class Current
                {
                    public static readonly string[] Names;

                    static Current() => Names = new[] { "nobody" };
                }
                """,
        },
    ];
}
