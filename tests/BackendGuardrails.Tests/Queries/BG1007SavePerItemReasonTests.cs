using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1007SavePerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Why somebody may want to write for each item by itself, or cannot do otherwise; and the same without the reason.</summary>
public class BG1007SavePerItemReasonTests
{
    private const string Once = "do it once after the loop, or once for every few hundred items";
    private const string OneCommand = "write many of them with one command";
    private const string OwnValues = "each row gets a value of its own, so it takes a statement that joins them, or rows that are loaded and saved at once";

    [Theory]
    [InlineData("a value of the element", "db.Orders.Where(o => o.Id == order.Id).{|#0:ExecuteUpdate|}(s => s.SetProperty(o => o.Total, order.Total))", OwnValues)]
    [InlineData("computed for each", "db.Orders.Where(o => o.Id == order.Id).{|#0:ExecuteUpdate|}(s => s.SetProperty(o => o.Total, o => o.Total + order.Total))", OwnValues)]
    [InlineData("the second of two", "db.Orders.Where(o => o.Id == order.Id).{|#0:ExecuteUpdate|}(s => s.SetProperty(o => o.Status, Status.Paid).SetProperty(o => o.Total, order.Total))", OwnValues)]
    [InlineData("the same for all", "db.Orders.Where(o => o.Id == order.Id).{|#0:ExecuteUpdate|}(s => s.SetProperty(o => o.Status, Status.Paid))", OneCommand)]
    [InlineData("computed from the row", "db.Orders.Where(o => o.Id == order.Id).{|#0:ExecuteUpdate|}(s => s.SetProperty(o => o.Total, o => o.Total + 1))", OneCommand)]
    [InlineData("a delete", "db.Orders.Where(o => o.Id == order.Id).{|#0:ExecuteDelete|}()", OneCommand)]
    public Task A_value_of_its_own_for_each_row_is_information(string why, string code, string advice) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($"public void Run(List<Order> orders) {{ foreach (var order in orders) {code}; }} // {why}"),
        VerifyCS.Diagnostic().WithSeverity(advice == OwnValues ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(code.Contains("Update") ? "'ExecuteUpdate'" : "'ExecuteDelete'", "sends a command of its own", "for each element of 'orders'", advice));

    [Theory]
    [InlineData("SendReminderAsync", null)]
    [InlineData("NotifyCustomerAsync", null)]
    [InlineData("CancelPaymentAsync", null)]
    [InlineData("RefundRecurringChargesAsync", null)]
    [InlineData("CancelOrderAsync", Once)]
    [InlineData("AddPaymentAsync", Once)]
    [InlineData("Sender", Once)]
    [InlineData("SendAsync", Once)]
    [InlineData("PublishArticleAsync", Once)]
    [InlineData("AddReminderAsync", Once)]
    [InlineData("RemindAsync", null)]
    public Task What_is_sent_or_paid_is_kept_at_once(string name, string? advice) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public async Task RunAsync(List<Order> orders)
            {
                foreach (var order in orders)
                    await {|#0:{{name}}|}(order);
            }

            private Task {{name}}(Order order)
            {
                db.Add(new Line { OrderId = order.Id });
                return {{(name == "RemindAsync" ? "SendMailAsync" : "db.SaveChangesAsync")}}();
            }

            private Task SendMailAsync() => db.SaveChangesAsync();
        """),
        advice is null ? [] : [Reported(DiagnosticSeverity.Warning, $"'{name}' (Orders.{name} → SaveChangesAsync)", advice)]);

    [Theory]
    [InlineData("if (!{|#0:Remove|}(order)) Console.WriteLine(order.Id);", null)]
    [InlineData("var isGone = {|#0:Remove|}(order); Console.WriteLine(isGone);", null)]
    [InlineData("{|#0:Remove|}(order);", DiagnosticSeverity.Warning)]
    public Task An_answer_that_nobody_hears_is_no_reason(string code, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<Order> orders) { foreach (var order in orders) { {{code}} } }

            private bool Remove(Order order)
            {
                db.Remove(order);
                try
                {
                    db.SaveChanges();
                    return true;
                }
                catch (DbUpdateException)
                {
                    return false;
                }
            }
        """),
        Reported(severity));

    [Theory]
    [InlineData("foreach (var piece in orders.Chunk(100)) foreach (var order in piece)", null)]
    [InlineData("foreach (var order in orders)", DiagnosticSeverity.Info)]
    public Task A_value_for_each_row_of_a_piece_is_quiet(string loop, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($"public void Run(List<Order> orders) {{ {loop} db.Orders.Where(o => o.Id == order.Id).{{|#0:ExecuteUpdate|}}(s => s.SetProperty(o => o.Total, order.Total)); }}"),
        Reported(severity));

    [Theory]
    [InlineData("DbUpdateException", null)]
    [InlineData("DbUpdateConcurrencyException", DiagnosticSeverity.Warning)]
    [InlineData("InvalidOperationException", DiagnosticSeverity.Warning)]
    public Task Who_catches_what_the_database_says_of_a_row_may_save_it_by_itself(string exception, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<Order> orders) { foreach (var order in orders) {|#0:Remove|}(order); }

            private void Remove(Order order)
            {
                try
                {
                    db.Remove(order);
                    db.SaveChanges();
                }
                catch ({{exception}} failure)
                {
                    throw new ArgumentException($"The order {order.Id} is still used.", failure);
                }
            }
        """),
        Reported(severity));

    [Theory]
    [InlineData("order.IsOpen = false;", "foreach (var line in order.Lines) Console.WriteLine(line.Id);", null)]
    [InlineData("order.IsOpen = false;", "", DiagnosticSeverity.Warning)]
    [InlineData("order.IsOpen = isOpen;", "foreach (var line in order.Lines) Console.WriteLine(line.Id);", DiagnosticSeverity.Warning)]
    [InlineData("order.Total = 3;", "foreach (var line in order.Lines) Console.WriteLine(line.Id);", DiagnosticSeverity.Warning)]
    public Task What_is_marked_before_the_work_begins_is_kept_at_once(string before, string work, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<Waiting> orders, bool isOpen)
            {
                foreach (var order in orders)
                {
                    {{before}}
                    {|#0:Update|}(order);
                    {{work}}
                }
            }

            private void Update(Waiting order) { db.Update(order); db.SaveChanges(); }
        }

        public class Waiting : Order { public bool IsOpen { get; set; }
        """),
        Reported(severity));

    [Theory]
    [InlineData("using var scope = new SaveScope(db);", "scope.Commit();", null)]
    [InlineData("using var scope = new SaveScope(db); scope.Commit();", "", DiagnosticSeverity.Warning)]
    [InlineData("using var scope = db.Database.BeginTransaction();", "scope.Commit();", DiagnosticSeverity.Warning)]
    [InlineData("var scope = new Unit();", "scope.Commit();", DiagnosticSeverity.Warning)]
    public Task A_scope_that_is_committed_after_the_loop_may_put_the_saves_off(string before, string after, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<int> ids)
            {
                {{before}}
                foreach (var id in ids)
                {
                    db.Add(new Order { CustomerId = id });
                    db.{|#0:SaveChanges|}();
                }

                {{after}}
            }
        """) + """

        public sealed class SaveScope : IDisposable
        {
            public SaveScope(ShopContext db) { }
            public void Commit() { }
            public void Dispose() { }
        }

        public sealed class Unit { public void Commit() { } }
        """,
        Reported(severity));

    [Theory]
    [InlineData("found.Add(known);", null)]
    [InlineData("others.Add(known);", DiagnosticSeverity.Warning)]
    [InlineData("", DiagnosticSeverity.Warning)]
    public Task What_was_missing_in_a_list_is_there_the_next_time(string kept, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run(List<string> names, List<Customer> found, List<Customer> others)
            {
                foreach (var name in names)
                {
                    var known = found.FirstOrDefault(c => c.Name == name);
                    if (known is null)
                    {
                        known = new Customer { Name = name };
                        db.Add(known);
                        db.{|#0:SaveChanges|}();
                        {{kept}}
                    }
                }
            }
        """),
        Reported(severity));

    [Theory]
    [InlineData("const int maxBatches = 1000; for (var at = 0; at < maxBatches; at++) await db.Orders.Where(o => o.CustomerId == 0).ExecuteDeleteAsync();")]
    [InlineData("const int maxOrders = 1000; for (var at = 0; at < maxOrders; at++) await db.Orders.Where(o => o.CustomerId == at).[|ExecuteDeleteAsync|]();")]
    public Task A_constant_number_of_batches_is_quiet(string code) => VerifyCS.VerifyAnalyzerAsync(TripShop.Method(code));

    [Theory]
    [InlineData("GenerateTwoFactorTokenAsync(user, provider)", true)]
    [InlineData("VerifyTwoFactorTokenAsync(user, provider, \"7\")", true)]
    [InlineData("SetPhoneNumberAsync(user, provider)", true)]
    public Task Identity_computes_tokens_and_changes_one_user_at_a_time(string call, bool isQuiet) => VerifyCS.VerifyAnalyzerAsync(
        "using Microsoft.AspNetCore.Identity;\n" + TripShop.Usings + $$"""
        public class Members
        {
            private readonly UserManager<IdentityUser> users;
            public Members(UserManager<IdentityUser> users) => this.users = users;
            public async Task RunAsync(IdentityUser user, List<string> providers)
            {
                foreach (var provider in providers)
                    await users.{{(isQuiet ? call : call.Replace("SetPhoneNumberAsync", "{|#0:SetPhoneNumberAsync|}"))}};
            }
        }
        """ + TripShop.Model,
        isQuiet ? [] : [VerifyCS.Diagnostic().WithMessage(null).WithSeverity(DiagnosticSeverity.Warning).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)]);

    /// <summary>Nothing where there is no severity.</summary>
    private static DiagnosticResult[] Reported(DiagnosticSeverity? severity) =>
        severity is { } known ? [VerifyCS.Diagnostic().WithMessage(null).WithSeverity(known).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)] : [];

    private static DiagnosticResult Reported(DiagnosticSeverity severity, string call, string advice) =>
        VerifyCS.Diagnostic().WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(call, "writes to the database", "for each element of 'orders'", advice);
}
