using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Maintainability.BG7002ExceptionAsValueAnalyzer, BackendGuardrails.Maintainability.BG7002ExceptionAsValueCodeFix>;

namespace BackendGuardrails.Tests.Maintainability;

public class BG7002ExceptionAsValueTests
{
    private static Task VerifyAsync(string handler) => VerifyCS.VerifyAnalyzerAsync(LogCode.Catch(handler));

    private static Task VerifyFixAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(LogCode.Catch($"_logger.LogError({before});"), LogCode.Catch($"_logger.LogError({after});"));

    [Theory]
    [InlineData("_logger.LogError(\"Failed: {Error}\", [|ex|]);")]
    [InlineData("_logger.LogError(\"Failed\", [|ex|]);")]
    [InlineData("_logger.LogError(ex.Message, [|ex|]);")]
    [InlineData("_logger.LogWarning(\"Order {Id} failed: {Error}\", id, [|ex|]);")]
    [InlineData("_logger.LogInformation(\"Failed: {Error}\", [|ex|]); throw;")]
    [InlineData("_logger.LogDebug(\"Failed: {@Error}\", [|ex|]);")]
    [InlineData("_logger.Log(LogLevel.Critical, \"Failed: {Error}\", [|ex|]);")]
    [InlineData("_logger.LogError(new EventId(3), \"Failed: {Error}\", [|ex|]);")]
    [InlineData("LoggerExtensions.LogError(_logger, \"Failed: {Error}\", [|ex|]);")]
    [InlineData("_logger.LogError(\"Failed: {Error}\", [|ex.InnerException|]);")]
    [InlineData("_logger.LogError($\"Order {id} failed\", [|ex|]);")]
    [InlineData("Exception last = ex; Task.Run(() => _logger.LogError(\"Failed: {Error}\", [|last|]));")]
    public Task An_exception_among_the_values_is_reported(string handler) => VerifyAsync(handler);

    [Theory]
    [InlineData("_logger.LogError(ex, \"Failed\");")]
    [InlineData("_logger.LogError(ex, \"Failed: {Inner}\", ex.InnerException);")]
    [InlineData("_logger.LogError(\"Failed: {Error}\", ex.Message);")]
    [InlineData("_logger.LogError(\"Failed: {Type}\", ex.GetType());")]
    [InlineData("_logger.LogError(\"Failed: {Error}\", new object[] { ex.HResult });")]
    [InlineData("Console.WriteLine(\"Failed: {0}\", ex);")]
    [InlineData("_logger.LogError($\"Failed: {ex}\");")]
    public Task An_exception_in_its_place_and_what_is_read_of_one_are_quiet(string handler) => VerifyAsync(handler);

    [Fact]
    public Task Another_logger_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        public interface IMyLogger { void LogError(string message, params object[] args); }
        public class Desk { public void Ship(IMyLogger logger) { try { Console.WriteLine(); } catch (Exception e) { logger.LogError("Failed: {Error}", e); } } }
        """);

    [Theory]
    [InlineData("logger.Error(\"Failed: {Error}\", [|e|]);")]
    [InlineData("Log.Error(\"Order {Id}: {Error}\", 7, [|e|]);")]
    public Task Serilog_is_read_as_well(string handler) => new VerifyCS.Test
    {
        TestCode = $"using Serilog; public class Desk(Serilog.ILogger logger) {{ public void Ship() {{ try {{ Console.WriteLine(logger); }} catch (Exception e) {{ {handler} }} }} }}",
        Stubs = ["Serilog"],
    }.RunAsync();

    [Fact]
    public Task What_an_error_page_is_called_does_not_tell_what_failed() => VerifyCS.VerifyCodeFixAsync(
        LogCode.Catch("_logger.LogError(ex.Message, [|ex|]);").Replace("ShipAsync", "Error"), LogCode.Catch("_logger.LogError(ex, \"An unexpected error occurred\");").Replace("ShipAsync", "Error"));

    [Theory]
    [InlineData("\"Failed: {Error}\", [|ex|]", "ex, \"Failed\"")]
    [InlineData("\"Failed\", [|ex|]", "ex, \"Failed\"")]
    [InlineData("\"Order {Id} failed. Exception: {Error}\", id, [|ex|]", "ex, \"Order {Id} failed\", id")]
    [InlineData("\"Order {Id} failed\", id, [|ex|]", "ex, \"Order {Id} failed\", id")]
    [InlineData("\"{Error} at order {Id}\", [|ex|], id", "ex, \"{Error} at order {Id}\", ex.Message, id")]
    [InlineData("\"{Error} again\", [|ex|]", "ex, \"{Error} again\", ex.Message")]
    [InlineData("ex.Message, [|ex|]", "ex, \"ShipAsync failed\"")]
    [InlineData("ex.ToString(), [|ex|]", "ex, \"ShipAsync failed\"")]
    [InlineData("\"{Error}\", [|ex|]", "ex, \"ShipAsync failed\"")]
    [InlineData("$\"Order {id} failed\", [|ex|]", "ex, $\"Order {id} failed\"")]
    [InlineData("new EventId(3), \"Failed: {Error}\", [|ex|]", "new EventId(3), ex, \"Failed\"")]
    public Task The_exception_moves_in_front_of_the_message(string before, string after) => VerifyFixAsync(before, after);

    [Fact]
    public Task Two_of_a_file_are_repaired_by_Fix_all_and_comments_stay() => VerifyCS.VerifyCodeFixAsync(
        LogCode.Catch("/* first */ _logger.LogError(\"Failed: {Error}\", [|ex|]); // told\n            _logger.LogWarning(\"Order {Id}: {Error}\", id, [|ex|]);"),
        LogCode.Catch("/* first */ _logger.LogError(ex, \"Failed\"); // told\n            _logger.LogWarning(ex, \"Order {Id}\", id);"));

    [Theory]
    [InlineData("_logger.LogError(\"Failed\", ex.")]
    [InlineData("_logger.LogError(, ex);")]
    public Task Half_typed_code_does_not_throw(string handler) => new VerifyCS.Test { TestCode = LogCode.Catch(handler), CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();
}
