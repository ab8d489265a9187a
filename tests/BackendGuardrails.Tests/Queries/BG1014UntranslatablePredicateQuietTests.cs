using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1014UntranslatablePredicateAnalyzer, BackendGuardrails.Queries.BG1014UntranslatablePredicateCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1014UntranslatablePredicateQuietTests
{
    private const string Own = "result = await _db.Orders.Where(o => Rules.IsOpen(o)).ToListAsync();";

    private static Task VerifyAsync(string body, string model = "", string more = "") => VerifyCS.VerifyAnalyzerAsync(TranslationShop.Method(body, model, more));

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.Number == Rules.Norm(text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number == $\"{text} {id}\").ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Id == int.Parse(text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number == names[id]).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => items.Any(i => i.Sku.Equals(text, StringComparison.OrdinalIgnoreCase)) || o.Id == id).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => items.Select(i => Rules.Norm(i.Sku)).Contains(o.Number)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => items.Where(i => i.Id > 3).Select(i => i.Id).Contains(o.Id)).ToListAsync();")]
    public Task What_does_not_depend_on_the_row_is_computed_before(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Select(o => Rules.Norm(o.Number)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Select(o => new { o.Label, Late = o.IsLate() }).ToListAsync();")]
    [InlineData("result = await (from o in _db.Orders select $\"{o.Number} {o.Type}\").ToListAsync();")]
    [InlineData("result = await _db.Orders.Join(_db.Customers, o => o.Number, c => c.Name, (o, c) => Rules.Norm(c.Name)).ToListAsync();")]
    [InlineData("result = await _db.Orders.ToDictionaryAsync(o => Rules.Norm(o.Number));")]
    public Task The_last_projection_is_computed_here(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = (await _db.Orders.ToListAsync()).Where(o => Rules.IsOpen(o)).ToList();")]
    [InlineData("result = _db.Orders.AsEnumerable().Where(o => o.IsLate()).ToList();")]
    [InlineData("result = _db.Orders.Local.Where(o => o.IsLate()).ToList();")]
    [InlineData("result = new List<Order>().AsQueryable().Where(o => Rules.IsOpen(o)).ToList();")]
    [InlineData("result = _db.Orders.AsEnumerable().AsQueryable().Where(o => Rules.IsOpen(o)).ToList();")]
    [InlineData("result = _db.Orders.ToList().AsQueryable().Where(o => Rules.IsOpen(o)).ToList();")]
    [InlineData("Expression<Func<Order, bool>> open = o => Rules.IsOpen(o); result = open.Compile()(new Order());")]
    [InlineData("Expression<Func<Order, string>> label = o => o.Label; result = label.Body.ToString();")]
    public Task What_runs_in_memory_may_do_anything(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => o.Number.Contains(text) && o.Number.ToLower().StartsWith(text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => string.Compare(o.Number, text) > 0 && o.Number.CompareTo(text) > 0).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.Equals(text) && string.Equals(o.Type, text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => string.IsNullOrWhiteSpace(o.Number) || o.Number.Substring(1, 2).Trim() == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Id.ToString() == text || o.Status.ToString() == text || o.Number + o.Id == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Number.FirstOrDefault() == 'a' || o.Number.Length > 3).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => Regex.IsMatch(o.Number, text)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => Convert.ToInt32(o.Number) == id && Math.Abs(o.Total) > 1).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => texts.Contains(o.Number) || texts.Any(t => o.Number.Contains(t))).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => names.Keys.Contains(o.Id)).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Lines.Count > 2 && o.Lines[0].Sku == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => EF.Functions.ILike(o.Number, text) && EF.Property<string>(o, \"Shadow\") == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.PlacedAt.Date == from && (DateTime.UtcNow - o.PlacedAt).TotalDays > 3).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.GetType() == typeof(Rush) || o is Rush).ToListAsync();")]
    [InlineData("result = await _db.Orders.GroupBy(o => o.Type).Select(g => new { g.Key, Names = string.Join(\",\", g.Select(o => o.Number)) }).ToListAsync();")]
    public Task What_the_providers_know_is_translated(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("result = await _db.Orders.Where(o => Rules.Known(o.Number) == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.IsGreat).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Code == text).ToListAsync();")]
    [InlineData("result = await _db.Orders.Where(o => o.Title == text).ToListAsync();")]
    public Task Attributes_fields_and_setters_may_map_it(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("builder.HasDbFunction(typeof(Rules).GetMethod(nameof(Rules.IsOpen))!);", "")]
    [InlineData("foreach (var method in typeof(Rules).GetMethods()) builder.HasDbFunction(method);", "")]
    [InlineData("", "public class Late : Microsoft.EntityFrameworkCore.Query.IMethodCallTranslatorPlugin { public IEnumerable<Microsoft.EntityFrameworkCore.Query.IMethodCallTranslator> Translators => null!; }")]
    [InlineData("", "public abstract class Rewriter : Microsoft.EntityFrameworkCore.Diagnostics.IQueryExpressionInterceptor { }")]
    public Task Functions_and_translators_of_the_program_know_it(string model, string more) => VerifyAsync(Own, model, more);

    [Fact]
    public Task A_computed_property_that_is_configured_has_a_column() => VerifyAsync("result = await _db.Orders.Where(o => o.Label == text).ToListAsync();", "builder.Entity<Order>().Property(o => o.Label).HasComputedColumnSql(\"x\");");

    [Fact]
    public Task Other_libraries_may_rewrite_the_query() => VerifyAsync(
        "result = await LinqKit.Extensions.AsExpandable(_db.Orders).Where(o => Rules.IsOpen(o)).ToListAsync();",
        more: "namespace LinqKit { public static class Extensions { public static IQueryable<T> AsExpandable<T>(IQueryable<T> query) => (IQueryable<T>)query.Provider.CreateQuery(query.Expression); } }");

    [Fact]
    public Task MySQL_knows_how_to_compare() => VerifyAsync("result = await _db.Orders.Where(o => o.Number.Equals(text, StringComparison.OrdinalIgnoreCase)).ToListAsync();", more: "public class Setup { public void UseMySql() { } public void Run() => UseMySql(); }");

    [Fact]
    public Task Look_alikes_elsewhere_are_others() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Linq.Expressions;
        namespace Mine
        {
            public class DbContext { }
            public class DbSet<T> { public DbSet<T> Where(Expression<Func<T, bool>> condition) => this; }
            public class Order { public int Id { get; set; } public bool IsLate() => true; }
            public class Shop : DbContext { public DbSet<Order> Orders { get; } = new(); }
            public class Service(Shop db) { public object Find() => db.Orders.Where(o => o.IsLate()); }
        }
        """);

    [Fact]
    public Task Half_typed_code_is_nothing_to_fail_on() => new VerifyCS.Test
    {
        TestCode = TranslationShop.Method("result = await _db.Orders.Where(o => o. == Rules.(o)).ToListAsync(); result = _db.Orders.Where(o => Missing(o); Expression<Func<Order, bool>> open = o => ; _db.Orders.Where(open"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    /// <summary>It is computed in the last projection only if nothing asks for it behind.</summary>
    [Fact]
    public Task Known_miss_a_condition_on_what_a_projection_computes() => VerifyAsync("result = await _db.Orders.Select(o => new { o.Id, Name = Rules.Norm(o.Number) }).Where(x => x.Name == text).ToListAsync();");

    [Fact]
    public Task Known_miss_what_only_some_providers_know() => VerifyAsync("result = await _db.Orders.Where(o => o.Number.Remove(2) == text || o.PlacedAt < DateTime.Now || o.Number.LastIndexOf(\"a\") > 2).ToListAsync();");
}
