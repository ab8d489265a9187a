using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1004UnboundedQueryAnalyzer, BackendGuardrails.Queries.BG1004UnboundedQueryCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1004UnboundedQuerySqlTests
{
    private static string Action(string body) => $$"""
        using System.Data;
        using Dapper;
        using Microsoft.AspNetCore.Mvc;
        public record OrderRow(int Id, string Number, decimal Total);
        public record Country(int Id, string Name);
        public interface IMailer { void Send(OrderRow row); }
        [ApiController]
        public class OrdersController(IDbConnection connection, IMailer mailer) : ControllerBase
        {
            private const string All = "SELECT id, number, total FROM shop.orders ORDER BY id";
            protected IMailer Mailer => mailer;
            [HttpGet]
            public async Task<IActionResult> List(int id) { await Task.Yield(); {{body}} }
        }
        """;

    [Theory]
    [InlineData("return Ok(await connection.[|QueryAsync<OrderRow>|](\"SELECT * FROM orders\"));")]
    [InlineData("return Ok(connection.[|Query<OrderRow>|](\"select id, number, total from \\\"orders\\\" -- where is missing\").ToList());")]
    [InlineData("var rows = await connection.[|QueryAsync<OrderRow>|](All); return Ok(rows.AsList());")]
    [InlineData("const string sql = \"SELECT Id, 'no limit' FROM [dbo].[Orders];\"; var rows = await connection.[|QueryAsync<OrderRow>|](sql); return Ok(new { rows });")]
    [InlineData("var rows = await connection.[|QueryAsync<OrderRow>|](\"SELECT * FROM orders o\"); return Ok(rows.Select(r => r.Number));")]
    public Task A_select_of_a_whole_table_that_goes_to_a_client_is_reported(string body) => VerifyCS.VerifyNoCodeFixAsync(Action(body));

    [Fact]
    public Task The_message_names_the_table() => VerifyCS.VerifyAnalyzerAsync(
        Action("return Ok(await connection.{|#0:QueryAsync<OrderRow>|}(All));"),
        VerifyCS.Diagnostic().WithLocation(0).WithMessage("'QueryAsync' reads every row of orders, and 'OrdersController.List' hands them all to its client; order them and ask for a page"));

    [Fact]
    public Task Of_what_may_not_grow_it_is_a_suggestion() => VerifyCS.VerifyAnalyzerAsync(
        Action("return Ok(await connection.{|#0:QueryAsync<Country>|}(\"SELECT id, name FROM countries\"));"),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(null));

    [Theory]
    [InlineData("return Ok(await connection.QueryAsync<OrderRow>(\"SELECT * FROM orders WHERE id = @id\", new { id }));")]
    [InlineData("return Ok(await connection.QueryAsync<OrderRow>(\"SELECT * FROM orders ORDER BY id LIMIT 20\"));")]
    [InlineData("return Ok(await connection.QueryAsync<OrderRow>(\"SELECT TOP 20 * FROM orders\"));")]
    [InlineData("return Ok(await connection.QueryAsync<OrderRow>(\"SELECT * FROM orders ORDER BY id OFFSET 0 ROWS FETCH NEXT 20 ROWS ONLY\"));")]
    [InlineData("return Ok(await connection.QueryAsync<long>(\"SELECT COUNT(*) FROM orders\"));")]
    [InlineData("return Ok(await connection.QueryAsync<string>(\"SELECT DISTINCT status FROM orders\"));")]
    [InlineData("return Ok(await connection.QueryAsync<OrderRow>(\"SELECT status, max(id) FROM orders GROUP BY status\"));")]
    [InlineData("return Ok(await connection.QueryAsync<OrderRow>(\"SELECT * FROM latest_orders(10)\"));")]
    [InlineData("return Ok(await connection.QueryAsync<OrderRow>(\"WITH last AS (SELECT * FROM orders LIMIT 5) SELECT * FROM last\"));")]
    [InlineData("return Ok(await connection.QueryAsync<OrderRow>(\"orders\", commandType: CommandType.StoredProcedure));")]
    [InlineData("return Ok(await connection.QueryFirstAsync<OrderRow>(\"SELECT * FROM orders\"));")]
    [InlineData("foreach (var row in await connection.QueryAsync<OrderRow>(All)) mailer.Send(row); return Ok();")]
    [InlineData("var rows = await connection.QueryAsync<OrderRow>(All); return Ok(rows.Count());")]
    public Task A_bound_an_aggregate_and_rows_that_are_needed_are_fine(string body) => VerifyCS.VerifyAnalyzerAsync(Action(body));

    [Fact]
    public Task Known_miss_a_command_of_ADO_and_its_reader() => VerifyCS.VerifyAnalyzerAsync(Action("""
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number FROM orders";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return Ok(rows);
        """));
}
