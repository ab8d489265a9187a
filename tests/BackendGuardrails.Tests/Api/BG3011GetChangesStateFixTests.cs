using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Api.BG3011GetChangesStateAnalyzer, BackendGuardrails.Api.BG3011GetChangesStateCodeFix>;

namespace BackendGuardrails.Tests.Api;

public class BG3011GetChangesStateFixTests
{
    private static string Source(string endpoints) => $$"""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;

        {{endpoints}}
        {{BG3011GetChangesStateTests.Shop}}
        """;

    [Theory]
    [InlineData("[[|HttpGet|](\"a\", Name = \"x\")] /* why */", "[HttpPost(\"a\", Name = \"x\")] /* why */", "db.Add(new Order()); db.SaveChanges();")]
    [InlineData("[[|Microsoft.AspNetCore.Mvc.HttpGetAttribute|]]", "[Microsoft.AspNetCore.Mvc.HttpPostAttribute]", "db.Add(new Order()); db.SaveChanges();")]
    [InlineData("[Obsolete, [|HttpGet|]]", "[Obsolete, HttpDelete]", "db.Orders.Where(order => order.Id == 7).ExecuteDelete();")]
    public Task The_attribute_names_the_other_verb(string before, string after, string statements)
    {
        string Controller(string marks) => Source($"public class OrdersController(ShopContext db) : ControllerBase {{ {marks} public void Change() {{ {statements} }} }}");
        return VerifyCS.VerifyCodeFixAsync(Controller(before), Controller(after));
    }

    [Theory]
    [InlineData("app.[|MapGet|](\"/a\", (ShopContext db) => { db.Add(new Order()); db.SaveChanges(); }).WithName(\"a\");", "app.MapPost(\"/a\", (ShopContext db) => { db.Add(new Order()); db.SaveChanges(); }).WithName(\"a\");")]
    [InlineData("app.[|MapGet|](\"/a\", (ShopContext db) => db.Orders.ExecuteDelete());", "app.MapDelete(\"/a\", (ShopContext db) => db.Orders.ExecuteDelete());")]
    public Task The_call_maps_the_other_verb(string before, string after) =>
        VerifyCS.VerifyCodeFixAsync(Source("var app = WebApplication.CreateBuilder(args).Build();\n" + before), Source("var app = WebApplication.CreateBuilder(args).Build();\n" + after));

    [Fact]
    public void Fix_all_is_not_offered_because_each_is_another_contract() => Assert.Null(new BackendGuardrails.Api.BG3011GetChangesStateCodeFix().GetFixAllProvider());

    [Theory]
    [InlineData("app.[|MapMethods|](\"/a\", new[] { \"GET\" }, (ShopContext db) => { db.Add(new Order()); db.SaveChanges(); });")]
    public Task No_fix_where_the_verbs_are_a_list(string mapping) => VerifyCS.VerifyNoCodeFixAsync(Source("var app = WebApplication.CreateBuilder(args).Build();\n" + mapping));

    [Fact]
    public Task No_fix_for_an_attribute_of_ones_own() => VerifyCS.VerifyNoCodeFixAsync(Source("""
        public class ReadAttribute : HttpGetAttribute { }
        public class OrdersController(ShopContext db) : ControllerBase { [[|Read|]] public void Change() { db.Add(new Order()); db.SaveChanges(); } }
        """));
}
