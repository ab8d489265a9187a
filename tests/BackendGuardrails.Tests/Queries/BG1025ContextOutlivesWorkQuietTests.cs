using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1025ContextOutlivesWorkAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

public class BG1025ContextOutlivesWorkQuietTests
{
    private const string Prices = "public class Prices(Shop db) : IPrices { public decimal For(int id) => db.Orders.Single(o => o.Id == id).Total; }";

    private static Task VerifyAsync(string source) => VerifyCS.VerifyAnalyzerAsync(source);

    [Theory]
    [InlineData("services.AddScoped<IPrices, Prices>();")]
    [InlineData("services.AddTransient<IPrices, Prices>();")]
    [InlineData("if (flag) services.AddScoped<IPrices, Prices>(); else services.AddSingleton<IPrices, Prices>();")]
    [InlineData("services.AddScoped<Prices>(); services.AddScoped<IPrices>(sp => sp.GetRequiredService<Prices>());")]
    [InlineData("services.AddDbContextPool<Shop>(options => options.UseNpgsql(\"Host=x\")); services.AddScoped<Prices>();")]
    [InlineData("services.AddPooledDbContextFactory<Shop>(options => options.UseNpgsql(\"Host=x\")); services.AddTransient<Prices>();")]
    [InlineData("services.AddDbContextFactory<Shop>(options => options.UseNpgsql(\"Host=x\"));")]
    [InlineData("services.AddDbContext<Shop>(options => options.UseNpgsql(\"Host=x\"), ServiceLifetime.Scoped, ServiceLifetime.Singleton);")]
    [InlineData("services.AddSingleton<DbContextOptions<Shop>>(new DbContextOptionsBuilder<Shop>().Options);")]
    [InlineData("var own = new ServiceCollection(); own.AddSingleton(new Shop()); own.AddLogging().AddSingleton<IPrices, Prices>(); using var provider = own.BuildServiceProvider();")]
    [InlineData("services.AddSingleton<Func<Shop>>(() => new Shop());")]
    public Task What_lives_no_longer_than_the_context_is_quiet(string registration) => VerifyAsync(LifetimeShop.Program(registration, Prices));

    [Theory]
    [InlineData("public class Prices(IDbContextFactory<Shop> factory) : IPrices { public decimal For(int id) { using var db = factory.CreateDbContext(); return db.Orders.Single(o => o.Id == id).Total; } }")]
    [InlineData("public class Prices(IServiceScopeFactory scopes) : IPrices { public decimal For(int id) { using var scope = scopes.CreateScope(); return scope.ServiceProvider.GetRequiredService<Shop>().Orders.Count(); } }")]
    [InlineData("public class Prices(IServiceProvider services) : IPrices { public decimal For(int id) { using var scope = services.CreateScope(); var db = scope.ServiceProvider.GetRequiredService<Shop>(); return db.Orders.Count(); } }")]
    [InlineData("public class Prices(Func<Shop> make) : IPrices { public decimal For(int id) { using var db = make(); return db.Orders.Count(); } }")]
    [InlineData("public class Prices(Lazy<Shop> later, ILogger<Shop> log, DbContextOptions<Shop> options) : IPrices { public decimal For(int id) => 1; public override string ToString() => $\"{later}{log}{options}\"; }")]
    [InlineData("public class Prices : IPrices { private readonly Dictionary<int, decimal> _all; public Prices(Shop db) { _all = db.Orders.ToDictionary(o => o.Id, o => o.Total); } public decimal For(int id) => _all[id]; }")]
    [InlineData("public class Prices : IPrices { private readonly DbContextOptions<Shop> _options; public Prices(DbContextOptions<Shop> options) { _options = options; } public decimal For(int id) { using var db = new Shop(_options); return db.Orders.Count(); } }")]
    [InlineData("public class Prices : IPrices { private Shop? _db; public decimal For(int id) { using (_db = new Shop()) return _db.Orders.Count(); } }")]
    [InlineData("public class Prices : IPrices { public decimal For(int id) => 1; public decimal Of(Shop db) => db.Orders.Count(); }")]
    [InlineData("public class Prices : IPrices { private readonly Shop? _db; public Prices() { } public Prices(Shop db) { _db = db; } public decimal For(int id) => _db == null ? 0 : 1; }")]
    [InlineData("public class Rates { } public class Prices(Rates rates, TimeProvider clock) : IPrices { public decimal For(int id) => rates.GetHashCode() + clock.GetHashCode(); }")]
    public Task A_singleton_that_makes_or_keeps_no_context_for_good_is_quiet(string type) => VerifyAsync(LifetimeShop.Program("services.AddSingleton<IPrices, Prices>();", type));

    [ModernFact]
    public Task Rows_that_a_primary_constructor_reads_are_quiet() => A_singleton_that_makes_or_keeps_no_context_for_good_is_quiet(
        "public class Prices(Shop db) : IPrices { private readonly Dictionary<int, decimal> _all = db.Orders.ToDictionary(o => o.Id, o => o.Total); public decimal For(int id) => _all[id]; }");

    [Theory]
    [InlineData("public class Worker(IServiceScopeFactory scopes) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken token) { using var scope = scopes.CreateScope(); await scope.ServiceProvider.GetRequiredService<IOrders>().ListAsync(); } }")]
    [InlineData("public class Worker(IServiceScopeFactory scopes) : BackgroundService { private Shop? _db; protected override async Task ExecuteAsync(CancellationToken token) { using var scope = scopes.CreateScope(); _db = scope.ServiceProvider.GetRequiredService<Shop>(); await _db.Orders.CountAsync(token); _db = null; } }")]
    [InlineData("public abstract class Worker(Shop db) : BackgroundService { protected Shop Db => db; }")]
    [InlineData("public class Audit(RequestDelegate next) { public async Task InvokeAsync(HttpContext context, Shop db) { db.Add(new Order()); await db.SaveChangesAsync(); await next(context); } }")]
    [InlineData("public class Audit(Shop db) : IMiddleware { public async Task InvokeAsync(HttpContext context, RequestDelegate next) { await db.SaveChangesAsync(); await next(context); } }")]
    [InlineData("public class OrdersController(Shop db, IOrders orders) : ControllerBase { public async Task<IActionResult> List() => Ok(await db.Orders.CountAsync() + (await orders.ListAsync()).Count); }")]
    [InlineData("public class Work : IDisposable { private readonly Shop _db = new(); public void Dispose() => _db.Dispose(); }")]
    [InlineData("public static class Ambient { private static readonly AsyncLocal<Shop?> Slot = new(); [ThreadStatic] private static Shop? _own; public static Shop? Db => Slot.Value ?? _own; }")]
    [InlineData("public static class Make { public static Shop New => new Shop(); public static Shop Create() => new(); private static readonly Func<Shop> Factory = () => new Shop(); public static Shop Call() => Factory(); }")]
    [InlineData("public static class Compiled { private static readonly Func<Shop, int, Order> ById = EF.CompileQuery((Shop db, int id) => db.Orders.Single(o => o.Id == id)); public static Order Get(Shop db, int id) => ById(db, id); }")]
    [InlineData("public static class Log { private static readonly Shop? Db; public static bool Has => Db != null; }")]
    public Task What_makes_one_for_each_unit_of_work_is_quiet(string type) => VerifyAsync(LifetimeShop.Types(type));

    [Theory]
    [InlineData("public class Desk(Shop db) { public async Task Open() { await Task.Run(() => db.SaveChanges()); var task = Task.Run(() => 1); await task; } }")]
    [InlineData("public class Desk(IServiceScopeFactory scopes) { public void Open() => Task.Run(() => { using var scope = scopes.CreateScope(); var db = scope.ServiceProvider.GetRequiredService<Shop>(); db.SaveChanges(); }); }")]
    [InlineData("public class Desk { public void Open() { _ = Task.Run(async () => { await using var db = new Shop(); await db.SaveChangesAsync(); }); } }")]
    [InlineData("public class Desk { public void Open() { var db = new Shop(); _ = Task.Run(async () => { await db.SaveChangesAsync(); await db.DisposeAsync(); }); } }")]
    [InlineData("public class Desk(Shop db) : IDisposable { private Timer? _timer; public void Start() => _timer = new Timer(_ => db.Orders.Count(), null, 0, 1000); public void Dispose() => _timer?.Dispose(); }")]
    [InlineData("public class Desk(Shop db) { public async Task Open() { using var timer = new Timer(_ => Console.WriteLine(db.ChangeTracker), null, 0, 1000); await db.SaveChangesAsync(); } }")]
    [InlineData("public class Desk(Shop db) { public event Action? Closed; public void Open() => Closed += () => db.SaveChanges(); }")]
    [InlineData("public class Desk(Shop db) { private Func<int>? _count; public void Open() => _count = () => db.Orders.Count(); }")]
    [InlineData("public class Desk { public static void Map(WebApplication app) { app.MapGet(\"/\", (Shop db) => db.Orders.ToListAsync()); app.MapGet(\"/x\", async (IOrders orders) => await orders.ListAsync()); } }")]
    [InlineData("public class Desk { public static void Map(WebApplication app, Shop db) => app.Map(\"/admin\", branch => { db.Database.EnsureCreated(); branch.Run(context => context.Response.WriteAsync(\"\")); }); }")]
    [InlineData("public class Desk { public static void Map(WebApplication app) { using (var scope = app.Services.CreateScope()) { scope.ServiceProvider.GetRequiredService<Shop>().Database.EnsureCreated(); } app.MapGet(\"/\", () => 1); } }")]
    public Task A_function_that_ends_with_its_context_is_quiet(string type) => VerifyAsync(LifetimeShop.Types(type));

    [Theory]
    [InlineData("public class DbContext { public int Count() => 1; } public class Shop : DbContext { } public static class Db { public static readonly Shop Current = new(); }")]
    [InlineData("namespace System.Windows.Forms { public class Form { } } namespace App { using Microsoft.EntityFrameworkCore; public class Shop : DbContext { } public static class Db { public static readonly Shop Current = new(); } }")]
    public Task A_class_of_that_name_and_an_application_on_the_desk_are_quiet(string source) => VerifyAsync(source);

    [Fact]
    public Task A_singleton_that_a_scan_registers_is_a_known_miss() => VerifyAsync(LifetimeShop.Program(
        "services.Scan(typeof(Setup));", Prices + " public static class Scanning { public static void Scan(this IServiceCollection services, Type type) { } }"));

    [Fact]
    public Task Half_typed_code_does_not_throw() => VerifyAsync(LifetimeShop.Program("services.AddSingleton<{|CS0246:Missing|}>(); services.AddSingleton<IPrices>(sp => {|CS0103:made|}); services.AddSingleton<Looped>();", """
        public class Looped(Looped again) { public Looped Again => again; private static {|CS0246:Gone|}? _gone; public void Use() { using var db = new Shop(); return db.Orders.{|CS1061:Wher|}(o => o); } }
        """));
}
