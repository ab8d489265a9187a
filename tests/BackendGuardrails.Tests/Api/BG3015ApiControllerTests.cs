using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3015ApiControllerAnalyzer, BackendGuardrails.Api.BG3015ApiControllerCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3015ApiControllerTests
{
    private static string With(string code) => $$"""
        using Microsoft.AspNetCore.Mvc;

        {{code}}

        public class Order { public int Id { get; set; } }
        public class Shop { public Order Find(int id) => new() { Id = id }; }
        """;

    [Theory]
    [InlineData("[Route(\"orders\")] public class [|OrdersController|] : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("[Route(\"api/[controller]\")] public class [|OrdersController|] : ControllerBase { [HttpGet(\"{id}\")] public IActionResult Get(int id) => Ok(id); [HttpPost] public ActionResult<Order> Post([FromBody] Order order) => order; }")]
    [InlineData("public class [|OrdersController|] : ControllerBase { [HttpGet(\"orders\")] public Order[] All() => new Order[0]; [HttpDelete(\"orders/{id}\")] public IActionResult Delete(int id) => NoContent(); }")]
    [InlineData("[Route(\"orders\")] public class [|OrdersController|](Shop shop) : ControllerBase { [HttpGet(\"{id}\")] public async Task<ActionResult<Order>> Get(int id) { await Task.Yield(); return shop.Find(id) is { } order ? order : NotFound(); } }")]
    [InlineData("[Route(\"orders\")] public class [|OrdersController|] : ControllerBase { [HttpPost] public IActionResult Post([FromBody] Order order) { if (!ModelState.IsValid) return BadRequest(ModelState); return Ok(); } }")]
    [InlineData("[Route(\"orders\")] public class [|OrdersController|] : ControllerBase { [HttpGet] public IActionResult Get([FromQuery] Order filter, CancellationToken token, [FromServices] Shop shop) => Ok(); }")]
    [InlineData("[Route(\"orders\")] public sealed class [|Orders|] : ControllerBase { [HttpPut(\"{id}\")] public void Put(int id, [FromBody] string text) { } }")]
    [InlineData("public abstract class Base : ControllerBase { protected IActionResult Fine() => Ok(); } [Route(\"orders\")] public class [|OrdersController|] : Base { [HttpGet] public IActionResult Get([FromHeader] string tenant) => Fine(); }")]
    [InlineData("public abstract class Base<T> : ControllerBase where T : new() { [HttpGet] public T Get(DateTime since) => new(); } [Route(\"orders\")] public class [|OrdersController|] : Base<Order> { }")]
    [InlineData("[Route(\"orders\")] public partial class [|OrdersController|] : ControllerBase { [HttpGet] public Order Get() => new(); } public partial class OrdersController { [HttpGet(\"last\")] public Order Last(int[] of) => new(); }")]
    [InlineData("[Route(\"files\")] public class [|FilesController|] : ControllerBase { [HttpGet] public IActionResult Get(Guid id) => File(new byte[1], \"text/csv\"); }")]
    [InlineData("[ApiController, Route(\"a\")] public class AController : ControllerBase { [HttpGet] public int Get() => 1; } [Route(\"b\")] public class [|BController|] : ControllerBase { [HttpGet] public int Get(int? page) => 1; }")]
    [InlineData("[Route(\"orders\")] public class [|OrdersController|] : ControllerBase { [HttpGet] public Order Get(Order filter) => filter; }")]
    [InlineData("[Route(\"orders\")] public class [|OrdersController|] : ControllerBase { [FromQuery] public int Page { get; set; } [HttpGet] public int Get() => Page; }")]
    [InlineData("public abstract class Paged : ControllerBase { [BindProperty(SupportsGet = true)] public int Page { get; set; } } [Route(\"orders\")] public class [|OrdersController|] : Paged { [HttpGet] public int Get() => Page; }")]
    public Task A_controller_of_data_without_the_attribute(string code) => VerifyCS.VerifyAnalyzerAsync(With(code));

    [Theory]
    [InlineData("[ApiController, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("[ApiController] public abstract class Base : ControllerBase { } [Route(\"orders\")] public class OrdersController : Base { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("[assembly: ApiController] [Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("public class OursAttribute : ApiControllerAttribute { } [Ours, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("[Route(\"orders\")] public class OrdersController : Controller { [HttpGet] public IActionResult Get(int id) => View(); }")]
    [InlineData("[Route(\"orders\")] public class OrdersController : Controller { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpGet(\"orders\")] public Order Get(int id) => new(); public Order Other() => new(); }")]
    [InlineData("[Route(\"sign-in\")] public class SignInController : ControllerBase { [HttpGet] public IActionResult In(string from) => Challenge(); [HttpGet(\"out\")] public IActionResult Out() => Redirect(\"/\"); }")]
    [InlineData("[Route(\"page\")] public class PageController : ControllerBase { [HttpGet] public IActionResult Page(int id) => Content(\"<p>\", \"text/html\"); }")]
    [InlineData("[Route(\"error\")] public class ErrorController : ControllerBase { public IActionResult Error(int code) => Problem(); }")]
    [InlineData("[Route(\"x\"), ApiExplorerSettings(IgnoreApi = true)] public class HiddenController : ControllerBase { [HttpGet] public int Get(int id) => 1; }")]
    [InlineData("[Route(\"forms\")] public class FormsController : ControllerBase { [HttpPost] public IActionResult Post(Order order) => Ok(order); }")]
    [InlineData("[Route(\"orders\")] public abstract class Base : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("public class OldErrors : Attribute, Microsoft.AspNetCore.Mvc.Filters.IExceptionFilter { public void OnException(Microsoft.AspNetCore.Mvc.Filters.ExceptionContext context) { } } [OldErrors, Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("[Route(\"orders\"), NonController] public class Orders : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("[Route(\"orders\")] public class OrdersController { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("namespace Look { public class ControllerBase { } } [Route(\"orders\")] public class Orders : Look.ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    [InlineData("public static class Ours { public static void Add(Microsoft.AspNetCore.Mvc.ApplicationModels.ControllerModel controller) => controller.Filters.Add(null!); public static Type Of => typeof(ApiControllerAttribute); } [Route(\"orders\")] public class OrdersController : ControllerBase { [HttpGet] public Order Get(int id) => new(); }")]
    public Task Quiet_where_it_is_there_or_the_controller_is_none_of_an_API(string code) => VerifyCS.VerifyAnalyzerAsync(With(code));

    [Theory]
    [InlineData("[HttpGet] public string Get() => \"ok\";")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get(CancellationToken token) { await Task.Delay(1, token); return NotFound(); } [HttpPost] public IActionResult Post() => NoContent();")]
    [InlineData("[HttpGet] public Order Get([FromServices] Shop shop, [FromKeyedServices(\"x\")] string name, IServiceProvider services) => shop.Find(name.Length);")]
    public Task Quiet_where_no_action_takes_anything_of_the_request(string actions) => VerifyCS.VerifyAnalyzerAsync(With($"[Route(\"health\")] public class HealthController : ControllerBase {{ {actions} }}"));

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestCode = With("[Route(] public class OrdersController : ControllerBase { [HttpGet(\"] public Order Get( => new("),
    }.RunAsync();

    [Fact]
    public Task The_attribute_is_added_on_a_line_of_its_own() => VerifyCS.VerifyCodeFixAsync(
        With("""
            // What customers ask for.
            [Route("orders")]
            public class [|OrdersController|] : ControllerBase
            {
                [HttpGet]
                public Order Get(int id) => new();
            }
            """),
        With("""
            // What customers ask for.
            [Route("orders")]
            [ApiController]
            public class OrdersController : ControllerBase
            {
                [HttpGet]
                public Order Get(int id) => new();
            }
            """));

    [Fact]
    public Task Without_other_attributes_and_import() => VerifyCS.VerifyCodeFixAsync(
        """
        public class [|OrdersController|] : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            [Microsoft.AspNetCore.Mvc.HttpGet("orders")]
            public int Get(int id) => 1;
        }
        """,
        """
        using Microsoft.AspNetCore.Mvc;

        [ApiController]
        public class OrdersController : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            [Microsoft.AspNetCore.Mvc.HttpGet("orders")]
            public int Get(int id) => 1;
        }
        """);

    [Fact]
    public void There_is_no_Fix_all_because_clients_get_other_errors() => Assert.Null(new BackendGuardrails.Api.BG3015ApiControllerCodeFix().GetFixAllProvider());

    [Fact]
    public Task Two_controllers_are_mended_one_by_one() => VerifyCS.VerifyCodeFixAsync(
        With("""
            [Route("a")]
            public class [|AController|] : ControllerBase { [HttpGet] public int Get(int id) => 1; }

            [Route("b")] public class [|BController|] : ControllerBase { [HttpGet] public int Get(int id) => 1; }
            """),
        With("""
            [Route("a")]
            [ApiController]
            public class AController : ControllerBase { [HttpGet] public int Get(int id) => 1; }

            [Route("b")] [ApiController] public class BController : ControllerBase { [HttpGet] public int Get(int id) => 1; }
            """));

    [Fact]
    public Task No_fix_where_an_object_would_be_read_from_elsewhere() => VerifyCS.VerifyNoCodeFixAsync(
        With("[Route(\"orders\")] public class [|OrdersController|] : ControllerBase { [HttpGet] public Order Get(Order filter) => filter; }"));
}
