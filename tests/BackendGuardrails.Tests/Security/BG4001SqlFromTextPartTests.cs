using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Names and values that travel together: tuples, records, pairs and dictionaries, alone and in sequences.</summary>
public class BG4001SqlFromTextPartTests
{
    private const string Helpers = """

        private static readonly string[] Allowed = { "name", "city" };
        private readonly List<(string Column, string Value)> kept = new();
        private readonly Dictionary<string, string> named = new();
        private static IEnumerable<(string Column, string Value)> Yielded(string name) { yield return ("name", name); }
        private static string JoinAll<T>(IEnumerable<T> all, Func<T, string> show) => string.Join(" AND ", all.Select(show));
        public record Condition(string Column, string Value);
        public struct Pair { public string Column; public string Value; }

        """;

    [Theory]
    [InlineData("(\"name\", name)", "params (string Column, string Value)[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Column} = '{x.Value}'\"))")]
    [InlineData("(\"name\", name), (\"city\", \"x\")", "params (string Column, string Value)[] all", "$\"{all[0].Column} = '{all[0].Value}'\"")]
    [InlineData("new[] { (\"name\", name) }", "(string Column, string Value)[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Item1} = '{x.Item2}'\"))")]
    [InlineData("new List<(string, string)> { (\"name\", name) }", "List<(string A, string B)> all", "string.Join(\" AND \", all.Select(x => $\"{x.A} = '{x.B}'\"))")]
    [InlineData("new[] { (\"name\", name) }", "IEnumerable<(string, string)> all", "string.Join(\" AND \", all.Select(x => $\"{x.Item1} = '{x.Item2}'\"))")]
    [InlineData("new[] { (\"name\", name) }", "IReadOnlyList<(string C, string V)> all", "string.Join(\" AND \", from x in all where x.C != \"\" select $\"{x.C} = '{x.V}'\")")]
    [InlineData("new[] { new[] { (\"name\", name) } }", "(string C, string V)[][] all", "string.Join(\" OR \", all.Select(one => string.Join(\" AND \", one.Select(x => $\"{x.C} = '{x.V}'\"))))")]
    [InlineData("(\"a\", (\"name\", name))", "params (string Label, (string C, string V) Inner)[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Inner.C} = '{x.Inner.V}'\"))")]
    [InlineData("(\"name\", new[] { name })", "params (string C, string[] Values)[] all", "string.Join(\" OR \", all.SelectMany(x => x.Values.Select(value => $\"{x.C} = '{value}'\")))")]
    [InlineData("(new Condition(\"name\", name), 1)", "params (Condition Condition, int Weight)[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Condition.Column} = '{x.Condition.Value}'\"))")]
    [InlineData("(\"name\", name)", "params (string C, string V)[] all", "all.Aggregate(\"\", (text, x) => text + x.C + x.V)")]
    [InlineData("(\"name\", name)", "params (string C, string V)[] all", "string.Join(\"\", all.Where(x => x.V != \"\").OrderBy(x => x.C).ToList().ConvertAll(x => x.V))")]
    [InlineData("(\"name\", name)", "params (string C, string V)[] all", "string.Join(\"\", all.Zip(all, (a, b) => a.V + b.C))")]
    [InlineData("(\"name\", name)", "params (string C, string V)[] all", "string.Join(\"\", all.ToDictionary(x => x.C, x => x.V).Select(pair => pair.Key + pair.Value))")]
    [InlineData("(\"name\", name)", "params (string C, string V)[] all", "string.Join(\" AND \", all)")]
    [InlineData("new Condition(\"name\", name)", "params Condition[] all", "string.Join(\" AND \", all.Select(x => { var (column, value) = x; return $\"{column} = '{value}'\"; }))")]
    [InlineData("new Pair { Column = \"name\", Value = name }", "params Pair[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Column} = '{x.Value}'\"))")]
    [InlineData("Tuple.Create(\"name\", name)", "params Tuple<string, string>[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Item1} = '{x.Item2}'\"))")]
    [InlineData("new KeyValuePair<string, string>(\"name\", name)", "params KeyValuePair<string, string>[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Key} = '{x.Value}'\"))")]
    [InlineData("new Dictionary<string, string> { [\"name\"] = name }", "Dictionary<string, string> all", "string.Join(\" AND \", all.Select(pair => $\"{pair.Key} = '{pair.Value}'\"))")]
    [InlineData("new Dictionary<string, string> { [\"name\"] = name }", "IEnumerable<KeyValuePair<string, string>> all", "string.Join(\" AND \", all.Select(pair => pair.Value))")]
    [InlineData("new SortedDictionary<string, string> { { name, \"x\" } }", "IEnumerable<KeyValuePair<string, string>> all", "string.Join(\" AND \", all.Select(pair => pair.Key))")]
    [InlineData("new Dictionary<string, int> { [name] = 1 }", "IReadOnlyDictionary<string, int> all", "string.Join(\" AND \", all.Keys)")]
    [InlineData("new Dictionary<string, int> { [name] = 1 }", "Dictionary<string, int> all", "string.Join(\" AND \", new Dictionary<string, int>(all).Keys)")]
    [InlineData("new Dictionary<string, (string Op, string Value)> { [\"name\"] = (\"=\", name) }", "Dictionary<string, (string Op, string Value)> all", "string.Join(\"\", all.Select(pair => $\"{pair.Key} {pair.Value.Op} '{pair.Value.Value}'\"))")]
    [InlineData("Yielded(name)", "IEnumerable<(string Column, string Value)> all", "string.Join(\"\", all.Select(x => x.Value))")]
    public Task The_value_is_found_in_what_carries_it(string argument, string parameter, string text) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action($"connection.Query([|\"SELECT * FROM r WHERE \" + Where({argument})|]);", $"private static string Where({parameter}) => {text};{Helpers}"));

    [Theory]
    [InlineData("foreach (var (column, value) in all) sql += $\" AND {column} = '{value}'\";")]
    [InlineData("foreach (var x in all) sql += $\" AND {x.Item1} = '{x.Item2}'\";")]
    [InlineData("for (var i = 0; i < all.Length; i++) sql += $\" AND {all[i].Column} = '{all[i].Value}'\";")]
    [InlineData("foreach (ref readonly var x in all.AsSpan()) sql += x.Value;")]
    [InlineData("foreach (var (_, value) in all.Select((x, i) => (x, i)).Select(pair => pair.x)) sql += value;")]
    public Task The_value_is_found_in_loops_over_tuples(string loop) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(
        "connection.Query([|Where((\"name\", name))|]);",
        $$"""private static string Where(params (string Column, string Value)[] all) { var sql = "SELECT * FROM r WHERE 1 = 1"; {{loop}} return sql; }"""));

    [Theory]
    [InlineData("kept.Add((\"name\", name));", "string.Join(\"\", kept.Select(x => x.Value))")]
    [InlineData("var list = new List<(string C, string V)>(); if (id > 0) list.Add((\"name\", name));", "string.Join(\"\", list.Select(x => x.C + x.V))")]
    [InlineData("named[\"name\"] = name;", "string.Join(\"\", named.Values)")]
    [InlineData("named[name] = \"x\";", "string.Join(\"\", named.Keys)")]
    [InlineData("var pairs = new Dictionary<string, string>(); Fill(pairs, name);", "string.Join(\"\", pairs.Keys)")]
    public Task The_value_is_found_where_it_is_kept(string statement, string text) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action($"{statement} connection.Query([|\"SELECT * FROM r WHERE \" + {text}|]);", Helpers + "private static void Fill(Dictionary<string, string> pairs, string name) => pairs[name] = \"x\";"));

    [Theory]
    [InlineData("(\"id\", id)", "params (string Column, int Value)[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Column} = {x.Value}\"))")]
    [InlineData("(\"name\", name), (\"city\", \"x\")", "params (string Column, string Value)[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Column} = @{x.Column}\"))")]
    [InlineData("(\"name\", name), (\"city\", \"x\")", "params (string Column, string Value)[] all", "$\"{all[1].Column} = '{all[1].Value}'\"")]
    [InlineData("new[] { new[] { (\"name\", name) } }", "(string C, string V)[][] all", "string.Join(\" OR \", all.Select(one => string.Join(\" AND \", one.Select(x => $\"{x.C} = @p\"))))")]
    [InlineData("(\"a\", (\"name\", name))", "params (string Label, (string C, string V) Inner)[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Inner.C} = @{x.Label}\"))")]
    [InlineData("new Condition(\"name\", name)", "params Condition[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Column} = @p\"))")]
    [InlineData("new KeyValuePair<string, string>(\"name\", name)", "params KeyValuePair<string, string>[] all", "string.Join(\" AND \", all.Select(x => $\"{x.Key} = @{x.Key}\"))")]
    [InlineData("new Dictionary<string, string> { [\"name\"] = name }", "Dictionary<string, string> all", "string.Join(\" AND \", all.Select(pair => $\"{pair.Key} = @{pair.Key}\"))")]
    [InlineData("new Dictionary<string, string> { [\"name\"] = name }", "IEnumerable<KeyValuePair<string, string>> all", "string.Join(\" AND \", all.Select(pair => $\"{pair.Key} = @{pair.Key}\"))")]
    [InlineData("new Dictionary<string, object> { [\"name\"] = name }", "IReadOnlyDictionary<string, object> all", "string.Join(\" AND \", all.Keys.Select(key => key + \" = @\" + key))")]
    [InlineData("new Dictionary<string, (string Op, string Value)> { [\"name\"] = (\"=\", name) }", "Dictionary<string, (string Op, string Value)> all", "string.Join(\" \", all.Select(pair => $\"{pair.Key} {pair.Value.Op} @p\"))")]
    [InlineData("Yielded(name)", "IEnumerable<(string Column, string Value)> all", "string.Join(\"\", all.Select(x => x.Column))")]
    [InlineData("(name, \"x\")", "params (string Column, string Value)[] all", "string.Join(\" AND \", all.Where(x => Allowed.Contains(x.Column)).Select(x => $\"{x.Column} = @p\"))")]
    [InlineData("new Condition(name, \"x\")", "params Condition[] all", "string.Join(\" AND \", all.Where(x => Allowed.Contains(x.Column)).Select(x => $\"{x.Column} = @p\"))")]
    [InlineData("new Dictionary<string, int> { [name] = 1 }", "IReadOnlyDictionary<string, int> all", "string.Join(\" AND \", all.Where(x => Allowed.Contains(x.Key)).Select(x => $\"{x.Key} = @p\"))")]
    [InlineData("(name, \"x\")", "params (string Column, string Value)[] all", "all.Any(x => !Allowed.Contains(x.Column)) ? \"\" : string.Join(\" AND \", all.Select(x => $\"{x.Column} = @p\"))")]
    [InlineData("(name, \"x\")", "params (string Column, string Value)[] all", "all.All(x => Allowed.Contains(x.Column)) ? string.Join(\" AND \", all.Select(x => $\"{x.Column} = @p\")) : \"\"")]
    public Task A_name_is_safe_when_all_callers_choose_it_or_it_is_checked(string argument, string parameter, string text) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action($"connection.Query(\"SELECT * FROM r WHERE \" + Where({argument}));", $"private static string Where({parameter}) => {text};{Helpers}"));

    [Theory]
    [InlineData("all.Where(x => Allowed.Contains(x.Column)).Select(x => x.Value)")]
    [InlineData("all.Where(x => !Allowed.Contains(x.Column)).Select(x => x.Column)")]
    [InlineData("all.Where(x => x.Column != \"\").Select(x => x.Column)")]
    public Task A_check_of_one_member_is_none_of_the_other(string selected) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(
        "connection.Query([|\"SELECT * FROM r WHERE \" + Where((name, name))|]);",
        $"private static string Where(params (string Column, string Value)[] all) => string.Join(\" AND \", {selected});{Helpers}"));

    [Theory]
    [InlineData("foreach (var (column, value) in all) { if (!Allowed.Contains(column)) throw new ArgumentException(column); sql += $\" AND {column} = @p\"; }")]
    [InlineData("foreach (var x in all) { if (!Allowed.Contains(x.Column)) continue; sql += $\" AND {x.Column} = @p\"; }")]
    public Task A_name_that_the_loop_checks_is_safe_in_it(string loop) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(
        "connection.Query(Where((name, name)));",
        $$"""private static string Where(params (string Column, string Value)[] all) { var sql = "SELECT * FROM r WHERE 1 = 1"; {{loop}} return sql; }""" + Helpers));

    [Theory]
    [InlineData("Dictionary<string, string> all", "all.Select(pair => pair.Key + pair.Value)")]
    [InlineData("KeyValuePair<string, string>[] all", "all.Select(pair => pair.Key)")]
    [InlineData("(string Column, string Value)[] all", "all.Select(x => x.Value)")]
    public Task Parts_of_what_an_unknown_caller_hands_over_are_a_warning(string parameter, string parts) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + $$"""
        public class Store
        {
            public void Find(IDbConnection connection, {{parameter}}) => connection.Query([|"SELECT * FROM r WHERE " + string.Join(" AND ", {{parts}})|]);
        }
        """);
}
