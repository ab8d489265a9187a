using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace BackendGuardrails.Tests.House;

/// <summary>What the tests of fixes rely on. Everything here holds for the official packages, too (UseOfficialTesting=true).</summary>
public class HarnessFixTests
{
    [Fact]
    public Task A_fix_that_matches_passes() => Test("class [|one|] { }", "class One { }").RunAsync();

    [Fact]
    public Task A_fix_that_does_not_match_fails() => FailsAsync(Test("class [|one|] { }", "class Two { }"), "Test0.cs", "class One { }");

    [Fact]
    public Task White_space_counts() => FailsAsync(Test("class [|one|] { }", "class One  { }"), "Test0.cs");

    [Fact]
    public Task A_fix_that_leaves_code_that_does_not_compile_fails() =>
        FailsAsync(Test("class One { } class [|one|] { }", "class One { } class One { }"), "CS0101");

    [Fact]
    public Task A_fix_that_builds_another_tree_than_its_text_fails() =>
        FailsAsync(Test<UppercaseAnalyzer, CarelessCodeFix>("class [|one|] { }", "class A<T> { }"), "A<T>");

    [Fact]
    public Task A_fix_where_no_editor_offers_it_fails() =>
        FailsAsync(Test<LateAnalyzer, UppercaseCodeFix>("class [|one|] { }", "class One { }"), "fix");

    [Fact]
    public Task Two_hits_in_a_document_are_fixed() => Test("class [|one|] { class [|two|] { } }", "class One { class Two { } }").RunAsync();

    [Fact]
    public Task A_hit_without_a_fix_stays() =>
        Test("class [|one|] { class [|unfixable|] { } }", "class One { class {|TINY1:unfixable|} { } }", allow: true).RunAsync();

    [Fact]
    public Task No_fix_is_offered() => Test("class [|unfixable|] { }", "class [|unfixable|] { }").RunAsync();

    [Fact]
    public Task A_fix_that_is_offered_where_none_is_expected_fails() => FailsAsync(Test("class [|one|] { }", "class [|one|] { }"), "One");

    [Fact]
    public Task Two_documents_are_fixed()
    {
        var test = Test("class [|one|] { }", "class One { }");
        test.TestState.Sources.Add("class [|two|] { }");
        test.FixedState.Sources.Add("class Two { }");
        return test.RunAsync();
    }

    [Fact]
    public Task Two_projects_are_fixed()
    {
        var test = Test("class [|one|] : Base { }", "class One : Base { }");
        AddBase(test.TestState, "public class Base { } public class [|two|] { }");
        AddBase(test.FixedState, "public class Base { } public class Two { }");
        return test.RunAsync();

        static void AddBase(SolutionState state, string source)
        {
            state.AdditionalProjects["Base"].Sources.Add(source);
            state.AdditionalProjects["Base"].AdditionalReferences.Add(typeof(object).Assembly);
            state.AdditionalProjectReferences.Add("Base");
        }
    }

    [Fact]
    public Task Iterations_are_counted()
    {
        var test = Test("class [|one|] { class [|two|] { } }", "class One { class Two { } }");
        test.NumberOfIncrementalIterations = 2;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public Task A_wrong_number_of_iterations_fails(int iterations)
    {
        var test = Test("class [|one|] { class [|two|] { } }", "class One { class Two { } }");
        test.NumberOfIncrementalIterations = iterations;
        return FailsAsync(test, "iterations");
    }

    [Theory]
    [InlineData(0, "uppercase")]
    [InlineData(0, null)]
    [InlineData(null, "uppercase")]
    public Task The_first_action_can_be_chosen(int? index, string? key)
    {
        var test = Test("class [|one|] { }", "class One { }");
        (test.CodeActionIndex, test.CodeActionEquivalenceKey) = (index, key);
        return test.RunAsync();
    }

    [Theory]
    [InlineData(1, "underscore")]
    [InlineData(1, null)]
    [InlineData(null, "underscore")]
    public Task The_second_action_can_be_chosen(int? index, string? key)
    {
        var test = Test("class [|one|] { class [|two|] { } }", "class _one { class _two { } }");
        (test.CodeActionIndex, test.CodeActionEquivalenceKey) = (index, key);
        return test.RunAsync();
    }

    [Fact]
    public Task An_index_and_a_key_that_disagree_fail()
    {
        var test = Test("class [|one|] { }", "class One { }");
        (test.CodeActionIndex, test.CodeActionEquivalenceKey) = (0, "underscore");
        return FailsAsync(test, "equivalence key");
    }

    [Fact]
    public Task A_key_that_no_action_has_fails()
    {
        var test = Test("class [|one|] { }", "class One { }");
        test.CodeActionEquivalenceKey = "nothing";
        return FailsAsync(test, "Test0.cs");
    }

    [Fact]
    public Task The_title_can_be_verified()
    {
        var test = Test("class [|one|] { }", "class One { }");
        test.CodeActionVerifier = (action, verifier) => verifier.Equal("Rename to One", action.Title);
        return test.RunAsync();
    }

    [Fact]
    public Task Only_one_hit_may_be_fixed()
    {
        var test = Test("class [|one|] { class [|two|] { } }", "class One { class [|two|] { } }", allow: true);
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck;
        return test.RunAsync();
    }

    [Fact]
    public Task A_fix_whose_key_differs_per_hit_fails_in_Fix_All() =>
        FailsAsync(Test<UppercaseAnalyzer, PersonalKeyCodeFix>("class [|one|] { class [|two|] { } }", "class One { class Two { } }"), "Fix all", "1");

    [Fact]
    public Task Fix_All_may_take_as_many_iterations_as_said()
    {
        var test = Test<UppercaseAnalyzer, PersonalKeyCodeFix>("class [|one|] { class [|two|] { } }", "class One { class Two { } }");
        test.NumberOfFixAllIterations = 2;
        return test.RunAsync();
    }

    private static CSharpCodeFixTest<UppercaseAnalyzer, UppercaseCodeFix, DefaultVerifier> Test(string before, string after, bool allow = false) =>
        Test<UppercaseAnalyzer, UppercaseCodeFix>(before, after, allow);

    private static CSharpCodeFixTest<TAnalyzer, TCodeFix, DefaultVerifier> Test<TAnalyzer, TCodeFix>(string before, string after, bool allow = false)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TCodeFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TCodeFix, DefaultVerifier>
        {
            TestCode = before,
            FixedCode = after,
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
        };
        test.TestState.AdditionalReferences.Add(typeof(object).Assembly);
        if (allow)
            test.FixedState.MarkupHandling = MarkupMode.Allow;

        return test;
    }

    private static async Task FailsAsync<TVerifier>(AnalyzerTest<TVerifier> test, params string[] messages)
        where TVerifier : IVerifier, new()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => test.RunAsync());
        Assert.All(messages, message => Assert.Contains(message, failure.Message));
    }
}
