using BackendGuardrails.Configuration;
using BackendGuardrails.Tests.Facts;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Configuration.BG0001UnreadableOptionAnalyzer>;

namespace BackendGuardrails.Tests.Configuration;

public class BG0001UnreadableOptionTests
{
    private static Task Verify(string editorConfig, params (string Name, string Problem, string Advice)[] expected)
    {
        var test = new VerifyCS.Test { TestCode = "class One { }", EditorConfig = editorConfig };
        test.TestState.Sources.Add("class Two { }");
        foreach (var (name, problem, advice) in expected)
            test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithArguments("backend_guardrails." + name, problem, advice));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("redis_is_data_store = yes", "redis_is_data_store", "has the value 'yes', which is not true or false", "the default 'false' is used instead")]
    [InlineData("redis_is_data_store = 1", "redis_is_data_store", "has the value '1', which is not true or false", "the default 'false' is used instead")]
    [InlineData("default_timeout_seconds = 90s", "default_timeout_seconds", "has the value '90s', which is not a whole number above 0", "the default '30' is used instead")]
    [InlineData("default_timeout_seconds = 0", "default_timeout_seconds", "has the value '0', which is not a whole number above 0", "the default '30' is used instead")]
    [InlineData(
        "development_guards = IsLocal, +IsSandbox",
        "development_guards",
        "has the value 'IsLocal, +IsSandbox', which is not words separated by commas, or only +word and -word to change the default",
        "the default 'IsDevelopment, IsDev, IsLocal, IsDebug, IsDevelopmentMode' is used instead")]
    public Task A_value_that_cannot_be_read_is_reported_once_for_all_files(string line, string name, string problem, string advice) =>
        Verify("backend_guardrails." + line, (name, problem, advice));

    [Theory]
    [InlineData("sql_sinks", "Run")]
    [InlineData("sql_sinks", "Warehouse.Run, RunAll")]
    [InlineData("sql_sources", "Tenant Context.Current")]
    [InlineData("sql_sanitizers", "Quoting.Quote()")]
    [InlineData("sql_sanitizers", "Quoting.Quote(string)")]
    [InlineData("sql_sanitizers", "Quoting`1.Quote")]
    [InlineData("sql_sanitizers", "Quoting.")]
    [InlineData("sql_sanitizers", ".Quote")]
    [InlineData("sql_sanitizers", "Quoting..Quote")]
    [InlineData("sql_sanitizers", "Quoting::Quote")]
    [InlineData("sql_sinks", "Warehouse.2Run")]
    [InlineData("sql_sinks", "+Warehouse.Run, Warehouse.RunAll")]
    public Task A_name_that_no_member_can_have_is_reported(string name, string value) =>
        Verify($"backend_guardrails.{name} = {value}", (name, $"has the value '{value}', which is not members as Type.Member, separated by commas", "it counts as not set"));

    [Theory]
    [InlineData("")]
    [InlineData("backend_guardrails.sql_sinks =")]
    [InlineData("backend_guardrails.sql_sinks = Warehouse.Run")]
    [InlineData("backend_guardrails.sql_sinks = Contoso.Data.Script.Script , Lager.Ausführen")]
    [InlineData("backend_guardrails.sql_sources = +Tenant_Context.Current")]
    [InlineData("backend_guardrails.sql_sanitizers = Outer.Inner.Quote2")]
    [InlineData("backend_guardrails.redis_is_data_store = TRUE")]
    [InlineData("backend_guardrails.default_timeout_seconds = 90")]
    [InlineData("backend_guardrails.development_guards = +IsSandbox, -IsDebug")]
    [InlineData("backend_guardrails.development_guards = IsSandbox")]
    [InlineData("Backend_Guardrails.Default_Timeout_Seconds = 90")]
    [InlineData("backend_guardrail.default_timeout_seconds = soon")]
    [InlineData("dotnet_diagnostic.BG0001.severity = warning")]
    public Task What_can_be_read_is_not_reported(string line) => Verify(line);

    [Theory]
    [InlineData("default_timeout_second", "did you mean 'backend_guardrails.default_timeout_seconds'?")]
    [InlineData("default_timeuot_seconds", "did you mean 'backend_guardrails.default_timeout_seconds'?")]
    [InlineData("developmentguards", "did you mean 'backend_guardrails.development_guards'?")]
    [InlineData("colour", "it has no effect")]
    public Task A_name_that_no_option_has_is_reported(string name, string advice) =>
        Verify($"backend_guardrails.{name} = 1", (name, "is none of this package's options", advice));

    [Fact]
    public Task All_unreadable_options_are_reported() => Verify(
        "backend_guardrails.redis_is_data_store = si\nbackend_guardrails.default_cache_minutes = five",
        ("default_cache_minutes", "has the value 'five', which is not a whole number above 0", "the default '5' is used instead"),
        ("redis_is_data_store", "has the value 'si', which is not true or false", "the default 'false' is used instead"));

    [Fact]
    public Task Sections_with_different_values_are_reported_each() => Verify(
        "backend_guardrails.default_timeout_seconds = a\n[Test0.cs]\nbackend_guardrails.default_timeout_seconds = b",
        ("default_timeout_seconds", "has the value 'a', which is not a whole number above 0", "the default '30' is used instead"),
        ("default_timeout_seconds", "has the value 'b', which is not a whole number above 0", "the default '30' is used instead"));

    [Fact]
    public Task Test_projects_are_not_spared() => new VerifyCS.Test
    {
        TestCode = "namespace Xunit { class FactAttribute : Attribute { } }",
        EditorConfig = "backend_guardrails.redis_is_data_store = yes",
        ExpectedDiagnostics =
        {
            VerifyCS.Diagnostic().WithArguments("backend_guardrails.redis_is_data_store", "has the value 'yes', which is not true or false", "the default 'false' is used instead"),
        },
    }.RunAsync();

    [Fact]
    public async Task A_host_that_does_not_list_its_options_is_fine()
    {
        var compilation = CSharpCompilation.Create("Unlisted", [CSharpSyntaxTree.ParseText("class One { }")], Verifiers.RealReferences.Default);
        var options = TestOptions.Of(("backend_guardrails.redis_is_data_store", "yes"), ("backend_guardrails.unlisted", "1"));

        var diagnostics = await compilation.WithAnalyzers([new BG0001UnreadableOptionAnalyzer()], options).GetAnalyzerDiagnosticsAsync();

        Assert.Equal("BG0001", Assert.Single(diagnostics).Id);
    }
}
