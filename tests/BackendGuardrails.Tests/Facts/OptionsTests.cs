using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Tests.Facts;

public class OptionsTests
{
    private static readonly WordList Default = WordList.Of("one, two");

    [Theory]
    [InlineData("three", "three", "one two")]
    [InlineData("one, three", "one three", "two")]
    [InlineData("+three", "one two three", "")]
    [InlineData("-two", "one", "two")]
    [InlineData("-TWO, +Three", "ONE three", "two")]
    [InlineData(" +three ,, -one ", "two three", "one")]
    [InlineData("-unknown", "one two", "unknown")]
    [InlineData("", "", "one two")]
    public void Words_replace_or_change_the_default(string text, string present, string absent)
    {
        Assert.True(Default.TryMerge(text, out var merged));
        Assert.All(present.Split(' ', StringSplitOptions.RemoveEmptyEntries), word => Assert.True(merged.Contains(word)));
        Assert.All(absent.Split(' ', StringSplitOptions.RemoveEmptyEntries), word => Assert.False(merged.Contains(word)));
    }

    [Theory]
    [InlineData("three, +four")]
    [InlineData("-one, three")]
    [InlineData("+")]
    [InlineData("+one, -")]
    public void Mixed_words_are_not_understood(string text)
    {
        Assert.False(Default.TryMerge(text, out var merged));
        Assert.True(merged.Contains("one"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    [InlineData("yes", false)]
    [InlineData(null, false)]
    public void A_switch_is_read(string? text, bool expected) => Assert.Equal(expected, Read(GuardrailOptions.RedisIsDataStore, text));

    [Theory]
    [InlineData("5", 5)]
    [InlineData("0", 30)]
    [InlineData("-5", 30)]
    [InlineData("soon", 30)]
    [InlineData("5.5", 30)]
    [InlineData(null, 30)]
    public void A_number_is_read(string? text, int expected) => Assert.Equal(expected, Read(GuardrailOptions.DefaultTimeoutSeconds, text));

    [Fact]
    public void Test_projects_are_analyzed_on_request()
    {
        Assert.False(new OptionReader(TestOptions.Of()).AnalyzesTestProjects);
        Assert.True(new OptionReader(TestOptions.Of((GuardrailOptions.AnalyzeTestProjects.Name, "true"))).AnalyzesTestProjects);
    }

    [Fact]
    public void Every_default_is_a_value_the_option_accepts() =>
        Assert.All(GuardrailOptions.All, option => Assert.True(option.Accepts(option.DefaultText), $"{option.Name} does not accept its default '{option.DefaultText}'."));

    [Fact]
    public void Every_option_has_a_name_of_its_own()
    {
        Assert.Equal(GuardrailOptions.All.Length, GuardrailOptions.All.Select(option => option.Name).Distinct().Count());
        Assert.All(GuardrailOptions.All, option => Assert.Matches(@"^backend_guardrails(\.[a-z][a-z_]*[a-z])+$", option.Name));
    }

    private static T Read<T>(GuardrailOption<T> option, string? text)
    {
        var reader = new OptionReader(text is null ? TestOptions.Of() : TestOptions.Of((option.Name, text)));
        return reader.Read(option, CSharpSyntaxTree.ParseText(""));
    }
}
