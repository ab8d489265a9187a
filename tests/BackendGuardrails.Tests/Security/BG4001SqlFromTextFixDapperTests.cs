using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4001SqlFromTextFixDapperTests
{
    [Fact]
    public Task Values_become_an_anonymous_object_and_by_Fix_all() => Fixed(
        """
        conn.Query<User>([|"SELECT * FROM users WHERE name = '" + name + "'"|]);
        await conn.ExecuteAsync([|$"UPDATE users SET name = '{filter.Name}' WHERE id = {id}"|]);
        conn.Query([|$"SELECT * FROM users WHERE city = '{filter.Address.City}' OR name LIKE '%{filter.Name.Trim()}%'"|]);
        """,
        """
        conn.Query<User>("SELECT * FROM users WHERE name = @name", new { name });
        await conn.ExecuteAsync($"UPDATE users SET name = @name WHERE id = @id", new { name = filter.Name, id });
        conn.Query("SELECT * FROM users WHERE city = @city OR name LIKE @name", new { city = filter.Address.City, name = "%" + filter.Name.Trim() + "%" });
        """.Replace("ExecuteAsync($", "ExecuteAsync("));

    [Fact]
    public Task An_anonymous_object_that_is_there_is_extended() => Fixed(
        """
        conn.Query([|$"SELECT * FROM users WHERE id = @id AND name = '{name}'"|], new { id });
        conn.Query([|$"SELECT * FROM users WHERE id = @id AND name = '{name}' AND age > {id}"|], new { id }, tx);
        conn.Query([|$"SELECT * FROM users WHERE name = @name AND town = '{filter.Name}'"|], new { name });
        conn.Query(
            [|$"SELECT * FROM users WHERE id = @id AND name = '{name}'"|],
            new
            {
                id, // of the user
            });
        conn.Query(
            [|$"SELECT * FROM users WHERE id = @id AND name = '{name}'"|],
            new
            {
                id
            });
        """,
        """
        conn.Query("SELECT * FROM users WHERE id = @id AND name = @name", new { id, name });
        conn.Query("SELECT * FROM users WHERE id = @id AND name = @name AND age > @id", new { id, name }, tx);
        conn.Query("SELECT * FROM users WHERE name = @name AND town = @name2", new { name, name2 = filter.Name });
        conn.Query(
            "SELECT * FROM users WHERE id = @id AND name = @name",
            new
            {
                id, // of the user
                name,
            });
        conn.Query(
            "SELECT * FROM users WHERE id = @id AND name = @name",
            new
            {
                id,
                name
            });
        """);

    [Fact]
    public Task Other_arguments_stay() => Fixed(
        """
        conn.Execute([|$"DELETE FROM users WHERE name = '{name}'"|], transaction: tx);
        conn.Execute([|$"DELETE FROM users WHERE name = '{name}'"|], null, tx, 30);
        conn.Execute(sql: [|$"DELETE FROM users WHERE name = '{name}'"|], commandTimeout: 30);
        conn.Query<User, City, User>([|$"SELECT * FROM users WHERE name = '{name}'"|], (user, city) => user, splitOn: "id");
        SqlMapper.Execute(conn, [|$"DELETE FROM users WHERE name = '{name}'"|], transaction: tx);
        conn.Execute(
            [|$"DELETE FROM users WHERE name = '{name}'"|], // by name
            transaction: tx);
        await conn.ExecuteAsync(new CommandDefinition([|$"DELETE FROM users WHERE name = '{name}'"|], cancellationToken: cancellation));
        """,
        """
        conn.Execute("DELETE FROM users WHERE name = @name", new { name }, transaction: tx);
        conn.Execute("DELETE FROM users WHERE name = @name", new { name }, tx, 30);
        conn.Execute(sql: "DELETE FROM users WHERE name = @name", param: new { name }, commandTimeout: 30);
        conn.Query<User, City, User>("SELECT * FROM users WHERE name = @name", (user, city) => user, new { name }, splitOn: "id");
        SqlMapper.Execute(conn, "DELETE FROM users WHERE name = @name", new { name }, transaction: tx);
        conn.Execute(
            "DELETE FROM users WHERE name = @name", // by name
            new { name },
            transaction: tx);
        await conn.ExecuteAsync(new CommandDefinition("DELETE FROM users WHERE name = @name", new { name }, cancellationToken: cancellation));
        """);

    [Fact]
    public Task Fix_all_fixes_both_calls_of_one_statement() => Fixed(
        """
        var users = conn.Query<User>([|$"SELECT * FROM users WHERE name = '{name}'"|]).Concat(conn.Query<User>([|$"SELECT * FROM admins WHERE name = '{name}'"|]));
        """,
        """
        var users = conn.Query<User>("SELECT * FROM users WHERE name = @name", new { name }).Concat(conn.Query<User>("SELECT * FROM admins WHERE name = @name", new { name }));
        """);

    [Fact]
    public Task Dynamic_parameters_are_extended() => Fixed(
        """
        var parameters = new DynamicParameters();
        parameters.Add("id", id);

        // Finds them.
        conn.Query([|$"SELECT * FROM users WHERE id = @id AND name = '{filter.Name}' AND city = '{name}'"|], parameters);
        """,
        """
        var parameters = new DynamicParameters();
        parameters.Add("id", id);

        parameters.Add("name", filter.Name);
        parameters.Add("name2", name);
        // Finds them.
        conn.Query("SELECT * FROM users WHERE id = @id AND name = @name AND city = @name2", parameters);
        """);

    [Fact]
    public Task Lines_of_a_local_stay_where_they_are() => Fixed(
        """
        var sql = "SELECT * FROM users " + // all
            "WHERE name = '" + name + "' ";
        sql += "AND id = " + id;
        conn.Query([|sql|]);
        """,
        """
        var sql = "SELECT * FROM users " + // all
            "WHERE name = @name ";
        sql += "AND id = @id";
        conn.Query(sql, new { name, id });
        """);

    [Fact]
    public Task Lists_are_arrays_on_PostgreSQL() => Fixed(
        """
        conn.Query([|$"SELECT * FROM users WHERE id IN ({string.Join(",", ids)}) AND name NOT IN ('{string.Join("','", names)}')"|]);
        """,
        """
        conn.Query("SELECT * FROM users WHERE id = ANY(@ids) AND name <> ALL(@names)", new { ids, names = names.ToArray() });
        """);

    [Fact]
    public Task Lists_are_expanded_elsewhere()
    {
        const string Query = """
            using Dapper;
            using Microsoft.Data.SqlClient;

            class C
            {
                void M(SqlConnection conn, List<int> ids, IEnumerable<string> names, Guid key, string id)
                {
                    conn.Query(SQL);
                }
            }
            """;
        return new VerifyCS.Test
        {
            Stubs = ["Microsoft.Data.SqlClient"],
            TestCode = Query.Replace("SQL", """[|$"SELECT * FROM users WHERE id IN ({string.Join(",", ids)}) AND name IN ('{string.Join("','", names)}') AND k = '{key}' AND id = {id}"|]"""),
            FixedCode = Query.Replace("SQL", """
                "SELECT * FROM users WHERE id IN @ids AND name IN @names AND k = @key AND id = @id", new { ids, names, key = key.ToString(), id }
                """),
        }.RunAsync();
    }

    [Fact]
    public Task A_value_that_is_used_twice_is_one_parameter() => Fixed(
        """
        conn.Query([|$"SELECT * FROM users WHERE name LIKE '%{filter.Name}%' OR city LIKE '%{filter.Name}%' OR name = '{filter.Name}'"|]);
        foreach (var user in conn.Query<User>([|"SELECT * FROM users WHERE name = '" + (name ?? "none") + "' LIMIT " + 2 * id|]))
            Console.WriteLine(user);
        """,
        """
        conn.Query("SELECT * FROM users WHERE name LIKE @name OR city LIKE @name OR name = @name2", new { name = "%" + filter.Name + "%", name2 = filter.Name });
        foreach (var user in conn.Query<User>("SELECT * FROM users WHERE name = @name LIMIT @limit", new { name = name ?? "none", limit = 2 * id }))
            Console.WriteLine(user);
        """);

    [Fact]
    public Task Names_and_what_is_no_text_stay_in_the_text() => Verify(
        """
        conn.Query([|$"SELECT * FROM {Table} WHERE name = '{name}' AND born > '{day}' ORDER BY {Column()}"|]);
        """,
        """
        conn.Query([|$"SELECT * FROM {Table} WHERE name = @name AND born > '{day}' ORDER BY {Column()}"|], new { name });
        """);

    [Fact]
    public Task What_would_change_its_meaning_is_left_alone() => NotOffered(
        """
        conn.Query([|$"SELECT * FROM users WHERE name = '{name}'"|], filter);
        conn.Query([|$"SELECT * FROM users WHERE name = '{name}' AND {filter.Name}"|]);
        conn.Query([|$"SELECT * FROM users WHERE name = '{name}' AND born > '{filter.Name}'"|]);
        conn.Query([|$"SELECT * FROM users WHERE name = '{name}' AND id = {filter.Name}"|]);
        conn.Query([|$"SELECT * FROM {name} WHERE id = {id}"|]);
        any.Query([|$"SELECT * FROM users WHERE name IN ({string.Join(",", names)})"|]);
        var parameters = new DynamicParameters();
        var maybe = id > 0 ? conn.Query([|$"SELECT * FROM users WHERE name = '{filter.Name}'"|], parameters) : null;
        var sql = $"SELECT * FROM users WHERE name = '{name}'";
        if (id > 0)
            sql += " AND id = 0";
        else
            sql += " AND id = 1";
        conn.Query([|sql|]);
        """);

    /// <summary>As the null of the database it would be equal to nothing; a parameter that is there may be null and stays it.</summary>
    [Fact]
    public Task Text_that_may_be_null_stays_an_empty_one() => Fixed(
        """
        var nick = Console.ReadLine();
        conn.Query([|$"SELECT * FROM users WHERE nick = '{nick}' OR title = '{nick}' OR name = '{name}'"|]);
        conn.Query([|$"SELECT * FROM users WHERE nick = '{nick}' AND title = @nick"|], new { nick });
        """,
        """
        var nick = Console.ReadLine();
        conn.Query("SELECT * FROM users WHERE nick = @nick OR title = @nick OR name = @name", new { nick = nick ?? "", name });
        conn.Query("SELECT * FROM users WHERE nick = @nick2 AND title = @nick", new { nick, nick2 = nick ?? "" });
        """);

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(Method(before), Method(after));

    private static Task Verify(string before, string after)
    {
        var test = new VerifyCS.Test { TestCode = Method(before), FixedCode = Method(after) };
        test.FixedState.MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow;
        return test.RunAsync();
    }

    private static Task NotOffered(string code) => VerifyCS.VerifyNoCodeFixAsync(Method(code));

    private static string Method(string statements) => $$"""
        using System.Data;
        using Dapper;
        using Npgsql;

        class User;
        class City;

        interface IAddress
        {
            string City { get; }
        }

        interface IFilter
        {
            string Name { get; }

            IAddress Address { get; }
        }

        class Service
        {
            private const string Table = "users";

            static string Column() => Console.ReadLine()!;

            async Task Run(NpgsqlConnection conn, IDbConnection any, IDbTransaction tx, IFilter filter, string name, int id, DateTime day, List<int> ids, IEnumerable<string> names, CancellationToken cancellation)
            {
                {{statements.Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        """.Replace("class User;", "class User { }").Replace("class City;", "class City { }");
}
