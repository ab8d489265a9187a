using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4001SqlFromTextFixNamesTests
{
    private const string Key = "BG4001SqlFromTextCodeFix.Identifier";

    [Fact]
    public Task A_column_is_chosen_from_those_of_the_query() => Fixed(
        """
        // Sorted.
        conn.Query([|$"SELECT id, u.name, created_at AS created, count(*) FROM users u ORDER BY {sort}"|]);
        """,
        """
        var orderBy = sort.ToLowerInvariant() switch
        {
            "id" => "id",
            "name" => "u.name",
            "created" => "created",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        // Sorted.
        conn.Query($"SELECT id, u.name, created_at AS created, count(*) FROM users u ORDER BY {orderBy}");
        """);

    [Fact]
    public Task A_direction_is_one_of_two_and_by_Fix_all() => Fixed(
        """
        conn.Query([|"SELECT * FROM users ORDER BY name " + filter.Direction|]);
        conn.Query([|"SELECT id, \"Name\" FROM users ORDER BY \"" + sort + "\" " + filter.Direction + " LIMIT 10"|]);
        return conn.Query([|$"SELECT id FROM users ORDER BY id {filter.Direction}, name {filter.Direction}"|]);
        """,
        """
        var direction = string.Equals(filter.Direction, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        conn.Query("SELECT * FROM users ORDER BY name " + direction);
        var orderBy = sort switch
        {
            "id" => "id",
            "Name" => "Name",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        conn.Query("SELECT id, \"Name\" FROM users ORDER BY \"" + orderBy + "\" " + direction + " LIMIT 10");
        return conn.Query($"SELECT id FROM users ORDER BY id {direction}, name {direction}");
        """);

    [Theory]
    [InlineData("Id, CreatedAt", "", "", "sort.ToLowerInvariant()", "id", "Id", "createdat", "CreatedAt")]
    [InlineData("[Id], [Name]", "[", "]", "sort.ToLowerInvariant()", "id", "Id", "name", "Name")]
    [InlineData("`Id`, `Name`", "`", "`", "sort.ToLowerInvariant()", "id", "Id", "name", "Name")]
    [InlineData("id, ID", "", "", "sort", "id", "id", "ID", "ID")]
    public Task Capital_letters_are_compared_as_the_database_does(string columns, string open, string close, string compared, string key, string column, string otherKey, string other) => Fixed(
        $$"""conn.Query([|$"SELECT {{columns}} FROM users ORDER BY {{open}}{sort}{{close}}"|]);""",
        $$"""
        var orderBy = {{compared}} switch
        {
            "{{key}}" => "{{column}}",
            "{{otherKey}}" => "{{other}}",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        conn.Query($"SELECT {{columns}} FROM users ORDER BY {{open}}{orderBy}{{close}}");
        """);

    [Fact]
    public Task A_name_that_may_be_null_is_no_column() => Fixed(
        """
        var key = Console.ReadLine();
        conn.Query([|$"SELECT id FROM users ORDER BY {key}"|]);
        """,
        """
        var key = Console.ReadLine();
        var orderBy = key?.ToLowerInvariant() switch
        {
            "id" => "id",
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The query has no such column."),
        };
        conn.Query($"SELECT id FROM users ORDER BY {orderBy}");
        """);

    [Fact]
    public Task Without_nullable_annotations_any_name_may_be_null() => VerifyCS.VerifyCodeFixAsync(
        "#nullable disable\n" + Method("""conn.Query([|$"SELECT id FROM users ORDER BY {sort}"|]);"""),
        "#nullable disable\n" + Method(
            """
            var orderBy = sort?.ToLowerInvariant() switch
            {
                "id" => "id",
                _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
            };
            conn.Query($"SELECT id FROM users ORDER BY {orderBy}");
            """),
        Key);

    [Fact]
    public Task A_local_that_holds_the_text_is_fixed_where_it_is_set() => Fixed(
        """
        var sql = "SELECT id, name FROM users";
        sql += " ORDER BY " + sort;
        conn.Query([|sql|]);
        """,
        """
        var sql = "SELECT id, name FROM users";
        var orderBy = sort.ToLowerInvariant() switch
        {
            "id" => "id",
            "name" => "name",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        sql += " ORDER BY " + orderBy;
        conn.Query(sql);
        """);

    [Fact]
    public Task Where_no_columns_can_be_seen_nothing_is_offered() => VerifyCS.VerifyNoCodeFixAsync(Method(
        """
        conn.Query([|$"SELECT * FROM users ORDER BY {sort}"|]);
        conn.Query([|$"SELECT id FROM {sort}"|]);
        conn.Query([|$"SELECT id FROM users UNION SELECT id FROM users ORDER BY {sort}"|]);
        conn.Query([|$"SELECT id FROM users GROUP BY {sort}"|]);
        conn.Query([|$"SELECT id FROM users ORDER BY {sort.ToUpper()}"|]);
        object Chosen() => sort.Length switch { 0 => 1, _ => conn.Query([|$"SELECT id FROM users ORDER BY {sort}"|]) };
        string? one = Console.ReadLine(), two = conn.ExecuteScalar<string>([|$"SELECT id FROM users ORDER BY {one}"|]);
        if (sort.Length > 0)
            conn.Query([|$"SELECT id FROM users ORDER BY {sort}"|]);
        Func<object> run = () => conn.Query([|$"SELECT id FROM users ORDER BY {sort}"|]);
        return run();
        """));

    [Fact]
    public Task Top_level_statements_are_extended_too() => VerifyCS.VerifyCodeFixAsync(
        """
        using Dapper;

        var conn = new Npgsql.NpgsqlConnection();
        var sort = args[0];

        // Sorted.
        conn.Query([|$"SELECT id FROM users ORDER BY {sort}"|]);
        """,
        """
        using Dapper;

        var conn = new Npgsql.NpgsqlConnection();
        var sort = args[0];

        var orderBy = sort.ToLowerInvariant() switch
        {
            "id" => "id",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        // Sorted.
        conn.Query($"SELECT id FROM users ORDER BY {orderBy}");
        """);

    [Fact]
    public Task What_is_needed_is_imported() => new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = """
            using Dapper;

            class C
            {
                void M(Npgsql.NpgsqlConnection conn, string dir)
                {
                    conn.Query([|$"SELECT * FROM users ORDER BY id {dir}"|]);
                }
            }
            """,
        FixedCode = """
            using System;
            using Dapper;

            class C
            {
                void M(Npgsql.NpgsqlConnection conn, string dir)
                {
                    var direction = string.Equals(dir, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
                    conn.Query($"SELECT * FROM users ORDER BY id {direction}");
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Fix_all_imports_once() => new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = """
            using Dapper;

            class C
            {
                void M(Npgsql.NpgsqlConnection conn, string dir, string other)
                {
                    conn.Query([|$"SELECT * FROM users ORDER BY id {dir}"|]);
                    conn.Query([|$"SELECT * FROM users ORDER BY id {other}"|]);
                }
            }
            """,
        FixedCode = """
            using System;
            using Dapper;

            class C
            {
                void M(Npgsql.NpgsqlConnection conn, string dir, string other)
                {
                    var direction = string.Equals(dir, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
                    conn.Query($"SELECT * FROM users ORDER BY id {direction}");
                    var sortDirection = string.Equals(other, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
                    conn.Query($"SELECT * FROM users ORDER BY id {sortDirection}");
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Values_and_names_are_fixed_one_after_the_other() => new VerifyCS.Test
    {
        NumberOfIncrementalIterations = 2,
        NumberOfFixAllIterations = 1,
        TestCode = Method("""conn.Query([|$"SELECT id FROM users WHERE name = '{filter.Direction}' ORDER BY {sort}"|]);"""),
        FixedCode = Method("""
        var orderBy = sort.ToLowerInvariant() switch
        {
            "id" => "id",
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
        };
        conn.Query($"SELECT id FROM users WHERE name = @direction ORDER BY {orderBy}", new { direction = filter.Direction });
        """),
    }.RunAsync();

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(Method(before), Method(after), Key);

    private static string Method(string statements) => $$"""
        using Dapper;
        using Npgsql;

        interface IFilter
        {
            string Direction { get; }
        }

        class Service
        {
            object Run(NpgsqlConnection conn, IFilter filter, string sort)
            {
                {{(statements.Contains("return") ? statements : statements + "\nreturn sort;").Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        """;
}
