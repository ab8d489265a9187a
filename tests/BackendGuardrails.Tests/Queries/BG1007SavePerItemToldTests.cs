using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1007SavePerItemAnalyzer>;
using VerifyQueries = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>A constant that is handed over may keep the called method from the database: a flag that says not to save, a selection that is not there.</summary>
public class BG1007SavePerItemToldTests
{
    private const string Members = """
            private void Guarded(Order order, bool save = true) { order.Total = 3; if (save) db.SaveChanges(); }
            private void Returning(Order order, bool save) { order.Total = 3; if (!save) return; db.SaveChanges(); }
            private void ReturningBlock(Order order, bool save) { if (!save || order.Id == 0) { order.Total = 3; return; } db.SaveChanges(); }
            private void Either(Order order, bool dry) { if (dry) order.Total = 3; else db.SaveChanges(); }
            private void Both(Order order, bool save) { if (save && order.Total > 3) db.SaveChanges(); }
            private int Choosing(bool save) => save ? db.SaveChanges() : 0;
            private bool Shortened(bool save) => save && db.SaveChanges() > 0;
            private bool OrShortened(bool dry) => dry || db.SaveChanges() > 0;
            private void Handed(Order order, bool save) => Guarded(order, save);
            private void HandedTwice(Order order, bool save) { if (order.Id > 0) Handed(order, save); }
            private void Compared(Order order, Status status) { if (status == Status.Paid) db.SaveChanges(); }
            private void Named(Order order, string? table) { if (string.IsNullOrEmpty(table)) return; db.SaveChanges(); }
            private void Blank(Order order, string? table) { if (string.IsNullOrWhiteSpace(table)) return; db.SaveChanges(); }
            private void Optional(Order order, int? limit) { if (limit.HasValue) db.SaveChanges(); }
            private void Missing(Order order, string? table) { if (table is null) return; db.SaveChanges(); }
            private void Present(Order order, string? table) { if (table is not null) db.SaveChanges(); }
            private void Repeated(Order order, bool save) { while (save) { db.SaveChanges(); save = false; } }
            private void Overwritten(Order order, bool save) { save = save || order.Id > 3; if (save) db.SaveChanges(); }
            private void WrittenLater(Order order, bool save) { if (save) db.SaveChanges(); save = order.Id > 3; }
            private void ByReference(Order order, bool save) { Decide(ref save); if (save) db.SaveChanges(); }
            private static void Decide(ref bool save) => save = true;
            private void OtherWay(Order order, bool save) { if (save) db.SaveChanges(); Flush(order); }
            private void OtherQuery(Order order, bool save) { if (save) db.SaveChanges(); _ = db.Lines.Count(l => l.OrderId == order.Id); }
            private void Flush(Order order) { order.Total = 3; db.SaveChanges(); }
        """;

    [Theory]
    [InlineData("a question around the save", "Guarded(order, false);")]
    [InlineData("by name", "Guarded(save: false, order: order);")]
    [InlineData("a question that leaves", "Returning(order, false);")]
    [InlineData("a question that leaves from a block", "ReturningBlock(order, false);")]
    [InlineData("the other branch", "Either(order, true);")]
    [InlineData("a part of the question", "Both(order, false);")]
    [InlineData("a choice", "Choosing(false);")]
    [InlineData("and", "Shortened(false);")]
    [InlineData("or", "OrShortened(true);")]
    [InlineData("handed on", "Handed(order, false);")]
    [InlineData("handed on twice", "HandedTwice(order, false);")]
    [InlineData("a value of an enum", "Compared(order, Status.New);")]
    [InlineData("no text", "Named(order, null);")]
    [InlineData("an empty text", "Named(order, \"\");")]
    [InlineData("a blank text, where blanks are nothing", "Blank(order, \" \");")]
    [InlineData("no number", "Optional(order, null);")]
    [InlineData("nothing", "Missing(order, null);")]
    [InlineData("nothing, the other way round", "Present(order, null);")]
    [InlineData("changed after it was asked", "WrittenLater(order, false);")]
    [InlineData("a query is left, which another rule tells", "OtherQuery(order, false);")]
    public Task A_call_that_is_told_not_to_save_is_quiet(string why, string call) => VerifyCS.VerifyAnalyzerAsync(Loop(call, why));

    [Theory]
    [InlineData("told to save", "[|Guarded|](order, true);")]
    [InlineData("told by the default", "[|Guarded|](order);")]
    [InlineData("a variable decides", "[|Guarded|](order, order.Id > 3);")]
    [InlineData("the other value", "[|Either|](order, false);")]
    [InlineData("handed on", "[|Handed|](order, true);")]
    [InlineData("the value that is asked for", "[|Compared|](order, Status.Paid);")]
    [InlineData("a text", "[|Named|](order, \"orders\");")]
    [InlineData("a blank text is not empty", "[|Named|](order, \" \");")]
    [InlineData("a text, where blanks are nothing", "[|Blank|](order, \"orders\");")]
    [InlineData("a loop that ends itself", "[|Repeated|](order, true);")]
    [InlineData("the method changes its mind", "[|Overwritten|](order, false);")]
    [InlineData("another method changes it", "[|ByReference|](order, false);")]
    [InlineData("another way to a save", "[|OtherWay|](order, false);")]
    public Task A_call_that_saves_all_the_same_is_reported(string why, string call) => VerifyCS.VerifyAnalyzerAsync(Loop(call, why));

    [Fact]
    public Task The_way_that_is_left_is_told() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<Order> orders)
            {
                foreach (var order in orders)
                    {|#0:OtherWay|}(order, false);
            }
        {{Members}}
        """),
        VerifyCS.Diagnostic().WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("'OtherWay' (Orders.OtherWay → Orders.Flush → SaveChanges)", "writes to the database", "for each element of 'orders'", "do it once after the loop, or once for every few hundred items"));

    [Theory]
    [InlineData("[|Load|](order.Id, true);")]
    [InlineData("Load(order.Id, false);")]
    [InlineData("[|Load|](order.Id, order.Total > 3);")]
    public Task A_query_may_be_forbidden_as_well(string call) => VerifyQueries.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<Order> orders)
            {
                foreach (var order in orders)
                    {{call}}
            }

            private Customer? Load(int id, bool isDeep)
            {
                if (!isDeep)
                    return new Customer { Id = id };
                return db.Customers.Find(id);
            }
        """));

    private static string Loop(string call, string why) => TripShop.Service($$"""
            public void Run(List<Order> orders)
            {
                // {{why}}
                foreach (var order in orders)
                    {{call}}
            }
        {{Members}}
        """);
}
