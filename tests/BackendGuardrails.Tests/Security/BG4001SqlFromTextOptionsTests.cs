using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4001SqlFromTextOptionsTests
{
    private const string Library = """
        namespace Shop.Data
        {
            public class Warehouse
            {
                public Warehouse() { }
                public Warehouse(string query) { }
                public object Run(int timeout, string query, string label = "") => query;
                public static object RunAll(string query) => query;
            }

            public static class Tenants { public static string Current => "a"; public static string Read(int id) => "b"; }

            public static class Quoting
            {
                public static string Quote(string name) => "\"" + name + "\"";
                public static bool IsKnown(string name) => name.Length < 5;
                public static void Require(string name) { if (name.Length > 5) throw new System.ArgumentException(name); }
            }
        }

        """;

    [Theory]
    [InlineData("Warehouse.Run, Warehouse.RunAll, Warehouse.Warehouse")]
    [InlineData("Shop.Data.Warehouse.Run, Data.Warehouse.RunAll, Shop.Data.Warehouse.Warehouse")]
    [InlineData("+warehouse.run, +WAREHOUSE.RUNALL, +Warehouse.Warehouse")]
    public Task Sinks_are_named_with_as_much_of_the_namespace_as_one_likes(string names) => Verify("sql_sinks", names, """
        warehouse.Run(5, [|"SELECT * FROM " + name|]);
        warehouse.Run(query: [|$"SELECT * FROM {name}"|], label: name, timeout: 1);
        Warehouse.RunAll([|name|]);
        _ = new Warehouse([|$"SELECT * FROM {name}"|]);
        warehouse = new([|$"SELECT * FROM {name}"|]);
        warehouse.Run(5, "SELECT * FROM customers", name);
        """);

    [Fact]
    public Task A_sink_is_named_with_its_type() => new VerifyCS.Test
    {
        TestCode = Library + """
            public class Store { public void Find(string name, Shop.Data.Warehouse warehouse) => warehouse.Run(5, {|#0:"SELECT * FROM " + name|}); }
            """,
        EditorConfig = "backend_guardrails.sql_sinks = Warehouse.Run",
        ExpectedDiagnostics =
        {
            VerifyCS.Diagnostic().WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(
                "Warehouse.Run", "contains text from", "parameter 'name', whose callers are not known here", "hand values over as parameters, and choose names from a whitelist"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("")]
    [InlineData("Store.Run, Warehouse.Other, Other.Warehouse.Run, Shop.Warehouse.Run")]
    public Task Other_names_make_no_sinks(string names) => Verify("sql_sinks", names, """
        warehouse.Run(5, "SELECT * FROM " + name);
        _ = new Warehouse($"SELECT * FROM {name}");
        """);

    [Theory]
    [InlineData("Tenants.Current, Tenants.Read")]
    [InlineData("Shop.Data.Tenants.Current, Data.Tenants.Read")]
    public Task Sources_are_properties_and_methods(string names) => Verify("sql_sources", names, """
        connection.Execute([|$"DROP SCHEMA {Tenants.Current}"|]);
        connection.Execute([|"DROP SCHEMA " + Tenants.Read(1)|]);
        """);

    [Fact]
    public Task Without_the_option_the_code_of_a_source_decides() => Verify("sql_sources", "Tenants.Other", """
        connection.Execute($"DROP SCHEMA {Tenants.Current}");
        connection.Execute("DROP SCHEMA " + Tenants.Read(1));
        """);

    [Theory]
    [InlineData("Quoting.Quote, Quoting.Require")]
    [InlineData("Shop.Data.Quoting.Quote, Data.Quoting.Require")]
    public Task Sanitizers_return_what_is_safe_or_throw(string names) => Verify("sql_sanitizers", names, """
        connection.Execute($"DROP TABLE {Quoting.Quote(name)}");
        connection.Execute("DROP TABLE " + Quoting.Quote(name).ToLowerInvariant());
        Quoting.Require(name);
        connection.Execute($"DROP TABLE {name}");
        """);

    [Fact]
    public Task Sanitizers_may_answer() => Verify("sql_sanitizers", "Quoting.IsKnown", """
        if (!Quoting.IsKnown(name))
            return;
        connection.Execute($"DROP TABLE {name}");
        """);

    [Fact]
    public Task Without_the_option_quoting_is_no_protection() => Verify("sql_sanitizers", "Quoting.Other", """
        connection.Execute([|$"DROP TABLE {Quoting.Quote(name)}"|]);
        """);

    private static Task Verify(string option, string value, string statements) => new VerifyCS.Test
    {
        TestCode = "using Dapper;\nusing Microsoft.AspNetCore.Mvc;\nusing Npgsql;\nusing Shop.Data;\n" + Library + $$"""
            public class CustomersController : ControllerBase
            {
                public void Find(string name, NpgsqlConnection connection, Warehouse warehouse)
                {
                    {{statements}}
                }
            }
            """,
        EditorConfig = $"backend_guardrails.{option} = {value}",
    }.RunAsync();
}
