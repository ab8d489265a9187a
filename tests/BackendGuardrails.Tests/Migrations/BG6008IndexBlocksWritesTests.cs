using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6008IndexBlocksWritesTests : MigrationRuleTests<BG6008IndexBlocksWritesAnalyzer, BG6008IndexBlocksWritesCodeFix>
{
    private const string OnSqlServer = """migrationBuilder.AddColumn<string>(name: "Note", table: "Orders", type: "nvarchar(max)", nullable: true);""";

    [Theory]
    [InlineData("""migrationBuilder.[|CreateIndex|](name: "IX_Orders_A", table: "Orders", column: "A");""")]
    [InlineData("""migrationBuilder.[|CreateIndex|](column: "A", table: "Orders", schema: "sales", name: "IX_Orders_A", unique: true);""")]
    [InlineData("""migrationBuilder.[|CreateIndex|]("IX", "Orders", new[] { "A", "B" }, descending: new[] { false, true });""")]
    [InlineData("""migrationBuilder.[|CreateIndex|]("IX", "Orders", "A", filter: "\"A\" IS NOT NULL").Annotation("Npgsql:IndexMethod", "gin");""")]
    [InlineData("""migrationBuilder.[|CreateIndex|]("IX", "Orders", "A").Annotation("Npgsql:CreatedConcurrently", false);""")]
    [InlineData("""migrationBuilder.AddColumn<int>(name: "CustomerId", table: "Orders", type: "integer", nullable: true); migrationBuilder.[|CreateIndex|](name: "IX", table: "Orders", column: "CustomerId");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.[|CreateIndex|]("IX", "Customers", "A");""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.[|CreateIndex|]("IX", "Orders", "A", schema: "archive");""")]
    [InlineData("""foreach (var table in new[] { "A", "B" }) migrationBuilder.[|CreateIndex|]("IX_" + table, table, "C");""")]
    [InlineData("""Index("Orders"); void Index(string table) => migrationBuilder.[|CreateIndex|]("IX", table, "A");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL") { migrationBuilder.[|CreateIndex|]("IX", "Orders", "A"); }""")]
    [InlineData("""migrationBuilder.[|Sql|]("CREATE INDEX ix ON orders USING gin (data)");""")]
    [InlineData("""migrationBuilder.[|Sql|]("CREATE INDEX IF NOT EXISTS \"IX\" ON public.\"Orders\" (\"A\");", suppressTransaction: true);""")]
    public Task An_index_that_stops_writers_is_reported(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.CreateIndex("IX", "Orders", "A").Annotation("Npgsql:CreatedConcurrently", true);""")]
    [InlineData("""migrationBuilder.CreateIndex("IX", "Orders", "A").Annotation("Npgsql:IndexMethod", "gin").Annotation("Npgsql:CreatedConcurrently", true);""")]
    [InlineData(MigrationCode.NewOrders + """migrationBuilder.CreateIndex("IX", "Orders", "Total");""")]
    [InlineData("""migrationBuilder.Sql("CREATE TABLE \"Orders\" (a int)"); migrationBuilder.CreateIndex("IX", "Orders", "A");""")]
    [InlineData("""migrationBuilder.Sql("CREATE TABLE orders (a int); CREATE INDEX ix ON orders (a);");""")]
    [InlineData("""migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (a)", true);""")]
    [InlineData("""migrationBuilder.Sql("CREATE INDEX ix ON #orders (a)");""")]
    [InlineData("""migrationBuilder.Sql("-- CREATE INDEX ix ON orders (a)\nSELECT 1");""")]
    [InlineData("""migrationBuilder.Sql("DROP INDEX ix");""")]
    [InlineData("""migrationBuilder.DropIndex("IX", "Orders");""")]
    [InlineData("""migrationBuilder.RenameIndex("IX", "IY", "Orders");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.CreateIndex("IX", "Orders", "A");""")]
    [InlineData("""migrationBuilder.AlterColumn<string>("A", "T", type: "longtext").Annotation("MySql:CharSet", "utf8mb4"); migrationBuilder.CreateIndex("IX", "Orders", "A");""")]
    [InlineData(OnSqlServer + """migrationBuilder.CreateIndex("IX", "Orders", "A").Annotation("SqlServer:Online", true);""")]
    [InlineData(OnSqlServer + """migrationBuilder.Sql("CREATE INDEX IX ON dbo.Orders (A) WITH (ONLINE = ON)");""")]
    [InlineData("""var table = Environment.MachineName; migrationBuilder.CreateIndex("IX", table, "A");""")]
    public Task Others_and_new_tables_are_fine(string up) => Verify(up);

    [Theory]
    [InlineData(OnSqlServer + """migrationBuilder.{|#0:CreateIndex|}("IX", "Orders", "A");""")]
    [InlineData(OnSqlServer + """migrationBuilder.{|#0:CreateIndex|}("IX", "Orders", "A").Annotation("SqlServer:Include", new[] { "B" });""")]
    [InlineData(OnSqlServer + """migrationBuilder.{|#0:Sql|}("CREATE NONCLUSTERED INDEX [IX] ON [dbo].[Orders] ([A])");""")]
    public Task Sql_Server_may_not_have_online_indexes(string up) => VerifyInfo(up);

    [Fact]
    public async Task Small_tables_are_fine()
    {
        var test = new Verifiers.GuardrailVerifier<BG6008IndexBlocksWritesAnalyzer, BG6008IndexBlocksWritesCodeFix>.Test { TestCode = MigrationCode.Of("""migrationBuilder.CreateIndex("IX", "Countries", "A"); migrationBuilder.[|CreateIndex|]("IX", "Orders", "A");"""), EditorConfig = "backend_guardrails.small_tables = Countries, Currencies" };
        await test.RunAsync();
    }

    [Fact]
    public Task The_message_says_what_is_locked() => VerifyMessage(
        """migrationBuilder.{|#0:CreateIndex|}(name: "IX_Orders_A", table: "Orders", schema: "sales", column: "A");""", DiagnosticSeverity.Warning,
        "sales.Orders", "'IX_Orders_A'", "PostgreSQL keeps a SHARE lock on the table until the last row is in it", "build it concurrently");

    [Fact]
    public Task It_wants_a_migration_of_its_own() => VerifyMessage(
        """migrationBuilder.DropColumn("B", "Orders"); migrationBuilder.{|#0:CreateIndex|}(name: "IX", table: "Orders", column: "A");""", DiagnosticSeverity.Warning,
        "Orders", "'IX'", "PostgreSQL keeps a SHARE lock on the table until the last row is in it", "build it concurrently, in a migration of its own, because that cannot be part of a transaction");

    [Fact]
    public Task Sql_Server_is_named() => VerifyMessage(
        OnSqlServer + """migrationBuilder.{|#0:CreateIndex|}(name: "IX", table: "Orders", column: "A");""", DiagnosticSeverity.Info,
        "Orders", "'IX'", "SQL Server keeps a shared lock on the table until the last row is in it", "build it online, where the edition can");

    [Fact]
    public Task Generated_folders_are_looked_at() => VerifyGenerated(MigrationCode.Of("""migrationBuilder.[|CreateIndex|]("IX", "Orders", "A");"""));

    [Fact]
    public Task A_table_whose_creation_does_not_compile_yet_is_new() => VerifyFile(MigrationCode.Of("""
        migrationBuilder.CreateTable(name: "Vectors", columns: table => new { Value = table.Column<{|CS0246:Vector|}>(type: "vector", nullable: true) });
        migrationBuilder.CreateIndex("IX", "Vectors", "Value");
        migrationBuilder.[|CreateIndex|]("IX", "Others", "Value");
        """));

    [Fact]
    public Task Down_is_not_looked_at() => VerifyFile(MigrationCode.Of("", """migrationBuilder.CreateIndex("IX", "Orders", "A");"""));

    [Fact]
    public Task It_is_built_concurrently_and_by_Fix_all() => VerifyFix(
        """
        // The oldest first.
        migrationBuilder.[|CreateIndex|](
            name: "IX_Orders_A",
            table: "Orders",
            column: "A");

        migrationBuilder.[|CreateIndex|]("IX_Orders_B", "Orders", "B"); // B

        migrationBuilder.[|CreateIndex|](
            name: "IX_Orders_C",
            table: "Orders",
            column: "C",
            unique: true)
            .Annotation("Npgsql:IndexInclude", new[] { "D" });
        """,
        """
        // The oldest first.
        migrationBuilder.CreateIndex(
            name: "IX_Orders_A",
            table: "Orders",
            column: "A")
            .Annotation("Npgsql:CreatedConcurrently", true);

        migrationBuilder.CreateIndex("IX_Orders_B", "Orders", "B").Annotation("Npgsql:CreatedConcurrently", true); // B

        migrationBuilder.CreateIndex(
            name: "IX_Orders_C",
            table: "Orders",
            column: "C",
            unique: true)
            .Annotation("Npgsql:CreatedConcurrently", true)
            .Annotation("Npgsql:IndexInclude", new[] { "D" });
        """,
        "Annotate");

    [Fact]
    public Task It_can_be_acknowledged_but_not_by_Fix_all()
    {
        var before = MigrationCode.Of("""migrationBuilder.[|CreateIndex|]("IX", "Orders", "A");""");
        return new Verifiers.GuardrailVerifier<BG6008IndexBlocksWritesAnalyzer, BG6008IndexBlocksWritesCodeFix>.Test
        {
            TestCode = before,
            FixedCode = MigrationCode.Of(
                """
                #pragma warning disable BG6008 // The table has few rows: …
                migrationBuilder.CreateIndex("IX", "Orders", "A");
                #pragma warning restore BG6008
                """).Replace("            #pragma", "#pragma", StringComparison.Ordinal),
            BatchFixedState = { MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow, Sources = { before } },
            NumberOfFixAllIterations = 1,
            CodeActionEquivalenceKey = "BG6008IndexBlocksWritesCodeFix.Acknowledge.OneByOne",
        }.RunAsync();
    }

    [Fact]
    public Task Sql_of_the_author_is_not_rewritten() => VerifyNoRepair("""migrationBuilder.[|Sql|]("CREATE INDEX ix ON orders (a)");""", "Annotate");
}
