using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3003CatchAllClientErrorAnalyzer>;

namespace BackendGuardrails.Tests.Api;

public class BG3003CatchAllClientErrorTests
{
    private const string Shop = """

        public record Order(int Id, string Name);
        public class OrderMissingException : Exception { }
        public interface IOrders { Task<Order> FindAsync(int id); Order Find(int id); Task SaveAsync(Order order); }
        """;

    /// <summary>An action whose try block asks a service; the catch clause follows.</summary>
    private static string Action(string clause, string attempt = "return Ok(await orders.FindAsync(id));") => $$"""
        using Microsoft.AspNetCore.Mvc;
        using System.Text.Json;

        [ApiController, Route("orders")]
        public class OrdersController(IOrders orders, ILogger<OrdersController> logger) : ControllerBase
        {
            [HttpGet("{id}")]
            public async Task<IActionResult> GetAsync(int id, string text)
            {
                await Task.Yield();
                try { {{attempt}} }
                {{clause}}
            }
        }
        {{Shop}}
        """;

    private static string Mapped(string endpoints, string types = "") => $$"""
        using Microsoft.AspNetCore.Http.HttpResults;
        using System.Text.Json;

        var app = WebApplication.Create(args);
        {{endpoints}}
        app.Run();
        {{types}}
        {{Shop}}
        """;

    [Theory]
    [InlineData("catch { return [|NotFound|](); }")]
    [InlineData("catch (Exception) { return [|NotFound|](); }")]
    [InlineData("catch (System.Exception e) { logger.LogError(e, \"x\"); return [|BadRequest|](\"Try again.\"); }")]
    [InlineData("catch (Exception) { return [|Conflict|](new { id }); }")]
    [InlineData("catch (Exception) { return [|UnprocessableEntity|](); }")]
    [InlineData("catch (Exception) { return [|StatusCode|](404); }")]
    [InlineData("catch (Exception) { return [|StatusCode|](StatusCodes.Status400BadRequest, \"x\"); }")]
    [InlineData("catch (Exception) { return [|Problem|](\"It is gone.\", statusCode: 404); }")]
    [InlineData("catch (Exception) { return [|new NotFoundResult()|]; }")]
    [InlineData("catch (Exception) { return [|new BadRequestObjectResult(\"x\")|]; }")]
    [InlineData("catch (Exception) { return [|new ObjectResult(\"x\") { StatusCode = 400 }|]; }")]
    [InlineData("catch (Exception) { return [|ValidationProblem|](); }")]
    [InlineData("catch (Exception) { IActionResult result; result = [|BadRequest|](); return result; }")]
    [InlineData("catch (Exception e) { if (e is OrderMissingException) return NotFound(); return [|BadRequest|](); }")]
    [InlineData("catch (Exception e) { if (e is OrderMissingException) return NotFound(); else return [|BadRequest|](); }")]
    [InlineData("catch (Exception e) { return e switch { OrderMissingException => NotFound(), _ => [|BadRequest|]() }; }")]
    [InlineData("catch (Exception e) when (e is not OperationCanceledException) { return [|BadRequest|](); }")]
    [InlineData("catch (Exception e) when (!(e is TaskCanceledException)) { return [|BadRequest|](); }")]
    [InlineData("catch (OrderMissingException) { return NotFound(); } catch (Exception) { return [|BadRequest|](); }")]
    public Task What_an_action_answers_whatever_was_thrown(string clause) => VerifyCS.VerifyAnalyzerAsync(Action(clause));

    [Fact]
    public Task What_minimal_apis_answer_whatever_was_thrown() => VerifyCS.VerifyAnalyzerAsync(Mapped(
        """
        app.MapGet("/a", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch { return Results.[|NotFound|](); } });
        app.MapPost("/b", async (Order order, IOrders orders) => { try { await orders.SaveAsync(order); return Results.Ok(); } catch (Exception) { return Results.[|BadRequest|]("x"); } });
        app.MapGet("/c", async Task<Results<Ok<Order>, NotFound>> (int id, IOrders orders) => { try { return TypedResults.Ok(await orders.FindAsync(id)); } catch (Exception) { return TypedResults.[|NotFound|](); } });
        app.MapGet("/d", (int id, IOrders orders) => { try { return Results.Ok(orders.Find(id)); } catch (Exception) { return Results.[|Problem|](statusCode: 404); } });
        app.MapGet("/e", FindAsync);
        app.MapGroup("/f").MapPut("/{id}", Endpoints.Put);
        app.MapGet("/g", (IOrders orders) => { IResult result; try { result = Results.Ok(orders.Find(1)); } catch (Exception) { result = Results.[|StatusCode|](409); } return result; });
        app.Use(async (context, next) => { try { await next(context); } catch (Exception) { [|context.Response.StatusCode = 400|]; } });

        static async Task<IResult> FindAsync(int id, IOrders orders)
        {
            try { return Results.Ok(await orders.FindAsync(id)); }
            catch (Exception) { return Results.[|UnprocessableEntity|](); }
        }
        """,
        """
        static class Endpoints
        {
            public static Task<IResult> Put(Order order, IOrders orders)
            {
                try { return Task.FromResult(Results.Ok(orders.Find(order.Id))); }
                catch (Exception) { return Task.FromResult(Results.[|Conflict|]()); }
            }
        }
        """));

    [Fact]
    public Task Helpers_and_base_classes_that_answer_for_others() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.AspNetCore.Mvc;

        public abstract class Crud<T> : ControllerBase
        {
            protected async Task<IActionResult> RunAsync(Func<Task<T>> work)
            {
                try { return Ok(await work()); }
                catch (Exception) { return [|BadRequest|](); }
            }
        }

        public partial class OrdersController : Crud<Order> { private readonly IOrders _orders = null!; }

        public partial class OrdersController
        {
            public Task<IActionResult> GetAsync(int id) => RunAsync(() => _orders.FindAsync(id));

            public ActionResult<Order> Find(int id)
            {
                try { return _orders.Find(id); }
                catch (Exception) { return [|NotFound|](); }
            }
        }
        {{Shop}}
        """);

    [Theory]
    [InlineData("catch (Exception) { return {|#0:Unauthorized|}(); }", "return Ok(await orders.FindAsync(id));", 401)]
    [InlineData("catch (Exception) { return {|#0:Forbid|}(); }", "return Ok(await orders.FindAsync(id));", 403)]
    [InlineData("catch (Exception) { return {|#0:BadRequest|}(); }", "return Ok(100 / id);", 400)]
    public Task A_hint_where_it_may_be_right(string clause, string attempt, int status) => VerifyCS.VerifyAnalyzerAsync(
        Action(clause, attempt),
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithArguments(status));

    [Theory]
    [InlineData("catch (Exception) when (id < 0) { return BadRequest(); }")]
    [InlineData("catch (Exception e) when (e is OrderMissingException) { return NotFound(); }")]
    [InlineData("catch (OrderMissingException) { return NotFound(); }")]
    [InlineData("catch (ArgumentException) { return BadRequest(); }")]
    [InlineData("catch (Exception e) { logger.LogError(e, \"x\"); return StatusCode(500); }")]
    [InlineData("catch (Exception) { return Problem(); }")]
    [InlineData("catch (Exception) { return StatusCode(503); }")]
    [InlineData("catch (Exception) { return StatusCode(429); }")]
    [InlineData("catch (Exception) { throw; }")]
    [InlineData("catch (Exception e) { if (e is not OrderMissingException) throw; return NotFound(); }")]
    [InlineData("catch (Exception e) { if (e is OrderMissingException) return NotFound(); throw; }")]
    [InlineData("catch (Exception e) { if (e is not OrderMissingException) return StatusCode(500); else return NotFound(); }")]
    [InlineData("catch (Exception e) { if (e.Message.Contains(\"missing\")) return NotFound(); return StatusCode(500); }")]
    [InlineData("catch (Exception e) { return e is OrderMissingException ? NotFound() : StatusCode(500); }")]
    [InlineData("catch (Exception e) { switch (e) { case OrderMissingException: return NotFound(); default: return StatusCode(500); } }")]
    [InlineData("catch (Exception e) { return BadRequest(e.Message); }")]
    [InlineData("catch (Exception e) { Func<IActionResult> later = () => NotFound(); logger.LogError(e, \"x\"); throw; }")]
    public Task Quiet_where_it_was_decided(string clause) => VerifyCS.VerifyAnalyzerAsync(Action(clause));

    [Theory]
    [InlineData("return Ok(Guid.Parse(text));")]
    [InlineData("return Ok(JsonSerializer.Deserialize<Order>(text));")]
    [InlineData("var bytes = Convert.FromBase64String(text.Trim()); return Ok(System.Text.Encoding.UTF8.GetString(bytes));")]
    [InlineData("return Ok(new Uri(text));")]
    [InlineData("return Ok(new System.Security.Cryptography.X509Certificates.X509Certificate2(Convert.FromBase64String(text)));")]
    [InlineData("var order = await JsonSerializer.DeserializeAsync<Order>(Request.Body); return Ok(order);")]
    [InlineData("using var reader = new StreamReader(Request.Body); var order = JsonSerializer.Deserialize<Order>(await reader.ReadToEndAsync()); return Ok(order);")]
    [InlineData("return Ok(new Order(int.Parse(text), text));")]
    public Task Quiet_where_only_the_request_is_read(string attempt) => VerifyCS.VerifyAnalyzerAsync(Action("catch (Exception) { return BadRequest(); }", attempt));

    [Fact]
    public Task Quiet_minimal_apis() => VerifyCS.VerifyAnalyzerAsync(Mapped(
        """
        app.MapGet("/a", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch (OrderMissingException) { return Results.NotFound(); } });
        app.MapGet("/b", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch (Exception e) when (e is OrderMissingException) { return Results.NotFound(); } });
        app.MapGet("/c", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch (Exception) { return Results.Problem(); } });
        app.MapGet("/d", (string text) => { try { return Results.Ok(Guid.Parse(text)); } catch { return Results.BadRequest(); } });
        app.MapGet("/e", (string text) => { try { return Results.Ok(JsonSerializer.Deserialize<Order>(text)); } catch (Exception) { return Results.BadRequest("No JSON."); } });
        app.MapGet("/f", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } catch (Exception e) { return e is OrderMissingException ? Results.NotFound() : Results.StatusCode(500); } });
        app.MapGet("/g", async (int id, IOrders orders) => { try { return Results.Ok(await orders.FindAsync(id)); } finally { Console.WriteLine(); } });
        app.MapGet("/h", async (int id, IOrders orders) => await orders.FindAsync(id) is { } order ? Results.Ok(order) : Results.NotFound());
        app.Use(async (context, next) => { try { await next(context); } catch (Exception) { context.Response.StatusCode = 500; } });
        app.Use(async (context, next) => { try { await next(context); } catch (Exception e) { if (e is OrderMissingException) context.Response.StatusCode = 404; else throw; } });
        app.Use(async (context, next) => { try { await next(context); } catch (OrderMissingException) { context.Response.StatusCode = 404; } });
        """));

    [Fact]
    public Task Quiet_on_types_that_are_only_called_so() => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        public class Results { public static object NotFound() => 404; }
        public class Client(IOrders orders)
        {
            public async Task<object> GetAsync(int id) { try { return await orders.FindAsync(id); } catch (Exception) { return Results.NotFound(); } }
            public object BadRequest() => 400;
            public object Get(int id) { try { return orders.Find(id); } catch (Exception) { return BadRequest(); } }
        }
        {{Shop}}
        """);

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = Action("catch (Exception e) { return [|NotFound|](. }"),
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();
}
