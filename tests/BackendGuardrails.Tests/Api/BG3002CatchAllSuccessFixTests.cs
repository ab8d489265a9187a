using BackendGuardrails.Api;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3002CatchAllSuccessAnalyzer, BackendGuardrails.Api.BG3002CatchAllSuccessCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3002CatchAllSuccessFixTests
{
    private const string Key = nameof(BG3002CatchAllSuccessCodeFix);

    private const string Gone = "";

    private static string Controller(string first, string second) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            private readonly ILogger<OrdersController> _logger = null!;
            private readonly IOrders _orders = null!;

            public async Task<IActionResult> SaveAsync(int id)
            {
                try
                {
                    await _orders.SaveAsync(id);
                    return Ok();
                }
                catch (Exception e)
                {
                    // Somebody has to know.
                    _logger.LogError(e, "Failed");
                    {{first}} // ?
                }
            }

            public async Task<ActionResult<List<int>>> ListAsync()
            {
                {{(second == Gone ? "return await _orders.ListAsync();" : "try { return await _orders.ListAsync(); }")}}{{(second == Gone ? "" : "\n        catch { " + second + " }")}}
            }
        }

        public interface IOrders { Task SaveAsync(int id); Task<List<int>> ListAsync(); }
        """;

    [Fact]
    public Task The_exception_goes_on_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        Controller("return [|Ok|]();", "return [|Ok|](new List<int>());"), Controller("throw;", Gone), Key);

    [Fact]
    public Task Or_a_problem_is_the_answer() => VerifyCS.VerifyCodeFixAsync(
        Controller("return [|NoContent|]();", "return [|Ok|](new List<int>());"),
        Controller("return Problem(statusCode: StatusCodes.Status500InternalServerError);", "return Problem(statusCode: StatusCodes.Status500InternalServerError);"),
        $"{Key}.{BG3002CatchAllSuccessCodeFix.Problem}");

    [Fact]
    public Task Minimal_apis_and_plain_values() => VerifyCS.VerifyCodeFixAsync(
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (HttpClient client) =>
        {
            try
            {
                return Results.Ok(await client.GetStringAsync("x"));
            }
            catch (Exception)
            {
                return Results.[|Ok|]();
            }
        });
        app.MapGet("/b", async (HttpClient client) =>
        {
            try { return await client.GetStringAsync("x"); }
            catch (Exception) { return [|null|]; }
        });
        """,
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (HttpClient client) =>
        {
            return Results.Ok(await client.GetStringAsync("x"));
        });
        app.MapGet("/b", async (HttpClient client) =>
        {
            return await client.GetStringAsync("x");
        });
        """,
        Key);

    [Fact]
    public Task One_answer_of_several_is_left_to_the_reader() => VerifyCS.VerifyNoCodeFixAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            public IActionResult Save(int id)
            {
                try { return Ok(100 / id); }
                catch (Exception e) { return e is ArgumentException ? Conflict() : [|Ok|](); }
            }
        }
        """);
}
