using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2113UnfilteredBulkWriteAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2113UnfilteredBulkWriteSqlTests
{
    private static Task VerifyAsync(string source) => VerifyCS.VerifyAnalyzerAsync(source);

    private static DiagnosticResult Expected(int mark) => VerifyCS.Diagnostic().WithLocation(mark).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private static DiagnosticResult Info(int mark) => Expected(mark).WithSeverity(DiagnosticSeverity.Info).WithMessage(null);

    [Theory]
    [InlineData("await db.Database.ExecuteSqlRawAsync([|\"DELETE FROM orders\"|]);")]
    [InlineData("await db.Database.ExecuteSqlAsync([|$\"DELETE FROM orders\"|]);")]
    [InlineData("await db.Database.ExecuteSqlAsync([|$\"UPDATE orders SET notes = {term}, is_deleted = true\"|]);")]
    [InlineData("db.Database.ExecuteSqlRaw([|\"update dbo.Orders set Notes = 'where it was' -- where to\"|]);")]
    [InlineData("await connection.ExecuteAsync([|\"DELETE FROM shop.orders RETURNING id;\"|]);")]
    [InlineData("connection.Execute([|\"UPDATE orders o SET status = @status\"|], new { status = 2 });")]
    [InlineData("await connection.ExecuteAsync([|\"SELECT 1; DELETE FROM \\\"Orders\\\"\"|]);")]
    [InlineData("await connection.ExecuteAsync([|\"DELETE FROM orders WHERE 1=1\"|]);")]
    [InlineData("const string sql = \"DELETE FROM orders\"; await connection.ExecuteAsync([|sql|]);")]
    [InlineData("var sql = \"DELETE FROM orders\"; if (archived) sql += \" WHERE is_deleted\"; await connection.ExecuteAsync([|sql|]);")]
    [InlineData("await connection.ExecuteAsync([|\"DELETE FROM orders\" + (archived ? \" WHERE is_deleted\" : \"\")|]);")]
    [InlineData("await connection.ExecuteAsync([|archived ? \"DELETE FROM orders WHERE is_deleted\" : \"DELETE FROM orders\"|]);")]
    [InlineData("using var command = new NpgsqlCommand(); command.CommandText = [|\"DELETE FROM orders\"|]; command.ExecuteNonQuery();")]
    [InlineData("await using var command = new NpgsqlCommand([|\"UPDATE orders SET status = 1\"|], npgsql); await command.ExecuteNonQueryAsync();")]
    [InlineData("using var command = connection.CreateCommand(); command.CommandText = [|\"BEGIN; UPDATE orders SET status = @status; COMMIT\"|]; command.ExecuteNonQuery();")]
    [InlineData("await connection.ExecuteAsync(new CommandDefinition([|\"DELETE FROM orders\"|], cancellationToken: default));")]
    [InlineData("await connection.QueryAsync<int>([|\"DELETE FROM orders RETURNING id\"|]);")]
    public Task SQL_without_a_condition_is_reported(string body) => VerifyAsync(BulkShop.Method(body));

    [Fact]
    public Task The_message_names_the_table() => VerifyCS.VerifyAnalyzerAsync(
        BulkShop.Method("""
            await connection.ExecuteAsync({|#0:"DELETE FROM shop.orders"|});
            await connection.ExecuteAsync({|#1:"UPDATE orders SET status = 1 WHERE true"|});
            """),
        Expected(0).WithMessage("'ExecuteAsync' deletes every row of orders; say with a condition which rows are meant"),
        Expected(1).WithMessage("'ExecuteAsync' updates every row of orders, because its condition is always true; say with a condition which rows are meant"));

    [Fact]
    public Task Truncate_is_a_suggestion() => VerifyCS.VerifyAnalyzerAsync(
        BulkShop.Method("await db.Database.ExecuteSqlRawAsync({|#0:\"TRUNCATE TABLE orders RESTART IDENTITY\"|});"),
        Expected(0).WithSeverity(DiagnosticSeverity.Info).WithMessage("'ExecuteSqlRawAsync' removes every row of orders; say in the name of the method that the table is emptied, or delete the rows that are meant"));

    [Fact]
    public Task Conditions_that_may_all_be_left_out_are_a_suggestion() => VerifyCS.VerifyAnalyzerAsync(
        BulkShop.Method("var sql = \"DELETE FROM orders\"; if (archived) sql += \" WHERE is_deleted\"; if (term != null) sql += \" WHERE number = @term\"; await connection.ExecuteAsync({|#0:sql|});"),
        Info(0));

    [Theory]
    [InlineData("await db.Database.ExecuteSqlAsync($\"DELETE FROM orders WHERE customer_id = {customerId}\");")]
    [InlineData("await connection.ExecuteAsync(\"UPDATE orders SET status = 1 WHERE id = ANY(@ids)\", new { ids });")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM orders USING customers c WHERE c.id = orders.customer_id\");")]
    [InlineData("await connection.ExecuteAsync(\"DELETE o FROM orders o INNER JOIN stale s ON s.id = o.id\");")]
    [InlineData("await connection.ExecuteAsync(\"DELETE TOP (500) FROM orders\");")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM orders LIMIT 500\");")]
    [InlineData("await connection.ExecuteAsync(\"UPDATE orders SET total = t.total FROM totals t\");")]
    [InlineData("await connection.ExecuteAsync(\"UPDATE orders SET is_default = CASE id WHEN 5 THEN 1 ELSE 0 END\");")]
    [InlineData("await connection.ExecuteAsync(\"INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET notes = ''\");")]
    [InlineData("await connection.ExecuteAsync(\"SELECT * FROM orders FOR UPDATE\");")]
    [InlineData("await connection.ExecuteAsync(\"UPDATE STATISTICS orders\");")]
    [InlineData("await connection.ExecuteAsync(\"CREATE OR REPLACE FUNCTION tidy() RETURNS void AS $$ BEGIN DELETE FROM orders; END $$ LANGUAGE plpgsql\");")]
    [InlineData("await connection.ExecuteAsync(\"delete_orders\", commandType: CommandType.StoredProcedure);")]
    [InlineData("await connection.ExecuteAsync($\"DELETE FROM orders {term}\");")]
    [InlineData("await connection.ExecuteAsync($\"DELETE FROM {term}\");")]
    [InlineData("var sql = \"DELETE FROM orders\"; if (archived) sql += \" WHERE is_deleted\"; else sql += \" WHERE customer_id = @customerId\"; await connection.ExecuteAsync(sql, new { customerId });")]
    [InlineData("if (term == null) return; var sql = \"DELETE FROM orders\"; if (term != null) sql += \" WHERE number = @term\"; await connection.ExecuteAsync(sql, new { term });")]
    [InlineData("var sql = \"DELETE FROM orders\"; sql += \" WHERE is_deleted\"; await connection.ExecuteAsync(sql);")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM #orders\");")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM tmp_orders\");")]
    [InlineData("await connection.ExecuteAsync(\"TRUNCATE staging.orders_staging\");")]
    [InlineData("await connection.ExecuteAsync(\"CREATE TEMP TABLE picked AS SELECT id FROM orders\"); await connection.ExecuteAsync(\"DELETE FROM picked\");")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM rates; INSERT INTO rates (code) VALUES (@code)\", new { code = term });")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM rates\"); await connection.ExecuteAsync(\"INSERT INTO shop.rates (code) VALUES (@code)\", new { code = term });")]
    [InlineData("await connection.ExecuteAsync(\"TRUNCATE rates\"); await using var import = npgsql.BeginBinaryImport(\"COPY rates FROM STDIN (FORMAT BINARY)\");")]
    [InlineData("await connection.ExecuteAsync(\"DELETE FROM sqlite_sequence\");")]
    [InlineData("Console.WriteLine(\"DELETE FROM orders\");")]
    public Task SQL_that_names_rows_or_passing_tables_is_fine(string body) => VerifyAsync(BulkShop.Method(body));

    [Theory]
    [InlineData("    public Task TruncateAsync() => connection.ExecuteAsync(\"TRUNCATE orders\");")]
    [InlineData("    public Task DeleteAllAsync() => connection.ExecuteAsync(\"DELETE FROM orders\");")]
    [InlineData("    public Task ResetAsync() => db.Database.ExecuteSqlRawAsync(\"UPDATE orders SET total = 0\");")]
    [InlineData("    public class Upgrade : Microsoft.EntityFrameworkCore.Migrations.Migration { protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder builder) => builder.Sql(\"UPDATE orders SET total = 0\"); }")]
    public Task Where_it_is_said_that_all_rows_are_meant_it_is_fine(string members) => VerifyAsync(BulkShop.Service(members));

    [Theory]
    [InlineData("var sql = new System.Text.StringBuilder(\"DELETE FROM orders\"); if (archived) sql.Append(\" WHERE is_deleted\"); await connection.ExecuteAsync(sql.ToString());")]
    [InlineData("await connection.ExecuteAsync(string.Format(\"DELETE FROM {0}\", \"orders\"));")]
    public Task Known_miss_text_that_is_put_together_by_methods(string body) => VerifyAsync(BulkShop.Method(body));
}
