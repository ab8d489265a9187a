using System.Diagnostics;
using System.Text;
using BackendGuardrails.Security;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BackendGuardrails.Tests.Facts.Values;

/// <summary>Code that leads back to itself, and code that is larger than any a person wrote: values are followed to an end, and in time.</summary>
public class ValueRobustnessTests
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("string A(string x) => A(x); public void M(string p) { Sink(A(p)); Sink(p); }")]
    [InlineData("string A(string x) => B(x); string B(string x) => A(x); public void M(string p) { Sink(A(p)); Sink(p); }")]
    [InlineData("string A(string x) => x.Length > 9 ? x : B(x + 1); string B(string x) => C(x); string C(string x) => A(x) + B(x); public void M(string p) => Sink(A(p));")]
    [InlineData("string A(string x) { string L(string y) => y.Length > 3 ? y : L(y + x); return L(x); } public void M(string p) => Sink(A(p));")]
    [InlineData("public void M(string p) { Func<string, string> f = null!; f = x => x.Length > 3 ? x : f(x + p); Sink(f(p)); }")]
    [InlineData("public void M(string p) { Sink(p); M(p + p); }")]
    [InlineData("string sql = \"\"; public void M(string p) { sql = sql + sql; sql += p; Sink(sql); }")]
    [InlineData("string Sql => Sql2; string Sql2 => Sql; public void M(string p) { Sink(Sql); Sink(p); }")]
    [InlineData("string One { get => Two; set => Two = value; } string Two { get => One; set => One = value; } public void M(string p) { One = p; Sink(Two); Sink(p); }")]
    [InlineData("class Node { public Node? Next; public string Text = \"\"; } public void M(string p) { var n = new Node(); n.Next = n; n.Text = p; Sink(n.Next.Next!.Next!.Text); Sink(p); }")]
    [InlineData("class Node { public Node? Next; public string Text = \"\"; } string Last(Node n) => n.Next is { } next ? Last(next) : n.Text; public void M(string p) { Sink(Last(new Node { Next = new Node { Text = p } })); Sink(p); }")]
    [InlineData("interface I { string S(string x); } class A : I { I i = null!; public string S(string x) => i.S(x); } class B : I { I i = null!; public string S(string x) => i.S(x) + x; } public void M(string p) { I i = new A(); Sink(i.S(p)); Sink(p); }")]
    [InlineData("IEnumerable<string> A(string x) { yield return x; foreach (var y in A(x)) yield return y + x; } public void M(string p) { foreach (var s in A(p)) Sink(s); }")]
    [InlineData("async Task<string> A(string x) { await Task.Yield(); return await A(x) + x; } public async Task M(string p) => Sink(await A(p));")]
    [InlineData("void A(ref string x, out string y) { if (x.Length > 3) A(ref x, out y); y = x; } public void M(string p) { A(ref p, out var q); Sink(q); }")]
    [InlineData("List<object> L(List<object> x) { x.Add(x); x.Add(L(x)); return x; } public void M(string p) { var l = L(new List<object> { p }); Sink(\"\" + l[0]); }")]
    public Task Calls_and_members_that_lead_back_to_themselves_come_to_an_end(string members) => ReportsAsync(members, isReported: true);

    [Theory]
    [InlineData("var q = \"SELECT\"; q = q + q; q += q; Sink(q);", false)]
    [InlineData("var q = \"SELECT\"; while (q.Length < 100) q = q + \",\" + q; Sink(q);", false)]
    [InlineData("var q = \"\"; for (var i = 0; i < 9; i++) q = q + p; Sink(q);", true)]
    [InlineData("string a = \"\", b = \"\", c = p; while (true) { Sink(a); (a, b, c) = (b, c, a); }", true)]
    [InlineData("string a = \"\", b = \"\"; do { a = b; b = a + p; Sink(a); } while (a.Length < b.Length);", true)]
    [InlineData("var l = new List<string>(); while (l.Count < 9) { l.Add(string.Concat(l)); l.Add(p); } Sink(string.Concat(l));", true)]
    [InlineData("var l = new List<string>(); while (l.Count < 99) l.Add(\"x\"); Sink(string.Concat(l));", false)]
    [InlineData("var b = new StringBuilder(); foreach (var c in p) { b.Append(b).Append(c); b = new StringBuilder(b.ToString()); } Sink(b.ToString());", true)]
    [InlineData("again: p += p; if (p.Length < 100) goto again; Sink(p);", true)]
    [InlineData("try { p = p + p; } catch { p = p + \"\"; throw; } finally { p = p.Trim() + p; } Sink(p);", true)]
    [InlineData("for (;;) { try { if (p.Length > 3) break; continue; } finally { p += p; } } Sink(p);", true)]
    [InlineData("object o = p; for (;;) { o = new object[] { o }; Sink(\"\" + o); }", true)]
    [InlineData("Func<string> f = () => p; for (var i = 0; i < 9; i++) { var g = f; f = () => g() + f(); } Sink(f());", true)]
    public Task Variables_that_are_made_of_themselves_come_to_rest(string statements, bool isReported) => ReportsAsync($"public void M(string p) {{ {statements} }}", isReported);

    [Fact]
    public Task Ten_thousand_constants_are_harmless() => ReportsAsync(
        $"public void M() {{ var a = \"x\"; Sink({string.Join(" + ", Enumerable.Range(0, 5_000).Select(index => $"\"{index}\" + a"))}); }}", isReported: false);

    [Fact]
    public Task Ten_thousand_variables_are_parts_of_one_text() => ReportsAsync(
        $"public void M({string.Join(", ", Enumerable.Range(0, 200).Select(index => $"string p{index}"))}) => Sink(\"SELECT \" + {string.Join(" + ", Enumerable.Range(0, 10_000).Select(index => $"p{index % 200}"))});",
        isReported: true);

    [Fact]
    public Task A_text_of_ten_thousand_additions_is_followed() => ReportsAsync(
        $"public void M(string p) {{ var sql = \"SELECT\"; {string.Concat(Enumerable.Repeat("sql += \",\"; ", 9_999))} sql += p; Sink(sql); }}", isReported: true);

    [Fact]
    public Task A_thousand_calls_in_one_another_come_to_an_end() => ReportsAsync(
        string.Concat(Enumerable.Range(0, 1_000).Select(index => $"private string M{index}(string x) => M{index + 1}(x) + {index};\n"))
            + "private string M1000(string x) => x; public void M(string p) { Sink(M0(p)); }",
        isReported: null);

    [Fact]
    public Task A_thousand_callers_of_one_another_come_to_an_end() => ReportsAsync(
        string.Concat(Enumerable.Range(0, 1_000).Select(index => $"private void M{index + 1}(string x) => M{index}(x + {index});\n"))
            + "private void M0(string x) => Sink(x); public void M(string p) { M1000(p); }",
        isReported: true,
        atLeast: DiagnosticSeverity.Info);

    [Fact]
    public Task Methods_that_all_call_each_other_come_to_an_end() => ReportsAsync(
        string.Concat(Enumerable.Range(0, 60).Select(index =>
            $"private string M{index}(string x) {{ var s = x; {string.Concat(Enumerable.Range(0, 60).Select(other => $"s += M{other}(s); "))} return s; }}\n"))
            + "public void M(string p) => Sink(M0(p));",
        isReported: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_switch_of_two_thousand_arms_is_a_whitelist_unless_one_arm_is_not(bool isReported) => ReportsAsync(
        $"public void M(string p) => Sink(p switch {{ {string.Concat(Enumerable.Range(0, 2_000).Select(index => $"\"{index}\" => \"column{index}\", "))} _ => {(isReported ? "p" : "\"id\"")} }});", isReported);

    [Fact]
    public Task A_method_of_three_thousand_lines_is_read_to_its_end()
    {
        var body = new StringBuilder("var sql = \"SELECT\";\n");
        for (var index = 0; index < 1_000; index++)
            body.Append($"var v{index} = p + {index};\nif (p.Length > {index}) sql = sql + v{index};\nelse Use(v{index}, ref sql);\n");
        return ReportsAsync($"private void Use(string a, ref string b) {{ if (a.Length > 2) b += a; }}\npublic void M(string p) {{ {body} Sink(sql); }}", isReported: true);
    }

    [Fact]
    public Task Lambdas_in_lambdas_are_followed_or_called_unknown()
    {
        var nested = Enumerable.Range(0, 25).Aggregate("Sink(p);", (inner, index) => $"Action a{index} = () => {{ {inner} }}; a{index}();");
        return ReportsAsync($"public void M(string p) {{ {nested} }}", isReported: true, atLeast: DiagnosticSeverity.Info);
    }

    [Fact]
    public Task Deep_blocks_and_conditions_are_followed()
    {
        var nested = Enumerable.Range(0, 100).Aggregate("Sink(p + q);", (inner, index) => $"if (p.Length > {index}) {{ q = q + p; foreach (var c{index} in q) {{ {inner} }} }}");
        return ReportsAsync($"public void M(string p) {{ var q = \"\"; {nested} }}", isReported: true);
    }

    [Fact]
    public Task Two_hundred_sinks_that_share_a_helper_are_all_found_in_time() => ReportsAsync(
        string.Concat(Enumerable.Range(0, 200).Select(index => $"public void M{index}(string p) => Sink(Where(\"c{index}\", p));\n"))
            + "private static string Where(string column, string value) => $\"SELECT * FROM t WHERE {column} = '{Clean(value)}'\"; private static string Clean(string x) => x.Trim();",
        isReported: true);

    [Theory]
    [InlineData("public void M(string p) { Sink( }")]
    [InlineData("public void M(string p) { Sink(p +); }")]
    [InlineData("public void M(string p) { Sink(p + ) + \"\"; c.CommandText = }")]
    [InlineData("public void M(string p) { new NpgsqlCommand( }")]
    [InlineData("public void M(string p) { new NpgsqlCommand { CommandText = } ; }")]
    [InlineData("public void M(string p) { c.CommandText += ; c.CommandText = p switch { }; c.CommandText = p switch { \"a\" => }; }")]
    [InlineData("public void M(string p) { connection.Query($\"SELECT {p\"); }")]
    [InlineData("public void M(string p) { connection.Query($\"SELECT {}\"); connection.Query(); connection.Query<>(p); }")]
    [InlineData("public void M(string p) { foreach (var x in ) Sink(x); if () Sink(p); while (Sink(p)) ; }")]
    [InlineData("public void M(string p) { var x = Nowhere(p); Sink(x); Sink(x.Y.Z(p)); Sink(missing); }")]
    [InlineData("public void M(string p) { var (a, b) = p; Sink(a); (var c, d) = (p, p); Sink(c); }")]
    [InlineData("public void M(string p { Sink(p); } string N( => p; string O() => ; int Q { get => ; set }")]
    [InlineData("public M(string p) : base(p { Sink(p); } string f = ; string g = Sink(;")]
    [InlineData("class X : Y { string s; X(string s) : this() => this.s = s; void M() { Sink(s); new X(s) { s = }; } }")]
    [InlineData("public void M(string p) { goto nowhere; Sink(p); here: here: Sink(p); break; continue; yield return p; }")]
    [InlineData("public void M(string p) { await Sink(p); Func<string> f = () => ; Sink(f()); Action<> g = x => Sink(x); }")]
    [InlineData("record R(string S, R, string) { void M() => Sink(S); } void N(R r) => Sink(r with { S = }.S + r.);")]
    public Task Half_typed_code_does_no_harm(string members) => ReportsAsync(members, isReported: null);

    /// <param name="isReported">Null where only that it ends counts.</param>
    private static async Task ReportsAsync(string members, bool? isReported, DiagnosticSeverity atLeast = DiagnosticSeverity.Warning)
    {
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var source = $$"""
            using System.Text;
            using Dapper;
            using Microsoft.AspNetCore.Mvc;
            using Npgsql;

            public class CustomersController : ControllerBase
            {
                private readonly NpgsqlConnection connection = null!;
                private readonly NpgsqlCommand c = null!;
                private void Sink(string sql) => connection.Execute(sql);
            {{members}}
            }
            """;
        var compilation = CSharpCompilation.Create(
            "Robust",
            [CSharpSyntaxTree.ParseText(GlobalUsings.Web, parsing, "/0/GlobalUsings.g.cs"), CSharpSyntaxTree.ParseText(source, parsing, "/0/Test.cs")],
            RealReferences.Default,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var watch = Stopwatch.StartNew();
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(3).ToList();
        if (isReported is not null)
            Assert.Empty(errors);

        // On a busy machine the compiler itself is the clock.
        var limit = TimeSpan.FromTicks(Math.Max(Least.Ticks, 10 * watch.Elapsed.Ticks));
        using var stop = new CancellationTokenSource(limit);
        watch.Restart();
        var thrown = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (exception, _, _) => thrown.Add(exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        try
        {
            var reports = await compilation.WithAnalyzers([new BG4001SqlFromTextAnalyzer()], options).GetAnalyzerDiagnosticsAsync(stop.Token).WaitAsync(limit);
            Assert.Empty(thrown);
            if (isReported is { } expected)
                Assert.Equal(expected, reports.Any(report => report.Severity >= atLeast));
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            Assert.Fail($"It took longer than {watch.Elapsed.TotalSeconds:0} seconds.");
        }
    }
}
