using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1022IdleIncludeAnalyzer, BackendGuardrails.Queries.BG1022IdleIncludeCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1022IdleIncludeTests
{
    private static Task VerifyAsync(string body, string more = "") => VerifyCS.VerifyAnalyzerAsync(IdleShop.Method(body, more));

    [Theory]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).Select(o => o.Number).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).ThenInclude(c => c.Region).Select(o => new { o.Id, o.Customer.Name }).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).[|Include|](o => o.Lines).Where(o => o.Total > 0).OrderBy(o => o.Id).Select(o => new Row(o.Id, o.Customer.Name)).FirstOrDefaultAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).Select(o => new Dto { Id = o.Id, Name = o.Customer.Name, Lines = o.Lines.Select(l => l.Product.Name).ToList() }).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).Select(o => new { o.Id, Count = o.Lines.Count, Sum = o.Lines.Where(l => l.Price > 0).Sum(l => l.Price * l.Quantity), Any = o.Payments.Any() }).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).Select(o => o.Lines.OrderBy(l => l.Id).First().Product.Name).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).Select(o => Show(o.Customer.Name)).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Shipment).Select(o => o.Shipment != null ? o.Shipment.Code : \"\").ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).Select(ToRow).ToListAsync();")]
    [InlineData("Expression<Func<Order, int>> key = o => o.Id; return await db.Orders.[|Include|](o => o.Customer).Select(key).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).Select(o => EF.Property<int>(o, \"CustomerId\")).ToListAsync();")]
    [InlineData("return await (from o in db.Orders.[|Include|](o => o.Lines) where o.Total > 0 orderby o.Id select new { o.Id, o.Customer.Name }).ToListAsync();")]
    [InlineData("return await db.Orders.AsNoTracking().[|Include|](\"Lines\").AsSplitQuery().Select(o => new { o.Address.Street, o.Paid.Amount }).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines.Where(l => l.Price > 0)).Select(o => o.Id).ToArrayAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).OfType<WebOrder>().Select(o => o.Referrer.Name).ToListAsync();")]
    [InlineData("return await EntityFrameworkQueryableExtensions.[|Include|](db.Orders, o => o.Customer).Select(o => o.Id).ToListAsync();")]
    public Task Where_columns_are_selected(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).Select(o => o.Customer).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).Where(o => o.Total > 0).Select(o => o.Customer).Distinct().ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).SelectMany(o => o.Lines).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](\"Lines\").SelectMany(o => o.Lines).Include(l => l.Product).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).ThenInclude(l => l.Product).Select(o => o.Customer).ToListAsync();")]
    public Task Where_another_entity_is_taken(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).CountAsync();")]
    [InlineData("return db.Orders.[|Include|](o => o.Customer).Where(o => o.Customer.Name == name).LongCount();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).AnyAsync(o => o.Id == id);")]
    [InlineData("return db.Orders.[|Include|](o => o.Lines).ThenInclude(l => l.Product).All(o => o.Lines.Any());")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).SumAsync(o => o.Total) + await db.Orders.[|Include|](o => o.Customer).AverageAsync(o => o.Total);")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).Distinct().MaxAsync(o => o.Total);")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).Where(o => o.Id == id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Total, 0));")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).GroupBy(o => o.CustomerId).Select(g => new { g.Key, Count = g.Count(), Sum = g.Sum(o => o.Total) }).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).GroupBy(o => new { o.CustomerId, o.Customer.Name }).Where(g => g.Count() > 1).Select(g => new Row(g.Key.CustomerId, g.Key.Name)).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Customer).GroupBy(o => o.CustomerId).CountAsync();")]
    public Task Where_the_database_computes(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var query = db.Orders.[|Include|](o => o.Customer).Where(o => o.Total > 0); if (all) query = query.Where(o => o.Id > id); var count = await query.CountAsync(); return (count, await query.OrderBy(o => o.Id).Take(20).Select(o => o.Number).ToListAsync());")]
    [InlineData("IQueryable<Order> query = db.Orders; if (all) query = query.[|Include|](o => o.Lines); query = query.Where(o => o.Id > id); return await query.Select(o => o.Lines.Count()).ToListAsync();")]
    [InlineData("IQueryable<Order> query = all ? db.Orders.[|Include|](o => o.Customer) : db.Orders; return await query.CountAsync();")]
    [InlineData("foreach (var number in db.Orders.[|Include|](o => o.Lines).Select(o => o.Number)) Use(number); return null;")]
    [InlineData("Func<Task<int>> count = () => db.Orders.[|Include|](o => o.Lines).CountAsync(); return await count();")]
    [InlineData("return await Count(); Task<int> Count() => db.Orders.[|Include|](o => o.Lines).CountAsync();")]
    public Task Through_variables_and_functions(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.Include(o => o.Customer).[|Include|](o => o.Customer).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer).Include(o => o.Lines).[|Include|](\"Customer\").FirstAsync(o => o.Id == id);")]
    [InlineData("return await db.Orders.[|Include|](o => o.Lines).Include(o => o.Lines).ThenInclude(l => l.Product).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).[|Include|](o => o.Lines).ToListAsync();")]
    [InlineData("return await db.Orders.Include(o => o.Customer.Region).[|Include|](o => o.Customer).ToListAsync();")]
    [InlineData("return await db.Orders.Include(\"Lines.Product\").[|Include|](o => o.Lines).ThenInclude(l => l.Product).SingleAsync(o => o.Id == id);")]
    [InlineData("return await db.Orders.Include(o => o.Lines).ThenInclude(l => l.Product).Include(o => o.Lines).ThenInclude(l => l.Discounts).[|Include|](o => o.Lines).ThenInclude(l => l.Product).ToListAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders.Include(o => o.Customer); query = query.[|Include|](o => o.Customer).Where(o => o.Id > id); return await query.ToListAsync();")]
    [InlineData("IQueryable<Order> query = db.Orders.Include(o => o.Customer); if (all) query = query.[|Include|](o => o.Customer); return await query.ToListAsync();")]
    public Task Where_another_include_loads_the_same(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.[|Include|](o => o.Shipment).ToListAsync();")]
    [InlineData("return await db.Customers.Include(c => c.Orders).[|ThenInclude|](o => o.Shipment).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Address).ToListAsync();")]
    [InlineData("return await db.Orders.[|Include|](o => o.Paid).Include(o => o.Lines).FirstAsync(o => o.Id == id);")]
    [InlineData("return await db.Customers.Include(c => c.Orders).[|ThenInclude|](o => o.Address).ToListAsync();")]
    public Task Where_the_model_loads_it_anyway(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("return await db.Orders.{|#0:Include|}(o => o.Customer).Select(o => o.Number).ToListAsync();", "The Include of 'Customer' has no effect: 'Select' takes columns out of the query and no entities; remove it")]
    [InlineData("return await db.Orders.{|#0:Include|}(o => o.Lines).ThenInclude(l => l.Product).CountAsync();", "The Include of 'Lines' has no effect: 'CountAsync' is computed in the database and loads no entities; remove it")]
    [InlineData("return await db.Orders.{|#0:Include|}(o => o.Lines).ExecuteUpdateAsync(s => s.SetProperty(o => o.Total, 0));", "The Include of 'Lines' has no effect: 'ExecuteUpdateAsync' writes in the database and loads no entities; remove it")]
    [InlineData("return await db.Orders.{|#0:Include|}(o => o.Lines).GroupBy(o => o.CustomerId).Select(g => g.Count()).ToListAsync();", "The Include of 'Lines' has no effect: 'Select' takes what is computed of the groups and no entities; remove it")]
    [InlineData("return await db.Orders.Include(\"Lines.Product\").{|#0:Include|}(o => o.Lines).ThenInclude(l => l.Product).ToListAsync();", "The Include of 'Lines.Product' has no effect: another Include of this query loads it as well; remove it")]
    [InlineData("return await db.Orders.{|#0:Include|}(o => o.Shipment).ToListAsync();", "The Include of 'Shipment' has no effect: the model includes it in every query; remove it")]
    [InlineData("return await db.Orders.{|#0:Include|}(o => o.Address).ToListAsync();", "The Include of 'Address' has no effect: it is owned, and comes with its owner; remove it")]
    public Task The_message_names_the_navigation_and_the_reason(string body, string message) => VerifyCS.VerifyAnalyzerAsync(
        IdleShop.Method(body), VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message));

    [Fact]
    public Task In_top_level_statements() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.EntityFrameworkCore;
        using Ef = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions;
        using Shop db = new();
        var count = await Ef.CountAsync(Ef.[|Include|](db.Orders, o => o.Lines));
        var numbers = db.Orders.[|Include|](o => o.Lines).Select(o => o.Number).ToList();
        public class Order { public int Id { get; set; } public string Number { get; set; } = ""; public List<Line> Lines { get; set; } = new(); }
        public class Line { public int Id { get; set; } }
        public class Shop : DbContext { public DbSet<Order> Orders { get; set; } = null!; }
        """);
}
