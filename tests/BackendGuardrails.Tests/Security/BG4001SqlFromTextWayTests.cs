using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.CSharp;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Ways into a method and through a library that only real code has shown.</summary>
public class BG4001SqlFromTextWayTests
{
    [Theory]
    [InlineData("app.MapGet(\"/find\", Find);")]
    [InlineData("app.MapGet(\"/find\", Endpoints.Find);")]
    [InlineData("app.MapMethods(\"/find\", new[] { \"GET\" }, Find);")]
    [InlineData("app.MapGet(\"/find\", (Func<string, IDbConnection, int>)Find);")]
    [InlineData("app.MapGroup(\"/customers\").MapPost(\"/find\", Find);")]
    public Task A_private_method_mapped_as_an_endpoint_gets_what_is_requested(string mapping) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + $$"""
        public static class Endpoints
        {
            public static void Map(Microsoft.AspNetCore.Builder.WebApplication app) { {{mapping}} }

            private static int Find(string name, IDbConnection connection) => connection.Execute([|$"DELETE FROM customers WHERE name = '{name}'"|]);
        }
        """);

    [Theory]
    [InlineData("string.Concat(\"DELETE FROM \", \"customers \", \"WHERE name = '\", name, \"'\")")]
    [InlineData("string.Concat(new[] { \"DELETE FROM customers WHERE name = '\", name, \"'\" })")]
    public Task One_of_many_texts_is_a_part(string text) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + $$"""
        public class Store
        {
            public int Delete(IDbConnection connection, string name) => connection.Execute([|{{text}}|]);
        }
        """);

    [Fact]
    public Task A_private_method_that_nobody_calls_yet_is_like_any_other() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + """
        public class Store
        {
            private int Delete(IDbConnection connection, string name) => connection.Execute([|"DELETE FROM customers WHERE name = '" + name + "'"|]);
        }
        """);

    [Fact]
    public Task Quoting_a_value_is_not_quoting_a_name() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + """
        public interface IDialect { string QuoteName(string name); string QuoteValue(string value); }
        public class Store
        {
            public int Clear(IDbConnection connection, IDialect dialect, string table) => connection.Execute("DELETE FROM " + dialect.QuoteName(table));
            public int Delete(IDbConnection connection, IDialect dialect, string name) => connection.Execute([|"DELETE FROM customers WHERE name = " + dialect.QuoteValue(name)|]);
        }
        """);

    [Theory]
    [InlineData("Func<string, string> Outer() { return Text; string Text(string x) => \"SELECT \" + x; } var sql = Outer()(name);")]
    [InlineData("Func<Func<string, string>> outer = () => { return Text; string Text(string x) => \"SELECT \" + x; }; var sql = outer()(name);")]
    public Task A_local_function_called_where_it_has_no_name_is_followed(string statements) => VerifyCS.VerifyAnalyzerAsync(
        SqlShop.Action(statements + " connection.Query([|sql|]);"));

    [Fact]
    public Task Members_of_an_extension_block_are_followed_here_and_left_alone_elsewhere() => KnowsExtensionBlocks
        ? new VerifyCS.Test
        {
            DataProjectCode = """
                namespace Data;

                public static class Texts { extension(string text) { public string Tidied() => text.Trim(); public string Tidy => text.Trim(); } }
                """,
            TestCode = SqlShop.Usings + """
                using Data;
                public static class Names
                {
                    extension(string text) { public string Trimmed() => text.Trim(); public string Short => text.Trim(); }
                }

                public class Store
                {
                    public int Call(IDbConnection connection, string name) => connection.Execute([|"DELETE FROM " + name.Trimmed()|]);
                    public int Get(IDbConnection connection, string name) => connection.Execute([|"DELETE FROM " + name.Short|]);
                    public int Fixed(IDbConnection connection) => connection.Execute("DELETE FROM " + "customers".Trimmed());
                    public int Other(IDbConnection connection, string name) => connection.Execute([|"DELETE FROM " + name.Tidied()|]);
                    public int OtherToo(IDbConnection connection, string name) => connection.Execute([|"DELETE FROM " + name.Tidy|]);
                }
                """,
        }.RunAsync()
        : Task.CompletedTask;

    private static bool KnowsExtensionBlocks => Enum.IsDefined(typeof(LanguageVersion), 1400);
}
