using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Loops over interfaces: of services there are as many as were registered; of groups, files, rows and entities as many as there are.</summary>
public class BG1001QueryPerItemServiceTests
{
    private const string Types = """

        namespace Shop
        {
            public class Member { public int OrganizationId { get; set; } public Order? Site { get; set; } }
            public interface ILine { int ProductId { get; } decimal Sum(); }
            public interface IDiscounted { decimal Discount(); }
            public class Gift : Order, IDiscounted { public decimal Discount() => 3; }
            public interface IBasket { string Owner { get; set; } void Clear(); }
            public interface ITree<T> { T? ParentId { get; } bool IsRoot(); }
            public interface INode : ITree<int> { int Id { get; } void Move(); }
            public interface ICheck { string Name { get; } bool Fits(Order order); }
            public interface IPaymentProvider { int Id { get; } string Name { get; set; } void Pay(Order order); }
            public interface IDashboardPart { int Order { get; set; } Task<string> RenderAsync(); }
            public interface IAudit { void Write(Order order); }
            public interface IOrderCheck : ICheck { }
            public class GiftContext : DbContext { public DbSet<Gift> Gifts => Set<Gift>(); }
        }
        """;

    [Theory]
    [InlineData("groups", "List<Order> many", "foreach (var group in many.GroupBy(o => o.CustomerId)) _ = db.Customers.{|#0:Find|}(group.Key);")]
    [InlineData("groups that are kept", "List<Order> many", "var groups = many.GroupBy(o => o.CustomerId).ToList(); foreach (var group in groups) _ = db.Customers.{|#0:Find|}(group.Key);")]
    [InlineData("groups of a query", "List<Order> many", "foreach (var group in many.AsQueryable().GroupBy(o => o.CustomerId)) _ = db.Customers.{|#0:Find|}(group.Key);")]
    [InlineData("groups in query syntax", "List<Order> many", "foreach (var group in from o in many group o by o.CustomerId) _ = db.Customers.{|#0:Find|}(group.Key);")]
    [InlineData("groups with a lambda", "List<Order> many", "_ = many.GroupBy(o => o.CustomerId).Select(group => db.Customers.{|#0:Find|}(group.Key)).ToList();")]
    [InlineData("groups by a text", "List<Customer> many", "foreach (var group in many.GroupBy(c => c.Email)) _ = db.Customers.Where(c => c.Email == group.Key).{|#0:ToList|}();")]
    [InlineData("groups by two things", "List<Order> many", "foreach (var group in many.GroupBy(o => new { o.CustomerId, o.Status })) _ = db.Customers.{|#0:Find|}(group.Key.CustomerId);")]
    [InlineData("groups by a number, all at once", "List<Line> many", "foreach (var group in many.GroupBy(l => l.OrderId)) { var ids = group.Select(l => l.Id).ToList(); _ = db.Lines.Where(l => ids.Contains(l.Id)).{|#0:ToList|}(); }")]
    [InlineData("a lookup", "ILookup<int, Order> many", "foreach (var group in many) _ = db.Customers.{|#0:Find|}(group.Key);")]
    [InlineData("files of a form", "List<Microsoft.AspNetCore.Http.IFormFile> many", "foreach (var file in many) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == file.FileName);")]
    [InlineData("all files of a form", "Microsoft.AspNetCore.Http.IFormFileCollection many", "foreach (var file in many) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == file.FileName);")]
    [InlineData("records of a reader", "IEnumerable<IDataRecord> many", "foreach (var row in many) _ = db.Customers.{|#0:Find|}(row.GetInt32(0));")]
    [InlineData("values", "List<IFormattable> many", "foreach (var value in many) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == value.ToString(null, null));")]
    [InlineData("an interface with a foreign key", "IEnumerable<ILine> many", "foreach (var line in many) _ = db.Customers.{|#0:Find|}(line.ProductId);")]
    [InlineData("an array of it, counted", "ILine[] many", "for (var at = 0; at < many.Length; at++) _ = db.Customers.{|#0:Find|}(many[at].ProductId);")]
    [InlineData("an interface that a mapped class implements", "IEnumerable<IDiscounted> many", "foreach (var row in many) _ = db.Customers.{|#0:Count|}(c => c.Points > row.Discount());")]
    [InlineData("what can be set", "IEnumerable<IBasket> many", "foreach (var basket in many) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == basket.Owner);")]
    [InlineData("a key from a base", "IEnumerable<INode> many", "foreach (var node in many) _ = db.Customers.{|#0:Find|}(node.ParentId);")]
    [InlineData("rows that are cast", "List<Order> many", "foreach (var row in many.OfType<IDiscounted>()) _ = db.Customers.{|#0:Count|}(c => c.Points > row.Discount());")]
    public Task Data_behind_an_interface_is_as_much_as_there_is(string what, string parameter, string code) => VerifyCS.VerifyAnalyzerAsync(Program(what, parameter, code), Reported(DiagnosticSeverity.Warning));

    [Theory]
    [InlineData("groups by a kind, all at once", "List<Customer> many", "foreach (var group in many.GroupBy(c => c.Name)) { var ids = group.Select(c => c.Id).ToList(); _ = db.Customers.Where(c => ids.Contains(c.Id)).{|#0:ToList|}(); }")]
    [InlineData("groups by a kind, handed on", "List<Customer> many", "foreach (var group in many.GroupBy(c => c.Name)) {|#0:Load|}(group);")]
    [InlineData("groups by a kind, asked by a condition", "List<Customer> many", "foreach (var group in many.GroupBy(c => c.Name)) { var ids = group.Select(c => c.Id).ToList(); _ = db.Customers.{|#0:Count|}(c => ids.Contains(c.Id)); }")]
    [InlineData("groups of tenants", "List<Member> many", "foreach (var group in many.GroupBy(m => m.OrganizationId)) _ = db.Customers.{|#0:Find|}(group.Key);")]
    [InlineData("the keys of groups of tenants", "List<Member> many", "var sites = many.Where(m => m.Site != null).GroupBy(m => m.Site!.Id).Select(g => g.Key); foreach (var site in sites) _ = db.Customers.{|#0:Find|}(site);")]
    [InlineData("a lookup of tenants", "List<Member> many", "foreach (var group in many.ToLookup(m => m.OrganizationId)) _ = db.Customers.{|#0:Find|}(group.Key);")]
    public Task Groups_by_a_name_or_by_those_who_share_a_program_are_few(string what, string parameter, string code) => VerifyCS.VerifyAnalyzerAsync(Program(what, parameter, code));

    [Theory]
    [InlineData("checks", "IEnumerable<ICheck> many", "foreach (var check in many) if (check.Fits(order)) _ = db.Customers.FirstOrDefault(c => c.Name == check.Name);")]
    [InlineData("a check of a base", "IEnumerable<IOrderCheck> many", "foreach (var check in many) _ = db.Customers.FirstOrDefault(c => c.Name == check.Name);")]
    [InlineData("providers with a number and a name", "IEnumerable<IPaymentProvider> many", "foreach (var provider in many) _ = db.Customers.Find(provider.Id);")]
    [InlineData("parts that wait", "IEnumerable<IDashboardPart> many", "foreach (var part in many) _ = db.Customers.Find(part.Order);")]
    [InlineData("services without a property", "IAudit[] many", "foreach (var audit in many) { _ = db.Customers.Find(order.Id); audit.Write(order); }")]
    [InlineData("services, counted", "IReadOnlyList<ICheck> many", "for (var at = 0; at < many.Count; at++) _ = db.Customers.FirstOrDefault(c => c.Name == many[at].Name);")]
    [InlineData("services with a lambda", "IEnumerable<ICheck> many", "_ = many.Select(check => db.Customers.FirstOrDefault(c => c.Name == check.Name)).ToList();")]
    [InlineData("services out of a list of objects", "List<object> many", "foreach (var check in many.OfType<ICheck>()) _ = db.Customers.FirstOrDefault(c => c.Name == check.Name);")]
    [InlineData("services by a cast in the loop", "System.Collections.ArrayList many", "foreach (ICheck check in many) _ = db.Customers.FirstOrDefault(c => c.Name == check.Name);")]
    [InlineData("hosted services", "IEnumerable<Microsoft.Extensions.Hosting.IHostedService> many", "foreach (var service in many) _ = db.Customers.FirstOrDefault(c => c.Name == service.GetType().Name);")]
    [InlineData("disposables", "List<IDisposable> many", "foreach (var one in many) { _ = db.Customers.Count(); one.Dispose(); }")]
    [InlineData("observers", "List<IObserver<Order>> many", "foreach (var one in many) one.OnNext(db.Orders.First());")]
    [InlineData("services that are made late", "IEnumerable<Lazy<ICheck>> many", "foreach (var check in many) _ = db.Customers.FirstOrDefault(c => c.Name == check.Value.Name);")]
    [InlineData("lists", "IEnumerable<IReadOnlyList<int>> many", "foreach (var ids in many) _ = db.Customers.Where(c => ids.Contains(c.Id)).ToList();")]
    [InlineData("the groups of an enumeration", "List<Order> many", "foreach (var group in many.GroupBy(o => o.Status)) _ = db.Orders.Count(o => o.Status == group.Key);")]
    [InlineData("the groups of yes and no", "List<Order> many", "foreach (var group in many.GroupBy(o => o.Total > 3)) _ = db.Orders.Count(o => o.Total > 3 == group.Key);")]
    [InlineData("the groups of types", "List<object> many", "foreach (var group in many.GroupBy(o => o.GetType())) _ = db.Customers.Count(c => c.Name == group.Key.Name);")]
    [InlineData("pieces that are cut by position", "List<int> many", "foreach (var part in many.Select((id, at) => (id, at)).GroupBy(pair => pair.at / 100)) { var ids = part.Select(pair => pair.id).ToList(); _ = db.Customers.Where(c => ids.Contains(c.Id)).ToList(); }")]
    public Task Services_are_as_many_as_were_registered(string what, string parameter, string code) => VerifyCS.VerifyAnalyzerAsync(Program(what, parameter, code));

    private static DiagnosticResult Reported(DiagnosticSeverity severity) =>
        VerifyCS.Diagnostic().WithMessage(null).WithSeverity(severity).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private static string Program(string what, string parameter, string code) => TripShop.Service($$"""
            public void Run({{parameter}}, Order order)
            {
                // {{what}}
                {{code}}
            }

            private void Load(IEnumerable<Customer> some) { var ids = some.Select(c => c.Id).ToList(); _ = db.Customers.Where(c => ids.Contains(c.Id)).ToList(); }
        """) + Types;
}
