using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2113UnfilteredBulkWriteAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2113UnfilteredBulkWriteQuietTests
{
    private static Task VerifyAsync(string source) => VerifyCS.VerifyAnalyzerAsync(source);

    [Theory]
    [InlineData("await db.Orders.Where(o => o.CustomerId == customerId).ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.Where(o => ids.Contains(o.Id)).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, Status.Shipped));")]
    [InlineData("await (from o in db.Orders where o.IsDeleted select o).ExecuteDeleteAsync();")]
    [InlineData("await (from l in db.Lines join o in db.Orders on l.OrderId equals o.Id where o.IsDeleted select l).ExecuteDeleteAsync();")]
    [InlineData("await db.Customers.Where(c => c.Id == customerId).SelectMany(c => c.Orders).ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.OrderBy(o => o.PlacedAt).Take(500).ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.OfType<CancelledOrder>().ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.Except(db.Orders.Where(o => o.CustomerId == customerId)).ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.Where(o => o.Id > 0).ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.Where(o => o.CustomerId == customerId && (from == null || o.PlacedAt > from)).ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.Where(o => o.IsDeleted).Where(o => from == null || o.PlacedAt > from).ExecuteDeleteAsync();")]
    [InlineData("var order = db.Orders.First(o => o.Id == customerId); await db.Entry(order).Collection(o => o.Lines).Query().ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.FromSql($\"SELECT * FROM orders WHERE id = {customerId}\").ExecuteDeleteAsync();")]
    [InlineData("await db.Orders.ExecuteUpdateAsync(s => s.SetProperty(o => o.IsDeleted, o => o.Id == customerId));")]
    [InlineData("await db.Orders.ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, o => o.IsDeleted ? Status.Open : Status.Shipped));")]
    public Task What_names_rows_is_fine(string body) => VerifyAsync(BulkShop.Method(body));

    [Theory]
    [InlineData("IQueryable<Order> orders = db.Orders; if (archived) orders = orders.Where(o => o.IsDeleted); else orders = orders.Where(o => o.CustomerId == customerId); await orders.ExecuteDeleteAsync();")]
    [InlineData("IQueryable<Order> orders = db.Orders; if (customerId != null) orders = orders.Where(o => o.CustomerId == customerId); else if (from != null) orders = orders.Where(o => o.PlacedAt < from); else throw new ArgumentException(\"nothing to cancel\"); await orders.ExecuteDeleteAsync();")]
    [InlineData("IQueryable<Order> orders; if (archived) orders = db.Orders.Where(o => o.IsDeleted); else return; await orders.ExecuteDeleteAsync();")]
    [InlineData("IQueryable<Order> orders = db.Orders; if (archived) orders = db.Orders.Where(o => o.IsDeleted); else orders = db.Orders.Where(o => o.CustomerId == customerId); await orders.ExecuteDeleteAsync();")]
    [InlineData("var orders = db.Orders.AsQueryable(); switch (filter.Status) { case Status.Open: orders = orders.Where(o => o.IsDeleted); break; case Status.Paid: orders = orders.Take(10); break; default: return; } await orders.ExecuteDeleteAsync();")]
    [InlineData("if (filter.CustomerId == null && filter.Before == null) return; var orders = db.Orders.AsQueryable(); if (filter.CustomerId != null) orders = orders.Where(o => o.CustomerId == filter.CustomerId); if (filter.Before != null) orders = orders.Where(o => o.PlacedAt < filter.Before); await orders.ExecuteDeleteAsync();")]
    [InlineData("ArgumentNullException.ThrowIfNull(customerId); var orders = db.Orders.AsQueryable(); if (customerId != null) orders = orders.Where(o => o.CustomerId == customerId); await orders.ExecuteDeleteAsync();")]
    [InlineData("if (customerId is null) throw new ArgumentNullException(nameof(customerId)); await db.Orders.Where(o => customerId == null || o.CustomerId == customerId).ExecuteDeleteAsync();")]
    [InlineData("Expression<Func<Order, bool>> rows = o => true; if (archived) rows = o => o.IsDeleted; await db.Orders.Where(rows).ExecuteDeleteAsync();")]
    [InlineData("await (archived ? db.Orders.Where(o => o.IsDeleted) : db.Orders.Where(o => o.CustomerId == customerId)).ExecuteDeleteAsync();")]
    public Task A_condition_on_every_way_is_fine(string body) => VerifyAsync(BulkShop.Method(body));

    [Theory]
    [InlineData("    public Task<int> DeleteAllAsync() => db.Orders.ExecuteDeleteAsync();")]
    [InlineData("    public Task<int> ClearAsync(CancellationToken cancellationToken) => db.Orders.ExecuteDeleteAsync(cancellationToken);")]
    [InlineData("    public Task<int> MarkAllAsShippedAsync() => db.Orders.ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, Status.Shipped));")]
    [InlineData("    public Task<int> ResetCounters() => db.Orders.ExecuteUpdateAsync(s => s.SetProperty(o => o.Total, 0));")]
    [InlineData("    public Task SeedAsync() => db.Orders.ExecuteDeleteAsync();")]
    [InlineData("    public Task<int> RemoveEverything() => new Remover(db).RunAsync();\n    private class Remover(Back db) { public Task<int> RunAsync() => Wipe(); private Task<int> Wipe() => db.Orders.ExecuteDeleteAsync(); }")]
    [InlineData("    private IQueryable<Order> AllOrders() => db.Orders;\n    public Task<int> EmptyAsync() => AllOrders().ExecuteDeleteAsync();")]
    [InlineData("    public Task<int> CancelAsync(IQueryable<Order> orders) => orders.ExecuteDeleteAsync();")]
    [InlineData("    public Task<int> CancelAsync(Expression<Func<Order, bool>> which) => db.Orders.Where(which).ExecuteDeleteAsync();")]
    [InlineData("    public Task<int> RefreshAsync() => db.Prices.ExecuteDeleteAsync();")]
    [InlineData("    public async Task ImportAsync(List<Coupon> coupons) { await db.Coupons.ExecuteDeleteAsync(); db.Coupons.AddRange(coupons); await db.SaveChangesAsync(); }")]
    [InlineData("    public async Task ImportAsync(List<string> codes) { await db.Coupons.ExecuteDeleteAsync(); foreach (var code in codes) db.Add(new Coupon { Code = code }); await db.SaveChangesAsync(); }")]
    public Task Where_it_is_said_that_all_rows_are_meant_it_is_fine(string members) => VerifyAsync(BulkShop.Service(members));

    [Theory]
    [InlineData("public class OrderCleanup(Back db) { public Task<int> RunAsync() => db.Orders.ExecuteDeleteAsync(); }")]
    [InlineData("public class DeleteAllOrdersHandler(Back db) { public Task<int> Handle(CancellationToken token) => db.Orders.ExecuteDeleteAsync(token); }")]
    [InlineData("public class DemoSeeder(Back db) { public Task<int> RunAsync() => db.Orders.ExecuteDeleteAsync(); }")]
    [InlineData("public class OrdersMigration(Back db) { public Task<int> RunAsync() => db.Orders.ExecuteDeleteAsync(); }")]
    [InlineData("namespace Store.Maintenance { public class Nightly(Back db) { public Task<int> RunAsync() => db.Orders.ExecuteDeleteAsync(); } }")]
    [InlineData("namespace Store.Tests { public class Fixture(Back db) { public Task<int> RunAsync() => db.Orders.ExecuteDeleteAsync(); } }")]
    public Task In_types_and_folders_for_cleanup_seeding_and_tests_it_is_fine(string more) => VerifyAsync(BulkShop.Service("", more));

    [Fact]
    public Task An_endpoint_whose_route_says_so_is_fine() => VerifyAsync(BulkShop.Service("", """
        public static class Endpoints
        {
            public static void Map(Microsoft.AspNetCore.Builder.WebApplication app) => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapPost(app, "/admin/reset", async (Back db) => await db.Orders.ExecuteDeleteAsync());
        }
        """));

    [Fact]
    public Task What_only_runs_in_development_is_fine() => VerifyAsync(BulkShop.Service("""
            public async Task StartAsync(Microsoft.Extensions.Hosting.IHostEnvironment environment)
            {
                if (Microsoft.Extensions.Hosting.HostEnvironmentEnvExtensions.IsDevelopment(environment))
                    await db.Orders.ExecuteDeleteAsync();
            }
        """));

    [Fact]
    public Task A_method_of_the_same_name_on_another_type_is_fine() => VerifyAsync(BulkShop.Service("    public Task<int> CancelAsync(Index index) => index.ExecuteDeleteAsync();", """
        public class Index { public Task<int> ExecuteDeleteAsync() => Task.FromResult(0); }
        """));

    [Fact]
    public Task In_a_project_of_tests_nothing_is_reported() => VerifyAsync(BulkShop.Method("await db.Orders.ExecuteDeleteAsync();", "namespace Xunit { public class FactAttribute : Attribute { } }"));

    [Fact]
    public Task Known_miss_a_predicate_that_is_put_together_from_true() => VerifyAsync(BulkShop.Method("var rows = True<Order>(); await db.Orders.Where(rows).ExecuteDeleteAsync(); static Expression<Func<T, bool>> True<T>() => _ => true;"));
}
