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
    [InlineData("SendReminderAsync", "that is right when each message must be kept even if the next one fails; otherwise save once after the loop")]
    [InlineData("NotifyCustomerAsync", "that is right when each message must be kept even if the next one fails; otherwise save once after the loop")]
    [InlineData("CancelPaymentAsync", "that is right when what was paid must be written down at once; otherwise save once after the loop")]
    [InlineData("RefundRecurringChargesAsync", "that is right when what was paid must be written down at once; otherwise save once after the loop")]
    [InlineData("CancelOrderAsync", Once)]
    [InlineData("AddPaymentAsync", Once)]
    [InlineData("Sender", Once)]
    [InlineData("SendAsync", Once)]
    [InlineData("PublishArticleAsync", Once)]
    [InlineData("AddReminderAsync", Once)]
    [InlineData("RemindAsync", "that is right when each message must be kept even if the next one fails; otherwise save once after the loop")]
    public Task What_is_sent_or_paid_is_kept_at_once(string name, string advice) => VerifyCS.VerifyAnalyzerAsync(
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
        Reported(advice == Once ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info, $"'{name}' (Orders.{name} → {(name == "RemindAsync" ? "Orders.SendMailAsync → " : "")}SaveChangesAsync)", advice));

    [Theory]
    [InlineData("DbUpdateException", DiagnosticSeverity.Info)]
    [InlineData("DbUpdateConcurrencyException", DiagnosticSeverity.Warning)]
    [InlineData("InvalidOperationException", DiagnosticSeverity.Warning)]
    public Task Who_catches_what_the_database_says_of_a_row_may_save_it_by_itself(string exception, DiagnosticSeverity severity) => VerifyCS.VerifyAnalyzerAsync(
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
        VerifyCS.Diagnostic().WithMessage(null).WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("order.IsOpen = false;", "foreach (var line in order.Lines) Console.WriteLine(line.Id);", DiagnosticSeverity.Info)]
    [InlineData("order.IsOpen = false;", "", DiagnosticSeverity.Warning)]
    [InlineData("order.IsOpen = isOpen;", "foreach (var line in order.Lines) Console.WriteLine(line.Id);", DiagnosticSeverity.Warning)]
    [InlineData("order.Total = 3;", "foreach (var line in order.Lines) Console.WriteLine(line.Id);", DiagnosticSeverity.Warning)]
    public Task What_is_marked_before_the_work_begins_is_kept_at_once(string before, string work, DiagnosticSeverity severity) => VerifyCS.VerifyAnalyzerAsync(
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
        VerifyCS.Diagnostic().WithMessage(null).WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("using var scope = new SaveScope(db);", "scope.Commit();", DiagnosticSeverity.Info)]
    [InlineData("using var scope = new SaveScope(db); scope.Commit();", "", DiagnosticSeverity.Warning)]
    [InlineData("using var scope = db.Database.BeginTransaction();", "scope.Commit();", DiagnosticSeverity.Warning)]
    [InlineData("var scope = new Unit();", "scope.Commit();", DiagnosticSeverity.Warning)]
    public Task A_scope_that_is_committed_after_the_loop_may_put_the_saves_off(string before, string after, DiagnosticSeverity severity) => VerifyCS.VerifyAnalyzerAsync(
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
        VerifyCS.Diagnostic().WithMessage(null).WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("found.Add(known);", DiagnosticSeverity.Info)]
    [InlineData("others.Add(known);", DiagnosticSeverity.Warning)]
    [InlineData("", DiagnosticSeverity.Warning)]
    public Task What_was_missing_in_a_list_is_there_the_next_time(string kept, DiagnosticSeverity severity) => VerifyCS.VerifyAnalyzerAsync(
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
        VerifyCS.Diagnostic().WithMessage(null).WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("const int maxBatches = 1000; for (var at = 0; at < maxBatches; at++) await db.Orders.Where(o => o.CustomerId == 0).ExecuteDeleteAsync();")]
    [InlineData("const int maxOrders = 1000; for (var at = 0; at < maxOrders; at++) await db.Orders.Where(o => o.CustomerId == at).[|ExecuteDeleteAsync|]();")]
    public Task A_constant_number_of_batches_is_quiet(string code) => VerifyCS.VerifyAnalyzerAsync(TripShop.Method(code));

    [Theory]
    [InlineData("GenerateTwoFactorTokenAsync(user, provider)", true)]
    [InlineData("VerifyTwoFactorTokenAsync(user, provider, \"7\")", true)]
    [InlineData("SetPhoneNumberAsync(user, provider)", false)]
    public Task Tokens_of_Identity_are_computed(string call, bool isQuiet) => VerifyCS.VerifyAnalyzerAsync(
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
        isQuiet ? [] : [VerifyCS.Diagnostic().WithMessage(null).WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)]);

    private static DiagnosticResult Reported(DiagnosticSeverity severity, string call, string advice) =>
        VerifyCS.Diagnostic().WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(call, "writes to the database", "for each element of 'orders'", advice);
}
