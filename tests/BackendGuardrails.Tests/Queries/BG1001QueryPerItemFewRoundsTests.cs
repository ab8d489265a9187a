using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Loops of which nothing says that they go round often are quiet; those that look alike and grow with the data are warnings.</summary>
public class BG1001QueryPerItemFewRoundsTests
{
    private const string Basket = """
        public class Basket
        {
            private readonly Dictionary<string, int> items = new();
            public Basket? Parent { get; set; }
            public string Tags { get; set; } = "";
            public IEnumerable<int> TaggedIds() => Tags.Split(',').Select(int.Parse);
            public static IEnumerable<int> IdsOf(Basket basket) => basket.items.Values;
            public static IEnumerable<int> Known(IEnumerable<int> ids) => ids.Where(id => id > 0);
            public IEnumerable<int> Stored(ShopContext db) => db.Orders.Select(o => o.Id).ToList();
            public static IEnumerable<int> LinesOf(Order order) => order.Lines.Select(line => line.Id);
            public static IEnumerable<int> Parse(string text) => text.Split(',').Select(int.Parse);
        }
        """;

    [Theory]
    [InlineData("a method of one object", "foreach (var id in basket.TaggedIds()) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("the same through a local", "var tagged = basket.TaggedIds(); foreach (var id in tagged) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("the same narrowed in memory", "foreach (var id in basket.TaggedIds().Where(id => id > 3).Distinct().ToList()) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a member of a member", "foreach (var id in basket.Parent.TaggedIds()) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a static method that is given one object", "foreach (var id in Basket.IdsOf(basket)) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("the claims of a user", "foreach (var claim in user.Claims) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == claim.Value);")]
    [InlineData("some claims of a user", "foreach (var claim in user.Claims.Where(claim => claim.Type == \"shop\")) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == claim.Value);")]
    [InlineData("only the element with this key", "foreach (var one in orders) { if (one.Id == wanted) _ = db.Customers.{|#0:Find|}(one.CustomerId); }")]
    [InlineData("past all but the element with this key", "foreach (var one in orders) { if (one.Id != wanted) continue; _ = db.Customers.{|#0:Find|}(one.CustomerId); }")]
    public Task What_goes_round_a_few_times_only_is_quiet(string loop, string code) => VerifyCS.VerifyAnalyzerAsync(Program(code, loop));

    [Theory]
    [InlineData("up to the parents, by key", "var parent = order.ParentId; while (parent != null) { var above = db.Orders.{|#0:First|}(o => o.Id == parent); parent = above.ParentId; }")]
    [InlineData("up to the parents, by row", "while (order.ParentId != null) order = db.Orders.{|#0:First|}(o => o.Id == order.ParentId);")]
    [InlineData("what looks short, and its keys were collected to load something for all of them", "var tagged = basket.TaggedIds(); var known = tagged.Select(id => id + 1).ToList(); _ = db.Orders.Where(o => known.Contains(o.Id)).ToList(); foreach (var id in tagged) _ = db.Customers.{|#0:Find|}(id);")]
    public Task What_may_go_round_a_few_times_only_is_information(string loop, string code) => VerifyCS.VerifyAnalyzerAsync(Program(code, loop), Reported(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("a list goes into the method", "foreach (var id in Basket.Known(ids)) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("the database is asked for the elements", "foreach (var id in basket.Stored(db)) _ = db.Orders.{|#0:First|}(o => o.Id == id);")]
    [InlineData("an entity has its rows", "foreach (var id in Basket.LinesOf(order)) _ = db.Lines.{|#0:First|}(l => l.Id == id);")]
    [InlineData("a text of any length", "foreach (var id in Basket.Parse(text)) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a member that holds a list", "foreach (var line in order.Lines) _ = db.Orders.{|#0:First|}(o => o.Id == line.OrderId);")]
    [InlineData("many rows have this foreign key", "foreach (var one in orders) { if (one.CustomerId == wanted) _ = db.Lines.{|#0:First|}(l => l.OrderId == one.Id); }")]
    [InlineData("all but the element with this key", "foreach (var one in orders) { if (one.Id == wanted) continue; _ = db.Customers.{|#0:Find|}(one.CustomerId); }")]
    [InlineData("a queue that is worked off", "var open = new Queue<int>(ids); while (open.Count > 0) { var id = open.Dequeue(); _ = db.Customers.{|#0:Find|}(id); }")]
    public Task What_looks_alike_and_grows_is_a_warning(string loop, string code) => VerifyCS.VerifyAnalyzerAsync(Program(code, loop), Reported(DiagnosticSeverity.Warning));

    [Theory]
    [InlineData("foreach (var id in ids) Purge(id);", null)]
    [InlineData("foreach (var id in ids) Clear(id);", DiagnosticSeverity.Warning)]
    public Task A_round_that_works_in_pieces_itself_is_quiet(string code, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<int> ids) { {{code.Replace("Purge(", "{|#0:Purge|}(").Replace("Clear(", "{|#0:Clear|}(")}} }

            private void Purge(int customer)
            {
                var old = db.Orders.Where(o => o.CustomerId == customer).OrderBy(o => o.Id).Take(100).ToList();
                while (old.Count > 0)
                {
                    db.Orders.RemoveRange(old);
                    db.SaveChanges();
                    old = db.Orders.Where(o => o.CustomerId == customer)
                        .OrderBy(o => o.Id).Take(100).ToList();
                }
            }

            private void Clear(int customer)
            {
                var old = db.Orders.Where(o => o.CustomerId == customer).OrderBy(o => o.Id).Take(100).ToList();
                db.Orders.RemoveRange(old);
            }
        """),
        Reported(severity));

    [Theory]
    [InlineData("try { {|#0:Load|}(id); } catch (InvalidOperationException exception) { Console.WriteLine(exception); }")]
    [InlineData("try { _ = db.Customers.{|#0:Find|}(id); } catch (InvalidOperationException exception) { Console.WriteLine(exception); }")]
    public Task That_a_round_may_fail_without_the_others_does_not_make_them_fewer(string body) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<int> ids) { foreach (var id in ids) { {{body}} } }
            private Customer? Load(int id) => db.Customers.Find(id);
        """),
        Reported(DiagnosticSeverity.Warning));

    [Theory]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("public class Second : IStep { public void Run(int id) { } } public class Third : IStep { public void Run(int id) { } } public class Fourth : IStep { public void Run(int id) { } }", null)]
    public Task One_of_many_implementations_is_quiet(string others, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service("public void Run(List<int> ids, IStep step) { foreach (var id in ids) step.{|#0:Run|}(id); }")
        + " public interface IStep { void Run(int id); } public class First : IStep { private readonly ShopContext db; public First(ShopContext db) => this.db = db; public void Run(int id) => _ = db.Customers.Find(id); } " + others,
        Reported(severity));

    [Theory]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("public class Second : IStep { public void Run(int id) { } } public class Third : IStep { public void Run(int id) { } }", DiagnosticSeverity.Warning)]
    [InlineData("public class Second : IStep { public void Run(int id) { } } public class Third : IStep { public void Run(int id) { } } public class Fourth : IStep { public void Run(int id) { } }", null)]
    [InlineData("public abstract class Step : IStep { public abstract void Run(int id); } public class Third : Step { public override void Run(int id) { } } public class Fourth : IStep { public void Run(int id) { } }", DiagnosticSeverity.Warning)]
    public Task Implementations_beside_an_interface_of_another_project_count_as_well(string others, DiagnosticSeverity? severity)
    {
        var test = new VerifyCS.Test
        {
            TestCode = TripShop.Service("public void Run(List<int> ids, Steps.IStep step) { foreach (var id in ids) step.{|#0:Run|}(id); }")
                + " public class First : Steps.IStep { private readonly ShopContext db; public First(ShopContext db) => this.db = db; public void Run(int id) => _ = db.Customers.Find(id); }",
            DataProjectCode = $$"""namespace Steps { public interface IStep { void Run(int id); } {{others}} }""",
        };
        test.ExpectedDiagnostics.AddRange(Reported(severity));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("IHandler<Paid>", DiagnosticSeverity.Warning)]
    [InlineData("IHandler<Sent>", null)]
    public Task Handlers_of_other_things_do_not_stand_beside_it(string handler, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($"public void Run(List<int> ids, {handler} handler) {{ foreach (var id in ids) handler.{{|#0:Handle|}}(new(id)); }}") + """
         public record Paid(int Id); public record Sent(int Id); public record Returned(int Id); public record Closed(int Id);
        public interface IHandler<in T> { void Handle(T message); }
        public class OnPaid : IHandler<Paid> { private readonly ShopContext db; public OnPaid(ShopContext db) => this.db = db; public void Handle(Paid message) => _ = db.Customers.Find(message.Id); }
        public class OnSent : IHandler<Sent> { private readonly ShopContext db; public OnSent(ShopContext db) => this.db = db; public void Handle(Sent message) => _ = db.Customers.Find(message.Id); }
        public class Telling : IHandler<Sent> { public void Handle(Sent message) { } }
        public class Counting : IHandler<Sent> { public void Handle(Sent message) { } }
        public class Marking : IHandler<Sent> { public void Handle(Sent message) { } }
        public class OnReturned : IHandler<Returned> { public void Handle(Returned message) { } }
        public class OnClosed : IHandler<Closed> { public void Handle(Closed message) { } }
        """,
        Reported(severity));

    [Fact]
    public Task A_loop_without_a_list_is_told_as_such() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method("var order = db.Orders.First(); {|#1:while|} (order.ParentId != null) order = db.Orders.{|#0:First|}(o => o.Id == order.ParentId);"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithLocation(1)
            .WithArguments("'First'", "one query", "each time the loop goes round", "load what the loop needs with one query before it"));

    /// <summary>Nothing where there is no severity.</summary>
    private static Microsoft.CodeAnalysis.Testing.DiagnosticResult[] Reported(DiagnosticSeverity? severity) => severity is { } known
        ? [VerifyCS.Diagnostic().WithMessage(null).WithSeverity(known).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations)]
        : [];

    private static string Program(string code, string loop) => TripShop.Service($$"""
            public void Run(Basket basket, System.Security.Claims.ClaimsPrincipal user, List<Order> orders, List<int> ids, Order order, int wanted, string text)
            {
                // {{loop}}
                {{code.Replace("basket.Parent.", "basket.Parent!.")}}
            }
        """) + Basket;
}
