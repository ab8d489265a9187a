using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3004SwallowedAnalyzer>;

namespace BackendGuardrails.Tests.Api;

public class BG3004SwallowedTests
{
    private const string Libraries = """

        public record Order(int Id, string Name);
        public interface IOrders { Task<Order> FindAsync(int id); Task SaveAsync(Order order); Task DeleteAsync(int id); }
        namespace MassTransit
        {
            public interface ConsumeContext<out T> { T Message { get; } }
            public interface IConsumer<in T> { System.Threading.Tasks.Task Consume(ConsumeContext<T> context); }
        }
        """;

    private static VerifyCS.Test Test(string source) => new() { TestCode = source + Libraries, Stubs = ["MediatR"] };

    private static Task VerifyAsync(string source, DiagnosticSeverity severity, int count)
    {
        var test = Test(source);
        for (var place = 0; place < count; place++)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("BG3004", severity).WithLocation(place));
        return test.RunAsync();
    }

    private static string Handler(string code) => $$"""
        public record Place(int Id) : MediatR.IRequest<bool>;
        public class PlaceHandler(IOrders orders, ILogger<PlaceHandler> logger) : MediatR.IRequestHandler<Place, bool>
        {
            public async Task<bool> Handle(Place request, CancellationToken token)
            {
                await Task.Yield();
                {{code}}
                return true;
            }

            private static void Fail() { }
        }

        """;

    private static string Action(string code) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController(IOrders orders, ILogger<OrdersController> logger) : Controller
        {
            [HttpGet]
            public async Task<IActionResult> GetAsync(int id, string text)
            {
                Order? order = null;
                await Task.Yield();
                {{code}}
                return Ok(order);
            }
        }
        """;

    [Theory]
    [InlineData("try { await orders.DeleteAsync(request.Id); await orders.SaveAsync(new(1, \"\")); } {|#0:catch|} { }")]
    [InlineData("try { await orders.SaveAsync(new(1, \"\")); } {|#0:catch|} (Exception) { }")]
    [InlineData("try { await orders.SaveAsync(new(1, \"\")); } {|#0:catch|} (Exception) { return false; }")]
    [InlineData("try { await orders.SaveAsync(new(1, \"\")); } {|#0:catch|} (Exception e) when (e is not OperationCanceledException) { return false; }")]
    [InlineData("foreach (var id in new[] { 1, 2 }) { try { await orders.SaveAsync(new(id, \"\")); } {|#0:catch|} (Exception) { continue; } }")]
    [InlineData("var work = async () => { try { await orders.SaveAsync(new(1, \"\")); } {|#0:catch|} { } }; await work();")]
    [InlineData("async Task Save() { try { await orders.SaveAsync(new(1, \"\")); } {|#0:catch|} { } } await Save();")]
    public Task In_a_handler_of_a_mediator(string code) => VerifyAsync(Handler(code), DiagnosticSeverity.Warning, 1);

    [Fact]
    public Task In_consumers_by_interface_and_by_attribute() => VerifyAsync(
        """
        public class PlacedConsumer(IOrders orders) : MassTransit.IConsumer<Order>
        {
            public async Task Consume(MassTransit.ConsumeContext<Order> context)
            {
                try { await orders.SaveAsync(context.Message); }
                {|#0:catch|} { }
            }
        }
        public partial class PaidConsumer : MassTransit.IConsumer<Order> { private readonly IOrders _orders = null!; }
        public partial class PaidConsumer
        {
            public Task Consume(MassTransit.ConsumeContext<Order> context) => SaveAsync(context.Message);
            private async Task SaveAsync(Order order)
            {
                try { await _orders.SaveAsync(order); }
                {|#1:catch|} (System.Exception) { System.Console.Write("."); }
            }
        }
        public interface IMessageHandler<T> { Task HandleAsync(T message); }
        public class ShippedHandler(IOrders orders) : IMessageHandler<Order>
        {
            public async Task HandleAsync(Order message) { try { await orders.SaveAsync(message); } {|#2:catch|} (Exception) { return; } }
        }

        """,
        DiagnosticSeverity.Warning,
        3);

    [Theory]
    [InlineData("try { order = await orders.FindAsync(id); } {|#0:catch|} { }")]
    [InlineData("try { order = await orders.FindAsync(id); } {|#0:catch|} (Exception) { order = null; }")]
    [InlineData("try { order = await orders.FindAsync(id); } {|#0:catch|} (Exception) { return StatusCode(500); }")]
    [InlineData("try { order = await orders.FindAsync(id); } {|#0:catch|} (Exception) { return Problem(); }")]
    [InlineData("try { order = await orders.FindAsync(id); } {|#0:catch|} (Exception) { return View(\"Error\"); }")]
    [InlineData("try { order = await orders.FindAsync(id); } catch (ArgumentException) { } {|#0:catch|} (Exception) { }")]
    [InlineData("try { text = System.IO.File.ReadAllText(text); } {|#0:catch|} (Exception) { }")]
    [InlineData("try { order = await orders.FindAsync(id); } {|#0:catch|} (Exception) { } if (order is null) return NotFound();")]
    [InlineData("var isDegraded = false; try { order = await orders.FindAsync(id); } {|#0:catch|} (Exception) { isDegraded = true; }")]
    public Task A_hint_in_an_action(string code) => VerifyAsync(Action(code), DiagnosticSeverity.Info, 1);

    [Fact]
    public Task A_hint_in_minimal_apis_and_what_only_they_call() => VerifyAsync(
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } {|#0:catch|} { return Results.StatusCode(500); } });
        app.MapPost("/b", async (Order order, IOrders orders) => { try { await orders.SaveAsync(order); } {|#1:catch|} (Exception) { } return Results.Ok(); });
        app.MapDelete("/c", DeleteAsync);
        app.MapPut("/d", Endpoints.PutAsync);
        app.Run();

        static async Task DeleteAsync(int id, IOrders orders) { try { await orders.DeleteAsync(id); } {|#2:catch|} (Exception) { } }

        static class Endpoints
        {
            public static Task PutAsync(Order order, IOrders orders) => SaveAsync(order, orders);
            private static async Task SaveAsync(Order order, IOrders orders) { try { await orders.SaveAsync(order); } {|#3:catch|} (Exception) { } }
        }

        """,
        DiagnosticSeverity.Info,
        4);

    [Fact]
    public Task A_hint_in_background_work() => VerifyAsync(
        """
        public class Worker(IOrders orders) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested)
                {
                    try { await orders.DeleteAsync(1); }
                    {|#0:catch|} (Exception) { await Task.Delay(1000, stoppingToken); }
                    await RoundAsync();
                }
            }

            private async Task RoundAsync() { try { await orders.DeleteAsync(2); } {|#1:catch|} { } }
        }

        """,
        DiagnosticSeverity.Info,
        2);

    [Theory]
    [InlineData("try { await orders.DeleteAsync(1); } catch (Exception e) { logger.LogError(e, \"x\"); }")]
    [InlineData("try { await orders.DeleteAsync(1); } catch (Exception) { logger.LogWarning(\"x\"); }")]
    [InlineData("try { await orders.DeleteAsync(1); } catch (Exception e) { Console.Error.WriteLine(e); }")]
    [InlineData("try { await orders.DeleteAsync(1); } catch { throw; }")]
    [InlineData("try { await orders.DeleteAsync(1); } catch (Exception) { throw new InvalidOperationException(); }")]
    [InlineData("try { await orders.DeleteAsync(1); } catch (Exception) { if (request.Id > 3) throw; }")]
    [InlineData("try { await orders.DeleteAsync(1); } catch { /* Best effort: the night run deletes the rest. */ }")]
    [InlineData("try { await orders.DeleteAsync(1); }\n catch (Exception)\n {\n // It may be gone already.\n }")]
    [InlineData("try { await orders.FindAsync(1); } catch (OperationCanceledException) { }")]
    [InlineData("try { await orders.FindAsync(1); } catch (ArgumentException) { }")]
    [InlineData("try { await orders.FindAsync(1); } catch (Exception) when (request.Id < 0) { }")]
    [InlineData("try { System.Text.Json.JsonDocument.Parse(\"{}\"); } catch { return false; }")]
    [InlineData("try { System.IO.File.Delete(\"x\"); } catch { }")]
    [InlineData("try { await orders.FindAsync(1); } catch (Exception) { System.Diagnostics.Activity.Current?.SetStatus(System.Diagnostics.ActivityStatusCode.Error); }")]
    [InlineData("try { await orders.FindAsync(1); } catch (Exception) { new System.Diagnostics.Metrics.Meter(\"x\").CreateCounter<int>(\"failed\").Add(1); }")]
    [InlineData("try { await orders.FindAsync(1); } catch (Exception) { Environment.FailFast(\"x\"); }")]
    [InlineData("try { await orders.FindAsync(1); } catch (Exception) { try { await orders.FindAsync(2); } catch (Exception e) { logger.LogError(e, \"x\"); } }")]
    [InlineData("async Task<bool> TrySave() { try { await orders.FindAsync(1); return true; } catch { return false; } } await TrySave();")]
    [InlineData("try { await orders.FindAsync(1); } finally { Fail(); }")]
    public Task Quiet_where_somebody_learns_of_it_or_said_why_not(string code) => Test(Handler(code)).RunAsync();

    [Theory]
    [InlineData("try { order = await orders.FindAsync(id); } catch { return NotFound(); }")]
    [InlineData("try { order = await orders.FindAsync(id); } catch { return Ok(); }")]
    [InlineData("try { order = await orders.FindAsync(id); } catch { ModelState.AddModelError(\"\", \"Try again.\"); }")]
    [InlineData("try { order = await orders.FindAsync(id); } catch { TempData[\"Error\"] = \"Try again.\"; }")]
    [InlineData("try { id = text.Length / id; } catch { id = 1; }")]
    [InlineData("try { order = await orders.FindAsync(id); } catch (Exception e) { return StatusCode(500, e.GetType().Name); }")]
    [InlineData("try { order = await orders.FindAsync(id); } catch { } if (order is null) order = await orders.FindAsync(1);")]
    [InlineData("try { order = await orders.FindAsync(id); } catch (Exception) { } if (null == order && id > 1) { order = await orders.FindAsync(1); }")]
    [InlineData("try { order ??= await orders.FindAsync(id); } catch { } order ??= new(0, \"\");")]
    [InlineData("var isDegraded = false; try { order = await orders.FindAsync(id); } catch { isDegraded = true; } text = isDegraded.ToString();")]
    public Task Quiet_in_an_action_that_tells_the_client_what_another_rule_judges_or_goes_on_without(string code) => Test(Action(code)).RunAsync();

    [Fact]
    public Task Quiet_minimal_apis() => Test(
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (int id, IOrders orders, ILogger<Order> logger) => { try { return Results.Ok(await orders.FindAsync(id)); } catch (Exception e) { logger.LogError(e, "x"); return Results.StatusCode(500); } });
        app.MapGet("/b", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch { throw; } });
        app.MapGet("/c", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch { return Results.NotFound(); } });
        app.MapGet("/d", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch (ArgumentException) { return Results.StatusCode(500); } });
        app.MapGet("/health", async (IOrders orders) => { try { await orders.FindAsync(1); return Results.Ok(); } catch { return Results.StatusCode(503); } });
        app.MapGet("/e", async (IOrders orders) => { try { await orders.SaveAsync(new(1, "")); } catch { /* The cache fills itself again. */ } return Results.Ok(); });
        app.Run();

        """).RunAsync();

    [Fact]
    public Task Quiet_beside_boundaries_and_in_fallbacks() => Test(
        """
        public class Importer(IOrders orders)
        {
            public async Task RunAsync() { try { await orders.DeleteAsync(1); } catch { } await HelpAsync(); }
            private async Task HelpAsync() { try { await orders.DeleteAsync(1); } catch { } }
        }

        public class Worker(IOrders orders) : BackgroundService
        {
            protected override Task ExecuteAsync(CancellationToken stoppingToken) => Polly.Policy.Handle(async () => { try { await orders.DeleteAsync(1); } catch { } });
            public override void Dispose() { try { orders.DeleteAsync(1).Wait(); } catch { } }
            public async Task PublicAsync() { try { await orders.DeleteAsync(1); } catch { } }
        }

        namespace Polly { public static class Policy { public static Task Handle(Func<Task> work) => work(); } }
        namespace Mine
        {
            public interface IRequestHandler<TRequest, TAnswer> { Task<TAnswer> Handle(TRequest request, CancellationToken token); }
            public class Handler(IOrders orders) : IRequestHandler<int, bool>
            {
                public async Task<bool> Handle(int request, CancellationToken token) { try { await orders.DeleteAsync(1); } catch { } return true; }
            }
        }

        """).RunAsync();

    [Fact]
    public Task A_failure_that_is_returned_is_a_hint() => VerifyAsync(
        Handler("try { await orders.DeleteAsync(1); } {|#0:catch|} { return Answer.Failed(\"x\").Ok; }") + "public record Answer(bool Ok) { public static Answer Failed(string text) => new(false); }",
        DiagnosticSeverity.Info,
        1);

    [Fact]
    public Task Half_typed_code_is_survived()
    {
        var test = Test(Action("try { order = await orders.FindAsync(id); } catch (Exception e) { logger.LogError(e. }"));
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }
}
