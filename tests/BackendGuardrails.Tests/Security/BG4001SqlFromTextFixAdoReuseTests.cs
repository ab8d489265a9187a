using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Commands that have parameters already, or get several texts.</summary>
public class BG4001SqlFromTextFixAdoReuseTests
{
    [Fact]
    public Task Names_that_the_text_or_the_command_has_are_not_taken() => Fixed(
        """
        using var first = new NpgsqlCommand([|$"SELECT * FROM users WHERE id = @name AND name = '{name}' AND nick = '{name}'"|], conn);
        first.Parameters.AddWithValue("name", age);
        using var second = conn.CreateCommand();
        second.Parameters.Add(new NpgsqlParameter("@name", age));
        second.CommandText = [|$"SELECT * FROM users WHERE id = @id AND name = '{name}' AND town = '{other.Name}'"|];
        var parameter = second.CreateParameter();
        parameter.ParameterName = "name2";
        second.Parameters.Add(parameter);
        """,
        """
        using var first = new NpgsqlCommand("SELECT * FROM users WHERE id = @name AND name = @name2 AND nick = @name2", conn);
        first.Parameters.AddWithValue("name2", name);
        first.Parameters.AddWithValue("name", age);
        using var second = conn.CreateCommand();
        second.Parameters.Add(new NpgsqlParameter("@name", age));
        second.CommandText = "SELECT * FROM users WHERE id = @id AND name = @name3 AND town = @name4";
        second.Parameters.AddWithValue("name3", name);
        second.Parameters.AddWithValue("name4", other.Name);
        var parameter = second.CreateParameter();
        parameter.ParameterName = "name2";
        second.Parameters.Add(parameter);
        """);

    [Fact]
    public Task Two_commands_of_the_same_name_do_not_know_of_each_other() => Fixed(
        """
        using (var cmd = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], conn))
        {
            cmd.ExecuteNonQuery();
        }

        using (var cmd = new NpgsqlCommand())
        {
            cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{other.Name}'"|];
            cmd.ExecuteNonQuery();
        }
        """,
        """
        using (var cmd = new NpgsqlCommand("SELECT * FROM users WHERE name = @name", conn))
        {
            cmd.Parameters.AddWithValue("name", name);
            cmd.ExecuteNonQuery();
        }

        using (var cmd = new NpgsqlCommand())
        {
            cmd.CommandText = "SELECT * FROM users WHERE name = @name";
            cmd.Parameters.AddWithValue("name", other.Name);
            cmd.ExecuteNonQuery();
        }
        """);

    [Fact]
    public Task A_command_with_one_text_after_the_other_is_cleared() => Fixed(
        """
        using var cmd = new NpgsqlCommand([|$"SELECT * FROM users WHERE name = '{name}'"|], conn);
        cmd.ExecuteNonQuery();
        cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{other.Name}'"|];
        cmd.ExecuteNonQuery();
        cmd.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];
        cmd.ExecuteNonQuery();
        """,
        """
        using var cmd = new NpgsqlCommand("SELECT * FROM users WHERE name = @name", conn);
        cmd.Parameters.AddWithValue("name", name);
        cmd.ExecuteNonQuery();
        cmd.CommandText = "SELECT * FROM users WHERE name = @name";
        cmd.Parameters.Clear();
        cmd.Parameters.AddWithValue("name", other.Name);
        cmd.ExecuteNonQuery();
        cmd.CommandText = "DELETE FROM users WHERE name = @name";
        cmd.Parameters.Clear();
        cmd.Parameters.AddWithValue("name", name);
        cmd.ExecuteNonQuery();
        """);

    [Fact]
    public Task A_command_that_a_loop_uses_again_is_cleared_each_time() => Fixed(
        """
        using var cmd = conn.CreateCommand();
        foreach (var item in names)
        {
            cmd.CommandText = [|$"DELETE FROM users WHERE name = '{item}'"|];
            cmd.ExecuteNonQuery();
        }

        foreach (var item in names)
        {
            using var own = new NpgsqlCommand([|$"DELETE FROM users WHERE name = '{item}'"|], conn);
            own.ExecuteNonQuery();
        }
        """,
        """
        using var cmd = conn.CreateCommand();
        foreach (var item in names)
        {
            cmd.CommandText = "DELETE FROM users WHERE name = @item";
            cmd.Parameters.Clear();
            cmd.Parameters.AddWithValue("item", item);
            cmd.ExecuteNonQuery();
        }

        foreach (var item in names)
        {
            using var own = new NpgsqlCommand("DELETE FROM users WHERE name = @item", conn);
            own.Parameters.AddWithValue("item", item);
            own.ExecuteNonQuery();
        }
        """);

    [Fact]
    public Task A_loop_that_clears_the_command_itself_may_have_other_parameters() => Fixed(
        """
        using var cmd = conn.CreateCommand();
        foreach (var item in names)
        {
            cmd.Parameters.Clear();
            cmd.CommandText = [|$"DELETE FROM users WHERE id = @id AND name = '{item}'"|];
            cmd.Parameters.AddWithValue("id", age);
            cmd.ExecuteNonQuery();
        }
        """,
        """
        using var cmd = conn.CreateCommand();
        foreach (var item in names)
        {
            cmd.Parameters.Clear();
            cmd.CommandText = "DELETE FROM users WHERE id = @id AND name = @item";
            cmd.Parameters.AddWithValue("item", item);
            cmd.Parameters.AddWithValue("id", age);
            cmd.ExecuteNonQuery();
        }
        """);

    [Fact]
    public Task The_command_of_somebody_else_is_cleared() => Fixed(
        """
        given.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];
        _field.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];
        """,
        """
        given.CommandText = "DELETE FROM users WHERE name = @name";
        given.Parameters.Clear();
        given.Parameters.AddWithValue("name", name);
        _field.CommandText = "DELETE FROM users WHERE name = @name";
        _field.Parameters.Clear();
        _field.Parameters.AddWithValue("name", name);
        """);

    [Fact]
    public Task Branches_and_sections_of_a_switch_exclude_each_other() => Fixed(
        """
        using var cmd = conn.CreateCommand();
        switch (age)
        {
            case 1:
                cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{name}'"|];
                break;
            case 2:
                cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{other.Name}'"|];
                break;
        }

        cmd.ExecuteNonQuery();
        """,
        """
        using var cmd = conn.CreateCommand();
        switch (age)
        {
            case 1:
                cmd.CommandText = "SELECT * FROM users WHERE name = @name";
                cmd.Parameters.AddWithValue("name", name);
                break;
            case 2:
                cmd.CommandText = "SELECT * FROM users WHERE name = @name";
                cmd.Parameters.AddWithValue("name", other.Name);
                break;
        }

        cmd.ExecuteNonQuery();
        """);

    [Fact]
    public Task Conditions_that_are_added_to_a_text_get_names_of_their_own() => Fixed(
        """
        using var cmd = conn.CreateCommand();
        cmd.CommandText = [|$"SELECT * FROM users WHERE name = '{name}'"|];
        if (age > 0)
        {
            cmd.CommandText += [|$" AND town = '{other.Name}' AND age = {age}"|];
        }

        cmd.CommandText += [|" AND nick LIKE '%" + third.Name + "%'"|];
        cmd.ExecuteNonQuery();
        """,
        """
        using var cmd = conn.CreateCommand();
        cmd.CommandText = "SELECT * FROM users WHERE name = @name";
        cmd.Parameters.AddWithValue("name", name);
        if (age > 0)
        {
            cmd.CommandText += " AND town = @name2 AND age = @age";
            cmd.Parameters.AddWithValue("name2", other.Name);
            cmd.Parameters.AddWithValue("age", age);
        }

        cmd.CommandText += " AND nick LIKE @name3";
        cmd.Parameters.AddWithValue("name3", "%" + third.Name + "%");
        cmd.ExecuteNonQuery();
        """);

    [Fact]
    public Task Lambdas_with_a_command_each_are_on_their_own() => Fixed(
        """
        With(cmd =>
        {
            cmd.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];
            cmd.ExecuteNonQuery();
        });
        With(cmd =>
        {
            cmd.CommandText = [|$"DELETE FROM users WHERE name = '{other.Name}'"|];
            cmd.ExecuteNonQuery();
        });
        """,
        """
        With(cmd =>
        {
            cmd.CommandText = "DELETE FROM users WHERE name = @name";
            cmd.Parameters.Clear();
            cmd.Parameters.AddWithValue("name", name);
            cmd.ExecuteNonQuery();
        });
        With(cmd =>
        {
            cmd.CommandText = "DELETE FROM users WHERE name = @name";
            cmd.Parameters.Clear();
            cmd.Parameters.AddWithValue("name", other.Name);
            cmd.ExecuteNonQuery();
        });
        """);

    [Fact]
    public Task An_alias_of_another_command_may_have_parameters() => Fixed(
        """
        var cmd = _field;
        cmd.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];
        var made = this.CreateCommand();
        made.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];
        """,
        """
        var cmd = _field;
        cmd.CommandText = "DELETE FROM users WHERE name = @name";
        cmd.Parameters.Clear();
        cmd.Parameters.AddWithValue("name", name);
        var made = this.CreateCommand();
        made.CommandText = "DELETE FROM users WHERE name = @name";
        made.Parameters.AddWithValue("name", name);
        """);

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(Method(before), Method(after));

    private static string Method(string statements) => $$"""
        using Npgsql;

        public interface IItem
        {
            string Name { get; }
        }

        public class Service
        {
            private readonly NpgsqlCommand _field = new();

            static NpgsqlCommand Make() => new();

            NpgsqlCommand CreateCommand() => new();

            static void With(Action<NpgsqlCommand> work) => work(new());

            public void Run(NpgsqlConnection conn, NpgsqlDataSource source, NpgsqlCommand given, string name, int age, IItem other, IItem third, IEnumerable<string> names)
            {
                {{statements.Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        """;
}
