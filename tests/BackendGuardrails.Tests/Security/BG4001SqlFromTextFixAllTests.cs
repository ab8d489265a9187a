using BackendGuardrails.Security;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>One Fix All for the remedies of all libraries.</summary>
public class BG4001SqlFromTextFixAllTests
{
    private const string First = """
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        class Users(DbContext db, NpgsqlConnection conn)
        {
            public object Table(string table) => conn.Query([|$"SELECT * FROM {table}"|]);

            public int Ef(string name) => db.Database.ExecuteSqlRaw([|$"DELETE FROM users WHERE name = '{name}'"|]);

            public int Dapper(string name) => conn.Execute([|$"DELETE FROM users WHERE name = '{name}'"|]);
        }
        """;

    private const string FirstFixed = """
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        class Users(DbContext db, NpgsqlConnection conn)
        {
            public object Table(string table) => conn.Query([|$"SELECT * FROM {table}"|]);

            public int Ef(string name) => db.Database.ExecuteSql($"DELETE FROM users WHERE name = {name}");

            public int Dapper(string name) => conn.Execute("DELETE FROM users WHERE name = @name", new { name });
        }
        """;

    private const string Second = """
        using Dapper;
        using Npgsql;

        class Orders(NpgsqlConnection conn)
        {
            public int Ado(string name, string town)
            {
                using var cmd = new NpgsqlCommand([|$"DELETE FROM users WHERE name = '{name}' AND town = '{town}'"|], conn);
                return cmd.ExecuteNonQuery();
            }

            public object Sorted(string name, string sort)
            {
                return conn.Query([|$"SELECT id FROM users WHERE name = '{name}' ORDER BY {sort}"|]);
            }
        }
        """;

    private const string SecondFixed = """
        using Dapper;
        using Npgsql;

        class Orders(NpgsqlConnection conn)
        {
            public int Ado(string name, string town)
            {
                using var cmd = new NpgsqlCommand("DELETE FROM users WHERE name = @name AND town = @town", conn);
                cmd.Parameters.AddWithValue("name", name);
                cmd.Parameters.AddWithValue("town", town);
                return cmd.ExecuteNonQuery();
            }

            public object Sorted(string name, string sort)
            {
                var orderBy = sort.ToLowerInvariant() switch
                {
                    "id" => "id",
                    _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
                };
                return conn.Query($"SELECT id FROM users WHERE name = @name ORDER BY {orderBy}", new { name });
            }
        }
        """;

    [ModernFact]
    public Task All_libraries_in_all_files_are_fixed_at_once() => new VerifyCS.Test
    {
        TestState = { Sources = { First, Second } },
        FixedState = { MarkupHandling = MarkupMode.Allow, Sources = { FirstFixed, SecondFixed } },
        NumberOfFixAllInDocumentIterations = 2,
        NumberOfFixAllInProjectIterations = 1,
        NumberOfFixAllIterations = 1,
        NumberOfIncrementalIterations = 5,
    }.RunAsync();

    [ModernFact]
    public Task Whichever_action_is_chosen_all_are_fixed() => new VerifyCS.Test
    {
        CodeActionEquivalenceKey = "BG4001SqlFromTextCodeFix.Identifier",
        TestState = { Sources = { Second } },
        FixedState =
        {
            MarkupHandling = MarkupMode.Allow,
            Sources =
            {
                Second.Replace("        return conn.Query([|$\"SELECT id FROM users WHERE name = '{name}' ORDER BY {sort}\"|]);", """
                        var orderBy = sort.ToLowerInvariant() switch
                        {
                            "id" => "id",
                            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
                        };
                        return conn.Query([|$"SELECT id FROM users WHERE name = '{name}' ORDER BY {orderBy}"|]);
                """),
            },
        },
        BatchFixedState = { Sources = { SecondFixed } },
        NumberOfFixAllIterations = 1,
    }.RunAsync();

    [Fact]
    public Task One_report_inside_another_and_two_in_one_statement_are_fixed_together() => Fixed(
        """
        conn.Execute([|$"DELETE FROM users WHERE name = '{conn.ExecuteScalar<string>([|$"SELECT name FROM users WHERE town = '{name}'"|])}'"|]);
        var both = (conn.Query([|"SELECT * FROM users WHERE name = '" + name + "'"|]), conn.Query([|"SELECT * FROM towns WHERE name = '" + name + "'"|]));
        """,
        """
        conn.Execute("DELETE FROM users WHERE name = @name", new { name = conn.ExecuteScalar<string>("SELECT name FROM users WHERE town = @name", new { name }) ?? "" });
        var both = (conn.Query("SELECT * FROM users WHERE name = @name", new { name }), conn.Query("SELECT * FROM towns WHERE name = @name", new { name }));
        """);

    [Fact]
    public Task In_top_level_statements_new_locals_have_different_names() => new VerifyCS.Test
    {
        TestCode = """
            using Dapper;

            var conn = new Npgsql.NpgsqlConnection();
            var sort = args[0];
            var other = args[1];
            conn.Query([|$"SELECT id FROM users ORDER BY id {sort}"|]);
            conn.Query([|$"SELECT id FROM users ORDER BY id {other}"|]);
            """,
        FixedCode = """
            using Dapper;

            var conn = new Npgsql.NpgsqlConnection();
            var sort = args[0];
            var other = args[1];
            var direction = string.Equals(sort, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
            conn.Query($"SELECT id FROM users ORDER BY id {direction}");
            var sortDirection = string.Equals(other, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
            conn.Query($"SELECT id FROM users ORDER BY id {sortDirection}");
            """,
    }.RunAsync();

    [Theory]
    [InlineData(FixAllScope.ContainingMember)]
    [InlineData(FixAllScope.ContainingType)]
    public void Members_and_types_can_be_fixed_alone(FixAllScope scope) =>
        Assert.Contains(scope, new BG4001SqlFromTextCodeFix().GetFixAllProvider().GetSupportedFixAllScopes());

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(Method(before), Method(after));

    private static string Method(string statements) => $$"""
        using Dapper;
        using Npgsql;

        class Service
        {
            void Run(NpgsqlConnection conn, string name)
            {
                {{statements.Replace("\n", "\n        ")}}
            }
        }
        """;
}
