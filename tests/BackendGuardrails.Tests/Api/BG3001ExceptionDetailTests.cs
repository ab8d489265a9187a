using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer, BackendGuardrails.Api.BG3001ExceptionDetailCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3001ExceptionDetailTests
{
    private static Task InActionAsync(string handler, string type = "Exception e") => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            private readonly IWebHostEnvironment environment = null!;
            private readonly ILogger<OrdersController> logger = null!;
            private static string Friendly(Exception e) => "Try again.";
            private static bool Knows(Exception e) => e is OrderException;

            [HttpGet]
            public async Task<IActionResult> GetAsync(int id)
            {
                try
                {
                    await Task.Yield();
                    return Ok(id);
                }
                catch ({{type}})
                {
                    {{handler}}
                }
            }
        }

        public class OrderException : Exception { public OrderException(string message) : base(message) { } }
        public record ErrorBody(string Text) { public string? Trace { get; init; } public ErrorBody(Exception e) : this("x") { } public static ErrorBody Of(string text) => new(text); }
        """);

    [Theory]
    [InlineData("return BadRequest([|e.Message|]);")]
    [InlineData("return StatusCode(500, [|e.Message|]);")]
    [InlineData("return StatusCode(500, $\"It failed: {[|e.Message|]}\");")]
    [InlineData("return StatusCode(500, \"It failed: \" + [|e.Message|]);")]
    [InlineData("return StatusCode(500, string.Format(\"It failed: {0}\", [|e.Message|]));")]
    [InlineData("return StatusCode(500, new { error = [|e.Message|] });")]
    [InlineData("return StatusCode(500, new { error = \"x\", [|e.StackTrace|] });")]
    [InlineData("return StatusCode(500, new ErrorBody([|e.Message|]));")]
    [InlineData("return StatusCode(500, new ErrorBody(\"x\") { Trace = [|e.StackTrace|] });")]
    [InlineData("return StatusCode(500, ErrorBody.Of([|e.Message|]));")]
    [InlineData("return StatusCode(500, [|e|]);")]
    [InlineData("return StatusCode(500, [|e.ToString()|]);")]
    [InlineData("return StatusCode(500, $\"{[|e|]}\");")]
    [InlineData("return BadRequest([|e.InnerException!.Message|]);")]
    [InlineData("return BadRequest(e.InnerException?[|.Message|] ?? [|e.Message|]);")]
    [InlineData("return BadRequest([|e.GetBaseException().Message|]);")]
    [InlineData("return Problem([|e.Message|]);")]
    [InlineData("return Problem(detail: [|e.Message|], statusCode: 500);")]
    [InlineData("return Problem(title: [|e.Message|], statusCode: 500);")]
    [InlineData("return StatusCode(500, new ProblemDetails { Status = 500, Detail = [|e.ToString()|] });")]
    [InlineData("var problem = new ProblemDetails(); problem.Detail = [|e.Message|]; return StatusCode(500, problem);")]
    [InlineData("var problem = new ProblemDetails(); problem.Extensions[\"trace\"] = [|e.StackTrace|]; return StatusCode(500, problem);")]
    [InlineData("var text = [|e.Message|]; return BadRequest(text);")]
    [InlineData("string text; text = $\"It failed: {[|e.Message|]}\"; return BadRequest(text);")]
    [InlineData("return new ObjectResult([|e.Message|]) { StatusCode = 500 };")]
    [InlineData("return new JsonResult(new { [|e.Message|] });")]
    [InlineData("return Content([|e.Message|]);")]
    [InlineData("return Ok(new { success = false, message = [|e.Message|] });")]
    [InlineData("if (e is OrderException) return NotFound(e.Message); return BadRequest([|e.Message|]);")]
    [InlineData("return e switch { OrderException => NotFound(e.Message), _ => BadRequest([|e.Message|]) };")]
    [InlineData("await Response.WriteAsync([|e.Message|]); return new EmptyResult();")]
    [InlineData("await Response.WriteAsJsonAsync(new { error = [|e.Message|] }); return new EmptyResult();")]
    [InlineData("logger.LogError(e, \"x\"); return BadRequest([|e.Message|]);")]
    public Task What_an_exception_says_in_an_action(string handler) => InActionAsync(handler);

    [Theory]
    [InlineData("return BadRequest([|e.Message|]);", "Exception e) when (e is not OperationCanceledException")]
    [InlineData("return BadRequest([|e.Message|]);", "AggregateException e")]
    [InlineData("return BadRequest([|e.StackTrace|]);", "OrderException e")]
    [InlineData("return BadRequest([|e.ToString()|]);", "InvalidOperationException e")]
    public Task Of_any_exception_that_may_come(string handler, string type) => InActionAsync(handler, type);

    [Theory]
    [InlineData("return BadRequest(e.Message);", "OrderException e")]
    [InlineData("return BadRequest(e.Message);", "ArgumentException e")]
    [InlineData("return BadRequest(e.Message);", "FormatException e")]
    [InlineData("return BadRequest(e.Message);", "InvalidOperationException e")]
    [InlineData("return BadRequest(e.Message);", "Exception e) when (e is OrderException")]
    [InlineData("return BadRequest(e.Message);", "Exception e) when (e is OrderException or ArgumentException")]
    [InlineData("return BadRequest(e.Message);", "Exception e) when (Knows(e)")]
    [InlineData("if (e is not OrderException) throw; return BadRequest(e.Message);", "Exception e")]
    [InlineData("if (e is OrderException known) return BadRequest(known.Message); throw;", "Exception e")]
    [InlineData("switch (e) { case OrderException: return BadRequest(e.Message); default: throw; }", "Exception e")]
    [InlineData("return environment.IsDevelopment() ? StatusCode(500, e.ToString()) : StatusCode(500);", "Exception e")]
    [InlineData("if (environment.IsDevelopment()) return StatusCode(500, e.Message); return StatusCode(500);", "Exception e")]
    [InlineData("return StatusCode(500, new ProblemDetails { Detail = environment.IsDevelopment() ? e.Message : null });", "Exception e")]
    [InlineData("return BadRequest(Friendly(e));", "Exception e")]
    [InlineData("return BadRequest(e.GetType().Name);", "Exception e")]
    [InlineData("return StatusCode(e.Message.Length);", "Exception e")]
    [InlineData("return e.Message.Contains(\"duplicate\") ? Conflict() : StatusCode(500);", "Exception e")]
    [InlineData("logger.LogError(e, \"Failed: {Reason}\", e.Message); return StatusCode(500);", "Exception e")]
    [InlineData("Console.WriteLine(e.ToString()); return Problem(statusCode: 500);", "Exception e")]
    [InlineData("throw new OrderException(e.Message);", "Exception e")]
    [InlineData("return StatusCode(500, new ErrorBody(e));", "Exception e")]
    [InlineData("ModelState.TryAddModelException(\"\", e); return ValidationProblem(ModelState);", "Exception e")]
    [InlineData("throw;", "Exception")]
    public Task Quiet_on_what_is_meant_for_the_client(string handler, string type) => InActionAsync(handler, type);

    [Theory]
    [InlineData("return Conflict({|#0:e.Message|});", "DbUpdateException e", "e.Message", "")]
    [InlineData("return BadRequest({|#0:e.Message|});", "System.Net.Http.HttpRequestException e", "e.Message", "")]
    [InlineData("ModelState.AddModelError(\"\", {|#0:e.Message|}); return ValidationProblem(ModelState);", "Exception e", "e.Message", " on the form")]
    public Task A_hint_where_it_may_be_meant(string handler, string type, string detail, string where) => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public class OrdersController : ControllerBase
        {
            public IActionResult Get()
            {
                try { return Ok(); }
                catch ({{type}}) { {{handler}} }
            }
        }
        """,
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations).WithArguments(detail, where));

    [Fact]
    public Task In_mapped_functions_middleware_and_handlers() => VerifyCS.VerifyAnalyzerAsync(
        """
        using Microsoft.AspNetCore.Diagnostics;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        using static Microsoft.AspNetCore.Http.Results;

        var app = WebApplication.Create(args);
        app.MapGet("/a", () => { try { return Results.Ok(); } catch (Exception e) { return Results.BadRequest([|e.Message|]); } });
        app.MapGet("/b", () => { try { return Ok(); } catch (Exception e) { return Problem([|e.Message|]); } });
        app.MapGet("/c", () => { try { return "fine"; } catch (Exception e) { return [|e.Message|]; } });
        app.MapGet("/d", Save);
        app.UseExceptionHandler(branch => branch.Run(async context =>
        {
            var feature = context.Features.Get<IExceptionHandlerFeature>()!;
            await context.Response.WriteAsJsonAsync(new { error = [|feature.Error.Message|] });
        }));
        app.Use(async (context, next) =>
        {
            try { await next(context); }
            catch (Exception e) { await context.Response.WriteAsync(text: $"Error: {[|e.Message|]}"); }
        });
        app.Run();

        static object Save()
        {
            try { return 1; }
            catch (Exception e) { return new { Error = [|e.Message|] }; }
        }

        class Handler : IExceptionHandler
        {
            public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken token)
            {
                await context.Response.WriteAsJsonAsync(new ProblemDetails { Title = "Error", Detail = [|exception.Message|] }, token);
                return true;
            }
        }

        class Filter : IExceptionFilter
        {
            public void OnException(ExceptionContext context) => context.Result = new ObjectResult([|context.Exception.Message|]) { StatusCode = 500 };
        }
        """);

    [Fact]
    public Task Quiet_beside_what_answers_requests() => VerifyCS.VerifyAnalyzerAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public class Importer
        {
            public string Run() { try { return "fine"; } catch (Exception e) { return e.Message; } }
            public object Report() { try { return 1; } catch (Exception e) { return new { e.Message, e.StackTrace }; } }
        }

        public class Results { public static object BadRequest(string text) => text; public object Use(Exception e) => BadRequest(e.Message); }

        public class OrdersController : ControllerBase
        {
            private string Describe(Exception e) => e.Message;
            public IActionResult Get() => Ok(new { Message = "fine" });
        }
        """);

    [Fact]
    public Task A_setting_that_asks_for_the_detail_makes_it_a_hint() => VerifyCS.VerifyAnalyzerAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            private readonly bool _showDetails;
            private readonly bool _enabled;

            public IActionResult Get()
            {
                if (_enabled)
                {
                    try { return Ok(); }
                    catch (Exception e) { return StatusCode(500, [|e.Message|]); }
                }

                try { return Ok(); }
                catch (Exception e) { return StatusCode(500, _showDetails ? {|#0:e.Message|} : null); }
            }
        }
        """,
        VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("e.Message", ""));

    [Fact]
    public Task Quiet_on_a_form_that_shows_why_its_text_could_not_be_read() => VerifyCS.VerifyAnalyzerAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        public class TemplatesController : Controller
        {
            public IActionResult Save(string json)
            {
                try { System.Text.Json.JsonDocument.Parse(json); }
                catch (Exception e) { ModelState.AddModelError("", $"Invalid template: {e.Message}"); }
                return View();
            }
        }
        """);

    [Fact]
    public Task The_message_names_what_the_question_mark_is_about() => VerifyCS.VerifyAnalyzerAsync(
        """
        using Microsoft.AspNetCore.Mvc;
        public class C : ControllerBase
        {
            public IActionResult Get() { try { return Ok(); } catch (Exception e) { return BadRequest(e.InnerException?{|#0:.Message|}); } }
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations).WithArguments("e.InnerException?.Message", ""));

    [Fact]
    public Task Types_whose_words_are_for_clients_can_be_named() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.AspNetCore.Mvc;
            public class C : ControllerBase
            {
                public IActionResult Get() { try { return Ok(); } catch (System.IO.IOException e) { return BadRequest(e.Message); } }
            }
            """,
        EditorConfig = "backend_guardrails.allowed_exception_types = +IOException",
    }.RunAsync();

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.AspNetCore.Mvc;
            public class C : ControllerBase
            {
                public IActionResult Get() { try { return Ok(); } catch (Exception e) { return BadRequest(e. } }
            }
            """,
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
    }.RunAsync();
}
