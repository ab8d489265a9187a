using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Maintainability.BG7001ExceptionNotLoggedAnalyzer, BackendGuardrails.Maintainability.BG7001ExceptionNotLoggedCodeFix>;

namespace BackendGuardrails.Tests.Maintainability;

/// <summary>Catches in the many forms that endpoints and classes have.</summary>
public class BG7001ExceptionNotLoggedFormsTests
{
    private const string Common = """

        public static class Carrier { public static Task AskAsync() => File.ReadAllTextAsync("x"); }
        public record Failure(string Reason, Exception? Cause);
        """;

    private static Task VerifyAsync(string types, string mapped = "") =>
        new VerifyCS.Test { Stubs = ["MediatR"], TestCode = "using Microsoft.AspNetCore.Mvc;\n" + mapped + types + Common }.RunAsync();

    [Fact]
    public Task Controllers_and_classes_of_all_forms_are_reported() => VerifyAsync("""
        [ApiController, Route("orders")]
        public class OrdersController(ILogger<OrdersController> logger) : ControllerBase
        {
            [HttpPost] public async Task<IActionResult> Place() { try { await Carrier.AskAsync(); return Ok(); } catch (Exception e) { logger.[|LogError|]("Failed: {Error}", e.Message); return StatusCode(500); } }
            [HttpPost("value")] public async Task Kept() { try { await Carrier.AskAsync(); } catch (Exception e) { var reason = e.InnerException?.Message; logger.[|LogError|]("Failed because of {Reason}", reason); } }
            [HttpPost("local")] public async Task Local() { try { await Carrier.AskAsync(); } catch (Exception e) { Say(); void Say() => logger.[|LogCritical|]($"Failed: {e.Message}"); } }
            [HttpPost("ternary")] public async Task Ternary() { try { await Carrier.AskAsync(); } catch (Exception e) { logger.[|LogError|]("Failed: {Error}", e.InnerException is { } inner ? inner.Message : e.Message); } }
        }

        public abstract class Base<T> : ControllerBase where T : class
        {
            protected ILogger Logger { get; } = null!;
            [HttpPost] public virtual async Task<T?> Add(T one) { try { await Carrier.AskAsync(); return one; } catch (IOException e) { Logger.[|LogError|]("Failed for {One}: " + e.Message, one); return null; } }
        }
        public class ItemsController : Base<object> { }

        public partial class Split { private readonly ILogger _logger = null!; }
        public partial class Split { public async Task RunAsync() { try { await Carrier.AskAsync(); } catch (Exception e) when (e is IOException or TimeoutException) { _logger.[|LogError|]("Failed: {Error}", e.Message.Trim()); } } }

        public record Ask : MediatR.IRequest<bool>;
        public class AskHandler(ILogger<AskHandler> logger) : MediatR.IRequestHandler<Ask, bool>
        {
            public async Task<bool> Handle(Ask request, CancellationToken cancellationToken)
            {
                try { await Carrier.AskAsync(); }
                catch (OperationCanceledException) { throw; }
                catch (Exception e)
                {
                    if (logger.IsEnabled(LogLevel.Error)) logger.[|LogError|]("Failed: {Error}", e.Message);
                    return false;
                }
                finally { logger.LogInformation("Asked"); }
                return true;
            }
        }

        public class Worker(ILogger<Worker> logger) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (!stoppingToken.IsCancellationRequested) { try { await Carrier.AskAsync(); } catch (Exception e) { logger.[|LogError|](e.Message); } } } }
        public static class Extensions { public static async Task<bool> TryAsync(this ILogger logger, Func<Task> work) { try { await work(); return true; } catch (Exception) { logger.[|LogError|]("It failed"); return false; } } }
        """);

    [Fact]
    public Task Controllers_and_classes_of_all_forms_that_hand_the_exception_on_are_quiet() => VerifyAsync("""
        [ApiController, Route("orders")]
        public class OrdersController(ILogger<OrdersController> logger) : ControllerBase
        {
            [HttpPost] public async Task<IActionResult> Place() { try { await Carrier.AskAsync(); return Ok(); } catch (Exception e) { logger.LogError(e, "Failed: {Error}", e.Message); return StatusCode(500); } }
            [HttpPost("value")] public async Task Kept() { try { await Carrier.AskAsync(); } catch (Exception e) { var reason = e.InnerException?.Message; logger.LogError(e, "Failed because of {Reason}", reason); } }
            [HttpPost("local")] public async Task Local() { try { await Carrier.AskAsync(); } catch (Exception e) { Say(); void Say() => logger.LogCritical(e, "Failed"); } }
            [HttpPost("result")] public async Task<Failure?> Result() { try { await Carrier.AskAsync(); return null; } catch (Exception e) { logger.LogError("Failed: {Error}", e.Message); return new Failure(e.Message, e); } }
            [HttpPost("thrown")] public async Task Thrown() { try { await Carrier.AskAsync(); } catch (Exception e) { logger.LogError("Failed: {Error}", e.Message); throw new InvalidOperationException("x", e); } }
        }

        public abstract class Base<T> : ControllerBase where T : class
        {
            protected ILogger Logger { get; } = null!;
            [HttpPost] public virtual async Task<T?> Add(T one) { try { await Carrier.AskAsync(); return one; } catch (IOException e) { Logger.LogError(e, "Failed for {One}", one); return null; } }
        }
        public class ItemsController : Base<object> { }

        public partial class Split { private readonly ILogger _logger = null!; private readonly List<Exception> _failures = new(); }
        public partial class Split { public async Task RunAsync() { try { await Carrier.AskAsync(); } catch (Exception e) { _failures.Add(e); _logger.LogError("Failed: {Error}", e.Message); } } }

        public class Worker(ILogger<Worker> logger) : BackgroundService { protected override async Task ExecuteAsync(CancellationToken stoppingToken) { try { await Carrier.AskAsync(); } catch (OperationCanceledException e) { logger.LogWarning("Stopped: {Error}", e.Message); } } }
        public class Coded(ILogger<Coded> logger) { public async Task RunAsync() { try { await Carrier.AskAsync(); } catch (HttpRequestException e) { logger.LogInformation("Answered {Status}", e.StatusCode); } } }
        public class Saying : Exception { public Saying(string message) : base(message) { } }
        public class Refusing(ILogger<Refusing> logger) { public async Task RunAsync() { try { await Carrier.AskAsync(); } catch (Saying e) { logger.LogWarning("Refused: {Reason}", e.Message); } } }
        public class Later(ILogger<Later> logger) { public async Task RunAsync() { Exception? last = null; try { await Carrier.AskAsync(); } catch (Exception e) { last = e; logger.LogError("Failed: {Error}", e.Message); } if (last is not null) throw last; } }
        """);

    [Fact]
    public Task Mappings_of_all_forms_are_reported() => VerifyAsync(
        """
        internal static class Handlers
        {
            public static async Task<IResult> AskAsync(ILogger<Program> logger) { try { await Carrier.AskAsync(); return Results.Ok(); } catch (Exception e) { logger.[|LogError|]($"Asking failed with {e}"); return Results.Problem(); } }
            public static void MapAll(this IEndpointRouteBuilder routes, ILogger logger) => routes.MapGroup("/x").MapPost("/", async () => { try { await Carrier.AskAsync(); } catch (Exception e) { logger.[|LogError|]("Failed: {Error}", e.StackTrace); } });
        }
        public class Filter(ILogger<Filter> logger) : IEndpointFilter { public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) { try { return await next(context); } catch (Exception e) { logger.[|LogError|]("{Path}: {Error}", context.HttpContext.Request.Path, e.GetBaseException().Message); return Results.Problem(); } } }
        """,
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (ILogger<Program> logger) => { try { await Carrier.AskAsync(); } catch (Exception e) { logger.[|LogError|](e.Message); } });
        app.MapGet("/b", Handlers.AskAsync);
        app.MapAll(app.Logger);
        app.MapGet("/c", static (ILoggerFactory loggers) => { try { return 1; } catch (Exception e) { loggers.CreateLogger("c").[|LogError|]("Failed: {Error}", e.Message); return 0; } });
        app.Use(async (context, next) => { try { await next(context); } catch (Exception e) { app.Logger.[|LogCritical|]("Failed: " + e.Message); context.Response.StatusCode = 500; } });
        app.MapGet("/d", RunAsync);
        app.Run();

        async Task RunAsync() { try { await Carrier.AskAsync(); } catch (Exception e) { var text = $"Failed: {e.Message}"; app.Logger.[|LogError|](text); } }

        """);

    [Fact]
    public Task Mappings_of_all_forms_that_hand_the_exception_on_are_quiet() => VerifyAsync(
        """
        internal static class Handlers
        {
            public static async Task<IResult> AskAsync(ILogger<Program> logger) { try { await Carrier.AskAsync(); return Results.Ok(); } catch (Exception e) { logger.LogError(e, "Asking failed"); return Results.Problem(); } }
            public static void MapAll(this IEndpointRouteBuilder routes, ILogger logger) => routes.MapGroup("/x").MapPost("/", async () => { try { await Carrier.AskAsync(); } catch (Exception e) { logger.LogDebug("Failed: {Error}", e.StackTrace); } });
        }
        public class Filter(ILogger<Filter> logger) : IEndpointFilter { public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) { try { return await next(context); } catch (Exception e) { logger.LogError("{Path}: {Error}", context.HttpContext.Request.Path, e.Message); throw; } } }
        """,
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (ILogger<Program> logger) => { try { await Carrier.AskAsync(); } catch (Exception e) { logger.LogError(exception: e, message: "Failed"); } });
        app.MapGet("/b", Handlers.AskAsync);
        app.MapAll(app.Logger);
        app.MapGet("/c", static (ILoggerFactory loggers) => { try { return 1; } catch (OperationCanceledException e) { loggers.CreateLogger("c").LogError("Stopped: {Error}", e.Message); return 0; } });
        app.MapGet("/d", RunAsync);
        app.MapGet("/e", (ILogger<Program> logger) => { try { return 1; } catch (Exception e) { logger.LogInformation(e.Message); return 0; } });
        app.Run();

        async Task RunAsync() { try { await Carrier.AskAsync(); } catch (Exception e) { app.Logger.LogWarning("Trying again"); app.Logger.LogError(e, "{Error}", e.Message); } }

        """);

    [Fact]
    public Task A_method_that_a_generator_writes_is_not_followed() => VerifyAsync("""
        public partial class Desk(ILogger<Desk> logger)
        {
            public async Task RunAsync() { try { await Carrier.AskAsync(); } catch (Exception e) { Failed(logger, e.Message); } }
            [LoggerMessage(1, LogLevel.Error, "Failed: {Reason}")] private static partial void Failed(ILogger logger, string reason);
            private static partial void Failed(ILogger logger, string reason) { }
        }
        """);

    [Fact]
    public Task A_text_that_a_local_keeps_stays_a_value_behind_the_fix() => VerifyCS.VerifyCodeFixAsync(
        LogCode.Catch("var reason = ex.InnerException?.Message; // why\n            _logger.[|LogError|](\"Order {Id} failed because of {Reason}\", id, reason);"),
        LogCode.Catch("var reason = ex.InnerException?.Message; // why\n            _logger.LogError(ex, \"Order {Id} failed because of {Reason}\", id, reason);"));
}
