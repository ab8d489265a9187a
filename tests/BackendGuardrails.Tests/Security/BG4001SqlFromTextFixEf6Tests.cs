using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4001SqlFromTextFixEf6Tests
{
    [Fact]
    public Task Values_become_arguments_and_by_Fix_all() => Verify(
        """
        db.Database.ExecuteSqlCommand([|$"UPDATE users SET name = '{name}' WHERE id = {id}"|]);
        db.Database.SqlQuery<User>([|"SELECT * FROM users WHERE id = @p0 AND name LIKE '" + name + "%'"|], id);
        db.Users.SqlQuery([|$"SELECT * FROM users WHERE name = '{name}' ORDER BY {name}"|]);
        await db.Database.ExecuteSqlCommandAsync([|$"DELETE FROM users WHERE name = '{name}'"|], cancellation);
        var sql = "DELETE FROM users ";
        sql += $"WHERE name = '{name}'";
        db.Database.ExecuteSqlCommand([|sql|]);
        """,
        """
        db.Database.ExecuteSqlCommand("UPDATE users SET name = @p0 WHERE id = @p1", name, id);
        db.Database.SqlQuery<User>("SELECT * FROM users WHERE id = @p0 AND name LIKE @p1", id, name + "%");
        db.Users.SqlQuery([|$"SELECT * FROM users WHERE name = @p0 ORDER BY {name}"|], name);
        await db.Database.ExecuteSqlCommandAsync("DELETE FROM users WHERE name = @p0", cancellation, name);
        var sql = "DELETE FROM users ";
        sql += "WHERE name = @p0";
        db.Database.ExecuteSqlCommand(sql, name);
        """);

    [Fact]
    public Task Text_that_may_be_null_stays_an_empty_one() => Verify(
        """
        db.Database.ExecuteSqlCommand([|$"DELETE FROM users WHERE name = '{Console.ReadLine()}'"|]);
        await Task.CompletedTask;
        """,
        """
        db.Database.ExecuteSqlCommand("DELETE FROM users WHERE name = @p0", Console.ReadLine() ?? "");
        await Task.CompletedTask;
        """);

    [Fact]
    public Task What_would_change_its_meaning_is_left_alone() => Verify(
        """
        db.Database.ExecuteSqlCommand([|$"DELETE FROM users WHERE name = '{name}' AND id = @id"|], parameter);
        db.Database.ExecuteSqlCommand([|$"DELETE FROM users WHERE name = '{name}' AND id = @p0"|], values);
        db.Database.ExecuteSqlCommand([|$"DELETE FROM users WHERE name = '{name}' AND data = '{{}}'"|]);
        db.Database.ExecuteSqlCommand([|$"DELETE FROM users WHERE id IN ({string.Join(",", values)}) AND name = '{name}'"|]);
        db.Database.ExecuteSqlCommand([|$"DELETE FROM {name}"|]);
        await Task.CompletedTask;
        """,
        null);

    private static Task Verify(string before, string? after)
    {
        var test = new VerifyCS.Test { Stubs = ["EntityFramework", "Microsoft.Data.SqlClient"], TestCode = Method(before), FixedCode = Method(after ?? before) };
        if (after is not null)
            test.FixedState.MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow;
        return test.RunAsync();
    }

    private static string Method(string statements) => $$"""
        using System.Data.Entity;

        class User { }

        class Shop : DbContext
        {
            public DbSet<User> Users { get; } = new();
        }

        class Service
        {
            async Task Run(Shop db, string name, int id, object[] values, Microsoft.Data.SqlClient.SqlParameter parameter, CancellationToken cancellation)
            {
                {{statements.Replace("\n", "\n        ")}}
            }
        }
        """;
}
