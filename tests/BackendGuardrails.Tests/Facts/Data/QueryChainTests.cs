using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Tests.Verifiers;

namespace BackendGuardrails.Tests.Facts.Data;

/// <summary>Which queries a value comes from.</summary>
public class QueryChainTests
{
    /// <summary>One line per query: entity, path, steps (? when conditional), includes, tracking, what is per item; "…" when there may be others.</summary>
    private static string Describe(string members, string more = "")
    {
        var probe = Bookshop.Of($"void Use(object? value) {{ }} {members}", more: more);
        var origins = probe.Facts.QueryChains.Of(probe.Operation, default);
        return string.Join(" | ", origins.Chains.Select(Describe)) + (origins.IsComplete ? "" : "…");
    }

    private static string Describe(QueryChain chain)
    {
        var path = string.Concat(chain.Path.Select(navigation => $".{navigation.Name}"));
        var steps = chain.Steps.Select(step => step.Name + (step.IsConditional ? "?" : ""));
        var includes = chain.Includes.Select(include => "+" + string.Join(".", include.Path) + (include.IsConditional ? "?" : ""));
        var marks = new[] { chain.HasUnreadInclude ? "+?" : "", chain.Projection is null ? "" : "projected", chain.Terminal is null ? "" : "loaded", chain.PerItem.IsEmpty ? "" : "item" };
        return string.Join(" ", new[] { chain.Entity.Name + path }.Concat(steps).Concat(includes).Concat(marks.Where(mark => mark.Length > 0)));
    }

    [Theory]
    [InlineData("db.Orders.Where(o => o.Id > 1).OrderBy(o => o.Id).ToList()", "Order Where OrderBy loaded")]
    [InlineData("db.Set<Order>().AsNoTracking().ToList()", "Order AsNoTracking loaded")]
    [InlineData("db.Orders.FromSqlRaw(\"select 1\").ToList()", "Order FromSqlRaw loaded")]
    [InlineData("db.Orders.First(o => o.Id == 1)", "Order First loaded")]
    [InlineData("db.Orders.Find(1)", "Order Find loaded")]
    [InlineData("db.Find<Order>(1)", "Order Find loaded")]
    [InlineData("db.Orders.Select(o => o.Number).ToList()", "Order Select projected loaded")]
    [InlineData("from o in db.Orders where o.Id > 1 orderby o.Id select o", "Order Where OrderBy")]
    [InlineData("from o in db.Orders select o", "Order Select")]
    [InlineData("db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).ThenInclude(p => p.Tags).Include(o => o.Customer)", "Order Include ThenInclude ThenInclude Include +Lines +Lines.Product +Lines.Product.Tags +Customer")]
    [InlineData("db.Orders.Include(o => o.Lines.Where(l => l.Price > 1).OrderBy(l => l.Id)).ThenInclude(l => l.Product)", "Order Include ThenInclude +Lines +Lines.Product")]
    [InlineData("db.Orders.Include(\"Lines.Product\")", "Order Include +Lines.Product")]
    [InlineData("db.Orders.Include(nameof(Order.Customer))", "Order Include +Customer")]
    [InlineData("db.Orders.Include(o => o.Customer.Orders)", "Order Include +Customer.Orders")]
    [InlineData("db.Orders.Include(o => ((Rush)o).Customer)", "Order Include +Customer")]
    [InlineData("db.Orders.Include(DateTime.Now.ToString())", "Order Include +?")]
    [InlineData("db.Orders.Where(o => o.Id > 1).ToList()[0]", "Order Where loaded")]
    [InlineData("db.Orders.ToList().Where(o => o.Id > 1).OrderBy(o => o.Id).First()", "Order loaded")]
    [InlineData("db.Orders.ToDictionary(o => o.Id)[3]", "Order loaded")]
    [InlineData("db.Orders.First().Customer", "Order.Customer First loaded")]
    [InlineData("db.Orders.First().Lines[0].Product", "Order.Lines.Product First loaded")]
    [InlineData("db.Orders.ToList().Select(o => o.Id)", "…")]
    [InlineData("db.Orders.Count()", "…")]
    [InlineData("new List<Order>()", "…")]
    public void Operators_are_read(string value, string expected) => Assert.Equal(expected, Describe($"void M() {{ Use([|{value}|]); }}"));

    [Theory]
    [InlineData("var q = db.Orders.Where(o => o.Id > 1); Use([|q|]);", "Order Where")]
    [InlineData("IQueryable<Order> q = db.Orders; q = q.Include(o => o.Lines); q = q.OrderBy(o => o.Id); Use([|q|]);", "Order Include OrderBy +Lines")]
    [InlineData("IQueryable<Order> q = db.Orders; if (all) q = q.Include(o => o.Lines); Use([|q|]);", "Order Include? +Lines?")]
    [InlineData("IQueryable<Order> q; if (all) q = db.Orders.Include(o => o.Lines); else q = db.Customers.SelectMany(c => c.Orders); Use([|q|]);", "Order Include +Lines | Customer SelectMany projected")]
    [InlineData("IQueryable<Order> q = db.Orders; if (all) { q = q.Include(o => o.Lines); Use([|q|]); }", "Order Include +Lines")]
    [InlineData("IQueryable<Order> q = db.Orders; Use([|q|]); q = q.Include(o => o.Lines);", "Order")]
    [InlineData("IQueryable<Order> q = db.Orders; for (var i = 0; i < 3; i++) { Use([|q|]); q = q.Where(o => o.Id > 1); }", "Order Where?")]
    [InlineData("var q = all ? db.Orders.Where(o => o.Id > 1) : db.Orders.AsNoTracking(); Use([|q|]);", "Order Where | Order AsNoTracking")]
    [InlineData("var q = all switch { true => db.Orders.Where(o => o.Id > 1), _ => throw new Exception() }; Use([|q|]);", "Order Where")]
    [InlineData("foreach (var order in db.Orders.Where(o => o.Id > 1)) Use([|order|]);", "Order Where item")]
    [InlineData("foreach (var order in db.Orders.ToList()) foreach (var line in order.Lines) Use([|line|]);", "Order.Lines loaded item")]
    [InlineData("var orders = db.Orders.ToList(); orders.ForEach(order => Use([|order|]));", "Order loaded item")]
    [InlineData("var orders = db.Orders.ToList(); _ = orders.Select(order => ([|order|]).Id).ToList();", "Order loaded item")]
    [InlineData("var order = db.Orders.FirstOrDefault() ?? throw new Exception(); Use([|order|]);", "Order FirstOrDefault loaded")]
    [InlineData("Order? order = null; if (all) order = db.Orders.First(); Use([|order|]);", "Order First loaded")]
    [InlineData("var order = new Order(); if (all) order = db.Orders.First(); Use([|order|]);", "Order First loaded…")]
    [InlineData("foreach (var pair in db.Orders.ToDictionary(o => o.Id)) Use([|pair.Value|]);", "Order loaded item")]
    [InlineData("Change(out IQueryable<Order> q); Use([|q|]);", "…")]
    public void Variables_are_followed(string body, string expected) =>
        Assert.Equal(expected, Describe($"void M(bool all) {{ {body} }} void Change(out IQueryable<Order> q) => q = db.Orders;"));

    [Theory]
    [InlineData("IQueryable<Order> Open() => db.Orders.Where(o => o.Id > 1); void M() { Use([|Open()|]); }", "Order Where")]
    [InlineData("IQueryable<Order> Open => db.Orders.Where(o => o.Id > 1); void M() { Use([|Open.ToList()|]); }", "Order Where loaded")]
    [InlineData("async Task<List<Order>> AllAsync() => await db.Orders.ToListAsync(); async Task M() { Use([|await AllAsync()|]); }", "Order ToListAsync loaded")]
    [InlineData("Task<List<Order>> AllAsync() { return db.Orders.ToListAsync(); } async Task M() { var all = await AllAsync().ConfigureAwait(false); Use([|all|]); }", "Order ToListAsync loaded")]
    [InlineData("IQueryable<T> All<T>() where T : class => db.Set<T>(); void M() { Use([|All<Order>()|]); }", "Order")]
    [InlineData("IQueryable<Order> Filter(IQueryable<Order> q, bool x) { if (x) q = q.Where(o => o.Id > 1); return q; } void M() { Use([|Filter(db.Orders.AsNoTracking(), true)|]); }", "Order AsNoTracking Where?")]
    [InlineData("void M() { Print(db.Orders.First()); } private void Print(Order order) { Use([|order|]); }", "Order First loaded")]
    [InlineData("void M() { Print(db.Orders.First()); Print(db.Orders.Include(o => o.Lines).First()); } private void Print(Order order) { Use([|order|]); }", "Order First loaded | Order Include First +Lines loaded")]
    [InlineData("void M() { Print(db.Orders.First()); Print(new Order()); } private void Print(Order order) { Use([|order|]); }", "Order First loaded…")]
    [InlineData("public void Print(Order order) { Use([|order|]); }", "…")]
    [InlineData("IEnumerable<Order> Each() { foreach (var order in db.Orders) yield return order; } void M() { Use([|Each()|]); }", "Order item")]
    [InlineData("Order Again(int n) => n > 1 ? Again(n - 1) : db.Orders.First(); void M() { Use([|Again(3)|]); }", "Order First loaded…")]
    [InlineData("void M() { Use([|Local()|]); IQueryable<Order> Local() => db.Orders.Take(3); }", "Order Take")]
    public void Members_are_gone_into(string members, string expected) => Assert.Equal(expected, Describe(members));

    [ModernFact]
    public void Fields_that_begin_with_what_a_primary_constructor_gets_are_gone_into()
    {
        Assert.Equal("Order Where", Describe("private readonly IQueryable<Order> _open = db.Orders.Where(o => o.Id > 1); void M() { Use([|_open|]); }"));
        Assert.Equal("Order loaded", Describe("private readonly DbSet<Order> _set = db.Orders; void M() { Use([|_set.ToList()|]); }"));
    }

    [Theory]
    [InlineData("Use([|db.Orders.WithLines()|]);", "Order Include +Lines")]
    [InlineData("Use([|Extensions.WithLines(db.Orders.Where(o => o.Id > 1))|]);", "Order Where Include +Lines")]
    [InlineData("Use([|db.Orders.Page(1).ToList()|]);", "Order Skip Take loaded")]
    public void Extension_methods_are_gone_into(string body, string expected) => Assert.Equal(expected, Describe($"void M() {{ {body} }}", """
        public static class Extensions
        {
            public static IQueryable<Order> WithLines(this IQueryable<Order> orders) => orders.Include(o => o.Lines);
            public static IQueryable<T> Page<T>(this IQueryable<T> query, int page) => query.Skip(page * 10).Take(10);
        }
        """));

    [Fact]
    public void A_generic_repository_behind_an_interface_is_gone_into() => Assert.Equal("Order loaded", Describe("void M(IRepository<Order> repository) { Use([|repository.All()|]); }", """
        public interface IRepository<T> { List<T> All(); }
        public class Repository<T> : IRepository<T> where T : class { private readonly Shop _db; public Repository(Shop db) => _db = db; public List<T> All() => _db.Set<T>().ToList(); }
        """));
}
