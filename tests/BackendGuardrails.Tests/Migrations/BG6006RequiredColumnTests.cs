using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6006RequiredColumnTests : MigrationRuleTests<BG6006RequiredColumnAnalyzer, BG6006RequiredColumnCodeFix>
{
    [Theory]
    [InlineData("""migrationBuilder.[|AddColumn<string>|](name: "Mail", table: "Customers", type: "text", nullable: false);""")]
    [InlineData("""migrationBuilder.[|AddColumn<string>|](nullable: false, type: "nvarchar(max)", table: "Customers", schema: "crm", name: "Mail");""")]
    [InlineData("""migrationBuilder.[|AddColumn<int>|]("Score", "Customers");""")]
    [InlineData("""migrationBuilder.[|AddColumn<int>|](name: "Score", table: "Customers", nullable: false, defaultValue: null);""")]
    [InlineData("""migrationBuilder.[|AddColumn<Guid>|](name: "Key", table: "Customers", type: "uuid", nullable: false);""")]
    [InlineData("""migrationBuilder.[|AddColumn<DateTime>|](name: "At", table: "Customers", type: "datetime2", nullable: false);""")]
    [InlineData("""migrationBuilder.[|AddColumn<string>|](name: "Mail", table: "Customers", maxLength: 20, nullable: false).Annotation("Npgsql:Comment", "x");""")]
    [InlineData("""foreach (var table in new[] { "A" }) migrationBuilder.[|AddColumn<bool>|](name: "IsDeleted", table: table, nullable: false);""")]
    [InlineData("""migrationBuilder.[|AddAudit|]("Customers");""")]
    [InlineData("""migrationBuilder.[|AddColumn<int>|](name: "CustomerId", table: "Orders", nullable: false); migrationBuilder.AddForeignKey("FK", "Orders", "CustomerId", "Customers", principalColumn: "Id");""")]
    [InlineData("""migrationBuilder.Sql("DELETE FROM \"Customers\" WHERE \"Mail\" IS NULL"); migrationBuilder.[|AddColumn<int>|](name: "Score", table: "Customers", nullable: false);""")]
    [InlineData("""migrationBuilder.Sql("TRUNCATE \"Orders\""); migrationBuilder.[|AddColumn<int>|](name: "Score", table: "Customers", nullable: false);""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.[|AddColumn<int>|](name: "Score", table: "Customers", nullable: false);""")]
    [InlineData("""migrationBuilder.[|AddColumn<bool>|](name: "A", table: "B", type: "INTEGER", nullable: false).Annotation("Sqlite:Comment", "x");""")]
    public Task A_column_without_an_answer_is_reported(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", type: "text", nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", nullable: false, defaultValue: "");""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Score", table: "Customers", nullable: false, defaultValue: 0);""")]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "At", table: "Customers", nullable: false, defaultValueSql: "now()");""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Full", table: "Customers", nullable: false, computedColumnSql: "a || b", stored: true);""")]
    [InlineData("""migrationBuilder.AddColumn<byte[]>(name: "Version", table: "Customers", type: "rowversion", rowVersion: true, nullable: false);""")]
    [InlineData("""migrationBuilder.AddColumn<uint>(name: "xmin", table: "Customers", type: "xid", rowVersion: true, nullable: false);""")]
    [InlineData("""migrationBuilder.AddColumn<byte[]>(name: "Version", table: "Customers", type: "rowversion", nullable: false);""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Number", table: "Customers", type: "integer", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", 2);""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Number", table: "Customers", type: "int", nullable: false).Annotation("SqlServer:Identity", "1, 1");""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Number", table: "Customers", type: "serial", nullable: false);""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.AddColumn<int>(name: "Score", table: "Orders", nullable: false);""")]
    [InlineData("""migrationBuilder.Sql("TRUNCATE TABLE \"Customers\""); migrationBuilder.AddColumn<int>(name: "Score", table: "Customers", nullable: false);""")]
    [InlineData("""migrationBuilder.Sql("DELETE FROM [crm].[Customers];"); migrationBuilder.AddColumn<int>(name: "Score", table: "Customers", schema: "crm", nullable: false);""")]
    [InlineData("""var value = Environment.MachineName; migrationBuilder.AddColumn<string>(name: "Host", table: "Customers", nullable: false, defaultValue: value);""")]
    [InlineData("""migrationBuilder.AlterColumn<int>(name: "Score", table: "Customers", nullable: false);""")]
    public Task A_column_with_an_answer_is_fine(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.Sql(System.IO.File.ReadAllText("clear.sql")); migrationBuilder.{|#0:AddColumn<int>|}(name: "Score", table: "Customers", nullable: false);""")]
    [InlineData("""if (DateTime.Now.Year > 2030) migrationBuilder.{|#0:AddColumn<int>|}(name: "Score", table: "Customers", nullable: false);""")]
    public Task Doubts_are_worth_a_look(string up) => VerifyInfo(up);

    [Fact]
    public Task The_message_says_what_happens() => VerifyMessage(
        """migrationBuilder.{|#0:AddColumn<int>|}(name: "Score", table: "Customers", nullable: false);""", DiagnosticSeverity.Warning,
        "Customers.Score", "the migration fails where the table has rows, and inserts of the previous release, which do not know the column, fail");

    [Fact]
    public Task MySql_makes_up_a_value() => VerifyMessage(
        """migrationBuilder.{|#0:AddColumn<string>|}(name: "Mail", table: "Customers", type: "longtext", nullable: false).Annotation("MySql:CharSet", "utf8mb4");""", DiagnosticSeverity.Warning,
        "Customers.Mail", "rows that exist get a value nobody has chosen, and inserts of the previous release, which do not know the column, fail");

    [Fact]
    public Task Down_may_add() => VerifyFile(MigrationCode.Of("", """migrationBuilder.AddColumn<int>(name: "Score", table: "Customers", nullable: false);"""));

    [Fact]
    public Task A_folder_of_generated_code_is_read() => VerifyGenerated(MigrationCode.Of("""migrationBuilder.[|AddColumn<int>|](name: "Score", table: "Customers", nullable: false);"""));

    [Theory]
    [InlineData("20260114093000_Change", "20260114093000_Change", "/0/Change.cs")]
    [InlineData("20260114093000_Change", null, "/0/20260114093000_Change.cs")]
    public Task What_is_not_after_the_last_one_is_left_as_it_is(string last, string? designer, string path) => VerifyAfter(last, """migrationBuilder.AddColumn<int>(name: "Score", table: "Customers", nullable: false);""", designer, path);

    [Fact]
    public Task A_default_is_added_behind_nullable() => VerifyFix(
        """
        migrationBuilder.[|AddColumn<string>|](
            name: "Mail",
            table: "Customers",
            type: "text",
            nullable: false, // required
            comment: "where to write");
        """,
        """
        migrationBuilder.AddColumn<string>(
            name: "Mail",
            table: "Customers",
            type: "text",
            nullable: false,
            defaultValue: "", // required
            comment: "where to write");
        """,
        "Default");

    [Theory]
    [InlineData("int", """name: "Score", table: "C", nullable: false""", """name: "Score", table: "C", nullable: false, defaultValue: 0""")]
    [InlineData("long", "\"Score\", \"C\"", "\"Score\", \"C\", defaultValue: 0L")]
    [InlineData("decimal", """nullable: false, name: "Score", table: "C" """, """nullable: false, defaultValue: 0m, name: "Score", table: "C" """)]
    [InlineData("bool", """name: "IsVip", table: "C", nullable: false""", """name: "IsVip", table: "C", nullable: false, defaultValue: false""")]
    public Task The_default_fits_the_type(string type, string before, string after) =>
        VerifyFix($"migrationBuilder.[|AddColumn<{type}>|]({before});", $"migrationBuilder.AddColumn<{type}>({after});", "Default");

    [Theory]
    [InlineData("""name: "Score", table: "C", nullable: false""", """name: "Score", table: "C", nullable: true""")]
    [InlineData("\"Score\", \"C\"", "\"Score\", \"C\", nullable: true")]
    [InlineData("\"Score\", \"C\", \"integer\", null, null, false, null, false", "\"Score\", \"C\", \"integer\", null, null, false, null, true")]
    public Task It_may_be_added_as_nullable(string before, string after) =>
        VerifyFix($"migrationBuilder.[|AddColumn<int>|]({before});", $"migrationBuilder.AddColumn<int>({after});", "Nullable");

    [Theory]
    [InlineData("""migrationBuilder.[|AddColumn<Guid>|](name: "Key", table: "Customers", nullable: false);""")]
    [InlineData("""migrationBuilder.[|AddColumn<DateTime>|](name: "At", table: "Customers", nullable: false);""")]
    [InlineData("""migrationBuilder.[|AddColumn<int>|](name: "CustomerId", table: "Orders", nullable: false);""")]
    public Task A_default_that_means_nothing_is_not_offered(string up) => VerifyNoRepair(up, "Default");

    [Fact]
    public Task Fix_all_gives_each_a_default() => VerifyFix(
        """
        migrationBuilder.[|AddColumn<int>|](name: "A", table: "C", nullable: false);
        migrationBuilder.[|AddColumn<string>|](name: "B", table: "C", nullable: false);
        """,
        """
        migrationBuilder.AddColumn<int>(name: "A", table: "C", nullable: false, defaultValue: 0);
        migrationBuilder.AddColumn<string>(name: "B", table: "C", nullable: false, defaultValue: "");
        """,
        "Default");
}
