using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1006ReducedInMemoryAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

public class BG1006ReducedInMemoryTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    private static DiagnosticResult Expected(int mark) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null);

    private static DiagnosticResult Info(int mark) => Expected(mark).WithSeverity(DiagnosticSeverity.Info);

    [Theory]
    [InlineData("return Ok(db.Orders.ToList().[|Where|](o => o.Status == Status.Open).ToList());")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Where|](o => o.CustomerId == id && !o.IsDeleted));")]
    [InlineData("return Ok(db.Orders.AsEnumerable().[|Where|](o => o.Total > 100m).Select(o => o.Number).ToList());")]
    [InlineData("return Ok((await db.Orders.ToArrayAsync()).[|Count|](o => o.PlacedAt >= from));")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Count|]);")]
    [InlineData("return Ok(db.Orders.ToArray().[|Length|]);")]
    [InlineData("return Ok((await db.Orders.Where(o => o.CustomerId == id).ToListAsync()).[|Count|] > 0);")]
    [InlineData("return Ok(db.Orders.Where(o => o.CustomerId == id).ToList().[|Any|]());")]
    [InlineData("return Ok(db.Orders.AsNoTracking().ToList().[|Sum|](o => o.Total));")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Max|](o => o.PlacedAt));")]
    [InlineData("return Ok(db.Orders.ToList().[|FirstOrDefault|](o => o.Number == term));")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Find|](o => o.Id == id));")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Exists|](o => o.Number == term));")]
    [InlineData("return Ok(db.Orders.ToList().OrderByDescending(o => o.PlacedAt).[|Take|](10).ToList());")]
    [InlineData("return Ok(db.Orders.ToList().OrderBy(o => o.PlacedAt).[|Last|]());")]
    [InlineData("return Ok(db.Orders.OrderBy(o => o.Id).ToList().[|Skip|](20).Take(10));")]
    [InlineData("return Ok(db.Orders.ToList().[|Where|](o => ids.Contains(o.CustomerId)));")]
    [InlineData("return Ok(db.Orders.ToList().[|Where|](o => o.Number.StartsWith(term!) || string.IsNullOrEmpty(o.Notes)));")]
    [InlineData("return Ok(db.Orders.ToList().[|Where|](o => o.PlacedAt.Year == from.Year).ToList());")]
    [InlineData("return Ok(db.Orders.Include(o => o.Customer).ToList().[|Where|](o => o.Customer.Name == term));")]
    [InlineData("return Ok(db.Orders.Include(o => o.Lines).ToList().[|Where|](o => o.Lines.Any(l => l.Quantity > 3)));")]
    [InlineData("return Ok(db.Orders.ToList().[|GroupBy|](o => o.Status).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(o => o.Total) }).ToList());")]
    [InlineData("return Ok(db.Orders.ToList().[|GroupBy|](o => o.CustomerId).ToDictionary(g => g.Key, g => g.Count()));")]
    [InlineData("return Ok((await db.Orders.Select(o => o.CustomerId).ToListAsync()).[|Distinct|]().ToList());")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).Select(o => o.CustomerId).[|Distinct|]().ToList());")]
    [InlineData("return Ok((await db.Orders.Select(o => o.Id).ToListAsync()).[|Contains|](id));")]
    [InlineData("return Ok((await db.Orders.Select(o => new { o.Id, o.Status }).ToListAsync()).[|Where|](o => o.Status == status));")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).Select(o => new OrderRow(o.Id, o.Number, o.Total)).[|Count|]());")]
    [InlineData("return Ok((await (from o in db.Orders where !o.IsDeleted select o).ToListAsync()).[|Where|](o => o.Status == status));")]
    [InlineData("return Ok(from o in db.Orders.AsEnumerable() [|where o.Status == status|] select o.Number);")]
    [InlineData("return Ok(Enumerable.[|Count|](db.Orders.ToList(), o => o.Status == status));")]
    [InlineData("return Ok(db.Orders.ToListAsync().Result.[|Where|](o => o.Status == status));")]
    [InlineData("return Ok((await db.Orders.ToListAsync().ConfigureAwait(false)).[|Where|](o => o.Status == status));")]
    public Task In_the_same_statement(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var orders = await db.Orders.ToListAsync(); var open = orders.[|Where|](o => o.Status == Status.Open).ToList(); return Ok(open);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(orders.[|Count|]);")]
    [InlineData("var orders = db.Orders.Where(o => o.CustomerId == id).ToList(); if (orders.[|Count|] == 0) return NotFound(); return NoContent();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); if (orders == null || !orders.[|Any|]()) return NotFound(); return NoContent();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); var sorted = orders.OrderBy(o => o.Total); return Ok(sorted.[|First|]());")]
    [InlineData("var orders = await db.Orders.ToListAsync(); if (term != null) orders = orders.[|Where|](o => o.Number == term).ToList(); return Ok(orders);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(new { Open = orders.[|Count|](o => o.Status == Status.Open), Paid = orders.Count(o => o.Status == Status.Paid) });")]
    [InlineData("var orders = newest ? await db.Orders.Where(o => o.PlacedAt > from).ToListAsync() : await db.Orders.ToListAsync(); return Ok(orders.[|Sum|](o => o.Total));")]
    [InlineData("List<Order> orders; orders = await db.Orders.ToListAsync(); return Ok(orders.[|Single|](o => o.Id == id));")]
    [InlineData("IEnumerable<Order> orders = db.Orders; return Ok(orders.[|Where|](o => o.Status == status).ToList());")]
    [InlineData("IEnumerable<Order> orders = db.Orders.Where(o => !o.IsDeleted); orders = orders.[|Where|](o => o.Status == status); return Ok(orders.ToList());")]
    [InlineData("var orders = db.Orders.AsEnumerable(); return Ok(orders.[|Count|]());")]
    [InlineData("List<Order> Load() => db.Orders.ToList(); return Ok(Load().[|Count|](o => o.IsDeleted));")]
    [InlineData("Func<int> count = () => db.Orders.ToList().[|Count|]; return Ok(count());")]
    public Task In_a_later_statement_or_behind_a_plain_sequence(string body) => VerifyAsync(body);

    [Fact]
    public Task The_caller_of_a_repository_is_told_with_the_way() => VerifyCS.VerifyAnalyzerAsync(
        BoundShop.Controller("    [HttpGet] public async Task<IActionResult> Get(IOrderService orders, Status status) => Ok((await orders.ListAsync()).{|#0:Where|}(o => o.Status == status));", """
            public interface IOrderService { Task<List<Order>> ListAsync(); }
            public class OrderService(IOrders orders) : IOrderService { public Task<List<Order>> ListAsync() => orders.{|#1:GetAllAsync|}(); }
            public interface IOrders { Task<List<Order>> GetAllAsync(); }
            public class Orders(Shop db) : IOrders { public async Task<List<Order>> GetAllAsync() { var all = await db.Orders.OrderBy(o => o.Id).{|#3:ToListAsync|}(); return all; } }
            """).Replace("orders.ListAsync", "orders.{|#2:ListAsync|}"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(2).WithLocation(1).WithLocation(3)
            .WithMessage("'Where' runs in memory, on every row of Orders that 'IOrderService.ListAsync → IOrders.GetAllAsync → ToListAsync' brings; let the database filter, with a query of its own beside 'ListAsync'"));

    [Theory]
    [InlineData("public Task<List<Order>> GetAllAsync() => db.Orders.ToListAsync();", "(await repository.GetAllAsync()).[|Count|]")]
    [InlineData("public List<Order> GetAll() { var all = db.Orders.ToList(); return all; }", "repository.GetAll().[|FirstOrDefault|](o => o.Number == term)")]
    [InlineData("public IEnumerable<Order> GetAll() => db.Orders;", "repository.GetAll().[|Where|](o => o.Status == status)")]
    [InlineData("public IEnumerable<Order> GetAll() { return db.Orders.Where(o => !o.IsDeleted); }", "repository.GetAll().[|Any|](o => o.CustomerId == id)")]
    [InlineData("public IEnumerable<Order> All => db.Orders;", "repository.All.[|Count|]()")]
    [InlineData("public async Task<IReadOnlyList<OrderRow>> GetAllAsync() { var all = await db.Orders.ToListAsync(); return all.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList(); }", "(await repository.GetAllAsync()).[|Count|]")]
    public Task What_a_method_returns_is_reduced_by_its_caller(string member, string use) => VerifyMembersAsync(
        $"    [HttpGet] public async Task<IActionResult> Get(Repository repository, string? term, Status status, int id) {{ await Task.Yield(); return Ok({use}); }}", $"public class Repository(Shop db) {{ {member} }}");

    [Fact]
    public Task A_generic_repository() => VerifyMembersAsync(
        "    [HttpGet] public async Task<IActionResult> Get(Repository<Order> orders, Status status) { var all = await orders.GetAllAsync(); return Ok(all.[|Where|](o => o.Status == status).ToList()); }",
        "public class Repository<T>(Shop db) where T : class { public async Task<List<T>> GetAllAsync() => await db.Set<T>().ToListAsync(); }");

    [Fact]
    public Task A_repository_of_another_project_is_a_suggestion() => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(
        "    [HttpGet] public async Task<IActionResult> Get(IRepository<Order> orders, Status status) { var all = await orders.ListAllAsync(); return Ok(all.{|#0:Where|}(o => o.Status == status).ToList()); }",
        "public interface IRepository<T> { Task<List<T>> ListAllAsync(); }"), Info(0));

    [Fact]
    public Task A_parameter_a_field_and_a_return_type_that_hide_the_query() => VerifyMembersAsync("""
            private IEnumerable<Order> _open = null!;
            [HttpGet] public IActionResult Get() { _open = db.Orders.Where(o => o.Status == Status.Open); return Ok(_open.[|Count|]()); }
            [HttpGet("sum")] public IActionResult Sum() => Ok(Total(db.Orders));
            private static decimal Total(IEnumerable<Order> orders) => orders.[|Sum|](o => o.Total);
        """);

    [Fact]
    public Task Top_level_statements_and_an_alias() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Rows = System.Linq.Enumerable;
        using Lists = System.Collections.Generic.List<Order>;

        var db = new Shop();
        Lists orders = await db.Orders.ToListAsync();
        Console.WriteLine(orders.[|Where|](o => o.Status == Status.Open).Count());
        Console.WriteLine(Rows.[|Count|](db.Lines.ToList()));
        {{BoundShop.Model}}
        """);

    [Theory]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(new { A = orders.{|#0:Count|}, B = orders.Count(o => o.IsDeleted), C = orders.Sum(o => o.Total), D = orders.Max(o => o.Total) });")]
    [InlineData("return Ok(db.Orders.OrderBy(o => o.Id).Take(5000).ToList().{|#0:Where|}(o => o.Status == status));")]
    [InlineData("return Ok(db.Orders.OfType<Order>().ToList().{|#0:Where|}(o => o.Status == status));")]
    public Task Several_numbers_of_the_same_rows_and_rows_of_which_the_number_is_not_known_are_suggestions(string body) => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body), Info(0));

    [Theory]
    [InlineData("var keys = await db.Customers.Where(c => c.Name.Contains(term!)).Select(c => c.Id).ToListAsync(); return Ok(await db.Orders.Where(o => keys.[|Contains|](o.CustomerId)).ToListAsync());")]
    [InlineData("var mine = db.Customers.Select(c => c.Id).ToArray(); return Ok(db.Orders.Count(o => o.Total > 3 && mine.[|Contains|](o.CustomerId)));")]
    [InlineData("List<int> late = await db.Orders.Where(o => o.Status == Status.Open).Select(o => o.CustomerId).Distinct().ToListAsync(); var rows = from c in db.Customers where late.[|Contains|](c.Id) select c.Name; return Ok(rows.First());")]
    public Task Keys_that_are_loaded_only_to_be_sent_back(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Ok(db.Orders.ToList().{|#0:Where|}(o => o.Status == Status.Open).ToList());")]
    [InlineData("var orders = await db.Orders.Where(o => o.CustomerId == id).ToListAsync(); return Ok(new { A = orders.{|#0:Count|}, B = orders.Sum(o => o.Total) });")]
    [InlineData("var keys = await db.Customers.Select(c => c.Id).ToListAsync(); return Ok(await db.Orders.CountAsync(o => keys.{|#0:Contains|}(o.CustomerId)));")]
    [InlineData("List<Order> All() => db.Orders.ToList(); return Ok(All().{|#0:Any|}(o => o.Status == status));")]
    public Task What_is_certain_is_a_warning(string body) => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body), Expected(0).WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task Keys_of_one_owner_are_a_suggestion() => VerifyCS.VerifyAnalyzerAsync(
        BoundShop.Action("var keys = await db.Orders.Where(o => o.CustomerId == id).Select(o => o.Id).ToListAsync(); return Ok(db.Lines.Where(l => keys.{|#0:Contains|}(l.OrderId)).Sum(l => l.Quantity));"),
        Info(0).WithMessage("'Contains' sends back to the database what 'ToListAsync' has brought from Orders; let 'keys' be a query, and one command does both"));

    [Fact]
    public Task The_message_says_what_to_do() => VerifyCS.VerifyAnalyzerAsync(
        BoundShop.Action("var few = db.Orders.Where(o => o.CustomerId == id).ToList().{|#0:Count|}; IEnumerable<Order> all = db.Orders; return Ok(all.{|#1:Any|}());"),
        Expected(0).WithMessage("'Count' runs in memory, on all rows of Orders that 'ToList' brings; let the database count, in front of 'ToList'"),
        Expected(1).WithMessage("'Any' runs in memory, on every row of Orders that the sequence of 'Orders' brings; let the database look: keep the query an IQueryable"));

    [Theory]
    [InlineData("o => o.Status == Status.Open || o.Total > 3", Microsoft.CodeAnalysis.DiagnosticSeverity.Info)]
    [InlineData("o => !o.IsDeleted", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]
    public Task A_method_whose_conditions_are_always_the_same_is_looked_into(string condition, Microsoft.CodeAnalysis.DiagnosticSeverity severity) => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(
        "    [HttpGet] public IActionResult Get(Repository repository, int id) => Ok(repository.GetAll().{|#0:Where|}(o => o.CustomerId == id));",
        $"public class Repository(Shop db) {{ public List<Order> GetAll() => db.Orders.Where({condition}).ToList(); }}"),
        VerifyCS.Diagnostic().WithSeverity(severity).WithLocation(0).WithMessage(null).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("public List<Order> GetAll(int[]? ids = null) => db.Orders.Where(o => ids == null || ids.Contains(o.Id)).ToList();")]
    [InlineData("public List<Order> GetAll(string? term = null, int customer = 0) => db.Orders.Where(o => (term == null || o.Number == term) && (customer == 0 || o.CustomerId == customer)).ToList();")]
    [InlineData("public List<Order> GetAll(string? term = null) => db.Orders.Where(o => term == null ? true : o.Number == term).ToList();")]
    public async Task A_method_whose_conditions_depend_on_what_it_is_given(string member)
    {
        const string Get = "    [HttpGet] public IActionResult Get(Repository repository, Status status) => Ok(repository.GetAll().";
        var repository = $"public class Repository(Shop db) {{ {member} }}";
        await VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(Get + "FirstOrDefault());", repository));
        await VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(Get + "{|#0:Where|}(o => o.Status == status));", repository),
            VerifyCS.Diagnostic().WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithLocation(0).WithMessage(null).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));
    }

    [Theory]
    [InlineData("people.[|Count|](p => p.BornOn.Year > 2000)")]
    [InlineData("people.[|Average|](p => p.BornOn.Year)")]
    [InlineData("people.[|Any|](p => p.BornOn.Month == 2 && p.BornOn.Day == 29)")]
    [InlineData("people.Count(p => p.BornOn.DayOfWeek == DayOfWeek.Friday)")]
    [InlineData("people.Count(p => p.BornOn.DayNumber > 5)")]
    public Task The_parts_of_a_day_are_columns_for_the_database(string reduced) => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;
        public class Person { public int Id { get; set; } public DateOnly BornOn { get; set; } }
        public class Register : DbContext { public DbSet<Person> People => Set<Person>(); }
        public class Ages(Register db)
        {
            public object Run()
            {
                IEnumerable<Person> people = db.People;
                return {{reduced}};
            }
        }
        """);
}
