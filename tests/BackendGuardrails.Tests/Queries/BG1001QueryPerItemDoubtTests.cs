using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>One doubt makes information of a query per item; two doubts, and the same doubt told again, are nothing to read about.</summary>
public class BG1001QueryPerItemDoubtTests
{
    private const string Deep = """
            private Task<int> OneAsync(int id) => TwoAsync(id);
            private Task<int> TwoAsync(int id) => ThreeAsync(id);
            private Task<int> ThreeAsync(int id) => FourAsync(id);
            private Task<int> FourAsync(int id) => FiveAsync(id);
            private Task<int> FiveAsync(int id) => db.Orders.CountAsync(o => o.Id == id);
            private Task<Order?> One(int id) => Two(id);
            private Task<Order?> Two(int id) => Three(id);
            private Task<Order?> Three(int id) => Four(id);
            private Task<Order?> Four(int id) => Five(id);
            private Task<Order?> Five(int id) => db.Orders.FirstOrDefaultAsync(o => o.Id == id);
        """;

    [Theory]
    [InlineData("once in a loop", "foreach (var id in ids) { await {|#0:OneAsync|}(id); await OneAsync(id + 1); }")]
    [InlineData("once in a loop, by another way", "foreach (var id in ids) { await {|#0:OneAsync|}(id); await AgainAsync(id); }")]
    public Task The_same_query_far_away_is_told_once_in_a_loop(string why, string code) => VerifyCS.VerifyAnalyzerAsync(Program(code, why), Reported(DiagnosticSeverity.Info, 0));

    [Fact]
    public Task Two_loops_are_told_each() => VerifyCS.VerifyAnalyzerAsync(
        Program("foreach (var id in ids) await {|#0:OneAsync|}(id); foreach (var id in ids) await {|#1:OneAsync|}(id);", "two loops"),
        Reported(DiagnosticSeverity.Info, 0), Reported(DiagnosticSeverity.Info, 1));

    [Fact]
    public Task What_is_sure_is_told_each_time() => VerifyCS.VerifyAnalyzerAsync(
        Program("foreach (var id in ids) { await {|#0:FiveAsync|}(id); await {|#1:FiveAsync|}(id + 1); }", "near"),
        Reported(DiagnosticSeverity.Warning, 0), Reported(DiagnosticSeverity.Warning, 1));

    [Fact]
    public Task Far_away_and_up_to_the_parents_is_quiet() => VerifyCS.VerifyAnalyzerAsync(
        Program("var order = db.Orders.First(); while (order.ParentId != null) order = (await One(order.ParentId.Value))!;", "two doubts"));

    [Fact]
    public Task Up_to_the_parents_alone_is_information() => VerifyCS.VerifyAnalyzerAsync(
        Program("var order = db.Orders.First(); while (order.ParentId != null) order = (await {|#0:Five|}(order.ParentId.Value))!;", "one doubt"), Reported(DiagnosticSeverity.Info, 0));

    private static string Program(string code, string why) => TripShop.Service($$"""
            public async Task RunAsync(List<int> ids)
            {
                // {{why}}
                {{code}}
            }

            private Task<int> AgainAsync(int id) => TwoAsync(id);
        {{Deep}}
        """);

    private static DiagnosticResult Reported(DiagnosticSeverity severity, int at) =>
        VerifyCS.Diagnostic().WithMessage(null).WithSeverity(severity).WithLocation(at).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);
}
