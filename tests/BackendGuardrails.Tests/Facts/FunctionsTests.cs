using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Tests.Facts;

/// <summary>What a function does that a delegate stands for.</summary>
public class FunctionsTests
{
    private static bool AlwaysTrue(string members)
    {
        var probe = Probe.Of($"class Service {{ {members} }}");
        return probe.Facts.Functions.AlwaysReturnsTrue(probe.Operation, default);
    }

    [Theory]
    [InlineData("Func<int, bool> F = [|_ => true|];")]
    [InlineData("Func<int, bool> F = [|static _ => !false|];")]
    [InlineData("const bool Yes = true; Func<int, bool> F = [|_ => Yes|];")]
    [InlineData("Func<int, bool> F = [|delegate { return true; }|];")]
    [InlineData("Func<int, bool> F = [|x => x > 1 || true|];")]
    [InlineData("Func<int, bool> F = [|x => x > 1 ? true : true|];")]
    [InlineData("Func<int, bool> F = [|x => { if (x > 1) return true; Func<bool> other = () => false; return true; }|];")]
    [InlineData("Func<int, bool> F = [|x => { var answer = true; return answer; }|];")]
    [InlineData("static bool Yes(int x) => true; Func<int, bool> F = [|Yes|];")]
    [InlineData("static bool Yes(int x) => Also(x); static bool Also(int x) { return true; } Func<int, bool> F = [|x => Yes(x)|];")]
    [InlineData("static bool Yes(int x) => true; Func<int, bool> F = [|new Func<int, bool>(Yes)|];")]
    [InlineData("static readonly Func<int, bool> Yes = _ => true; Func<int, bool> F = [|Yes|];")]
    [InlineData("static Func<int, bool> Yes { get; } = _ => true; Func<int, bool> F = [|Yes|];")]
    [InlineData("void M() { Func<int, bool> yes = _ => true; var same = yes; Use([|same|]); } void Use(Func<int, bool> f) { }")]
    [InlineData("void M() { bool Yes(int x) => true; Use([|Yes|]); } void Use(Func<int, bool> f) { }")]
    public void Constant_functions_are_recognized(string members) => Assert.True(AlwaysTrue(members));

    [Theory]
    [InlineData("Func<int, bool> F = [|_ => false|];")]
    [InlineData("Func<int, bool> F = [|x => x > 1|];")]
    [InlineData("Func<int, bool> F = [|x => x > 1 && true|];")]
    [InlineData("Func<int, bool> F = [|x => { if (x > 1) return false; return true; }|];")]
    [InlineData("Func<int, bool> F = [|x => { if (x > 1) throw new Exception(); return true; }|];")]
    [InlineData("Func<int, bool> F = [|_ => throw new Exception()|];")]
    [InlineData("Func<int, bool> F = [|x => { var answer = true; answer = x > 1; return answer; }|];")]
    [InlineData("Func<int, bool> F = [|x => { var answer = true; Change(ref answer); return answer; }|]; static void Change(ref bool value) => value = false;")]
    [InlineData("static bool Again(int x) => Again(x); Func<int, bool> F = [|Again|];")]
    [InlineData("protected virtual bool Yes(int x) => true; void M() { Use([|Yes|]); } void Use(Func<int, bool> f) { }")]
    [InlineData("static Func<int, bool> Settable = _ => true; Func<int, bool> F = [|Settable|];")]
    [InlineData("static Func<int, bool> Settable { get; set; } = _ => true; Func<int, bool> F = [|Settable|];")]
    [InlineData("void M(Func<int, bool> given) { Use([|given|]); } void Use(Func<int, bool> f) { }")]
    [InlineData("static Func<int, bool> Loop => Loop; Func<int, bool> F = [|Loop|];")]
    public void All_others_are_not(string members) => Assert.False(AlwaysTrue(members));

    [Theory]
    [InlineData("void M(bool a) { Use([|a ? 1 : 2|]); }", "1|2")]
    [InlineData("void M(int? a) { Use([|a ?? 2|]); }", "a|2")]
    [InlineData("void M(int a) { Use([|a switch { 1 => 3, _ => a > 2 ? 4 : 5 }|]); }", "3|4|5")]
    public void Alternatives_are_the_arms(string members, string expected)
    {
        var probe = Probe.Of($"class Service {{ void Use(int? value) {{ }} {members} }}");

        Assert.Equal(expected.Split('|'), Functions.Alternatives(probe.Operation).Select(part => part.Syntax.ToString()));
    }
}
