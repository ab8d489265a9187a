using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Lists that stay short however many rows there are say nothing against a query per item; what looks alike and may be long is a warning.</summary>
public class BG1001QueryPerItemShortListTests
{
    private const string Types = """
        public class ImportOptions { public int[] CustomerIds { get; set; } = System.Array.Empty<int>(); public string Hosts { get; set; } = ""; public Section Main { get; set; } = new(); }
        public class WidgetMetadata { public int[] CustomerIds { get; set; } = System.Array.Empty<int>(); }
        public class WidgetData { public int[] CustomerIds { get; set; } = System.Array.Empty<int>(); }
        public class Section { public List<int> Ids { get; set; } = new(); }
        public class ImportRequest { public int[] CustomerIds { get; set; } = System.Array.Empty<int>(); public string Hosts { get; set; } = ""; public Section Main { get; set; } = new(); }
        public class Pricing
        {
            public string Text { get; set; } = "";
            public IEnumerable<int> IdsFor(bool isActive, int most = 10) => Text.Split(',').Select(int.Parse).Take(most);
        }
        public class PricingService { private readonly List<int> loaded = new(); public IEnumerable<int> Ids() => loaded; }
        public static class Prices
        {
            public static IEnumerable<int> Codes(this Order order) => order.Id.ToString().Select(letter => (int)letter);
            public static IEnumerable<int> LineIds(this Order order) => Inner(order);
            private static IEnumerable<int> Inner(Order order) => order.Lines.Select(line => line.Id);
            public static IEnumerable<int> Read(System.IO.Stream stream) { yield return stream.ReadByte(); }
        }
        public static class Roles { public const string ServerAdmin = "ServerAdmin"; public static readonly string Owner = "Owner of the shop"; public const string Customer = "Customer"; }
        public interface IPeople { Task<IList<Order>> GetUsersInRoleAsync(string role); IEnumerable<Order> GetRoles(string role, int site); IEnumerable<Order> GetOrders(string state); }
        """;

    [Theory]
    [InlineData("a list of the options", "foreach (var id in options.CustomerIds) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("the same through a local", "var known = options.CustomerIds; foreach (var id in known.Where(id => id > 0)) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a section of the options", "foreach (var id in options.Main.Ids) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("the metadata of a module", "foreach (var id in new WidgetMetadata().CustomerIds) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a text of the options", "foreach (var host in options.Hosts.Split(',')) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == host);")]
    [InlineData("the same, trimmed, as an array", "var hosts = options.Hosts.Replace(';', ',').Split(',').Select(host => host.Trim()).ToArray(); foreach (var host in hosts) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == host);")]
    [InlineData("the configuration", "foreach (var host in configuration[\"Hosts\"]!.Split(',')) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == host);")]
    [InlineData("the configuration, if there is one", "foreach (var host in (configuration[\"Hosts\"] ?? \"\").Split(',')) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == host);")]
    [InlineData("constants beside the one thing", "foreach (var id in pricing.IdsFor(true)) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("what an entity computes without its rows", "foreach (var id in order.Codes()) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a method of the same class about one thing", "foreach (var id in IdsOf(pricing)) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("those who may do all", "foreach (var one in await people.GetUsersInRoleAsync(Roles.ServerAdmin).ConfigureAwait(false)) _ = db.Customers.{|#0:Find|}(one.CustomerId);")]
    [InlineData("the owners, by a name that is no constant", "var owners = people.GetRoles(Roles.Owner, 7); foreach (var one in owners) _ = db.Customers.{|#0:Find|}(one.CustomerId);")]
    [InlineData("what the request was given on its way", "if (http.Items.TryGetValue(\"ids\", out var kept) && kept is int[] scopes) foreach (var id in scopes) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("migrations that were applied", "Microsoft.EntityFrameworkCore.Migrations.HistoryRow[] rows = new Microsoft.EntityFrameworkCore.Migrations.HistoryRow[wanted]; foreach (var row in rows) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == row.MigrationId);")]
    [InlineData("the same, as the database tells", "foreach (var row in await history.GetAppliedMigrationsAsync().ConfigureAwait(false)) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == row.MigrationId);")]
    [InlineData("the parameters in the address", "foreach (var pair in http.Request.Query.Where(pair => pair.Key.Length > 3)) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == pair.Key);")]
    [InlineData("the headers", "foreach (var header in http.Request.Headers) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == header.Key);")]
    [InlineData("the parts of a path", "foreach (var part in text.Split('/')) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == part);")]
    [InlineData("the same with a local", "var separator = \"/\"; var parts = text.Split(separator, StringSplitOptions.RemoveEmptyEntries); for (var at = 0; at < parts.Length; at++) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == parts[at]);")]
    [InlineData("the same by index", "var scopes = (int[])http.Items[\"ids\"]!; foreach (var id in scopes) _ = db.Customers.{|#0:Find|}(id);")]
    public Task A_short_list_is_quiet(string loop, string code) => VerifyCS.VerifyAnalyzerAsync(Program(code, loop));

    [Theory]
    [InlineData("as many times as a request says", "for (var at = 0; at < wanted; at++) _ = db.Customers.{|#0:Find|}(at);")]
    [InlineData("words", "foreach (var word in text.Split(' ', '-')) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == word);")]
    [InlineData("the fields of a form", "foreach (var field in http.Request.Form) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == field.Key);")]
    [InlineData("the values of one parameter in the address", "foreach (var name in http.Request.Query[\"name\"]) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == name);")]
    [InlineData("what a request brings along", "foreach (var id in request.CustomerIds) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("the data of a module", "foreach (var id in new WidgetData().CustomerIds) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a text of a request", "foreach (var host in request.Hosts.Split(',')) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == host);")]
    [InlineData("a short list for each of many", "foreach (var one in db.Orders.ToList()) foreach (var id in options.CustomerIds) _ = db.Customers.{|#0:Find|}(id + one.Id);")]
    [InlineData("a section of a request", "foreach (var id in request.Main.Ids) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a service, which may keep rows", "foreach (var id in service.Ids()) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("the rows of an entity, two calls away", "foreach (var id in order.LineIds()) _ = db.Lines.{|#0:First|}(l => l.Id == id);")]
    [InlineData("what has to be waited for", "foreach (var id in await IdsOfAsync(pricing)) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("a file", "foreach (var id in Prices.Read(stream)) _ = db.Customers.{|#0:Find|}(id);")]
    [InlineData("all who have an ordinary role", "foreach (var one in await people.GetUsersInRoleAsync(Roles.Customer)) _ = db.Customers.{|#0:Find|}(one.CustomerId);")]
    [InlineData("a role that is asked for", "foreach (var one in await people.GetUsersInRoleAsync(request.Hosts)) _ = db.Customers.{|#0:Find|}(one.CustomerId);")]
    [InlineData("a state that is no role", "foreach (var one in people.GetOrders(\"owner\")) _ = db.Customers.{|#0:Find|}(one.CustomerId);")]
    [InlineData("items of something else", "if (cache.TryGetValue(\"ids\", out var kept) && kept is int[] scopes) foreach (var id in scopes) _ = db.Customers.{|#0:Find|}(id);")]
    public Task A_list_that_may_be_long_is_a_warning(string loop, string code) => VerifyCS.VerifyAnalyzerAsync(Program(code, loop), Reported(DiagnosticSeverity.Warning));

    [Theory]
    [InlineData("[FromBody] ImportOptions options", DiagnosticSeverity.Warning)]
    [InlineData("ImportOptions options", DiagnosticSeverity.Warning)]
    public Task What_an_action_is_given_is_no_setting(string parameter, DiagnosticSeverity severity) => VerifyCS.VerifyAnalyzerAsync(
        "using Microsoft.AspNetCore.Mvc;\n" + TripShop.Usings + $$"""
        [ApiController]
        public class CustomersController : ControllerBase
        {
            private readonly ShopContext db;
            public CustomersController(ShopContext db) => this.db = db;

            [HttpPost("customers")]
            public void Post({{parameter}})
            {
                foreach (var id in options.CustomerIds)
                    _ = db.Customers.{|#0:Find|}(id);
            }
        }
        """ + Types + TripShop.Model,
        Reported(severity));

    [Theory]
    [InlineData("foreach (var name in names) await {|#0:AddAsync|}(name);", null)]
    [InlineData("foreach (var name in names) await {|#0:FindAsync|}(name);", DiagnosticSeverity.Warning)]
    public Task Identity_makes_one_user_at_a_time_and_finds_many(string code, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        "using Microsoft.AspNetCore.Identity;\n" + TripShop.Usings + $$"""
        public class Members
        {
            private readonly UserManager<IdentityUser> users;
            public Members(UserManager<IdentityUser> users) => this.users = users;
            public async Task RunAsync(List<string> names) { {{code}} }
            private async Task AddAsync(string name)
            {
                if (await users.FindByNameAsync(name) is null)
                    await users.CreateAsync(new IdentityUser(name));
            }
            private Task<IdentityUser?> FindAsync(string name) => users.FindByNameAsync(name);
        }
        """ + TripShop.Model,
        Reported(severity));

    [Theory]
    [InlineData("while (!token.IsCancellationRequested)", null)]
    [InlineData("if (!token.IsCancellationRequested)", DiagnosticSeverity.Warning)]
    [InlineData("", DiagnosticSeverity.Warning)]
    public Task A_worker_for_each_goes_on_until_it_is_told_to_stop(string loop, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Start(List<string> names, CancellationToken token)
            {
                foreach (var name in names)
                    _ = {|#0:ListenAsync|}(name, token);
            }

            private async Task ListenAsync(string name, CancellationToken token)
            {
                {{loop}}
                {
                    var customer = await db.Customers.FirstOrDefaultAsync(c => c.Name == name, token);
                    await Task.Delay(customer?.Points ?? 100, token);
                }
            }
        """),
        Reported(severity));

    /// <summary>Nothing where there is no severity.</summary>
    private static DiagnosticResult[] Reported(DiagnosticSeverity? severity) =>
        severity is { } known ? [VerifyCS.Diagnostic().WithMessage(null).WithSeverity(known).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)] : [];

    private static string Program(string code, string loop) => TripShop.Service($$"""
            public async Task RunAsync(ImportOptions options, ImportRequest request, Pricing pricing, PricingService service, Order order, int wanted, string text, Microsoft.EntityFrameworkCore.Migrations.IHistoryRepository history, IPeople people, System.IO.Stream stream,
                Microsoft.AspNetCore.Http.HttpContext http, Microsoft.Extensions.Configuration.IConfiguration configuration)
            {
                await Task.Yield();
                // {{loop}}
                {{code}}
            }

            private async Task<List<int>> IdsOfAsync(Pricing pricing)
            {
                await Task.Delay(pricing.Text.Length);
                return new List<int>();
            }

            private IEnumerable<int> IdsOf(Pricing pricing) => pricing.Text.Select(letter => (int)letter);
        """) + Types;
}
