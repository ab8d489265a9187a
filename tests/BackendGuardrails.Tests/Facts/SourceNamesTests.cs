using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Tests.Facts;

/// <summary>Names are looked for in the text of a file, and looked at in its tree.</summary>
public class SourceNamesTests
{
    [Theory]
    [InlineData("class C { int M() => Orders.Count; }")]
    [InlineData("class C { int M() =>Orders.Count; }")]
    [InlineData("class C { /* Orders */ int M() => /* Orders */ Orders.Count; }")]
    [InlineData("class C { string M() => \"Orders\" + Orders; }")]
    [InlineData("class C { string M() => $\"Orders {Orders}\"; }")]
    [InlineData("class C { object M() => Orders<int>(); }")]
    [InlineData("class C { int M() => @Orders; }")]
    [InlineData("class C { int Orders; int OrdersOf; int _Orders; int M() => this.Orders; }")]
    [InlineData("#if NEVER\nclass D { int M() => Orders; }\n#endif\nclass C { int M() => Orders; }")]
    public void A_name_is_found_once(string source) => Assert.Single(In(source).Find("Orders", default));

    [Theory]
    [InlineData("class C { int M() => @class + 1; }", "class")]
    [InlineData("class C { int M() => größe; }", "größe")]
    [InlineData("class C { int M() => _1st; }", "_1st")]
    public void Any_name_of_the_language_is_found(string source, string name) => Assert.Single(In(source).Find(name, default));

    [Fact]
    public void A_name_across_the_pieces_a_text_is_read_in_is_found()
    {
        for (var length = 4060; length < 4100; length++)
            Assert.Single(In($"class C {{ int M() => {new string(' ', length)}Orders; }}").Find("Orders", default));
    }

    [Fact]
    public void However_many_names_are_asked_for_the_answers_stay()
    {
        var names = In($"class C {{ object[] M() => [{string.Join(", ", Enumerable.Range(0, 300).Select(number => "name" + number))}]; }}");

        Assert.All(Enumerable.Range(0, 300), number => Assert.Single(names.Find("name" + number, default)));
        Assert.Empty(names.Find("name300", default));
        Assert.Single(names.Find("name7", default));
    }

    [Fact]
    public void Creations_without_a_type_are_found_where_there_are_any()
    {
        var names = In("class C { C A = new(); C B = new (1); C D = new C(); object E = new { new1 = 1 }; string F = \"new()\"; /* new() */ C(int n = 0) { } }");

        Assert.Equal(["new()", "new (1)"], names.CreationsWithoutType(default).Select(creation => creation.ToString()));
    }

    private static SourceNames In(string source) => new(CSharpCompilation.Create("Names", [CSharpSyntaxTree.ParseText(source)]));
}
