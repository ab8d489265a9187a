using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>What slipped through once.</summary>
public class BG4001SqlFromTextMissTests
{
    [Theory]
    [InlineData("connection.Query([|new Sorted().By(name).Build()|]);")]
    [InlineData("connection.Query([|new Sorted().By(name).Text|]);")]
    [InlineData("var q = new Sorted(); q.Sort(name); connection.Query([|q.Build()|]);")]
    [InlineData("var q = new Sorted(); q.Sort(name); connection.Query([|q.Text|]);")]
    [InlineData("var q = new Sorted { order = name }; using var command = new NpgsqlCommand([|q.Build()|]);")]
    [InlineData("var q = new Sorted { order = name }; var command = new NpgsqlCommand(); command.CommandText = [|q.Build()|];")]
    [InlineData("var q = new Sorted { order = name }; var command = new NpgsqlCommand { CommandText = [|q.Build()|] };")]
    [InlineData("var q = new Sorted { order = name }; db.Database.ExecuteSqlRaw([|q.Build()|]);")]
    [InlineData("var q = new Sorted { order = name }; for (var i = 0; i < id; i++) connection.Query([|q.Build()|]);")]
    public Task A_query_object_that_is_asked_for_its_text_right_in_the_sink(string statement) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(statement, """
        }

        internal class Sorted
        {
            public string order = "id";
            public Sorted By(string column) { order = column; return this; }
            public void Sort(string column) => order = column;
            public string Text => "SELECT * FROM customers ORDER BY " + order;
            public string Build() => "SELECT * FROM customers ORDER BY " + order;
        """));

    [Theory]
    [InlineData("if (!Regex.IsMatch(name, \"^[a-z]+$\", RegexOptions.Multiline)) return;")]
    [InlineData("if (!Regex.IsMatch(name, \"^[a-z]+$\", RegexOptions.Multiline | RegexOptions.IgnoreCase)) return;")]
    [InlineData("if (!new Regex(\"^[a-z]+$\", RegexOptions.Multiline).IsMatch(name)) return;")]
    [InlineData("if (!Lines.IsMatch(name)) return;")]
    [InlineData("if (!Regex.IsMatch(name, \"^[a-z ]+$\")) return;")]
    [InlineData("if (!Regex.IsMatch(name, @\"^[\\w\\s,]+$\")) return;")]
    public Task A_pattern_that_lets_other_lines_or_more_words_pass(string check) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(
        check + " connection.Query([|$\"SELECT {name} FROM customers\"|]);",
        "private static readonly Regex Lines = new(\"^[a-z]+$\", RegexOptions.Compiled | RegexOptions.Multiline);"));

    [Theory]
    [InlineData("if (!Regex.IsMatch(name, \"^[a-z]+$\", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)) return;")]
    [InlineData("if (!new Regex(\"^[a-z]+$\", RegexOptions.Compiled, TimeSpan.FromSeconds(1)).IsMatch(name)) return;")]
    public Task Other_options_change_nothing(string check) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(check + " connection.Query($\"SELECT {name} FROM customers\");"));

    [Fact]
    public Task Arguments_by_name_in_another_order() => new VerifyCS.Test
    {
        TestCode = SqlShop.Action("""
            using var adapter = new NpgsqlDataAdapter(selectConnectionString: "Host=" + name, selectCommandText: "SELECT 1");
            using var other = new NpgsqlDataAdapter(selectConnectionString: "Host=localhost", selectCommandText: [|"SELECT * FROM " + name|]);
            Script.Run(label: name, sql: "SELECT 1");
            Script.Run(label: "", sql: [|"SELECT * FROM " + name|]);
            """, """
            }

            public static class Script { public static void Run(string sql, string label) { }
            """),
        EditorConfig = "backend_guardrails.sql_sinks = Script.Run",
    }.RunAsync();

    [Theory]
    [InlineData("if (Quoting.IsKnown(name)) return;")]
    [InlineData("if (!Quoting.IsKnown(name)) Console.WriteLine(name);")]
    [InlineData("_ = Quoting.IsKnown(name);")]
    public Task A_sanitizer_that_answers_false_has_let_nothing_pass(string check) => new VerifyCS.Test
    {
        TestCode = SqlShop.Action(
            check + " connection.Query([|$\"SELECT * FROM {name}\"|]);",
            "} public static class Quoting { public static bool IsKnown(string name) => name.Length < 5;"),
        EditorConfig = "backend_guardrails.sql_sanitizers = Quoting.IsKnown",
    }.RunAsync();

    [Theory]
    [InlineData(13)]
    [InlineData(20)]
    public Task Text_that_goes_through_many_methods(int levels) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(
        "connection.Query([|M0(name)|]);",
        string.Concat(Enumerable.Range(0, levels).Select(level => $"private string M{level}(string x) => M{level + 1}(x) + {level};\n")) + $"private string M{levels}(string x) => x;"));
}
