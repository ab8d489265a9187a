using BackendGuardrails.Integrity;
using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2103AsyncTransactionScopeAnalyzer, BackendGuardrails.Integrity.BG2103AsyncTransactionScopeCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2103AsyncTransactionScopeTests
{
    /// <summary>Members of a class that can be awaited in.</summary>
    private static Task VerifyAsync(string members) => VerifyCS.VerifyAnalyzerAsync($$"""
        using System.Transactions;
        using Scope = System.Transactions.TransactionScope;

        public class Shop
        {
            private TransactionScope? _scope;

            Task WorkAsync() => Task.CompletedTask;
            async IAsyncEnumerable<int> RowsAsync() { await WorkAsync(); yield return 1; }

            {{members}}
        }
        """);

    [Theory]
    [InlineData("using var scope = [|new TransactionScope()|]; await WorkAsync(); scope.Complete();")]
    [InlineData("using TransactionScope scope = [|new()|]; await WorkAsync();")]
    [InlineData("using var scope = [|new Scope()|]; await WorkAsync();")]
    [InlineData("using var scope = [|new System.Transactions.TransactionScope()|]; if (scope != null) { await WorkAsync(); }")]
    [InlineData("using (var scope = [|new TransactionScope()|]) { await WorkAsync(); scope.Complete(); }")]
    [InlineData("using ([|new TransactionScope()|]) await WorkAsync();")]
    [InlineData("using (TransactionScope a = [|new()|], b = [|new()|]) { await WorkAsync(); }")]
    [InlineData("var scope = [|new TransactionScope()|]; try { await WorkAsync(); scope.Complete(); } finally { scope.Dispose(); }")]
    [InlineData("TransactionScope? scope = null; try { scope = [|new TransactionScope()|]; await WorkAsync(); } finally { scope?.Dispose(); }")]
    [InlineData("TransactionScope? scope = null; if (DateTime.Now.Hour > 3) { scope = [|new TransactionScope()|]; } await WorkAsync(); scope?.Dispose();")]
    [InlineData("using var scope = DateTime.Now.Hour > 3 ? [|new TransactionScope()|] : null; await WorkAsync();")]
    [InlineData("var scope = [|new TransactionScope()|]; using (scope) { await WorkAsync(); }")]
    [InlineData("switch (DateTime.Now.Hour) { case 1: var scope = [|new TransactionScope()|]; await WorkAsync(); scope.Dispose(); break; }")]
    [InlineData("using var scope = [|new TransactionScope()|]; await foreach (var row in RowsAsync()) { }")]
    [InlineData("using var scope = [|new TransactionScope()|]; await using (var stream = new MemoryStream()) { }")]
    [InlineData("using var scope = [|new TransactionScope()|]; await using var stream = new MemoryStream();")]
    [InlineData("using var scope = [|new TransactionScope()|]; for (var i = 0; i < 3; i++) await WorkAsync();")]
    public Task A_scope_with_an_await_inside_is_reported(string body) => VerifyAsync($"public async Task RunAsync() {{ {body} }}");

    [Theory]
    [InlineData("TransactionScopeOption.Required")]
    [InlineData("TransactionScopeOption.Suppress")]
    [InlineData("TransactionScopeOption.RequiresNew, TimeSpan.FromSeconds(5)")]
    [InlineData("TransactionScopeOption.Required, new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted }")]
    [InlineData("Transaction.Current!")]
    [InlineData("Transaction.Current!, TimeSpan.FromSeconds(5)")]
    [InlineData("TransactionScopeOption.Required, new TransactionOptions(), EnterpriseServicesInteropOption.None")]
    [InlineData("Transaction.Current!, TimeSpan.FromSeconds(5), EnterpriseServicesInteropOption.None")]
    public Task Every_constructor_without_the_flow_option_is_reported(string arguments) =>
        VerifyAsync($"public async Task RunAsync() {{ using var scope = [|new TransactionScope({arguments})|]; await WorkAsync(); }}");

    [Theory]
    [InlineData("TransactionScopeAsyncFlowOption.Enabled")]
    [InlineData("TransactionScopeAsyncFlowOption.Suppress")]
    [InlineData("TransactionScopeOption.Required, TransactionScopeAsyncFlowOption.Enabled")]
    [InlineData("TransactionScopeOption.Required, new TransactionOptions(), asyncFlowOption: TransactionScopeAsyncFlowOption.Enabled")]
    [InlineData("Transaction.Current!, TimeSpan.FromSeconds(5), TransactionScopeAsyncFlowOption.Enabled")]
    public Task A_written_flow_option_is_a_decision(string arguments) =>
        VerifyAsync($"public async Task RunAsync() {{ using var scope = new TransactionScope({arguments}); await WorkAsync(); }}");

    [Theory]
    [InlineData("{ using var scope = new TransactionScope(); scope.Complete(); } await WorkAsync();")]
    [InlineData("using (var scope = new TransactionScope()) { scope.Complete(); } await WorkAsync();")]
    [InlineData("await WorkAsync(); using var scope = new TransactionScope(); scope.Complete();")]
    [InlineData("var scope = new TransactionScope(); scope.Complete(); scope.Dispose(); await WorkAsync();")]
    [InlineData("var scope = new TransactionScope(); try { scope.Complete(); } finally { scope.Dispose(); } await WorkAsync();")]
    [InlineData("await WorkAsync(); using var scope = new TransactionScope(); Func<Task> later = async () => await WorkAsync(); scope.Complete();")]
    [InlineData("await WorkAsync(); using var scope = new TransactionScope(); scope.Complete(); async Task Later() { await WorkAsync(); }")]
    [InlineData("_scope = new TransactionScope(); await WorkAsync();")]
    public Task A_scope_without_an_await_inside_is_quiet(string body) => VerifyAsync($"public async Task RunAsync() {{ {body} }}");

    [Theory]
    [InlineData("TransactionScope Open() => [|new TransactionScope()|];")]
    [InlineData("TransactionScope Open() { return [|new TransactionScope(TransactionScopeOption.Required)|]; }")]
    [InlineData("static TransactionScope Open() { var scope = [|new TransactionScope()|]; return scope; }")]
    [InlineData("TransactionScope Inner() => [|new()|]; TransactionScope Open() => Inner();")]
    public Task A_scope_from_a_factory_is_reported_when_a_caller_awaits_inside(string factory) => VerifyAsync($$"""
        {{factory}}
        public async Task RunAsync() { using var scope = Open(); await WorkAsync(); scope.Complete(); }
        """);

    [Fact]
    public Task A_scope_from_a_factory_is_quiet_when_no_caller_awaits_inside() => VerifyAsync("""
        TransactionScope Open() => new TransactionScope();
        public async Task RunAsync() { using (var scope = Open()) { scope.Complete(); } await WorkAsync(); }
        """);

    [Theory]
    [InlineData("public Task RunAsync() => Task.Run(async () => { using var scope = [|new TransactionScope()|]; await WorkAsync(); });")]
    [InlineData("public Task RunAsync() { return LocalAsync(); async Task LocalAsync() { using var scope = [|new TransactionScope()|]; await WorkAsync(); } }")]
    [InlineData("public async IAsyncEnumerable<int> ReadAsync() { using var scope = [|new TransactionScope()|]; await WorkAsync(); yield return 1; }")]
    [InlineData("public async ValueTask<int> ReadAsync() { using var scope = [|new TransactionScope()|]; return await Task.FromResult(1); }")]
    [InlineData("Func<Task> Work => async () => { using var scope = [|new TransactionScope()|]; await WorkAsync(); };")]
    public Task Every_kind_of_async_function_counts(string member) => VerifyAsync(member);

    [Fact]
    public Task Top_level_statements_count() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Transactions;

        using var scope = {|#0:new TransactionScope()|};
        {|#1:await Task.Delay(1)|};
        scope.Complete();
        """, VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("Program"));

    [Fact]
    public Task The_message_names_the_method_that_awaits() => VerifyCS.VerifyAnalyzerAsync("""
        using System.Transactions;

        public class Shop { public async Task SaveAsync(TimeSpan time) { using var scope = {|#0:new TransactionScope(TransactionScopeOption.Required, time)|}; {|#1:await Task.Delay(time)|}; } }
        """, VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("SaveAsync"));

    [Fact]
    public Task A_class_of_that_name_elsewhere_is_quiet() => VerifyCS.VerifyAnalyzerAsync("""
        using Shop;

        namespace Shop { public sealed class TransactionScope : IDisposable { public void Dispose() { } } }

        public class Orders { public async Task SaveAsync() { using var scope = new TransactionScope(); await Task.Delay(1); } }
        """);

    [Fact]
    public Task Half_typed_code_does_not_matter() =>
        VerifyAsync("public async Task RunAsync() { using var scope = [|new TransactionScope()|]; await WorkAsync(); await {|CS1525:;|} }");

    [Fact]
    public Task Known_miss_a_scope_kept_in_a_field() => VerifyAsync("""
        void Open() => _scope = new TransactionScope();
        public async Task RunAsync() { Open(); await WorkAsync(); _scope!.Dispose(); }
        """);

    [Theory]
    [InlineData("new TransactionScope()", "new TransactionScope(TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("new()", "new(TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("new TransactionScope(TransactionScopeOption.Required)", "new TransactionScope(TransactionScopeOption.Required, TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("new TransactionScope(TransactionScopeOption.Required, time)", "new TransactionScope(TransactionScopeOption.Required, time, TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("new TransactionScope(scopeTimeout: time, scopeOption: 0)", "new TransactionScope(scopeTimeout: time, scopeOption: 0, asyncFlowOption: TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData(
        "new TransactionScope(TransactionScopeOption.Required, new TransactionOptions { Timeout = time })",
        "new TransactionScope(TransactionScopeOption.Required, new TransactionOptions { Timeout = time }, TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("new TransactionScope(Transaction.Current!)", "new TransactionScope(Transaction.Current!, TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("new TransactionScope(Transaction.Current!, time)", "new TransactionScope(Transaction.Current!, time, TransactionScopeAsyncFlowOption.Enabled)")]
    [InlineData("new TransactionScope( /* required */ )", "new TransactionScope( /* required */ TransactionScopeAsyncFlowOption.Enabled)")]
    public Task The_flow_option_is_appended(string before, string after)
    {
        const string Shell = """
            using System.Transactions;

            public class Shop
            {
                public async Task RunAsync(TimeSpan time)
                {
                    // All or nothing.
                    using TransactionScope scope = CREATION; // until the end
                    await Task.Delay(time);
                    scope.Complete();
                }
            }
            """;
        return VerifyCS.VerifyCodeFixAsync(Shell.Replace("CREATION", $"[|{before}|]"), Shell.Replace("CREATION", after));
    }

    [Theory]
    [InlineData("new TransactionScope(TransactionScopeOption.Required, new TransactionOptions(), EnterpriseServicesInteropOption.None)")]
    [InlineData("new TransactionScope(Transaction.Current!, TimeSpan.Zero, EnterpriseServicesInteropOption.Full)")]
    public Task Where_no_overload_takes_the_option_no_fix_is_offered(string creation) => VerifyCS.VerifyNoCodeFixAsync($$"""
        using System.Transactions;

        public class Shop { public async Task RunAsync() { using var scope = [|{{creation}}|]; await Task.Delay(1); } }
        """);

    [Fact]
    public Task Where_the_namespace_is_not_imported_it_is_now() => VerifyCS.VerifyCodeFixAsync("""
        public class Shop
        {
            public async Task RunAsync() { using var scope = [|new System.Transactions.TransactionScope()|]; await Task.Delay(1); }
        }
        """, """
        using System.Transactions;

        public class Shop
        {
            public async Task RunAsync() { using var scope = new System.Transactions.TransactionScope(TransactionScopeAsyncFlowOption.Enabled); await Task.Delay(1); }
        }
        """);

    [Fact]
    public Task Fix_All_appends_it_everywhere() => VerifyCS.VerifyCodeFixAsync("""
        using System.Transactions;

        public class Shop
        {
            public async Task OneAsync() { using var scope = [|new TransactionScope()|]; await Task.Delay(1); }
            public async Task TwoAsync() { using var scope = [|new TransactionScope(TransactionScopeOption.RequiresNew)|]; await Task.Delay(1); }
        }
        """, """
        using System.Transactions;

        public class Shop
        {
            public async Task OneAsync() { using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled); await Task.Delay(1); }
            public async Task TwoAsync() { using var scope = new TransactionScope(TransactionScopeOption.RequiresNew, TransactionScopeAsyncFlowOption.Enabled); await Task.Delay(1); }
        }
        """);
}
