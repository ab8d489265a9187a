using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Methods with a query that nothing is written beside, because it might not do the same.</summary>
public class BG1001QueryPerItemFixMethodRefusalTests
{
    private const string Loop = "foreach (var order in orders) { var customer = await [|GetAsync|](order.CustomerId); Console.WriteLine(customer); }";

    private const string Get = "Task<Customer?> GetAsync(int id) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);";

    [Theory]
    [InlineData("it can be overridden", "protected virtual " + Get)]
    [InlineData("the key is another one", "private Task<Customer?> GetAsync(int id) => db.Customers.FirstOrDefaultAsync(c => c.Id == id + 1);")]
    [InlineData("no key", "private Task<Customer?> GetAsync(int id) => db.Customers.FirstOrDefaultAsync(c => c.Name == id.ToString());")]
    [InlineData("any of several", "private Task<Order?> GetAsync(int id) => db.Orders.FirstOrDefaultAsync(o => o.CustomerId == id);")]
    [InlineData("a row that must be there", "private async Task<Customer> GetAsync(int id) => await db.Customers.FirstOrDefaultAsync(c => c.Id == id) ?? throw new InvalidOperationException();")]
    [InlineData("it says so", "private async Task<Customer?> GetAsync(int id) { Console.WriteLine(id); return await db.Customers.FirstOrDefaultAsync(c => c.Id == id); }")]
    [InlineData("it counts", "private int _asked; private async Task<int> GetAsync(int id) { var all = await db.Orders.CountAsync(o => o.CustomerId == id); return all + _asked++; }")]
    [InlineData("it may divide by zero", "private async Task<int> GetAsync(int id) => 100 / await db.Orders.CountAsync(o => o.CustomerId == id);")]
    [InlineData("it reads what others set", "public int Extra { get; set; } private async Task<int> GetAsync(int id) => Extra + await db.Orders.CountAsync(o => o.CustomerId == id);")]
    [InlineData("some keys are never asked for", "private async Task<string> GetAsync(int id) => id == 0 ? \"none\" : (await db.Customers.SingleAsync(c => c.Id == id)).Name;")]
    [InlineData("some rows have no customer", "private async Task<string> GetAsync(int id) { var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); return order is null ? \"none\" : order.Customer.Name; }")]
    [InlineData("some keys have too many rows", "private async Task<string> GetAsync(int id) { var order = await db.Orders.SingleOrDefaultAsync(o => o.CustomerId == id); return order is null ? \"none\" : \"one\"; }")]
    [InlineData("the value may be missing", "private async Task<int> GetAsync(int id) { var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); return order is null ? 0 : order.CouponId!.Value; }")]
    [InlineData("another time for each", "private async Task<bool> GetAsync(int id) { var now = DateTime.UtcNow; return await db.Orders.AnyAsync(o => o.CustomerId == id && o.Total > now.Day); }")]
    [InlineData("two queries", "private async Task<int> GetAsync(int id) => await db.Orders.CountAsync(o => o.CustomerId == id) + await db.Lines.CountAsync(o => o.OrderId == id);")]
    [InlineData("it catches", "private async Task<Customer?> GetAsync(int id) { try { return await db.Customers.FirstOrDefaultAsync(c => c.Id == id); } catch (TimeoutException) { return null; } }")]
    [InlineData("it is generic", "private Task<T?> GetAsync<T>(T id) where T : class => db.Set<T>().FirstOrDefaultAsync(c => c == id);", "Order", "order")]
    [InlineData("it has an attribute", "[System.Diagnostics.DebuggerStepThrough] private " + Get)]
    [InlineData("the name is taken", "private " + Get + " private void GetByIdsAsync() { }")]
    [InlineData("the first key of two", "private Task<int> GetAsync(int id, int other = 3) => db.Orders.CountAsync(o => o.CustomerId == other);")]
    public Task The_method_does_more_or_something_else(string why, string method, string type = "int", string key = "order.CustomerId") => VerifyCS.VerifyNoCodeFixAsync(
        $"// {why} {type}\n" + LoopShop.Members($"public async Task Run(List<Order> orders)\n{{\n    {Loop.Replace("order.CustomerId", key)}\n}}\n\n{method}"));

    [Theory]
    [InlineData("another argument varies", "foreach (var order in orders) Console.WriteLine(await [|CountAsync|](order.Id, order.CustomerId));")]
    [InlineData("another argument is called", "foreach (var order in orders) Console.WriteLine(await [|CountAsync|](order.Id, orders.Count()));")]
    [InlineData("arguments by name", "foreach (var order in orders) Console.WriteLine(await [|CountAsync|](least: 1, id: order.Id));")]
    [InlineData("somebody waits for its exception", "try { foreach (var order in orders) Console.WriteLine(await [|NameAsync|](order.CustomerId)); } catch (InvalidOperationException) { }")]
    [InlineData("it is not waited for", "var tasks = new List<Task<int>>(); foreach (var order in orders) tasks.Add([|CountAsync|](order.Id, 1));")]
    [InlineData("nobody uses it", "foreach (var order in orders) await [|NameAsync|](order.CustomerId);")]
    [InlineData("two would share what is changed", "foreach (var order in orders) { var customer = await [|FreshAsync|](order.CustomerId); customer!.Name = order.Id.ToString(); }")]
    [InlineData("two would share the list", "foreach (var order in orders) { var names = [|Names|](order.CustomerId); names.Add(order.Id); }")]
    [InlineData("the service is made for each", "foreach (var order in orders) Console.WriteLine(new Names(db, order).[|Of|](order.CustomerId));")]
    [InlineData("the loop changes what the method reads", "foreach (var order in orders) { _least = order.Id; Console.WriteLine(await [|LargeAsync|](order.Id)); }")]
    [InlineData("the loop saves", "foreach (var order in orders) { Console.WriteLine(await [|NameAsync|](order.CustomerId)); await db.SaveChangesAsync(); }")]
    public Task The_loop_needs_it_one_by_one(string why, string statements) => VerifyCS.VerifyNoCodeFixAsync($"// {why}\n" + LoopShop.Members($$"""
        public async Task Run(List<Order> orders)
        {
            {{statements}}
        }

        private Task<int> CountAsync(int id, int least) => db.Lines.CountAsync(l => l.OrderId == id && l.Quantity > least);

        private int _least;

        private Task<int> LargeAsync(int id) => db.Lines.CountAsync(l => l.OrderId == id && l.Quantity > _least);

        private async Task<string> NameAsync(int id) => (await db.Customers.SingleAsync(c => c.Id == id)).Name;

        private Task<Customer?> FreshAsync(int id) => db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id);

        private List<int> Names(int id) => db.Orders.Where(o => o.CustomerId == id).ToList().Select(o => o.Id).ToList();

        private class Names
        {
            private readonly ShopContext _db;
            public Names(ShopContext db, Order order) => _db = db;
            public int Of(int id) => _db.Orders.Count(o => o.CustomerId == id);
        }
        """.Replace("private List<int> Names", "private List<int> " + (statements.Contains("Names|](") ? "Names" : "NamesOf")).Replace("private class Names", statements.Contains("Names|](") ? "private class Other" : "private class Names").Replace("public Names(", statements.Contains("Names|](") ? "public Other(" : "public Names(")));

    [Theory]
    [InlineData("public class Others : ICustomers { public Task<Customer?> GetAsync(int id) => Task.FromResult<Customer?>(null); }", false)]
    [InlineData("public class Others : ICustomers { public Task<Customer?> GetAsync(int id) => Task.FromResult<Customer?>(null); }", true)]
    public Task Somebody_else_implements_the_interface(string other, bool isElsewhere)
    {
        var source = LoopShop.Service("foreach (var id in ids) Console.WriteLine(await customers.[|GetAsync|](id));", "async Task Run(List<int> ids, ICustomers customers)") + """

            public interface ICustomers { Task<Customer?> GetAsync(int id); }

            public class CustomerRepository : ICustomers
            {
                private readonly ShopContext _db;
                public CustomerRepository(ShopContext db) => _db = db;
                public Task<Customer?> GetAsync(int id) => _db.Customers.FirstOrDefaultAsync(c => c.Id == id);
            }

            """;
        var test = new VerifyCS.Test { TestCode = isElsewhere ? source : source + other, FixedCode = isElsewhere ? source : source + other };
        if (isElsewhere)
            AddProject(test, other);
        return test.RunAsync();
    }

    /// <summary>Such as that with the tests.</summary>
    private static void AddProject(VerifyCS.Test test, string other) => test.SolutionTransforms.Add((solution, id) =>
    {
        var project = solution.AddProject("Others", "Others", Microsoft.CodeAnalysis.LanguageNames.CSharp);
        project = project.WithMetadataReferences(solution.GetProject(id)!.MetadataReferences).AddProjectReference(new(id)).WithCompilationOptions(solution.GetProject(id)!.CompilationOptions!);
        return project.AddDocument("Others.cs", "using System.Threading.Tasks;\n" + other).Project.Solution;
    });

    [Fact]
    public Task A_public_method_of_a_controller_would_be_one_more_endpoint() => VerifyCS.VerifyNoCodeFixAsync($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public class Orders : ControllerBase
        {
            private readonly ShopContext db;

            public Orders(ShopContext db) => this.db = db;

            public async Task Run(List<int> ids)
            {
                foreach (var id in ids)
                    Console.WriteLine(await [|Get|](id));
            }

            public Task<Customer?> Get(int id) => db.Customers.FirstOrDefaultAsync(c => c.Id == id);
        }
        {{LoopShop.Model}}
        """);
}
