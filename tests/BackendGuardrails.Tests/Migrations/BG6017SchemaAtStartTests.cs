using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Migrations.BG6017SchemaAtStartAnalyzer, BackendGuardrails.Migrations.BG6017SchemaAtStartCodeFix>;

namespace BackendGuardrails.Tests.Migrations;

public class BG6017SchemaAtStartTests
{
    internal const string Context = """
        class Shop : DbContext
        {
            public Shop(DbContextOptions<Shop> options) : base(options) { }
        }
        """;

    private const string Migration = """
        class Initial : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Old");
        }
        """;

    private const string AtStart = "whenever an instance of the service starts";
    private const string Rest = "instances that run together wait for one another or race, the service needs the right to change tables, and a migration that fails keeps it down";
    private const string Deployment = "apply migrations in the deployment, by a script or a bundle";

    private static Task Verify(string code, params Microsoft.CodeAnalysis.Testing.DiagnosticResult[] expected) => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Migrations;

        {{code}}

        {{Context}}
        """, expected);

    private static Microsoft.CodeAnalysis.Testing.DiagnosticResult Info => VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info);

    [Fact]
    public Task Program_is_advised() => Verify(
        """
        var app = WebApplication.CreateBuilder(args).Build();
        using (var scope = app.Services.CreateScope())
            scope.ServiceProvider.GetRequiredService<Shop>().Database.{|#0:Migrate|}();
        app.Run();
        """,
        Info.WithArguments("Migrate", AtStart, Rest, Deployment));

    [Theory]
    [InlineData("var db = app.Services.GetRequiredService<Shop>(); await db.Database.{|#0:MigrateAsync|}();")]
    [InlineData("app.Services.GetRequiredService<Shop>()?.Database.{|#0:EnsureCreated|}();")]
    [InlineData("if (app.Environment.IsProduction()) app.Services.GetRequiredService<Shop>().Database.{|#0:Migrate|}();")]
    [InlineData("if (app.Services.GetRequiredService<Shop>().Database.GetPendingMigrations().Any()) app.Services.GetRequiredService<Shop>().Database.{|#0:Migrate|}();")]
    [InlineData("try { app.Services.GetRequiredService<Shop>().Database.{|#0:Migrate|}(); } catch (Exception error) { app.Logger.LogError(error, \"\"); throw; }")]
    [InlineData("app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<Shop>().Database.{|#0:Migrate|}());")]
    [InlineData("Prepare(app.Services.GetRequiredService<Shop>()); static void Prepare(Shop db) => db.Database.{|#0:Migrate|}();")]
    public Task All_that_Program_does_is_advised(string code) => Verify($$"""
        var app = WebApplication.CreateBuilder(args).Build();
        {{code}}
        app.Run();
        """, Info.WithArguments(code.Contains("EnsureCreated", StringComparison.Ordinal)
            ? ["EnsureCreated", AtStart, "the service needs the right to create tables, and a schema that is there is never changed again", "make the schema by migrations, and apply them in the deployment"]
            : [code.Contains("MigrateAsync", StringComparison.Ordinal) ? "MigrateAsync" : "Migrate", AtStart, Rest, Deployment]));

    [Theory]
    [InlineData("class Startup { public void Configure(IApplicationBuilder app, Shop db) { db.Database.{|#0:Migrate|}(); } }")]
    [InlineData("class Startup { public void ConfigureServices(IServiceCollection services) => services.BuildServiceProvider().GetRequiredService<Shop>().Database.{|#0:Migrate|}(); }")]
    [InlineData("static class Hosts { public static IHost Prepared(this IHost host) { host.Services.GetRequiredService<Shop>().Database.{|#0:Migrate|}(); return host; } }")]
    [InlineData("static class Apps { public static void Prepare(this WebApplication app) => app.Services.GetRequiredService<Shop>().Database.{|#0:Migrate|}(); }")]
    [InlineData("class Preparation(IServiceProvider services) : IHostedService { public Task StartAsync(CancellationToken token) { services.GetRequiredService<Shop>().Database.{|#0:Migrate|}(); return Task.CompletedTask; } public Task StopAsync(CancellationToken token) => Task.CompletedTask; }")]
    [InlineData("class Worker(IServiceProvider services) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken token) { await Task.Yield(); services.GetRequiredService<Shop>().Database.{|#0:Migrate|}(); } }")]
    [InlineData("class Filter(IServiceProvider services) : IStartupFilter { public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => { services.GetRequiredService<Shop>().Database.{|#0:Migrate|}(); next(app); }; }")]
    [InlineData("interface IPreparation { void Run(); } class Preparation(Shop db) : IPreparation { public void Run() => db.Database.{|#0:Migrate|}(); } static class Apps { public static void Prepare(this WebApplication app) => app.Services.GetRequiredService<IPreparation>().Run(); }")]
    [InlineData("class DbInitializer { public static void Initialize(Shop db) { db.Database.{|#0:Migrate|}(); } } class Startup { public void Configure(IApplicationBuilder app) => DbInitializer.Initialize(app.ApplicationServices.GetRequiredService<Shop>()); }")]
    [InlineData("partial class Startup<T> where T : DbContext { public void Configure(IApplicationBuilder app, T db) => db.Database.{|#0:Migrate|}(); }")]
    [InlineData("record Setup(Shop Db) { public void Run(IHost host) => Db.Database.{|#0:Migrate|}(); }")]
    public Task What_starts_the_service_is_advised(string code) => Verify(code, Info.WithArguments("Migrate", AtStart, Rest, Deployment));

    [Theory]
    [InlineData("class Admin { public static void Map(WebApplication app) => app.MapPost(\"/upgrade\", (Shop db) => db.Database.{|#0:Migrate|}()); }")]
    [InlineData("[Microsoft.AspNetCore.Mvc.ApiController] public class AdminController : Microsoft.AspNetCore.Mvc.ControllerBase { private readonly Shop _db; internal AdminController(Shop db) => _db = db; [Microsoft.AspNetCore.Mvc.HttpPost] public void Upgrade() => _db.Database.{|#0:Migrate|}(); }")]
    [InlineData("class UpToDate(RequestDelegate next) { public Task InvokeAsync(HttpContext context, Shop db) { db.Database.{|#0:Migrate|}(); return next(context); } }")]
    public Task A_request_is_advised(string code) => Verify(code, Info.WithArguments("Migrate", "while a request waits", Rest, Deployment));

    [Fact]
    public Task The_constructor_of_a_context_is_a_warning() => VerifyCS.VerifyAnalyzerAsync(
        """
        using Microsoft.EntityFrameworkCore;

        class Shop : DbContext
        {
            public Shop(DbContextOptions<Shop> options) : base(options) => Database.{|#0:EnsureCreated|}();
        }

        class Stock : DbContext
        {
            public Stock() => Prepare();

            private void Prepare() => Database.{|#1:Migrate|}();
        }

        class Once : DbContext
        {
            private static bool done;

            public Once()
            {
                if (!done)
                    Database.Migrate();
                if (Database.GetPendingMigrations().Any())
                    Database.{|#2:Migrate|}();
                done = true;
            }
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithArguments("EnsureCreated", "whenever a 'Shop' is made", "each time it asks the database for its tables first, and a schema that is there is never changed again", "make the schema by migrations, and apply them in the deployment"),
        VerifyCS.Diagnostic().WithLocation(1).WithArguments("Migrate", "whenever a 'Stock' is made", "each time it asks the database which migrations are missing, and the first to find one changes tables under the others", Deployment),
        VerifyCS.Diagnostic().WithLocation(2).WithSeverity(DiagnosticSeverity.Info).WithArguments("Migrate", "whenever a 'Once' is made", "each time it asks the database which migrations are missing, and the first to find one changes tables under the others", Deployment));

    [Fact]
    public Task EnsureCreated_beside_migrations_is_a_warning() => Verify(
        $$"""
        var app = WebApplication.CreateBuilder(args).Build();
        await app.Services.GetRequiredService<Shop>().Database.{|#0:EnsureCreatedAsync|}();
        app.Run();

        {{Migration}}
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithArguments("EnsureCreatedAsync", AtStart, "it makes the tables without the history that migrations keep, so the first migration fails because they are there", Deployment));

    [Theory]
    [InlineData("if (app.Environment.IsDevelopment()) db.Database.Migrate();")]
    [InlineData("if (!app.Environment.IsProduction()) { db.Database.EnsureCreated(); }")]
    [InlineData("if (!app.Environment.IsDevelopment()) return; db.Database.Migrate();")]
    [InlineData("if (app.Configuration.GetValue<bool>(\"Database:Migrate\")) db.Database.Migrate();")]
    [InlineData("if (args.Contains(\"--migrate\")) { db.Database.Migrate(); return; }")]
    [InlineData("switch (args[0]) { case \"migrate\": db.Database.Migrate(); break; }")]
    [InlineData("if (Environment.GetCommandLineArgs().Length > 1) db.Database.Migrate();")]
    [InlineData("if (db.Database.ProviderName == \"Sqlite\") db.Database.EnsureCreated();")]
    [InlineData("if (!db.Database.GetMigrations().Any()) db.Database.EnsureCreated();")]
    [InlineData("foreach (var tenant in Tenants()) { db.Database.Migrate(); } int[] Tenants() => new int[1];")]
    [InlineData("Console.WriteLine(db.Database.GetPendingMigrations().Count());")]
    [InlineData("db.Database.EnsureDeleted();")]
    [InlineData("Console.WriteLine(db.Database.CanConnect());")]
    public Task What_is_asked_for_is_quiet(string code) => Verify($$"""
        var app = WebApplication.CreateBuilder(args).Build();
        var db = app.Services.GetRequiredService<Shop>();
        {{code}}
        app.Run();
        """);

    [Theory]
    [InlineData("class Tests(Shop db) { public void Setup() => db.Database.EnsureCreated(); }")]
    [InlineData("class TenantFactory(Shop db) { public void Create(IHost host) => db.Database.Migrate(); }")]
    [InlineData("static class Apps { public static void Seed(this WebApplication app) { if (app.Environment.IsDevelopment()) Prepare(app); } private static void Prepare(WebApplication app) => app.Services.GetRequiredService<Shop>().Database.Migrate(); }")]
    [InlineData("class Look { public void Migrate() { } public void Use(IHost host) => Migrate(); }")]
    [InlineData("class Database { public void EnsureCreated() { } } class Startup { public void Configure(IApplicationBuilder app) => new Database().EnsureCreated(); }")]
    public Task Places_that_nobody_starts_and_look_alikes_are_quiet(string code) => Verify(code);

    [Fact]
    public Task A_database_of_its_own_is_quiet() => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        #if DEBUG
        app.Services.GetRequiredService<Shop>().Database.EnsureCreated();
        #endif
        app.Run();

        {{Context}}
        """);

    [Fact]
    public Task A_tool_is_quiet()
    {
        var test = new VerifyCS.Test
        {
            TestCode = $$"""
                using System;
                using Microsoft.EntityFrameworkCore;

                new Shop(new DbContextOptions<Shop>()).Database.Migrate();

                {{Context}}
                """,
            ImplicitUsings = "",
        };
        test.SolutionTransforms.Add((solution, project) => solution.WithProjectAssemblyName(project, "Shop.Migrator"));
        return test.RunAsync();
    }

    [Fact]
    public Task Half_typed_code_does_not_throw() => Verify(
        """
        class Startup
        {
            public void Configure(IApplicationBuilder app, Shop db)
            {
                db.Database.{|#0:Migrate|}(;
                db.Database.Migrat();
            }
        }
        """.Replace("(;", "({|CS1026:;|}", StringComparison.Ordinal).Replace("Migrat()", "{|CS1061:Migrat|}()", StringComparison.Ordinal),
        Info.WithArguments("Migrate", AtStart, Rest, Deployment));
}
