using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Facts;

/// <summary>Where a member gets its value, and what else is set on the same object.</summary>
public class MemberWriteTests
{
    private const string Options = "class Options { public bool A; public bool B { get; set; } public Action? C; public event Action? D; public Options? Inner { get; set; } } record Copy(bool A, bool B); ";

    private static MemberWrite? Of(string members) => MemberWrite.Of(Probe.Of($"{Options} class Service {{ {members} }}").Operation);

    [Theory]
    [InlineData("void M(Options o) { [|o.A = true|]; }", "A", "A = true")]
    [InlineData("void M(Options o) { [|o.B = true|]; }", "B", "B = true")]
    [InlineData("void M(Options o) { [|o.C += M|]; } void M() { }", "C", "C += M")]
    [InlineData("void M(Options o) { [|o.D += M|]; } void M() { }", "D", "D += M")]
    [InlineData("Options M() => new() { [|B = true|] };", "B", "B = true")]
    [InlineData("Options M() => new() { Inner = { [|B = true|] } };", "B", "B = true")]
    [InlineData("Copy M(Copy copy) => copy with { [|B = true|] };", "B", "B = true")]
    [InlineData("Action<Options> M() => o => [|o.B = true|];", "B", "B = true")]
    [InlineData("void M(Options o) { [|o.C = () =>\n{\n}|]; }", "C", "C")]
    public void Writes_in_all_spellings_are_seen(string members, string member, string location)
    {
        var write = Of(members)!;

        Assert.Equal(member, write.Member.Name);
        Assert.Equal(location, write.Location.SourceTree!.ToString().Substring(write.Location.SourceSpan.Start, write.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("void M(bool local) { [|local = true|]; }")]
    [InlineData("void M(Options o) { [|o.D -= M|]; } void M() { }")]
    public void Other_assignments_are_none(string members) => Assert.Null(Of(members));

    [Theory]
    [InlineData("void M(Options o) { o.A = true; [|o.B = true|]; }", "A")]
    [InlineData("void M(Options o, Options p) { p.A = true; [|o.B = true|]; }", "")]
    [InlineData("void M(Options o) { o.Inner!.A = true; [|o.B = true|]; }", "")]
    [InlineData("Options M() => new() { A = true, [|B = true|], Inner = { A = true } };", "A")]
    public void Siblings_are_writes_to_the_same_object(string members, string expected) =>
        Assert.Equal(expected, string.Join("|", Of(members)!.Siblings().Select(sibling => sibling.Member.Name)));
}
