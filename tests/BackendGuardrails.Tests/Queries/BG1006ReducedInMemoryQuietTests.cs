using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1006ReducedInMemoryAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

public class BG1006ReducedInMemoryQuietTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Action(body, more));

    private static Task VerifyMembersAsync(string members, string more = "") => VerifyCS.VerifyAnalyzerAsync(BoundShop.Controller(members, more));

    [Theory]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(new { Open = orders.Count(o => o.Status == Status.Open), orders });")]
    [InlineData("var orders = await db.Orders.ToListAsync(); if (!orders.Any()) return NotFound(); return Ok(orders);")]
    [InlineData("Dapper.SqlMapper.GridReader grid = null!; return Ok((await grid.ReadAsync<Order>()).SingleOrDefault());")]
    [InlineData("var numbers = await db.Orders.OrderBy(o => o.Total).Select(o => o.Number).ToListAsync(); return Ok(numbers.Distinct());")]
    [InlineData("var orders = await db.Orders.ToListAsync(); if (orders.Count > 0) return Ok(orders.Select(o => o.Number.GetHashCode()).Where(hash => hash != 0)); return NotFound();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); mailer.Send(orders); return Ok(orders.Where(o => o.IsDeleted));")]
    [InlineData("var orders = await db.Orders.ToListAsync(); foreach (var order in orders) order.IsDeleted = true; await db.SaveChangesAsync(); return Ok(orders.Count);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); var byId = orders.ToDictionary(o => o.Id); return Ok(orders.Count + byId.Count);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); var first = orders[0]; return Ok(new { first, Rest = orders.Skip(1) });")]
    [InlineData("var orders = await db.Orders.ToListAsync(); orders.Add(new Order()); return Ok(orders.Count);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); orders.RemoveAll(o => o.IsDeleted); return Ok(orders.Count(o => o.Status == status));")]
    [InlineData("var orders = await db.Orders.ToListAsync(); var open = orders.Where(o => o.Status == Status.Open).ToList(); var rest = orders.Except(open).ToList(); return Ok(new { open, rest });")]
    [InlineData("var orders = await db.Orders.ToListAsync(); var groups = orders.GroupBy(o => o.Status); return Ok(groups.Select(g => g.ToList()));")]
    [InlineData("var orders = await db.Orders.ToListAsync(); db.Orders.RemoveRange(orders); await db.SaveChangesAsync(); return Ok(orders.Count);")]
    [InlineData("var lines = await db.Lines.ToListAsync(); foreach (var one in ids) Console.WriteLine(lines.Where(l => l.ProductId == one).Sum(l => l.Quantity)); return Ok();")]
    [InlineData("var lines = await db.Lines.ToListAsync(); if (!lines.Any()) return NotFound(); return Ok(ids.Select(one => lines.FirstOrDefault(l => l.ProductId == one)));")]
    public Task Rows_that_are_also_needed_for_something_else(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return Ok(db.Orders.ToList().Where(o => IsUrgent(o)));")]
    [InlineData("return Ok(db.Orders.ToList().Where(IsUrgent));")]
    [InlineData("Func<Order, bool> filter = o => o.IsDeleted; return Ok(db.Orders.ToList().Where(filter));")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => System.Text.RegularExpressions.Regex.IsMatch(o.Number, term!)));")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => o.Number.Equals(term, StringComparison.OrdinalIgnoreCase)));")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => o.Number.Contains(term!, StringComparison.OrdinalIgnoreCase)));")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => o.Notes?.Length > 3));")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => o.Status is Status.Open or Status.Paid));")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => { var total = o.Total; return total > 3; }));")]
    [InlineData("return Ok(db.Orders.ToList().Where((o, index) => index % 2 == 0));")]
    [InlineData("return Ok(db.Orders.ToList().OrderBy(o => o.Number, StringComparer.Ordinal).Take(3));")]
    [InlineData("return Ok(db.Orders.ToList().OrderBy(o => IsUrgent(o)).First());")]
    [InlineData("return Ok(db.Orders.ToList().Last());")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => o.Customer.Name == term));")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => DateTime.UtcNow - o.PlacedAt > TimeSpan.FromDays(3)));")]
    [InlineData("return Ok(db.Orders.ToList().DistinctBy(o => o.CustomerId));")]
    [InlineData("return Ok(db.Orders.ToList().Chunk(10));")]
    [InlineData("return Ok(db.Orders.Select(o => new OrderRow(o.Id, o.Number, o.Total)).ToList().Where(o => o.Total > 3));")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => new Random().Next(3) == o.Id));")]
    [InlineData("return Ok(db.Orders.ToList().FirstOrDefault(o => o.Id == id, new Order()));")]
    [InlineData("return Ok(db.Orders.Select(o => Name(o)).ToList().Where(n => n.StartsWith(term!)));")]
    [InlineData("return Ok(db.Orders.Select(o => Name(o)).ToList().Distinct());")]
    [InlineData("return Ok(db.Orders.Select(o => new { o.Id, Name = Name(o) }).ToList().Count(o => o.Name == term));")]
    public Task What_the_database_cannot_do(string body) => VerifyMembersAsync($$"""
            private static bool IsUrgent(Order order) => order.Total > 1000;
            private static string Name(Order order) => $"{order.Id} {order.Number}";
            [HttpGet] public async Task<IActionResult> List(int id, string? term, Status status)
            {
                await Task.Yield();
                {{body}}
            }
        """);

    [Theory]
    [InlineData("return Ok(db.Orders.Where(o => o.Status == status).ToList());")]
    [InlineData("return Ok(await db.Orders.CountAsync(o => o.Status == status));")]
    [InlineData("return Ok(db.Orders.OrderBy(o => o.Id).Take(20).ToList().Where(o => o.Status == status));")]
    [InlineData("var page = await db.Orders.OrderBy(o => o.Id).Take(limit ?? 20).ToListAsync(); return Ok(page.Count);")]
    [InlineData("return Ok(db.Orders.Where(o => o.Id == id).ToList().FirstOrDefault());")]
    [InlineData("return Ok(db.Orders.Where(o => o.Number == term).ToList().Any());")]
    [InlineData("return Ok(db.Orders.Where(o => ids.Contains(o.Id)).ToList().Count(o => o.IsDeleted));")]
    [InlineData("return Ok(db.Lines.Where(l => l.OrderId == id).ToList().Sum(l => l.Quantity));")]
    [InlineData("return Ok(db.Units.ToList().Where(u => u.Name == term));")]
    [InlineData("return Ok(ids.Where(i => i > 3).Count());")]
    [InlineData("var order = await db.Orders.Include(o => o.Lines).FirstAsync(o => o.Id == id); return Ok(order.Lines.Count(l => l.Quantity > 3));")]
    [InlineData("return Ok(new List<Order>().AsQueryable().ToList().Where(o => o.Status == status));")]
    [InlineData("return Ok(db.Customers.Select(c => new { c.Name, Open = c.Orders.ToList().Where(o => o.Status == status).Count() }));")]
    [InlineData("return Ok(db.Orders.ToList().OrderBy(o => o.Total).Select(o => o.Number));")]
    [InlineData("foreach (var one in ids) { var open = db.Orders.Where(o => o.CustomerId == one).ToList().Count(o => o.IsDeleted); } return Ok();")]
    [InlineData("var orders = await db.Orders.ToListAsync(); db.Add(new Order()); await db.SaveChangesAsync(); return Ok(orders.Count);")]
    [InlineData("// these are few, so they are filtered in memory\nreturn Ok(db.Orders.ToList().Where(o => o.Status == status));")]
    public Task Bounded_rows_rows_that_were_not_read_and_what_is_meant(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var keys = await db.Customers.Select(c => c.Id).ToListAsync(); if (keys.Remove(id)) return NotFound(); return Ok(db.Orders.Where(o => keys.Contains(o.CustomerId)).First());")]
    [InlineData("var keys = await db.Customers.Select(c => c.Id).ToListAsync(); mailer.Send(db.Orders.Where(o => keys.Contains(o.CustomerId)).ToList()); return Ok(keys);")]
    [InlineData("var keys = await db.Customers.OrderBy(c => c.Name).Select(c => c.Id).Take(10).ToListAsync(); return Ok(db.Orders.Where(o => keys.Contains(o.CustomerId)).First());")]
    [InlineData("var keys = await db.Orders.Select(o => o.Id).ToListAsync(); db.Add(new Order()); await db.SaveChangesAsync(); return Ok(db.Orders.Count(o => keys.Contains(o.Id)));")]
    [InlineData("var other = new Shop(); var keys = await other.Customers.Select(c => c.Id).ToListAsync(); return Ok(db.Orders.Where(o => keys.Contains(o.CustomerId)).First());")]
    [InlineData("return Ok(db.Orders.Where(o => ids.Contains(o.CustomerId)).First());")]
    [InlineData("var lines = await db.Lines.Where(l => l.OrderId == id).Select(l => l.ProductId).ToListAsync(); return Ok(db.Orders.Count(o => lines.Contains(o.Id)));")]
    [InlineData("foreach (var one in ids) { var keys = db.Customers.Select(c => c.Id).ToList(); db.Orders.Count(o => o.Id == one && keys.Contains(o.CustomerId)); } return Ok();")]
    public Task Keys_that_are_not_only_sent_back(string body) => VerifyAsync(body);

    /// <summary>Known misses.</summary>
    [Theory]
    [InlineData("var rows = new List<Order>(); foreach (var order in db.Orders.ToList()) if (order.Status == status) rows.Add(order); return Ok(rows);")]
    [InlineData("return Ok(db.Orders.ToList().Where(o => o.Status == status && o.Number.GetHashCode() > 3));")]
    [InlineData("var orders = await db.Orders.ToListAsync(); if (orders is { Count: > 0 }) return Ok(); return NotFound();")]
    [InlineData("return Ok(db.Orders.ToList()[0]);")]
    [InlineData("return Ok(db.Orders.ToList().MaxBy(o => o.Total));")]
    public Task Filters_in_loops_parts_of_conditions_patterns_and_elements_are_missed(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("private static List<Order>? _all; public List<Order> GetAll() => _all ??= db.Orders.ToList();")]
    [InlineData("public List<Order> GetAll() { var all = db.Orders.ToList(); foreach (var order in all) order.Notes = null; return all; }")]
    [InlineData("public List<Order> GetAll() => db.Orders.Take(50).ToList();")]
    [InlineData("public List<Order> GetAll(int[]? ids = null) { IQueryable<Order> orders = db.Orders; if (ids != null) orders = orders.Where(o => ids.Contains(o.Id)); return orders.ToList(); }")]
    [InlineData("public List<Order> GetAll() => new();")]
    [InlineData("public virtual List<Order> GetAll() => db.Orders.ToList().Where(o => o.Number.GetHashCode() > 3).ToList();")]
    public Task Methods_that_return_something_else_than_all_rows(string member) => VerifyMembersAsync(
        "    [HttpGet] public IActionResult Get(Repository repository, Status status) => Ok(repository.GetAll().Where(o => o.Status == status));", $"public class Repository(Shop db) {{ {member} }}");

    [Fact]
    public Task A_parameter_that_some_callers_give_a_list() => VerifyMembersAsync("""
            [HttpGet("sum")] public IActionResult Sum(List<Order> mine) => Ok(Total(db.Orders) + Total(mine));
            private static decimal Total(IEnumerable<Order> orders) => orders.Sum(o => o.Total);
        """);

    [Fact]
    public Task Nodes_of_a_tree_that_find_each_other() => VerifyMembersAsync(
        "    [HttpGet] public IActionResult Get([FromServices] Trees trees) => Ok(trees.Nodes.ToList().Where(n => n.ParentId == null));",
        """
        public class Node { public int Id { get; set; } public int? ParentId { get; set; } public Node? Parent { get; set; } public List<Node> Children { get; set; } = new(); public DateTime At { get; set; } }
        public class Trees : DbContext { public DbSet<Node> Nodes => Set<Node>(); }
        """);

    [Fact]
    public Task Few_rows_of_one_owner_that_another_method_gives() => VerifyMembersAsync(
        "    [HttpGet] public IActionResult Get(Notes notes, int id) => Ok(notes.Of(id).Where(n => n.IsOpen));",
        """
        public class Note { public int Id { get; set; } public int OrderId { get; set; } public bool IsOpen { get; set; } }
        public class NoteContext : DbContext { public DbSet<Note> Notes => Set<Note>(); }
        public class Notes(NoteContext db) { public List<Note> Of(int id) => db.Notes.Where(n => n.OrderId == id).ToList(); }
        """);

    [Fact]
    public Task What_is_done_once() => VerifyMembersAsync("", "public class OrderSeeder(Shop db) { public void Seed() { if (db.Orders.ToList().Count == 0) db.Add(new Order()); } }");

    [Fact]
    public Task Small_tables_that_the_author_names() => new VerifyCS.Test
    {
        TestCode = BoundShop.Action("return Ok(db.Countries.ToList().Where(c => c.Code == term));"),
        EditorConfig = "backend_guardrails.small_entities = Country",
    }.RunAsync();

    [Fact]
    public Task Lookalikes() => VerifyCS.VerifyAnalyzerAsync("""
        public class Order { public int Id { get; set; } public bool IsOpen { get; set; } }
        public class DbSet<T> { public List<T> ToList() => new(); }
        public class DbContext { }
        public class Shop : DbContext { public DbSet<Order> Orders { get; } = new(); public int Count() => Orders.ToList().Count(o => o.IsOpen); }
        """);

    [Theory]
    [InlineData("return Ok(db.Orders.ToList().Where(o => ));")]
    [InlineData("var orders = orders.ToList(); return Ok(orders.Count);")]
    [InlineData("db.Orders.ToList().Where(")]
    public Task Half_typed_code(string body) => new VerifyCS.Test { TestCode = BoundShop.Action(body), CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None }.RunAsync();
}
