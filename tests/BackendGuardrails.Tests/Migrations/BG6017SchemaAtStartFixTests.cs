using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Migrations.BG6017SchemaAtStartAnalyzer, BackendGuardrails.Migrations.BG6017SchemaAtStartCodeFix>;

namespace BackendGuardrails.Tests.Migrations;

public class BG6017SchemaAtStartFixTests
{
    private static string Program(string code) => $$"""
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        {{code}}
        app.Run();

        {{BG6017SchemaAtStartTests.Context}}
        """;

    [Fact]
    public Task It_is_done_in_development_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        Program("""
            using (var scope = app.Services.CreateScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<Shop>();
                // Tables first.
                db.Database.[|Migrate|](); // all of them
                db.SaveChanges();
            }

            await app.Services.GetRequiredService<Shop>().Database.[|MigrateAsync|]();
            """),
        Program("""
            using (var scope = app.Services.CreateScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<Shop>();
                // Tables first.
                if (app.Environment.IsDevelopment())
                {
                    db.Database.Migrate(); // all of them
                }
                db.SaveChanges();
            }

            if (app.Environment.IsDevelopment())
            {
                await app.Services.GetRequiredService<Shop>().Database.MigrateAsync();
            }
            """));

    [Fact]
    public Task The_namespace_is_imported_where_it_is_missing() => new VerifyCS.Test
    {
        TestCode = $$"""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.EntityFrameworkCore;

            class Startup
            {
                public void Configure(IApplicationBuilder app, IWebHostEnvironment environment, Shop db)
                {
                    db.Database.[|Migrate|]();
                }
            }

            {{BG6017SchemaAtStartTests.Context}}
            """,
        FixedCode = $$"""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.EntityFrameworkCore;
            using Microsoft.Extensions.Hosting;

            class Startup
            {
                public void Configure(IApplicationBuilder app, IWebHostEnvironment environment, Shop db)
                {
                    if (environment.IsDevelopment())
                    {
                        db.Database.Migrate();
                    }
                }
            }

            {{BG6017SchemaAtStartTests.Context}}
            """,
        ImplicitUsings = "",
    }.RunAsync();

    [Theory]
    [InlineData("var made = app.Services.GetRequiredService<Shop>().Database.[|EnsureCreated|](); Console.WriteLine(made);")]
    [InlineData("Prepare(app.Services.GetRequiredService<Shop>()); static void Prepare(Shop db) => db.Database.[|Migrate|]();")]
    [InlineData("if (args is null || app.Services.GetRequiredService<Shop>().Database.[|EnsureCreated|]()) return;")]
    public Task A_result_that_is_used_is_left(string code) => VerifyCS.VerifyNoCodeFixAsync(Program(code));

    [Fact]
    public Task A_context_has_no_environment() => VerifyCS.VerifyNoCodeFixAsync("""
        using Microsoft.EntityFrameworkCore;

        class Shop : DbContext
        {
            public Shop() { Database.[|EnsureCreated|](); }
        }
        """);

    /// <summary>dotnet format asks for the action of the first report, and without a name where that one is offered none; the harness does the same.</summary>
    [Fact]
    public Task Fix_all_begins_with_a_report_that_has_no_fix() => new VerifyCS.Test
    {
        TestCode = Program("""
            if (args is null || app.Services.GetRequiredService<Shop>().Database.[|EnsureCreated|]())
                return;
            app.Services.GetRequiredService<Shop>().Database.[|Migrate|]();
            """),
        FixedCode = Program("""
            if (args is null || app.Services.GetRequiredService<Shop>().Database.[|EnsureCreated|]())
                return;
            if (app.Environment.IsDevelopment())
            {
                app.Services.GetRequiredService<Shop>().Database.Migrate();
            }
            """),
        FixedState = { MarkupHandling = MarkupMode.Allow },
    }.RunAsync();
}
