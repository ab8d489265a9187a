using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3002CatchAllSuccessAnalyzer>;

namespace BackendGuardrails.Tests.Api;

public class BG3002CatchAllSuccessTests
{
    private const string Shop = """

        public record Order(int Id, string Name);
        public class OrderList : List<Order> { }
        public record Envelope(bool Success, string Text) { public static Envelope Fail(string text) => new(false, text); }
        public interface IOrders { Task<Order> FindAsync(int id); Task<List<Order>> ListAsync(); Task SaveAsync(Order order); }
        """;

    private static string Action(string clause, string result = "IActionResult", string name = "SaveAsync", string attempt = "await orders.SaveAsync(order); return NoContent();") => $$"""
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController(IOrders orders, ILogger<OrdersController> logger) : Controller
        {
            [HttpPost]
            public async Task<{{result}}> {{name}}(Order order)
            {
                try { {{attempt}} }
                {{clause}}
            }
        }
        {{Shop}}
        """;

    private static string Mapped(string endpoints, string types = "") => $$"""
        using Microsoft.AspNetCore.Http.HttpResults;

        var app = WebApplication.Create(args);
        {{endpoints}}
        app.Run();
        {{types}}
        {{Shop}}
        """;

    private static Task VerifyHintAsync(string source) => VerifyCS.VerifyAnalyzerAsync(
        source, new DiagnosticResult("BG3002", DiagnosticSeverity.Info).WithLocation(0));

    [Theory]
    [InlineData("catch { return [|Ok|](); }")]
    [InlineData("catch (Exception) { return [|NoContent|](); }")]
    [InlineData("catch (Exception e) { logger.LogError(e, \"x\"); return [|Ok|](); }")]
    [InlineData("catch (Exception) { return [|Accepted|](); }")]
    [InlineData("catch (Exception) { return [|Ok|](new List<Order>()); }")]
    [InlineData("catch (Exception) { return [|Ok|](Array.Empty<Order>()); }")]
    [InlineData("catch (Exception) { return [|Ok|](null); }")]
    [InlineData("catch (Exception) { return [|Ok|](true); }")]
    [InlineData("catch (Exception) { return [|Json|](new OrderList()); }")]
    [InlineData("catch (Exception) { return [|StatusCode|](200); }")]
    [InlineData("catch (Exception) { return [|StatusCode|](StatusCodes.Status202Accepted); }")]
    [InlineData("catch (Exception) { return [|new OkResult()|]; }")]
    [InlineData("catch (Exception) { return [|new OkObjectResult(new OrderList())|]; }")]
    [InlineData("catch (Exception) { return [|new NoContentResult()|]; }")]
    [InlineData("catch (Exception e) { if (e is ArgumentException) return BadRequest(); return [|Ok|](); }")]
    [InlineData("catch (Exception e) when (e is not OperationCanceledException) { return [|Ok|](); }")]
    [InlineData("catch (ArgumentException) { return BadRequest(); } catch (Exception) { return [|NoContent|](); }")]
    [InlineData("catch (Exception) { IActionResult result; result = [|Ok|](); return result; }")]
    public Task What_an_action_answers_after_any_failure(string clause) => VerifyCS.VerifyAnalyzerAsync(Action(clause));

    [Fact]
    public Task What_minimal_apis_answer_after_any_failure() => VerifyCS.VerifyAnalyzerAsync(Mapped(
        """
        app.MapPost("/a", async (Order order, IOrders orders) => { try { await orders.SaveAsync(order); return Results.Ok(); } catch { return Results.[|Ok|](); } });
        app.MapPost("/b", async (Order order, IOrders orders) => { try { await orders.SaveAsync(order); return Results.NoContent(); } catch (Exception) { return Results.[|NoContent|](); } });
        app.MapGet("/c", async (IOrders orders) => { try { return Results.Ok(await orders.ListAsync()); } catch (Exception) { return Results.[|Ok|](new List<Order>()); } });
        app.MapGet("/d", async Task<Ok<List<Order>>> (IOrders orders) => { try { return TypedResults.Ok(await orders.ListAsync()); } catch (Exception) { return TypedResults.[|Ok|](new List<Order>()); } });
        app.MapPost("/e", SaveAsync);
        app.MapGroup("/f").MapPut("/{id}", Endpoints.Put);
        app.MapPost("/g", async (Order order, IOrders orders) => { var result = Results.Ok(); try { await orders.SaveAsync(order); } catch (Exception) { result = Results.[|Accepted|](); } return result; });
        app.MapPost("/h", async (Order order, IOrders orders) => { try { await orders.SaveAsync(order); return Results.Ok(); } catch (Exception) { return Results.[|StatusCode|](200); } });

        static async Task<IResult> SaveAsync(Order order, IOrders orders)
        {
            try { await orders.SaveAsync(order); return Results.Ok(); }
            catch (Exception) { return Results.[|Json|](null as object); }
        }
        """,
        """
        static class Endpoints
        {
            public static Task<IResult> Put(Order order, IOrders orders)
            {
                try { orders.SaveAsync(order).Wait(); return Task.FromResult(Results.Ok()); }
                catch (Exception) { return Task.FromResult(Results.[|Ok|]()); }
            }
        }
        """));

    [Theory]
    [InlineData("bool", "catch (Exception) { return {|#0:false|}; }", "await orders.SaveAsync(order); return true;")]
    [InlineData("bool", "catch (Exception) { return {|#0:true|}; }", "await orders.SaveAsync(order); return true;")]
    [InlineData("Order?", "catch { return {|#0:null|}; }", "return await orders.FindAsync(1);")]
    [InlineData("Order?", "catch (Exception e) { logger.LogError(e, \"x\"); return {|#0:default|}; }", "return await orders.FindAsync(1);")]
    [InlineData("List<Order>", "catch (Exception) { return {|#0:new List<Order>()|}; }", "return await orders.ListAsync();")]
    [InlineData("IEnumerable<Order>", "catch (Exception) { return Enumerable.{|#0:Empty<Order>|}(); }", "return await orders.ListAsync();")]
    [InlineData("ActionResult<List<Order>>", "catch (Exception) { return {|#0:new List<Order>()|}; }", "return await orders.ListAsync();")]
    [InlineData("int", "catch (Exception) { return {|#0:0|}; }", "return (await orders.ListAsync()).Count;")]
    public Task A_hint_for_a_value_that_says_nothing(string result, string clause, string attempt) => VerifyHintAsync(Action(clause, result, "LoadAsync", attempt));

    [Theory]
    [InlineData("catch (Exception) { return {|#0:Ok|}(false); }", "SaveAsync")]
    [InlineData("catch (Exception) { return {|#0:Ok|}(\"It did not work.\"); }", "SaveAsync")]
    [InlineData("catch (Exception) { return {|#0:Ok|}(Envelope.Fail(\"x\")); }", "SaveAsync")]
    [InlineData("catch (Exception) { return {|#0:Content|}(\"It did not work.\"); }", "SaveAsync")]
    [InlineData("catch (Exception) { return {|#0:Ok|}(); }", "PaymentWebhookAsync")]
    [InlineData("catch (Exception) { return {|#0:Ok|}(); }", "TestConnectionAsync")]
    public Task A_hint_where_the_body_may_tell_or_the_caller_wants_no_status(string clause, string name) => VerifyHintAsync(Action(clause, name: name));

    [Theory]
    [InlineData("catch (Exception) when (order.Id > 0) { return Ok(); }")]
    [InlineData("catch (ArgumentException) { return Ok(); }")]
    [InlineData("catch (Exception e) when (e is ArgumentException) { return Ok(); }")]
    [InlineData("catch (Exception) { return StatusCode(500); }")]
    [InlineData("catch (Exception) { return Problem(); }")]
    [InlineData("catch (Exception) { return NotFound(); }")]
    [InlineData("catch (Exception) { throw; }")]
    [InlineData("catch (Exception e) { if (e is ArgumentException) return Ok(); throw; }")]
    [InlineData("catch (Exception e) { return e is ArgumentException ? Ok() : StatusCode(500); }")]
    [InlineData("catch (Exception) { return Json(new { success = false }); }")]
    [InlineData("catch (Exception) { return View(\"Failed\"); }")]
    [InlineData("catch (Exception) { return RedirectToAction(\"Index\"); }")]
    [InlineData("catch (Exception) { return Ok(await orders.FindAsync(2)); }")]
    [InlineData("catch (Exception) { var cached = await orders.ListAsync(); return Ok(cached); }")]
    [InlineData("catch (Exception) { Response.StatusCode = 500; return Json(new OrderList()); }")]
    [InlineData("catch (Exception e) { return Ok(new { error = e.Message }); }")]
    [InlineData("finally { logger.LogInformation(\"x\"); }")]
    public Task Quiet_where_it_is_not_taken_for_success(string clause) => VerifyCS.VerifyAnalyzerAsync(Action(clause));

    [Theory]
    [InlineData("bool", "catch (Exception) { return false; }", "TestConnectionAsync")]
    [InlineData("bool", "catch (Exception) { return false; }", "CanConnect")]
    [InlineData("bool", "catch (Exception) { return false; }", "IsOnlineAsync")]
    [InlineData("bool", "catch (ArgumentException) { return false; }", "SaveAsync")]
    [InlineData("bool", "catch (Exception e) { if (e is ArgumentException) return false; throw; }", "SaveAsync")]
    [InlineData("bool", "catch (Exception) { return await orders.FindAsync(1) is not null; }", "SaveAsync")]
    public Task Quiet_on_values_that_say_what_was_asked(string result, string clause, string name) =>
        VerifyCS.VerifyAnalyzerAsync(Action(clause, result, name, "await orders.SaveAsync(order); return true;"));

    [Fact]
    public Task Quiet_minimal_apis() => VerifyCS.VerifyAnalyzerAsync(Mapped(
        """
        app.MapGet("/a", async (IOrders orders) => { try { return Results.Ok(await orders.ListAsync()); } catch (Exception) { return Results.Problem(); } });
        app.MapGet("/b", async (IOrders orders) => { try { return Results.Ok(await orders.ListAsync()); } catch (Exception) { return Results.StatusCode(503); } });
        app.MapGet("/c", async (IOrders orders) => { try { return Results.Ok(await orders.ListAsync()); } catch (InvalidOperationException) { return Results.Ok(new List<Order>()); } });
        app.MapGet("/d", async (IOrders orders) => { try { return Results.Ok(await orders.ListAsync()); } catch (Exception) { return Results.Ok(await orders.FindAsync(1)); } });
        app.MapGet("/health", async (IOrders orders) => { try { await orders.ListAsync(); return true; } catch (Exception) { return false; } });
        app.MapGet("/exists/{id}", async (int id, IOrders orders) => { try { await orders.FindAsync(id); return true; } catch (Exception) { return false; } });
        app.MapGet("/e", async (IOrders orders) => { try { return Results.Ok(await orders.ListAsync()); } catch (Exception) { throw; } });
        app.MapGet("/f", async (IOrders orders) => { try { return Results.Ok(await orders.ListAsync()); } catch (Exception) { return Results.Redirect("/"); } });
        app.MapGet("/g", async (IOrders orders) => await orders.ListAsync());
        app.MapGet("/h", async (IOrders orders) => { try { return Results.Ok(await orders.ListAsync()); } finally { Console.WriteLine(); } });

        static bool Helper() { try { Console.WriteLine(); return true; } catch (Exception) { return false; } }
        Helper();
        """));

    [Fact]
    public Task Quiet_beside_endpoints_and_on_types_that_are_only_called_so() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        public class Results { public static object Ok() => 200; }
        public class Importer(IOrders orders)
        {
            public async Task<bool> RunAsync() { try { await orders.ListAsync(); return true; } catch { return false; } }
            public async Task<object> OkAsync() { try { return await orders.ListAsync(); } catch (Exception) { return Results.Ok(); } }
        }
        {{Shop}}
        """);

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = Action("catch (Exception e) { return [|Ok|](. }"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
