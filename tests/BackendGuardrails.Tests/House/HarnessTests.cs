using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Tests.House;

/// <summary>What rule tests rely on. Everything here holds for the official packages, too (UseOfficialTesting=true).</summary>
public class HarnessTests
{
    [Fact]
    public Task Marked_diagnostics_pass() => Test<UppercaseAnalyzer>("class [|one|] { class {|TINY1:two|} { } } class Three { }").RunAsync();

    [Fact]
    public Task Quiet_code_passes() => Test<UppercaseAnalyzer>("class One { }").RunAsync();

    [Theory]
    [InlineData("class [|on|]e { }")]
    [InlineData("class o[|ne|] { }")]
    [InlineData("class [|one |]{ }")]
    [InlineData("[|class one|] { }")]
    public Task A_wrong_span_fails_and_the_right_one_is_shown(string source) =>
        FailsAsync(Test<UppercaseAnalyzer>(source), "VerifyCS.Diagnostic().WithSpan(1, 7, 1, 10).WithArguments(\"one\", \"One\")");

    [Fact]
    public Task A_missing_diagnostic_fails() => FailsAsync(Test<UppercaseAnalyzer>("class [|One|] { }"), "1", "0");

    [Fact]
    public Task An_unexpected_diagnostic_fails_and_is_shown() =>
        FailsAsync(Test<UppercaseAnalyzer>("class one { }"), "warning TINY1: 'one' should be 'One'", ".WithSpan(1, 7, 1, 10)");

    [Fact]
    public Task A_compile_error_fails_and_is_shown() =>
        FailsAsync(
            Test<UppercaseAnalyzer>("class One : Missing { }"),
            "DiagnosticResult.CompilerError(\"CS0246\").WithSpan(1, 13, 1, 20).WithArguments(\"Missing\")");

    [Fact]
    public Task An_expected_compile_error_passes() => Test<UppercaseAnalyzer>("class One : {|CS0246:Missing|} { }").RunAsync();

    [Fact]
    public Task A_rule_that_crashes_fails() => FailsAsync(Test<UppercaseAnalyzer>("class crash { }"), "AD0001", "A rule that crashes.");

    [Theory]
    [InlineData("a{|X:b{|Y:c|}d|}", "abcd", "X", "bcd", "Y", "c")]
    [InlineData("a{|#0:b{|#1:c|#0}d|#1}", "abcd", "#0", "bc", "#1", "cd")]
    [InlineData("a[|b{|#0:c|]d|#0}", "abcd", "", "bc", "#0", "cd")]
    [InlineData("[|int[|] {|X:a[|}", "int[ a[", "", "int[", "X", "a[")]
    public void Markup_nests_overlaps_and_ends_at_brackets(string marked, string text, string key1, string span1, string key2, string span2)
    {
        TestFileMarkupParser.GetSpans(marked, out var output, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans);

        Assert.Equal(text, output);
        Assert.Equal(2, spans.Count);
        Assert.Equal(span1, output.Substring(spans[key1].Single().Start, spans[key1].Single().Length));
        Assert.Equal(span2, output.Substring(spans[key2].Single().Start, spans[key2].Single().Length));
    }

    [Fact]
    public Task A_position_marks_a_start() => Test<UppercaseAnalyzer>("class $$one { }").RunAsync();

    [Fact]
    public Task Positions_can_be_code()
    {
        var test = Test<UppercaseAnalyzer>("class One { const string S = $$\"\"\"{}\"\"\"; }");
        test.MarkupOptions = MarkupOptions.TreatPositionIndicatorsAsCode;
        return test.RunAsync();
    }

    [Fact]
    public Task Arguments_make_the_message() => Test<UppercaseAnalyzer>("class {|#0:one|} { }", [At(0).WithArguments("one", "One")]).RunAsync();

    [Fact]
    public Task A_wrong_argument_fails() =>
        FailsAsync(Test<UppercaseAnalyzer>("class {|#0:one|} { }", [At(0).WithArguments("one", "Two")]), "'one' should be 'One'");

    [Fact]
    public Task Missing_arguments_fail() =>
        FailsAsync(Test<UppercaseAnalyzer>("class {|#0:one|} { }", [At(0)]), ".WithArguments(\"one\", \"One\")");

    [Fact]
    public Task A_wrong_severity_fails() => FailsAsync(
        Test<UppercaseAnalyzer>("class {|#0:one|} { }", [At(0).WithArguments("one", "One").WithSeverity(DiagnosticSeverity.Error)]), "warning TINY1");

    [Fact]
    public Task Any_message_will_do_when_none_is_given() => Test<UppercaseAnalyzer>("class {|#0:one|} { }", [At(0).WithMessage(null)]).RunAsync();

    [Fact]
    public Task Diagnostics_without_a_descriptor_compare_arguments() => Test<UppercaseAnalyzer>(
        "class one : {|#0:Missing|} { }",
        [
            new DiagnosticResult("TINY1", DiagnosticSeverity.Warning).WithSpan(1, 7, 1, 10).WithArguments("one", "One"),
            DiagnosticResult.CompilerError("CS0246").WithLocation(0).WithArguments("Missing"),
        ]).RunAsync();

    [Fact]
    public Task A_start_alone_will_do_when_no_end_is_given() =>
        Test<UppercaseAnalyzer>("class one { }", [Rule.WithLocation(1, 7).WithArguments("one", "One")]).RunAsync();

    [Fact]
    public Task An_additional_location_that_is_not_there_fails() =>
        FailsAsync(Test<UppercaseAnalyzer>("class {|#0:one|} {|#1:{ }|}", [At(0).WithLocation(1).WithArguments("one", "One")]), "TINY1");

    [Fact]
    public Task An_option_from_a_config_file_is_read()
    {
        var test = Test<UppercaseAnalyzer>("class one { } class [|two|] { }");
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\ntiny.allowed = one\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task A_disabled_rule_is_quiet()
    {
        var test = Test<UppercaseAnalyzer>("class one { }");
        test.DisabledDiagnostics.Add("TINY1");
        return test.RunAsync();
    }

    [Fact]
    public Task Top_level_statements_need_an_executable()
    {
        var test = Test<UppercaseAnalyzer>("System.GC.Collect(); class [|one|] { }");
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task Reports_in_generated_code_fail() =>
        FailsAsync(Test<ForgetfulAnalyzer>("class [|one|] { }"), "auto-generated", ".WithSpan(2, 7, 2, 10)");

    [Fact]
    public Task Reports_in_generated_code_can_be_accepted()
    {
        var test = Test<ForgetfulAnalyzer>("class [|one|] { }");
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck;
        return test.RunAsync();
    }

    [Fact]
    public Task Two_files_are_one_compilation() => Test<UppercaseAnalyzer>("class One : two { }", [], "class [|two|] { }").RunAsync();

    private static DiagnosticResult Rule => new(UppercaseAnalyzer.Rule);

    private static DiagnosticResult At(int markupKey) => Rule.WithLocation(markupKey);

    private static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Test<TAnalyzer>(
        string source, DiagnosticResult[]? expected = null, params string[] more)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> { TestCode = source, ReferenceAssemblies = new ReferenceAssemblies("net10.0") };
        foreach (var file in more)
            test.TestState.Sources.Add(file);

        test.TestState.AdditionalReferences.Add(typeof(object).Assembly);
        test.ExpectedDiagnostics.AddRange(expected ?? []);
        return test;
    }

    private static async Task FailsAsync<TVerifier>(AnalyzerTest<TVerifier> test, params string[] messages)
        where TVerifier : IVerifier, new()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => test.RunAsync());
        Assert.All(messages, message => Assert.Contains(message, failure.Message));
    }
}
