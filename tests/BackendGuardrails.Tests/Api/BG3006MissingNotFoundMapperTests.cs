using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3006MissingNotFoundAnalyzer, BackendGuardrails.Api.BG3006MissingNotFoundCodeFix>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Nothing stays nothing on its way to the client: through mappers, conditions, and filters that only see exceptions.</summary>
public class BG3006MissingNotFoundMapperTests
{
    private static VerifyCS.Test Test(string action, string setup = "", string types = "") => new()
    {
        Stubs = ["AutoMapper"],
        TestCode = Action(action, setup, types),
    };

    private static string Action(string action, string setup = "", string types = "") => $$"""
        using AutoMapper;
        using Microsoft.AspNetCore.Identity;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Filters;
        using Microsoft.EntityFrameworkCore;

        var builder = WebApplication.CreateBuilder(args);
        {{setup}}

        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            private readonly ShopContext db = null!;
            private readonly IMapper mapper = null!;
            private readonly UserManager<Person> users = null!;

            {{action}}
        }

        public class Person { public string Name { get; set; } = ""; }
        {{types}}
        """ + BG3006MissingNotFoundTests.Shop;

    [Theory]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) => Ok(mapper.Map<OrderRow>([|await db.Orders.FindAsync(id)|]));")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var order = await db.Orders.FindAsync(id); return Ok(mapper.Map<OrderRow>([|order|])); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<ActionResult<OrderRow>> Get(int id) { var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); return mapper.Map<Order?, OrderRow>([|order|]); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<ActionResult<OrderRow>> Get(int id) { var order = await db.Orders.FirstOrDefaultAsync(o => o.Id == id); var row = mapper.Map<OrderRow>([|order|]); return row; }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var order = await db.Orders.FindAsync(id); var row = order == null ? null : new OrderRow(order.Id); return Ok([|row|]); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var order = await db.Orders.FindAsync(id); var row = order is not null ? order.ToRow() : null; return Ok([|row|]); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var order = await db.Orders.FindAsync(id); return new JsonResult([|order|]); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(string id) => Ok([|await users.FindByIdAsync(id)|]);")]
    [InlineData("[HttpGet(\"{name}\")] public async Task<ActionResult<Person>> Get(string name) { var person = await users.FindByNameAsync(name); return Ok([|person|]); }")]
    public Task What_becomes_of_a_missing_row_is_followed(string action) => Test(action).RunAsync();

    [Theory]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var order = await db.Orders.FindAsync(id); if (order is null) return NotFound(); return Ok(mapper.Map<OrderRow>(order)); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var row = mapper.Map<OrderRow>(await db.Orders.FindAsync(id)); return row == null ? NotFound() : Ok(row); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var row = new OrderRow(0); return Ok(mapper.Map<Order?, OrderRow>(await db.Orders.FindAsync(id), row)); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var order = await db.Orders.FindAsync(id); var row = order == null ? new OrderRow(0) : order.ToRow(); return Ok(row); }")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(int id) { var order = await db.Orders.FindAsync(id); var row = order == null ? null : order.ToRow(); return row is null ? NotFound() : Ok(row); }")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() => Ok(mapper.Map<List<OrderRow>>(await db.Orders.ToListAsync()));")]
    [InlineData("[HttpGet] public async Task<IActionResult> Get() => Ok(await users.GetUserAsync(User));")]
    [InlineData("[HttpGet(\"{id}\")] public async Task<IActionResult> Get(string id) => await users.FindByIdAsync(id) is { } person ? Ok(person) : NotFound();")]
    public Task What_is_looked_at_is_not(string action) => Test(action).RunAsync();

    [Theory]
    [InlineData("IExceptionFilter { public void OnException(ExceptionContext context) => context.Result = new NotFoundResult(); }", true)]
    [InlineData("IAsyncExceptionFilter { public Task OnExceptionAsync(ExceptionContext context) { context.Result = new NotFoundResult(); return Task.CompletedTask; } }", true)]
    [InlineData("IResultFilter { public void OnResultExecuting(ResultExecutingContext context) { if (context.Result is ObjectResult { Value: null }) context.Result = new NotFoundResult(); } public void OnResultExecuted(ResultExecutedContext context) { } }", false)]
    [InlineData("IExceptionFilter, IActionFilter { public void OnException(ExceptionContext context) { } public void OnActionExecuting(ActionExecutingContext context) { } public void OnActionExecuted(ActionExecutedContext context) => context.Result = new NotFoundResult(); }", false)]
    public Task Only_a_filter_that_sees_the_answer_makes_it_404(string filter, bool isReported)
    {
        var value = "await db.Orders.FindAsync(id)";
        return Test($"[HttpGet(\"{{id}}\")] public async Task<IActionResult> Get(int id) => Ok({(isReported ? $"[|{value}|]" : value)});", "builder.Services.AddControllers(options => options.Filters.Add<Answers>());", $"public class Answers : {filter}").RunAsync();
    }

    [Theory]
    [InlineData(
        "[HttpGet(\"{id}\")]\n    public async Task<ActionResult<OrderRow>> Get(int id)\n    {\n        var order = await db.Orders.FindAsync(id);\n        return mapper.Map<OrderRow>([|order|]);\n    }",
        "[HttpGet(\"{id}\")]\n    public async Task<ActionResult<OrderRow>> Get(int id)\n    {\n        var order = await db.Orders.FindAsync(id);\n        if (order is null)\n            return NotFound();\n        return mapper.Map<OrderRow>(order);\n    }")]
    [InlineData(
        "[HttpGet(\"{id}\")]\n    public async Task<IActionResult> Get(int id)\n    {\n        var order = await db.Orders.FindAsync(id);\n        var row = mapper.Map<OrderRow>([|order|]);\n        return Ok(row);\n    }",
        "[HttpGet(\"{id}\")]\n    public async Task<IActionResult> Get(int id)\n    {\n        var order = await db.Orders.FindAsync(id);\n        if (order is null)\n            return NotFound();\n        var row = mapper.Map<OrderRow>(order);\n        return Ok(row);\n    }")]
    [InlineData(
        "[HttpGet(\"{id}\")]\n    public async Task<IActionResult> Get(int id) => Ok(mapper.Map<OrderRow>([|await db.Orders.FindAsync(id)|]));",
        "[HttpGet(\"{id}\")]\n    public async Task<IActionResult> Get(int id) => await db.Orders.FindAsync(id) is { } order ? Ok(mapper.Map<OrderRow>(order)) : NotFound();")]
    public Task The_check_stands_in_front_of_the_mapping(string before, string after) => new VerifyCS.Test { Stubs = ["AutoMapper"], TestCode = Action(before), FixedCode = Action(after) }.RunAsync();
}
