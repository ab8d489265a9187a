using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Commands that are made to be shown, and parameters that are made here.</summary>
public class BG4001SqlFromTextDescribedTests
{
    private const string Tracer = "public static class Tracer { public static void InvokeBeforeExecution(string key, IDbCommand command) { } public static void ExecuteAndTrace(IDbCommand command) { } }\npublic static class LoginService { public static void Check(IDbCommand command) => command.ExecuteNonQuery(); }\n";

    private const string Describe = """
        private static DbCommand Describe(NpgsqlConnection connection, string text)
            {
                var command = connection.CreateCommand();
                command.CommandText = text;
                return command;
            }
        """;

    private const string Passed = "private static DbCommand Passed(NpgsqlConnection connection, string text) => (DbCommand)new NpgsqlCommand(text, connection);";

    [Theory]
    [InlineData("using var command = Describe(connection, $\"BULK DELETE FROM {name}\"); Console.WriteLine(command.CommandText);")]
    [InlineData("using (var command = Describe(connection, $\"BULK DELETE FROM {name}\")) { Tracer.InvokeBeforeExecution(\"a\", command); }")]
    [InlineData("var command = Passed(connection, $\"BULK DELETE FROM {name}\"); command.CommandTimeout = 5; Tracer.InvokeBeforeExecution(\"a\", command); command.Dispose();")]
    [InlineData("using var command = source.CreateCommand($\"BULK DELETE FROM {name}\"); Tracer.InvokeBeforeExecution(\"a\", command);")]
    [InlineData("using var command = new NpgsqlCommand($\"BULK DELETE FROM {name}\"); Console.WriteLine(command.CommandText);")]
    [InlineData("using var command = connection.CreateCommand(); command.CommandText = $\"BULK DELETE FROM {name}\"; Console.WriteLine(command.CommandText);")]
    public Task A_command_that_is_only_shown_is_quiet(string statements) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + Tracer + SqlShop.Action(statements, statements.Contains("Describe(") ? Describe : statements.Contains("Passed(") ? Passed : "").Substring(SqlShop.Usings.Length));

    [Theory]
    [InlineData("using var command = Describe(connection, name); Console.WriteLine(command.CommandText); command.ExecuteNonQuery();")]
    [InlineData("using var command = Describe(connection, name); Console.WriteLine(command.CommandText); Run(command);")]
    [InlineData("using var command = Describe(connection, name); Tracer.ExecuteAndTrace(command);")]
    [InlineData("using var command = Describe(connection, name); LoginService.Check(command);")]
    [InlineData("using var command = Describe(connection, name); Console.WriteLine(command.CommandText); kept = command;")]
    [InlineData("using var command = Describe(connection, name); Console.WriteLine(command.CommandText); var other = command;")]
    [InlineData("using var command = Describe(connection, name); Console.WriteLine(command.CommandText); Action run = () => command.ExecuteNonQuery();")]
    [InlineData("using var command = Describe(connection, name); Console.WriteLine(command.CommandText); Describe(connection, \"SELECT 1\").ExecuteNonQuery();")]
    [InlineData("using var command = Describe(connection, name);")]
    public Task A_command_that_may_run_is_not(string statements) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + Tracer + SqlShop.Action(statements, """
        private DbCommand? kept;
            private static void Run(DbCommand command) => command.ExecuteNonQuery();
            private static DbCommand Describe(NpgsqlConnection connection, string text)
            {
                var command = connection.CreateCommand();
                command.CommandText = [|"DELETE FROM " + text|];
                return command;
            }
        """).Substring(SqlShop.Usings.Length));

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    public Task A_command_that_others_may_get_is_not(string access) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Usings + $$"""
        public class Store
        {
            {{access}} static DbCommand Describe(DbConnection connection, string table)
            {
                var command = connection.CreateCommand();
                command.CommandText = [|"DELETE FROM " + table|];
                return command;
            }

            public static void Show(DbConnection connection, string table) => Console.WriteLine(Describe(connection, table).CommandText);
        }
        """);

    [Theory]
    [InlineData("var p = command.CreateParameter(); p.ParameterName = \"@p\" + id; p.Value = name;", "p.ParameterName")]
    [InlineData("var p = new NpgsqlParameter(\"@p\", name);", "p.ParameterName")]
    [InlineData("var p = new NpgsqlParameter { ParameterName = \"@p\", Value = name };", "p.ParameterName")]
    [InlineData("var p = command.Parameters.AddWithValue(\"p0\", name);", "\"@\" + p.ParameterName")]
    [InlineData("var p = With(command, name);", "p.ParameterName")]
    [InlineData("var all = names.Select((one, index) => new NpgsqlParameter(\"@p\" + index, one)).ToArray();", "string.Join(\",\", all.Select(p => p.ParameterName))")]
    [InlineData("var all = new List<string>(); foreach (var one in names) { var p = command.CreateParameter(); p.ParameterName = $\"@p{all.Count}\"; p.Value = one; all.Add(p.ParameterName); }", "string.Join(\",\", all)")]
    public Task A_parameter_made_here_is_called_as_the_code_says(string statements, string text) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(
        $"using var command = connection.CreateCommand(); {statements} command.CommandText = \"SELECT * FROM r WHERE a IN (\" + {text} + \")\"; command.ExecuteNonQuery();",
        "private static DbParameter With(DbCommand command, object value) { var p = command.CreateParameter(); p.ParameterName = \"@p\" + command.Parameters.Count; p.Value = value; command.Parameters.Add(p); return p; }"));

    [Theory]
    [InlineData("var p = command.CreateParameter(); p.ParameterName = name;")]
    [InlineData("var p = new NpgsqlParameter(name, id);")]
    [InlineData("var p = new NpgsqlParameter { ParameterName = \"@\" + name };")]
    [InlineData("var p = command.Parameters.AddWithValue(name, id);")]
    [InlineData("IDataParameter p = command.CreateParameter(); p.ParameterName = name;")]
    public Task A_parameter_that_somebody_else_names_is_reported(string statements) => VerifyCS.VerifyAnalyzerAsync(SqlShop.Action(
        $"using var command = connection.CreateCommand(); {statements} command.CommandText = [|\"SELECT * FROM r WHERE a = \" + p.ParameterName|]; command.ExecuteNonQuery();"));
}
