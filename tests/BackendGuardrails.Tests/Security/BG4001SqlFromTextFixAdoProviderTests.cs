using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Each driver of ADO.NET gets its parameters in its own way.</summary>
public class BG4001SqlFromTextFixAdoProviderTests
{
    [Fact]
    public Task SqlClient_names_parameters_with_an_at_sign() => Fixed(
        "Microsoft.Data.SqlClient",
        """
        using var cmd = new SqlCommand([|"SELECT * FROM users WHERE name = N'" + name + "' AND age = " + age|], (SqlConnection)conn);
        new SqlCommand([|$"DELETE FROM users WHERE town = '{town}'"|], (SqlConnection)conn).ExecuteNonQuery();
        var adapter = new SqlDataAdapter([|$"SELECT * FROM users WHERE name = '{name}'"|], (SqlConnection)conn);
        var part = new SqlBatchCommand([|$"DELETE FROM users WHERE name LIKE '{name}%'"|]);
        """,
        """
        using var cmd = new SqlCommand("SELECT * FROM users WHERE name = @name AND age = @age", (SqlConnection)conn);
        cmd.Parameters.AddWithValue("@name", name);
        cmd.Parameters.AddWithValue("@age", age);
        new SqlCommand("DELETE FROM users WHERE town = @town", (SqlConnection)conn) { Parameters = { new SqlParameter("@town", town ?? "") } }.ExecuteNonQuery();
        var adapter = new SqlDataAdapter("SELECT * FROM users WHERE name = @name", (SqlConnection)conn);
        adapter.SelectCommand!.Parameters.AddWithValue("@name", name);
        var part = new SqlBatchCommand("DELETE FROM users WHERE name LIKE @name");
        part.Parameters.AddWithValue("@name", name + "%");
        """);

    [Fact]
    public Task The_older_SqlClient_is_like_the_newer() => Fixed(
        "System.Data.SqlClient",
        """
        using var cmd = new SqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], (SqlConnection)conn);
        """,
        """
        using var cmd = new SqlCommand("SELECT * FROM users WHERE name = @name", (SqlConnection)conn);
        cmd.Parameters.AddWithValue("@name", name);
        """);

    [Fact]
    public Task Sqlite_keeps_the_sign_that_the_text_has() => Fixed(
        "Microsoft.Data.Sqlite",
        """
        using var cmd = ((SqliteConnection)conn).CreateCommand();
        cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{name}'"|];
        using var other = new SqliteCommand([|$"SELECT * FROM users WHERE id = $id AND name = '{name}'"|]);
        other.Parameters.AddWithValue("$id", age);
        """,
        """
        using var cmd = ((SqliteConnection)conn).CreateCommand();
        cmd.CommandText = "SELECT * FROM users WHERE name = @name";
        cmd.Parameters.AddWithValue("@name", name);
        using var other = new SqliteCommand("SELECT * FROM users WHERE id = $id AND name = $name");
        other.Parameters.AddWithValue("$name", name);
        other.Parameters.AddWithValue("$id", age);
        """);

    [Fact]
    public Task MySqlConnector_names_parameters_with_an_at_sign() => Fixed(
        "MySqlConnector",
        """
        await using var cmd = new MySqlCommand([|$"SELECT * FROM `users` WHERE name = '{name}' LIMIT {age}"|], (MySqlConnection)conn);
        """,
        """
        await using var cmd = new MySqlCommand("SELECT * FROM `users` WHERE name = @name LIMIT @age", (MySqlConnection)conn);
        cmd.Parameters.AddWithValue("@name", name);
        cmd.Parameters.AddWithValue("@age", age);
        """);

    [Fact]
    public Task Oracle_binds_by_name_with_colons() => Fixed(
        "Oracle.ManagedDataAccess.Client",
        """
        using var cmd = new OracleCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], (OracleConnection)conn);
        using var other = new OracleCommand();
        other.BindByName = true;
        other.CommandText = [|$"SELECT * FROM users WHERE id =:id AND name = '{name}' AND level_of = '{level}'"|];
        other.Parameters.Add("id", age);
        Run(new OracleCommand([|$"SELECT * FROM users WHERE name = '{name}'"|]));
        """,
        """
        using var cmd = new OracleCommand("SELECT * FROM users WHERE name = :name", (OracleConnection)conn);
        cmd.BindByName = true;
        cmd.Parameters.Add("name", name);
        using var other = new OracleCommand();
        other.BindByName = true;
        other.CommandText = "SELECT * FROM users WHERE id =:id AND name = :name AND level_of = :level2";
        other.Parameters.Add("name", name);
        other.Parameters.Add("level2", level);
        other.Parameters.Add("id", age);
        Run(new OracleCommand("SELECT * FROM users WHERE name = :name") { BindByName = true, Parameters = { new OracleParameter("name", name) } });
        """);

    [Fact]
    public Task Oracle_parameters_that_are_bound_in_order_stay_alone() => NotOffered(
        "Oracle.ManagedDataAccess.Client",
        """
        using var cmd = new OracleCommand([|$"SELECT * FROM users WHERE id = :id AND name = '{name}'"|], (OracleConnection)conn);
        cmd.Parameters.Add("theId", age);
        Run(new OracleCommand([|$"SELECT * FROM users WHERE id = :id AND name = '{name}'"|]) { Parameters = { new OracleParameter("x", age) } });
        Run(new OracleCommand([|$"SELECT * FROM users WHERE id = :1 AND name = '{name}'"|]));
        """);

    [Theory]
    [InlineData("DbCommand")]
    [InlineData("IDbCommand")]
    public Task A_base_type_makes_its_parameters_itself(string type) => Fixed(
        null,
        $$"""
        using {{type}} cmd = conn.CreateCommand();
        cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{name}' AND town = '{town}'"|];
        using {{type}} other = conn.CreateCommand();
        other.CommandText = [|$"SELECT * FROM users WHERE name = '{name}'"|];
        """.Replace("$\"SELECT", "$\"SELECT"),
        $$"""
        using {{type}} cmd = conn.CreateCommand();
        cmd.CommandText = "SELECT * FROM users WHERE name = @name AND town = @town";
        var nameParameter = cmd.CreateParameter();
        nameParameter.ParameterName = "@name";
        nameParameter.Value = name;
        cmd.Parameters.Add(nameParameter);
        var townParameter = cmd.CreateParameter();
        townParameter.ParameterName = "@town";
        townParameter.Value = town ?? "";
        cmd.Parameters.Add(townParameter);
        using {{type}} other = conn.CreateCommand();
        other.CommandText = "SELECT * FROM users WHERE name = @name";
        var nameParameter2 = other.CreateParameter();
        nameParameter2.ParameterName = "@name";
        nameParameter2.Value = name;
        other.Parameters.Add(nameParameter2);
        """);

    [Fact]
    public Task A_base_type_that_may_be_Oracle_is_left_alone() => NotOffered(
        "Oracle.ManagedDataAccess.Client",
        """
        using DbCommand cmd = conn.CreateCommand();
        cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{name}'"|];
        """);

    [Theory]
    [InlineData("Microsoft.Data.SqlClient", "Sql")]
    [InlineData("Microsoft.Data.Sqlite", "Sqlite")]
    [InlineData("MySqlConnector", "MySql")]
    public Task Only_PostgreSQL_has_lists(string library, string prefix) => NotOffered(
        library,
        $$"""
        using var cmd = new {{prefix}}Command([|$"SELECT * FROM users WHERE name IN ('{string.Join("','", names)}')"|]);
        """);

    [Fact]
    public Task A_list_of_numbers_stays_in_the_text_where_it_cannot_be_a_parameter() => Fixed(
        "Microsoft.Data.SqlClient",
        """
        using var cmd = new SqlCommand([|$"SELECT * FROM users WHERE id IN ({string.Join(",", ids)}) AND name = '{name}'"|]);
        """,
        """
        using var cmd = new SqlCommand($"SELECT * FROM users WHERE id IN ({string.Join(",", ids)}) AND name = @name");
        cmd.Parameters.AddWithValue("@name", name);
        """);

    [Fact]
    public Task Placeholders_without_names_are_not_mixed_with_named_ones() => NotOffered(
        "Microsoft.Data.Sqlite",
        """
        using var cmd = new SqliteCommand([|$"SELECT * FROM users WHERE id = ? AND name = '{name}'"|]);
        """);

    [Fact]
    public Task A_driver_that_is_not_known_is_left_alone() => NotOffered(
        "Some.Data.SqlClient",
        """
        var cmd = new SqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|]);
        cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{name}'"|];
        """);

    private static Task Fixed(string? library, string before, string after) => Run(library, Method(library, before), Method(library, after));

    private static Task NotOffered(string library, string code) => Run(library, Method(library, code), Method(library, code));

    private static Task Run(string? library, string before, string after)
    {
        var isLikeSqlClient = library is "System.Data.SqlClient" or "Some.Data.SqlClient";
        var test = new VerifyCS.Test { TestCode = before, FixedCode = after, Stubs = library is null || isLikeSqlClient ? [] : [library] };
        if (isLikeSqlClient)
        {
            foreach (var state in new[] { test.TestState, test.FixedState })
                state.Sources.Add(("/0/SqlClient.g.cs", Stub.Load("Microsoft.Data.SqlClient").Replace("namespace Microsoft.Data.SqlClient", $"namespace {library}")));
        }

        return test.RunAsync();
    }

    private static string Method(string? library, string statements) => $$"""
        using System.Data;
        using System.Data.Common;
        {{(library is null ? "using System.Text;" : $"using {library};")}}

        public class Service
        {
            static void Run(IDbCommand command) => command.ExecuteNonQuery();

            public async Task Run(DbConnection conn, string name, string? town, string level, int age, List<int> ids, IEnumerable<string> names)
            {
                {{statements.Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        """;
}
