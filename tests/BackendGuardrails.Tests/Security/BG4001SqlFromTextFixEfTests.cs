using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4001SqlFromTextFixEfTests
{
    [Fact]
    public Task An_interpolated_query_hands_its_values_to_EF() => Fixed(
        """db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE name = '{name}' AND id = {id}"|]).ToList();""",
        """db.Users.FromSql($"SELECT * FROM users WHERE name = {name} AND id = {id}").ToList();""");

    [Fact]
    public Task A_concatenated_query_becomes_one_interpolated_string() => Fixed(
        """
        db.Users
            .FromSqlRaw([|"SELECT * FROM " + Table +
                " WHERE name LIKE '%" + name + "%'"|]) // by name
            .ToList();
        """,
        """
        db.Users
            .FromSql($"SELECT * FROM users WHERE name LIKE {"%" + name + "%"}") // by name
            .ToList();
        """);

    [Fact]
    public Task Commands_and_queries_of_values_are_fixed_by_Fix_all() => Fixed(
        """
        db.Database.ExecuteSqlRaw([|"UPDATE users SET name = '" + name + "' WHERE id = " + id|]);
        await db.Database.ExecuteSqlRawAsync([|$"DELETE FROM users WHERE name = '{name.Replace("'", "''")}'"|], cancellation);
        var found = db.Database.SqlQueryRaw<string>([|string.Format("SELECT name FROM users WHERE name = '{0}'", name)|]).ToList();
        """,
        """
        db.Database.ExecuteSql($"UPDATE users SET name = {name} WHERE id = {id}");
        await db.Database.ExecuteSqlAsync($"DELETE FROM users WHERE name = {name}", cancellation);
        var found = db.Database.SqlQuery<string>($"SELECT name FROM users WHERE name = {name}").ToList();
        """);

    [Fact]
    public Task Parameters_that_are_there_keep_their_place() => Fixed(
        """
        db.Users.FromSqlRaw([|"SELECT * FROM users WHERE id = {0} AND name = '" + name + "' AND age > {1}"|], id, age).ToList();
        await db.Database.ExecuteSqlRawAsync([|$"DELETE FROM users WHERE id = {{0}} AND name = '{name}'"|], new object[] { id }, cancellation);
        """,
        """
        db.Users.FromSql($"SELECT * FROM users WHERE id = {id} AND name = {name} AND age > {age}").ToList();
        await db.Database.ExecuteSqlAsync($"DELETE FROM users WHERE id = {id} AND name = {name}", cancellation);
        """);

    [Fact]
    public Task A_local_becomes_the_interpolated_string() => Fixed(
        """
        // Finds them.
        var sql = [|"SELECT * FROM users "|];
        sql += "WHERE name = '" + name + "'"; 
        sql += " AND id = " + id;
        db.Users.FromSqlRaw(sql).ToList();
        """.Replace("[|", "").Replace("|]", "").Replace("(sql)", "([|sql|])"),
        """
        // Finds them.
        FormattableString sql = $"SELECT * FROM users WHERE name = {name} AND id = {id}";
        db.Users.FromSql(sql).ToList();
        """);

    [Fact]
    public Task Verbatim_and_raw_strings_stay_what_they_are() => Fixed(
        """"
        db.Users.FromSqlRaw([|$@"
            SELECT ""id"", '{{{{}}}}'
            FROM users
            WHERE name = '{name}'"|]).ToList();
        db.Users.FromSqlRaw([|$"""
            SELECT "id"
            FROM users
            WHERE name = '{name}'
            """|]).ToList();
        """",
        """"
        db.Users.FromSql($@"
            SELECT ""id"", '{{}}'
            FROM users
            WHERE name = {name}").ToList();
        db.Users.FromSql($"""
            SELECT "id"
            FROM users
            WHERE name = {name}
            """).ToList();
        """");

    [Fact]
    public Task A_list_becomes_an_array_on_PostgreSQL() => Fixed(
        """
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE id IN ({string.Join(",", ids)}) AND name = '{name}'"|]).ToList();
        db.Users.FromSqlRaw([|"SELECT * FROM users WHERE name NOT IN ('" + string.Join("','", names) + "')"|]).ToList();
        """,
        """
        db.Users.FromSql($"SELECT * FROM users WHERE id = ANY({ids}) AND name = {name}").ToList();
        db.Users.FromSql($"SELECT * FROM users WHERE name <> ALL({names.ToArray()})").ToList();
        """);

    [Fact]
    public Task What_would_change_its_meaning_is_left_alone() => NotOffered(
        """
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE name = '{name}' ORDER BY {Name()}"|]).ToList();
        db.Users.FromSqlRaw([|$"SELECT * FROM {name} WHERE id = {id}"|]).ToList();
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE {name}"|]).ToList();
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE born > '{name}'"|]).ToList();
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE name = {name}"|]).ToList();
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE name = '{Escape(name)}'"|]).ToList();
        db.Users.FromSqlRaw([|$"SELECT '{{}}' FROM users WHERE name = '{name}'"|]).ToList();
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE name = '{name}' AND id = @id"|], id).ToList();
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE name = '{name}' AND id = {{0}}"|], values).ToList();
        db.Users.FromSqlRaw([|"SELECT * FROM " + Table + // a comment would be lost
            " WHERE name LIKE '%" + name + "%'"|]).ToList();
        db.Database.ExecuteSqlRaw([|$"CREATE USER x PASSWORD '{name}'"|]);
        var sql = $"SELECT * FROM users WHERE name = '{name}'";
        Console.WriteLine(sql);
        db.Users.FromSqlRaw([|sql|]).ToList();
        """);

    [Fact]
    public Task Top_level_statements_and_other_ways_to_call_are_fixed() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore;

        var db = args.Length > 1 ? new DbContext(new DbContextOptions<DbContext>()) : null;
        var name = args[0];
        var sql = "DELETE FROM users";
        sql += " WHERE name = '" + name + "'";
        db?.Database.ExecuteSqlRaw([|sql|]);
        foreach (var user in RelationalQueryableExtensions.FromSqlRaw(db!.Set<object>(), sql: [|$"SELECT * FROM users WHERE name = '{name}'"|]))
            Console.WriteLine(user);
        """,
        """
        using Microsoft.EntityFrameworkCore;

        var db = args.Length > 1 ? new DbContext(new DbContextOptions<DbContext>()) : null;
        var name = args[0];
        FormattableString sql = $"DELETE FROM users WHERE name = {name}";
        db?.Database.ExecuteSql(sql);
        foreach (var user in RelationalQueryableExtensions.FromSql(db!.Set<object>(), sql: $"SELECT * FROM users WHERE name = {name}"))
            Console.WriteLine(user);
        """);

    [Fact]
    public Task A_migration_is_left_alone() => VerifyCS.VerifyNoCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore.Migrations;

        class M : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql([|$"UPDATE users SET name = '{Name()}'"|]);

            static string Name() => Console.ReadLine()!;
        }
        """);

    [Fact]
    public Task What_the_string_needs_is_imported() => new VerifyCS.Test
    {
        ImplicitUsings = "",
        TestCode = """
            using Microsoft.EntityFrameworkCore;

            class C
            {
                void M(DbContext db, string name)
                {
                    var sql = "DELETE FROM users WHERE name = '" + name + "'";
                    db.Database.ExecuteSqlRaw([|sql|]);
                }
            }
            """,
        FixedCode = """
            using Microsoft.EntityFrameworkCore;

            class C
            {
                void M(DbContext db, string name)
                {
                    System.FormattableString sql = $"DELETE FROM users WHERE name = {name}";
                    db.Database.ExecuteSql(sql);
                }
            }
            """,
    }.RunAsync();

    /// <summary>As the null of the database it would be equal to nothing, and be stored as null.</summary>
    [Fact]
    public Task Text_that_may_be_null_stays_an_empty_one() => Fixed(
        """
        var nick = Console.ReadLine();
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE nick = '{nick}' OR name = '{name}' OR title LIKE '%{nick}%'"|]);
        db.Database.ExecuteSqlRaw([|$"UPDATE users SET nick = '{nick?.Trim()}', title = '{(id > 3 ? nick : null)}'"|]);
        if (nick is not null)
            db.Users.FromSqlRaw([|$@"SELECT * FROM users WHERE nick = '{nick}'"|]);
        """,
        """
        var nick = Console.ReadLine();
        db.Users.FromSql($"SELECT * FROM users WHERE nick = {nick ?? ""} OR name = {name} OR title LIKE {"%" + nick + "%"}");
        db.Database.ExecuteSql($"UPDATE users SET nick = {nick?.Trim() ?? ""}, title = {(id > 3 ? nick : null) ?? ""}");
        if (nick is not null)
            db.Users.FromSql($@"SELECT * FROM users WHERE nick = {nick}");
        """);

    [Fact]
    public Task Lists_with_items_that_may_be_null_are_left_alone() => NotOffered(
        """
        var nicks = new List<string?> { Console.ReadLine() };
        db.Users.FromSqlRaw([|$"SELECT * FROM users WHERE nick NOT IN ('{string.Join("','", nicks)}')"|]);
        """);

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(Method(before), Method(after));

    private static Task NotOffered(string code) => VerifyCS.VerifyNoCodeFixAsync(Method(code));

    private static string Method(string statements) => $$"""
        using Microsoft.EntityFrameworkCore;

        class User
        {
            public int Id { get; set; }
        }

        class Shop : DbContext
        {
            public DbSet<User> Users => Set<User>();
        }

        class Service
        {
            private const string Table = "users";

            static string Name() => Console.ReadLine()!;

            static string Escape(string text) => text;

            async Task Run(Shop db, string name, int id, int age, int[] ids, IEnumerable<string> names, object[] values, CancellationToken cancellation)
            {
                {{statements.Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        """;
}
