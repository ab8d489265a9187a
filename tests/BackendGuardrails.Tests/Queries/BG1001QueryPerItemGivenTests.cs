using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>What the loop hands over is not asked for, what the first round has found out neither, and another implementation than the one that is meant does not run.</summary>
public class BG1001QueryPerItemGivenTests
{
    private static string Program(string loop, string members) => TripShop.Service($$"""
            public async Task RunAsync(List<Order> orders, Customer known, Customer? maybe)
            {
                await Task.Yield();
                var loaded = await db.Customers.FirstAsync();
                var found = orders.Select(order => order.Customer).FirstOrDefault();
                foreach (var order in orders)
                {
                    {{loop}}
                }
            }

            {{members}}
        """);

    private static DiagnosticResult Reported =>
        VerifyCS.Diagnostic().WithMessage(null).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private const string Formats = """
        private string Format(Order order, Customer? customer = null) { customer ??= db.Customers.First(c => c.Id == order.CustomerId); return customer.Name; }
        private string Either(Order order, Customer? customer) => (customer ?? db.Customers.First(c => c.Id == order.CustomerId)).Name;
        private string Asked(Order order, Customer? customer) { if (customer is null) { customer = db.Customers.First(c => c.Id == order.CustomerId); } return customer.Name; }
        private string Unless(Order order, Customer? customer) { if (customer != null) return customer.Name; else return db.Customers.First(c => c.Id == order.CustomerId).Name; }
        private string Outer(Order order, Customer customer) => Format(order, customer);
        private string Passing(Order order, Customer? customer = null) => Format(order, customer);
        private string Name(Order order, string name) { if (string.IsNullOrEmpty(name)) name = db.Customers.First(c => c.Id == order.CustomerId).Name; return name; }
        """;

    [Theory]
    [InlineData("Format(order, known)")]
    [InlineData("Format(order, loaded)")]
    [InlineData("Format(order, new Customer())")]
    [InlineData("Either(order, known)")]
    [InlineData("Asked(order, loaded)")]
    [InlineData("Unless(order, known)")]
    [InlineData("Outer(order, known)")]
    public Task What_is_handed_over_is_not_asked_for(string call) => VerifyCS.VerifyAnalyzerAsync(Program($"_ = {call};", Formats));

    [Theory]
    [InlineData("{|#0:Format|}(order)")]
    [InlineData("{|#0:Format|}(order, null)")]
    [InlineData("{|#0:Format|}(order, maybe)")]
    [InlineData("{|#0:Format|}(order, found)")]
    [InlineData("{|#0:Format|}(order, order.Customer)")]
    [InlineData("{|#0:Passing|}(order)")]
    [InlineData("{|#0:Either|}(order, maybe)")]
    [InlineData("{|#0:Name|}(order, known.Name)")]
    public Task What_may_be_missing_is_asked_for(string call) => VerifyCS.VerifyAnalyzerAsync(Program($"_ = {call};", Formats), Reported);

    [Theory]
    [InlineData("private bool? isOpen; private bool IsOpen() { if (!isOpen.HasValue) { isOpen = db.Orders.Any(); } return isOpen.Value; }")]
    [InlineData("private bool? isOpen; private async Task<bool> IsOpenAsync() { if (!isOpen.HasValue) isOpen = await db.Orders.AnyAsync(); return isOpen.Value; } private bool IsOpen() => IsOpenAsync().Result;")]
    [InlineData("private bool? isOpen; private bool IsOpen() { if (isOpen.HasValue) return isOpen.Value; isOpen = db.Orders.Any(); return isOpen.Value; }")]
    [InlineData("private string? first; private bool IsOpen() { if (string.IsNullOrEmpty(first)) first = db.Customers.First().Name; return first.Length > 3; }")]
    public Task What_is_kept_is_asked_once(string members) => VerifyCS.VerifyAnalyzerAsync(Program("if (IsOpen()) break;", members));

    [Fact]
    public Task What_is_kept_elsewhere_is_asked_again() => VerifyCS.VerifyAnalyzerAsync(
        Program("_ = {|#0:IsOpen|}(order);", "private bool? isOpen; private bool? isLast; private bool IsOpen(Order order) { if (!isOpen.HasValue) isLast = db.Orders.Any(o => o.Id > order.Id); return isLast == true; }"), Reported);

    private const string Mappers = """
        private readonly IMapper<Order, string> toText = new OrderToText();
        private readonly IMapper<Order, int> toNumber = null!;
        private IMapper<T, string> Of<T>() => null!;

        public interface IMapper<in TFrom, TTo> { TTo Map(TFrom from); }
        public interface IFill<in TFrom, in TTo> { void Fill(TFrom from, TTo to); }
        public class CustomerFill : IFill<Customer, Line> { private readonly ShopContext db = null!; public void Fill(Customer from, Line to) => to.Quantity = db.Orders.Count(order => order.CustomerId == from.Id); }
        public class OrderFill : IFill<Order, Line> { public void Fill(Order from, Line to) => to.Quantity = from.Id; }
        public class AnyFill : IFill<object, Order> { private readonly ShopContext db = null!; public void Fill(object from, Order to) => to.Total = db.Orders.Sum(order => order.Total); }
        private readonly IFill<Order, Line> toLine = new OrderFill();
        private readonly IFill<Order, Order> toOrder = new AnyFill();
        public class OrderToText : IMapper<Order, string> { public string Map(Order from) => from.Id.ToString(); }
        public class OrderToNumber : IMapper<Order, int> { private readonly ShopContext db = null!; public int Map(Order from) => db.Lines.Count(line => line.OrderId == from.Id); }
        public abstract class Store<T> { public abstract int Count(int id); }
        public class LineStore : Store<Line> { private readonly ShopContext db = null!; public override int Count(int id) => db.Lines.Count(line => line.OrderId == id); }
        public class OrderStore : Store<Order> { public override int Count(int id) => id; }
        public interface IChecker<T> { bool Check(int id); }
        public class Checker<T> : IChecker<T> where T : class { private readonly ShopContext db = null!; public bool Check(int id) => db.Set<T>().Find(id) is null; }
        private readonly Store<Line> lines = new LineStore();
        private readonly Store<Order> stored = new OrderStore();
        private readonly IChecker<Order> checker = new Checker<Order>();
        """;

    [Theory]
    [InlineData("_ = toText.Map(order);")]
    [InlineData("_ = Of<Order>().Map(order);")]
    [InlineData("_ = stored.Count(order.Id);")]
    [InlineData("toLine.Fill(order, new Line());")]
    public Task An_implementation_for_other_types_does_not_run(string call) => VerifyCS.VerifyAnalyzerAsync(Program(call, Mappers));

    [Theory]
    [InlineData("_ = toNumber.{|#0:Map|}(order);")]
    [InlineData("_ = lines.{|#0:Count|}(order.Id);")]
    [InlineData("_ = checker.{|#0:Check|}(order.Id);")]
    [InlineData("toOrder.{|#0:Fill|}(order, order);")]
    public Task The_implementation_for_these_types_runs(string call) => VerifyCS.VerifyAnalyzerAsync(Program(call, Mappers), Reported);

    [Theory]
    [InlineData("bool isHidden = false, int store = 0", "Of(order.Id, true)", true)]
    [InlineData("bool isHidden = false, int store = 0", "{|#0:Of|}(order.Id, true, order.CustomerId)", false)]
    [InlineData("bool isHidden = false, int store = 0", "order; var shop = known.Id; _ = Of(order.Id, true, shop)", true)]
    [InlineData("bool isHidden = false, int store = 0", "order; var shop = known.Id; if (shop > 3) shop = order.Id; _ = {|#0:Of|}(order.Id, true, shop)", false)]
    public Task A_key_of_locals_of_locals_is_seen_through(string parameters, string call, bool isQuiet) => VerifyCS.VerifyAnalyzerAsync(
        Program($"_ = {call};", $$"""
            private List<Customer> Of(int root, {{parameters}})
            {
                var roles = cache.Get<int[]>("roles");
                var token = isHidden ? "0" : string.Join(",", roles!);
                var shop = store.ToString();
                var key = string.Format("customers:{0}:{1}:{2}", isHidden, token, shop);
                return cache.GetOrCreate(key, entry => db.Customers.Where(c => c.Points > store).ToList())!;
            }
            """),
        isQuiet ? [] : [Reported]);
}
