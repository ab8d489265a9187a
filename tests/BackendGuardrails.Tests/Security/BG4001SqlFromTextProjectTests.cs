using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>What is in other projects, in files the rule is not about, and what only looks like a library.</summary>
public class BG4001SqlFromTextProjectTests
{
    [Fact]
    public Task A_context_of_another_project_is_a_context() => new VerifyCS.Test
    {
        DataProjectCode = """
            using Microsoft.EntityFrameworkCore;

            namespace Data;

            public class Customer { public int Id { get; set; } }
            public class ShopContext : DbContext { public DbSet<Customer> Customers => Set<Customer>(); }
            """,
        TestCode = """
            using Data;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.EntityFrameworkCore;

            public class CustomersController : ControllerBase
            {
                public object Find(ShopContext db, string name) => db.Customers.FromSqlRaw([|$"SELECT * FROM customers WHERE name = '{name}'"|]).ToList();
                public object One(ShopContext db, int id) => db.Customers.FromSqlRaw($"SELECT * FROM customers WHERE id = {id}").ToList();
            }
            """,
    }.RunAsync();

    [Fact]
    public Task What_another_project_gives_or_takes_is_not_known() => new VerifyCS.Test
    {
        DataProjectCode = """
            namespace Data;

            public static class Columns
            {
                public const string Key = "id";
                public static string Default() => "id";
            }
            """,
        TestCode = SqlShop.Usings + """
            using Data;

            public class Store
            {
                private readonly IDbConnection connection;
                public Store(IDbConnection connection) => this.connection = connection;
                public void Key() => connection.Query($"SELECT * FROM customers ORDER BY {Columns.Key}");
                public void Default() => connection.Query({|#0:$"SELECT * FROM customers ORDER BY {Columns.Default()}"|});
                public void By(string column) => connection.Query({|#1:$"SELECT * FROM customers ORDER BY {column}"|});
            }
            """,
        ExpectedDiagnostics =
        {
            VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithMessage(null).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations),
            VerifyCS.Diagnostic().WithLocation(1).WithMessage(null).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations),
        },
    }.RunAsync();

    [Fact]
    public Task A_library_that_is_a_project_of_the_same_solution_takes_sql_as_its_package_does() => new VerifyCS.Test
    {
        DataProjectCode = SqlShop.Usings + """
            namespace RepoDb;

            public static class DbConnectionExtension
            {
                public static IDataReader ExecuteReader(this IDbConnection connection, string commandText)
                {
                    var command = connection.CreateCommand();
                    command.CommandText = "SELECT 1";
                    return command.ExecuteReader();
                }
            }
            """,
        TestCode = SqlShop.Usings + """
            using RepoDb;

            public class FieldHelper
            {
                public IDataReader Fields(IDbConnection connection, string table) => connection.ExecuteReader([|$"PRAGMA table_info({table})"|]);
                public IDataReader All(IDbConnection connection) => connection.ExecuteReader("SELECT name FROM sqlite_master");
            }
            """,
    }.RunAsync();

    [Fact]
    public Task In_the_library_itself_the_body_that_sends_the_text_is_the_place() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + """
        namespace RepoDb
        {
            public static class DbConnectionExtension
            {
                public static IDataReader ExecuteReader(this IDbConnection connection, string commandText)
                {
                    var command = connection.CreateCommand();
                    command.CommandText = "SELECT 1";
                    return command.ExecuteReader();
                }

                internal static IDataReader Fields(IDbConnection connection, string table) => connection.ExecuteReader($"PRAGMA table_info({table})");
            }
        }
        """);

    [Fact]
    public Task Text_that_is_handed_to_another_project_is_reported_there_where_nobody_knows_who_calls() => new VerifyCS.Test
    {
        DataProjectCode = SqlShop.Usings + """
            namespace Data;

            public class Store
            {
                private readonly IDbConnection connection;
                public Store(IDbConnection connection) => this.connection = connection;
                public object By(string column) => connection.Query([|$"SELECT * FROM customers ORDER BY {column}"|]);
            }
            """,
        TestCode = """
            using Data;
            using Microsoft.AspNetCore.Mvc;

            public class CustomersController : ControllerBase
            {
                public object Find(Store store, string sort) => store.By(sort);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Several_files_are_one_program() => new VerifyCS.Test
    {
        TestState =
        {
            Sources =
            {
                SqlShop.Usings + "public class CustomersController : ControllerBase { public object Find(Store store, string sort) => store.By(sort); }",
                SqlShop.Usings + "public class Store { private readonly IDbConnection connection; public Store(IDbConnection c) => connection = c; internal object By(string column) => connection.Query([|\"SELECT * FROM customers ORDER BY \" + column|]); }",
            },
        },
    }.RunAsync();

    [Fact]
    public Task Look_alikes_in_other_namespaces_are_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;

        namespace Shop.Commands
        {
            public class DbCommand { public DbCommand() { } public DbCommand(string text) { } public string CommandText { get; set; } = ""; }
            public interface IDbCommand { string CommandText { get; set; } }
            public class CommandDefinition { public CommandDefinition(string commandText) { } }
            public class Connection { public DbCommand CreateCommand(string text) => new(text); }
            public static class SqlMapper { public static object Query(this Connection connection, string sql) => sql; public static int Execute(this Connection connection, string sql) => 0; }
            public class Set { public Set FromSqlRaw(string sql) => this; }
            public class Database { public int ExecuteSqlRaw(string sql) => 0; public object SqlQuery(string sql) => sql; public int ExecuteSqlCommand(string sql) => 0; }
            public class MigrationBuilder { public void Sql(string sql) { } }
        }

        namespace Shop
        {
            using Shop.Commands;

            public class CustomersController : ControllerBase
            {
                public void Find(string name, Connection connection, Set set, Database database, IDbCommand other)
                {
                    _ = new DbCommand("SELECT * FROM " + name) { CommandText = "SELECT * FROM " + name };
                    other.CommandText = "SELECT * FROM " + name;
                    _ = new CommandDefinition("SELECT * FROM " + name);
                    connection.CreateCommand("SELECT * FROM " + name).CommandText += name;
                    connection.Query("SELECT * FROM " + name);
                    connection.Execute("DELETE FROM " + name);
                    set.FromSqlRaw("SELECT * FROM " + name);
                    database.ExecuteSqlRaw("DELETE FROM " + name);
                    database.SqlQuery("SELECT * FROM " + name);
                    database.ExecuteSqlCommand("DELETE FROM " + name);
                    new MigrationBuilder().Sql("DELETE FROM " + name);
                }
            }
        }
        """);

    [Fact]
    public Task Other_texts_beside_the_SQL_are_quiet() => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action("""
        using var command = new NpgsqlCommand("SELECT 1", new NpgsqlConnection("Host=localhost;Application Name=" + name));
        command.Parameters.AddWithValue("name", "%" + name + "%");
        connection.Query<Customer, Customer, Customer>("SELECT * FROM customers", (one, _) => one, splitOn: name);
        connection.Query("SELECT * FROM customers WHERE name = @name", new { name = "'" + name + "'" });
        Console.WriteLine("SELECT * FROM " + name);
        Console.WriteLine(command.CommandText + name);
        """));

    [Theory]
    [InlineData("LEGACY")]
    [InlineData("")]
    public Task Only_the_branch_that_is_compiled_counts(string symbol) => new VerifyCS.Test
    {
        TestCode = SqlShop.Action(symbol.Length > 0
            ? """
              #if LEGACY
                      connection.Query([|$"SELECT * FROM {name}"|]);
              #endif
              """
            : """
              #if LEGACY
                      connection.Query($"SELECT * FROM {name}");
              #endif
              """),
        PreprocessorSymbols = symbol.Length > 0 ? [symbol] : [],
    }.RunAsync();

    [Fact]
    public Task Generated_code_is_quiet_but_part_of_the_program() => new VerifyCS.Test
    {
        TestState =
        {
            Sources =
            {
                SqlShop.Usings + "public class Store { internal object By(IDbConnection c, string column) => c.Query([|\"SELECT * FROM customers ORDER BY \" + column|]); }",
                ("/0/Generated.g.cs", Microsoft.CodeAnalysis.Text.SourceText.From(SqlShop.Usings + """
                    public class CustomersController : ControllerBase
                    {
                        public object Find(Store store, IDbConnection c, string sort) => store.By(c, sort);
                        public object Raw(IDbConnection c, string sort) => c.Query("SELECT * FROM customers ORDER BY " + sort);
                    }
                    """)),
            },
        },
    }.RunAsync();

    [Fact]
    public Task Test_projects_are_quiet() => VerifyCS.VerifyAnalyzerAsync(
        "namespace Xunit { public class FactAttribute : Attribute { } }\n".Insert(0, SqlShop.Usings) + """
        public class CustomersController : ControllerBase
        {
            public void Find(string name, IDbConnection connection) => connection.Query("SELECT * FROM " + name);
        }
        """);

    [Fact]
    public Task A_project_without_a_database_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;

        public class CustomersController : ControllerBase
        {
            public string Find(string name) => "SELECT * FROM " + name;
        }
        """);
}
