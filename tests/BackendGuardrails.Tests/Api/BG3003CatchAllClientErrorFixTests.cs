using BackendGuardrails.Api;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3003CatchAllClientErrorAnalyzer, BackendGuardrails.Api.BG3003CatchAllClientErrorCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3003CatchAllClientErrorFixTests
{
    private const string Key = nameof(BG3003CatchAllClientErrorCodeFix);

    private static string Controller(string members, string others = "") => $$"""
        using Microsoft.AspNetCore.Mvc;

        public class OrdersController : ControllerBase
        {
            private readonly ILogger<OrdersController> _logger = null!;
            private readonly IOrders _orders = null!;

            {{members}}
        }

        public interface IOrders { Task<string> FindAsync(int id); }
        {{others}}
        """;

    [Fact]
    public Task The_exception_goes_on_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        Controller("""
            public async Task<IActionResult> GetAsync(int id)
                {
                    try
                    {
                        return Ok(await _orders.FindAsync(id));
                    }
                    catch (Exception e)
                    {
                        // Somebody has to know.
                        _logger.LogError(e, "Failed");
                        return [|NotFound|](); // ?
                    }
                }

                public async Task<IActionResult> ReadAsync(int id)
                {
                    IActionResult result;
                    try { result = Ok(await _orders.FindAsync(id)); }
                    catch { result = [|BadRequest|]("Wrong."); }
                    return result;
                }
            """),
        Controller("""
            public async Task<IActionResult> GetAsync(int id)
                {
                    try
                    {
                        return Ok(await _orders.FindAsync(id));
                    }
                    catch (Exception e)
                    {
                        // Somebody has to know.
                        _logger.LogError(e, "Failed");
                        throw; // ?
                    }
                }

                public async Task<IActionResult> ReadAsync(int id)
                {
                    IActionResult result;
                    result = Ok(await _orders.FindAsync(id));
                    return result;
                }
            """),
        Key);

    [Theory]
    [InlineData("catch", "catch (OrderMissingException)")]
    [InlineData("catch (Exception)", "catch (OrderMissingException)")]
    [InlineData("catch (Exception e)", "catch (OrderMissingException e)")]
    [InlineData("catch (Exception e) when (e is not OperationCanceledException)", "catch (OrderMissingException e)")]
    public Task The_one_exception_that_is_thrown_on_purpose_is_caught(string before, string after)
    {
        string With(string clause, string answer) => Controller($$"""
            public async Task<IActionResult> GetAsync(int id)
                {
                    try
                    {
                        return Ok(await _orders.FindAsync(id));
                    }
                    {{clause}}
                    {
                        return {{answer}}();
                    }
                }
            """, """
            public class OrderMissingException : Exception { }
            public class Orders : IOrders { public async Task<string> FindAsync(int id) { ArgumentNullException.ThrowIfNull(id); await Task.Yield(); return id > 0 ? "x" : throw new OrderMissingException(); } }
            """);
        return VerifyCS.VerifyCodeFixAsync(With(before, "[|NotFound|]"), With(after, "NotFound"), $"{Key}.{BG3003CatchAllClientErrorCodeFix.Narrow}");
    }

    [Fact]
    public Task A_catch_that_only_answers_can_go() => VerifyCS.VerifyCodeFixAsync(
        Controller("""
            public async Task<IActionResult> GetAsync(int id)
                {
                    // The order.
                    try
                    {
                        var order = await _orders.FindAsync(id);
                        return Ok(order);
                    }
                    catch (Exception)
                    {
                        return [|NotFound|]();
                    }
                }
            """),
        Controller("""
            public async Task<IActionResult> GetAsync(int id)
                {
                    // The order.
                    var order = await _orders.FindAsync(id);
                    return Ok(order);
                }
            """),
        Key);

    [Fact]
    public Task What_was_tried_moves_out_as_it_is_written_and_its_comments_go_with_it() => VerifyCS.VerifyCodeFixAsync(
        Controller("""
            public async Task<IActionResult> GetAsync(int id)
                {
                    try
                    {
                        // By its number.
                        var order = await _orders.FindAsync(
                                id);
                        if(order == "")
                        {
                            return Problem(@"None.
                                Not one.");
                        }

                        return Ok(order); // found
                    }
                    catch (Exception)
                    {
                        return [|NotFound|]();
                    }
                }
            """),
        Controller("""
            public async Task<IActionResult> GetAsync(int id)
                {
                    // By its number.
                    var order = await _orders.FindAsync(
                            id);
                    if(order == "")
                    {
                        return Problem(@"None.
                                Not one.");
                    }

                    return Ok(order); // found
                }
            """),
        Key);

    [Theory]
    [InlineData("try { return Ok(await _orders.FindAsync(id)); } catch (HttpRequestException) { return Conflict(); } catch { return [|NotFound|](); }", "try { return Ok(await _orders.FindAsync(id)); } catch (HttpRequestException) { return Conflict(); }")]
    [InlineData("try { return Ok(await _orders.FindAsync(id)); } catch { return [|NotFound|](); } finally { Clear(); }", "try { return Ok(await _orders.FindAsync(id)); } finally { Clear(); }")]
    [InlineData("try { Clear(); return Ok(await _orders.FindAsync(id)); } catch { return [|NotFound|](); }", "Clear();\n        return Ok(await _orders.FindAsync(id));")]
    [InlineData("try { return Ok(await _orders.FindAsync(id)); } catch { return [|NotFound|](); /* or so */ }", "try { return Ok(await _orders.FindAsync(id)); } catch { throw; /* or so */ }")]
    [InlineData("try { return Ok(await _orders.FindAsync(id)); /* or so */ } catch { return [|NotFound|](); }", "return Ok(await _orders.FindAsync(id)); /* or so */")]
    [InlineData("if (id > 0) try { return Ok(await _orders.FindAsync(id)); } catch { return [|NotFound|](); }\n        return Ok();", "if (id > 0) try { return Ok(await _orders.FindAsync(id)); } catch { throw; }\n        return Ok();")]
    [InlineData("try { using var found = new StringReader(await _orders.FindAsync(id)); Clear(); } catch { return [|NotFound|](); }\n        return Ok();", "try { using var found = new StringReader(await _orders.FindAsync(id)); Clear(); } catch { throw; }\n        return Ok();")]
    public Task The_clause_goes_where_nothing_else_goes_with_it(string before, string after)
    {
        static string With(string code) => Controller($$"""
            public async Task<IActionResult> GetAsync(int id)
                {
                    {{code}}
                }

                private static void Clear() { }
            """);
        return VerifyCS.VerifyCodeFixAsync(With(before), With(after), Key);
    }

    [Fact]
    public Task Minimal_apis_and_status_codes() => VerifyCS.VerifyCodeFixAsync(
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
                return Results.[|NotFound|]();
            }
        });
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception)
            {
                [|context.Response.StatusCode = 400|];
                await context.Response.WriteAsync("Wrong.");
            }
        });
        """,
        """
        var app = WebApplication.Create(args);
        app.MapGet("/a", async (HttpClient client) =>
        {
            return Results.Ok(await client.GetStringAsync("x"));
        });
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                await context.Response.WriteAsync("Wrong.");
            }
        });
        """,
        Key);

    [Fact]
    public Task One_answer_of_several_and_one_that_is_kept_are_left_to_the_reader() => VerifyCS.VerifyNoCodeFixAsync(
        Controller("""
            public async Task<IActionResult> GetAsync(int id)
                {
                    try { return Ok(await _orders.FindAsync(id)); }
                    catch (Exception e) { return e is ArgumentException ? Conflict() : [|BadRequest|](); }
                }

                public async Task<IActionResult> ReadAsync(int id)
                {
                    IActionResult result;
                    try { result = Ok(await _orders.FindAsync(id)); }
                    catch (Exception) { result = [|BadRequest|](); _logger.LogError("Failed"); }
                    return result;
                }
            """));
}
