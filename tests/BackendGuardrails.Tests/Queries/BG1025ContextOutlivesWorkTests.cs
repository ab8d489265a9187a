using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1025ContextOutlivesWorkAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

public class BG1025ContextOutlivesWorkTests
{
    private const string Prices = "public class Prices(Shop [|db|]) : IPrices { public decimal For(int id) => db.Orders.Single(o => o.Id == id).Total; }";
    private const string PricesOfOrders = "public class Prices(IOrders [|orders|]) : IPrices { public decimal For(int id) => orders.Query().Single(o => o.Id == id).Total; }";

    private static Task VerifyAsync(string source) => VerifyCS.VerifyAnalyzerAsync(source);

    [Theory]
    [InlineData("services.AddSingleton<Prices>();")]
    [InlineData("services.AddSingleton<IPrices, Prices>();")]
    [InlineData("services.TryAddSingleton<IPrices, Prices>();")]
    [InlineData("services.AddDbContext<Shop>(options => options.UseNpgsql(\"Host=x\"), ServiceLifetime.Transient); services.AddSingleton<Prices>();")]
    [InlineData("services.AddSingleton<Prices>(); services.AddScoped<IPrices>(sp => sp.GetRequiredService<Prices>());")]
    [InlineData("services.AddSingleton(typeof(IPrices), typeof(Prices));")]
    [InlineData("services.AddSingleton(typeof(Prices));")]
    [InlineData("services.AddKeyedSingleton<IPrices, Prices>(\"net\");")]
    [InlineData("services.TryAddEnumerable(ServiceDescriptor.Singleton<IPrices, Prices>());")]
    [InlineData("services.Add(ServiceDescriptor.Singleton(typeof(IPrices), typeof(Prices)));")]
    [InlineData("ServiceCollectionServiceExtensions.AddSingleton<IPrices, Prices>(services);")]
    [InlineData("services.AddMemoryCache().AddSingleton<IPrices, Prices>();")]
    [InlineData("services.AddSingleton<IPrices>(sp => ActivatorUtilities.CreateInstance<Prices>(sp));")]
    public Task A_singleton_that_is_given_a_context_is_reported(string registration) => VerifyAsync(LifetimeShop.Program(registration, Prices));

    [Theory]
    [InlineData("public class Prices : IPrices { private readonly Shop _db; public Prices(Shop [|db|]) { _db = db; } public decimal For(int id) => _db.Orders.Single(o => o.Id == id).Total; }")]
    [InlineData("public class Prices : IPrices { private readonly Shop _db; public Prices(Shop [|db|]) => _db = db ?? throw new ArgumentNullException(nameof(db)); public decimal For(int id) => _db.Orders.Count(); }")]
    [InlineData("public class Prices : IPrices { private readonly Func<int> _count; public Prices(Shop [|db|]) { _count = () => db.Orders.Count(); } public decimal For(int id) => _count(); }")]
    [InlineData("public class Prices : IPrices { private readonly Shop _db = [|new Shop()|]; public decimal For(int id) => _db.Orders.Count(); }")]
    [InlineData("public class Prices : IPrices { private readonly Shop _db; public Prices(IDbContextFactory<Shop> factory) { _db = [|factory.CreateDbContext()|]; } public decimal For(int id) => _db.Orders.Count(); }")]
    [InlineData("public class Prices : IPrices { private Shop Db { get; } public Prices(IServiceScopeFactory scopes) { Db = [|scopes.CreateScope().ServiceProvider.GetRequiredService<Shop>()|]; } public decimal For(int id) => Db.Orders.Count(); }")]
    [InlineData("public class Prices : IPrices { private readonly DbContext _db; public Prices(DbContext [|db|]) { _db = db; } public decimal For(int id) => _db.Set<Order>().Count(); }")]
    public Task Wherever_the_singleton_keeps_it(string type) => VerifyAsync(LifetimeShop.Program("services.AddSingleton<IPrices, Prices>();", type));

    [ModernFact]
    public Task A_field_that_a_primary_constructor_fills_is_reported() => Wherever_the_singleton_keeps_it(
        "public class Prices(ILogger<Prices> log, Shop [|db|]) : IPrices { private readonly Shop _db = db; public decimal For(int id) { log.LogInformation(\"for\"); return _db.Orders.Count(); } }");

    [ModernFact]
    public Task A_base_class_that_keeps_it_is_reported() => Wherever_the_singleton_keeps_it(
        "public abstract class Base(Shop db) { protected Shop Db => db; } public class Prices(Shop [|db|]) : Base(db), IPrices { public decimal For(int id) => Db.Orders.Count(); }");

    [Theory]
    [InlineData("services.AddScoped<IOrders, Orders>(); services.AddSingleton<IPrices, Prices>();")]
    [InlineData("services.AddTransient<IOrders, Orders>(); services.AddSingleton<IPrices, Prices>();")]
    [InlineData("services.AddScoped<IOrders>(sp => new Orders(sp.GetRequiredService<Shop>())); services.AddSingleton<IPrices, Prices>();")]
    [InlineData("services.AddScoped<Orders>(); services.AddScoped<IOrders>(sp => sp.GetRequiredService<Orders>()); services.AddSingleton<IPrices, Prices>();")]
    [InlineData("services.AddSingleton<IPrices, Prices>();")]
    public Task A_service_between_them_is_followed(string registrations) => VerifyAsync(LifetimeShop.Program(registrations, PricesOfOrders));

    [Theory]
    [InlineData("public class Worker(Shop [|db|]) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken token) { while (!token.IsCancellationRequested) await db.Orders.CountAsync(token); } }")]
    [InlineData("public class Worker(IOrders [|orders|]) : BackgroundService { protected override Task ExecuteAsync(CancellationToken token) => orders.ListAsync(); }")]
    [InlineData("public class Worker : IHostedService { private readonly Shop _db; public Worker(Shop [|db|]) { _db = db; } public Task StartAsync(CancellationToken token) => _db.Orders.CountAsync(token); public Task StopAsync(CancellationToken token) => Task.CompletedTask; }")]
    [InlineData("public class Worker : BackgroundService { private readonly Shop _db; public Worker(IServiceProvider services) { _db = [|services.CreateScope().ServiceProvider.GetRequiredService<Shop>()|]; } protected override Task ExecuteAsync(CancellationToken token) => _db.Orders.CountAsync(token); }")]
    [InlineData("public class Worker(Shop [|db|]) : BackgroundService { protected override Task ExecuteAsync(CancellationToken token) => db.Orders.CountAsync(token); } public static class Hosting { public static void Add(IServiceCollection services) => services.AddHostedService(sp => new Worker(sp.GetRequiredService<Shop>())); }")]
    public Task A_hosted_service_is_reported_wherever_it_is_registered(string worker) => VerifyAsync(LifetimeShop.Types(worker));

    [Theory]
    [InlineData("public class Audit(RequestDelegate next, Shop [|db|]) { public async Task InvokeAsync(HttpContext context) { db.Add(new Order()); await db.SaveChangesAsync(); await next(context); } }")]
    [InlineData("public class Audit { private readonly RequestDelegate _next; private readonly IOrders _orders; public Audit(RequestDelegate next, IOrders [|orders|]) { _next = next; _orders = orders; } public async Task Invoke(HttpContext context) { await _orders.ListAsync(); await _next(context); } }")]
    public Task Middleware_by_convention_that_keeps_a_context_is_reported(string middleware) => VerifyAsync(LifetimeShop.Types(middleware));

    [Theory]
    [InlineData("public static class Db { public static readonly Shop [|Current|] = new(); }")]
    [InlineData("public class Db { private static Shop? [|_db|]; public Shop Get() => _db ??= new Shop(); }")]
    [InlineData("public class Db { public static Shop [|Instance|] { get; } = new Shop(); }")]
    [InlineData("public class Db { private static readonly Lazy<Shop> [|Instance|] = new(() => new Shop()); public Shop Get() => Instance.Value; }")]
    [InlineData("public class Db { private static readonly Dictionary<string, Shop> [|Tenants|] = new(); public Shop Get(string tenant) => Tenants[tenant]; }")]
    public Task A_static_member_with_a_context_is_reported(string type) => VerifyAsync(LifetimeShop.Types(type));

    [Theory]
    [InlineData("services.[|AddSingleton<Shop>|]();")]
    [InlineData("services.[|AddSingleton<DbContext, Shop>|]();")]
    [InlineData("services.[|AddSingleton|](new Shop());")]
    [InlineData("services.[|AddSingleton<DbContext>|](sp => new Shop());")]
    [InlineData("services.AddSingleton<IOrders>(sp => new Orders([|sp.GetRequiredService<Shop>()|]));")]
    [InlineData("services.AddSingleton<IOrders>(sp => { var db = sp.GetRequiredService<Shop>(); return new Orders([|db|]); });")]
    [InlineData("services.AddSingleton(sp => new Orders([|sp.GetRequiredService<IDbContextFactory<Shop>>().CreateDbContext()|]));")]
    [InlineData("services.AddSingleton<IOrders>(new Orders([|new Shop()|]));")]
    public Task A_registration_that_makes_one_context_for_all_is_reported(string registration) =>
        VerifyAsync(LifetimeShop.Program(registration, "").Replace("services.AddDbContext<Shop>(options => options.UseNpgsql(\"Host=x\"));", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("services.[|AddDbContext<Shop>|](ServiceLifetime.Singleton);")]
    [InlineData("services.[|AddDbContext<DbContext, Shop>|](options => options.UseNpgsql(\"Host=x\"), contextLifetime: ServiceLifetime.Singleton);")]
    public Task The_life_of_a_context_is_read_from_its_registration(string registration) =>
        VerifyAsync(LifetimeShop.Program(registration, "").Replace("services.AddDbContext<Shop>(options => options.UseNpgsql(\"Host=x\"));", "", StringComparison.Ordinal));

    [Fact]
    public Task A_static_field_that_a_controller_fills_is_reported() => VerifyAsync(LifetimeShop.Types(
        "[ApiController] public class PostsController : ControllerBase { private static Shop [|_db|] = null!; public PostsController(Shop db) { _db = db; } [HttpGet] public async Task<IActionResult> Get() => Ok(await _db.Orders.CountAsync()); }"));

    [Fact]
    public Task A_context_that_is_registered_as_a_singleton_is_reported_there_and_not_where_it_is_used() => VerifyAsync(
        LifetimeShop.Program("services.[|AddDbContext<Shop>|](options => options.UseNpgsql(\"Host=x\"), ServiceLifetime.Singleton); services.AddSingleton<IPrices, Prices>();", Prices.Replace("[|db|]", "db", StringComparison.Ordinal))
            .Replace("services.AddDbContext<Shop>(options => options.UseNpgsql(\"Host=x\"));", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("var db = app.Services.GetRequiredService<Shop>(); app.MapGet(\"/orders\", () => [|db|].Orders.ToListAsync());")]
    [InlineData("using var scope = app.Services.CreateScope(); var db = scope.ServiceProvider.GetRequiredService<Shop>(); app.Use(async (context, next) => { [|db|].Add(new Order()); await next(context); });")]
    public Task An_endpoint_that_captures_a_context_of_the_start_is_reported(string statements) => VerifyTopAsync(statements);

    [Theory]
    [InlineData("public class Desk(Shop db) { private Timer? _timer; public void Start() => _timer = new Timer(_ => [|db|].Orders.Count(), null, 0, 1000); }")]
    [InlineData("public class Desk { private readonly Shop _db; public Desk(Shop db) { _db = db; } public void Start() { var timer = new System.Timers.Timer(1000); timer.Elapsed += Tick; timer.Start(); } private void Tick(object? sender, EventArgs e) => [|_db|].SaveChanges(); }")]
    [InlineData("public class Desk(Shop db) { public static event Action? Closed; public void Open() => Closed += () => [|db|].SaveChanges(); }")]
    [InlineData("public class Desk(Shop db) { public static Func<int> Count = () => 0; public void Open() => Count = () => [|db|].Orders.Count(); }")]
    [InlineData("public class Desk(Shop db) { public void Open() { _ = Task.Run(async () => { [|db|].Add(new Order()); await db.SaveChangesAsync(); }); } }")]
    [InlineData("public class Desk(IOrders orders) { public void Open() => Task.Run(() => [|orders|].ListAsync()); }")]
    [InlineData("public class Desk(Shop db) { public void Open() => ThreadPool.QueueUserWorkItem(_ => [|db|].SaveChanges()); }")]
    [InlineData("public class Desk { public void Open(DbContextOptions<Shop> options) { using var db = new Shop(options); _ = Task.Run(() => [|db|].SaveChangesAsync()); } }")]
    public Task A_function_that_lives_on_and_uses_a_context_is_reported(string type) => VerifyAsync(LifetimeShop.Types(type));

    [Fact]
    public Task A_context_of_identity_is_found_behind_its_managers() => VerifyAsync(LifetimeShop.Program(
        "services.AddIdentityCore<IdentityUser>().AddEntityFrameworkStores<Shop>(); services.AddSingleton<Members>();",
        "public class Members(UserManager<IdentityUser> [|users|]) { public Task<IdentityUser?> FindAsync(string id) => users.FindByIdAsync(id); } public static class Stores { public static IdentityBuilder AddEntityFrameworkStores<T>(this IdentityBuilder builder) where T : DbContext => builder; }"));

    [ModernFact]
    public Task The_message_shows_the_way_to_the_context() => VerifyCS.VerifyAnalyzerAsync(
        LifetimeShop.Program("services.AddScoped<IOrders, Orders>(); services.{|#1:AddSingleton<IPrices, Prices>|}();", PricesOfOrders.Replace("[|orders|]", "{|#0:orders|}", StringComparison.Ordinal)),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithMessage("The singleton 'Prices' keeps a context (Prices -> IOrders -> Shop) for as long as the program runs; take IDbContextFactory<Shop> or IServiceScopeFactory, and make one for each unit of work"));

    [ModernFact]
    public Task What_runs_once_at_the_start_is_advised() => VerifyCS.VerifyAnalyzerAsync(
        LifetimeShop.Types("public class ShopSeeder(Shop {|#0:db|}) : IHostedService { public Task StartAsync(CancellationToken token) => db.Orders.CountAsync(token); public Task StopAsync(CancellationToken token) => Task.CompletedTask; }"),
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage("The hosted service 'ShopSeeder' keeps a context (ShopSeeder -> Shop) for as long as the program runs; take IDbContextFactory<Shop> or IServiceScopeFactory, and make one for each unit of work"));

    [Fact]
    public Task A_singleton_of_another_project_is_reported_where_it_is_registered() => new GuardrailTest<BackendGuardrails.Queries.BG1025ContextOutlivesWorkAnalyzer, EmptyCodeFixProvider>
    {
        TestCode = "using Data; public static class Setup { public static void Add(IServiceCollection services) => services.[|AddSingleton<Prices>|](); }",
        DataProjectCode = "namespace Data; public class Shop : Microsoft.EntityFrameworkCore.DbContext { } public class Prices { private readonly Shop _db; public Prices(Shop db) { _db = db; } }",
    }.RunAsync();

    private static Task VerifyTopAsync(string statements)
    {
        var test = new GuardrailTest<BackendGuardrails.Queries.BG1025ContextOutlivesWorkAnalyzer, EmptyCodeFixProvider> { TestCode = LifetimeShop.Top(statements) };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }
}
