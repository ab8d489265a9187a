using BackendGuardrails.Evidence.Endpoints;
using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Evidence.Migrations;
using BackendGuardrails.Migrations;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.BG6017;

/// <summary>What an instance needs before it answers, before and behind the fix. The schema is there: the deployment has made it.</summary>
[Collection(PostgresCollection.Name)]
public class SchemaAtStartTests(PostgresCluster cluster)
{
    private const string Answers = "answers";

    private const string Program = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDbContext<ShopContext>(options => options
            .UseNpgsql(builder.Configuration["Shop"])
            .ConfigureWarnings(warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning)));
        var app = builder.Build();
        using (var scope = app.Services.CreateScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
            db.Database.Migrate();
        }

        app.MapGet("/orders", (ShopContext db) => db.Orders.CountAsync());
        app.Run();

        public class Order { public int Id { get; set; } }

        public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options) { public DbSet<Order> Orders => Set<Order>(); }

        [DbContext(typeof(ShopContext)), Migration("20260101000000_First")]
        public class First : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
                "Orders", table => new { Id = table.Column<int>("integer", nullable: false) }, constraints: table => table.PrimaryKey("PK_Orders", order => order.Id));

            protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Orders");
        }
        """;

    [PostgresFact]
    public async Task An_instance_needs_rights_a_lock_and_time_and_behind_the_fix_none_of_them()
    {
        using var counters = DriverCounters.Start();
        var program = await FixedProgram.OfAsync(Program, new BG6017SchemaAtStartAnalyzer(), new BG6017SchemaAtStartCodeFix());
        Assert.Equal(1, program.Fixes);
        var owner = cluster.CreateDatabase();
        await (await StartAsync(program.Before, owner)).DisposeAsync();
        var clerk = await ClerkAsync(owner);

        var table = new EvidenceTable("BG6017", "An instance starts on PostgreSQL, its schema is there", "before", "after");
        table.Add("as an account that may read and write rows", await StartsAsync(program.Before, clerk), await StartsAsync(program.After, clerk));
        table.Add("while another instance applies its migrations", await StartsMeanwhileAsync(program.Before, owner), await StartsMeanwhileAsync(program.After, owner));
        table.Add("commands it sends before it answers", await CommandsAsync(program.Before), await CommandsAsync(program.After));
        table.VerifyPage();

        async Task<int> CommandsAsync(System.Reflection.Assembly half)
        {
            var earlier = counters.Commands;
            await (await StartAsync(half, owner)).DisposeAsync();
            return counters.Commands - earlier;
        }
    }

    [PostgresFact]
    public async Task In_development_the_schema_is_still_made()
    {
        var program = await FixedProgram.OfAsync(Program, new BG6017SchemaAtStartAnalyzer(), new BG6017SchemaAtStartCodeFix());
        await using var host = await StartAsync(program.After, cluster.CreateDatabase(), "--environment=Development");
        Assert.Equal("0", (await host.GetAsync("/orders")).Body);
    }

    private static Task<EndpointHost> StartAsync(System.Reflection.Assembly half, string connection, params string[] arguments) => EndpointHost.StartAsync(half, [$"--Shop={connection}", .. arguments]);

    /// <summary>An account as a service should have it.</summary>
    private static async Task<string> ClerkAsync(string owner)
    {
        await ExecuteAsync(owner, """
            CREATE ROLE clerk LOGIN;
            GRANT USAGE ON SCHEMA public TO clerk;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO clerk
            """);
        return new NpgsqlConnectionStringBuilder(owner) { Username = "clerk" }.ConnectionString;
    }

    private static async Task<string> StartsAsync(System.Reflection.Assembly half, string connection)
    {
        try
        {
            await using var host = await StartAsync(half, connection);
            var answer = await host.GetAsync("/orders");
            return answer.ToString() == "200 application/json 0" ? Answers : answer.ToString();
        }
        catch (PostgresException refused)
        {
            return $"does not start: {refused.SqlState} ({refused.MessageText})";
        }
    }

    /// <summary>The other instance holds the lock that EF Core takes, until somebody has seen what becomes of this one.</summary>
    private static async Task<string> StartsMeanwhileAsync(System.Reflection.Assembly half, string connection)
    {
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await other.OpenAsync();
        await using var migration = await other.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("""LOCK TABLE "__EFMigrationsHistory" IN ACCESS EXCLUSIVE MODE""", other, migration))
            await locking.ExecuteNonQueryAsync();

        var start = StartsAsync(half, connection);
        await using var observer = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await observer.OpenAsync();
        await using var blocked = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))", observer) { Parameters = { new() { Value = other.ProcessID } } };
        var waits = false;
        await Patience.UntilAsync(async () => (waits = (long)(await blocked.ExecuteScalarAsync())! > 0) || start.IsCompleted);
        await migration.RollbackAsync();
        var end = await start;
        return waits ? $"waits, and {end} when the other is done" : end;
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(sql, opened);
        await command.ExecuteNonQueryAsync();
    }
}
