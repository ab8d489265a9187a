using BackendGuardrails.Api;
using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer, BackendGuardrails.Api.BG3001ExceptionDetailCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3001ExceptionDetailFixTests
{
    private const string Key = nameof(BG3001ExceptionDetailCodeFix);

    private static string Controller(string handler, string type = "Exception e") => $$"""
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            private readonly ILogger<OrdersController> _logger = null!;

            public ActionResult<int> Get(int id)
            {
                try
                {
                    return Ok(id);
                }
                catch ({{type}})
                {
                    {{handler}}
                }
            }
        }
        """;

    [Fact]
    public Task An_answer_becomes_a_problem_and_the_exception_is_logged_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            private readonly ILogger<OrdersController> _logger = null!;

            public IActionResult Get(int id)
            {
                try
                {
                    return Ok(id);
                }
                catch (Exception e)
                {
                    // Nobody knows.
                    return BadRequest([|e.Message|]);
                }
            }

            public async Task<ActionResult<int>> PutAsync(int id)
            {
                try
                {
                    await Task.Yield();
                    return id;
                }
                catch (Exception e)
                {
                    _logger.LogWarning(e, "Failed");
                    return StatusCode(503, new { error = [|e.Message|] }); // later
                }
            }
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            private readonly ILogger<OrdersController> _logger = null!;

            public IActionResult Get(int id)
            {
                try
                {
                    return Ok(id);
                }
                catch (Exception e)
                {
                    // Nobody knows.
                    _logger.LogError(e, "The request failed");
                    return Problem(statusCode: StatusCodes.Status500InternalServerError);
                }
            }

            public async Task<ActionResult<int>> PutAsync(int id)
            {
                try
                {
                    await Task.Yield();
                    return id;
                }
                catch (Exception e)
                {
                    _logger.LogWarning(e, "Failed");
                    return Problem(statusCode: StatusCodes.Status503ServiceUnavailable); // later
                }
            }
        }
        """,
        Key);

    [Theory]
    [InlineData("return Problem(detail: [|e.Message|], statusCode: 500);", "return Problem(detail: \"An unexpected error occurred.\", statusCode: 500);")]
    [InlineData("return Problem($\"{[|e.Message|]}\");", "return Problem(\"An unexpected error occurred.\");")]
    [InlineData("return Problem($\"{[|e.Message|]} (again)\");", "return Problem(\"An unexpected error occurred.\");")]
    [InlineData("return Problem(string.Format(\"It failed: {0}\", [|e.Message|]));", "return Problem(\"An unexpected error occurred.\");")]
    [InlineData("return Ok(new { [|e.Message|], success = false });", "return Ok(new { Message = \"An unexpected error occurred.\", success = false });")]
    [InlineData("return Ok(new { error = [|e.ToString()|] });", "return Ok(new { error = \"An unexpected error occurred.\" });")]
    public Task Elsewhere_a_neutral_text_takes_its_place(string before, string after) => VerifyCS.VerifyCodeFixAsync(
        Controller(before),
        Controller("_logger.LogError(e, \"The request failed\");\n            " + after),
        Key);

    [Theory]
    [InlineData("return Problem($\"It failed: {[|e.Message|]}\");", "return Problem(\"It failed\");", "It failed")]
    [InlineData("return Problem(\"It failed: \" + [|e.Message|] + \".\");", "return Problem(\"It failed\");", "It failed")]
    [InlineData("return Problem($\"The node is away ({e.GetType().Name}: {[|e.Message|]}).\");", "return Problem(\"The node is away\");", "The node is away")]
    [InlineData("return Problem($\"Order {id} failed: {[|e.Message|]}\");", "return Problem($\"Order {id} failed\");", "The request failed")]
    [InlineData("return Problem(\"Could not save: \" + (e.InnerException?[|.Message|] ?? [|e.Message|]));", "return Problem(\"Could not save\");", "Could not save")]
    public Task What_its_author_said_in_front_of_it_stays(string before, string after, string logged) => VerifyCS.VerifyCodeFixAsync(
        Controller(before),
        Controller($"_logger.LogError(e, \"{logged}\");\n            " + after),
        Key);

    [Theory]
    [InlineData("private readonly ILogger<OrdersController> _logger = null!;", "catch (Exception e)", "_logger.LogError(e, \"The request failed\");\n            ")]
    [InlineData("", "catch (Exception)", "")]
    public Task Several_details_of_one_exception_are_logged_once_by_Fix_all(string field, string clause, string log)
    {
        string With(string head, string handler) => Controller("\u0001").Replace("private readonly ILogger<OrdersController> _logger = null!;", field).Replace("catch (Exception e)", head).Replace("\u0001", handler);
        return VerifyCS.VerifyCodeFixAsync(
            With("catch (Exception e)", "if (id > 1)\n                return BadRequest([|e.Message|]);\n            ModelState.AddModelError(\"a\", [|e.Message|]);\n            ModelState.AddModelError(\"b\", [|e.ToString()|]);\n            return Ok(id);"),
            With(clause, "if (id > 1)\n                return Problem(statusCode: StatusCodes.Status500InternalServerError);\n            " + log + "ModelState.AddModelError(\"a\", \"An unexpected error occurred.\");\n            ModelState.AddModelError(\"b\", \"An unexpected error occurred.\");\n            return Ok(id);"),
            Key);
    }

    [Fact]
    public Task Minimal_apis_answer_with_a_problem_too() => VerifyCS.VerifyCodeFixAsync(
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", () =>
        {
            try
            {
                return Results.Ok();
            }
            catch (Exception e)
            {
                return Results.BadRequest([|e.Message|]);
            }
        });
        """,
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", () =>
        {
            try
            {
                return Results.Ok();
            }
            catch (Exception e)
            {
                app.Logger.LogError(e, "The request failed");
                return Results.Problem(statusCode: StatusCodes.Status500InternalServerError);
            }
        });
        """,
        Key);

    [Fact]
    public Task A_catch_that_only_answers_can_go() => VerifyCS.VerifyCodeFixAsync(
        Controller("return BadRequest([|e.Message|]);"),
        """
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            private readonly ILogger<OrdersController> _logger = null!;

            public ActionResult<int> Get(int id)
            {
                return Ok(id);
            }
        }
        """,
        $"{Key}.{BG3001ExceptionDetailCodeFix.RemoveCatch}");

    [Theory]
    [InlineData("return BadRequest([|e.Message|]); // why", "Exception e", "return Problem(statusCode: StatusCodes.Status500InternalServerError); // why", "Exception")]
    [InlineData("return Problem(detail: [|e.Message|]);", "Exception e /* any */", "return Problem(detail: \"An unexpected error occurred.\");", "Exception /* any */")]
    [InlineData("return Ok(new { error = [|e.ToString()|] });", "System.IO.IOException e", "return Ok(new { error = \"An unexpected error occurred.\" });", "System.IO.IOException")]
    [InlineData("return BadRequest([|e.Message|]);", "Exception e) when (e is not OperationCanceledException", "return Problem(statusCode: StatusCodes.Status500InternalServerError);", "Exception e) when (e is not OperationCanceledException")]
    [InlineData("Kept.Add(e); return BadRequest([|e.Message|]);", "Exception e", "Kept.Add(e); return Problem(statusCode: StatusCodes.Status500InternalServerError);", "Exception e")]
    public Task Without_a_logger_the_name_goes_when_nothing_reads_it_any_more(string before, string type, string after, string typeAfter)
    {
        static string Without(string source) => source.Replace("private readonly ILogger<OrdersController> _logger = null!;", "private static readonly List<Exception> Kept = new();");
        return VerifyCS.VerifyCodeFixAsync(Without(Controller(before, type)), Without(Controller(after, typeAfter)), Key);
    }

    [Fact]
    public async Task A_catch_whose_names_would_meet_others_stays()
    {
        var source = """
            using Microsoft.AspNetCore.Mvc;

            public class OrdersController : ControllerBase
            {
                public IActionResult Get(int id)
                {
                    if (id > 0) { var total = id; return Ok(total); }
                    try { var total = 100 / id; return Ok(total); }
                    catch (Exception e) { return BadRequest([|e.Message|]); }
                }
            }
            """;
        await new VerifyCS.Test { TestCode = source, FixedCode = source, CodeActionEquivalenceKey = $"{Key}.{BG3001ExceptionDetailCodeFix.RemoveCatch}" }.RunAsync();
    }

    [Fact]
    public Task An_exception_as_a_value_beside_others_is_left_to_the_reader() => VerifyCS.VerifyNoCodeFixAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            public IActionResult Get(int id)
            {
                try { return Ok(id); }
                catch (Exception e) { Console.WriteLine(1); return Ok(new { error = [|e|] }); }
            }
        }
        """);
}
