using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;
using VerifySaves = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1007SavePerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>What stands on the way from a loop to a query elsewhere, and where the loop itself stands.</summary>
public class BG1001QueryPerItemWayTests
{
    private const string Catalog = """
        public class Catalog
        {
            private readonly ShopContext db;
            private readonly IMemoryCache cache;
            public Catalog(ShopContext db, IMemoryCache cache) => (this.db, this.cache) = (db, cache);

            public List<Customer> Of(string kind) => cache.GetOrCreate($"customers:{kind}", entry => db.Customers.Where(c => c.Name == kind).ToList())!;
            public List<Customer> Of(string kind, int points) => Of(kind).Where(c => c.Points == points).ToList();
            public Customer? Named(string text) { var kind = text.Split(':')[0]; return Of(kind).FirstOrDefault(); }
            public Customer? ByText(string text) { foreach (var part in new[] { text, "all" }) { if (Of(part).Count > 3) return null; } return new Customer(); }
            public List<Customer> Local(int id) { var key = $"customer:{id}"; return cache.GetOrCreate(key, entry => db.Customers.Where(c => c.Id == id).ToList())!; }
        }
        """;

    [Theory]
    [InlineData("a constant", "catalog.Of(\"gold\")")]
    [InlineData("a constant, one call further", "catalog.Of(\"gold\", id)")]
    [InlineData("something from outside of the loop", "catalog.Of(kind, id)")]
    public Task A_cache_behind_calls_whose_key_is_the_same_for_all_is_quiet(string key, string call) => VerifyCS.VerifyAnalyzerAsync(Loop($"_ = {call}; // {key}"));

    [Theory]
    [InlineData("catalog.{|#0:Local|}(id)", "'Local' (Catalog.Local → ToList)")]
    public Task A_cache_behind_calls_whose_key_is_of_the_item_is_reported(string call, string way) => VerifyCS.VerifyAnalyzerAsync(
        Loop($"_ = {call};"),
        VerifyCS.Diagnostic().WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments(way, "up to one query", "for each element of 'ids'", "load what the loop needs with one query before it"));

    [Theory]
    [InlineData("catalog.Of(\"of\" + id)")]
    [InlineData("catalog.Of(id.ToString(), 3)")]
    [InlineData("catalog.Named(\"gold:\" + id)")]
    [InlineData("catalog.ByText(\"gold,\" + id)")]
    public Task A_cache_behind_calls_whose_keys_are_names_is_quiet(string call) => VerifyCS.VerifyAnalyzerAsync(Loop($"_ = {call};"));

    [Theory]
    [InlineData("catalog.Named(\"of\" + id, 3)", true)]
    [InlineData("catalog.{|#0:Named|}(id.ToString(), id)", false)]
    [InlineData("catalog.Named(kind, 3)", true)]
    public Task A_cache_that_is_given_a_function_by_its_name_is_a_cache(string call, bool isQuiet) => VerifyCS.VerifyAnalyzerAsync(
        Loop($"_ = {call};").Replace("public List<Customer> Of(string kind, int points)", """
            public List<Customer> Named(string kind, int points)
            {
                var key = $"customers:{kind}:{points}";
                return cache.GetOrCreate(key, Load)!;
                List<Customer> Load(ICacheEntry entry) => db.Customers.Where(c => c.Name == kind && c.Points == points).ToList();
            }

            public List<Customer> Of(string kind, int points)
            """),
        isQuiet ? [] : [VerifyCS.Diagnostic().WithMessage(null).WithSeverity(DiagnosticSeverity.Warning).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations)]);

    [Fact]
    public Task What_is_only_asked_for_where_something_did_not_come_along_is_quiet() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service("""
            public void Run(List<Order> orders, List<int> ids)
            {
                foreach (var order in orders)
                    _ = order.Customer ?? db.Customers.Single(c => c.Id == order.CustomerId);
            }
        """));

    [Fact]
    public Task A_method_that_only_asks_for_what_did_not_come_along_is_quiet() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service("""
            public void Run(List<Order> orders)
            {
                foreach (var order in orders)
                    _ = NameOf(order);
            }

            private string NameOf(Order order)
            {
                var customer = order.Customer ?? db.Customers.Single(c => c.Id == order.CustomerId);
                return customer.Name;
            }
        """));

    [Fact]
    public Task What_is_asked_of_each_tenant_is_quiet() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service("""
            public async Task RunAsync(TenantManager tenants, List<int> ids)
            {
                foreach (var id in ids)
                {
                    tenants.SetCurrent(id);
                    _ = await db.Orders.CountAsync(o => o.Status == Status.New);
                }
            }
        }

        public class TenantManager
        {
            public void SetCurrent(int id) { }
        """));

    [Fact]
    public Task What_a_log_does_far_behind_its_door_is_quiet() => VerifyCS.VerifyAnalyzerAsync(TripShop.Service("""
            public void Run(int[] ids) { foreach (var id in ids) new LogManager(db).Log(id); }
        }

        public class LogManager
        {
            private readonly ShopContext db;
            public LogManager(ShopContext db) => this.db = db;
            public void Log(int id) => Log(id, "info");
            public void Log(int id, string level) => Write(level + id);
            private void Write(string line) { if (line.StartsWith("error")) Notify(line); }
            private void Notify(string line) { foreach (var address in Addresses()) _ = address + line; }
            private List<string> Addresses() => db.Customers.Select(c => c.Email).ToList();
        """));

    [Fact]
    public Task What_a_question_makes_when_it_is_missing_is_quiet() => VerifySaves.VerifyAnalyzerAsync(TripShop.Service("""
            private Customer? current;

            public void Run(int[] ids) { foreach (var id in ids) _ = GetCurrent().Id + id; }

            private Customer GetCurrent()
            {
                var customer = current;
                if (customer == null)
                {
                    customer = Register(new Customer());
                    current = customer;
                }

                return customer;
            }

            private Customer Register(Customer customer)
            {
                db.Add(customer);
                db.SaveChanges();
                return customer;
            }
        """));

    [Fact]
    public Task What_an_order_makes_when_it_is_missing_is_reported() => VerifySaves.VerifyAnalyzerAsync(TripShop.Service("""
            public void Run(int[] ids) { foreach (var id in ids) [|Import|](id, null); }

            private void Import(int id, Customer? known)
            {
                if (known == null)
                {
                    db.Add(new Customer { Id = id });
                    db.SaveChanges();
                }
            }
        """));

    [Theory]
    [InlineData("namespace Shop.Migrations { public class Fill", "Run")]
    [InlineData("namespace Shop.Data { public class OrderMigration", "Run")]
    [InlineData("namespace Shop.Data { public class CustomerSeeder", "Run")]
    [InlineData("namespace Shop.Data { public class SeedData", "Run")]
    [InlineData("namespace Shop.Data { public class UpgradeManager", "Run")]
    [InlineData("namespace Shop.Data { public class LoadTextsStartupTask", "Run")]
    [InlineData("namespace Shop.Data { public interface IDataMigration { } public class Fill : IDataMigration", "Run")]
    [InlineData("namespace Shop.UnitTests { public class Orders", "Run")]
    [InlineData("namespace Shop.SeederApi.Commands { public class Orders", "Run")]
    [InlineData("namespace Shop.Installation { public class Orders", "Run")]
    [InlineData("namespace Shop.Data { public class InstallationService", "Run")]
    [InlineData("namespace Shop.Data { public class Orders", "SeedAll")]
    [InlineData("namespace Shop.Data { public class Orders", "Upgrade_3_2_0")]
    [InlineData("namespace Shop.Data { public class Orders", "MigrateTenants")]
    public Task What_is_done_once_is_quiet(string type, string method) => VerifyCS.VerifyAnalyzerAsync(Once(type, method).Replace("{|#0:Count|}", "Count", System.StringComparison.Ordinal));

    [Fact]
    public Task What_migrates_something_may_run_for_each_customer() => VerifyCS.VerifyAnalyzerAsync(
        Once("namespace Shop.Data { public class Orders", "MigrateCart"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("'Count'", "one query", "for each element of 'ids'", "load what the loop needs with one query before it"));

    [Theory]
    [InlineData("namespace Shop.Plans { public class UpgradeOfPlan", "UpgradeSubscriptions")]
    [InlineData("namespace Shop.Birds { public class MigratoryBirds", "Run")]
    [InlineData("namespace Shop.Startups { public class Contests", "InstallApps")]
    [InlineData("namespace Shop.Garden { public class SeedCatalog", "OfSeed")]
    public Task What_only_sounds_like_it_is_a_warning(string type, string method) => VerifyCS.VerifyAnalyzerAsync(
        Once(type, method),
        VerifyCS.Diagnostic().WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations)
            .WithArguments("'Count'", "one query", "for each element of 'ids'", "load what the loop needs with one query before it"));

    [Theory]
    [InlineData("the rows that somebody else has changed", "try { await db.SaveChangesAsync(token); } catch (DbUpdateException failure) { foreach (var entry in failure.Entries) await entry.ReloadAsync(token); }")]
    [InlineData("pages with a jump back", "var size = ids.Count; var offset = 0; next: var rows = await connection.QueryAsync<Order>(\"SELECT * FROM orders LIMIT @size OFFSET @offset\", new { size, offset }); if (rows.Count() == size) { offset += size; goto next; }")]
    [InlineData("statements in an object", "foreach (var sql in new List<string>(new string[3])) { var command = new CommandDefinition(sql, cancellationToken: token); await connection.ExecuteScalarAsync<int>(command); }")]
    public Task Loops_that_are_not_over_rows_are_quiet(string what, string body) => VerifyCS.VerifyAnalyzerAsync($"// {what}\n{TripShop.Method(body)}");

    [Fact]
    public Task Checks_that_the_container_hands_over_are_as_many_as_were_written() => VerifyCS.VerifyAnalyzerAsync(TripShop.Service("""
            private readonly IEnumerable<LoginCheck> checks = new List<LoginCheck>();
            public async Task RunAsync(int id) { foreach (var check in checks) await check.RunAsync(id); }
        }

        public abstract class LoginCheck { public abstract Task RunAsync(int id); }

        public class HasOrders : LoginCheck
        {
            private readonly ShopContext db;
            public HasOrders(ShopContext db) => this.db = db;
            public override Task RunAsync(int id) => db.Orders.AnyAsync(o => o.CustomerId == id);
        """));

    [Fact]
    public Task A_method_that_starts_over_with_what_it_was_given_is_quiet() => VerifyCS.VerifyAnalyzerAsync(TripShop.Service("""
            public Order? Pay(int id, int? method, HashSet<int> without)
            {
                var asked = method;
                var order = db.Orders.FirstOrDefault(o => o.Id == id);
                method ??= order?.ParentId;
                if (method is { } tried && without.Add(tried))
                    return Pay(id, asked, without);
                return order;
            }
        """));

    [Fact]
    public Task What_is_asked_of_an_unknown_type_is_quiet() => VerifyCS.VerifyAnalyzerAsync(TripShop.Service("""
            public void Run(int[] ids, {|CS0246:Missing|} missing)
            {
                foreach (var id in ids)
                {
                    foreach (var one in missing.Rows.Where(row => row.Id == id))
                        _ = one;
                    foreach (var one in missing.Rows.Where(row => !row.IsTo(missing.Address)))
                        _ = one;
                    _ = missing.Rows.Select(row => row).ToArray();
                    _ = id > 3 && missing.Rows.Any(row => row.IsOld == id) ? missing.Rows.Where(row => row.IsOld == id).ToArray() : missing.Rows.ToArray();
                }
            }
        """));

    private static string Loop(string code) => TripShop.Service($$"""
            public void Run(Catalog catalog, string kind, int[] ids)
            {
                foreach (var id in ids)
                {
                    {{code}}
                }
            }
        }

        {{Catalog}}

        public class Other
        {
        """);

    private static string Once(string type, string method) => $$"""
        {{TripShop.Usings}}
        {{type}}
        {
            public int {{method}}(ShopContext db, int[] ids)
            {
                var sum = 0;
                foreach (var id in ids)
                    sum += db.Orders.{|#0:Count|}(o => o.Id == id);
                return sum;
            }
        }
        }
        {{TripShop.Model}}
        """;
}
