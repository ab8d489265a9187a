using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>What the report says, and where it points.</summary>
public class BG1001QueryPerItemTests
{
    private const string Load = "load what the loop needs with one query before it";
    private const string Hoist = "run it once before the loop";

    [Fact]
    public Task The_message_names_the_call_the_list_and_the_remedy() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method("foreach (var id in {|#1:ids|}) _ = await db.Customers.{|#0:FirstAsync|}(c => c.Id == id, token);"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1)
            .WithMessage("'FirstAsync' runs one query for each element of 'ids'; load what the loop needs with one query before it"));

    [Fact]
    public Task A_query_that_does_not_vary_is_to_run_once_before_the_loop() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method("var limit = 3; foreach (var id in {|#1:ids|}) { _ = id; _ = await db.Customers.Where(c => c.Points > limit).{|#0:ToListAsync|}(token); }"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1)
            .WithMessage("'ToListAsync' runs the same query for each element of 'ids'; run it once before the loop"));

    [Theory]
    [InlineData("foreach (var order in {|#1:db.Orders.ToList()|}) _ = db.Customers.{|#0:Find|}(order.CustomerId);", "for each element of 'Orders'")]
    [InlineData("foreach (var id in {|#1:ids.Where(id => id > 0).Distinct()|}) _ = db.Customers.{|#0:Find|}(id);", "for each element of 'ids'")]
    [InlineData("foreach (var id in {|#1:File.ReadLines(\"ids\")|}) _ = db.Customers.{|#0:Find|}(id);", "for each element of the result of 'ReadLines'")]
    [InlineData("foreach (var id in {|#1:ids ?? throw new InvalidOperationException()|}) _ = db.Customers.{|#0:Find|}(id);", "for each 'id'")]
    [InlineData("{|#1:for|} (var i = 0; i < ids.Count; i++) _ = db.Customers.{|#0:Find|}(ids[i]);", "for each element of 'ids'")]
    [InlineData("var queue = new Queue<int>(ids); {|#1:while|} (queue.TryDequeue(out var id)) _ = db.Customers.{|#0:Find|}(id);", "for each element of 'queue'")]
    [InlineData("_ = ids.{|#1:Select|}(id => db.Customers.{|#0:Find|}(id)).ToList();", "for each element of 'ids'")]
    [InlineData("System.Threading.Tasks.Parallel.{|#1:ForEach|}(ids, id => db.Customers.{|#0:Find|}(id));", "for each element of 'ids'")]
    public Task The_message_says_how_often(string body, string times) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method(body),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("'Find'", "one query", times, Load));

    [Fact]
    public Task The_way_to_the_query_is_told_step_by_step() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        {{TripShop.Usings}}
        public interface IPrices { Task<decimal> QuoteAsync(int id); }

        public class Prices : IPrices
        {
            private readonly Repository orders;
            public Prices(Repository orders) => this.orders = orders;
            public async Task<decimal> QuoteAsync(int id) => (await orders.{|#2:GetAsync|}(id)).Total;
        }

        public class Repository
        {
            private readonly ShopContext db;
            public Repository(ShopContext db) => this.db = db;
            public Task<Order> GetAsync(int id) => db.Orders.{|#3:FirstAsync|}(o => o.Id == id);
        }

        public class Basket
        {
            public async Task<decimal> TotalAsync(IPrices prices, int[] ids)
            {
                var total = 0m;
                foreach (var id in {|#1:ids|})
                    total += await prices.{|#0:QuoteAsync|}(id);
                return total;
            }
        }
        {{TripShop.Model}}
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithLocation(3)
            .WithMessage("'QuoteAsync' (Prices.QuoteAsync → Repository.GetAsync → FirstAsync) runs one query for each element of 'ids'; load what the loop needs with one query before it"));

    [Theory]
    [InlineData("_ = new Card({|#0}db, id);", "new Card(db, id)", "'new Card' (the constructor of Card → Find)", "public class Card { public Card(ShopContext db, int id) => Name = db.Customers.{|#2:Find|}(id)!.Name; public string Name { get; } }")]
    [InlineData("_ = new Card(db, id).Name;", "new Card(db, id).Name", "'Name' (Card.Name → Find)", "public class Card { private readonly ShopContext db; private readonly int id; public Card(ShopContext db, int id) => (this.db, this.id) = (db, id); public string Name => db.Customers.{|#2:Find|}(id)!.Name; }")]
    [InlineData("_ = new Card(db)[id];", "new Card(db)[id]", "'Card[]' (Card.this[] → Find)", "public class Card { private readonly ShopContext db; public Card(ShopContext db) => this.db = db; public string this[int id] => db.Customers.{|#2:Find|}(id)!.Name; }")]
    public Task The_way_goes_through_constructors_and_properties(string code, string marked, string call, string type) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method($"foreach (var id in {{|#1:ids|}}) {code.Replace("{|#0}", "").Replace(marked, $"{{|#0:{marked}|}}")}") + type,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithArguments(call, "one query", "for each element of 'ids'", Load));

    [Fact]
    public Task A_method_that_calls_itself_says_so() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service("""
            public async Task DeleteAsync(int id)
            {
                var parent = await db.Orders.Where(o => o.Id == id).Select(o => o.ParentId).{|#0:FirstAsync|}();
                if (parent is { } next)
                    await {|#1:DeleteAsync|}(next);
            }
            """),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("'FirstAsync'", "one query", "each time the method calls itself", Load));

    [Theory]
    [InlineData(4, DiagnosticSeverity.Warning)]
    [InlineData(5, DiagnosticSeverity.Info)]
    [InlineData(6, DiagnosticSeverity.Info)]
    [InlineData(7, null)]
    public Task A_query_far_away_is_information_and_farther_away_quiet(int calls, DiagnosticSeverity? severity)
    {
        var steps = string.Concat(Enumerable.Range(1, calls - 1).Select(step => $"    private Task<int> Step{step}(int id) => {{|#{step + 1}:Step{step + 1}|}}(id);\n"));
        var expected = VerifyCS.Diagnostic().WithMessage(null).WithSeverity(severity ?? default).WithLocation(0).WithLocation(1);
        for (var step = 2; step <= calls + 1; step++)
            expected = expected.WithLocation(step);
        return VerifyCS.VerifyAnalyzerAsync(
            TripShop.Service($$"""
                public async Task RunAsync(int[] ids)
                {
                    foreach (var id in {|#1:ids|})
                        await {|#0:Step1|}(id);
                }

            {{steps}}
                private Task<int> Step{{calls}}(int id) => db.Orders.{|#{{calls + 1}}:CountAsync|}(o => o.Id == id);
            """),
            severity is null ? [] : [expected]);
    }

    [Fact]
    public Task A_loop_that_writes_does_not_ask_the_same_each_time() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method("foreach (var id in {|#1:ids|}) { db.Orders.Add(new Order { CustomerId = id }); await db.SaveChangesAsync(); _ = await db.Orders.{|#0:CountAsync|}(); }"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("'CountAsync'", "one query", "for each element of 'ids'", Load));

    [Fact]
    public Task Two_queries_in_one_loop_are_two_reports_in_order() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method("foreach (var id in {|#1:ids|}) { _ = db.Customers.{|#0:Find|}(id); _ = db.Orders.{|#2:Count|}(); }"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("'Find'", "one query", "for each element of 'ids'", Load),
        VerifyCS.Diagnostic().WithLocation(2).WithLocation(1).WithArguments("'Count'", "the same query", "for each element of 'ids'", Hoist));

    [Fact]
    public async Task Methods_of_the_configuration_are_queries()
    {
        var test = new VerifyCS.Test
        {
            TestCode = "public interface ILegacy { string Lookup(int id); } class Report { string Of(ILegacy legacy, int[] ids) => string.Concat(ids.Select(id => legacy.[|Lookup|](id))); }",
            EditorConfig = "backend_guardrails.round_trip_methods = ILegacy.Lookup",
        };
        await test.RunAsync();
    }

    [Fact]
    public Task Without_the_configuration_they_are_not() =>
        VerifyCS.VerifyAnalyzerAsync("public interface ILegacy { string Lookup(int id); } class Report { string Of(ILegacy legacy, int[] ids) => string.Concat(ids.Select(id => legacy.Lookup(id))); }");
}
