using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6007PlaceholderDefaultTests : MigrationRuleTests<BG6007PlaceholderDefaultAnalyzer, BG6007PlaceholderDefaultCodeFix>
{
    private const string Key = """migrationBuilder.AddForeignKey(name: "FK_Orders_Customers", table: "Orders", column: "CustomerId", principalTable: "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);""";

    [Theory]
    [InlineData("DateTime", "At", "new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified)")]
    [InlineData("DateTime", "At", "new DateTime(1, 1, 1)")]
    [InlineData("DateTime", "At", "default(DateTime)")]
    [InlineData("DateTime", "At", "DateTime.MinValue")]
    [InlineData("DateTime", "At", "new DateTime()")]
    [InlineData("DateTimeOffset", "At", "new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0))")]
    [InlineData("DateTimeOffset", "At", "default(DateTimeOffset)")]
    [InlineData("DateTimeOffset", "At", "DateTimeOffset.MinValue")]
    [InlineData("DateOnly", "On", "new DateOnly(1, 1, 1)")]
    [InlineData("Guid", "Key", "Guid.Empty")]
    [InlineData("Guid", "Key", "new Guid(\"00000000-0000-0000-0000-000000000000\")")]
    [InlineData("int", "CustomerId", "0")]
    [InlineData("long", "customer_id", "0L")]
    [InlineData("string", "CustomerId", "\"\"")]
    public Task A_placeholder_is_worth_a_look(string type, string column, string value) =>
        VerifyInfo($$"""migrationBuilder.AddColumn<{{type}}>(name: "{{column}}", table: "Orders", nullable: false, defaultValue: {|#0:{{value}}|});""");

    [Theory]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", type: "integer", nullable: false, defaultValue: [|0|]);""" + Key)]
    [InlineData("""migrationBuilder.AddColumn<int>(defaultValue: [|0|], nullable: false, table: "Orders", name: "CustomerId");""" + Key)]
    [InlineData("""migrationBuilder.AddColumn<Guid>(name: "CustomerId", table: "Orders", type: "uniqueidentifier", nullable: false, defaultValue: [|new Guid("00000000-0000-0000-0000-000000000000")|]); migrationBuilder.CreateIndex("IX", "Orders", "CustomerId");""" + Key)]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "CustomerId", table: "Orders", type: "nvarchar(450)", nullable: false, defaultValue: [|""|]);""" + Key)]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Owner", table: "Orders", nullable: false, defaultValue: [|0|]); migrationBuilder.AddForeignKey("FK", "Orders", "Owner", "Users", principalColumn: "Id");""")]
    [InlineData("""migrationBuilder.Sql("UPDATE other SET a = 1 WHERE b = 2"); migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", nullable: false, defaultValue: [|0|]);""" + Key)]
    public Task A_reference_to_nothing_is_reported(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Count", table: "Orders", nullable: false, defaultValue: 0);""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", nullable: false, defaultValue: 1);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Name", table: "Orders", nullable: false, defaultValue: "");""")]
    [InlineData("""migrationBuilder.AddColumn<bool>(name: "Paid", table: "Orders", nullable: false, defaultValue: false);""")]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "At", table: "Orders", nullable: false, defaultValue: new DateTime(2024, 1, 1));""")]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "At", table: "Orders", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP");""")]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "At", table: "Orders", nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "At", table: "Orders", nullable: true, defaultValue: DateTime.MinValue);""")]
    [InlineData("""migrationBuilder.AddColumn<Guid>(name: "Key", table: "Orders", nullable: false, defaultValue: new Guid("5bf2a3a1-1f1d-4a5f-9f5c-2f1b5a0a3f11"));""")]
    [InlineData("""migrationBuilder.AddColumn<TimeSpan>(name: "Length", table: "Orders", nullable: false, defaultValue: new TimeSpan(0, 0, 0, 0, 0));""")]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "At", table: "Orders", nullable: false, defaultValue: DateTime.MaxValue);""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", nullable: false, defaultValue: 0);""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", nullable: false, defaultValue: 0); migrationBuilder.Sql("UPDATE \"Orders\" SET \"CustomerId\" = (SELECT min(\"Id\") FROM \"Customers\") WHERE true");""" + Key)]
    [InlineData("""migrationBuilder.AddColumn<DateTime>(name: "At", table: "Orders", nullable: false, defaultValue: default(DateTime)); migrationBuilder.Sql("UPDATE o SET At = p.At FROM dbo.Orders o JOIN Payments p ON p.OrderId = o.Id");""")]
    [InlineData("""migrationBuilder.CreateTable(name: "T", columns: table => new { At = table.Column<DateTime>(nullable: false, defaultValue: DateTime.MinValue) });""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Paid", table: "Orders", nullable: false, defaultValue: 0);""")]
    [InlineData("""migrationBuilder.AlterColumn<DateTime>(name: "At", table: "Orders", nullable: false, defaultValue: DateTime.MinValue, oldClrType: typeof(DateTime), oldNullable: true);""")]
    public Task A_value_that_somebody_meant_is_fine(string up) => Verify(up);

    [Fact]
    public Task The_message_says_what_is_stored() => VerifyMessage(
        """migrationBuilder.AddColumn<DateTime>(name: "At", table: "Orders", nullable: false, defaultValue: {|#0:new DateTime(1, 1, 1)|});""", DiagnosticSeverity.Info,
        "At", "Orders", "0001-01-01", "later nobody can tell it from data", "let the database compute it, or allow NULL");

    [Fact]
    public Task The_message_names_the_foreign_key() => VerifyMessage(
        """migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", nullable: false, defaultValue: {|#0:0|});""" + Key, DiagnosticSeverity.Warning,
        "CustomerId", "Orders", "0", "no row of 'Customers' has that key, so 'FK_Orders_Customers' fails as soon as there are rows", "allow NULL, or fill the column before the constraint is added");

    [Theory]
    [InlineData("DateTime", "timestamp with time zone", "default(DateTime)", "CURRENT_TIMESTAMP")]
    [InlineData("DateTime", "timestamp without time zone", "default(DateTime)", "now() AT TIME ZONE 'utc'")]
    [InlineData("DateTimeOffset", "datetimeoffset", "default(DateTimeOffset)", "SYSDATETIMEOFFSET()")]
    [InlineData("DateTime", "datetime2", "default(DateTime)", "SYSUTCDATETIME()")]
    [InlineData("DateOnly", "date", "default(DateOnly)", "CURRENT_DATE")]
    public async Task The_database_computes_the_time(string type, string storeType, string before, string function)
    {
        string Code(string argument) => MigrationCode.Of($$"""migrationBuilder.AddColumn<{{type}}>(name: "At", table: "Orders", type: "{{storeType}}", nullable: false, {{argument}});""");
        var test = new Verifiers.GuardrailVerifier<BG6007PlaceholderDefaultAnalyzer, BG6007PlaceholderDefaultCodeFix>.Test
        {
            TestCode = Code($"defaultValue: {{|#0:{before}|}}"),
            FixedCode = Code($"defaultValueSql: \"{function}\""),
            CodeActionEquivalenceKey = "BG6007PlaceholderDefaultCodeFix.Compute",
        };
        test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult("BG6007", DiagnosticSeverity.Info).WithLocation(0));
        await test.RunAsync();
    }

    [Fact]
    public Task NULL_is_allowed_and_by_Fix_all() => VerifyFix(
        $"""
        migrationBuilder.AddColumn<int>(
            name: "CustomerId",
            table: "Orders",
            type: "integer",
            nullable: false,
            defaultValue: [|0|]); // who buys
        migrationBuilder.AddColumn<int>(defaultValue: [|0|], name: "Owner", table: "Orders", nullable: false);
        {Key}
        migrationBuilder.AddForeignKey("FK", "Orders", "Owner", "Users", principalColumn: "Id");
        """,
        $"""
        migrationBuilder.AddColumn<int>(
            name: "CustomerId",
            table: "Orders",
            type: "integer",
            nullable: true); // who buys
        migrationBuilder.AddColumn<int>(name: "Owner", table: "Orders", nullable: true);
        {Key}
        migrationBuilder.AddForeignKey("FK", "Orders", "Owner", "Users", principalColumn: "Id");
        """,
        "Nullable");
}
