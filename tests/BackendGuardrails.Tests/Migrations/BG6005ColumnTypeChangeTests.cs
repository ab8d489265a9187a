using BackendGuardrails.Migrations;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6005ColumnTypeChangeTests : MigrationRuleTests<BG6005ColumnTypeChangeAnalyzer, BG6005ColumnTypeChangeCodeFix>
{
    [Theory]
    [InlineData("string", "character varying(50)", "character varying(100)")]
    [InlineData("string", "character varying(50)", "text")]
    [InlineData("string", "nvarchar(100)", "nvarchar(max)")]
    [InlineData("string", "varchar(100)", "nvarchar(100)")]
    [InlineData("string", "nvarchar(100)", "varchar(100)")]
    [InlineData("string", "character(5)", "character varying(5)")]
    [InlineData("byte[]", "varbinary(16)", "varbinary(max)")]
    [InlineData("decimal", "numeric(10,2)", "numeric(12,2)")]
    [InlineData("decimal", "numeric(12,4)", "numeric(12,2)")]
    [InlineData("decimal", "decimal(18,4)", "decimal(18,2)")]
    [InlineData("decimal", "numeric(18,2)", "numeric")]
    [InlineData("int", "integer", "bigint")]
    [InlineData("long", "bigint", "integer")]
    [InlineData("long", "bigint", "int")]
    [InlineData("float", "real", "double precision")]
    [InlineData("int", "integer", "text")]
    [InlineData("string", "text", "integer")]
    [InlineData("Guid", "uniqueidentifier", "nvarchar(450)")]
    [InlineData("int", "int unsigned", "int")]
    [InlineData("int", "int", "int unsigned")]
    [InlineData("short", "smallint", "tinyint unsigned")]
    [InlineData("DateTime", "datetime2", "datetime")]
    [InlineData("DateTime", "timestamp(0) with time zone", "timestamp(6) with time zone")]
    [InlineData("string", "jsonb", "text")]
    [InlineData("string[]", "text[]", "text")]
    public Task A_type_that_changes_is_reported(string type, string @new, string old) =>
        Verify($"""migrationBuilder.[|AlterColumn<{type}>|](name: "A", table: "Orders", type: "{@new}", nullable: true, oldClrType: typeof({type}), oldType: "{old}", oldNullable: true);""");

    [Theory]
    [InlineData("""migrationBuilder.[|AlterColumn<string>|](name: "A", table: "Orders", maxLength: 50, nullable: true, oldClrType: typeof(string), oldMaxLength: 100, oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<string>|](name: "A", table: "Orders", maxLength: 50, nullable: true, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<int>|](name: "A", table: "Orders", nullable: true, oldClrType: typeof(string), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<int>|](name: "A", table: "Orders", nullable: true, oldClrType: typeof(long), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|AlterColumn<long>|](name: "A", table: "Orders", nullable: true, oldClrType: typeof(int), oldNullable: true);""")]
    [InlineData("""migrationBuilder.[|Shorten|]("Orders", "A");""")]
    [InlineData("""foreach (var column in new[] { "A" }) migrationBuilder.[|AlterColumn<string>|](oldType: "text", type: "varchar(5)", name: column, table: "Orders");""")]
    [InlineData("""migrationBuilder.Sql("UPDATE \"Orders\" SET \"B\" = 1"); migrationBuilder.[|AlterColumn<string>|](oldType: "text", type: "varchar(5)", name: "A", table: "Orders");""")]
    public Task Other_forms_are_reported(string up) => Verify(up);

    [Theory]
    [InlineData("string", "character varying(100)", "character varying(50)")]
    [InlineData("string", "text", "character varying(50)")]
    [InlineData("string", "character varying", "character varying(50)")]
    [InlineData("string", "text", "character varying")]
    [InlineData("string", "nvarchar(200)", "nvarchar(100)")]
    [InlineData("string", "nvarchar(max)", "nvarchar(450)")]
    [InlineData("string", "longtext", "varchar(255)")]
    [InlineData("string", "citext", "text")]
    [InlineData("decimal", "numeric(14,2)", "numeric(12,2)")]
    [InlineData("decimal", "numeric", "numeric(12,2)")]
    [InlineData("decimal", "decimal(20,2)", "numeric(18,2)")]
    [InlineData("int", "integer", "int")]
    [InlineData("int", "int", "int")]
    [InlineData("DateTime", "timestamptz", "timestamp with time zone")]
    [InlineData("DateTime", "timestamp(6) with time zone", "timestamp(3) with time zone")]
    [InlineData("byte[]", "varbinary(max)", "varbinary(16)")]
    [InlineData("string", "inet", "cidr")]
    public Task A_type_that_holds_everything_where_it_is_is_fine(string type, string @new, string old) =>
        Verify($"""migrationBuilder.AlterColumn<{type}>(name: "A", table: "Orders", type: "{@new}", nullable: true, oldClrType: typeof({type}), oldType: "{old}", oldNullable: true);""");

    [Theory]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);""")]
    [InlineData("""migrationBuilder.AlterColumn<int>(name: "A", table: "Orders", type: "integer", nullable: false, oldClrType: typeof(int), oldType: "integer").Annotation("Npgsql:ValueGenerationStrategy", 1);""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", type: "text", comment: "x", oldClrType: typeof(string), oldType: "text");""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", maxLength: 100, oldClrType: typeof(string), oldMaxLength: 50);""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", oldClrType: typeof(string), oldMaxLength: 50);""")]
    [InlineData("""migrationBuilder.AlterColumn<DayOfWeek>(name: "A", table: "Orders", oldClrType: typeof(int));""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "A", table: "Orders");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.AlterColumn<decimal>(name: "Total", table: "Orders", type: "integer", oldClrType: typeof(decimal), oldType: "numeric");""")]
    [InlineData("""migrationBuilder.AddColumn<string>("A", "Orders", nullable: true); migrationBuilder.AlterColumn<int>(name: "A", table: "Orders", type: "integer", oldClrType: typeof(string), oldType: "text");""")]
    [InlineData("""migrationBuilder.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"A\" TYPE integer USING \"A\"::integer"); migrationBuilder.AlterColumn<int>(name: "A", table: "Orders", type: "integer", oldClrType: typeof(string), oldType: "text");""")]
    [InlineData("""migrationBuilder.Sql("UPDATE Orders SET A = LEFT(A, 5)"); migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", type: "varchar(5)", oldClrType: typeof(string), oldType: "text");""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", type: "INTEGER", oldClrType: typeof(string), oldType: "TEXT").Annotation("Sqlite:Autoincrement", true);""")]
    public Task Other_changes_are_fine(string up) => Verify(up);

    [Theory]
    [InlineData("integer", "bigint", "every row is written again", "PostgreSQL writes the table and its indexes again under ACCESS EXCLUSIVE, so nobody reads or writes it until that is done")]
    [InlineData("text", "uuid", "PostgreSQL refuses to convert text without a USING", "PostgreSQL writes the table and its indexes again under ACCESS EXCLUSIVE, so nobody reads or writes it until that is done")]
    [InlineData("uuid", "text", "every value is converted", "PostgreSQL writes the table and its indexes again under ACCESS EXCLUSIVE, so nobody reads or writes it until that is done")]
    [InlineData("nvarchar(max)", "nvarchar(20)", "the migration fails at the first value that does not fit", "SQL Server changes every row under a Sch-M lock, so nobody reads or writes it until that is done")]
    public Task The_message_says_what_happens(string old, string @new, string consequence, string @lock) => VerifyMessage(
        $"""migrationBuilder.{"{|#0:"}AlterColumn<string>|{"}"}(name: "A", table: "Orders", type: "{@new}", oldClrType: typeof(string), oldType: "{old}");""", DiagnosticSeverity.Warning,
        "Orders.A", old, @new, consequence, "; " + @lock, "");

    [Fact]
    public Task A_time_zone_depends_on_the_sessions() => VerifyInfo("""migrationBuilder.{|#0:AlterColumn<DateTime>|}(name: "A", table: "Orders", type: "timestamp with time zone", oldType: "timestamp without time zone");""");

    [Fact]
    public Task The_time_zone_of_the_sessions_is_asked_for_once() => VerifyInfo("""
        migrationBuilder.{|#0:AlterColumn<DateTime>|}(name: "A", table: "Orders", type: "timestamp with time zone", oldType: "timestamp without time zone");
        migrationBuilder.AlterColumn<DateTime>(name: "B", table: "Orders", type: "timestamp with time zone", oldType: "timestamp without time zone");
        migrationBuilder.AlterColumn<DateTime>(name: "A", table: "Payments", type: "timestamp with time zone", oldType: "timestamp without time zone");
        """);

    [Fact]
    public Task Whether_it_happens_may_be_open() => VerifyInfo("""if (DateTime.Now.Year > 2030) migrationBuilder.{|#0:AlterColumn<string>|}(name: "A", table: "Orders", type: "varchar(5)", oldType: "text");""");

    [Fact]
    public Task Down_may_narrow() => VerifyFile(MigrationCode.Of("", """migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", type: "varchar(5)", oldType: "text");"""));

    [Fact]
    public Task A_folder_of_generated_code_is_read() => VerifyGenerated(MigrationCode.Of("""migrationBuilder.[|AlterColumn<string>|](name: "A", table: "Orders", type: "varchar(5)", oldType: "text");"""));

    [Theory]
    [InlineData("20260114093000_Change", "20260114093000_Change", "/0/Change.cs")]
    [InlineData("20260114093000_Change", null, "/0/20260114093000_Change.cs")]
    public Task What_is_not_after_the_last_one_is_left_as_it_is(string last, string? designer, string path) => VerifyAfter(last, """migrationBuilder.AlterColumn<string>(name: "A", table: "Orders", type: "varchar(5)", oldType: "text");""", designer, path);

    [Fact]
    public Task Each_is_acknowledged_by_itself_and_not_by_Fix_all()
    {
        var after = MigrationCode.Of("""
            @@disable
            migrationBuilder.AlterColumn<string>(
                name: "A",
                table: "Orders",
                type: "varchar(5)",
                oldType: "text");
            @@restore

            @@disable
            migrationBuilder.AlterColumn<long>(name: "B", table: "Orders", type: "bigint", oldType: "integer");
            @@restore
            """)
            .Replace("            @@disable", "#pragma warning disable BG6005 // Every value fits, and the table is small: …", StringComparison.Ordinal)
            .Replace("            @@restore", "#pragma warning restore BG6005", StringComparison.Ordinal);
        return GuardrailVerifier<BG6005ColumnTypeChangeAnalyzer, BG6005ColumnTypeChangeCodeFix>.VerifyCodeFixAsync(
            MigrationCode.Of("""
                migrationBuilder.[|AlterColumn<string>|](
                    name: "A",
                    table: "Orders",
                    type: "varchar(5)",
                    oldType: "text");

                migrationBuilder.[|AlterColumn<long>|](name: "B", table: "Orders", type: "bigint", oldType: "integer");
                """), after);
    }
}
