using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Migrations.BG6011MachineDefaultAnalyzer, BackendGuardrails.Migrations.BG6011MachineDefaultCodeFix>;

namespace BackendGuardrails.Tests.Migrations;

public class BG6011MachineDefaultTests : MigrationRuleTests<BG6011MachineDefaultAnalyzer, BG6011MachineDefaultCodeFix>
{
    private static string Model(string code, string members = "") => $$"""
        using Microsoft.EntityFrameworkCore;

        public class Role
        {
            public Role() { }
            public Role(Guid id) => Id = id;
            public Guid Id { get; set; }
            public DateTime At { get; set; }
            public DateTimeOffset Since { get; set; }
            public string Secret { get; set; } = "";
        }

        public class Shop : DbContext
        {
            {{members}}
            protected override void OnModelCreating(ModelBuilder model)
            {
                var role = model.Entity<Role>();
                {{code}}
            }
        }

        public static class BCrypt { public static string HashPassword(string text) => text; }
        """;

    [Theory]
    [InlineData("DateTime", "[|DateTime.UtcNow|]")]
    [InlineData("DateTime", "[|DateTime.Now|]")]
    [InlineData("DateTime", "[|DateTime.Today|]")]
    [InlineData("DateTime", "[|DateTime.UtcNow.AddDays(-1)|]")]
    [InlineData("DateTimeOffset", "[|DateTimeOffset.UtcNow|]")]
    [InlineData("DateOnly", "[|DateOnly.FromDateTime(DateTime.UtcNow)|]")]
    [InlineData("Guid", "[|Guid.NewGuid()|]")]
    [InlineData("string", "[|Guid.NewGuid().ToString()|]")]
    [InlineData("DateTimeOffset", "[|TimeProvider.System.GetUtcNow()|]")]
    [InlineData("int", "[|new Random().Next()|]")]
    public Task A_default_of_a_migration_is_reported(string type, string value) => Verify($$"""
        migrationBuilder.AddColumn<{{type}}>(name: "A", table: "Orders", nullable: false, defaultValue: {{value}});
        migrationBuilder.AlterColumn<{{type}}>(defaultValue: {{value}}, name: "A", table: "Orders", nullable: false, oldClrType: typeof({{type}}));
        migrationBuilder.CreateTable(name: "T", columns: table => new { A = table.Column<{{type}}>(nullable: false, defaultValue: {{value}}) });
        """);

    [Fact]
    public Task A_local_is_followed() => Verify("""var now = DateTime.UtcNow; migrationBuilder.AddColumn<DateTime>(name: "A", table: "Orders", nullable: false, defaultValue: [|now|]);""");

    [Theory]
    [InlineData("role.Property(r => r.At).HasDefaultValue([|DateTime.UtcNow|]);")]
    [InlineData("role.Property(r => r.Id).ValueGeneratedOnAdd().HasDefaultValue([|Guid.NewGuid()|]).HasComment(\"x\");")]
    [InlineData("role.Property<DateTimeOffset>(\"Since\").HasDefaultValue(value: [|DateTimeOffset.Now|]);")]
    [InlineData("var now = DateTime.UtcNow; role.Property(r => r.At).HasDefaultValue([|now|]);")]
    [InlineData("role.HasData(new Role { Id = [|Guid.NewGuid()|] });")]
    [InlineData("role.HasData(new { Id = new Guid(\"5bf2a3a1-1f1d-4a5f-9f5c-2f1b5a0a3f11\"), At = [|DateTime.UtcNow|] });")]
    [InlineData("role.HasData(new Role([|Guid.NewGuid()|]));")]
    [InlineData("role.HasData(new[] { new Role { At = [|DateTime.Now|].AddDays(1), Id = Guid.NewGuid() } });")]
    [InlineData("role.HasData(new List<Role> { new() { Since = [|DateTimeOffset.UtcNow|] } });")]
    [InlineData("var admin = new Role { Id = [|Guid.NewGuid()|] }; role.HasData(admin);")]
    [InlineData("var roles = new List<Role>(); for (var i = 0; i < 3; i++) roles.Add(new Role { Id = [|Guid.NewGuid()|] }); role.HasData(roles);")]
    [InlineData("role.HasData(new Role { Secret = [|BCrypt.HashPassword(\"x\")|] });")]
    [InlineData("model.Entity(\"Other\", other => other.HasData(new { Id = [|Guid.CreateVersion7()|] }));")]
    public Task A_value_of_the_model_is_reported(string code) => VerifyCS.VerifyAnalyzerAsync(Model(code), []);

    [Fact]
    public Task A_field_is_followed() => VerifyCS.VerifyAnalyzerAsync(Model("role.HasData(new Role { Id = Admin });", "private static readonly Guid Admin = [|Guid.NewGuid()|];"));

    [Theory]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "A", table: "Orders", nullable: false, defaultValue: new DateTime(2024, 1, 1));""")]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "A", table: "Orders", nullable: false, defaultValueSql: "now()");""")]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "A", table: "Orders", nullable: false, defaultValue: DateTime.MinValue);""")]
    [InlineData("""migrationBuilder.AddColumn<Guid>(name: "A", table: "Orders", nullable: false, defaultValue: new Guid("5bf2a3a1-1f1d-4a5f-9f5c-2f1b5a0a3f11"));""")]
    [InlineData("""migrationBuilder.InsertData("Orders", "At", DateTime.UtcNow);""")]
    [InlineData("""migrationBuilder.Sql($"SELECT '{DateTime.UtcNow:O}'");""")]
    [InlineData("""var now = DateTime.UtcNow; migrationBuilder.AddColumn<int>(name: "A", table: "Orders", nullable: true);""")]
    public Task Constants_and_the_databases_own_are_fine(string up) => Verify(up);

    [Theory]
    [InlineData("role.Property(r => r.At).HasDefaultValueSql(\"now()\");")]
    [InlineData("role.Property(r => r.At).HasDefaultValue(new DateTime(2024, 1, 1));")]
    [InlineData("role.Property(r => r.At).HasDefaultValue(DateTime.MinValue);")]
    [InlineData("role.Property(r => r.Id).HasDefaultValue(Guid.Empty);")]
    [InlineData("role.HasData(new Role { Id = new Guid(\"5bf2a3a1-1f1d-4a5f-9f5c-2f1b5a0a3f11\"), At = new DateTime(2024, 1, 1) });")]
    [InlineData("var started = DateTime.UtcNow; role.HasData(new Role { Id = Guid.Empty });")]
    [InlineData("role.HasQueryFilter(r => r.At < DateTime.UtcNow);")]
    [InlineData("role.Property(r => r.At).HasValueGenerator((property, type) => throw new Exception(DateTime.UtcNow.ToString()));")]
    [InlineData("HasData(new Role { Id = Guid.NewGuid() }); void HasData(Role first) { }")]
    [InlineData("var roles = new List<Role> { new() { Id = Guid.NewGuid() } }; Console.WriteLine(roles.Count);")]
    public Task A_model_of_constants_is_fine(string code) => VerifyCS.VerifyAnalyzerAsync(Model(code));

    [Fact]
    public Task The_message_of_a_migration() => VerifyMessage(
        """migrationBuilder.AddColumn<Guid>(name: "A", table: "Orders", schema: "sales", nullable: false, defaultValue: {|#0:Guid.NewGuid()|});""", DiagnosticSeverity.Warning,
        "Guid.NewGuid()", "once, when the migration runs or its script is written: all rows of 'sales.Orders' get that one value, those to come as well", "have the database compute it, with 'defaultValueSql'");

    [Fact]
    public Task Down_is_not_looked_at() => VerifyFile(MigrationCode.Of("", """migrationBuilder.AddColumn<Guid>(name: "A", table: "Orders", defaultValue: Guid.NewGuid());"""));

    [Fact]
    public Task The_database_computes_it_and_by_Fix_all() => VerifyFix(
        """
        migrationBuilder.AddColumn<DateTime>(
            name: "At",
            table: "Orders",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: [|DateTime.UtcNow|]); // now
        migrationBuilder.AddColumn<Guid>(name: "Key", table: "Orders", type: "uuid", nullable: false, defaultValue: [|Guid.NewGuid()|]);
        """,
        """
        migrationBuilder.AddColumn<DateTime>(
            name: "At",
            table: "Orders",
            type: "timestamp with time zone",
            nullable: false,
            defaultValueSql: "CURRENT_TIMESTAMP"); // now
        migrationBuilder.AddColumn<Guid>(name: "Key", table: "Orders", type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()");
        """);

    [Fact]
    public Task The_model_asks_the_database() => VerifyCS.VerifyCodeFixAsync(
        Model("role.Property(r => r.At)\n            // when\n            .HasDefaultValue([|DateTime.UtcNow|]);\n        role.Property(r => r.Id).HasDefaultValue([|Guid.NewGuid()|]);"),
        Model("role.Property(r => r.At)\n            // when\n            .HasDefaultValueSql(\"CURRENT_TIMESTAMP\");\n        role.Property(r => r.Id).HasDefaultValueSql(\"gen_random_uuid()\");"));

    [Theory]
    [InlineData("role.Property(r => r.At).HasDefaultValue([|DateTime.UtcNow.AddDays(1)|]);")]
    [InlineData("role.HasData(new Role { Id = [|Guid.NewGuid()|] });")]
    public Task What_only_the_author_knows_is_left(string code) => VerifyCS.VerifyNoCodeFixAsync(Model(code));
}
