using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4001SqlFromTextAnalyzer, BackendGuardrails.Security.BG4001SqlFromTextCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>A text that callers nobody knows hand over, run as it is or with something done to it before.</summary>
public class BG4001SqlFromTextWholeTests
{
    private static string Runner(string members) => SqlShop.Usings + $$"""
        public interface IStep { string Apply(string text); }
        public class Unschema : IStep { public string Apply(string text) => Regex.Replace(text, @"\$schema\$\.", ""); }
        public class Variables : IStep
        {
            private readonly Dictionary<string, string> values = new();
            public string Apply(string text)
            {
                var done = new StringBuilder();
                foreach (var word in text.Split(' '))
                    done.Append(word).Append(' ');
                return done.ToString();
            }
        }

        public class Runner
        {
            private readonly NpgsqlConnection connection;
            private readonly bool isExplained;
            private readonly IStep[] steps;
            public Runner(NpgsqlConnection connection, bool isExplained, params IStep[] steps) => (this.connection, this.isExplained, this.steps) = (connection, isExplained, steps);

            {{members}}
        }
        """;

    private static DiagnosticResult At(DiagnosticSeverity severity) =>
        VerifyCS.Diagnostic().WithSeverity(severity).WithLocation(0).WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    [Theory]
    [InlineData("public void Run(string query) { var text = isExplained ? \"EXPLAIN \" + query : query; connection.Execute({|#0:text|}); }")]
    [InlineData("public void Run(string query) { if (isExplained) query = $\"BEGIN; {query}; ROLLBACK\"; connection.Execute({|#0:query|}); }")]
    [InlineData("public void Run(string query) => Send(query); private void Send(string text) { text = steps.Aggregate(text, (current, step) => step.Apply(current)); connection.Execute({|#0:text|}); }")]
    [InlineData("public void Run(string query) => Send(query); private void Send(string text) { text = Ready(text); using var command = connection.CreateCommand(); {|#0:command.CommandText = text|}; } private string Ready(string text) { if (!isExplained) text = new Variables().Apply(text); return text; }")]
    public Task A_text_that_is_also_run_as_it_is_was_handed_over_as_SQL(string members) =>
        VerifyCS.VerifyAnalyzerAsync(Runner(members.Replace("{|#0:command.CommandText = text|}", "command.CommandText = {|#0:text|}", System.StringComparison.Ordinal)), At(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("public void Run(string query) => connection.Execute({|#0:$\"SELECT * FROM orders WHERE note = '{query}'\"|});")]
    [InlineData("public void Run(string query, string name) { var text = isExplained ? query : $\"SELECT * FROM orders WHERE note = '{name}'\"; connection.Execute({|#0:text|}); }")]
    [InlineData("public void Run(string query, string name) { var text = isExplained ? query : $\"SELECT * FROM ({query}) q WHERE note = '{name}'\"; connection.Execute({|#0:text|}); }")]
    [InlineData("public void Run(string[] names) { var text = names.Aggregate(\"\", (all, name) => all + name + ','); connection.Execute({|#0:text|}); }")]
    [InlineData("public void Run(Customer query) { var text = isExplained ? query.Name : query.City + ';'; connection.Execute({|#0:text|}); } public class Customer { public string Name { get; set; } = \"\"; public string City { get; set; } = \"\"; }")]
    public Task A_part_that_is_never_the_whole_is_a_warning(string members) => VerifyCS.VerifyAnalyzerAsync(Runner(members), At(DiagnosticSeverity.Warning));

    [Theory]
    [InlineData("[HttpGet] public void Run(string query) { var text = isExplained ? \"EXPLAIN \" + query : query; connection.Execute({|#0:text|}); }")]
    [InlineData("[HttpGet] public void Run(string query) => Send(query); private void Send(string text) { if (isExplained) text = $\"EXPLAIN {text}\"; connection.Execute({|#0:text|}); }")]
    public Task What_a_request_hands_over_is_a_warning_whole_or_not(string members) =>
        VerifyCS.VerifyAnalyzerAsync(Runner(members).Replace("public class Runner", "public class Runner : ControllerBase", System.StringComparison.Ordinal), At(DiagnosticSeverity.Warning));

    [Fact]
    public Task Run_as_it_is_by_another_command_it_may_still_break_out_of_a_literal_here() => VerifyCS.VerifyAnalyzerAsync(
        Runner("""
            public void Run(string query)
            {
                connection.Execute({|#0:query|});
                connection.Execute({|#1:$"INSERT INTO history (text) VALUES ('{query}')"|});
            }
            """),
        At(DiagnosticSeverity.Info),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Warning).WithLocation(1).WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
}
