using BackendGuardrails.Security;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4002UndecidedAccessAnalyzer, BackendGuardrails.Security.BG4002UndecidedAccessCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4002UndecidedAccessFixTests
{
    private const string Key = nameof(BG4002UndecidedAccessCodeFix);
    private const string Everybody = $"{nameof(BG4002UndecidedAccessCodeFix)}.{BG4002UndecidedAccessCodeFix.Everybody}";

    private static string Program(string mapped, string rest = "", string usings = "using Microsoft.AspNetCore.Mvc;") => $$"""
        {{usings}}

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication();
        var app = builder.Build();
        {{mapped}}
        app.Run();
        {{rest}}
        """;

    private static Task FixAsync(string before, string after, string key = Key) => VerifyCS.VerifyCodeFixAsync(before, after, key);

    [Fact]
    public Task Actions_get_an_attribute_and_its_namespace_and_by_Fix_all() => FixAsync(
        Program("app.MapControllers();", """

            public class OrdersController : ControllerBase
            {
                /// <summary>Places an order.</summary>
                [HttpPost]
                public void [|Place|](int id) { }

                // Gone is gone.
                [HttpDelete] public void [|Remove|](int id) { }

                [HttpPut, Produces("application/json")]
                [ApiExplorerSettings(IgnoreApi = true)]
                public void [|Change|](int id)
                {
                }
            }
            """),
        Program("app.MapControllers();", """

            public class OrdersController : ControllerBase
            {
                /// <summary>Places an order.</summary>
                [HttpPost]
                [Authorize]
                public void Place(int id) { }

                // Gone is gone.
                [HttpDelete] [Authorize] public void Remove(int id) { }

                [HttpPut, Produces("application/json")]
                [ApiExplorerSettings(IgnoreApi = true)]
                [Authorize]
                public void Change(int id)
                {
                }
            }
            """, "using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;"));

    [Fact]
    public Task Everybody_may_on_purpose() => FixAsync(
        Program("app.MapControllers();", """

            public class OrdersController : ControllerBase
            {
                [HttpPost]
                public void [|Place|](int id) { }
            }
            """, "using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;"),
        Program("app.MapControllers();", """

            public class OrdersController : ControllerBase
            {
                [HttpPost]
                [AllowAnonymous]
                public void Place(int id) { }
            }
            """, "using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;"),
        Everybody);

    [Fact]
    public Task A_mapped_lambda_gets_a_call_and_by_Fix_all() => FixAsync(
        Program("""
            app.[|MapPost|]("/orders", (int id) => id); // one line
            app.[|MapPut|]("/orders/{id}", (int id) =>
                {
                    return id;
                })
                .WithName("put")
                .WithTags("orders");
            var orders = app.MapGroup("/x");
            orders.[|MapDelete|]("/{id}", (int id) => id).WithName("delete");
            """),
        Program("""
            app.MapPost("/orders", (int id) => id).RequireAuthorization(); // one line
            app.MapPut("/orders/{id}", (int id) =>
                {
                    return id;
                })
                .RequireAuthorization()
                .WithName("put")
                .WithTags("orders");
            var orders = app.MapGroup("/x");
            orders.MapDelete("/{id}", (int id) => id).RequireAuthorization().WithName("delete");
            """));

    [Fact]
    public Task A_mapped_lambda_is_open_on_purpose() => FixAsync(
        Program("app.[|MapPost|](\"/orders\", (int id) => id);"),
        Program("app.MapPost(\"/orders\", (int id) => id).AllowAnonymous();"),
        Everybody);

    [Fact]
    public Task A_mapped_method_gets_an_attribute() => FixAsync(
        Program("app.MapPost(\"/orders\", Orders.Place);", """

            public static class Orders
            {
                public static int [|Place|](int id) => id;
            }
            """),
        Program("app.MapPost(\"/orders\", Orders.Place);", """

            public static class Orders
            {
                [Authorize]
                public static int Place(int id) => id;
            }
            """, "using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;"));

    [Fact]
    public Task A_page_gets_an_attribute_on_its_class() => new VerifyCS.Test
    {
        UseFullReferences = true,
        CodeActionEquivalenceKey = Key,
        TestCode = Program("app.MapRazorPages();", """

            public class EditModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
            {
                public void [|OnPost|](int id) { }

                public void OnPostDelete(int id) { }
            }
            """),
        FixedCode = Program("app.MapRazorPages();", """

            [Authorize]
            public class EditModel : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
            {
                public void OnPost(int id) { }

                public void OnPostDelete(int id) { }
            }
            """, "using Microsoft.AspNetCore.Authorization;\nusing Microsoft.AspNetCore.Mvc;"),
    }.RunAsync();

    [Fact]
    public Task A_lambda_that_is_mapped_twice_is_left_to_its_author() => VerifyCS.VerifyNoCodeFixAsync(
        Program("var place = (int id) => id; app.[|MapPost|](\"/a\", place); app.MapPost(\"/b\", place);"));
}
