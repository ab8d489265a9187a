using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Who may see everything: developers, in a program or behind a mark that keeps everybody else out.</summary>
public class BG3001ExceptionDetailDeveloperTests
{
    private const string Marks = """
        public class DevelopmentOnlyAttribute : Attribute, Microsoft.AspNetCore.Mvc.ActionConstraints.IActionConstraint
        {
            public int Order => 0;
            public bool Accept(Microsoft.AspNetCore.Mvc.ActionConstraints.ActionConstraintContext context) => false;
        }
        public class TestModeFilterAttribute : Microsoft.AspNetCore.Mvc.Filters.ActionFilterAttribute { }
        public class PremiumOnlyAttribute : Attribute, Microsoft.AspNetCore.Mvc.ActionConstraints.IActionConstraint
        {
            public int Order => 0;
            public bool Accept(Microsoft.AspNetCore.Mvc.ActionConstraints.ActionConstraintContext context) => true;
        }
        public class TestedAttribute : Attribute { }
        public class TestAttribute : Attribute { }
        """;

    private static string Controller(string mark, string ofClass, string message) => $$"""
        {{ofClass}}
        [ApiController, Route("orders")]
        public class OrdersController : ControllerBase
        {
            [HttpGet{{mark}}]
            public IActionResult Get(int id)
            {
                try { return Ok(100 / id); }
                catch (Exception e) { return BadRequest({{message}}); }
            }
        }
        """;

    private static Task VerifyAsync(string mark, string ofClass, string message, string more = "") =>
        VerifyCS.VerifyAnalyzerAsync("using Microsoft.AspNetCore.Mvc;\n" + Controller(mark, ofClass, message) + Marks + more);

    [Theory]
    [InlineData(", DevelopmentOnly", "")]
    [InlineData(", TestModeFilter", "")]
    [InlineData("", "[DevelopmentOnly]")]
    public Task Behind_a_mark_for_developers_it_is_fine(string mark, string ofClass) => VerifyAsync(mark, ofClass, "e.Message");

    [Theory]
    [InlineData(", PremiumOnly", "")]
    [InlineData(", Tested", "")]
    [InlineData(", Test", "")]
    [InlineData("", "")]
    public Task Other_marks_keep_nobody_out(string mark, string ofClass) => VerifyAsync(mark, ofClass, "[|e.Message|]");

    [Theory]
    [InlineData("public void Configure(IApplicationBuilder app, IWebHostEnvironment env) { if (env.IsProduction()) { throw new InvalidOperationException(\"For tests only.\"); } app.UseRouting(); }")]
    [InlineData("public void Configure(IApplicationBuilder app, IWebHostEnvironment env) { if (!env.IsDevelopment()) throw new InvalidOperationException(\"For tests only.\"); }")]
    public Task A_program_that_refuses_production_is_for_developers(string method) => VerifyAsync("", "", "e.Message", $"public class Startup {{ {method} }}");

    [Theory]
    [InlineData("public void Configure(IApplicationBuilder app, IWebHostEnvironment env) { if (env.IsDevelopment()) throw new InvalidOperationException(\"Not here.\"); }")]
    [InlineData("public void Configure(IApplicationBuilder app, IWebHostEnvironment env) { if (env.IsProduction()) app.UseHsts(); }")]
    [InlineData("public void Configure(IApplicationBuilder app, IWebHostEnvironment env, string key) { if (key == \"\") { if (env.IsProduction()) throw new InvalidOperationException(\"No key.\"); } }")]
    [InlineData("public void Configure(IApplicationBuilder app, IWebHostEnvironment env, string key) { if (env.IsProduction() && key == \"\") throw new InvalidOperationException(\"No key.\"); }")]
    [InlineData("public void Reset(IWebHostEnvironment env) { if (env.IsProduction()) throw new InvalidOperationException(\"Not here.\"); }")]
    public Task Other_questions_about_the_environment_refuse_nothing(string method) => VerifyAsync("", "", "[|e.Message|]", $"public class Startup {{ {method} }}");
}
