using BackendGuardrails.Migrations;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6004NotNullWithoutBackfillTests : MigrationRuleTests<BG6004NotNullWithoutBackfillAnalyzer, BG6004NotNullWithoutBackfillCodeFix>
{
    private const string Reading = "; PostgreSQL reads the whole table under ACCESS EXCLUSIVE meanwhile, so nobody reads or writes it";

    [Theory]
    [InlineData("""migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<string>|](oldNullable: true, nullable: false, table: "Customers", schema: "crm", name: "Mail", type: "nvarchar(max)", oldClrType: typeof(string), oldType: "nvarchar(max)");""")]
    [InlineData("""migrationBuilder.[|AlterColumn<int>|](name: "Score", table: "Customers", oldClrType: typeof(int), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<DateTime>|](name: "At", table: "Customers", type: "timestamp with time zone", nullable: false, oldClrType: typeof(DateTime), oldType: "timestamp with time zone", oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<Guid>|](name: "Key", table: "Customers", nullable: false, defaultValue: null, oldClrType: typeof(Guid), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true); migrationBuilder.Sql("UPDATE \"Customers\" SET \"Mail\" = '' WHERE \"Mail\" IS NULL");""")]
    [InlineData("""migrationBuilder.Sql("UPDATE \"Customers\" SET \"Name\" = ''"); migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.Sql("UPDATE \"Suppliers\" SET \"Mail\" = ''"); migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true).Annotation("Npgsql:Comment", "x").OldAnnotation("Npgsql:Comment", "y");""")]
    [InlineData("""foreach (var column in new[] { "A" }) migrationBuilder.[|AlterColumn<string>|](name: column, table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|Require|]("Customers", "Mail");""")]
    [InlineData("""migrationBuilder.UpdateData(table: "Customers", keyColumn: "Id", keyValue: 1, column: "Mail", value: ""); migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", type: "TEXT", nullable: false, oldClrType: typeof(string), oldType: "TEXT", oldNullable: true).Annotation("Sqlite:Comment", "x");""")]
    public Task A_column_that_may_be_empty_is_reported(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.Sql("UPDATE \"Customers\" SET \"Mail\" = '' WHERE \"Mail\" IS NULL"); migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.Sql("update [crm].[customers] set [mail] = N'' where mail is null"); migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", schema: "crm", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.Sql("DELETE FROM Customers WHERE Mail IS NULL"); migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""var table = "Customers"; migrationBuilder.Sql($"UPDATE {table} SET Mail = ''"); migrationBuilder.AlterColumn<string>(name: "Mail", table: table, nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.Sql(System.IO.File.ReadAllText("fill.sql")); migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""Fill("Customers"); migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true); void Fill(string table) => migrationBuilder.Sql("UPDATE " + table + " SET Mail = ''");""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: true, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: true, oldClrType: typeof(string));""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string));""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.AlterColumn<decimal>(name: "Total", table: "Orders", nullable: false, oldClrType: typeof(decimal), oldNullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", nullable: true); migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Mail", table: "Customers", nullable: true);""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", type: "TEXT", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "TEXT", oldNullable: true).Annotation("Sqlite:Comment", "x");""")]
    [InlineData("""migrationBuilder.UpdateData(table: "Customers", keyColumn: "Mail", keyValue: null, column: "Mail", value: ""); migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", type: "longtext", nullable: false, oldClrType: typeof(string), oldType: "longtext", oldNullable: true).Annotation("MySql:CharSet", "utf8mb4");""")]
    [InlineData("""migrationBuilder.AlterTable(name: "Customers", comment: "x");""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);""")]
    [InlineData("""migrationBuilder.AlterColumn<DateTime>(name: "At", table: "Customers", nullable: false, defaultValueSql: "now()", oldClrType: typeof(DateTime), oldNullable: true);""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", type: "longtext", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "longtext", oldNullable: true).Annotation("MySql:CharSet", "utf8mb4");""")]
    public Task A_column_that_was_filled_is_fine(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.{|#0:AlterColumn<string>|}(name: "Mail", table: "Customers", type: "nvarchar(max)", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "nvarchar(max)", oldNullable: true);""")]
    [InlineData("""migrationBuilder.{|#0:AlterColumn<DateTime>|}(name: "At", table: "Customers", type: "datetime2", nullable: false, defaultValueSql: "sysutcdatetime()", oldClrType: typeof(DateTime), oldNullable: true);""")]
    [InlineData("""if (DateTime.Now.Year > 2030) migrationBuilder.{|#0:AlterColumn<int>|}(name: "Score", table: "Customers", nullable: false, oldClrType: typeof(int), oldNullable: true);""")]
    public Task EF_Core_fills_it_with_the_default_on_SQL_Server(string up) => VerifyInfo(up);

    [Fact]
    public Task The_message_says_what_happens() => VerifyMessage(
        """migrationBuilder.{|#0:AlterColumn<string>|}(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""", DiagnosticSeverity.Warning,
        "Customers.Mail", "and the migration fails where a row has no value", "fill the empty rows before", Reading, "");

    [Fact]
    public Task Columns_of_a_table_that_EF_Core_fills_are_one_question() => VerifyMessage(
        """
        migrationBuilder.{|#0:AlterColumn<string>|}(name: "Mail", table: "Customers", type: "nvarchar(max)", nullable: false, defaultValue: "", oldClrType: typeof(string), oldNullable: true);
        migrationBuilder.AlterColumn<string>(name: "Phone", table: "Customers", type: "nvarchar(max)", nullable: false, defaultValue: "", oldClrType: typeof(string), oldNullable: true);
        """,
        DiagnosticSeverity.Info,
        "Customers.Mail", "and EF Core fills the empty rows in the same transaction", "with many of them, fill them in portions in a migration before", "; SQL Server reads the whole table under a Sch-M lock meanwhile, so nobody reads or writes it", ", as 1 more column does,");

    [Fact]
    public Task Columns_of_several_tables_and_those_that_nobody_fills_are_told_each() => Verify("""
        migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);
        migrationBuilder.[|AlterColumn<string>|](name: "Phone", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);
        migrationBuilder.[|AlterColumn<string>|](name: "Fax", table: "Customers", type: "nvarchar(max)", nullable: false, defaultValue: "", oldClrType: typeof(string), oldNullable: true);
        migrationBuilder.[|AlterColumn<string>|](name: "Fax", table: "Suppliers", type: "nvarchar(max)", nullable: false, defaultValue: "", oldClrType: typeof(string), oldNullable: true);
        """);

    [Fact]
    public async Task A_migration_before_may_have_filled_it()
    {
        var test = new GuardrailVerifier<BG6004NotNullWithoutBackfillAnalyzer, BG6004NotNullWithoutBackfillCodeFix>.Test();
        test.TestState.Sources.Add(("/0/20250101000000_First.cs", MigrationCode.Of("""migrationBuilder.Sql("UPDATE \"Customers\" SET \"Mail\" = ''");""").Replace("class Change", "class First", StringComparison.Ordinal)));
        test.TestState.Sources.Add(("/0/20260114093000_Change.cs", MigrationCode.Of("""migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")));
        await test.RunAsync();
    }

    [Fact]
    public async Task A_migration_behind_is_too_late()
    {
        var test = new GuardrailVerifier<BG6004NotNullWithoutBackfillAnalyzer, BG6004NotNullWithoutBackfillCodeFix>.Test();
        test.TestState.Sources.Add(("/0/20270101000000_First.cs", MigrationCode.Of("""migrationBuilder.Sql("UPDATE \"Customers\" SET \"Mail\" = ''");""").Replace("class Change", "class First", StringComparison.Ordinal)));
        test.TestState.Sources.Add(("/0/20260114093000_Change.cs", MigrationCode.Of("""migrationBuilder.[|AlterColumn<string>|](name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);""")));
        await test.RunAsync();
    }

    [Fact]
    public Task Down_may_require() => VerifyFile(MigrationCode.Of("", """migrationBuilder.AlterColumn<string>(name: "Mail", table: "Customers", nullable: false, oldClrType: typeof(string), oldNullable: true);"""));

    [Fact]
    public Task A_folder_of_generated_code_is_read() => VerifyGenerated(MigrationCode.Of("""migrationBuilder.[|AlterColumn<int>|](name: "Score", table: "Customers", nullable: false, oldClrType: typeof(int), oldNullable: true);"""));

    [Theory]
    [InlineData("20260114093000_Change", "20260114093000_Change", "/0/Change.cs")]
    [InlineData("20260114093000_Change", null, "/0/20260114093000_Change.cs")]
    public Task What_is_not_after_the_last_one_is_left_as_it_is(string last, string? designer, string path) => VerifyAfter(last, """migrationBuilder.AlterColumn<int>(name: "Score", table: "Customers", nullable: false, oldClrType: typeof(int), oldNullable: true);""", designer, path);

    [Fact]
    public Task The_empty_rows_are_filled_before() => VerifyFix(
        """
        migrationBuilder.DropIndex(name: "IX", table: "Customers");

        migrationBuilder.[|AlterColumn<string>|](
            name: "Mail",
            table: "Customers",
            type: "text",
            nullable: false,
            oldClrType: typeof(string),
            oldType: "text",
            oldNullable: true);
        """,
        """
        migrationBuilder.DropIndex(name: "IX", table: "Customers");

        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Mail\" = '' WHERE \"Mail\" IS NULL;");
        migrationBuilder.AlterColumn<string>(
            name: "Mail",
            table: "Customers",
            type: "text",
            nullable: false,
            oldClrType: typeof(string),
            oldType: "text",
            oldNullable: true);
        """,
        "Backfill");

    [Theory]
    [InlineData("AlterColumn<string>", """type: "nvarchar(20)", """, """UPDATE [crm].[Customers] SET [A] = '' WHERE [A] IS NULL;""")]
    [InlineData("AlterColumn<bool>", """type: "boolean", """, """UPDATE \"crm\".\"Customers\" SET \"A\" = FALSE WHERE \"A\" IS NULL;""")]
    [InlineData("AlterColumn<decimal>", "", """UPDATE \"crm\".\"Customers\" SET \"A\" = 0 WHERE \"A\" IS NULL;""")]
    [InlineData("AlterColumn<long>", """type: "bigint unsigned", """, """UPDATE `crm`.`Customers` SET `A` = 0 WHERE `A` IS NULL;""")]
    public Task The_database_quotes_in_its_way(string call, string type, string sql) => VerifyFix(
        $"""migrationBuilder.[|{call}|](name: "A", table: "Customers", schema: "crm", {type}nullable: false, oldNullable: true);""",
        $"""
        migrationBuilder.Sql("{sql}");
        migrationBuilder.{call}(name: "A", table: "Customers", schema: "crm", {type}nullable: false, oldNullable: true);
        """,
        "Backfill");

    [Theory]
    [InlineData("""migrationBuilder.[|AlterColumn<Guid>|](name: "Key", table: "Customers", nullable: false, oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<DateTime>|](name: "At", table: "Customers", nullable: false, oldNullable: true);""")]
    [InlineData("""foreach (var column in new[] { "A" }) { migrationBuilder.[|AlterColumn<int>|](name: column, table: "Customers", nullable: false, oldNullable: true); }""")]
    [InlineData("""if (migrationBuilder.IsNpgsql()) migrationBuilder.[|AlterColumn<int>|](name: "Score", table: "Customers", nullable: false, oldNullable: true);""")]
    public Task What_to_fill_in_is_not_guessed(string up) => VerifyNoRepair(up, "Backfill");

    [Fact]
    public Task Fix_all_fills_each() => VerifyFix(
        """
        migrationBuilder.[|AlterColumn<string>|](name: "A", table: "Customers", nullable: false, oldNullable: true);

        migrationBuilder.[|AlterColumn<int>|](name: "B", table: "Customers", nullable: false, oldNullable: true);
        """,
        """
        migrationBuilder.Sql("UPDATE \"Customers\" SET \"A\" = '' WHERE \"A\" IS NULL;");
        migrationBuilder.AlterColumn<string>(name: "A", table: "Customers", nullable: false, oldNullable: true);

        migrationBuilder.Sql("UPDATE \"Customers\" SET \"B\" = 0 WHERE \"B\" IS NULL;");
        migrationBuilder.AlterColumn<int>(name: "B", table: "Customers", nullable: false, oldNullable: true);
        """,
        "Backfill");
}
