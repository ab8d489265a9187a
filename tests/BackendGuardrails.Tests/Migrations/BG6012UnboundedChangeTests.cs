using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6012UnboundedChangeTests : MigrationRuleTests<BG6012UnboundedChangeAnalyzer, BG6012UnboundedChangeCodeFix>
{
    private const string Column = """migrationBuilder.AddColumn<string>(name: "State", table: "Orders", type: "text", nullable: true);""";
    private const string OnSqlServer = """migrationBuilder.AddColumn<string>(name: "Note", table: "Orders", type: "nvarchar(max)", nullable: true);""";

    [Theory]
    [InlineData("""migrationBuilder.[|Sql|]("UPDATE \"Orders\" SET \"State\" = 'open'");""")]
    [InlineData("""migrationBuilder.[|Sql|]("DELETE FROM audit.log");""")]
    [InlineData("""migrationBuilder.[|Sql|]("UPDATE orders SET state = 1 WHERE 1 = 1");""")]
    [InlineData("""migrationBuilder.[|Sql|](sql: "update only orders o set state = upper(o.state)", suppressTransaction: true);""")]
    [InlineData("""migrationBuilder.[|Sql|]("SELECT 1; DELETE FROM orders; SELECT 2;");""")]
    [InlineData("""migrationBuilder.[|Sql|]("DO $$ BEGIN UPDATE orders SET state = 1; END $$;");""")]
    [InlineData("""migrationBuilder.[|Sql|]("WITH s AS (SELECT 1) UPDATE orders SET state = (SELECT 1 FROM s WHERE true)");""")]
    [InlineData("""const string sql = "DELETE FROM orders"; migrationBuilder.[|Sql|](sql);""")]
    [InlineData("""foreach (var table in new[] { "a", "b" }) migrationBuilder.[|Sql|]($"UPDATE {table} SET state = 1");""")]
    [InlineData(Column + """migrationBuilder.[|Sql|]("UPDATE \"Orders\" SET \"State\" = 'open'");""")]
    [InlineData(Column + """migrationBuilder.[|Sql|]("UPDATE \"Orders\" SET \"State\" = 'open' WHERE \"Paid\" IS NULL");""")]
    [InlineData(Column + """migrationBuilder.[|Sql|]("DELETE FROM lines USING orders WHERE lines.order_id = orders.id");""")]
    [InlineData("""migrationBuilder.AlterColumn<int>(name: "A", table: "T", type: "integer", nullable: false, oldClrType: typeof(int)); migrationBuilder.[|Sql|]("DELETE FROM other WHERE a > 5");""")]
    [InlineData("""migrationBuilder.DropColumn(name: "A", table: "T"); migrationBuilder.[|Sql|]("UPDATE t SET b = 1 WHERE id = 5 OR c = 6");""")]
    [InlineData(OnSqlServer + """migrationBuilder.[|Sql|]("UPDATE o SET o.Note = N'' FROM dbo.Orders AS o INNER JOIN dbo.Lines l ON l.OrderId = o.Id");""")]
    [InlineData("""migrationBuilder.[|Sql|]("EXEC(N'UPDATE [Orders] SET [State] = 1');");""")]
    public Task A_change_of_all_or_under_a_lock_is_worth_a_look(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.Sql("UPDATE orders SET state = 1 WHERE state IS NULL");""")]
    [InlineData("""migrationBuilder.Sql("DELETE TOP (1000) FROM orders");""")]
    [InlineData("""migrationBuilder.Sql("INSERT INTO orders (a) SELECT a FROM old");""")]
    [InlineData("""migrationBuilder.Sql("CREATE FUNCTION f() RETURNS void AS $$ DELETE FROM orders $$ LANGUAGE sql");""")]
    [InlineData("""migrationBuilder.Sql("CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()");""")]
    [InlineData("""migrationBuilder.Sql("-- UPDATE orders SET a = 1\nSELECT 'DELETE FROM orders'");""")]
    [InlineData("""migrationBuilder.Sql("UPDATE #ids SET a = 1");""")]
    [InlineData("""migrationBuilder.Sql("DELETE FROM \"__EFMigrationsHistory\"");""")]
    [InlineData("""migrationBuilder.Sql("UPDATE pg_attribute SET attnotnull = true");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.Sql("UPDATE \"Orders\" SET \"Total\" = 0");""")]
    [InlineData("""migrationBuilder.Sql("CREATE TABLE copies (id int)"); migrationBuilder.Sql("DELETE FROM copies");""")]
    [InlineData(Column + """migrationBuilder.Sql("UPDATE \"Orders\" SET \"State\" = 'open' WHERE \"Id\" = 7");""")]
    [InlineData(Column + """migrationBuilder.Sql("DELETE FROM roles WHERE id IN (1, 2)");""")]
    [InlineData("""migrationBuilder.Sql("UPDATE t SET a = 1 WHERE b = 2"); migrationBuilder.AddColumn<int>(name: "C", table: "T", nullable: true);""")]
    [InlineData(Column + """migrationBuilder.Sql("UPDATE \"Orders\" SET \"State\" = 'open' WHERE \"Paid\" IS NULL", suppressTransaction: true);""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.Sql("UPDATE other SET a = 1 WHERE b = 2");""")]
    [InlineData("""migrationBuilder.InsertData("Orders", "Id", 1); migrationBuilder.Sql("UPDATE other SET a = 1 WHERE b = 2");""")]
    [InlineData("""migrationBuilder.Sql(System.IO.File.ReadAllText("change.sql"));""")]
    [InlineData("""migrationBuilder.AlterColumn<int>(name: "A", table: "T", type: "INTEGER").Annotation("Sqlite:Comment", "x"); migrationBuilder.Sql("DELETE FROM orders");""")]
    public Task What_is_bounded_is_fine(string up) => Verify(up);

    [Fact]
    public async Task Small_tables_are_fine()
    {
        var test = new Verifiers.GuardrailVerifier<BG6012UnboundedChangeAnalyzer, BG6012UnboundedChangeCodeFix>.Test { TestCode = MigrationCode.Of("""migrationBuilder.Sql("UPDATE public.countries SET name = trim(name)");"""), EditorConfig = "backend_guardrails.small_tables = Countries" };
        await test.RunAsync();
    }

    [Fact]
    public Task The_message_says_what_is_locked() => VerifyMessage(
        """migrationBuilder.{|#0:Sql|}("UPDATE sales.orders SET a = 1");""", DiagnosticSeverity.Info,
        "UPDATE", "sales.orders", "changes every row in one transaction", "each row stays locked until the last one is done, and the old version of each stays in the table", "change the rows in batches, in a migration or job of their own");

    [Fact]
    public Task A_backfill_can_follow() => VerifyMessage(
        Column + """migrationBuilder.{|#0:Sql|}("UPDATE \"Orders\" SET \"State\" = 'open'");""", DiagnosticSeverity.Info,
        "UPDATE", "Orders", "runs in the transaction of 'AddColumn'", "the lock of the schema change on 'Orders', behind which all queries wait, is kept until the last row is done", "fill the new column in batches, after this migration");

    [Fact]
    public Task Sql_Server_escalates() => VerifyMessage(
        """migrationBuilder.{|#0:Sql|}("DELETE FROM [dbo].[Orders]"); """ + OnSqlServer, DiagnosticSeverity.Info,
        "DELETE", "Orders", "changes every row in one transaction", "beyond some 5,000 locks SQL Server locks the whole table until the last row is done", "change the rows in batches, in a migration or job of their own");

    [Fact]
    public Task Down_is_not_looked_at() => VerifyFile(MigrationCode.Of("", """migrationBuilder.Sql("DELETE FROM orders");"""));

    [Fact]
    public Task Each_is_acknowledged_by_itself_and_not_by_Fix_all() => Verifiers.GuardrailVerifier<BG6012UnboundedChangeAnalyzer, BG6012UnboundedChangeCodeFix>.VerifyCodeFixAsync(
        MigrationCode.Of(
        """
        migrationBuilder.[|Sql|]("DELETE FROM a");
        migrationBuilder.[|Sql|]("DELETE FROM b");
        """),
        MigrationCode.Of(
        """
        #pragma warning disable BG6012 // The table has few rows: …
        migrationBuilder.Sql("DELETE FROM a");
        #pragma warning restore BG6012
        #pragma warning disable BG6012 // The table has few rows: …
        migrationBuilder.Sql("DELETE FROM b");
        #pragma warning restore BG6012
        """).Replace("            #pragma", "#pragma", StringComparison.Ordinal),
        "BG6012UnboundedChangeCodeFix.Acknowledge.OneByOne");
}
