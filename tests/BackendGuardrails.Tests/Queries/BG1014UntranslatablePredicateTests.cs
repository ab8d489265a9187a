using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1014UntranslatablePredicateAnalyzer, BackendGuardrails.Queries.BG1014UntranslatablePredicateCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1014UntranslatablePredicateTests
{
    private static Task VerifyAsync(string body, string model = "", string more = "") => VerifyCS.VerifyAnalyzerAsync(TranslationShop.Method(body, model, more));

    private static Task VerifyServiceAsync(string members, string model = "", string more = "") => VerifyCS.VerifyAnalyzerAsync(TranslationShop.Service(members, model, more));

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => Rules.[|IsOpen|](o)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => Rules.[|Norm|](o.Number) == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.FirstOrDefaultAsync(o => o.[|IsLate|](), token);")]
    [InlineData("result = await _db.Orders.AllAsync(o => !o.[|IsLate|]());")]
    [InlineData("result = await _db.Orders.OrderBy(o => Rules.[|Norm|](o.Number)).Take(3).ToListAsync();")]
    [InlineData("result = await _db.Orders.MaxAsync(o => Rules.[|Norm|](o.Number));")]
    [InlineData("result = await _db.Orders.Join(_db.Customers, o => Rules.[|Norm|](o.Number), c => c.Name, (o, c) => o).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Lines.Any(l => l.[|IsBig|]())).ToListAsync();")]
    [InlineData("result = await _db.Orders.Include(o => o.Lines.Where(l => l.[|IsBig|]())).ToListAsync();")]
    [InlineData("result = await _db.Orders.ExecuteUpdateAsync(s => s.SetProperty(o => o.Number, o => Rules.[|Norm|](o.Number)));")]
    [InlineData("result = await (from o in _db.Orders where Rules.[|IsOpen|](o) orderby o.Id select o).ToListAsync();")]
    [InlineData("result = await (from o in _db.Orders join c in _db.Customers on o.Number equals c.Name where Rules.[|Norm|](c.Name) == text select o).ToListAsync();")]
    [InlineData("foreach (var order in _db.Orders.Where(o => Rules.[|IsOpen|](o))) result = order;")]
    [InlineData("result = Queryable.Count(_db.Orders, o => Rules.[|IsOpen|](o));")]
    public Task A_method_of_the_program_has_no_SQL(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.[|Label|] == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.SumAsync(o => o.[|Net|]);")]
    [InlineData("result = await _db.Orders.OrderByDescending(o => o.[|Rank|]).ToListAsync();")]
    [InlineData("result = await _db.Orders.GroupBy(o => o.[|Given|]).Select(g => g.Key).ToListAsync();")]
    [InlineData("result = await _db.Customers.Where(c => c.Orders.Sum(o => o.[|Net|]) > 3).ToListAsync();")]
    public Task A_computed_property_is_no_column(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.Number.[|Equals|](text, StringComparison.OrdinalIgnoreCase)).ToListAsync();")]
    [InlineData("result = await _db.Orders.AnyAsync(o => string.[|Equals|](o.Number, text, StringComparison.Ordinal));")]
    [InlineData("result = await _db.Orders.AnyAsync(o => text.[|Equals|](o.Number, rule));")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.[|Contains|](text, StringComparison.CurrentCultureIgnoreCase)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.[|StartsWith|](text, StringComparison.Ordinal)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.[|IndexOf|](text, StringComparison.OrdinalIgnoreCase) >= 0).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => string.[|Compare|](o.Number, text, StringComparison.OrdinalIgnoreCase) == 0).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => string.[|Compare|](o.Number, text, true) == 0).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.[|ToLowerInvariant|]() == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.[|ToUpper|](CultureInfo.InvariantCulture) == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => texts.[|Contains|](o.Number, StringComparer.OrdinalIgnoreCase)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => texts.Any(t => t.[|Equals|](o.Number, StringComparison.OrdinalIgnoreCase))).ToListAsync();")]
    public Task Rules_of_comparison_are_those_of_the_database(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => [|test|](o)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => test.[|Invoke|](o)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => items.[|Any|](i => i.Id == o.Id)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => items.Where(i => i.Id > 3).[|Any|](i => i.Sku == o.Number)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => texts.[|Exists|](t => t == o.Number)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Lines.[|Exists|](l => l.Sku == text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => names.[|ContainsKey|](o.Id)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => [|names[o.Id]|] == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => names.[|Any|](n => n.Key == o.Id)).ToListAsync();")]
    public Task Functions_and_objects_in_memory_are_out_of_reach(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => [|$\"{o.Number} {o.Type}\"|] == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => string.[|Format|](\"{0}\", o.Number) == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.[|ToString|](\"yyyy-MM-dd\") == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.[|ToShortDateString|]() == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => int.[|Parse|](o.Number) == id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => DateTime.[|Parse|](o.Number) == from).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => new Regex(text).[|IsMatch|](o.Number)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => Regex.[|Match|](o.Number, text).Success).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => char.[|IsDigit|](o.Number[0])).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => [|o.Number[0]|] == 'a').ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.[|Any|](c => c == 'a')).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.[|GetHashCode|]() == id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => System.Text.Json.JsonSerializer.[|Deserialize<Item>|](o.Number, (System.Text.Json.JsonSerializerOptions?)null)!.Id == id).ToListAsync();")]
    public Task Formats_and_parsers_are_those_of_NET(string body) => VerifyAsync(body);

    [Fact]
    public Task The_message_names_the_member_and_the_operator() => VerifyCS.VerifyAnalyzerAsync(
        TranslationShop.Method("result = await _db.Orders.Where(o => o.{|#0:Label|} == text).ToListAsync();"),
        VerifyCS.Diagnostic().WithLocation(0).WithMessage("EF Core has no SQL for 'Label', which is no column, so 'Where' throws when the query runs; ask for the columns it is computed from"));

    [Fact]
    public Task An_expression_in_a_variable() => VerifyAsync("Expression<Func<Order, bool>> open = o => Rules.[|IsOpen|](o); var query = _db.Orders.AsNoTracking(); if (id > 3) query = query.Where(open); result = await query.ToListAsync();");

    [Fact]
    public Task An_expression_in_a_field() => VerifyServiceAsync("""
        private static readonly Expression<Func<Order, bool>> Open = o => Rules.[|IsOpen|](o);
        public Task<int> CountAsync() => _db.Orders.CountAsync(Open);
        """);

    [Fact]
    public Task An_expression_that_a_property_and_a_method_give() => VerifyServiceAsync("""
        private static Expression<Func<Order, bool>> Open => o => Rules.[|IsOpen|](o);
        private static Expression<Func<Order, bool>> Named(string text) { return o => o.[|Label|] == text; }
        public Task<List<Order>> ListAsync(string text) => _db.Orders.Where(Open).Where(Named(text)).ToListAsync();
        """);

    [Fact]
    public Task A_repository_that_takes_a_condition() => VerifyServiceAsync(
        "public Task<Order?> FindAsync(IRepository<Order> orders) => orders.FindAsync(o => o.[|Label|] == \"a\");",
        more: """
            public interface IRepository<T> { Task<T?> FindAsync(Expression<Func<T, bool>> condition); }
            public class Repository<T>(Shop db) : IRepository<T> where T : class
            {
                public Task<T?> FindAsync(Expression<Func<T, bool>> condition) => db.Set<T>().AsNoTracking().FirstOrDefaultAsync(condition);
            }
            """);

    [Fact]
    public Task A_specification_that_keeps_its_condition() => VerifyServiceAsync(
        "public Task<int> CountAsync(Specification<Order> wanted) => _db.Orders.CountAsync(wanted.Condition);\n    public Task<int> LateAsync() => CountAsync(new Late());",
        more: """
            public abstract class Specification<T> { protected Specification(Expression<Func<T, bool>> condition) { Condition = condition; } public Expression<Func<T, bool>> Condition { get; } }
            public class Late : Specification<Order> { public Late() : base(o => o.[|IsLate|]()) { } }
            """);

    [Fact]
    public Task A_helper_that_filters_when_it_should() => VerifyServiceAsync(
        "public Task<List<Order>> ListAsync(string? text) => _db.Orders.If(text != null, o => o.Number.[|Contains|](text!, StringComparison.Ordinal)).ToListAsync();",
        more: "public static class Queries { public static IQueryable<T> If<T>(this IQueryable<T> query, bool condition, Expression<Func<T, bool>> predicate) => condition ? query.Where(predicate) : query; }");

    [Fact]
    public Task A_filter_of_the_model() => VerifyAsync("result = await _db.Orders.ToListAsync();", "builder.Entity<Order>().HasQueryFilter(o => !o.[|IsLate|]());");

    [Fact]
    public Task Top_level_statements_and_local_functions() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.EntityFrameworkCore;
            var db = new Shop();
            Console.WriteLine(await CountAsync(db));
            static Task<int> CountAsync(Shop db) => db.Orders.CountAsync(o => Rules.[|IsOpen|](o));
            public static class Rules { public static bool IsOpen(Order order) => order.Id > 3; }
            public class Order { public int Id { get; set; } }
            public class Shop : DbContext { public DbSet<Order> Orders => Set<Order>(); }
            """,
        TestState = { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication },
    }.RunAsync();
}
