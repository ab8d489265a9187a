using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackendGuardrails.Tests.Facts;

/// <summary>Who calls, what is open meanwhile, and where a name is written.</summary>
public class FlowTests
{
    private static string[] Callers(string members)
    {
        var probe = Probe.Of($"class Service {{ {members} }}");
        return [.. probe.Facts.Callers.Of((IMethodSymbol)probe.Symbol, default).Select(use => use.Syntax.ToString())];
    }

    [Theory]
    [InlineData("[|void One() { }|] void M() { One(); }", "One()")]
    [InlineData("[|void One() { }|] void M() { this.One(); }", "this.One()")]
    [InlineData("[|void One() { }|] void M(Service? other) { other?.One(); }", ".One()")]
    [InlineData("[|static void One() { }|] void M() { Service.One(); }", "Service.One()")]
    [InlineData("[|static void One<T>(T value) { }|] void M() { One(1); One<string>(\"\"); }", "One(1)|One<string>(\"\")")]
    [InlineData("[|void One() { }|] void M() { Action run = One; }", "One")]
    [InlineData("[|void One() { }|] void M() { var run = new Action(this.One); }", "this.One")]
    [InlineData("[|void One() { }|] Action M() => One;", "One")]
    [InlineData("[|void One() { }|] Action[] M() => new[] { (Action)One };", "One")]
    [InlineData("[|int One() => 1;|] int M(int a) => One() + M(One());", "One()|One()")]
    [InlineData("void M() { One(); [|void One() { }|] }", "One()")]
    public void Uses_are_found(string members, string expected) => Assert.Equal(expected.Split('|'), Callers(members));

    [Theory]
    [InlineData("[|void One() { }|] void One(int a) { } void M() { One(1); }")]
    [InlineData("[|void One() { }|] void M() { _ = nameof(One); Console.WriteLine(nameof(One)); }")]
    [InlineData("[|void One() { }|] void M() { var One = 1; Console.WriteLine(One); }")]
    [InlineData("[|void One() { }|] /// <see cref=\"One\"/>\n void M() { }")]
    public void Others_of_the_same_name_are_not_uses(string members) => Assert.Empty(Callers(members));

    [Fact]
    public void Calls_of_an_extension_are_found_in_both_spellings()
    {
        var probe = Probe.Of("static class Extensions { [|static void One(this string text) { }|] static void M() { \"\".One(); One(\"\"); } }");

        Assert.Equal(2, probe.Facts.Callers.Of((IMethodSymbol)probe.Symbol, default).Length);
    }

    private static string[] During(string members)
    {
        var probe = Probe.Of($$"""
            using System.Transactions;
            class Service
            {
                void Work() { }
                void Other() { }
                {{members}}
            }
            """);
        return
        [
            .. Lifetime.Of(probe.Operation, probe.Facts.Callers, default)
                .SelectMany(operation => operation.DescendantsAndSelf())
                .OfType<IInvocationOperation>().Select(call => call.TargetMethod.Name),
        ];
    }

    [Theory]
    [InlineData("void M() { using (var s = [|new TransactionScope()|]) { Work(); } Other(); }")]
    [InlineData("void M() { using ([|new TransactionScope()|]) Work(); Other(); }")]
    [InlineData("void M() { { Other(); using var s = [|new TransactionScope()|]; Work(); } Other(); }")]
    [InlineData("void M() { Other(); var s = [|new TransactionScope()|]; Work(); s.Dispose(); Other(); }")]
    [InlineData("void M() { TransactionScope s; s = [|new TransactionScope()|]; Work(); s.Dispose(); Other(); }")]
    [InlineData("void M() { using var s = Make(); Work(); } TransactionScope Make() { Other(); return [|new TransactionScope()|]; }")]
    [InlineData("void M() { using var s = Make(); Work(); } TransactionScope Make() => [|new()|];")]
    [InlineData("void M() { using var s = Make(); Work(); } TransactionScope Make() => Inner(); TransactionScope Inner() => [|new()|];")]
    [InlineData("void M(bool a) { using var s = a ? [|new TransactionScope()|] : null; Work(); }")]
    public void Work_is_done_while_it_is_open(string members) => Assert.Equal(["Work"], During(members).Where(name => name != "Dispose"));

    [Theory]
    [InlineData("TransactionScope _s = [|new()|]; void M() { Work(); }")]
    [InlineData("TransactionScope? _s; void M() { _s = [|new()|]; Work(); }")]
    [InlineData("void M() { Func<TransactionScope> make = () => [|new()|]; Work(); }")]
    [InlineData("void M() { Take([|new()|]); Work(); } void Take(TransactionScope s) { }")]
    [InlineData("TransactionScope Make(int depth) => depth == 0 ? [|new()|] : Make(depth - 1);")]
    public void A_lifetime_that_cannot_be_seen_is_empty(string members) => Assert.Empty(During(members));

    [Theory]
    [InlineData("await Task.Yield();", 1)]
    [InlineData("await foreach (var i in Many()) { }", 1)]
    [InlineData("await using (var x = new MemoryStream()) { }", 1)]
    [InlineData("{ await using var x = new MemoryStream(); }", 1)]
    [InlineData("Func<Task> run = async () => await Task.Yield();", 0)]
    [InlineData("async Task Run() => await Task.Yield();", 0)]
    [InlineData("foreach (var i in new[] { 1 }) { using (var x = new MemoryStream()) { } }", 0)]
    public void Awaits_are_those_of_the_method_itself(string statement, int count)
    {
        var probe = Probe.Of($"class Service {{ async IAsyncEnumerable<int> Many() {{ yield return 1; }} async Task M() [|{{ {statement} }}|] }}");

        Assert.Equal(count, Lifetime.Awaits(probe.Operation).Count());
    }

    [Fact]
    public void A_name_is_found_wherever_it_is_written_as_one()
    {
        var probe = Probe.Of("""
            // Orders
            class Orders { Orders Self => this; string Text = "Orders"; List<Orders> All = new(); int OrdersCount; }
            """);

        Assert.Equal(["Orders", "Orders"], probe.Facts.Names.Find("Orders", default).Select(name => name.ToString()));
        Assert.Empty(probe.Facts.Names.Find("Customers", default));
    }

    [Fact]
    public void A_tree_of_another_compilation_has_no_model()
    {
        var tree = Probe.Of("class Other { }").Facts.Compilation.SyntaxTrees.Last();

        Assert.Null(Probe.Of("class One { }").Facts.Names.ModelOf(tree));
    }

    [Fact]
    public void A_cancelled_question_is_not_remembered()
    {
        var probe = Probe.Of("class Service { [|void One() { }|] void M() => One(); }");
        var method = (IMethodSymbol)probe.Symbol;

        Assert.Throws<OperationCanceledException>(() => probe.Facts.Callers.Of(method, new CancellationToken(canceled: true)));
        Assert.Single(probe.Facts.Callers.Of(method, default));
    }
}
