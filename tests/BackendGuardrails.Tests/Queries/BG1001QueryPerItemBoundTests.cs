using System.Text;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Code that goes in circles, is very long or very deep, or is not finished: an answer comes, and soon.</summary>
public class BG1001QueryPerItemBoundTests
{
    [Theory]
    [InlineData("a retry", "public async Task<int> RunAsync(int id, int attempt) { try { return await db.Orders.CountAsync(o => o.Id == id); } catch (DbException) when (attempt < 3) { return await RunAsync(id, attempt + 1); } }")]
    [InlineData("a retry that counts down", "public int Run(int id, int left) { var found = db.Orders.Count(o => o.Id == id); return found > 0 || left == 0 ? found : Run(id, left - 1); }")]
    [InlineData("the next page", "public async Task RunAsync(int page) { var rows = await db.Orders.OrderBy(o => o.Id).Skip(page * 100).Take(100).ToListAsync(); if (rows.Count == 100) await RunAsync(page + 1); }")]
    [InlineData("an overload", "public int Run(int id) => Run(id, Status.New); public int Run(int id, Status status) => db.Orders.Count(o => o.Id == id && o.Status == status);")]
    public Task A_method_that_calls_itself_for_another_try_or_page_is_quiet(string why, string members) =>
        VerifyCS.VerifyAnalyzerAsync(TripShop.Service($"// {why}\n{members}"));

    [Fact]
    public Task Methods_that_call_each_other_in_circles_come_to_an_end() => VerifyCS.VerifyAnalyzerAsync(TripShop.Service("""
            public int Run(int[] ids) => ids.Sum(id => Even(id)) + ids.Sum(id => [|Odd|](id)) + ids.Sum(id => Self(id));

            private int Even(int id) => id == 0 ? 0 : Uneven(id - 1);
            private int Uneven(int id) => id == 0 ? 1 : Even(id - 1);
            private int Odd(int id) => id == 0 ? Ask(id) : NotOdd(id - 1);
            private int NotOdd(int id) => Odd(id - 1);
            private int Ask(int id) => db.Orders.Count(o => o.Id == id) + (id > 0 ? Odd(id) : 0);
            private int Self(int id) { Func<int, int>? self = null; self = n => self!(n - 1); return self(id); }
        """));

    [Fact]
    public Task A_delegate_that_is_handed_round_in_a_circle_comes_to_an_end() => VerifyCS.VerifyAnalyzerAsync(TripShop.Service("""
            public void Run(int[] ids) => Each(ids, id => db.Orders.Find(id));

            private static void Each(int[] ids, Action<int> then) => Again(ids, then);
            private static void Again(int[] ids, Action<int> then) => Each(ids, then);
        """));

    private const int All = -1;

    [Theory]
    [InlineData(3, 0, true)]
    [InlineData(3, 2, true)]
    [InlineData(10, 0, false)]
    [InlineData(10, 9, false)]
    [InlineData(10, All, true)]
    public Task An_interface_is_followed_and_one_of_many_implementations_is_not_told(int count, int asking, bool isReported)
    {
        var types = string.Concat(Enumerable.Range(0, count).Select(at =>
            $"public class Rule{at} : IRule {{ private readonly ShopContext db; public Rule{at}(ShopContext db) => this.db = db; public int Of(int id) => {(asking is All || at == asking ? "db.Orders.Count(o => o.Id == id)" : "id")}; }}\n"));
        return VerifyCS.VerifyAnalyzerAsync($$"""
            {{TripShop.Usings}}
            public interface IRule { int Of(int id); }
            {{types}}
            public class Runner { public int Run(IRule rule, int[] ids) => ids.Sum(id => rule.{{(isReported ? "[|Of|]" : "Of")}}(id)); }
            {{TripShop.Model}}
            """);
    }

    [Fact]
    public Task Known_miss_a_query_in_one_of_fifty_implementations_that_comes_late()
    {
        var types = string.Concat(Enumerable.Range(0, 50).Select(at =>
            $"public class Rule{at} : IRule {{ private readonly ShopContext db; public Rule{at}(ShopContext db) => this.db = db; public int Of(int id) => {(at == 49 ? "db.Orders.Count(o => o.Id == id)" : "id")}; }}\n"));
        return VerifyCS.VerifyAnalyzerAsync($$"""
            {{TripShop.Usings}}
            public interface IRule { int Of(int id); }
            {{types}}
            public class Runner { public int Run(IRule rule, int[] ids) => ids.Sum(id => rule.Of(id)); }
            {{TripShop.Model}}
            """);
    }

    [Fact]
    public Task A_method_of_two_thousand_lines_is_judged()
    {
        var body = new StringBuilder();
        for (var line = 0; line < 1900; line++)
            body.Append("        if (ids.Count > ").Append(line).Append(") total += ").Append(line % 7 == 0 ? $"ids.Where(x => x > {line}).Sum()" : "1").AppendLine(";");
        return VerifyCS.VerifyAnalyzerAsync(TripShop.Service($$"""
                public int Run(List<int> ids)
                {
                    var total = 0;
                    foreach (var id in ids)
                    {
            {{body}}
                        total += db.Orders.[|Count|](o => o.Id == id);
                    }

                    return total;
                }
            """));
    }

    [Fact]
    public Task Deep_nesting_is_no_stack_overflow()
    {
        const int Depth = 150;
        var blocks = string.Concat(Enumerable.Range(0, Depth).Select(at => $"foreach (var i{at} in ids) {{ "));
        var sum = string.Join(" + ", Enumerable.Range(0, 800).Select(at => at % 2 == 0 ? "id" : "1"));
        return VerifyCS.VerifyAnalyzerAsync(TripShop.Method($$"""
            {{blocks}} _ = db.Orders.[|Find|](i0); {{new string('}', Depth)}}
            foreach (var id in ids) { var sum = {{sum}}; _ = db.Orders.[|Find|](sum); }
            """));
    }

    [Fact]
    public Task A_long_chain_of_methods_is_followed_to_its_end_or_given_up()
    {
        var steps = string.Concat(Enumerable.Range(0, 400).Select(at => $"private int Step{at}(int id) => {(at == 399 ? "db.Orders.Count(o => o.Id == id)" : $"Step{at + 1}(id)")};\n"));
        return VerifyCS.VerifyAnalyzerAsync(TripShop.Service($"public int Run(int[] ids) => ids.Sum(id => Step0(id));\n{steps}"));
    }

    [Theory]
    [InlineData("foreach (var id in missing) _ = db.Orders.Find(id);")]
    [InlineData("foreach (var id in ids) _ = db.Orders.Fnd(id);")]
    [InlineData("foreach (var id in ids) _ = db.Orders.Where(o => o.Missing == id).FirstX();")]
    [InlineData("foreach (var id in ids) { _ = db.Orders.[|Find|](id) }")]
    [InlineData("foreach (var id in ids) { Missing x = new Missing(db.Orders.[|Find|](id)); }")]
    [InlineData("foreach (var id in ids) if () _ = db.Orders.[|Find|](id);")]
    [InlineData("ids.ForEach(id => Missing(db.Orders.Find(id)));")]
    [InlineData("for (;;)")]
    public Task Code_that_is_not_finished_is_no_trouble(string body) =>
        new VerifyCS.Test { TestCode = TripShop.Method(body), CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();
}
