using BackendGuardrails.Migrations;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6002RenameTests : MigrationRuleTests<BG6002RenameAnalyzer, BG6002RenameCodeFix>
{
    [Theory]
    [InlineData("""migrationBuilder.[|RenameColumn|](name: "Mail", table: "Customers", newName: "Email");""")]
    [InlineData("""migrationBuilder.[|RenameColumn|](newName: "Email", name: "Mail", schema: "crm", table: "Customers");""")]
    [InlineData("""migrationBuilder.[|RenameColumn|]("Mail", "Customers", "Email");""")]
    [InlineData("""migrationBuilder.[|RenameColumn|](name: "mail", table: "Customers", newName: "Mail");""")]
    [InlineData("""migrationBuilder.[|RenameTable|](name: "Customers", newName: "Clients");""")]
    [InlineData("""migrationBuilder.[|RenameTable|](name: "Customers", schema: "crm", newName: "Customers", newSchema: "sales");""")]
    [InlineData("""migrationBuilder.[|RenameTable|](name: "Customers", newSchema: "sales");""")]
    [InlineData("""migrationBuilder.[|RenameTable|](name: "Customers", newName: "Clients"); migrationBuilder.RenameIndex(name: "IX_Customers_Mail", table: "Clients", newName: "IX_Clients_Mail");""")]
    [InlineData("""migrationBuilder.DropPrimaryKey("PK", "Customers"); migrationBuilder.[|RenameTable|]("Customers", null, "Clients"); migrationBuilder.AddPrimaryKey("PK_Clients", "Clients", "Id");""")]
    [InlineData("""foreach (var (from, to) in new[] { ("A", "B") }) migrationBuilder.[|RenameTable|](from, newName: to);""")]
    [InlineData("""migrationBuilder.[|Rename|]("Customers", "Mail", "Email");""")]
    [InlineData("""migrationBuilder.[|RenameColumn|](name: "Mail", table: "Customers", newName: "Email").Annotation("X", 1);""")]
    [InlineData("""migrationBuilder.Sql("CREATE VIEW active AS SELECT 1"); migrationBuilder.[|RenameTable|](name: "Customers", newName: "Clients");""")]
    [InlineData("""migrationBuilder.AlterColumn<string>("A", "B", type: "nvarchar(max)", nullable: true); migrationBuilder.[|RenameColumn|](name: "Mail", table: "Customers", newName: "Email");""")]
    public Task A_rename_is_reported(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.RenameIndex(name: "IX_A", table: "Customers", newName: "IX_B");""")]
    [InlineData("""migrationBuilder.RenameSequence(name: "A", newName: "B");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.RenameColumn(name: "Total", table: "Orders", newName: "Sum");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.RenameTable(name: "Orders", newName: "Bookings");""")]
    [InlineData("""migrationBuilder.AddColumn<int>("A", "Orders", nullable: true); migrationBuilder.RenameColumn(name: "A", table: "Orders", newName: "B");""")]
    [InlineData("""migrationBuilder.RenameTable(name: "Customers", newName: "Customers", newSchema: "public");""")]
    [InlineData("""migrationBuilder.RenameTable(name: "Customers", newName: "Clients"); migrationBuilder.Sql("CREATE VIEW \"Customers\" AS SELECT * FROM \"Clients\"");""")]
    [InlineData("""migrationBuilder.RenameTable(name: "Customers", newName: "Clients"); migrationBuilder.Sql("create or replace view public.Customers as select * from Clients");""")]
    [InlineData("""migrationBuilder.RenameTable(name: "Customers", newName: "Clients"); migrationBuilder.Sql("CREATE SYNONYM dbo.Customers FOR dbo.Clients");""")]
    [InlineData("""migrationBuilder.AddColumn<string>("A", "B", type: "nvarchar(max)", nullable: true); migrationBuilder.RenameColumn(name: "mail", table: "Customers", newName: "Mail");""")]
    [InlineData("""migrationBuilder.AddColumn<string>("A", "B", type: "nvarchar(max)", nullable: true); migrationBuilder.RenameTable(name: "Customers", newName: "Customers", newSchema: "dbo");""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>("A", "B", type: "TEXT", nullable: true); migrationBuilder.RenameTable(name: "Users", schema: "jellyfin", newName: "Users");""")]
    [InlineData("""void Unused() => migrationBuilder.RenameTable(name: "Customers", newName: "Clients");""")]
    [InlineData("""migrationBuilder.Sql("ALTER TABLE a RENAME TO b");""")]
    public Task What_keeps_its_name_is_fine(string up) => Verify(up);

    [Fact]
    public Task Down_may_rename() => VerifyFile(MigrationCode.Of("", """migrationBuilder.RenameColumn(name: "Email", table: "Customers", newName: "Mail");"""));

    [Fact]
    public Task A_folder_of_generated_code_is_read() => VerifyGenerated(MigrationCode.Of("""migrationBuilder.[|RenameColumn|](name: "Mail", table: "Customers", newName: "Email");"""));

    [Fact]
    public Task Whether_it_happens_may_be_open() => VerifyInfo("""if (DateTime.Now.Year > 2030) migrationBuilder.{|#0:RenameTable|}(name: "A", newName: "B");""");

    [Fact]
    public Task The_message_names_both() => VerifyMessage(
        """migrationBuilder.{|#0:RenameColumn|}(name: "Mail", table: "Customers", newName: "Email");""", DiagnosticSeverity.Warning,
        "Customers.Mail", "renamed to", "Email", "; PostgreSQL takes ACCESS EXCLUSIVE on the table for a moment, behind every running query and in front of all new ones");

    [Fact]
    public Task A_move_names_the_schema() => VerifyMessage(
        """migrationBuilder.{|#0:RenameTable|}(name: "Customers", newName: "Customers", newSchema: "crm"); migrationBuilder.AddColumn<string>("A", "B", type: "nvarchar(10)", nullable: true);""", DiagnosticSeverity.Warning,
        "Customers", "moved to the schema", "crm", "; SQL Server takes a Sch-M lock on the table for a moment, behind every running query and in front of all new ones");

    [Theory]
    [InlineData("20260114093000_Change", "20260114093000_Change", "/0/Change.cs")]
    [InlineData("20260114093000_Change", null, "/0/20260114093000_Change.cs")]
    public Task What_is_not_after_the_last_one_is_left_as_it_is(string last, string? designer, string path) => VerifyAfter(last, """migrationBuilder.RenameTable(name: "A", newName: "B");""", designer, path);

    [Fact]
    public Task Each_is_acknowledged_by_itself_and_not_by_Fix_all()
    {
        var after = MigrationCode.Of("""
            @@disable
            migrationBuilder.RenameTable(name: "A", newName: "B"); // Now.
            @@restore
            @@disable
            migrationBuilder.RenameColumn(
                name: "Mail",
                table: "Customers",
                newName: "Email");
            @@restore
            """)
            .Replace("            @@disable", "#pragma warning disable BG6002 // No instance of the previous release runs while this is deployed: …", StringComparison.Ordinal)
            .Replace("            @@restore", "#pragma warning restore BG6002", StringComparison.Ordinal);
        return GuardrailVerifier<BG6002RenameAnalyzer, BG6002RenameCodeFix>.VerifyCodeFixAsync(
            MigrationCode.Of("""
                migrationBuilder.[|RenameTable|](name: "A", newName: "B"); // Now.
                migrationBuilder.[|RenameColumn|](
                    name: "Mail",
                    table: "Customers",
                    newName: "Email");
                """), after);
    }
}
