using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Maintainability.BG7001ExceptionNotLoggedAnalyzer, BackendGuardrails.Maintainability.BG7001ExceptionNotLoggedCodeFix>;

namespace BackendGuardrails.Tests.Maintainability;

public class BG7001ExceptionNotLoggedTests
{
    private static Task VerifyAsync(string handler, string caught = "(Exception ex)") => VerifyCS.VerifyAnalyzerAsync(LogCode.Catch(handler, caught));

    private static Task VerifyHintAsync(string code) => VerifyCS.VerifyAnalyzerAsync(code, VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Theory]
    [InlineData("_logger.[|LogError|](ex.Message);")]
    [InlineData("_logger.[|LogError|](ex.ToString());")]
    [InlineData("_logger.[|LogError|](ex.StackTrace);")]
    [InlineData("_logger.[|LogError|]($\"Order {id} failed: {ex.Message}\");")]
    [InlineData("_logger.[|LogError|]($\"Order {id} failed: {ex}\");")]
    [InlineData("_logger.[|LogCritical|](\"Shipping failed \" + ex.Message);")]
    [InlineData("_logger.[|LogError|](\"Shipping failed \" + ex);")]
    [InlineData("_logger.[|LogError|](string.Format(\"Shipping failed: {0}\", ex.Message));")]
    [InlineData("_logger.[|LogError|](\"Order {Id} failed: {Error}\", id, ex.Message);")]
    [InlineData("_logger.[|LogError|](\"Order {Id} failed: {Error}\", id, ex.ToString());")]
    [InlineData("_logger.[|LogError|](\"Failed: {Error}\", ex.InnerException?.Message ?? ex.Message);")]
    [InlineData("_logger.[|LogError|](\"Failed: {Error}\", ex.InnerException!.Message);")]
    [InlineData("_logger.[|LogError|](\"Failed: {Error}\", ex.GetBaseException().Message);")]
    [InlineData("_logger.[|LogError|](new EventId(7), \"Failed: {Error}\", ex.Message);")]
    [InlineData("_logger.[|Log|](LogLevel.Error, \"Failed: {Error}\", ex.Message);")]
    [InlineData("_logger?.[|LogError|](ex.Message);")]
    [InlineData("LoggerExtensions.[|LogError|](_logger, ex.Message);")]
    [InlineData("var text = $\"Order {id}: {ex.Message}\"; _logger.[|LogError|](text);")]
    [InlineData("if (id > 0) { _logger.[|LogError|](ex.Message); } else { _logger.[|LogError|](\"None: {Error}\", ex.Message); }")]
    [InlineData("_logger.[|LogError|](ex.Message); _logger.LogError(ex.StackTrace);")]
    [InlineData("_logger.[|LogError|](\"Shipping failed\");")]
    [InlineData("_logger.[|LogCritical|](\"Order {Id} failed\", id); return id > 0;")]
    public Task An_exception_that_the_log_gets_a_text_of_or_nothing_is_reported(string handler) => VerifyAsync(handler);

    [Theory]
    [InlineData("(System.IO.IOException ex)")]
    [InlineData("(System.Net.Http.HttpRequestException ex)")]
    [InlineData("(Exception ex) when (id > 3)")]
    public Task Failures_below_the_application_are_reported(string caught) => VerifyAsync("_logger.[|LogError|](\"Failed: {Error}\", ex.Message);", caught);

    [Theory]
    [InlineData("_logger.{|#0:LogWarning|}(\"Trying again: {Error}\", ex.Message);", "(Exception ex)")]
    [InlineData("_logger.{|#0:LogError|}(\"Failed: {Error}\", ex.Message);", "(OrderException ex)")]
    [InlineData("_logger.{|#0:LogError|}(\"Failed: {Error}\", ex.Message);", "(Exception ex) when (ex is OrderException)")]
    [InlineData("_logger.{|#0:LogError|}(\"Shipping failed\");", "(Exception)")]
    [InlineData("_logger.{|#0:LogError|}(\"Shipping failed\");", "")]
    public Task What_may_be_meant_so_is_a_hint(string handler, string caught) => VerifyHintAsync(LogCode.Catch(handler, caught));

    [Fact]
    public Task An_exception_that_a_method_is_given_is_a_hint() => VerifyHintAsync(
        "public class Bus(ILogger<Bus> logger) { public Task OnErrorAsync(Exception exception) { logger.{|#0:LogError|}($\"The bus stopped: {exception.Message}\"); return Task.CompletedTask; } }");

    [Fact]
    public Task Top_level_statements_lambdas_and_local_functions_are_reported() => VerifyCS.VerifyAnalyzerAsync("""
        var app = Microsoft.AspNetCore.Builder.WebApplication.Create();
        app.MapGet("/", (ILogger<Program> logger) =>
        {
            try { return Results.Ok(Read()); }
            catch (Exception e) { logger.[|LogError|](e.Message); return Results.Problem(); }
        });
        try { app.Run(); }
        catch (Exception e) { app.Logger.[|LogCritical|]("Stopped: " + e.Message); }
        int Read()
        {
            try { return int.Parse("1"); }
            catch (Exception e) { app.Logger.[|LogError|]($"{e.Message}"); return 0; }
        }
        """);

    [Theory]
    [InlineData("_logger.LogError(ex, \"Order {Id} failed: {Error}\", id, ex.Message);")]
    [InlineData("_logger.LogError(ex, ex.Message);")]
    [InlineData("_logger.LogError(ex.Message); throw;")]
    [InlineData("_logger.LogError(ex.Message); throw new InvalidOperationException(\"Shipping failed\", ex);")]
    [InlineData("_logger.LogError(ex.Message); if (id > 3) { throw; }")]
    [InlineData("_logger.LogError(ex.Message); System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(ex).Throw();")]
    [InlineData("_logger.LogError(\"Shipping failed\"); throw;")]
    [InlineData("_logger.LogInformation(ex.Message);")]
    [InlineData("_logger.LogDebug(\"Failed: {Error}\", ex.Message);")]
    [InlineData("_logger.LogTrace(ex.ToString());")]
    [InlineData("_logger.LogError(ex.Message); _logger.LogDebug(ex, \"Details\");")]
    [InlineData("((ITelemetry)null!).TrackException(ex); _logger.LogError(ex.Message);")]
    [InlineData("var kept = new List<Exception> { ex }; _logger.LogError(ex.Message);")]
    [InlineData("_logger.LogWarning(\"Shipping failed\");")]
    [InlineData("_logger.LogError(\"Failed with {Type}\", ex.GetType().Name);")]
    [InlineData("_logger.LogError(\"Failed: {Error}\", ex);")]
    [InlineData("_logger.LogError(\"Failed with {Result}\", ex.HResult);")]
    [InlineData("Console.WriteLine(ex.Message);")]
    [InlineData("_logger.Log((LogLevel)id, ex.Message);")]
    [InlineData("Action<string> log = text => { }; log(ex.Message);")]
    public Task Exceptions_that_somebody_gets_and_details_are_quiet(string handler) => VerifyAsync(handler);

    [Theory]
    [InlineData("(OperationCanceledException ex)", "_logger.LogError(\"Stopped: {Error}\", ex.Message);")]
    [InlineData("(TaskCanceledException ex)", "_logger.LogError(ex.Message);")]
    [InlineData("(OrderException ex)", "_logger.LogWarning(\"Refused: {Error}\", ex.Message);")]
    [InlineData("(OrderException)", "_logger.LogError(\"Refused\");")]
    [InlineData("(OrderException ex)", "_logger.LogError(\"Refused: {Number}\", ex.Number);")]
    [InlineData("(Exception) when (id > 3)", "_logger.LogError(\"Refused\");")]
    public Task Cancellation_and_exceptions_that_say_something_are_quiet(string caught, string handler) => VerifyAsync(handler, caught);

    [Fact]
    public Task Another_logger_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        namespace Mine
        {
            public interface ILogger { }
            public static class LoggerExtensions { public static void LogError(this ILogger logger, string message) { } }
            public class Desk { public void Ship(ILogger logger) { try { Console.WriteLine(); } catch (Exception e) { LoggerExtensions.LogError(logger, e.Message); } } }
        }
        """);

    [Fact]
    public Task A_log_outside_of_a_catch_is_quiet() => VerifyCS.VerifyAnalyzerAsync(
        "public class Desk(ILogger<Desk> logger) { public void Ship(bool ok) { if (!ok) logger.LogError(\"Shipping failed\"); } }");

    [Fact]
    public Task A_log_method_of_ones_own_that_takes_the_message_is_missed() => VerifyCS.VerifyAnalyzerAsync("""
        public class Desk(ILogger<Desk> logger)
        {
            public void Ship() { try { Console.WriteLine(); } catch (Exception e) { Failed(e.Message); } }
            private void Failed(string reason) => logger.LogError("Failed: {Reason}", reason);
        }
        """);

    [Theory]
    [InlineData("Log.[|Error|](\"Order {Id} failed: {Error}\", 7, e.Message);")]
    [InlineData("Log.[|Fatal|](e.ToString());")]
    [InlineData("logger.[|Error|](\"Failed: {Error}\", e.Message);")]
    [InlineData("logger.Error(e, \"Failed: {Error}\", e.Message);")]
    [InlineData("logger.Information(e.Message);")]
    public Task Serilog_is_read_as_well(string handler) => new VerifyCS.Test
    {
        TestCode = $"using Serilog; public class Desk(Serilog.ILogger logger) {{ public void Ship() {{ try {{ Console.WriteLine(logger); }} catch (Exception e) {{ {handler} }} }} }}",
        Stubs = ["Serilog"],
    }.RunAsync();

    [Theory]
    [InlineData("logger.[|Error|](\"Order {0} failed: {1}\", 7, e.Message);")]
    [InlineData("logger.[|Fatal|](e.ToString());")]
    [InlineData("logger.Error(e, \"Failed\");")]
    public Task NLog_is_read_as_well(string handler) => new VerifyCS.Test
    {
        TestCode = $"using NLog; public class Desk(Logger logger) {{ public void Ship() {{ try {{ Console.WriteLine(logger); }} catch (Exception e) {{ {handler} }} }} }}",
        Stubs = ["NLog"],
    }.RunAsync();

    [Fact]
    public Task The_message_says_what_to_pass() => VerifyCS.VerifyAnalyzerAsync(
        LogCode.Catch("_logger.{|#0:LogError|}(\"Failed: {Error}\", ex.Message);"),
        VerifyCS.Diagnostic().WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage("'LogError' gets only a text of 'ex'; pass 'ex' as the exception, so that the log has its type, its stack trace and what caused it"));

    [Theory]
    [InlineData("_logger.LogError(")]
    [InlineData("_logger.LogError(ex.);")]
    [InlineData("_logger.LogError($\"{ex.\");")]
    [InlineData("_logger.LogError();")]
    public Task Half_typed_code_does_not_throw(string handler) => new VerifyCS.Test { TestCode = LogCode.Catch(handler), CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();
}
