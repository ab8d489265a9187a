using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6015JsonColumnTests : MigrationRuleTests<BG6015JsonColumnAnalyzer, BG6015JsonColumnCodeFix>
{
    [Theory]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Data", table: "Orders", type: [|"json"|], nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(type: [|"json"|], nullable: false, schema: "sales", table: "Orders", name: "Data", defaultValue: "{}");""")]
    [InlineData("""migrationBuilder.AddColumn<string>("Data", "Orders", [|"json"|]);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Data", table: "Orders", type: [|"JSON"|], nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string[]>(name: "Data", table: "Orders", type: [|"json[]"|], nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<System.Text.Json.JsonDocument>(name: "Data", table: "Orders", type: [|"json"|], nullable: true);""")]
    [InlineData("""migrationBuilder.CreateTable(name: "T", columns: table => new { Id = table.Column<int>(type: "integer"), Data = table.Column<string>(type: [|"json"|], nullable: true) });""")]
    [InlineData("""migrationBuilder.CreateTable(name: "T", columns: table => new { Data = table.Column<string>(type: [|"json"|], nullable: true).Annotation("Npgsql:Comment", "x") });""")]
    [InlineData("""const string type = "json"; migrationBuilder.AddColumn<string>("Data", "Orders", [|type|]);""")]
    [InlineData("""foreach (var table in new[] { "A", "B" }) migrationBuilder.AddColumn<string>("Data", table, [|"json"|]);""")]
    [InlineData("""Add("Orders"); void Add(string table) => migrationBuilder.AddColumn<string>("Data", table, [|"json"|]);""")]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL") migrationBuilder.AddColumn<string>("Data", "Orders", [|"json"|]);""")]
    public Task A_json_column_is_worth_a_look(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Data", table: "Orders", type: "jsonb", nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Data", table: "Orders", type: "text", nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "json", table: "json", type: "jsonpath", nullable: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Data", table: "Orders", type: "json", nullable: true).Annotation("MySql:CharSet", "utf8mb4");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Pomelo.EntityFrameworkCore.MySql") migrationBuilder.AddColumn<string>("Data", "Orders", "json");""")]
    [InlineData("""migrationBuilder.AddColumn<string>("N", "Orders", type: "nvarchar(max)"); migrationBuilder.AddColumn<string>("Data", "Orders", "json");""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "Data", table: "Orders", type: "jsonb", nullable: true, oldClrType: typeof(string), oldType: "json");""")]
    [InlineData("""migrationBuilder.DropColumn(name: "json", table: "Orders");""")]
    [InlineData("""migrationBuilder.Sql("SELECT '{}'::json");""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Data", table: "Orders");""")]
    [InlineData("""var type = Environment.MachineName; migrationBuilder.AddColumn<string>("Data", "Orders", type);""")]
    [InlineData("""migrationBuilder.CreateTable(name: "T", columns: table => new { Data = table.Column<string>(type: "jsonb", nullable: true, comment: "json") });""")]
    public Task Other_types_are_fine(string up) => Verify(up);

    [Fact]
    public Task The_message_names_the_column() => VerifyMessage("""migrationBuilder.AddColumn<string>("Data", "Orders", {|#0:"json"|}, schema: "sales");""", DiagnosticSeverity.Info, "Data", "sales.Orders", "json");

    [Fact]
    public Task Down_is_not_looked_at() => VerifyFile(MigrationCode.Of("", """migrationBuilder.AddColumn<string>("Data", "Orders", "json");"""));

    [Fact]
    public Task It_becomes_jsonb_and_by_Fix_all() => VerifyFix(
        """
        migrationBuilder.AddColumn<string>(
            name: "Data",
            table: "Orders",
            type: [|"json"|], // as it comes
            nullable: true);
        migrationBuilder.CreateTable(name: "T", columns: table => new { Data = table.Column<string[]>(type: [|"json[]"|], nullable: true) });
        """,
        """
        migrationBuilder.AddColumn<string>(
            name: "Data",
            table: "Orders",
            type: "jsonb", // as it comes
            nullable: true);
        migrationBuilder.CreateTable(name: "T", columns: table => new { Data = table.Column<string[]>(type: "jsonb[]", nullable: true) });
        """);

    [Fact]
    public Task A_name_is_left() => Verifiers.GuardrailVerifier<BG6015JsonColumnAnalyzer, BG6015JsonColumnCodeFix>.VerifyNoCodeFixAsync(
        MigrationCode.Of("""const string type = "json"; migrationBuilder.AddColumn<string>("Data", "Orders", [|type|]);"""));
}
