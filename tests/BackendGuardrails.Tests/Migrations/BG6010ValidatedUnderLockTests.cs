using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6010ValidatedUnderLockTests : MigrationRuleTests<BG6010ValidatedUnderLockAnalyzer, BG6010ValidatedUnderLockCodeFix>
{
    [Theory]
    [InlineData("""migrationBuilder.[|AddForeignKey|](name: "FK", table: "Orders", column: "CustomerId", principalTable: "Customers", principalColumn: "Id");""")]
    [InlineData("""migrationBuilder.[|AddForeignKey|](onDelete: ReferentialAction.Cascade, principalColumns: new[] { "A", "B" }, principalTable: "P", columns: new[] { "A", "B" }, table: "Orders", schema: "sales", name: "FK");""")]
    [InlineData("""migrationBuilder.[|AddForeignKey|]("FK", "Orders", "CustomerId", "Customers");""")]
    [InlineData("""migrationBuilder.[|AddCheckConstraint|](name: "CK", table: "Orders", sql: "\"Total\" >= 0");""")]
    [InlineData("""migrationBuilder.[|AddCheckConstraint|]("CK", "Orders", "\"Total\" >= 0", schema: "sales");""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", nullable: false, defaultValue: 1); migrationBuilder.[|AddForeignKey|]("FK", "Orders", "CustomerId", "Customers");""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", nullable: true, defaultValue: 1); migrationBuilder.[|AddForeignKey|]("FK", "Orders", "CustomerId", "Customers");""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Other", table: "Orders", nullable: true); migrationBuilder.[|AddForeignKey|]("FK", "Orders", "CustomerId", "Customers");""")]
    [InlineData("""migrationBuilder.DropForeignKey("FK", "Orders"); migrationBuilder.[|AddForeignKey|]("FK", "Orders", "CustomerId", "Customers", onDelete: ReferentialAction.SetNull);""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.[|AddForeignKey|]("FK", "Lines", "OrderId", "Orders");""")]
    [InlineData("""foreach (var table in new[] { "A", "B" }) migrationBuilder.[|AddForeignKey|]("FK_" + table, table, "CustomerId", "Customers");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider.EndsWith("PostgreSQL")) migrationBuilder.[|AddCheckConstraint|]("CK", "Orders", "a > 0");""")]
    [InlineData("""migrationBuilder.[|CreateCheckConstraint|]("CK", "Orders", "a > 0");""")]
    [InlineData("""Check("Orders"); void Check(string table) => migrationBuilder.[|AddCheckConstraint|]("CK", table, "a > 0");""")]
    public Task A_constraint_on_rows_that_are_there_is_worth_a_look(string up) => Verify(up);

    [Theory]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.AddForeignKey("FK", "Orders", "CustomerId", "Customers");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.AddCheckConstraint("CK", "Orders", "a > 0");""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", type: "integer", nullable: true); migrationBuilder.AddForeignKey("FK", "Orders", "CustomerId", "Customers");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.CreateCheckConstraint("CK", "Orders", "a > 0");""")]
    [InlineData("""migrationBuilder.Sql("CREATE TABLE orders (a int)"); migrationBuilder.AddCheckConstraint("CK", "orders", "a > 0");""")]
    [InlineData("""migrationBuilder.DropForeignKey("FK", "Orders");""")]
    [InlineData("""migrationBuilder.DropCheckConstraint("CK", "Orders");""")]
    [InlineData("""migrationBuilder.Sql("ALTER TABLE orders ADD CONSTRAINT ck CHECK (a > 0) NOT VALID");""")]
    [InlineData("""migrationBuilder.Sql("ALTER TABLE orders VALIDATE CONSTRAINT ck");""")]
    [InlineData("""migrationBuilder.AddColumn<string>("N", "Orders", type: "nvarchar(max)", nullable: true); migrationBuilder.AddForeignKey("FK", "Orders", "CustomerId", "Customers");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.SqlServer") migrationBuilder.AddCheckConstraint("CK", "Orders", "a > 0");""")]
    [InlineData("""migrationBuilder.CreateTable(name: "T", columns: table => new { Id = table.Column<int>(), P = table.Column<int>() }, constraints: table => { table.ForeignKey("FK", x => x.P, "Customers", "Id"); table.CheckConstraint("CK", "a > 0"); });""")]
    [InlineData("""var table = Environment.MachineName; migrationBuilder.AddForeignKey("FK", table, "CustomerId", "Customers");""")]
    public Task New_and_empty_columns_are_fine(string up) => Verify(up);

    [Fact]
    public Task The_message_names_both_tables() => VerifyMessage(
        """migrationBuilder.{|#0:AddForeignKey|}(name: "FK_Orders_Customers", table: "Orders", schema: "sales", column: "CustomerId", principalTable: "Customers", principalColumn: "Id");""", DiagnosticSeverity.Info,
        "FK_Orders_Customers", "sales.Orders", "a SHARE ROW EXCLUSIVE lock on it and on 'Customers', so that nobody can write to either");

    [Fact]
    public Task The_message_about_a_check_names_its_lock() => VerifyMessage(
        """migrationBuilder.{|#0:AddCheckConstraint|}("CK", "Orders", "a > 0");""", DiagnosticSeverity.Info,
        "CK", "Orders", "an ACCESS EXCLUSIVE lock on it, so that nobody can read or write it");

    [Fact]
    public Task Down_is_not_looked_at() => VerifyFile(MigrationCode.Of("", """migrationBuilder.AddCheckConstraint("CK", "Orders", "a > 0");"""));

    [Fact]
    public Task Each_is_acknowledged_by_itself_and_not_by_Fix_all() => Verifiers.GuardrailVerifier<BG6010ValidatedUnderLockAnalyzer, BG6010ValidatedUnderLockCodeFix>.VerifyCodeFixAsync(
        MigrationCode.Of(
        """
        migrationBuilder.[|AddCheckConstraint|]("A", "Orders", "a > 0");
        migrationBuilder.[|AddCheckConstraint|]("B", "Orders", "b > 0");
        """),
        MigrationCode.Of(
        """
        #pragma warning disable BG6010 // The table has few rows: …
        migrationBuilder.AddCheckConstraint("A", "Orders", "a > 0");
        #pragma warning restore BG6010
        #pragma warning disable BG6010 // The table has few rows: …
        migrationBuilder.AddCheckConstraint("B", "Orders", "b > 0");
        #pragma warning restore BG6010
        """).Replace("            #pragma", "#pragma", StringComparison.Ordinal),
        "BG6010ValidatedUnderLockCodeFix.Acknowledge.OneByOne");
}
