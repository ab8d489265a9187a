using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>What the fixed code looks like around the call.</summary>
public class BG4001SqlFromTextFixShapeTests
{
    [Fact]
    public Task A_constant_that_only_the_text_used_goes_with_it() => Fixed(
        """
        const string template = "DELETE FROM users WHERE name = '{0}'";
        return conn.Execute([|string.Format(template, name)|]);
        """,
        """
        return conn.Execute("DELETE FROM users WHERE name = @name", new { name });
        """);

    [Fact]
    public Task A_constant_that_is_used_elsewhere_or_explained_stays() => Fixed(
        """
        const string template = "DELETE FROM users WHERE name = '{0}'";
        // All of them.
        const string other = "DELETE FROM towns WHERE name = '{0}'";
        const string columns = "id, name";
        Console.WriteLine(template);
        conn.Execute([|string.Format(template, name)|]);
        conn.Execute([|string.Format(other, name)|]);
        return conn.Query([|"SELECT " + columns + " FROM users WHERE name = '" + name + "'"|]);
        """,
        """
        const string template = "DELETE FROM users WHERE name = '{0}'";
        // All of them.
        const string other = "DELETE FROM towns WHERE name = '{0}'";
        const string columns = "id, name";
        Console.WriteLine(template);
        conn.Execute("DELETE FROM users WHERE name = @name", new { name });
        conn.Execute("DELETE FROM towns WHERE name = @name", new { name });
        return conn.Query("SELECT " + columns + " FROM users WHERE name = @name", new { name });
        """);

    [Fact]
    public Task Parameters_are_called_after_what_they_hold_and_never_like_a_keyword() => Fixed(
        """
        conn.Execute([|$"DELETE FROM users WHERE nick = '{json.GetProperty("name").GetString()}'"|]);
        conn.Execute([|$"DELETE FROM users WHERE nick = '{json.GetString()}'"|]);
        conn.Execute([|$"INSERT INTO users (nick, title) VALUES ('{json.GetString()}', '{@class}')"|]);
        return conn.Execute([|$"DELETE FROM users WHERE class = '{@class}'"|]);
        """,
        """
        conn.Execute("DELETE FROM users WHERE nick = @name", new { name = json.GetProperty("name").GetString() ?? "" });
        conn.Execute("DELETE FROM users WHERE nick = @nick", new { nick = json.GetString() ?? "" });
        conn.Execute("INSERT INTO users (nick, title) VALUES (@nick, @title)", new { nick = json.GetString() ?? "", title = @class });
        return conn.Execute("DELETE FROM users WHERE class = @classValue", new { classValue = @class });
        """);

    [Fact]
    public Task In_code_on_one_line_a_choice_is_written_on_it() => Verify(
        """public object Find(string sort) { var sql = $"SELECT id, name FROM users ORDER BY {sort}"; return conn.Query([|sql|]); }""",
        """public object Find(string sort) { var orderBy = sort.ToLowerInvariant() switch { "id" => "id", "name" => "name", _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column.") }; var sql = $"SELECT id, name FROM users ORDER BY {orderBy}"; return conn.Query(sql); }""");

    [Fact]
    public Task A_method_that_is_an_expression_gets_a_block_for_the_choice() => Verify(
        """
        [Obsolete] public async Task<int> Count(string sort) =>
            await conn.ExecuteScalarAsync<int>([|$"SELECT id FROM users ORDER BY {sort}"|]); // sorted

        public void Print(string direction) => conn.Execute([|$"SELECT id FROM users ORDER BY id {direction}"|]);

        public async Task PrintAsync(string dir) => await conn.ExecuteAsync([|$"SELECT id FROM users ORDER BY id {dir}"|]);
        """,
        """
        [Obsolete] public async Task<int> Count(string sort)
        {
            var orderBy = sort.ToLowerInvariant() switch
            {
                "id" => "id",
                _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "The query has no such column."),
            };
            return await conn.ExecuteScalarAsync<int>($"SELECT id FROM users ORDER BY {orderBy}"); // sorted
        }

        public void Print(string direction)
        {
            var sortDirection = string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
            conn.Execute($"SELECT id FROM users ORDER BY id {sortDirection}");
        }

        public async Task PrintAsync(string dir)
        {
            var direction = string.Equals(dir, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
            await conn.ExecuteAsync($"SELECT id FROM users ORDER BY id {direction}");
        }
        """);

    [Fact]
    public Task An_expression_with_a_comment_around_its_arrow_or_another_function_is_left_alone() => NotOffered(
        """
        public object Commented(string sort) => // sorted
            conn.Query([|$"SELECT id FROM users ORDER BY {sort}"|]);

        public object Maybe(string sort) => sort.Length == 0 ? "" : conn.Query([|$"SELECT id FROM users ORDER BY {sort}"|]);

        public Func<string, object> Later => sort => conn.Query([|$"SELECT id FROM users ORDER BY {sort}"|]);
        """);

    [Fact]
    public Task A_value_that_may_have_changed_is_chosen_anew() => Fixed(
        """
        conn.Query([|$"SELECT id FROM users ORDER BY id {filter.Dir}"|]);
        Change(filter);
        return conn.Query([|$"SELECT id FROM users ORDER BY id {filter.Dir}"|]);
        """,
        """
        var direction = string.Equals(filter.Dir, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        conn.Query($"SELECT id FROM users ORDER BY id {direction}");
        Change(filter);
        var sortDirection = string.Equals(filter.Dir, "desc", StringComparison.OrdinalIgnoreCase) ? "DESC" : "ASC";
        return conn.Query($"SELECT id FROM users ORDER BY id {sortDirection}");
        """);

    [Fact]
    public Task Text_that_is_trimmed_is_handed_over_trimmed() => Fixed(
        """
        var from = name;
        conn.Execute([|"UPDATE users SET sender = '" + from.Trim() + "'"|]);
        return conn.Execute([|$"UPDATE users SET sender = '{from.ToLowerInvariant()}'"|]);
        """,
        """
        var from = name;
        conn.Execute("UPDATE users SET sender = @from", new { from = from.Trim() });
        return conn.Execute("UPDATE users SET sender = @from", new { from = from.ToLowerInvariant() });
        """);

    [Fact]
    public Task A_list_that_was_made_above_becomes_a_parameter() => Fixed(
        """
        var list = string.Join(", ", names.Select(one => $"'{one}'"));
        conn.Query([|"SELECT * FROM users WHERE name IN (" + list + ")"|]);
        var quoted = string.Join("','", names);
        Console.WriteLine(name);
        var sql = $"SELECT * FROM users WHERE name NOT IN ('{quoted}')";
        return conn.Query([|sql|]);
        """,
        """
        conn.Query("SELECT * FROM users WHERE name = ANY(@names)", new { names });
        Console.WriteLine(name);
        var sql = "SELECT * FROM users WHERE name <> ALL(@names)";
        return conn.Query(sql, new { names });
        """);

    [Fact]
    public Task A_list_that_is_used_twice_or_whose_items_may_change_stays() => NotOffered("""
        public object Twice(string[] names)
        {
            var list = string.Join(", ", names.Select(one => $"'{one}'"));
            Console.WriteLine(list);
            return conn.Query([|"SELECT * FROM users WHERE name IN (" + list + ")"|]);
        }

        public object Changed(string[] names)
        {
            var list = string.Join(", ", names.Select(one => $"'{one}'"));
            names[0] = "";
            return conn.Query([|"SELECT * FROM users WHERE name IN (" + list + ")"|]);
        }

        public object Lazy(IEnumerable<string> names)
        {
            var list = string.Join(", ", names.Select(one => $"'{one}'"));
            Console.WriteLine();
            return conn.Query([|"SELECT * FROM users WHERE name IN (" + list + ")"|]);
        }
        """);

    [Fact]
    public Task Conditions_that_are_added_in_some_cases_get_placeholders() => Fixed(
        """
        var sql = $"SELECT * FROM users WHERE nick = '{name}'";
        if (town != null)
            sql += " AND town = '" + town.Replace("'", "''") + "'"; // doubled
        if (@class.Length > 0)
        {
            sql += $" AND name LIKE '%{name}%'";
            sql += " ORDER BY id";
        }
        return conn.Query([|sql|]);
        """,
        """
        var sql = "SELECT * FROM users WHERE nick = @name";
        if (town != null)
            sql += " AND town = @town"; // doubled
        if (@class.Length > 0)
        {
            sql += " AND name LIKE @name2";
            sql += " ORDER BY id";
        }
        return conn.Query(sql, new { name, town, name2 = "%" + name + "%" });
        """);

    [Theory]
    [InlineData("""var sql = "SELECT 1 WHERE true"; if (filter != null) sql += " AND a = '" + filter.Dir + "'"; return conn.Query([|sql|]);""")]
    [InlineData("""var sql = "SELECT 1 WHERE a = '"; if (name != "") sql += name + "'"; return conn.Query([|sql|]);""")]
    [InlineData("""var sql = "SELECT 1 WHERE a = "; if (name != "") sql += "'" + name + "'"; return conn.Query([|sql|]);""")]
    [InlineData("""var sql = "SELECT 1 WHERE true"; if (name != "") sql += " AND a = '" + name + "'"; else sql += " AND b = 1"; return conn.Query([|sql|]);""")]
    [InlineData("""var sql = "SELECT 1 WHERE true"; if (name is { Length: > 0 } text) sql += " AND a = '" + text + "'"; return conn.Query([|sql|]);""")]
    [InlineData("""var sql = "SELECT 1 WHERE true"; if (name != "") sql += " AND a = '" + name + "'"; name = ""; return conn.Query([|sql|]);""")]
    [InlineData("""var sql = "SELECT 1 WHERE true"; foreach (var one in names) sql += " AND a <> '" + one + "'"; return conn.Query([|sql|]);""")]
    [InlineData("""var p = new DynamicParameters(); var sql = "SELECT 1 WHERE true"; if (name != "") sql += " AND a = '" + name + "'"; return conn.Query([|sql|], p);""")]
    [InlineData("""var sql = "SELECT 1 -- all"; if (name != "") sql += "\nWHERE a = '" + name + "'"; return conn.Query([|sql|]);""")]
    public Task Conditions_that_are_not_certain_are_left_alone(string statements) => VerifyCS.VerifyNoCodeFixAsync(Type(Method(statements)));

    private static Task Fixed(string before, string after) => Verify(Method(before), Method(after));

    private static Task Verify(string before, string after) => VerifyCS.VerifyCodeFixAsync(Type(before), Type(after));

    private static Task NotOffered(string members) => VerifyCS.VerifyNoCodeFixAsync(Type(members));

    private static string Method(string statements) => $$"""
        public object Run(string name, string? town, string @class, string[] names, IFilter filter, System.Text.Json.JsonElement json)
        {
            {{statements.Replace("\n", "\n    ")}}
        }
        """;

    private static string Type(string members) => $$"""
        using Dapper;
        using Npgsql;

        public interface IFilter
        {
            string Dir { get; set; }
        }

        public class Service
        {
            private readonly NpgsqlConnection conn = new();

            {{members.Replace("\n", "\n    ").Replace("\n    \n", "\n\n")}}

            private static void Change(IFilter filter) => filter.Dir = "";
        }
        """;
}
