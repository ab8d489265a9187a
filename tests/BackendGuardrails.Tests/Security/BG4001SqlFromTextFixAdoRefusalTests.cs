using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Where nobody can say which parameters the command has when it is executed, or which it needs.</summary>
public class BG4001SqlFromTextFixAdoRefusalTests
{
    [Theory]
    [InlineData("""cmd.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|]; cmd.Prepare();""")]
    [InlineData("""cmd.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|]; cmd.Parameters.Clear(); cmd.ExecuteNonQuery();""")]
    [InlineData("""foreach (var item in names) { cmd.CommandText = [|$"DELETE FROM users WHERE id = @id AND name = '{item}'"|]; cmd.ExecuteNonQuery(); }""")]
    [InlineData("""cmd.Parameters.AddWithValue("id", age); foreach (var item in names) { cmd.CommandText = [|$"DELETE FROM users WHERE name = '{item}'"|]; cmd.ExecuteNonQuery(); }""")]
    [InlineData("""foreach (var item in names) { cmd.CommandText += [|$" OR name = '{item}'"|]; }""")]
    [InlineData("""cmd.ExecuteNonQuery(); cmd.CommandText += [|$" OR name = '{name}'"|];""")]
    [InlineData("""given.CommandText += [|$" OR name = '{name}'"|];""")]
    [InlineData("""given.CommandText = [|$"DELETE FROM users WHERE id = @id AND name = '{name}'"|];""")]
    [InlineData("""if (age > 3) cmd.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];""")]
    [InlineData("""Action act = () => cmd.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];""")]
    [InlineData("""source.CreateCommand([|$"DELETE FROM users WHERE name = '{name}'"|]).ExecuteNonQuery();""")]
    [InlineData("""new NpgsqlDataAdapter([|$"SELECT * FROM users WHERE name = '{name}'"|], conn).Dispose();""")]
    [InlineData("""Make().CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|];""")]
    [InlineData("""cmd.CommandText = [|$"DELETE FROM users WHERE id = $1 AND name = '{name}'"|];""")]
    [InlineData("""cmd.CommandText = [|$"DELETE FROM users WHERE name = '{name}' AND note = '{cmd.CommandText}'"|];""")]
    [InlineData("""cmd.CommandText = [|$"DELETE FROM users WHERE {name}"|];""")]
    [InlineData("""cmd.CommandText = [|name|];""")]
    [InlineData("""cmd.CommandText = [|$"DO $$ BEGIN PERFORM '{name}'; END $$"|];""")]
    public Task No_fix_where_the_parameters_of_the_command_are_not_certain(string code) => VerifyCS.VerifyNoCodeFixAsync(Method($"var cmd = conn.CreateCommand();\n{code}"));

    [Theory]
    [InlineData("""var cmd = new NpgsqlCommand([|$"DELETE FROM users WHERE name = '{name}'"|]) { {|CS0200:Parameters|} = {|CS1525:}|};""")]
    [InlineData("""given.CommandText = [|$"DELETE FROM users WHERE name = '{name}'"|]{|CS1002:|}""")]
    public Task No_fix_in_half_typed_code(string code) => VerifyCS.VerifyNoCodeFixAsync(Method(code));

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
