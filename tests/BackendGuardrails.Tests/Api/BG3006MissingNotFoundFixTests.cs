using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3006MissingNotFoundAnalyzer, BackendGuardrails.Api.BG3006MissingNotFoundCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3006MissingNotFoundFixTests
{
    private static string Action(string statements, string type = "IActionResult") => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        public class OrdersController(ShopContext db) : ControllerBase
        {
            [HttpGet("orders/{id}")]
            public async Task<{{type}}> GetAsync(int id)
            {
                {{statements.Replace("\n", "\n        ").Replace("\n        \n", "\n\n")}}
            }
        }
        {{BG3006MissingNotFoundTests.Shop}}
        """;

    private static string Mapped(string mapping) => $$"""
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.EntityFrameworkCore;

        var app = WebApplication.CreateBuilder(args).Build();
        {{mapping}}
        {{BG3006MissingNotFoundTests.Shop}}
        """;

    [Theory]
    [InlineData(
        "// The order.\nvar order = await db.Orders.FindAsync(id); // by its key\nreturn Ok([|order|]);",
        "// The order.\nvar order = await db.Orders.FindAsync(id); // by its key\nif (order is null)\n    return NotFound();\nreturn Ok(order);")]
    [InlineData(
        "Order? order;\norder = await db.Orders.FindAsync(id);\nawait Task.Yield();\nreturn Ok([|order|]);",
        "Order? order;\norder = await db.Orders.FindAsync(id);\nif (order is null)\n    return NotFound();\nawait Task.Yield();\nreturn Ok(order);")]
    [InlineData(
        "if (id < 0)\n{\n    return BadRequest();\n}\n\nvar order = await db.Orders.FindAsync(id);\n\n// Here it is.\nreturn Ok([|order|]);",
        "if (id < 0)\n{\n    return BadRequest();\n}\n\nvar order = await db.Orders.FindAsync(id);\nif (order is null)\n{\n    return NotFound();\n}\n\n// Here it is.\nreturn Ok(order);")]
    [InlineData(
        "if(id < 0)  return BadRequest();\nvar order = await db.Orders.FindAsync(id);\nreturn Ok([|order|]);",
        "if(id < 0)  return BadRequest();\nvar order = await db.Orders.FindAsync(id);\nif (order is null)\n    return NotFound();\nreturn Ok(order);")]
    [InlineData("return Ok([|await db.Orders.FindAsync(id)|]);", "return await db.Orders.FindAsync(id) is { } order ? Ok(order) : NotFound();")]
    [InlineData("return new OkObjectResult([|db.Orders.Find(id)|]);", "return db.Orders.Find(id) is { } order ? new OkObjectResult(order) : NotFound();")]
    [InlineData(
        "return Ok([|await db.Orders\n    .Where(order => order.Id == id)\n    .FirstOrDefaultAsync()|]);",
        "return await db.Orders\n    .Where(order => order.Id == id)\n    .FirstOrDefaultAsync() is { } found ? Ok(found) : NotFound();")]
    [InlineData("return id < 0 ? BadRequest() : Ok([|await db.Orders.FindAsync(id)|]);", "return id < 0 ? BadRequest() : await db.Orders.FindAsync(id) is { } order ? Ok(order) : NotFound();")]
    public async Task An_action_answers_with_404(string before, string after)
    {
        await VerifyCS.VerifyCodeFixAsync(Action(before), Action(after));
        await VerifyCS.VerifyCodeFixAsync(Action(before, "ActionResult<Order>"), Action(after, "ActionResult<Order>"));
    }

    [Theory]
    [InlineData("return [|await db.Orders.FindAsync(id)|];", "return await db.Orders.FindAsync(id) is { } order ? Ok(order) : NotFound();")]
    [InlineData("var order = await db.Orders.FindAsync(id);\nreturn [|order|];", "var order = await db.Orders.FindAsync(id);\nif (order is null)\n    return NotFound();\nreturn order;")]
    public Task A_value_that_is_returned_can_be_404_as_well(string before, string after) => VerifyCS.VerifyCodeFixAsync(Action(before, "ActionResult<Order?>"), Action(after, "ActionResult<Order?>"));

    [Theory]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => Results.Ok([|await db.Orders.FindAsync(id)|]));", "app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => await db.Orders.FindAsync(id) is { } order ? Results.Ok(order) : Results.NotFound());")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => TypedResults.Ok([|await db.Orders.FindAsync(id)|]));", "app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => await db.Orders.FindAsync(id) is { } order ? TypedResults.Ok(order) : Results.NotFound());")]
    [InlineData("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => [|await db.Orders.FindAsync(id)|]);", "app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => await db.Orders.FindAsync(id) is { } order ? Results.Ok(order) : Results.NotFound());")]
    [InlineData("app.MapGet(\"/a/{id}\", async Task<Results<Ok<Order>, NotFound>> (int id, ShopContext db) => TypedResults.Ok([|await db.Orders.FindAsync(id)|]));", "app.MapGet(\"/a/{id}\", async Task<Results<Ok<Order>, NotFound>> (int id, ShopContext db) => await db.Orders.FindAsync(id) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound());")]
    [InlineData(
        "app.MapGet(\"/a/{id}\", async (int id, ShopContext db) =>\n{\n    var order = await db.Orders.FindAsync(id);\n    return Results.Ok([|order|]);\n});",
        "app.MapGet(\"/a/{id}\", async (int id, ShopContext db) =>\n{\n    var order = await db.Orders.FindAsync(id);\n    if (order is null)\n        return Results.NotFound();\n    return Results.Ok(order);\n});")]
    [InlineData(
        "app.MapGet(\"/a/{id}\", async (int id, ShopContext db) =>\n{\n    var order = await db.Orders.FindAsync(id);\n    return [|order|];\n});",
        "app.MapGet(\"/a/{id}\", async (int id, ShopContext db) =>\n{\n    var order = await db.Orders.FindAsync(id);\n    if (order is null)\n        return Results.NotFound();\n    return Results.Ok(order);\n});")]
    public Task A_minimal_api_answers_with_404(string before, string after) => VerifyCS.VerifyCodeFixAsync(Mapped(before), Mapped(after));

    [Fact]
    public Task Fix_all_of_two_lookups() => VerifyCS.VerifyCodeFixAsync(
        Mapped("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => Results.Ok([|await db.Orders.FindAsync(id)|]));\napp.MapGet(\"/b/{id}\", (int id, ShopContext db) => Results.Ok([|db.Orders.Find(id)|]));"),
        Mapped("app.MapGet(\"/a/{id}\", async (int id, ShopContext db) => await db.Orders.FindAsync(id) is { } order ? Results.Ok(order) : Results.NotFound());\napp.MapGet(\"/b/{id}\", (int id, ShopContext db) => db.Orders.Find(id) is { } order ? Results.Ok(order) : Results.NotFound());"));

    [Theory]
    [InlineData("app.MapGet(\"/a/{id}\", (int id, ShopContext db) => [|db.Orders.FirstOrDefaultAsync(order => order.Id == id)|]);")]
    [InlineData("app.MapGet(\"/a/{id}\", async Task<Ok<Order>> (int id, ShopContext db) => TypedResults.Ok([|await db.Orders.FindAsync(id)|]));")]
    [InlineData("app.MapGet(\"/a/{id}\", async Task<Order?> (int id, ShopContext db) => [|await db.Orders.FindAsync(id)|]);")]
    public Task No_fix_where_the_type_of_the_answer_is_declared_or_nobody_awaits(string mapping) => VerifyCS.VerifyNoCodeFixAsync(Mapped(mapping));

    [Theory]
    [InlineData("return [|await db.Orders.FindAsync(id)|];", "Order?")]
    [InlineData("var order = await db.Orders.FindAsync(id);\nreturn Ok([|order?.ToRow()|]);", "IActionResult")]
    public Task No_fix_where_an_action_cannot_answer_so(string statements, string type) => VerifyCS.VerifyNoCodeFixAsync(Action(statements, type));
}
