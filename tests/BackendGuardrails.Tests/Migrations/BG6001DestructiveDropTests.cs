using BackendGuardrails.Migrations;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6001DestructiveDropTests : MigrationRuleTests<BG6001DestructiveDropAnalyzer, BG6001DestructiveDropCodeFix>
{
    [Theory]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Total", table: "Orders");""")]
    [InlineData("""migrationBuilder.[|DropColumn|](table: "Orders", schema: "sales", name: "Total");""")]
    [InlineData("""migrationBuilder.[|DropColumn|]("Total", "Orders", "sales");""")]
    [InlineData("""migrationBuilder.[|DropTable|](name: "Orders");""")]
    [InlineData("""migrationBuilder.[|DropTable|](name: "Orders", schema: "sales");""")]
    [InlineData("""migrationBuilder.[|DropSchema|](name: "archive");""")]
    [InlineData("""migrationBuilder.DropForeignKey(name: "FK_Orders_Customers_CustomerId", table: "Orders"); migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders"); migrationBuilder.[|DropColumn|](name: "CustomerId", table: "Orders");""")]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Total", table: "Orders").Annotation("SqlServer:IsTemporal", true);""")]
    [InlineData("""migrationBuilder.[|DropTable|](name: "Orders"); migrationBuilder.CreateTable(name: "Orders", columns: table => new { Id = table.Column<int>(nullable: false) });""")]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Total", table: "Orders"); migrationBuilder.AddColumn<long>(name: "Total", table: "Orders", type: "bigint", nullable: true);""")]
    [InlineData("""foreach (var table in new[] { "A" }) { migrationBuilder.[|DropTable|](table); }""")]
    [InlineData("""Drop("Orders"); void Drop(string table) => migrationBuilder.[|DropTable|](table);""")]
    [InlineData("""foreach (var table in Environment.GetCommandLineArgs()) migrationBuilder.[|DropTable|](table);""")]
    [InlineData("""migrationBuilder.Sql("INSERT INTO archive SELECT * FROM \"Orders\""); migrationBuilder.[|DropTable|]("Orders");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.[|DropTable|]("Orders");""")]
    [InlineData("""MigrationBuilder builder = migrationBuilder; builder.[|DropTable|]("Orders");""")]
    public Task What_is_dropped_is_reported(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.DropIndex(name: "IX_Orders_Number", table: "Orders");""")]
    [InlineData("""migrationBuilder.DropForeignKey(name: "FK", table: "Orders");""")]
    [InlineData("""migrationBuilder.DropPrimaryKey(name: "PK_Orders", table: "Orders");""")]
    [InlineData("""migrationBuilder.DropUniqueConstraint(name: "AK", table: "Orders");""")]
    [InlineData("""migrationBuilder.DropCheckConstraint(name: "CK", table: "Orders");""")]
    [InlineData("""migrationBuilder.DropSequence(name: "OrderNumbers");""")]
    [InlineData("""migrationBuilder.DeleteData(table: "Countries", keyColumn: "Id", keyValue: 1);""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "A", table: "Orders", nullable: true); migrationBuilder.DropColumn(name: "A", table: "Orders");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.DropColumn(name: "Total", table: "Orders"); migrationBuilder.DropTable("Orders");""")]
    [InlineData("""void Unused() { migrationBuilder.DropTable("Orders"); }""")]
    [InlineData("")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", type: "text", nullable: true, oldClrType: typeof(string), oldType: "varchar(20)");""")]
    public Task What_loses_nothing_is_fine(string up) => Verify(up);

    [Fact]
    public Task Down_may_drop() => VerifyFile(MigrationCode.Of("""migrationBuilder.AddColumn<int>(name: "A", table: "Orders", nullable: true);""", """migrationBuilder.DropColumn(name: "A", table: "Orders"); migrationBuilder.DropTable("B"); migrationBuilder.DropSchema("c");"""));

    [Fact]
    public Task A_pair_that_looks_like_a_rename_belongs_to_another_rule() => VerifyFile(MigrationCode.Of(
        """migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""",
        """migrationBuilder.DropColumn(name: "Email", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", type: "text", nullable: true);"""));

    [Fact]
    public Task What_a_helper_drops_is_reported_where_the_migration_calls_it() => VerifyFile(MigrationCode.Of("migrationBuilder.{|#0:DropAudit|}(\"Orders\");", others: MigrationCode.Helpers)
        .Replace("{|#0:DropAudit|}", "[|[|DropAudit|]|]", StringComparison.Ordinal));

    [Fact]
    public Task A_method_of_the_migration_is_read() => VerifyFile(MigrationCode.Of("Change_it(migrationBuilder);", members: "private static void Change_it(MigrationBuilder builder) => builder.[|DropTable|](\"Orders\");"));

    [Fact]
    public Task A_folder_of_generated_code_is_read() => VerifyGenerated(MigrationCode.Of("migrationBuilder.[|DropTable|](\"Orders\");"));

    [Fact]
    public Task Whether_it_happens_may_be_open() => VerifyInfo("if (DateTime.Now.Year > 2030) migrationBuilder.{|#0:DropTable|}(\"Orders\");");

    [Fact]
    public Task PostgreSQL_locks() => VerifyMessage(
        """migrationBuilder.{|#0:DropColumn|}(name: "Total", table: "Orders", schema: "sales");""", DiagnosticSeverity.Warning,
        "sales.Orders.Total", "; PostgreSQL takes ACCESS EXCLUSIVE on the table for a moment, behind every running query and in front of all new ones");

    [Fact]
    public Task SQL_Server_locks() => VerifyMessage(
        """migrationBuilder.{|#0:DropTable|}(name: "Orders"); migrationBuilder.AddColumn<string>(name: "A", table: "B", type: "nvarchar(max)", nullable: true);""", DiagnosticSeverity.Warning,
        "Orders", "; SQL Server takes a Sch-M lock on the table for a moment, behind every running query and in front of all new ones");

    [Fact]
    public Task Other_databases_are_not_said_to_lock() => VerifyMessage(
        """migrationBuilder.{|#0:DropTable|}(name: "Orders"); migrationBuilder.AddColumn<string>(name: "A", table: "B", type: "longtext", nullable: true).Annotation("MySql:CharSet", "utf8mb4");""", DiagnosticSeverity.Warning, "Orders", "");

    [Theory]
    [InlineData("20260114093000_Change", "20260114093000_Change", "/0/Change.cs")]
    [InlineData("20260201", "20260114093000_Change", "/0/Change.cs")]
    [InlineData("20260114093000_Change", null, "/0/20260114093000_Change.cs")]
    [InlineData("20260201000000_Later", null, "/0/20260114093000_Change.cs")]
    [InlineData("20260201000000_Later", null, "/0/Change.cs")]
    public Task What_is_not_after_the_last_one_is_left_as_it_is(string last, string? designer, string path) => VerifyAfter(last, "migrationBuilder.DropTable(\"Orders\");", designer, path);

    [Theory]
    [InlineData("20260113093000_Before", "20260114093000_Change", "/0/Change.cs")]
    [InlineData("20251231", null, "/0/20260114093000_Change.cs")]
    public Task What_is_after_the_last_one_is_reported(string last, string? designer, string path) => VerifyAfter(last, "migrationBuilder.[|DropTable|](\"Orders\");", designer, path);

    [Theory]
    [InlineData("""migrationBuilder.RenameTable(name: "Orders", newName: "Orders_obsolete");""", "BG6002", """migrationBuilder.DropTable("Orders_obsolete");""")]
    [InlineData("""migrationBuilder.RenameColumn(name: "Total", table: "Orders", newName: "Total_obsolete");""", "BG6002", """migrationBuilder.DropColumn("Total_obsolete", "Orders");""")]
    [InlineData("""migrationBuilder.DropColumn("Total", "Orders");""", "BG6001", """migrationBuilder.DropColumn("Total", "Orders");""")]
    [InlineData("""migrationBuilder.RenameTable(name: "Orders", newName: "Orders_obsolete");""", "BG6003", """migrationBuilder.[|DropTable|]("Orders_obsolete");""")]
    [InlineData("""migrationBuilder.RenameTable(name: "Orders", newName: "Old");""", "BG6002", """migrationBuilder.[|DropTable|]("Orders_obsolete");""")]
    public async Task What_an_earlier_migration_has_acknowledged_is_fine(string earlier, string id, string up)
    {
        var test = new GuardrailVerifier<BG6001DestructiveDropAnalyzer, BG6001DestructiveDropCodeFix>.Test();
        var first = MigrationCode.Of($"\n#pragma warning disable {id} // The code stopped using it in release 4\n{earlier}\n#pragma warning restore {id}\n").Replace("class Change", "class First", StringComparison.Ordinal);
        test.TestState.Sources.Add(("/0/20250101000000_First.cs", first));
        test.TestState.Sources.Add(("/0/20260114093000_Change.cs", MigrationCode.Of(up)));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("class Change { void Up(Builder migrationBuilder) => migrationBuilder.DropTable(\"Orders\"); } class Builder { public void DropTable(string name) { } }")]
    [InlineData("namespace FluentMigrator { abstract class Migration { public abstract void Up(); } class Change : Migration { public override void Up() => DropTable(\"Orders\"); void DropTable(string name) { } } }")]
    [InlineData("class Tool { void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(\"Orders\"); }")]
    [InlineData("class Snapshot : Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot { protected override void BuildModel(Microsoft.EntityFrameworkCore.ModelBuilder modelBuilder) { } }")]
    public Task What_only_looks_like_a_migration_is_fine(string source) => VerifyFile(source);

    [Theory]
    [InlineData("public class Change : Microsoft.EntityFrameworkCore.Migrations.Migration { protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.[|DropTable|](\"Orders\"); }")]
    [InlineData("public class Own<T> : Microsoft.EntityFrameworkCore.Migrations.Migration { protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) => b.[|DropTable|](typeof(T).Name); } public class Change : Own<string> { }")]
    [InlineData("class Outer { class Change : Microsoft.EntityFrameworkCore.Migrations.Migration { protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder b) { Action drop = () => b.[|DropTable|](\"Orders\"); drop(); } } }")]
    public Task Migrations_are_written_in_many_ways(string source) => VerifyFile(source);

    [Fact]
    public Task The_author_acknowledges_it() => VerifyFix(
        """
        migrationBuilder.AddColumn<string>(name: "A", table: "Orders", nullable: true);

        // The old one.
        migrationBuilder.[|DropColumn|](
            name: "Total",
            table: "Orders");
        """,
        """
        migrationBuilder.AddColumn<string>(name: "A", table: "Orders", nullable: true);

        // The old one.
        @@disable
        migrationBuilder.DropColumn(
            name: "Total",
            table: "Orders");
        @@restore
        """);

    [Fact]
    public Task Each_is_acknowledged_by_itself_and_not_by_Fix_all() => VerifyFix(
        """
        migrationBuilder.[|DropTable|](
            name: "Orders");

        migrationBuilder.[|DropTable|]("Customers");
        """,
        """
        @@disable
        migrationBuilder.DropTable(
            name: "Orders");
        @@restore

        @@disable
        migrationBuilder.DropTable("Customers");
        @@restore
        """);

    private static Task VerifyFix(string up, string fixedUp)
    {
        var after = MigrationCode.Of(fixedUp)
            .Replace("            @@disable", "#pragma warning disable BG6001 // The code stopped using it in release …", StringComparison.Ordinal)
            .Replace("            @@restore", "#pragma warning restore BG6001", StringComparison.Ordinal);
        return GuardrailVerifier<BG6001DestructiveDropAnalyzer, BG6001DestructiveDropCodeFix>.VerifyCodeFixAsync(MigrationCode.Of(up), after);
    }

    private const string Row = """b.Property<int>("GroupId"); b.Property<int>("MemberId"); b.Property<int?>("UserId"); b.HasKey("GroupId", "MemberId"); b.HasIndex("UserId"); b.ToTable("GroupMembers");""";

    private const string Stray = """b.HasOne("Shop.Group", "Group").WithMany().HasForeignKey("GroupId"); b.HasOne("Shop.User", null).WithMany("Groups").HasForeignKey("UserId");""";

    private const string Drops = """migrationBuilder.DropForeignKey(name: "FK_GroupMembers_Users_UserId", table: "GroupMembers"); migrationBuilder.DropIndex(name: "IX_GroupMembers_UserId", table: "GroupMembers"); migrationBuilder.{|#0:DropColumn|}(name: "UserId", table: "GroupMembers");""";

    [Theory]
    [InlineData(Row, Stray, Drops, DiagnosticSeverity.Info)]
    [InlineData(Row, """b.HasOne("Shop.User", "User").WithMany("Groups").HasForeignKey("UserId");""", Drops, DiagnosticSeverity.Warning)]
    [InlineData("""b.Property<int>("Id"); b.Property<int?>("UserId"); b.HasKey("Id"); b.ToTable("GroupMembers");""", Stray, Drops, DiagnosticSeverity.Warning)]
    [InlineData("""b.Property<int>("GroupId"); b.Property<int>("UserId"); b.HasKey("GroupId", "UserId"); b.ToTable("GroupMembers");""", Stray, Drops, DiagnosticSeverity.Warning)]
    [InlineData("""b.Property<int>("GroupId"); b.Property<int>("MemberId"); b.Property<int>("UserId"); b.HasKey("GroupId", "MemberId"); b.ToTable("GroupMembers");""", Stray, Drops, DiagnosticSeverity.Warning)]
    [InlineData(Row, Stray, """migrationBuilder.DropIndex(name: "IX_GroupMembers_UserId", table: "GroupMembers"); migrationBuilder.{|#0:DropColumn|}(name: "UserId", table: "GroupMembers");""", DiagnosticSeverity.Warning)]
    [InlineData(Row, Stray, Drops + """ migrationBuilder.AddColumn<string>(name: "UserName", table: "GroupMembers", nullable: true);""", DiagnosticSeverity.Warning)]
    public async Task A_third_key_beside_the_two_of_a_joining_row_that_nothing_leads_to_was_a_mistake(string row, string relations, string up, DiagnosticSeverity severity)
    {
        var test = new GuardrailVerifier<BG6001DestructiveDropAnalyzer, BG6001DestructiveDropCodeFix>.Test();
        var model = $$"""modelBuilder.Entity("Shop.GroupMember", b => { {{row}} }); modelBuilder.Entity("Shop.GroupMember", b => { {{relations}} });""";
        test.TestState.Sources.Add(("/0/20250101000000_First.cs", MigrationCode.Of("""migrationBuilder.Sql("SELECT 1");""").Replace("class Change", "class First", StringComparison.Ordinal)));
        test.TestState.Sources.Add(("/0/20250101000000_First.Designer.cs", MigrationCode.Designer("20250101000000_First", model).Replace("class Change", "class First", StringComparison.Ordinal)));
        test.TestState.Sources.Add(("/0/20260114093000_Change.cs", MigrationCode.Of(up)));
        test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult("BG6001", severity).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));
        await test.RunAsync();
    }
}
