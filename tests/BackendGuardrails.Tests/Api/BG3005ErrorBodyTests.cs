using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3005ErrorBodyAnalyzer, BackendGuardrails.Api.BG3005ErrorBodyCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3005ErrorBodyTests
{
    private const string Types = """

        public class ApiError { public string Code { get; set; } = ""; }
        public class Envelope { public string Text { get; set; } = ""; }
        public class Order { public int Id { get; set; } public string? Note { get; set; } }
        public enum Reason { Late }
        """;

    private static string Action(string answer, string type = "IActionResult", string marks = "[ApiController, Route(\"orders\")]") => $$"""
        using System.Net;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.ModelBinding;

        {{marks}}
        public class OrdersController : ControllerBase
        {
            [HttpGet("{id}")]
            public async Task<{{type}}> GetAsync(int id, string name, Order order)
            {
                await Task.Yield();
                if (id > 0) return Ok(order);
                {{answer}}
            }

            private ObjectResult Ours(string text) => Problem(text);
        }
        {{Types}}
        """;

    private static string Mapped(string answer) => $$"""
        using System.Net;
        using Microsoft.AspNetCore.Mvc;
        using static Microsoft.AspNetCore.Http.Results;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/orders/{id}", (int id, string name) =>
        {
            if (id > 0) return Results.Ok(new Order());
            {{answer}}
        });
        app.MapGet("/own", () => Results.Problem("x"));
        app.Run();
        {{Types}}
        """;

    [Theory]
    [InlineData("return [|BadRequest(\"bad\")|];")]
    [InlineData("return [|BadRequest($\"no {name}\")|];")]
    [InlineData("return [|NotFound(\"no \" + name)|];")]
    [InlineData("return [|NotFound(new { error = \"x\" })|];")]
    [InlineData("return [|NotFound(new { message = \"x\", code = 5 })|];")]
    [InlineData("return [|Conflict(name)|];")]
    [InlineData("return [|Unauthorized(\"x\")|];")]
    [InlineData("return [|UnprocessableEntity(id)|];")]
    [InlineData("return [|Conflict(Reason.Late)|];")]
    [InlineData("return [|BadRequest(new[] { \"a\", \"b\" })|];")]
    [InlineData("return [|BadRequest(new List<string> { name })|];")]
    [InlineData("return [|BadRequest(false)|];")]
    [InlineData("return [|StatusCode(500, \"x\")|];")]
    [InlineData("return [|StatusCode(StatusCodes.Status403Forbidden, \"x\")|];")]
    [InlineData("return [|StatusCode((int)HttpStatusCode.Conflict, \"x\")|];")]
    [InlineData("return [|new BadRequestObjectResult(\"x\")|];")]
    [InlineData("return [|new ObjectResult(\"x\") { StatusCode = 500 }|];")]
    [InlineData("return [|this.BadRequest(\"x\")|];")]
    [InlineData("return name is null ? [|BadRequest(\"x\")|] : [|NotFound(\"y\")|];")]
    [InlineData("return id switch { 0 => [|BadRequest(\"x\")|], 1 => Ok(order), _ => NotFound() };")]
    [InlineData("var text = \"x\"; return [|BadRequest(text)|];")]
    [InlineData("IActionResult answer = [|BadRequest(\"x\")|]; return answer;")]
    [InlineData("IActionResult Fail(string text) => [|BadRequest(text)|]; return Fail(\"x\");")]
    [InlineData("Func<string, IActionResult> fail = text => [|Conflict(text)|]; return fail(\"x\");")]
    [InlineData("try { return Ok(); } catch (ArgumentException) { return [|BadRequest(\"x\")|]; }")]
    [InlineData("return [|BadRequest(new ApiError())|];")]
    public Task Errors_of_actions_with_a_shape_of_their_own(string answer) => VerifyCS.VerifyAnalyzerAsync(Action(answer));

    [Theory]
    [InlineData("return Results.BadRequest();")]
    [InlineData("return [|Results.BadRequest(\"bad\")|];")]
    [InlineData("return [|Results.BadRequest($\"no {name}\")|];")]
    [InlineData("return [|Results.NotFound(new { error = \"x\" })|];")]
    [InlineData("return [|Results.Conflict(new { error = \"x\", id })|];")]
    [InlineData("return [|TypedResults.BadRequest(\"x\")|];")]
    [InlineData("return [|Results.UnprocessableEntity(new[] { name })|];")]
    [InlineData("return [|Results.Json(new { error = \"x\" }, statusCode: 400)|];")]
    [InlineData("return [|Results.Json(new { error = \"x\" }, statusCode: (int)HttpStatusCode.BadGateway)|];")]
    [InlineData("return [|Results.Text(\"x\", statusCode: 500)|];")]
    [InlineData("return [|Results.InternalServerError(\"x\")|];")]
    [InlineData("return [|BadRequest(\"x\")|];")]
    [InlineData("return id < 0 ? [|Results.BadRequest(\"x\")|] : [|Results.NotFound(\"y\")|];")]
    [InlineData("return id switch { < 0 => [|Results.Conflict(name)|], _ => Results.NoContent() };")]
    [InlineData("return [|Results.BadRequest(new ApiError())|];")]
    public Task Errors_of_minimal_apis_with_a_shape_of_their_own(string answer) => VerifyCS.VerifyAnalyzerAsync(Mapped(answer));

    [Theory]
    [InlineData("return BadRequest();")]
    [InlineData("return NotFound();")]
    [InlineData("return StatusCode(500);")]
    [InlineData("return StatusCode(500, null);")]
    [InlineData("return Ok(\"fine\");")]
    [InlineData("return Ok(new { message = \"fine\" });")]
    [InlineData("return StatusCode(202, \"later\");")]
    [InlineData("return StatusCode(id, \"x\");")]
    [InlineData("return Problem(\"x\");")]
    [InlineData("return ValidationProblem(ModelState);")]
    [InlineData("return BadRequest(ModelState);")]
    [InlineData("return BadRequest(new ProblemDetails { Detail = \"x\" });")]
    [InlineData("return BadRequest(new ValidationProblemDetails());")]
    [InlineData("return NotFound(new Envelope());")]
    [InlineData("return Conflict(order);")]
    [InlineData("return BadRequest(new { error = \"invalid_grant\", error_description = \"x\" });")]
    [InlineData("return new ContentResult { StatusCode = 200, Content = \"x\" };")]
    [InlineData("return Ours(\"x\");")]
    [InlineData("return Challenge(\"x\");")]
    public Task Quiet_on_problems_and_on_what_is_no_error_of_an_action(string answer) => VerifyCS.VerifyAnalyzerAsync(Action(answer));

    [Theory]
    [InlineData("return Results.NotFound();")]
    [InlineData("return Results.Problem(\"x\", statusCode: 400);")]
    [InlineData("return Results.ValidationProblem(new Dictionary<string, string[]>());")]
    [InlineData("return Results.BadRequest(new ProblemDetails());")]
    [InlineData("return TypedResults.Problem(\"x\");")]
    [InlineData("return Results.BadRequest(new Envelope());")]
    [InlineData("return Results.Conflict(new Order());")]
    [InlineData("return Results.Text(\"<error/>\", \"application/xml\", statusCode: 400);")]
    [InlineData("return Results.Json(new { error = \"x\" }, contentType: \"application/problem+json\", statusCode: 400);")]
    [InlineData("return Results.Json(new { error = \"x\" });")]
    [InlineData("return Results.Ok(\"fine\");")]
    [InlineData("return Results.Json(new { error = \"x\", error_description = \"y\" }, statusCode: 400);")]
    public Task Quiet_on_problems_and_on_what_is_no_error_of_a_minimal_api(string answer) => VerifyCS.VerifyAnalyzerAsync(Mapped(answer));

    [Theory]
    [InlineData("")]
    [InlineData("[ApiController, Produces(\"text/plain\")]")]
    public Task Quiet_where_no_problem_is_expected(string marks) => VerifyCS.VerifyAnalyzerAsync(Action("return BadRequest(\"x\");", marks: marks));

    [Fact]
    public Task Quiet_where_the_framework_is_told_not_to_make_problems() => VerifyCS.VerifyAnalyzerAsync(
        Action("return BadRequest(\"x\");") + "public class Startup { public void Configure(ApiBehaviorOptions options) => options.SuppressMapClientErrors = true; }");

    [Fact]
    public Task A_house_s_own_error_counts_beside_problems_only_and_can_be_named() => new VerifyCS.Test
    {
        TestCode = Action("return BadRequest(new ApiError());"),
        EditorConfig = "backend_guardrails.error_envelope_types = +ApiError",
    }.RunAsync();

    [Fact]
    public Task A_house_s_own_error_alone_is_a_shape_for_all() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;
        [ApiController] public class OrdersController : ControllerBase { public IActionResult Get() => BadRequest(new ApiError()); }
        public record ApiError(string Code = "");
        """);

    [Fact]
    public Task What_makes_a_controller_an_api_is_judged_by_interface_base_and_assembly() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Infrastructure;

        public class ApiAttribute : ControllerAttribute, IApiBehaviorMetadata { }
        [Api] public class A : ControllerBase { public IActionResult Get() => [|BadRequest("x")|]; }
        [ApiController] public abstract class Crud<T> : ControllerBase { public virtual ActionResult<T> Get(int id) => [|NotFound($"no {id}")|]; }
        public class B : Crud<int> { public override ActionResult<int> Get(int id) => [|Conflict("x")|]; }
        public abstract class Open : ControllerBase { protected IActionResult Fail(string text) => [|BadRequest(text)|]; }
        [ApiController] public class C : Open { public IActionResult Get() => Fail("x"); }
        public partial class D : ControllerBase { public IActionResult Get() => [|BadRequest("x")|]; }
        [ApiController] public partial class D { }
        public class Views : Controller { public IActionResult Get() => BadRequest("x"); }
        [ApiController] public class E(ILogger<E> logger) : ControllerBase { public IActionResult Get() { logger.LogInformation("x"); return [|BadRequest("x")|]; } }
        """);

    [Fact]
    public Task Look_alikes_are_left_alone() => VerifyCS.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;
        namespace Ours
        {
            public static class Results { public static object BadRequest(string error) => error; }
            public class Desk { public object NotFound(string text) => text; public object Get() => NotFound("x"); public object Post() => Results.BadRequest("x"); }
        }
        """);

    [Fact]
    public Task Half_typed_code_is_survived() => new VerifyCS.Test
    {
        TestCode = """
            using Microsoft.AspNetCore.Mvc;
            [ApiController] public class C : ControllerBase { public IActionResult Get() => BadRequest( ; public IActionResult Put() { return StatusCode(, new { ; } }
            """,
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
    }.RunAsync();
}
