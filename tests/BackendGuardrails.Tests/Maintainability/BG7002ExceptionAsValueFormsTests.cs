using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Maintainability.BG7002ExceptionAsValueAnalyzer, BackendGuardrails.Maintainability.BG7002ExceptionAsValueCodeFix>;

namespace BackendGuardrails.Tests.Maintainability;

/// <summary>Exceptions among the values, in the many forms that endpoints, classes and loggers have.</summary>
public class BG7002ExceptionAsValueFormsTests
{
    private static Task VerifyAsync(string types, string mapped = "") => new VerifyCS.Test
    {
        Stubs = ["NLog", "Serilog"],
        TestCode = "using Microsoft.AspNetCore.Mvc;\nusing Microsoft.Extensions.Logging;\n" + mapped + types + "\npublic class Refusal : Exception { public int Code { get; set; } }\n",
    }.RunAsync();

    [Fact]
    public Task Classes_of_all_forms_are_reported() => VerifyAsync("""
        [ApiController, Route("orders")]
        public class OrdersController(ILogger<OrdersController> logger) : ControllerBase
        {
            [HttpPost] public void Place(int id) { try { Run(id); } catch (Refusal e) { logger.LogWarning("Refused: {Refusal}", [|e|]); } }
            [HttpPost("local")] public void Local(int id) { try { Run(id); } catch (Exception e) { Say(); void Say() => logger.LogError("Order {Id}: {Error}", id, [|e|]); } }
            private static void Run(int id) { if (id > 3) throw new Refusal(); }
        }

        public abstract class Base<TError> where TError : Exception { protected ILogger Logger { get; } = null!; protected void Failed(TError error) => Logger.LogError("Failed: {Error}", [|error|]); }
        public class Task2 : Base<Refusal> { public void Run() => Failed(new Refusal()); }

        public partial class Split { private readonly ILogger _logger = null!; private Exception? _last; }
        public partial class Split { public void Say() => _logger.LogCritical("Failed: {Error}", [|_last|]); }

        public record Outcome(Exception? Error, int Number);
        public class Teller(ILogger<Teller> logger) { public void Tell(Outcome outcome) => logger.LogError("Order {Number}: {Error}", outcome.Number, [|outcome.Error|]); public void Tell(Task task) => task.ContinueWith(done => logger.LogError("Failed: {Error}", [|done.Exception|])); }
        public static class Extensions { public static void Failed(this ILogger logger, Exception exception) => logger.LogError("Failed: {Error}", [|exception|]); }
        public class Other { private static readonly NLog.Logger Log = null!; public void Run(Exception e) => Log.Error("Failed: {0}", [|e|]); }
        public class Third(Serilog.ILogger log) { public void Run(AggregateException e) => log.Warning("Failed: {Error}", [|e|]); }
        """);

    [Fact]
    public Task Classes_of_all_forms_with_the_exception_in_its_place_are_quiet() => VerifyAsync("""
        [ApiController, Route("orders")]
        public class OrdersController(ILogger<OrdersController> logger) : ControllerBase
        {
            [HttpPost] public void Place(int id) { try { Run(id); } catch (Refusal e) { logger.LogWarning(e, "Refused: {Code}", e.Code); } }
            [HttpPost("local")] public void Local(int id) { try { Run(id); } catch (Exception e) { Say(); void Say() => logger.LogError(e, "Order {Id}: {Inner}", id, e.InnerException); } }
            private static void Run(int id) { if (id > 3) throw new Refusal(); }
        }

        public abstract class Base<TError> where TError : Exception { protected ILogger Logger { get; } = null!; protected void Failed(TError error) => Logger.LogError(error, "Failed"); }
        public class Task2 : Base<Refusal> { public void Run() => Failed(new Refusal()); }

        public partial class Split { private readonly ILogger _logger = null!; private Exception? _last; }
        public partial class Split { public void Say() => _logger.LogCritical(_last, "Failed"); }

        public record Outcome(Exception? Error, int Number);
        public class Teller(ILogger<Teller> logger) { public void Tell(Outcome outcome) => logger.LogError("Order {Number}: {Known}", outcome.Number, outcome.Error is Refusal); public void Named(Outcome outcome) => logger.LogError("{Kind}", outcome.Error?.GetType().Name); }
        public static class Extensions { public static void Failed(this ILogger logger, Exception exception) => logger.Log(LogLevel.Error, default, "state", exception, (state, error) => state); }
        public class Other { private static readonly NLog.Logger Log = null!; public void Run(Exception e) => Log.Error(e, "Failed"); }
        public class Third(Serilog.ILogger log) { public void Run(AggregateException e) => log.Error(e, "Failed: {Count}", e.InnerExceptions.Count); }
        public class Mine { public void LogError(string text, Exception e) => Console.WriteLine(text + e); public void Run(Exception e) => LogError("Failed", e); }
        """);

    [Fact]
    public Task Mappings_of_all_forms_are_reported() => VerifyAsync(
        "internal static class Handlers { public static IResult Ask(ILogger<Program> logger) { try { return Results.Ok(); } catch (Exception e) { logger.LogError($\"Asking failed at {DateTime.UtcNow}\", [|e|]); return Results.Problem(); } } }",
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", (ILogger<Program> logger) => { try { return 1; } catch (Exception e) { logger.LogInformation("Failed: {Error}", [|e|]); return 0; } });
        app.MapGet("/b", Handlers.Ask);
        app.MapGet("/c", Run);
        app.Use(async (context, next) => { try { await next(context); } catch (Exception e) { app.Logger.LogCritical("{Path} failed with {Error}", context.Request.Path, [|e.InnerException|]); } });
        app.Run();

        int Run() { try { return 1; } catch (Exception e) { app.Logger.LogTrace("Failed: {Error}", [|e|]); return 0; } }

        """);

    [Fact]
    public Task Known_misses_a_choice_of_exceptions_and_a_list_of_values() => VerifyAsync(
        "public class C(ILogger<C> logger) { public void Run(Exception e) { logger.LogError(\"Failed: {Error}\", e.InnerException ?? e); logger.LogError(\"Failed: {Error}\", args: new object[] { e }); } }");

    [Fact]
    public Task Mappings_of_all_forms_with_the_exception_in_its_place_are_quiet() => VerifyAsync(
        "internal static class Handlers { public static IResult Ask(ILogger<Program> logger) { try { return Results.Ok(); } catch (Exception e) { logger.LogError(e, $\"Asking failed at {DateTime.UtcNow}\"); return Results.Problem(); } } }",
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", (ILogger<Program> logger) => { try { return 1; } catch (Exception e) { logger.LogInformation(e, "Failed"); return 0; } });
        app.MapGet("/b", Handlers.Ask);
        app.MapGet("/c", Run);
        app.Use(async (context, next) => { try { await next(context); } catch (Exception e) { app.Logger.LogCritical(e, "{Path} failed", context.Request.Path); } });
        app.Run();

        int Run() { try { return 1; } catch (Exception e) { app.Logger.LogTrace("Failed: {Error}", e.Message); Console.Error.WriteLine("Failed: {0}", e); return 0; } }

        """);
}
