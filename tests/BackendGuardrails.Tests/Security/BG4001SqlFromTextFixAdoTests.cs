using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Where a command gets its text and its parameters, on PostgreSQL.</summary>
public class BG4001SqlFromTextFixAdoTests
{
    [Fact]
    public Task A_command_in_a_local_gets_parameters_behind_its_declaration() => Fixed(
        """
        var first = new NpgsqlCommand([|"SELECT * FROM users WHERE name = '" + name + "'"|], conn);
        first.ExecuteNonQuery();

        using var second = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}' AND age > {age} AND town = '{town}'"|], conn); // by name
        await using var third = new NpgsqlCommand([|$"DELETE FROM users WHERE name LIKE '%{name}%'"|]) { Connection = conn };
        // Runs it.
        third.ExecuteNonQuery();
        NpgsqlCommand fourth = new([|$"SELECT * FROM users WHERE name = '{name}'"|], conn);
        NpgsqlCommand? fifth;
        fifth = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], conn);
        """,
        """
        var first = new NpgsqlCommand("SELECT * FROM users WHERE name = @name", conn);
        first.Parameters.AddWithValue("name", name);
        first.ExecuteNonQuery();

        using var second = new NpgsqlCommand("SELECT * FROM users WHERE name = @name AND age > @age AND town = @town", conn); // by name
        second.Parameters.AddWithValue("name", name);
        second.Parameters.AddWithValue("age", age);
        second.Parameters.AddWithValue("town", town ?? "");
        await using var third = new NpgsqlCommand("DELETE FROM users WHERE name LIKE @name") { Connection = conn };
        third.Parameters.AddWithValue("name", "%" + name + "%");
        // Runs it.
        third.ExecuteNonQuery();
        NpgsqlCommand fourth = new("SELECT * FROM users WHERE name = @name", conn);
        fourth.Parameters.AddWithValue("name", name);
        NpgsqlCommand? fifth;
        fifth = new NpgsqlCommand("SELECT * FROM users WHERE name = @name", conn);
        fifth.Parameters.AddWithValue("name", name);
        """);

    [Fact]
    public Task A_command_of_a_using_statement_gets_them_first_in_its_block() => Fixed(
        """
        using (var cmd = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], conn))
        {
            // All of them.
            using (var reader = cmd.ExecuteReader())
            {
            }
        }

        using (var cmd = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], conn))
        using (var reader = cmd.ExecuteReader())
        {
            reader.Read();
        }
        """,
        """
        using (var cmd = new NpgsqlCommand("SELECT * FROM users WHERE name = @name", conn))
        {
            cmd.Parameters.AddWithValue("name", name);
            // All of them.
            using (var reader = cmd.ExecuteReader())
            {
            }
        }

        using (var cmd = new NpgsqlCommand("SELECT * FROM users WHERE name = @name", conn) { Parameters = { new NpgsqlParameter("name", name) } })
        using (var reader = cmd.ExecuteReader())
        {
            reader.Read();
        }
        """);

    [Fact]
    public Task A_command_text_that_is_set_gets_them_behind_the_assignment() => Fixed(
        """
        using var cmd = conn.CreateCommand();
        cmd.CommandText = [|$"UPDATE users SET name = '{name}' WHERE age = {age}"|];
        cmd.ExecuteNonQuery();
        var other = new NpgsqlCommand { Connection = conn };
        if (age > 5)
        {
            other.CommandText = [|$"SELECT * FROM users WHERE town = '{town}'"|]; other.ExecuteNonQuery();
        }
        else
        {
            other.CommandText = [|"SELECT * FROM users WHERE name = '" + name + "'"|];
        }
        """,
        """
        using var cmd = conn.CreateCommand();
        cmd.CommandText = "UPDATE users SET name = @name WHERE age = @age";
        cmd.Parameters.AddWithValue("name", name);
        cmd.Parameters.AddWithValue("age", age);
        cmd.ExecuteNonQuery();
        var other = new NpgsqlCommand { Connection = conn };
        if (age > 5)
        {
            other.CommandText = "SELECT * FROM users WHERE town = @town"; other.Parameters.AddWithValue("town", town ?? ""); other.ExecuteNonQuery();
        }
        else
        {
            other.CommandText = "SELECT * FROM users WHERE name = @name";
            other.Parameters.AddWithValue("name", name);
        }
        """);

    [Fact]
    public Task An_initializer_with_the_text_stays_and_one_with_parameters_gets_more() => Fixed(
        """
        var first = new NpgsqlCommand { CommandText = [|$"SELECT * FROM users WHERE name = '{name}'"|], Connection = conn };
        var second = new NpgsqlCommand([|$"SELECT * FROM users WHERE id = @id AND name = '{name}'"|], conn) { Parameters = { new NpgsqlParameter("id", age) } };
        var third = new NpgsqlCommand
        {
            Connection = conn,
            CommandText = [|$"SELECT * FROM users WHERE id = @name AND name = '{name}'"|],
            Parameters =
            {
                new NpgsqlParameter("name", age), // theirs
            },
        };
        Run(new NpgsqlCommand
        {
            Connection = conn, // open
            CommandText = [|$"SELECT * FROM users WHERE name = '{name}'"|] // by name
        });
        Run(new([|$"SELECT * FROM users WHERE name = '{name}' AND age = {age}"|]) { Parameters = { } });
        """,
        """
        var first = new NpgsqlCommand { CommandText = "SELECT * FROM users WHERE name = @name", Connection = conn };
        first.Parameters.AddWithValue("name", name);
        var second = new NpgsqlCommand("SELECT * FROM users WHERE id = @id AND name = @name", conn) { Parameters = { new NpgsqlParameter("id", age), new NpgsqlParameter("name", name) } };
        var third = new NpgsqlCommand
        {
            Connection = conn,
            CommandText = "SELECT * FROM users WHERE id = @name AND name = @name2",
            Parameters =
            {
                new NpgsqlParameter("name", age), // theirs
                new NpgsqlParameter("name2", name),
            },
        };
        Run(new NpgsqlCommand
        {
            Connection = conn, // open
            CommandText = "SELECT * FROM users WHERE name = @name", // by name
            Parameters = { new NpgsqlParameter("name", name) }
        });
        Run(new("SELECT * FROM users WHERE name = @name AND age = @age") { Parameters = { new NpgsqlParameter("name", name), new NpgsqlParameter("age", age) } });
        """);

    [Fact]
    public Task A_command_without_a_variable_is_created_with_its_parameters() => Fixed(
        """
        new NpgsqlCommand([|$"DELETE FROM users WHERE name = '{name}'"|], conn).ExecuteNonQuery();
        Func<NpgsqlCommand> later = () => new NpgsqlCommand([|$"DELETE FROM users WHERE town = '{town}' OR name = '{name}'"|], conn);
        if (age > 3)
            Run(new([|$"DELETE FROM users WHERE name = '{name}'"|], conn));
        """,
        """
        new NpgsqlCommand("DELETE FROM users WHERE name = @name", conn) { Parameters = { new NpgsqlParameter("name", name) } }.ExecuteNonQuery();
        Func<NpgsqlCommand> later = () => new NpgsqlCommand("DELETE FROM users WHERE town = @town OR name = @name", conn) { Parameters = { new NpgsqlParameter("town", town ?? ""), new NpgsqlParameter("name", name) } };
        if (age > 3)
            Run(new("DELETE FROM users WHERE name = @name", conn) { Parameters = { new NpgsqlParameter("name", name) } });
        """);

    [Fact]
    public Task A_data_source_makes_commands_and_a_batch_has_them() => Fixed(
        """
        await using var cmd = source.CreateCommand([|$"SELECT * FROM users WHERE name = '{name}'"|]);
        var part = new NpgsqlBatchCommand([|$"DELETE FROM users WHERE name = '{name}'"|]);
        batch.BatchCommands.Add(part);
        batch.BatchCommands.Add(new NpgsqlBatchCommand([|$"DELETE FROM users WHERE name = '{name}'"|]));
        var adapter = new NpgsqlDataAdapter([|$"SELECT * FROM users WHERE name = '{name}'"|], conn);
        """,
        """
        await using var cmd = source.CreateCommand("SELECT * FROM users WHERE name = @name");
        cmd.Parameters.AddWithValue("name", name);
        var part = new NpgsqlBatchCommand("DELETE FROM users WHERE name = @name");
        part.Parameters.AddWithValue("name", name);
        batch.BatchCommands.Add(part);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM users WHERE name = @name") { Parameters = { new NpgsqlParameter("name", name) } });
        var adapter = new NpgsqlDataAdapter("SELECT * FROM users WHERE name = @name", conn);
        adapter.SelectCommand!.Parameters.AddWithValue("name", name);
        """);

    [Fact]
    public Task A_text_in_a_local_stays_there() => Fixed(
        """
        var sql = "SELECT * FROM users "
            + "WHERE name = '" + name + "'"; // by name
        sql += $" AND town = '{town}'";
        await using var cmd = new NpgsqlCommand([|sql|], conn);
        """,
        """
        var sql = "SELECT * FROM users "
            + "WHERE name = @name"; // by name
        sql += " AND town = @town";
        await using var cmd = new NpgsqlCommand(sql, conn);
        cmd.Parameters.AddWithValue("name", name);
        cmd.Parameters.AddWithValue("town", town ?? "");
        """);

    [Fact]
    public Task Lists_are_compared_with_any_of_their_items() => Fixed(
        """
        using var cmd = new NpgsqlCommand([|$"SELECT * FROM users WHERE town NOT IN ('{string.Join("','", names)}')"|], conn);
        """,
        """
        using var cmd = new NpgsqlCommand("SELECT * FROM users WHERE town <> ALL(@names)", conn);
        cmd.Parameters.AddWithValue("names", names.ToArray());
        """);

    [Fact]
    public Task Names_stay_in_the_text_beside_the_parameters() => Fixed(
        """
        using var cmd = new NpgsqlCommand([|$"SELECT * FROM {Table} WHERE name = '{name}'"|], conn);
        """,
        """
        using var cmd = new NpgsqlCommand($"SELECT * FROM {Table} WHERE name = @name", conn);
        cmd.Parameters.AddWithValue("name", name);
        """);

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(Method(before), Method(after), "BG4001SqlFromTextCodeFix.Parameters");

    private static string Method(string statements) => $$"""
        using System.Data;
        using Npgsql;

        public class Service
        {
            public static string Table { get; set; } = "users";

            static void Run(NpgsqlCommand command) => command.ExecuteNonQuery();

            public async Task Run(NpgsqlConnection conn, NpgsqlDataSource source, NpgsqlBatch batch, string name, string? town, int age, IEnumerable<string> names)
            {
                {{statements.Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        """;
}
