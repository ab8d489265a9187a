using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Maintainability.BG7001ExceptionNotLoggedAnalyzer, BackendGuardrails.Maintainability.BG7001ExceptionNotLoggedCodeFix>;

namespace BackendGuardrails.Tests.Maintainability;

public class BG7001ExceptionNotLoggedFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(LogCode.Catch($"_logger.[|LogError|]({before});"), LogCode.Catch($"_logger.LogError({after});"));

    private static Task VerifyHintAsync(string before, string after) =>
        new VerifyCS.Test { TestCode = before, FixedCode = after, ExpectedDiagnostics = { VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations) } }.RunAsync();

    [Theory]
    [InlineData("$\"Order {id} failed: {ex.Message}\"", "ex, $\"Order {id} failed\"")]
    [InlineData("$\"Shipping failed: {ex.Message}\"", "ex, \"Shipping failed\"")]
    [InlineData("$\"Shipping failed. Error: {ex.Message}.\"", "ex, \"Shipping failed\"")]
    [InlineData("$\"Shipping failed because of {ex}\"", "ex, \"Shipping failed\"")]
    [InlineData("$\"Shipping failed ({ex.Message})\"", "ex, \"Shipping failed\"")]
    [InlineData("$\"{{x}} failed, {ex.Message}\"", "ex, \"{{x}} failed\"")]
    [InlineData("\"Shipping failed: \" + ex.Message", "ex, \"Shipping failed\"")]
    [InlineData("\"Shipping \" + id + \" failed: \" + ex.Message", "ex, \"Shipping \" + id + \" failed\"")]
    [InlineData("\"Shipping failed for \" + carrier + \": \" + ex.Message", "ex, \"Shipping failed for \" + carrier")]
    [InlineData("\"Shipping failed: \" + ex.Message + \".\"", "ex, \"Shipping failed\"")]
    [InlineData("string.Concat($\"Shipping failed: {ex}\")", "ex, string.Concat(\"Shipping failed\")")]
    [InlineData("string.Concat(\"Order \" + id + \" failed: \" + ex.Message)", "ex, string.Concat(\"Order \" + id + \" failed\")")]
    [InlineData("string.Concat(ex.Message)", "ex, string.Concat(ex.Message)")]
    [InlineData("\"Shipping failed:\\n\" + ex", "ex, \"Shipping failed\"")]
    [InlineData("\"Database error: {Error}\", ex.Message", "ex, \"Database error\"")]
    [InlineData("\"Order {Id} failed: {Error}\", id, ex.Message", "ex, \"Order {Id} failed\", id")]
    public Task A_text_that_ends_with_the_exception_ends_before_it(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("$\"Order {id}: {ex.Message} (again)\"", "ex, $\"Order {id}: {ex.Message} (again)\"")]
    [InlineData("\"{Error} at order {Id}\", ex.Message, id", "ex, \"{Error} at order {Id}\", ex.Message, id")]
    [InlineData("\"Failed: {Error}\", ex.InnerException?.Message ?? ex.Message", "ex, \"Failed: {Error}\", ex.InnerException?.Message ?? ex.Message")]
    [InlineData("string.Format(\"Failed: {0}\", ex.Message)", "ex, string.Format(\"Failed: {0}\", ex.Message)")]
    [InlineData("new EventId(7), \"Order {Id} failed\" + ex.Message, id", "new EventId(7), ex, \"Order {Id} failed\", id")]
    public Task A_text_that_goes_on_keeps_its_words(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("ex.Message", "ex, \"ShipAsync failed\"")]
    [InlineData("ex.ToString()", "ex, \"ShipAsync failed\"")]
    [InlineData("$\"{ex.Message}\"", "ex, \"ShipAsync failed\"")]
    [InlineData("\"Error: \" + ex.Message", "ex, \"Error\"")]
    [InlineData("\"Shipping failed\"", "ex, \"Shipping failed\"")]
    public Task A_text_that_is_nothing_else_says_what_failed(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("(Exception)", "(Exception ex)")]
    [InlineData("", "(Exception ex)")]
    public Task A_catch_without_a_name_gets_one(string before, string after) => VerifyHintAsync(
        LogCode.Catch("// Nobody knows.\n            _logger.{|#0:LogError|}(\"Order {Id} failed\", id);", before).Replace("catch \n", "catch\n", StringComparison.Ordinal),
        LogCode.Catch("// Nobody knows.\n            _logger.LogError(ex, \"Order {Id} failed\", id);", after));

    [Fact]
    public Task Lines_and_comments_stay() => VerifyCS.VerifyCodeFixAsync(
        LogCode.Catch("""
            // Who is on call looks here.
                        _logger.[|LogError|](
                            "Order {Id} failed for {Carrier}: {Error}", // as the board shows it
                            id,
                            carrier,
                            ex.Message);
            """),
        LogCode.Catch("""
            // Who is on call looks here.
                        _logger.LogError(
                            ex, "Order {Id} failed for {Carrier}", // as the board shows it
                            id,
                            carrier);
            """));

    [Fact]
    public Task Two_of_a_file_are_repaired_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        LogCode.Catch("if (id > 3) { _logger.[|LogError|](ex.Message); } else { _logger.[|LogCritical|](\"Order {Id}: {Error}\", id, ex.Message); }"),
        LogCode.Catch("if (id > 3) { _logger.LogError(ex, \"ShipAsync failed\"); } else { _logger.LogCritical(ex, \"Order {Id}\", id); }"));
}
