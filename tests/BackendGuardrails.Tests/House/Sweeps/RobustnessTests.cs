using System.Text;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.House;

/// <summary>Damaged, circular and enormous code: no rule throws, no rule hangs, no fix throws.</summary>
public class RobustnessTests
{
    private const int Mutants = 300;

    public static TheoryData<string> Circles => new(TroubledCode.Circles);

    public static TheoryData<string> HalfTyped => new(TroubledCode.HalfTyped);

    public static TheoryData<string> Reassigned => new(TroubledCode.Reassigned);

    [Fact]
    public async Task Our_own_source_is_fine() => await AllAnalyzers.RunAsync(new OwnSource(RepositoryFiles.Current).Compilation, "our own source");

    [Theory]
    [MemberData(nameof(Circles))]
    public Task Code_that_goes_in_circles_is_fine(string members) => AllAnalyzers.RunWithFixesAsync(SweptCode.Alone(TroubledCode.Around(members)), "circular code");

    [Theory]
    [MemberData(nameof(HalfTyped))]
    public Task Half_typed_code_is_fine(string text) => AllAnalyzers.RunWithFixesAsync(SweptCode.Alone(text), "half-typed code");

    [Theory]
    [MemberData(nameof(Reassigned))]
    public Task A_variable_assigned_from_itself_is_fine(string statements) =>
        AllAnalyzers.RunWithFixesAsync(SweptCode.Alone(TroubledCode.Around($"async Task M(IQueryable<int> all, bool a) {{ {statements} }}")), "a variable assigned from itself");

    [Fact]
    public async Task A_project_referenced_as_a_compilation_is_fine()
    {
        foreach (var (_, text) in SweptCode.BrokenFiles())
            await AllAnalyzers.RunWithFixesAsync(SweptCode.BesideTheSample(text), "a file beside the project it belongs to");
    }

    [Fact]
    public Task A_long_concatenation_is_fine() => AllAnalyzers.RunWithFixesAsync(
        SweptCode.Alone(TroubledCode.Around($"void M(string a) {{ var text = {string.Join(" + ", Enumerable.Repeat("a + \"b\"", 2500))}; Use(text); }}")), "a concatenation of 5,000 parts");

    [Fact]
    public async Task A_long_condition_is_fine()
    {
        await AllAnalyzers.RunAsync(Condition(2000), "a condition of 2,000 parts");
        // What simplifies the code after a fix is the editor's, and gives up earlier on a small stack.
        await AllAnalyzers.RunWithFixesAsync(Condition(500), "a condition of 500 parts");

        static Project Condition(int parts) => SweptCode.Alone(TroubledCode.Around($"void M(bool a) {{ if ({string.Join(" && ", Enumerable.Repeat("a", parts))}) {{ {TroubledCode.Triggers} }} }}"));
    }

    [Fact]
    public Task Deep_nesting_is_fine() => AllAnalyzers.RunWithFixesAsync(
        SweptCode.Alone(TroubledCode.Around($"void M(bool a) {{ {Nested("if (a) {", 200, TroubledCode.Triggers)} }}")), "200 nested ifs");

    [Fact]
    public Task Deep_lambdas_are_fine() => AllAnalyzers.RunWithFixesAsync(
        SweptCode.Alone(TroubledCode.Around($"void M(bool a) {{ {Nested("Action run = () => {", 12, TroubledCode.Triggers, "};")} }}".Replace("Action run", "Action _"))), "12 nested lambdas");

    [Fact]
    public Task A_long_chain_of_calls_is_fine() => AllAnalyzers.RunWithFixesAsync(
        SweptCode.Alone(TroubledCode.Around($"void M(IQueryable<int> all) {{ var q = all{string.Concat(Enumerable.Repeat(".Where(x => x > 1)", 150))}; }}")), "150 calls in a chain");

    [Fact]
    public Task A_huge_method_is_fine() => AllAnalyzers.RunAsync(
        SweptCode.Alone(TroubledCode.Around($"void M(bool a) {{ {string.Concat(Enumerable.Repeat($"{{ {TroubledCode.Triggers} }}\n", 100))} }}")), "a method of a thousand statements");

    [Fact]
    public Task A_long_chain_of_callers_is_fine()
    {
        var members = new StringBuilder($"void M0(bool a) {{ {TroubledCode.Triggers} }}\n");
        for (var index = 1; index < 300; index++)
            members.Append($"void M{index}(bool a) {{ M{index - 1}(a); M{index / 2}(!a); }}\n");
        return AllAnalyzers.RunWithFixesAsync(SweptCode.Alone(TroubledCode.Around(members.ToString())), "300 methods that call each other");
    }

    /// <summary>BG_MUTANTS=20000 makes a night of it.</summary>
    [Fact]
    public async Task Damaged_code_is_fine()
    {
        var files = SweptCode.BrokenFiles().ToList();
        var count = int.TryParse(Environment.GetEnvironmentVariable("BG_MUTANTS"), out var asked) ? asked : Mutants;
        for (var seed = 0; seed < count; seed++)
        {
            var (path, text) = files[seed % files.Count];
            await AllAnalyzers.RunWithFixesAsync(SweptCode.BesideTheSample(Mutations.Of(text, seed)), $"{path} damaged with seed {seed}");
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_damage()
    {
        const string Text = "class One\n{\n    int two = 3;\n}\n";
        var mutants = Enumerable.Range(0, 50).Select(seed => Mutations.Of(Text, seed)).ToList();

        Assert.Equal(mutants, Enumerable.Range(0, 50).Select(seed => Mutations.Of(Text, seed)));
        Assert.True(mutants.Distinct().Count() > 25);
    }

    private static string Nested(string opening, int depth, string inner, string closing = "}") =>
        string.Concat(Enumerable.Repeat(opening + " ", depth)) + inner + string.Concat(Enumerable.Repeat(" " + closing, depth));
}
