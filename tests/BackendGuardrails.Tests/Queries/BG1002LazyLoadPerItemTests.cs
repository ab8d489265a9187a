using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1002LazyLoadPerItemAnalyzer, BackendGuardrails.Queries.BG1002LazyLoadPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1002LazyLoadPerItemTests
{
    private static Task VerifyAsync(string body, string more = "", string model = "", bool isLazy = true) => VerifySourceAsync(NavigationShop.Method(body, isLazy, more, model));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifySourceAsync(NavigationShop.Service(members, isLazy: true, more));

    private static Task VerifySourceAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new VerifyCS.Test { TestCode = source, Stubs = ["Microsoft.EntityFrameworkCore.Proxies"] };
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) sum += customer.[|Orders|].Count;")]
    [InlineData("foreach (var customer in _db.Customers) sum += customer.[|Orders|].Count;")]
    [InlineData("await foreach (var customer in _db.Customers.AsAsyncEnumerable()) sum += customer.[|Orders|].Count;")]
    [InlineData("foreach (var customer in await _db.Customers.AsNoTracking().ToListAsync()) sum += customer.[|Orders|].Count;")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) sum += order.[|Customer|].Name.Length;")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) sum += order.[|Customer|]?.Name.Length ?? 0;")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) { var customer = order.[|Customer|]; sum += customer.Id; }")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) sum += $\"{order.[|Customer|].Name}\".Length;")]
    [InlineData("var orders = await _db.Orders.ToListAsync(); for (var i = 0; i < orders.Count; i++) sum += orders[i].[|Customer|].Id;")]
    [InlineData("var orders = await _db.Orders.ToListAsync(); var at = 0; while (at < orders.Count) { sum += orders[at].[|Customer|].Id; at++; }")]
    [InlineData("var customers = await _db.Customers.ToListAsync(); sum += customers.Sum(c => c.[|Orders|].Count);")]
    [InlineData("var customers = await _db.Customers.ToListAsync(); customers.ForEach(c => sum += c.[|Orders|].Count);")]
    [InlineData("var customers = await _db.Customers.ToListAsync(); sum += (from c in customers where c.[|Orders|].Any() select c).Count();")]
    [InlineData("var order = await _db.Orders.FirstAsync(); foreach (var line in order.Lines) sum += line.[|Product|].Id;")]
    [InlineData("var orders = await _db.Orders.Include(o => o.Lines).ToListAsync(); foreach (var line in orders.SelectMany(o => o.Lines)) sum += line.[|Product|].Id;")]
    [InlineData("foreach (var customer in await _db.Customers.Include(c => c.Region).ToListAsync()) sum += customer.[|Orders|].Count;")]
    [InlineData("foreach (var order in await _db.Orders.Include(o => o.Customer).ToListAsync()) sum += order.Customer.[|Orders|].Count;")]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) { if (all) sum += customer.[|Orders|].Count; sum += customer.Orders.Count; }")]
    public Task A_navigation_read_of_each_element_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) sum += customer.[|Count|]();")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) sum += (int)order.[|Total|];")]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) sum += $\"{[|customer|]}\".Length;")]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) sum += customer.[|ToString|]().Length;")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) sum += [|new OrderDto(order)|].Name.Length;")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) sum += OrderDto.[|From|](order).Name.Length;")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) sum += order.[|ToDto|]().Name.Length;")]
    [InlineData("var orders = await _db.Orders.ToListAsync(); sum += orders.Select(OrderDto.[|From|]).Count();")]
    [InlineData("var orders = await _db.Orders.ToListAsync(); sum += orders.Select(o => [|new OrderDto(o)|]).Count();")]
    public Task A_navigation_read_by_what_is_called_for_each_element_is_reported(string body) => VerifyAsync(body, """
        public class OrderDto
        {
            public OrderDto(Order order) { Name = order.Customer.Name; }
            private OrderDto(string name) { Name = name; }
            public string Name { get; }
            public static OrderDto From(Order order) => new OrderDto(NameOf(order));
            private static string NameOf(Order order) { var customer = order.Customer; return customer.Name; }
        }
        public static class Mapping { public static OrderDto ToDto(this Order order) => OrderDto.From(order); }
        """);

    [Theory]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) { await _db.Entry(customer).Collection(c => c.Orders).[|LoadAsync|](); sum += customer.Orders.Count; }")]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) _db.Entry(customer).Reference(\"Region\").[|Load|]();")]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) sum += await _db.Entry(customer).Collection(c => c.Orders).Query().[|CountAsync|]();")]
    [InlineData("foreach (var customer in await _db.Customers.ToListAsync()) await [|LoadAsync|](customer); Task LoadAsync(Customer customer) => _db.Entry(customer).Collection(c => c.Orders).LoadAsync();")]
    public Task A_navigation_loaded_by_hand_for_each_element_is_reported(string body) => VerifyAsync(body, isLazy: false);

    [Theory]
    [InlineData("foreach (var customer in await _db.Customers.Include(c => c.Orders).ToListAsync()) await _db.Entry(customer).Collection(c => c.Orders).LoadAsync();")]
    [InlineData("var customer = await _db.Customers.FirstAsync(); await _db.Entry(customer).Collection(c => c.Orders).LoadAsync();")]
    public Task What_is_loaded_by_hand_once_or_for_nothing_is_quiet(string body) => VerifyAsync(body, isLazy: false);

    [Fact]
    public Task A_message_says_how_often_and_what_to_write() => VerifySourceAsync(
        NavigationShop.Method("""
            foreach (var customer in await {|#4:_db.Customers|}.ToListAsync()) { sum += customer.{|#0:Orders|}.Count; }
            foreach (var order in await {|#5:_db.Orders|}.ToListAsync()) { sum += order.{|#1:Payer|}!.Id + (int)order.{|#2:Total|}; }
            foreach (var one in await {|#6:_db.Customers|}.ToListAsync()) await _db.Entry(one).Reference(c => c.Region).{|#3:LoadAsync|}();
            """, isLazy: true).Replace("=> Lines.Sum", "=> {|#7:Lines|}.Sum", StringComparison.Ordinal),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(4).WithMessage("'Orders' is loaded lazily, one query for each 'customer'; add Include(c => c.Orders) to the query of '_db.Customers'"),
        VerifyCS.Diagnostic().WithLocation(2).WithLocation(5).WithLocation(7).WithMessage("'Total' loads 'Lines' lazily, one query for each 'order'; add Include(o => o.Lines) to the query of '_db.Orders'"),
        VerifyCS.Diagnostic().WithLocation(3).WithLocation(6).WithMessage("'LoadAsync' loads 'Region', up to one query for each 'one'; add Include(c => c.Region) to the query of '_db.Customers'"));

    [Fact]
    public Task A_reference_costs_up_to_one_query_each() => VerifySourceAsync(
        NavigationShop.Method("foreach (var order in await {|#1:_db.Orders|}.ToListAsync()) sum += order.{|#0:Agent|}.Id;", isLazy: true),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithMessage("'Agent' is loaded lazily, up to one query for each 'order'; add Include(o => o.Agent) to the query of '_db.Orders'"));

    [Fact]
    public Task The_elements_may_come_from_another_method() => VerifyMembersAsync("""
            private Task<List<Customer>> AllAsync() => _db.Customers.Where(c => c.Id > 1).ToListAsync();
            public async Task<int> RunAsync()
            {
                var sum = 0;
                foreach (var customer in await AllAsync())
                    sum += customer.[|Orders|].Count;
                return sum;
            }
            public int Run() => Add(_db.Customers.ToList());
            private static int Add(List<Customer> customers) { var sum = 0; foreach (var customer in customers) sum += customer.[|Orders|].Count; return sum; }
        """);

    [Fact]
    public Task An_entity_that_loads_itself() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{NavigationShop.Usings}}
        using Microsoft.EntityFrameworkCore.Infrastructure;
        public class Post
        {
            private readonly ILazyLoader? _loader;
            private List<Comment>? _comments;
            public Post() { }
            private Post(ILazyLoader loader) { _loader = loader; }
            public int Id { get; set; }
            public List<Comment> Comments { get => _loader!.Load(this, ref _comments)!; set => _comments = value; }
        }
        public class Comment { public int Id { get; set; } }
        public class Blog : DbContext
        {
            public DbSet<Post> Posts => Set<Post>();
            public int Run() => Posts.ToList().Sum(post => post.[|Comments|].Count);
        }
        """);

    [ModernFact]
    public Task In_a_class_with_a_primary_constructor_and_a_computed_set() => VerifySourceAsync(NavigationShop.Service("", isLazy: true, areSetsComputed: true, more: """
        public class Report(Shop db) { public int Run() { var sum = 0; foreach (var order in db.Orders.ToList()) sum += order.[|Lines|].Count; return sum; } }
        """));

    [Fact]
    public Task In_top_level_statements() => VerifySourceAsync($$"""
        {{NavigationShop.Usings}}
        using var db = new Shop();
        foreach (var order in db.Orders.ToList())
            Console.WriteLine(order.[|Customer|].Name);
        {{NavigationShop.Context(isLazy: true)}}
        {{NavigationShop.Entities}}
        """);

    [Theory]
    [InlineData("foreach (var c in await _db.Customers.Include(c => c.Orders).ToListAsync()) sum += c.Orders.Count;")]
    [InlineData("foreach (var c in await _db.Customers.Include(\"Orders\").ToListAsync()) sum += c.Count();")]
    [InlineData("foreach (var c in await _db.Customers.Include(c => c.Orders.Where(o => o.Id > 1)).ToListAsync()) sum += c.Orders.Count;")]
    [InlineData("foreach (var o in await _db.Orders.Include(o => o.Customer).ThenInclude(c => c.Region).ToListAsync()) sum += o.Customer.Region!.Id;")]
    [InlineData("IQueryable<Customer> query = _db.Customers; if (all) query = query.Include(c => c.Orders); foreach (var c in await query.ToListAsync()) sum += c.Orders.Count;")]
    [InlineData("foreach (var c in await _db.Customers.Include(c => c.Orders).ToListAsync()) foreach (var o in c.Orders) sum += o.Customer.Id;")]
    [InlineData("foreach (var row in await _db.Customers.Select(c => new { c.Name, c.Orders.Count }).ToListAsync()) sum += row.Count;")]
    [InlineData("foreach (var c in await _db.Customers.ToListAsync()) sum += c.Address.City.Length;")]
    [InlineData("foreach (var o in await _db.Orders.ToListAsync()) sum += o.CustomerId;")]
    [InlineData("await _db.Agents.LoadAsync(); foreach (var o in await _db.Orders.ToListAsync()) sum += o.Agent.Id;")]
    [InlineData("foreach (var agent in await _db.Agents.ToListAsync()) sum += agent.Boss!.Id;")]
    [InlineData("foreach (var c in await _db.Customers.ToListAsync()) if (_db.Entry(c).Collection(x => x.Orders).IsLoaded) sum += c.Orders.Count;")]
    [InlineData("var c = await _db.Customers.FirstAsync(); sum += c.Orders.Count;")]
    [InlineData("var c = await _db.Customers.FirstAsync(); for (var i = 0; i < id; i++) sum += c.Orders.Count;")]
    [InlineData("foreach (var c in await _db.Customers.ToListAsync()) { if (c.Id == id) { sum += c.Orders.Count; break; } }")]
    [InlineData("foreach (var c in await _db.Customers.ToListAsync()) { if (c.Id == id) return c.Orders.Count; }")]
    [InlineData("foreach (var c in await _db.Customers.ToListAsync()) { if (c.Id == id) throw new Exception(c.Orders.Count.ToString()); }")]
    [InlineData("foreach (var c in await _db.Customers.ToListAsync()) c.Orders = new List<Order>();")]
    [InlineData("foreach (var c in await _db.Customers.ToListAsync()) Console.WriteLine(nameof(c.Orders.Count));")]
    [InlineData("foreach (var c in await _db.Customers.ToListAsync()) sum += await _db.Orders.CountAsync(o => o.Customer.Id == c.Id);")]
    [InlineData("foreach (var c in new List<Customer> { new() }) sum += c.Orders.Count;")]
    [InlineData("foreach (var c in (await _db.Customers.ToListAsync()).Take(1)) sum += c.Orders.Count;")]
    public Task What_is_loaded_with_the_elements_or_only_once_is_quiet(string body) => VerifyAsync(body);

    [Fact]
    public Task Auto_include_is_quiet() =>
        VerifyAsync("foreach (var o in await _db.Orders.ToListAsync()) sum += o.Agent.Id;", model: "builder.Entity<Order>().Navigation(o => o.Agent).AutoInclude();");

    [Fact]
    public Task Fix_up_of_collections_does_not_count_as_loaded() =>
        VerifyAsync("await _db.Orders.LoadAsync(); foreach (var c in await _db.Customers.ToListAsync()) sum += c.[|Orders|].Count;");

    [Fact]
    public Task Without_tracking_nothing_is_loaded_already() =>
        VerifyAsync("await _db.Agents.LoadAsync(); foreach (var o in await _db.Orders.AsNoTracking().ToListAsync()) sum += o.[|Agent|].Id;");

    [Fact]
    public Task Without_lazy_loading_it_is_quiet() => VerifyAsync("foreach (var c in await _db.Customers.ToListAsync()) sum += c.Orders.Count;", isLazy: false);

    [Fact]
    public Task What_may_be_switched_off_is_quiet() =>
        VerifyAsync("_db.ChangeTracker.LazyLoadingEnabled = false; foreach (var c in await _db.Customers.ToListAsync()) sum += c.Orders.Count;");

    [Fact]
    public Task Elements_that_come_from_outside_are_quiet() => VerifyMembersAsync("    public int Run(List<Customer> customers) => customers.Sum(customer => customer.Orders.Count);");

    [Fact]
    public Task Code_that_calls_itself_comes_to_an_end() => VerifyMembersAsync("""
            public void Run() { foreach (var agent in _db.Agents.AsNoTracking().ToList()) [|Walk|](agent); }
            private static void Walk(Agent agent) { Walk(agent.Boss!); Other(agent); }
            private static void Other(Agent agent) => Walk(agent);
        """);

    [Fact]
    public Task Code_that_is_not_finished_does_not_throw() => new VerifyCS.Test
    {
        TestCode = NavigationShop.Service("    public void Run() { foreach (var order in _db.Orders.ToList() order.[|Customer|]. }", isLazy: true),
        Stubs = ["Microsoft.EntityFrameworkCore.Proxies"],
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    /// <summary>EF6 loads virtual navigations lazily without being told; its model is not read.</summary>
    [Fact]
    public Task Known_miss_a_lazy_navigation_of_EF6() => new VerifyCS.Test
    {
        TestCode = """
            public class Order { public int Id { get; set; } public virtual Order Next { get; set; } = null!; }
            public class Shop : System.Data.Entity.DbContext
            {
                public System.Data.Entity.DbSet<Order> Orders { get; set; } = null!;
                public int Run() => Orders.ToList().Sum(order => order.Next.Id);
            }
            """,
        Stubs = ["EntityFramework"],
    }.RunAsync();
}
