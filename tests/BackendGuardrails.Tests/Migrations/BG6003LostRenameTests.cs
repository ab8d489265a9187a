using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6003LostRenameTests : MigrationRuleTests<BG6003LostRenameAnalyzer, BG6003LostRenameCodeFix>
{
    private const string Down = """migrationBuilder.DropColumn(name: "Email", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", type: "text", nullable: true);""";
    private const string Both = """migrationBuilder.[|DropColumn|](name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""";

    [Theory]
    [InlineData(Both, Down)]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true); migrationBuilder.[|DropColumn|](name: "Mail", table: "Customers");""", Down)]
    [InlineData("""migrationBuilder.[|DropColumn|]("Mail", "Customers"); migrationBuilder.AddColumn<string>("Email", "Customers", "text", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.[|DropColumn|](table: "Customers", name: "Mail"); migrationBuilder.AddColumn<string>(nullable: false, defaultValue: "", table: "Customers", name: "Email", type: "text");""", Down)]
    [InlineData("""migrationBuilder.DropIndex("IX", "Customers"); migrationBuilder.[|DropColumn|](name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "character varying(20)", maxLength: 20, nullable: true); migrationBuilder.CreateIndex("IX2", "Customers", "Email");""", Down)]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Total", table: "Orders"); migrationBuilder.AddColumn<decimal>(name: "Amount", table: "Orders", type: "decimal(18,2)", nullable: false, defaultValue: 0m);""", """migrationBuilder.DropColumn(name: "Amount", table: "Orders"); migrationBuilder.AddColumn<decimal>(name: "Total", table: "Orders", type: "decimal(18,2)", nullable: false, defaultValue: 0m);""")]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Total", table: "Orders"); migrationBuilder.AddColumn<decimal>(name: "Amount", table: "Orders", nullable: true);""", """migrationBuilder.AddColumn<decimal>(name: "Total", table: "Orders", nullable: true);""")]
    [InlineData(Both + """migrationBuilder.DropColumn(name: "A", table: "Other"); migrationBuilder.AddColumn<int>(name: "B", table: "Third", nullable: true);""", Down)]
    [InlineData(Both + """migrationBuilder.Sql("UPDATE \"Orders\" SET \"A\" = 1");""", Down)]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Mail", schema: "crm", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", schema: "crm", table: "Customers", type: "nvarchar(max)", nullable: true);""", """migrationBuilder.AddColumn<string>(name: "Mail", schema: "crm", table: "Customers", type: "nvarchar(max)", nullable: true);""")]
    [InlineData("""const string Table = "Customers"; migrationBuilder.[|DropColumn|](name: "Mail", table: Table); migrationBuilder.AddColumn<string>(name: "Email", table: Table, type: "text", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true).Annotation("Npgsql:Comment", "x");""", Down)]
    public Task A_column_that_goes_and_one_that_comes_are_reported(string up, string down) => VerifyFile(MigrationCode.Of(up, down));

    [Theory]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<int>(name: "Score", table: "Customers", type: "integer", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true); migrationBuilder.AddColumn<string>(name: "Phone", table: "Customers", type: "text", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.DropColumn(name: "Fax", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true); migrationBuilder.Sql("UPDATE \"Customers\" SET \"Email\" = \"Mail\""); migrationBuilder.DropColumn(name: "Mail", table: "Customers");""", Down)]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true); migrationBuilder.Sql(System.IO.File.ReadAllText("copy.sql")); migrationBuilder.DropColumn(name: "Mail", table: "Customers");""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Suppliers", type: "text", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", schema: "crm", type: "text", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", type: "text", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", computedColumnSql: "lower(\"Name\")");""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""", "")]
    [InlineData("""migrationBuilder.RenameColumn(name: "Mail", table: "Customers", newName: "Email");""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<Guid>(name: "Email", table: "Customers", type: "text", nullable: true);""", Down)]
    [InlineData("""migrationBuilder.DropColumn(name: "Mail", table: "Customers");""", Down)]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""", Down)]
    [InlineData("""if (DateTime.Now.Year > 2030) migrationBuilder.DropColumn(name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""", Down)]
    [InlineData("""if (migrationBuilder.IsNpgsql()) migrationBuilder.DropColumn(name: "Mail", table: "Customers"); else migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""", Down)]
    public Task Others_are_no_pair(string up, string down) => VerifyFile(MigrationCode.Of(up, down));

    [Fact]
    public Task A_folder_of_generated_code_is_read() => VerifyGenerated(MigrationCode.Of(Both, Down));

    [Fact]
    public Task One_rename_takes_the_place_of_both() => VerifyFix(
        """
        migrationBuilder.DropIndex(name: "IX", table: "Customers");

        // Clearer.
        migrationBuilder.[|DropColumn|](
            name: "Mail",
            table: "Customers");

        migrationBuilder.AddColumn<string>(
            name: "Email",
            table: "Customers",
            type: "text",
            nullable: true);
        """,
        """
        migrationBuilder.DropIndex(name: "IX", table: "Customers");

        // Clearer.
        migrationBuilder.RenameColumn(
            name: "Mail",
            table: "Customers",
            newName: "Email");
        """,
        "Rename",
        """
        migrationBuilder.DropColumn(name: "Email", table: "Customers");
        migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", type: "text", nullable: true);
        """,
        """
        migrationBuilder.RenameColumn(name: "Email", table: "Customers", newName: "Mail");
        """);

    [Fact]
    public Task The_schema_stays() => VerifyFix(
        """
        migrationBuilder.AddColumn<string>("Email", "Customers", "nvarchar(max)", schema: "crm", nullable: true);
        migrationBuilder.DropTable("Other");
        migrationBuilder.[|DropColumn|]("Mail", "Customers", "crm");
        """,
        """
        migrationBuilder.RenameColumn(name: "Mail", schema: "crm", table: "Customers", newName: "Email");
        migrationBuilder.DropTable("Other");
        """,
        "Rename",
        """
        migrationBuilder.DropColumn("Email", "Customers", "crm");
        migrationBuilder.AddColumn<string>("Mail", "Customers", "nvarchar(max)", schema: "crm", nullable: true);
        """,
        """
        migrationBuilder.RenameColumn(name: "Email", schema: "crm", table: "Customers", newName: "Mail");
        """);

    [Theory]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: false, defaultValue: "");""", Down)]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Mail", table: "Customers"); migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true).Annotation("X", 1);""", Down)]
    [InlineData(Both, """migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", type: "text", nullable: true);""")]
    [InlineData("""migrationBuilder.[|DropColumn|](name: "Mail", table: "Customers"); /* see issue 12 */ migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);""", Down)]
    public Task What_differs_is_not_renamed(string up, string down) => VerifyNoRepair(up, "Rename", down);

    [Fact]
    public Task Fix_all_renames_in_each_table() => VerifyFix(
        """
        migrationBuilder.[|DropColumn|](name: "Mail", table: "Customers");
        migrationBuilder.[|DropColumn|](name: "Total", table: "Orders");
        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", nullable: true);
        migrationBuilder.AddColumn<decimal>(name: "Amount", table: "Orders", nullable: true);
        """,
        """
        migrationBuilder.RenameColumn(name: "Mail", table: "Customers", newName: "Email");
        migrationBuilder.RenameColumn(name: "Total", table: "Orders", newName: "Amount");
        """,
        "Rename",
        """
        migrationBuilder.DropColumn(name: "Email", table: "Customers");
        migrationBuilder.DropColumn(name: "Amount", table: "Orders");
        migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", nullable: true);
        migrationBuilder.AddColumn<decimal>(name: "Total", table: "Orders", nullable: true);
        """,
        """
        migrationBuilder.RenameColumn(name: "Email", table: "Customers", newName: "Mail");
        migrationBuilder.RenameColumn(name: "Amount", table: "Orders", newName: "Total");
        """);
}
