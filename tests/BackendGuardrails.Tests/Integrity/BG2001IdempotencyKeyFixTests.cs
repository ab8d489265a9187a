using BackendGuardrails.Integrity;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2001IdempotencyKeyAnalyzer, BackendGuardrails.Integrity.BG2001IdempotencyKeyCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2001IdempotencyKeyFixTests
{
    private const string Key = nameof(BG2001IdempotencyKeyCodeFix);
    private const string Refusal = "(statusCode: StatusCodes.Status400BadRequest, title: \"The Idempotency-Key header is missing.\");";

    private static Task FixAsync(string before, string after)
    {
        var test = CriticalShop.Test(before);
        test.FixedCode = after;
        test.CodeActionEquivalenceKey = Key;
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        return test.RunAsync();
    }

    [Fact]
    public Task The_guard_has_the_braces_tabs_and_line_ends_of_the_file()
    {
        static string Written(string code) => CriticalShop.Controller(code).Replace("    ", "\t").Replace("\n", "\r\n");
        return FixAsync(
            Written("""
                [HttpPost]
                    public async Task<IActionResult> [|Place|](PlaceOrder request)
                    {
                        if (request is null)
                        {
                            return BadRequest();
                        }

                        db.Orders.Add(new Order());
                        await db.SaveChangesAsync();
                        return Ok();
                    }
                """),
            Written($$"""
                [HttpPost]
                    public async Task<IActionResult> Place(PlaceOrder request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey)
                    {
                        if (string.IsNullOrWhiteSpace(idempotencyKey))
                        {
                            return Problem{{Refusal}}
                        }

                        if (request is null)
                        {
                            return BadRequest();
                        }

                        db.Orders.Add(new Order());
                        await db.SaveChangesAsync();
                        return Ok();
                    }
                """));
    }

    [Fact]
    public Task A_block_of_an_action_gets_a_guard_and_comments_stay() => FixAsync(
        CriticalShop.Controller("""
            /// <summary>Places it.</summary>
                [HttpPost]
                public async Task<IActionResult> [|Place|](PlaceOrder request, CancellationToken cancellationToken) // now
                {
                    // The sum comes later.
                    db.Orders.Add(new Order());
                    await db.SaveChangesAsync(cancellationToken);
                    return Ok();
                }
            """),
        CriticalShop.Controller($$"""
            /// <summary>Places it.</summary>
                [HttpPost]
                public async Task<IActionResult> Place(PlaceOrder request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, CancellationToken cancellationToken) // now
                {
                    if (string.IsNullOrWhiteSpace(idempotencyKey))
                        return Problem{{Refusal}}

                    // The sum comes later.
                    db.Orders.Add(new Order());
                    await db.SaveChangesAsync(cancellationToken);
                    return Ok();
                }
            """));

    [Fact]
    public Task An_expression_becomes_a_block_and_a_task_is_made_of_the_problem() => FixAsync(
        CriticalShop.Controller("""
            [HttpPost]
                public async Task<ActionResult<int>> [|PlaceAsync|](PlaceOrder request) =>
                    await service.PlaceAsync(request);

                [HttpPost("two")]
                public Task<ActionResult> [|PlaceTwoAsync|](PlaceOrder request)
                {
                    return DoAsync();
                }

                private async Task<ActionResult> DoAsync() { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }
            """),
        CriticalShop.Controller($$"""
            [HttpPost]
                public async Task<ActionResult<int>> PlaceAsync(PlaceOrder request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey)
                {
                    if (string.IsNullOrWhiteSpace(idempotencyKey))
                        return Problem{{Refusal}}
                    return await service.PlaceAsync(request);
                }

                [HttpPost("two")]
                public Task<ActionResult> PlaceTwoAsync(PlaceOrder request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey)
                {
                    if (string.IsNullOrWhiteSpace(idempotencyKey))
                        return Task.FromResult<ActionResult>(Problem{{Refusal.Replace(";", ");")}}

                    return DoAsync();
                }

                private async Task<ActionResult> DoAsync() { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return Ok(); }
            """));

    [Fact]
    public Task Lambdas_get_a_parameter_and_a_guard() => FixAsync(
        CriticalShop.Minimal("""
            app.[|MapPost|]("/orders", async (PlaceOrder request, IOrderService service) => Results.Ok(await service.PlaceAsync(request)));
            app.[|MapPost|]("/payments", async (
                PayRequest request,
                ShopDb db) =>
            {
                db.Payments.Add(new Payment());
                await db.SaveChangesAsync();
                return TypedResults.Ok();
            });
            """),
        CriticalShop.Minimal($$"""
            app.MapPost("/orders", async (PlaceOrder request, IOrderService service, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey) =>
            {
                if (string.IsNullOrWhiteSpace(idempotencyKey))
                    return Results.Problem{{Refusal}}
                return Results.Ok(await service.PlaceAsync(request));
            });
            app.MapPost("/payments", async (
                PayRequest request,
                ShopDb db,
                [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey2) =>
            {
                if (string.IsNullOrWhiteSpace(idempotencyKey2))
                    return Results.Problem{{Refusal}}

                db.Payments.Add(new Payment());
                await db.SaveChangesAsync();
                return TypedResults.Ok();
            });
            """));

    [Fact]
    public Task A_union_names_the_problem_too() => FixAsync(
        CriticalShop.Minimal("""
            app.MapPost("/orders", PlaceAsync);
            static async Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok, Microsoft.AspNetCore.Http.HttpResults.NotFound>> [|PlaceAsync|](ShopDb db) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); return TypedResults.Ok(); }
            """).Replace("using MediatR;", "using MediatR;\nusing Microsoft.AspNetCore.Http.HttpResults;"),
        CriticalShop.Minimal($$"""
            app.MapPost("/orders", PlaceAsync);
            static async Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok, Microsoft.AspNetCore.Http.HttpResults.NotFound, ProblemHttpResult>> PlaceAsync([FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, ShopDb db) { if (string.IsNullOrWhiteSpace(idempotencyKey)) return TypedResults.Problem{{Refusal}} db.Orders.Add(new Order()); await db.SaveChangesAsync(); return TypedResults.Ok(); }
            """).Replace("using MediatR;", "using MediatR;\nusing Microsoft.AspNetCore.Http.HttpResults;").Replace("([FromHeader(Name = \"Idempotency-Key\")] string? idempotencyKey, ShopDb db)", "(ShopDb db, [FromHeader(Name = \"Idempotency-Key\")] string? idempotencyKey)"));

    [Theory]
    [InlineData("[HttpPost] public async Task [|Place|](PlaceOrder request) { db.Orders.Add(new Order()); await db.SaveChangesAsync(); }")]
    [InlineData("[HttpPost] public async Task<int> [|Place|](PlaceOrder request) { db.Orders.Add(new Order()); return await db.SaveChangesAsync(); }")]
    public Task No_guard_where_no_problem_can_be_returned(string action) => FixAsync(CriticalShop.Controller(action), CriticalShop.Controller(action));

    [Fact]
    public Task No_guard_in_a_lambda_that_returns_a_value_of_its_own()
    {
        var source = CriticalShop.Minimal("app.[|MapPost|](\"/orders\", async (PlaceOrder request, IOrderService service) => await service.PlaceAsync(request));");
        return FixAsync(source, source);
    }

    [Fact]
    public async Task The_first_answer_is_kept_by_what_is_written_beside_a_minimal_API()
    {
        var test = CriticalShop.Test(CriticalShop.Minimal("""
            // Orders come often.
            app.[|MapPost|]("/orders", async (PlaceOrder request, IOrderService service) => await service.PlaceAsync(request)).WithName("Place");
            app.MapPost("/payments", PayAsync);
            static async Task<IResult> [|PayAsync|](PayRequest request, ShopDb db) { db.Payments.Add(new Payment()); await db.SaveChangesAsync(); return Results.Ok(); }
            """));
        var after = CriticalShop.Minimal("""
            // Orders come often.
            app.MapPost("/orders", async (PlaceOrder request, IOrderService service) => await service.PlaceAsync(request)).RequireIdempotencyKey().WithName("Place");
            app.MapPost("/payments", PayAsync).RequireIdempotencyKey();
            static async Task<IResult> PayAsync(PayRequest request, ShopDb db) { db.Payments.Add(new Payment()); await db.SaveChangesAsync(); return Results.Ok(); }
            """).Replace("var app", "builder.Services.AddSingleton<IIdempotencyStore, MemoryIdempotencyStore>();\nvar app");
        await ReplayAsync(test, after, isAction: false);
    }

    [Fact]
    public async Task The_first_answer_is_kept_by_what_is_written_beside_a_controller()
    {
        const string Startup = "public class Startup\n{\n    public void ConfigureServices(IServiceCollection services)\n    {\n        services.AddControllers();\n    }\n}";
        const string Action = """
            [HttpPost]
                public async Task<ActionResult<int>> NAME(PlaceOrder request) => await service.PlaceAsync(request);
            """;
        var test = CriticalShop.Test(CriticalShop.Controller(Action.Replace("NAME", "[|Place|]"), declarations: Startup));
        var after = CriticalShop.Controller(Action.Replace("NAME", "Place").Replace("    public", "    [Idempotent]\n    public"),
            declarations: Startup.Replace("services.Add", "services.AddSingleton<IIdempotencyStore, MemoryIdempotencyStore>();\n\n        services.Add"));
        await ReplayAsync(test, after, isAction: true);
    }

    [Fact]
    public Task Nothing_is_written_where_no_service_can_be_registered()
    {
        const string Action = "[HttpPost] public async Task<ActionResult<int>> [|Place|](PlaceOrder request) => await service.PlaceAsync(request);";
        var test = CriticalShop.Test(CriticalShop.Controller(Action));
        test.FixedCode = CriticalShop.Controller(Action);
        test.CodeActionEquivalenceKey = $"{Key}.{BG2001IdempotencyKeyCodeFix.Replay}";
        return test.RunAsync();
    }

    [Fact]
    public void There_is_no_Fix_all_because_clients_have_to_change() => Assert.Null(new BG2001IdempotencyKeyCodeFix().GetFixAllProvider());

    private static async Task ReplayAsync(VerifyCS.Test test, string after, bool isAction)
    {
        test.FixedCode = after.Replace("using MediatR;", "using MediatR;").Replace("using Stripe;\n", "using Stripe;\nusing TestProject.Idempotency;\n");
        foreach (var (type, text) in BG2001IdempotencyKeyCodeFix.FilesFor(isAction))
            test.FixedState.Sources.Add(($"/0/Idempotency/{type}.cs", Microsoft.CodeAnalysis.Text.SourceText.From(text.Replace("NAMESPACE", "TestProject.Idempotency") + "\n")));
        test.CodeActionEquivalenceKey = $"{Key}.{BG2001IdempotencyKeyCodeFix.Replay}";
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        await test.RunAsync();
    }
}
