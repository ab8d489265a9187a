using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>What was read from a table and becomes a part of SQL: between quotation marks any text can stand, bare only what is SQL already.</summary>
public class BG4001SqlFromTextStoredTests
{
    private static string Stored(string body) => SqlShop.Usings + $$"""
        public class Counters
        {
            private readonly NpgsqlConnection connection;
            public Counters(NpgsqlConnection connection) => this.connection = connection;

            public void Run()
            {
                {{body}}
            }

            private string Stored()
            {
                using var command = new NpgsqlCommand("SELECT next FROM counters", connection);
                using var reader = command.ExecuteReader();
                reader.Read();
                return reader.GetString(0);
            }

            private static string Text(string next) => string.Concat("SET seq = (", next, " - 1); ", "UPDATE orders SET number = ", "seq", ";");
            private static string Doubled(string next) => next.Replace("'", "''");
            private static string Literal<T>(T value) => value switch { bool truth => truth ? "1" : "0", int or long => value.ToString()!, _ => $"'{value?.ToString()?.Replace("'", "''")}'" };
            private static string Quoted(string next) => string.Concat("INSERT INTO orders VALUES ('", next, "'); ", "UPDATE orders SET number = ", "seq", ";");
        }
        """;

    private static DiagnosticResult At(DiagnosticSeverity severity) =>
        VerifyCS.Diagnostic().WithSeverity(severity).WithLocation(0).WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    [Theory]
    [InlineData("connection.Execute({|#0:$\"SET seq = ({Stored()} - 1)\"|});")]
    [InlineData("connection.Execute({|#0:\"SET seq = \" + Stored() + \" WHERE name = ''\"|});")]
    [InlineData("connection.Execute({|#0:$\"UPDATE orders SET note = 'it''s', number = {Stored()}\"|});")]
    [InlineData("connection.Execute({|#0:Text(Stored())|});")]
    [InlineData("var next = Stored(); if (next.Length == 0) next = \"1\"; var sql = Text(next); connection.Execute({|#0:sql|});")]
    public Task A_stored_text_that_stands_bare_is_a_suggestion(string body) => VerifyCS.VerifyAnalyzerAsync(Stored(body), At(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("connection.Execute({|#0:$\"INSERT INTO orders (note) VALUES ('{Stored()}')\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE note LIKE 'x {Stored()}%'\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM \\\"{Stored()}\\\"\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM [{Stored()}]\"|});")]
    [InlineData("connection.Execute({|#0:\"INSERT INTO orders (note) VALUES ('\" + Stored() + \"')\"|});")]
    [InlineData("connection.Execute({|#0:Quoted(Stored())|});")]
    [InlineData("var next = Stored(); connection.Execute({|#0:$\"UPDATE orders SET number = {next} WHERE note = '{next}'\"|});")]
    [InlineData("var values = string.Join(\", \", Stored().Split(',').Select(part => string.Format(\"('{0}')\", part))); connection.Execute({|#0:\"INSERT INTO orders (note) VALUES \" + values|});")]
    [InlineData("var sql = \"SELECT * FROM orders WHERE note = '\"; sql += Stored(); sql += \"'\"; connection.Execute({|#0:sql|});")]
    [InlineData("connection.Execute({|#0:\"SELECT * FROM orders WHERE \" + Stored()|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '' and ({Stored()})\"|});")]
    public Task A_stored_text_between_quotation_marks_or_who_knows_where_is_a_warning(string body) => VerifyCS.VerifyAnalyzerAsync(Stored(body), At(DiagnosticSeverity.Warning));

    [Theory]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '{Stored().Replace(\"'\", \"''\")}'\"|});")]
    [InlineData("connection.Execute({|#0:\"SELECT * FROM orders WHERE note = '\" + Stored().Replace(\"'\", \"''\").ToUpperInvariant() + \"'\"|});")]
    [InlineData("var next = Stored()?.Replace(\"'\", \"''\"); connection.Execute({|#0:$\"SELECT * FROM orders WHERE note LIKE '%{next}%'\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '{Doubled(Stored())}'\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = {Literal(Stored())}\"|});")]
    [InlineData("var found = new List<string>(); found.Add(Literal<object>(Stored())); foreach (var one in found.ToArray()) connection.Execute({|#0:$\"ALTER PARTITION FUNCTION days() MERGE RANGE ({one})\"|});")]
    public Task A_stored_text_in_a_literal_with_its_apostrophes_doubled_is_a_suggestion(string body) => VerifyCS.VerifyAnalyzerAsync(Stored(body), At(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '{Stored().Replace(\"'\", \"''\").Substring(0, 10)}'\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '{Stored().Replace(\"\\\"\", \"''\")}'\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM \\\"{Stored().Replace(\"'\", \"''\")}\\\"\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE {Stored().Replace(\"'\", \"''\")}\"|});")]
    [InlineData("var next = Stored(); if (next.Length > 3) next = next.Replace(\"'\", \"''\"); connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '{next}'\"|});")]
    [InlineData("var next = Stored(); connection.Execute({|#0:$\"UPDATE orders SET note = '{next.Replace(\"'\", \"''\")}', name = '{next}'\"|});")]
    [InlineData("connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '{Doubled(Stored()).Replace(\"''\", \"'\") + 1}'\"|});")]
    public Task A_stored_text_in_a_literal_that_is_not_certainly_doubled_is_a_warning(string body) => VerifyCS.VerifyAnalyzerAsync(Stored(body), At(DiagnosticSeverity.Warning));

    [Theory]
    [InlineData("using Microsoft.AspNetCore.Mvc; ", "connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '{id.Replace(\"'\", \"''\")}'\"|});")]
    [InlineData("using Microsoft.AspNetCore.Mvc; ", "connection.Execute({|#0:$\"SELECT * FROM orders WHERE id = {id}\"|});")]
    public Task A_request_that_stands_bare_or_doubled_is_a_warning(string usings, string body) => VerifyCS.VerifyAnalyzerAsync(
        usings + SqlShop.Usings.Replace("using Microsoft.AspNetCore.Mvc;", "", System.StringComparison.Ordinal)
        + $$"""[ApiController] public class OrdersController(NpgsqlConnection connection) : ControllerBase { [HttpGet] public void Get(string id) { {{body}} } }""",
        At(DiagnosticSeverity.Warning));
}
