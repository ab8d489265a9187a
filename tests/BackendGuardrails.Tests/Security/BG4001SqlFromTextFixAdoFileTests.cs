using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Commands in files and members of all kinds.</summary>
public class BG4001SqlFromTextFixAdoFileTests
{
    [Fact]
    public Task Top_level_statements_get_statements() => VerifyCS.VerifyCodeFixAsync(
        """
        using Npgsql;

        var name = Console.ReadLine();
        using var conn = new NpgsqlConnection();
        using var cmd = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], conn);
        cmd.ExecuteNonQuery();
        using var last = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], conn);
        """,
        """
        using Npgsql;

        var name = Console.ReadLine();
        using var conn = new NpgsqlConnection();
        using var cmd = new NpgsqlCommand("SELECT * FROM users WHERE name = @name", conn);
        cmd.Parameters.AddWithValue("name", name ?? "");
        cmd.ExecuteNonQuery();
        using var last = new NpgsqlCommand("SELECT * FROM users WHERE name = @name", conn);
        last.Parameters.AddWithValue("name", name ?? "");
        """);

    [Fact]
    public Task Without_nullable_annotations_any_text_may_be_null() => new VerifyCS.Test
    {
        TestCode =
            """
            #nullable disable
            using Npgsql;

            class Service
            {
                public void Run(NpgsqlCommand cmd, string name, int? age)
                {
                    cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{name}' AND title = '{name.Trim()}' AND age = {age}"|];
                }
            }
            """,
        FixedCode =
            """
            #nullable disable
            using System;
            using Npgsql;

            class Service
            {
                public void Run(NpgsqlCommand cmd, string name, int? age)
                {
                    cmd.CommandText = "SELECT * FROM users WHERE name = @name AND title = @name2 AND age = @age";
                    cmd.Parameters.Clear();
                    cmd.Parameters.AddWithValue("name", name ?? "");
                    cmd.Parameters.AddWithValue("name2", name.Trim());
                    cmd.Parameters.AddWithValue("age", (object)age ?? DBNull.Value);
                }
            }
            """,
        ImplicitUsings = "",
    }.RunAsync();

    [ModernFact]
    public Task Members_that_are_one_expression_create_it_with_its_parameters() => VerifyCS.VerifyCodeFixAsync(
        """
        using Npgsql;

        public class Service(NpgsqlConnection conn)
        {
            public NpgsqlCommand ByName(string name) => new([|$"SELECT * FROM users WHERE name = '{name}'"|], conn);

            public NpgsqlCommand ByTown(string? town)
            {
                return new NpgsqlCommand
                {
                    Connection = conn,
                    CommandText = [|$@"
                        SELECT * FROM users
                        WHERE town = '{town}'"|],
                };
            }

            public async Task<object?> Count(string name)
            {
                await using var command = new NpgsqlCommand(
                    [|"SELECT COUNT(*) FROM users "
                    + "WHERE name = '" + name + "'"|],
                    conn);
                return await command.ExecuteScalarAsync();
            }
        }
        """,
        """
        using Npgsql;

        public class Service(NpgsqlConnection conn)
        {
            public NpgsqlCommand ByName(string name) => new("SELECT * FROM users WHERE name = @name", conn) { Parameters = { new NpgsqlParameter("name", name) } };

            public NpgsqlCommand ByTown(string? town)
            {
                return new NpgsqlCommand
                {
                    Connection = conn,
                    CommandText = @"
                        SELECT * FROM users
                        WHERE town = @town",
                    Parameters = { new NpgsqlParameter("town", town ?? "") },
                };
            }

            public async Task<object?> Count(string name)
            {
                await using var command = new NpgsqlCommand(
                    "SELECT COUNT(*) FROM users "
                    + "WHERE name = @name",
                    conn);
                command.Parameters.AddWithValue("name", name);
                return await command.ExecuteScalarAsync();
            }
        }
        """);

    [Fact]
    public Task A_file_without_imports_of_System_gets_one_for_all() => new VerifyCS.Test
    {
        TestCode =
            """
            // License.
            using Npgsql;

            class Service
            {
                public void Run(string? name, int? age)
                {
                    var first = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}' AND age = {age}"|]);
                    var second = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}' AND age = {age}"|]);
                }
            }
            """,
        FixedCode =
            """
            // License.
            using System;
            using Npgsql;

            class Service
            {
                public void Run(string? name, int? age)
                {
                    var first = new NpgsqlCommand("SELECT * FROM users WHERE name = @name AND age = @age");
                    first.Parameters.AddWithValue("name", name ?? "");
                    first.Parameters.AddWithValue("age", (object?)age ?? DBNull.Value);
                    var second = new NpgsqlCommand("SELECT * FROM users WHERE name = @name AND age = @age");
                    second.Parameters.AddWithValue("name", name ?? "");
                    second.Parameters.AddWithValue("age", (object?)age ?? DBNull.Value);
                }
            }
            """,
        ImplicitUsings = "",
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Warnings,
    }.RunAsync();

    [Fact]
    public Task Text_in_quotes_that_was_null_was_empty_and_needs_no_import() => new VerifyCS.Test
    {
        TestCode =
            """
            using Npgsql;

            class Service
            {
                public void Run(string? name, string[]? names)
                {
                    var first = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name?.Trim()}'"|]);
                    var second = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{(names is null ? name : names[0])}'"|]);
                    var third = new NpgsqlCommand([|$"SELECT * FROM users WHERE name LIKE '%{name}%'"|]);
                }
            }
            """,
        FixedCode =
            """
            using Npgsql;

            class Service
            {
                public void Run(string? name, string[]? names)
                {
                    var first = new NpgsqlCommand("SELECT * FROM users WHERE name = @name");
                    first.Parameters.AddWithValue("name", name?.Trim() ?? "");
                    var second = new NpgsqlCommand("SELECT * FROM users WHERE name = @name");
                    second.Parameters.AddWithValue("name", (names is null ? name : names[0]) ?? "");
                    var third = new NpgsqlCommand("SELECT * FROM users WHERE name LIKE @name");
                    third.Parameters.AddWithValue("name", "%" + name + "%");
                }
            }
            """,
        ImplicitUsings = "",
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Warnings,
    }.RunAsync();
}
