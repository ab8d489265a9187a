using BackendGuardrails.Migrations;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Tests.Migrations;

public class BG6013TransactionTests : MigrationRuleTests<BG6013TransactionAnalyzer, BG6013TransactionCodeFix>
{
    private const string OnSqlServer = """migrationBuilder.AddColumn<string>(name: "Note", table: "Orders", type: "nvarchar(max)", nullable: true);""";

    [Theory]
    [InlineData("""migrationBuilder.[|Sql|]("CREATE INDEX CONCURRENTLY ix_orders_a ON orders (a)");""")]
    [InlineData("""migrationBuilder.[|Sql|](@"CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ""IX_A"" ON ""Orders"" (""A"");");""")]
    [InlineData("""migrationBuilder.[|Sql|](sql: "create index concurrently ix on orders (a)", suppressTransaction: false);""")]
    [InlineData("""migrationBuilder.[|Sql|](suppressTransaction: false, sql: "DROP INDEX CONCURRENTLY IF EXISTS ix");""")]
    [InlineData("""migrationBuilder.[|Sql|]("REINDEX TABLE CONCURRENTLY orders", false);""")]
    [InlineData("""migrationBuilder.[|Sql|]("REINDEX (CONCURRENTLY) INDEX ix");""")]
    [InlineData("""migrationBuilder.[|Sql|]("VACUUM ANALYZE orders");""")]
    [InlineData("""migrationBuilder.[|Sql|]("ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY");""")]
    [InlineData("""migrationBuilder.[|Sql|]("SET lock_timeout = '5s'; CREATE INDEX CONCURRENTLY ix ON orders (a);");""")]
    [InlineData("""migrationBuilder.[|Sql|]("ALTER SYSTEM SET work_mem = '64MB'");""")]
    [InlineData("""const string sql = "CREATE INDEX CONCURRENTLY ix ON orders (a)"; migrationBuilder.[|Sql|](sql);""")]
    [InlineData("""var table = Environment.MachineName; migrationBuilder.[|Sql|]($"CREATE INDEX CONCURRENTLY ix ON {table} (a)");""")]
    [InlineData("""foreach (var column in new[] { "a", "b" }) migrationBuilder.[|Sql|]($"CREATE INDEX CONCURRENTLY ix_{column} ON orders ({column})");""")]
    [InlineData("""if (migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL") migrationBuilder.[|Sql|]("CREATE INDEX CONCURRENTLY ix ON orders (a)");""")]
    [InlineData("""Run("CREATE INDEX CONCURRENTLY ix ON orders (a)"); void Run(string sql) { migrationBuilder.[|Sql|](sql); }""")]
    [InlineData(OnSqlServer + """migrationBuilder.[|Sql|]("ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON");""")]
    [InlineData(OnSqlServer + """migrationBuilder.[|Sql|]("CREATE FULLTEXT CATALOG shop AS DEFAULT;\nGO\nCREATE FULLTEXT INDEX ON dbo.Orders (Note) KEY INDEX PK_Orders;");""")]
    [InlineData(OnSqlServer + """migrationBuilder.[|Sql|]("IF NOT EXISTS (SELECT 1 FROM sys.fulltext_catalogs) CREATE FULLTEXT CATALOG shop");""")]
    public Task A_statement_that_the_transaction_refuses_is_reported(string up) => Verify(up);

    [Theory]
    [InlineData("""migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (a)", suppressTransaction: true);""")]
    [InlineData("""migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON orders (a)", true);""")]
    [InlineData("""const bool alone = true; migrationBuilder.Sql(suppressTransaction: alone, sql: "DROP INDEX CONCURRENTLY ix");""")]
    [InlineData("""migrationBuilder.Sql("CREATE INDEX ix ON orders (a)");""")]
    [InlineData("""migrationBuilder.Sql("REFRESH MATERIALIZED VIEW CONCURRENTLY sums");""")]
    [InlineData("""migrationBuilder.Sql("-- CREATE INDEX CONCURRENTLY is for later\nSELECT 1");""")]
    [InlineData("""migrationBuilder.Sql("COMMENT ON TABLE orders IS 'CREATE INDEX CONCURRENTLY was used'");""")]
    [InlineData("""migrationBuilder.Sql("UPDATE notes SET text = 'VACUUM; ALTER SYSTEM'");""")]
    [InlineData("""migrationBuilder.Sql("ALTER DATABASE shop SET timezone TO 'UTC'");""")]
    [InlineData("""migrationBuilder.Sql("REINDEX INDEX ix");""")]
    [InlineData("""migrationBuilder.Sql("CREATE FUNCTION f() RETURNS void AS $$ BEGIN VACUUM; END $$ LANGUAGE plpgsql");""")]
    [InlineData("""migrationBuilder.Sql("ALTER TYPE status ADD VALUE 'late'");""")]
    [InlineData("""migrationBuilder.CreateIndex("IX", "Orders", "A").Annotation("Npgsql:CreatedConcurrently", true);""")]
    [InlineData(OnSqlServer + """migrationBuilder.Sql("ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 4");""")]
    [InlineData(OnSqlServer + """migrationBuilder.Sql("CREATE NONCLUSTERED INDEX IX ON dbo.Orders (A) WITH (ONLINE = ON)");""")]
    [InlineData("""migrationBuilder.Sql(System.IO.File.ReadAllText("index.sql"));""")]
    public Task What_may_run_in_a_transaction_is_fine(string up) => Verify(up);

    [Fact]
    public Task Another_Sql_is_not_meant() => VerifyFile("""
        class MigrationBuilder { public void Sql(string sql, bool suppressTransaction = false) { } }
        abstract class Migration { protected abstract void Up(MigrationBuilder builder); }
        class Change : Migration { protected override void Up(MigrationBuilder builder) => builder.Sql("VACUUM"); }
        """);

    [Fact]
    public Task The_message_says_what_happens() => VerifyMessage(
        """migrationBuilder.{|#0:Sql|}("CREATE INDEX CONCURRENTLY ix ON orders (a)");""", DiagnosticSeverity.Warning,
        "CREATE INDEX CONCURRENTLY", "PostgreSQL refuses it with error 25001", "");

    [Fact]
    public Task What_comes_before_is_committed() => VerifyMessage(
        OnSqlServer + """migrationBuilder.{|#0:Sql|}("CREATE FULLTEXT CATALOG shop");""", DiagnosticSeverity.Warning,
        "CREATE FULLTEXT CATALOG", "SQL Server refuses it with error 574", ", and give it a migration of its own, because what comes before it is committed then");

    [Fact]
    public Task Generated_folders_are_looked_at() => VerifyGenerated(MigrationCode.Of("""migrationBuilder.[|Sql|]("VACUUM");"""));

    [Fact]
    public Task Down_is_not_looked_at() => VerifyFile(MigrationCode.Of("", """migrationBuilder.Sql("DROP INDEX CONCURRENTLY ix");"""));

    [Theory]
    [InlineData("20260114093000_Change", """migrationBuilder.Sql("VACUUM");""")]
    [InlineData("20260113000000", """migrationBuilder.[|Sql|]("VACUUM");""")]
    public Task Old_migrations_stay_as_they_are(string last, string up) => VerifyAfter(last, up, "20260114093000_Change");

    [Fact]
    public Task The_transaction_is_suppressed_and_by_Fix_all() => VerifyFix(
        """
        migrationBuilder.[|Sql|]("CREATE INDEX CONCURRENTLY a ON orders (a)");
        // By name.
        migrationBuilder.[|Sql|](
            sql: "DROP INDEX CONCURRENTLY b", // gone
            suppressTransaction: false);
        migrationBuilder.[|Sql|]("VACUUM", false);
        """,
        """
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY a ON orders (a)", suppressTransaction: true);
        // By name.
        migrationBuilder.Sql(
            sql: "DROP INDEX CONCURRENTLY b", // gone
            suppressTransaction: true);
        migrationBuilder.Sql("VACUUM", true);
        """);
}
