using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6009UniqueOnExistingDataTests : MigrationRuleTests<BG6009UniqueOnExistingDataAnalyzer, BG6009UniqueOnExistingDataCodeFix>
{
    [Theory]
    [InlineData("""migrationBuilder.{|#0:CreateIndex|}(name: "IX", table: "Users", column: "Email", unique: true);""")]
    [InlineData("""migrationBuilder.{|#0:CreateIndex|}(unique: true, columns: new[] { "A", "B" }, schema: "crm", table: "Users", name: "IX");""")]
    [InlineData("""migrationBuilder.{|#0:CreateIndex|}("IX", "Users", "Email", unique: true, filter: "[Email] IS NOT NULL");""")]
    [InlineData("""migrationBuilder.{|#0:AddUniqueConstraint|}("AK", "Users", "Email");""")]
    [InlineData("""migrationBuilder.{|#0:AddUniqueConstraint|}(name: "AK", table: "Users", columns: new[] { "A", "B" });""")]
    [InlineData("""migrationBuilder.{|#0:AddPrimaryKey|}("PK", "Users", "Email");""")]
    [InlineData("""migrationBuilder.Sql("DELETE FROM other WHERE a = 1"); migrationBuilder.{|#0:CreateIndex|}("IX", "Users", "Email", unique: true);""")]
    [InlineData("""migrationBuilder.{|#0:CreateIndex|}("IX", "Users", "Email", unique: true); migrationBuilder.Sql("DELETE FROM \"Users\" WHERE \"A\" = 1");""")]
    [InlineData("""migrationBuilder.DropIndex("IX", "Users"); migrationBuilder.{|#0:CreateIndex|}("IX", "Users", "Email", unique: true);""")]
    [InlineData("""migrationBuilder.{|#0:CreateIndex|}("IX", "Users", "Email", unique: true).Annotation("Npgsql:CreatedConcurrently", true);""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.{|#0:CreateIndex|}("IX", "Users", "Email", unique: true);""")]
    [InlineData("""foreach (var column in new[] { "Email", "Name" }) migrationBuilder.{|#0:CreateIndex|}("IX_" + column, "Users", column, unique: true);""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Tenant", table: "Users", type: "integer", nullable: false, defaultValue: 0); migrationBuilder.{|#0:CreateIndex|}("IX", "Users", new[] { "Tenant", "Email" }, unique: true);""")]
    [InlineData("""migrationBuilder.AlterColumn<string>(name: "Email", table: "Users", type: "nvarchar(450)", nullable: false); migrationBuilder.{|#0:CreateIndex|}("IX", "Users", "Email", unique: true);""")]
    public Task A_claim_about_rows_that_are_there_is_worth_a_look(string up) => VerifyInfo(up);

    [Theory]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Code", table: "Users", type: "integer", nullable: false, defaultValue: 0); migrationBuilder.[|CreateIndex|]("IX", "Users", "Code", unique: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Code", table: "Users", type: "nvarchar(450)", nullable: false, defaultValue: ""); migrationBuilder.[|CreateIndex|]("IX", "Users", "Code", unique: true);""")]
    [InlineData("""migrationBuilder.AddColumn<Guid>(name: "Code", table: "Users", type: "uuid", nullable: false, defaultValue: new Guid("00000000-0000-0000-0000-000000000000")); migrationBuilder.[|AddUniqueConstraint|]("AK", "Users", "Code");""")]
    public Task All_rows_alike_are_reported(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.CreateIndex("IX", "Users", "Email");""")]
    [InlineData("""migrationBuilder.CreateIndex("IX", "Users", "Email", unique: false);""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.CreateIndex("IX", "Orders", "Total", unique: true);""")]
    [InlineData("""migrationBuilder.Sql("CREATE TABLE users (email text)"); migrationBuilder.AddUniqueConstraint("AK", "users", "email");""")]
    [InlineData("""migrationBuilder.Sql("DELETE FROM \"Users\" a USING \"Users\" b WHERE a.\"Id\" > b.\"Id\" AND a.\"Email\" = b.\"Email\""); migrationBuilder.CreateIndex("IX", "Users", "Email", unique: true);""")]
    [InlineData("""migrationBuilder.Sql("WITH d AS (SELECT 1) UPDATE [dbo].[Users] SET [Email] = NULL WHERE [Id] IN (SELECT 1)"); migrationBuilder.CreateIndex("IX", "Users", "Email", schema: "dbo", unique: true);""")]
    [InlineData("""migrationBuilder.Sql(System.IO.File.ReadAllText("clean.sql")); migrationBuilder.CreateIndex("IX", "Users", "Email", unique: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Code", table: "Users", type: "text", nullable: true); migrationBuilder.CreateIndex("IX", "Users", "Code", unique: true);""")]
    [InlineData("""migrationBuilder.AddColumn<string>(name: "Code", table: "Users", type: "nvarchar(450)", nullable: true); migrationBuilder.CreateIndex("IX", "Users", "Code", unique: true, filter: "[Code] IS NOT NULL");""")]
    [InlineData("""migrationBuilder.AddColumn<Guid>(name: "Code", table: "Users", type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()"); migrationBuilder.CreateIndex("IX", "Users", "Code", unique: true);""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "Number", table: "Users", type: "integer", nullable: false).Annotation("Npgsql:ValueGenerationStrategy", 2); migrationBuilder.CreateIndex("IX", "Users", "Number", unique: true);""")]
    [InlineData("""migrationBuilder.CreateIndex("IX", "Users", new[] { "Email", "Id" }, unique: true);""")]
    [InlineData("""var table = Environment.MachineName; migrationBuilder.CreateIndex("IX", table, "Email", unique: true);""")]
    [InlineData("""migrationBuilder.DropUniqueConstraint("AK", "Users");""")]
    [InlineData("""migrationBuilder.AlterColumn<int>("A", "T", type: "INTEGER").Annotation("Sqlite:Comment", "x"); migrationBuilder.CreateIndex("IX", "Users", "Email", unique: true);""")]
    public Task What_cannot_break_is_fine(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.DropIndex("IX", "Users"); migrationBuilder.CreateIndex("IX", "Users", new[] { "Tenant", "Email" }, unique: true);""", """migrationBuilder.DropIndex("IX", "Users"); migrationBuilder.CreateIndex("IX", "Users", "Email", unique: true);""")]
    [InlineData("""migrationBuilder.DropPrimaryKey("PK_Old", "Old"); migrationBuilder.RenameTable("Old", newName: "New"); migrationBuilder.AddPrimaryKey("PK_New", "New", "Id");""", """migrationBuilder.DropPrimaryKey("PK_New", "New"); migrationBuilder.RenameTable("New", newName: "Old"); migrationBuilder.AddPrimaryKey("PK_Old", "Old", "Id");""")]
    [InlineData("""migrationBuilder.DropIndex("IX_Mail", "Users"); migrationBuilder.RenameColumn("Mail", "Users", "Email"); migrationBuilder.CreateIndex("IX_Email", "Users", "Email", unique: true);""", """migrationBuilder.CreateIndex("IX_Mail", "Users", "Mail", unique: true);""")]
    public Task What_was_unique_before_is_fine(string up, string down) => VerifyFile(MigrationCode.Of(up, down));

    [Fact]
    public Task The_message_says_what_happens() => VerifyMessage(
        """migrationBuilder.{|#0:CreateIndex|}(name: "IX_Users_Email", table: "Users", column: "Email", unique: true);""", DiagnosticSeverity.Info,
        "'IX_Users_Email'", "Users", "'Email'", "", "look for such rows and settle them before, in the migration or by hand");

    [Fact]
    public Task Certain_failure_is_said_to_be_certain() => VerifyMessage(
        """migrationBuilder.AddColumn<int>(name: "Code", table: "Users", nullable: false, defaultValue: 0); migrationBuilder.{|#0:CreateIndex|}(name: "IX", table: "Users", schema: "", column: "Code", unique: true);""", DiagnosticSeverity.Warning,
        "'IX'", "Users", "'Code'", ", and this migration gives all rows the same", "fill the column with different values first");

    [Fact]
    public Task Each_is_acknowledged_by_itself_and_not_by_Fix_all() => Verifiers.GuardrailVerifier<BG6009UniqueOnExistingDataAnalyzer, BG6009UniqueOnExistingDataCodeFix>.VerifyCodeFixAsync(
        MigrationCode.Of(
        """
        migrationBuilder.AddColumn<int>(name: "A", table: "Users", nullable: false, defaultValue: 0);
        migrationBuilder.[|CreateIndex|](
            name: "IX",
            table: "Users",
            column: "A",
            unique: true);
        migrationBuilder.[|AddUniqueConstraint|]("AK", "Users", "A");
        """),
        MigrationCode.Of(
        """
        migrationBuilder.AddColumn<int>(name: "A", table: "Users", nullable: false, defaultValue: 0);
        #pragma warning disable BG6009 // There are no duplicates, as was looked up on …
        migrationBuilder.CreateIndex(
            name: "IX",
            table: "Users",
            column: "A",
            unique: true);
        #pragma warning restore BG6009
        #pragma warning disable BG6009 // There are no duplicates, as was looked up on …
        migrationBuilder.AddUniqueConstraint("AK", "Users", "A");
        #pragma warning restore BG6009
        """).Replace("            #pragma", "#pragma", StringComparison.Ordinal),
        "BG6009UniqueOnExistingDataCodeFix.Acknowledge.OneByOne");
}
