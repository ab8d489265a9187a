using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1014UntranslatablePredicateAnalyzer, BackendGuardrails.Queries.BG1014UntranslatablePredicateCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1014UntranslatablePredicateFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(Source(before), Source(after));

    private static string Source(string condition) => TranslationShop.Method($"result = await _db.Orders.Where(o => {condition}).ToListAsync();");

    [Theory]
    [InlineData("o.Number.[|Equals|](text, StringComparison.Ordinal)", "o.Number == text")]
    [InlineData("string.[|Equals|](o.Number, text, StringComparison.InvariantCulture) && o.Id > 3", "o.Number == text && o.Id > 3")]
    [InlineData("!o.Number.[|Equals|](text, StringComparison.Ordinal)", "!(o.Number == text)")]
    [InlineData("o.Number.[|StartsWith|](text, StringComparison.Ordinal)", "o.Number.StartsWith(text)")]
    [InlineData("o.Number.[|Contains|](text + other, StringComparison.CurrentCulture)", "o.Number.Contains(text + other)")]
    public Task What_says_how_to_compare_goes(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("o.Number.[|Equals|](text, StringComparison.OrdinalIgnoreCase)", "o.Number.ToLower() == text.ToLower()")]
    [InlineData("string.[|Equals|](o.Number, \"Web\", StringComparison.InvariantCultureIgnoreCase)", "o.Number.ToLower() == \"web\"")]
    [InlineData("o.Number.[|Contains|](text + other, StringComparison.OrdinalIgnoreCase)", "o.Number.ToLower().Contains((text + other).ToLower())")]
    [InlineData("o.Number.[|EndsWith|](\"a\", StringComparison.OrdinalIgnoreCase)", "o.Number.ToLower().EndsWith(\"a\")")]
    public Task Without_regard_to_case_means_small_letters(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("o.Number.[|ToLowerInvariant|]() == text", "o.Number.ToLower() == text")]
    [InlineData("o.Number.[|ToUpper|](CultureInfo.InvariantCulture) == text", "o.Number.ToUpper() == text")]
    [InlineData("names.[|ContainsKey|](o.Id)", "names.Keys.Contains(o.Id)")]
    [InlineData("items.[|Any|](i => i.Id == o.Id)", "items.Select(i => i.Id).Contains(o.Id)")]
    [InlineData("items.[|Any|](i => o.Number == i.Sku)", "items.Select(i => i.Sku).Contains(o.Number)")]
    [InlineData("texts.[|Exists|](t => t == o.Number)", "texts.Contains(o.Number)")]
    [InlineData("[|$\"{o.Number} {o.Type}\"|] == text", "o.Number + \" \" + o.Type == text")]
    public Task What_has_another_form_gets_it(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("Rules.[|IsOpen|](o)")]
    [InlineData("o.[|Label|] == text")]
    [InlineData("o.Number.[|Equals|](text, rule)")]
    [InlineData("o.Number.[|IndexOf|](text, StringComparison.Ordinal) >= 0")]
    [InlineData("items.[|Any|](i => i.Id == o.Id && i.Sku == o.Number)")]
    [InlineData("[|$\"{o.Number} {o.Id:D5}\"|] == text")]
    [InlineData("o.Number.[|Equals|](text /* trimmed */, StringComparison.Ordinal)")]
    public Task Where_it_is_not_certain_nothing_is_offered(string condition) => VerifyAsync(condition, condition);

    [Fact]
    public Task Fix_all_and_comments_beside_stay() => VerifyAsync(
        "o.Number.[|Equals|](text, StringComparison.Ordinal) // the number\n            && o.Type.[|ToLowerInvariant|]() == other",
        "o.Number == text // the number\n            && o.Type.ToLower() == other");
}
