using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1003NavigationNotLoadedAnalyzer, BackendGuardrails.Queries.BG1003NavigationNotLoadedCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1003NavigationNotLoadedTests
{
    private static Task VerifyAsync(string body, string more = "", string model = "") => VerifyCS.VerifyAnalyzerAsync(NavigationShop.Method(body, isLazy: false, more, model));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(NavigationShop.Service(members, isLazy: false, more));

    [Theory]
    [InlineData("var order = await _db.Orders.FirstAsync(o => o.Id == id); sum += order.[|Customer|].Name.Length;")]
    [InlineData("var order = await _db.Orders.FindAsync(id); sum += order!.[|Customer|].Name.Length;")]
    [InlineData("var order = await _db.Set<Order>().SingleAsync(); sum += order.[|Customer|].Count();")]
    [InlineData("var order = _db.Orders.AsNoTracking().First(); sum += order.[|Payer|]!.Name.Length;")]
    [InlineData("var customer = await _db.Customers.FirstAsync(); sum += customer.[|Orders|].Count;")]
    [InlineData("var customer = await _db.Customers.FirstAsync(); foreach (var order in customer.[|Orders|]) sum += order.Id;")]
    [InlineData("var customer = await _db.Customers.FirstAsync(); sum += customer.[|Orders|].Sum(order => order.Id);")]
    [InlineData("var customer = await _db.Customers.FirstAsync(); sum += customer.[|Orders|][0].Id;")]
    [InlineData("foreach (var order in await _db.Orders.ToListAsync()) sum += order.[|Customer|].Id;")]
    [InlineData("await foreach (var order in _db.Orders.AsAsyncEnumerable()) sum += order.[|Customer|].Id;")]
    [InlineData("var orders = await _db.Orders.ToListAsync(); sum += orders.Sum(order => order.[|Customer|].Id);")]
    [InlineData("var order = (await _db.Orders.ToListAsync())[0]; sum += order.[|Customer|].Id;")]
    [InlineData("var orders = await (from o in _db.Orders where o.Id > id select o).ToListAsync(); sum += orders[0].[|Customer|].Id;")]
    [InlineData("var orders = await _db.Orders.Include(o => o.Lines).ToListAsync(); sum += orders[0].Lines[0].[|Product|].Name.Length;")]
    [InlineData("var orders = await _db.Orders.Include(o => o.Lines).ToListAsync(); sum += orders.SelectMany(o => o.Lines).Count(l => l.[|Product|].Name != \"\");")]
    [InlineData("var order = await _db.Orders.Include(o => o.Customer).FirstAsync(); sum += order.Customer.[|Region|]!.Name.Length;")]
    [InlineData("var order = await _db.Orders.FromSqlRaw(\"select 1\").FirstAsync(); sum += order.[|Customer|].Id;")]
    [InlineData("IQueryable<Order> query = _db.Orders; if (all) query = query.Where(o => o.Id > id); var order = await query.FirstAsync(); sum += order.[|Customer|].Id;")]
    public Task What_no_query_has_loaded_is_reported(string body) => VerifyAsync(body);

    [Fact]
    public Task A_message_says_what_is_missing_where_and_what_to_write() => VerifyCS.VerifyAnalyzerAsync(
        NavigationShop.Method("var order = await {|#2:_db.Orders|}.FirstAsync(); sum += order.{|#0:Customer|}.Name.Length; var rush = await {|#3:_db.Rushes|}.FindAsync(id); sum += rush!.{|#1:Lines|}.Count;", isLazy: false),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(2).WithMessage("The query does not load 'Customer' of 'order', so this throws a NullReferenceException; add Include(o => o.Customer) to the query of '_db.Orders'"),
        VerifyCS.Diagnostic().WithLocation(1).WithLocation(3).WithMessage("The query does not load 'Lines' of 'rush', so there is nothing in it; read it with a query that has Include(o => o.Lines) instead of Find"));

    [Fact]
    public Task A_repository_of_any_type_is_not_told_to_include() => VerifyCS.VerifyAnalyzerAsync(
        NavigationShop.Method("var order = await new Store<Order>(_db).All().FirstAsync(); sum += order.{|#0:Customer|}.Name.Length;", isLazy: false)
            + " public class Store<T>(DbContext db) where T : class { public IQueryable<T> All() => {|#1:db.Set<T>()|}; }",
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithMessage("The query does not load 'Customer' of 'order', so this throws a NullReferenceException; 'db.Set<T>()' reads any type, so let its caller hand over Include(o => o.Customer), or read Order with a query of its own"));

    [Fact]
    public Task In_a_method_it_is_handed_to() => VerifyMembersAsync("""
            public async Task<int> RunAsync() => Private(await _db.Orders.FirstAsync()) + new Labels().Public(await _db.Orders.FirstAsync());
            private static int Private(Order order) => order.[|Customer|].Name.Length;
        """, "public class Labels { public int Public(Order order) { return order.[|Customer|].Name.Length; } }");

    [Fact]
    public Task By_the_caller_of_a_method_that_returns_it() => VerifyMembersAsync("""
            private async Task<Order?> FindAsync(int id)
            {
                var order = await _db.Orders.FirstOrDefaultAsync(o => o.Id == id);
                return order;
            }
            public async Task<int> RunAsync() => (await FindAsync(1))!.[|Customer|].Id;
        """);

    [Fact]
    public Task Behind_a_repository_and_its_interface() => VerifyMembersAsync(
        "    public int Run(IOrderRepository orders) => orders.Get(1).[|Customer|].Id;",
        """
        public interface IOrderRepository { Order Get(int id); }
        public class OrderRepository : IOrderRepository
        {
            private readonly Shop _shop;
            public OrderRepository(Shop shop) => _shop = shop;
            public Order Get(int id) => _shop.Orders.AsNoTracking().Single(order => order.Id == id);
        }
        """);

    [Fact]
    public Task In_a_lambda_and_a_local_function() => VerifyMembersAsync("""
            public void Run()
            {
                var order = _db.Orders.First();
                Func<int> inLambda = () => order.[|Customer|].Id;
                int InFunction() => order.[|Lines|].Count;
                inLambda();
                InFunction();
            }
        """);

    [Fact]
    public Task In_top_level_statements() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{NavigationShop.Usings}}
        using var db = new Shop();
        var order = db.Orders.First();
        Console.WriteLine(order.[|Customer|].Name);
        {{NavigationShop.Context(isLazy: false)}}
        {{NavigationShop.Entities}}
        """);

    [ModernFact]
    public Task In_a_class_with_a_primary_constructor() => VerifyMembersAsync("", """
        public class Report(Shop db) { public int Run() { var order = db.Orders.First(); return order.[|Customer|].Id; } }
        """);

    [Fact]
    public Task With_sets_that_are_computed() => VerifyCS.VerifyAnalyzerAsync(
        NavigationShop.Service("    public int Run() => _db.Orders.First().[|Customer|].Id;", isLazy: false, areSetsComputed: true));

    [Theory]
    [InlineData("var order = await _db.Orders.Include(o => o.Customer).FirstAsync(); sum += order.Customer.Id;")]
    [InlineData("var order = await _db.Orders.Include(\"Customer\").FirstAsync(); sum += order.Customer.Id;")]
    [InlineData("var order = await _db.Orders.Include(o => o.Customer.Region).FirstAsync(); sum += order.Customer.Region!.Id + order.Customer.Id;")]
    [InlineData("var order = await _db.Orders.Include(o => o.Customer).ThenInclude(c => c.Region).FirstAsync(); sum += order.Customer.Region!.Id;")]
    [InlineData("var customer = await _db.Customers.Include(c => c.Orders.Where(o => o.Id > 1)).FirstAsync(); sum += customer.Orders.Count;")]
    [InlineData("var customer = await _db.Customers.Include(c => c.Orders).FirstAsync(); sum += customer.Orders.Sum(o => o.Customer.Id);")]
    [InlineData("IQueryable<Order> query = _db.Orders; if (all) query = query.Include(o => o.Customer); var order = await query.FirstAsync(); sum += order.Customer.Id;")]
    [InlineData("var path = DateTime.Now.ToString(); var order = await _db.Orders.Include(path).FirstAsync(); sum += order.Customer.Id;")]
    public Task What_a_query_includes_or_may_include_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var customer = await _db.Customers.FirstAsync(); sum += customer.Address.City.Length;")]
    [InlineData("var order = await _db.Orders.FirstAsync(); sum += order.CustomerId;")]
    [InlineData("var names = await _db.Orders.Select(o => o.Customer.Name).ToListAsync(); sum += names.Count;")]
    [InlineData("var orders = await _db.Orders.Where(o => o.Customer.Name == \"\").OrderBy(o => o.Lines.Count).ToListAsync(); sum += orders.Count;")]
    [InlineData("var order = await _db.Orders.FirstAsync(); Console.WriteLine(nameof(order.Customer.Name));")]
    [InlineData("var customer = await _db.Customers.FirstAsync(); customer.Orders.Add(new Order()); await _db.SaveChangesAsync();")]
    [InlineData("var customer = await _db.Customers.FirstAsync(); customer.Orders = new List<Order>(); sum += customer.Orders.Count;")]
    [InlineData("var order = new Order { Customer = new Customer() }; sum += order.Customer.Id;")]
    [InlineData("var order = new Order(); sum += order.Customer.Id;")]
    [InlineData("var order = all ? await _db.Orders.FirstAsync() : new Order { Customer = new Customer() }; sum += order.Customer.Id;")]
    public Task What_is_no_read_of_an_unloaded_navigation_is_quiet(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("if (order.Customer != null) sum += order.Customer.Id;")]
    [InlineData("if (order.Customer is null) return 0; sum += order.Customer.Id;")]
    [InlineData("if (order.Customer is { } customer) sum += customer.Id;")]
    [InlineData("if (order is { Customer: not null }) sum += order.Customer.Id;")]
    [InlineData("sum += order.Customer?.Id ?? 0;")]
    [InlineData("ArgumentNullException.ThrowIfNull(order.Customer); sum += order.Customer.Id;")]
    [InlineData("order.Customer ??= new Customer(); sum += order.Customer.Id;")]
    public Task What_is_checked_for_null_is_quiet(string check) => VerifyAsync($"var order = await _db.Orders.FirstAsync(); {check}");

    [Theory]
    [InlineData("await _db.Entry(order).Reference(o => o.Customer).LoadAsync();")]
    [InlineData("await _db.Entry(order).Reference(\"Customer\").LoadAsync();")]
    [InlineData("_db.Attach(new Customer());")]
    [InlineData("_db.Customers.Add(new Customer());")]
    [InlineData("await _db.Customers.LoadAsync();")]
    [InlineData("var customer = await _db.Customers.FirstAsync(c => c.Id == order.CustomerId);")]
    [InlineData("var other = await _db.Orders.Include(o => o.Customer).FirstAsync();")]
    [InlineData("var customer = await _db.FindAsync<Customer>(order.CustomerId);")]
    [InlineData("order.Customer = new Customer();")]
    [InlineData("Fill(order); void Fill(Order filled) => filled.Customer = new Customer();")]
    public Task What_something_else_may_have_filled_is_quiet(string fill) => VerifyAsync($"var order = await _db.Orders.FirstAsync(); {fill} sum += order.Customer.Id;");

    [Theory]
    [InlineData("var count = await _db.Customers.CountAsync();")]
    [InlineData("var customers = await _db.Customers.AsNoTracking().ToListAsync();")]
    [InlineData("await _db.SaveChangesAsync();")]
    public Task What_fills_nothing_does_not_help(string other) => VerifyAsync($"var order = await _db.Orders.FirstAsync(); {other} sum += order.[|Customer|].Id;");

    [Fact]
    public Task Auto_include_is_quiet() =>
        VerifyAsync("var order = await _db.Orders.FirstAsync(); sum += order.Customer.Id;", model: "builder.Entity<Order>().Navigation(o => o.Customer).AutoInclude();");

    [Fact]
    public Task Auto_include_that_the_query_ignores_is_reported() =>
        VerifyAsync("var order = await _db.Orders.IgnoreAutoIncludes().FirstAsync(); sum += order.[|Customer|].Id;", model: "builder.Entity<Order>().Navigation(o => o.Customer).AutoInclude();");

    [Fact]
    public Task Rows_that_come_with_the_query_itself_are_quiet() => VerifyAsync("var agents = await _db.Agents.ToListAsync(); sum += agents.Sum(agent => agent.Boss!.Id);");

    [Fact]
    public Task Without_tracking_they_are_not_tied_together() => VerifyAsync("var agents = await _db.Agents.AsNoTracking().ToListAsync(); sum += agents.Sum(agent => agent.[|Boss|]!.Id);");

    [Fact]
    public Task An_entity_that_comes_from_outside_is_quiet() => VerifyMembersAsync("    public int Run(Order order) => order.Customer.Id;");

    [Fact]
    public Task One_caller_that_includes_it_makes_it_quiet() => VerifyMembersAsync("""
            public int One() => Length(_db.Orders.First());
            public int Other() => Length(_db.Orders.Include(o => o.Customer).First());
            private static int Length(Order order) => order.Customer.Name.Length;
        """);

    [Fact]
    public Task A_caller_that_has_loaded_customers_makes_it_quiet() => VerifyMembersAsync("""
            public int Run() { var customers = _db.Customers.ToList(); return Length() + customers.Count; }
            private int Length() { var order = _db.Orders.First(); return order.Customer.Name.Length; }
        """);

    [Fact]
    public Task Code_of_others_that_gets_the_entity_makes_it_quiet() => VerifyMembersAsync(
        "    public int Run(IFiller filler) { var order = _db.Orders.First(); filler.Fill(order); return order.Customer.Id; }",
        "public interface IFiller { void Fill(Order order); }");

    [Fact]
    public Task A_reference_that_the_entity_makes_itself_is_quiet() => VerifyCS.VerifyAnalyzerAsync($$"""
        {{NavigationShop.Usings}}
        public class Note { public int Id { get; set; } public Author Author { get; set; } = new(); }
        public class Author { public int Id { get; set; } }
        public class Notes : DbContext
        {
            public DbSet<Note> All => Set<Note>();
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=x");
            public int Run() => All.First().Author.Id;
        }
        """);

    [Fact]
    public Task Lazy_loading_is_quiet() => new VerifyCS.Test
    {
        TestCode = NavigationShop.Method("var order = await _db.Orders.FirstAsync(); sum += order.Customer.Id;", isLazy: true),
        Stubs = ["Microsoft.EntityFrameworkCore.Proxies"],
    }.RunAsync();

    [Fact]
    public Task A_context_of_another_project_is_quiet() => new VerifyCS.Test
    {
        TestCode = $"{NavigationShop.Usings} public class Report {{ public int Run(Shop db) {{ var order = db.Orders.First(); return order.Customer.Id; }} }}",
        DataProjectCode = NavigationShop.Usings + NavigationShop.Context(isLazy: false) + NavigationShop.Entities,
    }.RunAsync();

    [Fact]
    public Task The_snapshot_of_the_migrations_leaves_no_doubt_about_the_model()
    {
        var test = new VerifyCS.Test { TestCode = NavigationShop.Method("var order = await _db.Orders.FirstAsync(); sum += order.[|Customer|].Id;", isLazy: false) };
        test.TestState.Sources.Add("""
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            [DbContext(typeof(Shop))]
            public class ShopModelSnapshot : ModelSnapshot
            {
                protected override void BuildModel(ModelBuilder modelBuilder) => modelBuilder.Entity("Order", order => { order.Property<int>("Id"); order.HasKey("Id"); });
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task In_one_endpoint_of_many() => VerifyMembersAsync("""
            public static void Map(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder app)
            {
                app.MapGet("/orders/{id}", async (int id, Shop shop) => { var order = await shop.Orders.FirstAsync(o => o.Id == id); return order.[|Customer|].Name; });
                app.MapGet("/both/{id}", async (int id, Shop shop) =>
                {
                    var customers = await shop.Customers.ToListAsync();
                    var order = await shop.Orders.FirstAsync(o => o.Id == id);
                    return order.Customer.Name + customers.Count;
                });
            }
        """);

    [Fact]
    public Task A_DbContext_of_somebody_else_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Mine
        {
            public class DbSet<T> : List<T> { }
            public class DbContext { }
            public class Order { public int Id { get; set; } public Order? Next { get; set; } }
            public class Shop : DbContext { public DbSet<Order> Orders { get; } = new(); public int Run() => Orders.First().Next!.Id; }
        }
        """);

    [Fact]
    public Task Code_that_is_not_finished_does_not_throw() => new VerifyCS.Test
    {
        TestCode = NavigationShop.Service("    public int Run() { var order = _db.Orders.First(; return order.Customer.; }", isLazy: false),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
